"""`remedy doctor`: whether all around the cases is in order; with `--privacy`, every file that is kept elsewhere."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.cli.options import with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("doctor")
@with_session
def doctor(
    session: Session,
    *,
    privacy: Annotated[
        bool, typer.Option("--privacy", help="Every file kept outside the cases: what it holds, how to delete it.")
    ] = False,
) -> int:
    """Settings, who is told, packs, days off, zones, git, optional parts. Exit 1 where something needs attention."""
    from remedy.cli import doctoring
    from remedy.views.doctor import doctor as view

    answer = doctoring.answer(session, privacy=privacy)
    if session.json:
        session.answer(answer)
    else:
        session.show(view(answer, session.width, session.paint))
    session.code = 0
    return int(answer.attention > 0)
