"""`remedy confirm`: a second person says that an event was looked at."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.case.fields import UNCONFIRMED
from remedy.cli.amend_command import Event, event_of
from remedy.cli.editing import Editing
from remedy.cli.names import case_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("confirm")
@with_session
def confirm(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    event: Event,
    dry_run: DryRun = False,
) -> int:
    """Writes `confirmed_by` from your settings; not by whoever wrote any of it, where git tells."""
    from remedy.store import git, settings

    me = settings.me()
    if me is None:
        raise Usage(f'write [me] and id = "…" into {settings.path()}: confirmed_by names who looked')
    editing = Editing(session, case)
    found = event_of(editing, event)
    hidden = session.hides and (found.confidential or editing.case.confidential)
    called = event if hidden else found.id
    if found.confirmed_by and found.confirmed_by.rpartition(", ")[0] != me:
        who = "" if hidden else f': "{found.confirmed_by}"'
        raise Usage(f"{called} is confirmed already{who}; remedy amend … --unset confirmed_by takes that away first")
    if git.wrote_any(editing.file.path, editing.editor.lines_of(found.at, without=UNCONFIRMED)):
        raise Usage(f"you entered {called}, or a part of it, yourself, git says: a second person confirms it")
    editing.editor.set_key(found.at, "confirmed_by", f"{me}, {session.today.isoformat()}")
    editing.understood.append(f"understood: {found.id} was looked at by {me}")
    return editing.finish(dry_run=dry_run)
