"""`remedy ladder`: the remedies of one case."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.cli.names import case_names
from remedy.cli.options import with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("ladder")
@with_session
def ladder(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
) -> int:
    """What was used, what is pending, what is still open, and what each needs."""
    found = session.asked(case)
    if session.json:
        from remedy.views.answers import LadderAnswer

        session.answer(
            LadderAnswer(
                case=found.case,
                case_title=found.case_title,
                as_of=found.as_of,
                holds_until=found.holds_until,
                remedies=found.ladder,
                problems=session.problems,
                uncovered=found.uncovered,
            )
        )
        return 0
    from remedy.views.ladder import ladder as view

    session.show(view(found, session.width, session.paint, session.lang))
    session.say_problems()
    return 0
