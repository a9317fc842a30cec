"""`remedy init`: a folder of cases with settings, a first case, and what editors and git know."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from remedy.cli.names import FOLDER
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("init")
@with_session
def init(
    session: Session,
    *,
    folder: Annotated[
        str, typer.Argument(metavar="[DIR]", click_type=FOLDER, help="The folder; made where it is not there yet.")
    ] = ".",
    git: Annotated[bool, typer.Option("--git", help="Make it a git repository too; nothing is committed.")] = False,
    dry_run: DryRun = False,
) -> int:
    """Makes a folder of cases: commented settings, a commented first case, the schema for your editor.

    Nothing that is there is overwritten.
    """
    from remedy.cli.beginning import Beginning

    return Beginning(session, Path(folder), git=git).run(dry_run=dry_run)
