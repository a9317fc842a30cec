"""`remedy remind adopt`: what was told for a folder of cases that has moved counts for where it stands now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from remedy.cli.names import FOLDER
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session


@with_session
def adopt(
    session: Session,
    *,
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", click_type=FOLDER, help="Where the folder of cases stood before.")
    ],
    dry_run: DryRun = False,
) -> int:
    """Takes over what was told while these cases stood in another folder: nothing is told twice."""
    from remedy.case.shell import shell_word
    from remedy.remind import moving
    from remedy.views.i18n import _

    moving.adopt(session.root, Path(folder), dry_run=dry_run)
    if dry_run:
        session.tell(_("not written: --dry-run"))
        return 0
    session.tell(_("taken over: what was told for {folder} is told no more").format(folder=folder))
    command = f"remedy remind uninstall --cases {shell_word(folder)}"
    session.tell(_("a schedule that still runs for it is taken back by {command}").format(command=command))
    return 0
