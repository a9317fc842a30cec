"""`remedy due`: what to act on, across cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

import typer

from remedy.case.model import Case
from remedy.cli import choosing
from remedy.cli.names import case_names
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage
from remedy.law.answer import Assessment, Item
from remedy.views import agenda as view
from remedy.views import i18n, mask
from remedy.views.i18n import _
from remedy.views.little import NOTHING, share_empty
from remedy.views.pressing import recent
from remedy.views.words import NO_CASE

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("due")
@with_session
def due(
    session: Session,
    *,
    days: choosing.Days = None,
    owner: choosing.Owner = None,
    tag: choosing.Tag = None,
    country: choosing.Country = None,
    duty: choosing.Duty = None,
    case: Annotated[str | None, typer.Option("--case", help="Only this case.", autocompletion=case_names)] = None,
    all: Annotated[bool, typer.Option("--all", help="Also what is met, superseded or not begun.")] = False,
    plain: Annotated[bool, typer.Option("--plain", help="One line an item, tabs between, for scripts.")] = False,
    fail_on: Annotated[
        Literal["missed", "due"] | None,
        typer.Option("--fail-on", help="Exit 1 if the party missed something, or has something due."),
    ] = None,
) -> int:
    """What to act on, across cases: gaps, missed, this week, later; the reason beside each."""
    owner = choosing.me() if owner == "me" else owner
    answers, failed = [], False
    for found, answer in _chosen(session, case, tag, country, closed=all):
        wanted = [i for i in answer.items if choosing.fits(i, days, duty, all=all) and choosing.is_of(i, found, owner)]
        failed = failed or _fails(wanted, fail_on)
        answer.items = wanted or _next(session, answer, plain)
        answers.append(_kept(session, found, answer))
    chosen = [f"{name} {value}" for name, value in (("--tag", tag), ("--country", country)) if value is not None]
    nothing = NO_CASE
    if chosen:
        nothing = _("No case with {options}: remedy list shows all.").format(options=_(" and ").join(chosen))
    _print(session, answers, show_all=all, plain=plain, nothing=nothing)
    return int(failed)


def agenda(common: dict[str, Any]) -> int:
    """The agenda of a bare `remedy`."""
    session = Session(**common)
    session.speak()
    try:
        answers = []
        for found, answer in session.assessments(detail=session.json, closed=False):
            answer.items = [i for i in answer.items if i.listed] or _next(session, answer, plain=False)
            answers.append(_kept(session, found, answer))
        _print(session, answers, show_all=False, plain=False)
    except Usage as error:
        session.complain(str(error))
        return 2
    return session.code


def _next(session: Session, answer: Assessment, plain: bool) -> list[Item]:
    """For a screen without a line: the next day of the case, which is not listed itself."""
    if session.json or plain:
        return []
    return [i for i in answer.items if not i.listed and i.date is not None and i.date >= answer.as_of][:1]


def _kept(session: Session, case: Case, answer: Assessment) -> Assessment:
    """What the agenda needs of an assessment, masked where no person looks: thousands of cases fit in memory."""
    answer = mask.mask(answer, case) if session.masks else answer
    if not session.json:
        for item in answer.items:
            _compact(item)
    named = {name for item in answer.items for name in item.blocks}
    answer.ladder, answer.events = [r for r in answer.ladder if r.remedy in named], recent(answer)[-1:]
    return answer


def _compact(item: Item) -> None:
    """Leaves out what a line of the agenda does not show, so that ten thousand cases fit in memory."""
    item.cite = NOTHING
    item.readings = NOTHING if len(item.readings) == 1 else item.readings
    for reading in item.readings:
        reading.cite = reading.trace = NOTHING
    share_empty(item)


def _chosen(
    session: Session, case: str | None, tag: str | None, country: str | None, *, closed: bool
) -> Iterator[tuple[Case, Assessment]]:
    if case is not None:
        file = session.case_named(case)
        if file.case is not None:
            yield file.case, session.assess(file, detail=session.json or closed)
        return
    for found, answer in session.assessments(detail=session.json or closed, closed=closed):
        if (tag is None or tag in found.tags) and (country is None or answer.country.lower() == country.lower()):
            yield found, answer


def _fails(items: Iterable[Item], fail_on: str | None) -> bool:
    """Only the party's own count."""
    own = [i for i in items if i.type == "deadline" and i.duty == "party"]
    if fail_on == "missed":
        return any(i.status == "missed" for i in own)
    if fail_on == "due":
        return any(i.status in ("missed", "unclear") or (i.status == "open" and i.date is not None) for i in own)
    return False


def _print(session: Session, answers: list[Assessment], *, show_all: bool, plain: bool, nothing: str = NO_CASE) -> None:
    if session.json:
        from remedy.views.answers import DueAnswer, item_view

        holds = [a.holds_until for a in answers if a.holds_until is not None]
        session.answer(
            DueAnswer(
                holds_until=min(holds, default=None),
                items=[item_view(i) for i in view.items_in_order(answers)],
                problems=session.problems,
            )
        )
        return
    if plain:
        i18n.write_days(iso=True)  # for programs, as JSON
        session.show(view.plain(view.items_in_order(answers), session.lang))
        session.say_problems()
        return
    from remedy.views.text import weekday_date

    days = sorted({a.as_of for a in answers}) or [session.today]
    shown = weekday_date(days[0])
    if len(days) > 1:
        shown = _("{day} or {other}, by zone").format(day=shown, other=weekday_date(days[-1]))
    lines = view.due(
        answers,
        session.problems,
        shown,
        session.width,
        session.paint,
        session.lang,
        show_all,
        hint=not session.quiet,
        nothing=nothing,
        unread=session.unread,
    )
    session.show(lines)
