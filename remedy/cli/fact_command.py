"""`remedy fact`: what nobody stated and a rule depends on, of the case, of a person or of one event."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.case.model import Event, Person
from remedy.cli.amend_command import event_of
from remedy.cli.editing import Editing
from remedy.cli.names import case_names, event_names, fact_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage
from remedy.store import verbs

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("fact")
@with_session
def fact(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    name: Annotated[str, typer.Argument(help="The fact, as due asks for it.", autocompletion=fact_names)],
    value: Annotated[str, typer.Argument(help="Its value; several, with commas between, mean one of these.")],
    person: Annotated[
        str | None, typer.Option("--person", help="Of this person only.", autocompletion=event_names)
    ] = None,
    event: Annotated[
        str | None, typer.Option("--event", help="Of this event, from its day on.", autocompletion=event_names)
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """Answers a question of `due`: states a fact, and says which dates moved."""
    if person is not None and event is not None:
        raise Usage("--person and --event: a fact is stated of one of the two")
    editing = Editing(session, case)
    about: Person | Event | None = event_of(editing, event) if event is not None else None
    if person is not None:
        about = next((p for p in editing.case.persons if p.id == person), None)
        if about is None:
            raise Usage(editing.nothing_named(person, "no person", editing.case.persons))
    what = (editing.editor, editing.case, session.law, name, value, about, editing.lang)
    editing.understood.append(editing.read(verbs.state_fact, *what))
    return editing.finish(dry_run=dry_run)
