"""`remedy fmt`: a case file in canonical order and spelling, only when it is asked for."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.cli.editing import Editing
from remedy.cli.names import case_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("fmt")
@with_session
def fmt(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 if anything would change.")] = False,
    dry_run: DryRun = False,
) -> int:
    """Canonical order of tables and keys, one spelling. Comments stay with what they belong to; no answer changes."""
    editing = Editing(session, case)
    edit = editing.arranged()
    code = editing.write(edit, dry_run=dry_run or check)
    return int(check and edit.after != edit.before) or code
