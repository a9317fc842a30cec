"""`remedy trust`: allow exactly this content of a tracked file to name programs, hosts and addresses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from remedy.cli.names import FILE
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage
from remedy.views.i18n import _

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("trust")
@with_session
def trust(
    session: Session,
    *,
    file: Annotated[
        str | None, typer.Argument(metavar="FILE", click_type=FILE, help="Such as remedy.toml beside the cases.")
    ] = None,
    listed: Annotated[bool, typer.Option("--list", help="The files that are trusted, and whether they still are.")]
    = False,
    revoke: Annotated[bool, typer.Option("--revoke", help="Take the word on FILE back.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask: for scripts.")] = False,
    dry_run: DryRun = False,
) -> int:  # fmt: skip
    """Allows exactly this content of a file to name programs, hosts and addresses; shows them first, and asks.

    Any change of the file ends it, and the same content in another folder is another file.
    """
    from remedy.cli import trusting

    if sum((file is not None and not revoke, listed, revoke)) != 1 or (revoke and file is None):
        raise Usage(_("say one of: remedy trust FILE, remedy trust --list, remedy trust --revoke FILE"))
    if file is None:
        return trusting.show_list(session)
    if revoke:
        return trusting.revoke(session, Path(file), dry_run=dry_run)
    return trusting.allow(session, Path(file), yes=yes, dry_run=dry_run)
