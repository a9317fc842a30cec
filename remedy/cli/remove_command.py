"""`remedy remove`: an entry of a case is taken away; a comment line says what and why."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.case.model import entries, entries_of
from remedy.case.references import left_by
from remedy.case.source import spell
from remedy.cli.editing import DryRun, Editing, sentences
from remedy.cli.names import case_names, event_names
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage
from remedy.store.splice import Edit

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
    found = [(table, number) for table, number, name in entries_of(editing.case) if name == id]
    if not found:
        raise Usage(editing.nothing_named(id, "nothing with the id", entries(editing.case)))
    if len(found) > 1:
        raise Usage(f'"{id}" is the id of several: {", ".join(f"{t} {n + 1}" for t, n in found)}; correct that first')
    table, number = found[0]
    editing.editor.remove_table(table, number, f"removed {table} {id}: {' '.join(reason.split())}")
    editing.understood.append(f"understood: {table} {id} is taken away")
    edit = editing.editor.done()
    if table == "event":
        editing.understood += _led_on(editing, edit, number)
    return editing.write(edit, dry_run=dry_run)


def _led_on(editing: Editing, edit: Edit, number: int) -> list[str]:
    """Where the keys that named an event lead without it. Raises Usage where one leads nowhere."""
    case, source = editing.case, editing.source
    gone = next(e for e in case.events if e.at[1] == number)
    left = left_by(gone, case)
    if not left:
        return []
    desk = editing.session.desk
    after = desk.assess(desk.read(editing.file, edit.after)).events
    said, lost = [], []
    for found in left:
        to = [f"{m.id} (derived)" if m.derived else m.id for m in after if found.name in (m.id, m.kind)]
        said.append(f"{spell(found.at)} leads to {' or '.join(to)} then")
        if not to:
            message = f'"{found.name}" is what you take away'
            fix = "point it to another event or to a day first, or take it away"
            lost.append(source.problem_at(found.at, "dangling-reference", message, fix))
    if lost:
        raise Usage("nothing was written: something points to it", sentences(editing.session.shown(lost, case)))
    return said
