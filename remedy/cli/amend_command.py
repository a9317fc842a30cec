"""`remedy amend`: an event of a case is corrected in its place."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from remedy.case import typed as words
from remedy.case.model import Event as Recorded
from remedy.cli.editing import Editing, Sets, typed
from remedy.cli.names import case_names, event_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage
from remedy.store import verbs

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)

Event = Annotated[str, typer.Argument(help="The event's id, or a title that only one has.", autocompletion=event_names)]


@app.command("amend")
@with_session
def amend(
    session: Session,
    *,
    case: Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)],
    event: Event,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The right day.")] = None,
    sets: Sets = None,
    unset: Annotated[
        list[str] | None, typer.Option("--unset", metavar="KEY", help="A key to take away; repeatable.")
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """Corrects an event: only the lines concerned change; says which dates moved."""
    if date is None and not sets and not unset:
        raise Usage("nothing to correct: give --date DATE, --set KEY=VALUE or --unset KEY")
    editing = Editing(session, case)
    found = event_of(editing, event)
    values: dict[str, Any] = typed(words.settings, "event", sets or [])
    typed(lambda: words.once(("--date", date), pairs=values))
    for key in unset or []:
        if key in values or (key == "date" and date is not None):
            raise Usage(f"--unset {key}: it is set as well; say one of the two")
    if "id" in values:
        typed(words.entry_id, values["id"])
    if date is not None:
        values["date"] = typed(words.day, date)
        state = values.get("state") or ("held" if "state" in (unset or ()) else found.state)
        typed(verbs.not_ahead, values["date"], state, editing.today)
    editing.understood.append(verbs.amend(editing.editor, int(found.at[1]), found.id, values, unset or ()))
    return editing.finish(dry_run=dry_run)


def event_of(editing: Editing, name: str) -> Recorded:
    """The event of an id, or of a title that only one has. Raises Usage with the nearest id."""
    session = editing.session
    found: Recorded | None = editing.read(verbs.event_named, editing.case, session.vocabulary, name, session.lang)
    if found is None:
        raise Usage(editing.nothing_named(name, "no event", editing.case.events))
    return found
