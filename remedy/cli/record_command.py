"""`remedy record`: an event is added to a case; which dates moved is shown."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from remedy.case import typed as words
from remedy.case.languages import in_language
from remedy.case.vocabulary import Vocabulary
from remedy.cli import lookup
from remedy.cli.consent import can_ask
from remedy.cli.editing import Editing, Sets, typed
from remedy.cli.names import case_names, kind_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage
from remedy.store import verbs
from remedy.store.verbs import taken
from remedy.views.i18n import _

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("record")
@with_session
def record(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    kind: Annotated[
        str | None,
        typer.Argument(help="What happened: a kind, or its title in any language.", autocompletion=kind_names),
    ] = None,
    date: Annotated[
        str | None, typer.Option("--date", metavar="DATE", help="2021-03-12, 12.03.2021, 2021-03, ../2021-03-12, …")
    ] = None,
    id: Annotated[str | None, typer.Option("--id", help="Its id; without one it is derived.")] = None,
    sets: Sets = None,
    dry_run: DryRun = False,
) -> int:
    """Adds an event; says what was understood and which dates moved."""
    editing = Editing(session, case)
    vocabulary = session.vocabulary
    kind = kind or _asked_kind(session, editing, vocabulary)
    date = date or _asked(session, _("On which day (2021-03-12; .. if it is not known)?"), "--date DATE")
    more: dict[str, Any] = typed(words.settings, "event", sets or [])
    for key in ("id", "kind", "date"):
        if key in more:
            raise Usage(f"--set {key}: say it as {'KIND' if key == 'kind' else f'--{key}'}, once")
    known = taken(editing.case)
    id = id if id is None else typed(words.entry_id, id)
    if id is not None and id in known:
        raise Usage(
            f'--id: "{id}" is used already in {lookup.called(session, editing.case)}; '
            "leave --id out, and one is derived"
        )
    what = (editing.editor, editing.case, vocabulary, kind, date, id, more)
    editing.understood.append(editing.read(verbs.record, *what, lang=editing.lang, today=editing.today))
    return editing.finish(dry_run=dry_run)


def _asked(session: Session, question: str, option: str) -> str:
    if not can_ask(session):
        raise Usage(f"{option} is missing")
    return str(typer.prompt(question))


def _asked_kind(session: Session, editing: Editing, vocabulary: Vocabulary) -> str:
    """A kind chosen by a person from what is likely next. Raises Usage where nobody can be asked."""
    if not can_ask(session):
        raise Usage("the KIND of the event is missing: what happened, such as judgment or appeal-filed")
    answer = session.assess(editing.file)
    session.code, session.problems = 0, []
    likely = likely_kinds(session, editing, answer.ladder, [i.id for i in answer.items if i.type == "gap"])
    session.show(
        f"{n:>3}  {in_language(vocabulary.title(k), session.lang) or vocabulary.title(k)['en']} ({k})"
        for n, k in enumerate(likely, 1)
    )
    chosen = str(typer.prompt(_("What happened? A number, a kind, or its title")))
    return likely[int(chosen) - 1] if chosen.isdigit() and 1 <= int(chosen) <= len(likely) else chosen


def likely_kinds(session: Session, editing: Editing, ladder: list[Any], gaps: list[str]) -> list[str]:
    """What a case is likely to hear of next: what is asked first, then what its open remedies wait for."""
    asked = [g.partition("#gap:")[2].partition("@")[0] for g in gaps]
    states = {r.remedy: r.state for r in ladder}
    next_: list[str] = []
    for pack in session.law.packs.values():
        for remedy in pack.remedies if pack.id in editing.case.packs else ():
            state = states.get(remedy.full, "")
            next_ += remedy.filed if state in ("available", "unclear") else ()
            next_ += remedy.decided if state == "pending" else ()
    known = session.vocabulary.kinds
    return [k for k in dict.fromkeys([*asked, *next_, "hearing", "note"]) if k in known][:9]
