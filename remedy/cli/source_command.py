"""`remedy source`: where a fact of a case comes from."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from remedy.case import typed as words
from remedy.cli import lookup
from remedy.cli.editing import Editing, typed
from remedy.cli.names import case_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage
from remedy.store import verbs

app = typer.Typer(
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Sources of a case.",
)


@app.callback()
def _sources() -> None:
    """Keeps `add` a command of its own."""


@app.command("add")
@with_session
def add(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    id: Annotated[str, typer.Argument(help="Its short name, used in sources = […].")],
    title: Annotated[str | None, typer.Option("--title", help="What it is.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where it stands.")] = None,
    path: Annotated[str | None, typer.Option("--path", help="A file within the folder of cases.")] = None,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="Its day.")] = None,
    dry_run: DryRun = False,
) -> int:
    """Adds a source; of a file within the folder also its SHA-256."""
    editing = Editing(session, case)
    id = typed(words.entry_id, id)
    if id in {r.id for r in editing.case.references}:
        raise Usage(f'"{id}" is a source of {lookup.called(session, editing.case)} already')
    row: dict[str, Any] = {k: v for k, v in (("title", title), ("url", url), ("path", path)) if v}
    if path is not None:
        row["sha256"] = _sum(session, path)
    if date is not None:
        row["date"] = typed(words.day, date)
    editing.understood.append(typed(verbs.add_source, editing.editor, editing.case, id, row))
    return editing.finish(dry_run=dry_run)


def _sum(session: Session, path: str) -> str:
    """The SHA-256 of a file within the folder of cases. Raises Usage."""
    import hashlib

    target = (session.root / path).resolve()
    if not target.is_relative_to(session.root.resolve()):
        raise Usage(f"--path: {path} leads out of the folder of cases")
    try:
        with target.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise Usage(f"--path: {path} cannot be read: {error.strerror}") from None
