"""`remedy finding`: a violation that was found in a case."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from remedy.case import typed as words
from remedy.cli.editing import Editing, Sets, typed
from remedy.cli.names import case_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session
from remedy.store import verbs

app = typer.Typer(
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Violations found in a case.",
)


@app.callback()
def _findings() -> None:
    """Keeps `add` a command of its own."""


@app.command("add")
@with_session
def add(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    title: Annotated[str, typer.Argument(help="What was found.")],
    breaches: Annotated[
        list[str] | None, typer.Option("--breaches", metavar="NORM", help="The norm, as it is cited; repeatable.")
    ] = None,
    event: Annotated[list[str] | None, typer.Option("--event", help="At which event; repeatable.")] = None,
    by: Annotated[str | None, typer.Option("--by", help="Who found it.")] = None,
    source: Annotated[list[str] | None, typer.Option("--source", help="From which source; repeatable.")] = None,
    sets: Sets = None,
    dry_run: DryRun = False,
) -> int:
    """Adds a finding."""
    editing = Editing(session, case)
    row: dict[str, Any] = {
        k: v for k, v in (("breaches", breaches), ("events", event), ("by", by), ("sources", source)) if v
    }
    row |= typed(words.settings, "finding", sets or [])
    editing.understood.append(typed(verbs.add_finding, editing.editor, title, row))
    return editing.finish(dry_run=dry_run)
