"""`remedy remove`: an entry of a case is taken away; a comment line says what and why."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.case.model import entries
from remedy.cli.editing import Editing, sentences
from remedy.cli.names import case_names, event_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage
from remedy.store import removing, verbs
from remedy.store.verbs import taken

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("remove")
@with_session
def remove(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    id: Annotated[
        str, typer.Argument(help="The id of an event, step, deadline, sanction, …", autocompletion=event_names)
    ],
    reason: Annotated[str, typer.Option("--reason", help="Why; kept as a comment in the file.")],
    dry_run: DryRun = False,
) -> int:
    """Takes an entry away; refused while something else points to it."""
    if not reason.strip():
        raise Usage("--reason is empty: say why it is taken away")
    editing = Editing(session, case)
    if id not in taken(editing.case) and not verbs.is_deadline_name(editing.case, id):
        raise Usage(editing.nothing_named(id, "nothing with the id", entries(editing.case)))
    editing.understood.append(editing.read(verbs.remove, editing.editor, editing.case, id, reason))
    edit = editing.editor.done()
    try:
        editing.understood += removing.led_on(session.desk, editing.file, edit, id)
    except removing.LeftBehind as error:
        raise Usage(str(error), sentences(session.shown(error.problems, editing.case))) from None
    return editing.write(edit, dry_run=dry_run)
