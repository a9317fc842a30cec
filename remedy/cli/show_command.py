"""`remedy show`: one case: who, what, how it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.cli.names import case_names
from remedy.cli.options import with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("show")
@with_session
def show(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
) -> int:
    """Who, charges, sanctions, findings, recommendations, steps, sources, next dates."""
    found = session.asked(case)
    if session.json:
        from remedy.views.show import answer

        session.answer(answer(session.masked_case(case), found, session.problems))
        return 0
    from remedy.views.show import show as view

    session.show(view(session.masked_case(case), found, session.width, session.paint, session.lang))
    session.say_problems()
    return 0
