"""`remedy count`: a bare date calculator with its trace."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from remedy.case import dates, period
from remedy.case.problems import did_you_mean
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("count")
@with_session
def count(
    session: Session,
    *,
    start: Annotated[str, typer.Argument(metavar="FROM", help="The day of the event, such as 2024-04-23.")],
    length: Annotated[str, typer.Argument(metavar="PERIOD", help="P15D, P2W, P1M, P1Y.")],
    back: Annotated[
        bool, typer.Option("--back", help="Count backwards; the roll goes back too, the safe side.")
    ] = False,
    convention: Annotated[str, typer.Option("--convention", help="How to count.")] = "plain",
    calendar: Annotated[str | None, typer.Option("--calendar", help="Whose days off, such as KZ.")] = None,
) -> int:
    """The last day of a term, one line for each move, without any case or rule."""
    from remedy.law.compute import Computed
    from remedy.law.counting import cites_for, moves_of, trace
    from remedy.law.counting import count as compute

    law = session.law
    if convention not in law.conventions:
        raise Usage(f'--convention: no convention "{convention}"; {did_you_mean(convention, law.conventions)}')
    if calendar is not None and calendar not in law.calendars:
        raise Usage(f'--calendar: no calendar "{calendar}"; {did_you_mean(calendar, law.calendars)}')
    first, stages = _read(start, length)
    how, days = law.conventions[convention], law.calendars.get(calendar or "")
    try:
        done = compute(first, stages, how, days, back=back)
        moves = trace(first, stages, how, days, back=back)
    except OverflowError:
        raise Usage(f"{start} {length}: the last day lies outside the calendar of years 1 to 9999") from None
    shown = Computed(
        title=f"{length} {'before' if back else 'from'} {first}, counted as {how.id}",
        trigger=first,
        date=done.last_day,
        earliest=done.last_day,
        latest=done.last_day,
        law_status=how.status,
        provisional=bool(done.provisional),
        reason=done.provisional,
        trace=moves,
        cite=cites_for(how, moves_of(stages, done)),
    )
    if session.json:
        from remedy.views.answers import count_answer

        session.answer(count_answer(shown, length, how.id, calendar or ""))
        return 0
    from remedy.views.rules import count_text

    mark = days.mark if days is not None else (lambda day: "weekend" if day.isoweekday() > 5 else None)
    session.show(count_text(shown, mark, session.width, session.paint))
    return 0


def _read(start: str, length: str) -> tuple[date, tuple[period.Period, ...]]:
    """The day and the term as typed. Raises Usage."""
    try:
        first, stages = dates.typed(start).exact, (period.parse(length),)
    except dates.BadDate as error:
        raise Usage(f"FROM: {error}; {error.fix}") from None
    except period.BadPeriod as error:
        raise Usage(f"PERIOD: {error}; {error.fix}") from None
    if first is None:
        raise Usage(f'FROM: "{start}" is not one day; write a day such as 2024-04-23')
    return first, stages
