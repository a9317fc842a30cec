"""`remedy timeline`: one case, drawn top to bottom."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.cli.names import case_names
from remedy.cli.options import with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("timeline")
@with_session
def timeline(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
) -> int:
    """Events, deadlines and sanctions in time, with gaps in words."""
    found = session.asked(case)
    if session.json:
        from remedy.views.answers import TimelineAnswer, item_view

        dated = [item_view(i) for i in found.items if i.date is not None]
        session.answer(
            TimelineAnswer(
                case=found.case,
                case_title=found.case_title,
                as_of=found.as_of,
                holds_until=found.holds_until,
                events=found.events,
                items=dated,
                problems=session.problems,
                uncovered=found.uncovered,
            )
        )
        return 0
    from remedy.views.timeline import timeline as view

    session.show(view(found, session.width, session.paint, session.lang))
    session.say_problems()
    return 0
