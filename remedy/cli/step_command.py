"""`remedy step`: advocacy steps: add one, and say how it stands."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from remedy.case import typed as words
from remedy.cli import lookup
from remedy.cli.editing import Editing, Sets, typed
from remedy.cli.names import case_names, event_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage
from remedy.store import verbs
from remedy.store.verbs import number_of, taken

app = typer.Typer(
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="Advocacy steps: add one; todo, doing, wait, done, drop say how it stands.",
)

CaseName = Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)]
StepName = Annotated[str, typer.Argument(help="The step's id.", autocompletion=event_names)]
Owner = Annotated[str | None, typer.Option("--owner", help="Whose step it is.")]


@app.command("add")
@with_session
def add(
    session: Session,
    *,
    case: CaseName,
    title: Annotated[str, typer.Argument(help="What is to be done.")],
    due: Annotated[str | None, typer.Option("--due", metavar="DATE", help="By when.")] = None,
    owner: Owner = None,
    id: Annotated[str | None, typer.Option("--id", help="Its id; without one it is made of the title.")] = None,
    sets: Sets = None,
    dry_run: DryRun = False,
) -> int:
    """Adds a step that is to be done."""
    editing = Editing(session, case)
    known = taken(editing.case)
    id = id if id is None else typed(words.entry_id, id)
    if id is not None and id in known:
        raise Usage(f'--id: "{id}" is used already in {lookup.called(session, editing.case)}')
    more = typed(words.settings, "step", sets or [])
    said = (("--id", id), ("TITLE", title), ("--due", due), ("--owner", owner))
    typed(lambda: words.once(*said, pairs=more))
    row: dict[str, Any] = {"owner": owner} if owner else {}
    row |= {"due": typed(words.one_day, due)} if due else {}
    editing.understood.append(editing.read(verbs.add_step, editing.editor, editing.case, title, id, row | more))
    return editing.finish(dry_run=dry_run)


def _stands(session: Session, case: str, id: str, values: dict[str, Any], *, dry_run: bool) -> int:
    """Gives a step its new state."""
    editing = Editing(session, case)
    number = number_of(editing.case.steps, id)
    if number is None:
        raise Usage(editing.nothing_named(id, "no step", editing.case.steps))
    editing.understood.append(verbs.set_step(editing.editor, number, id, values))
    return editing.finish(dry_run=dry_run)


@app.command("todo")
@with_session
def todo(session: Session, *, case: CaseName, id: StepName, dry_run: DryRun = False) -> int:
    """It is to be done."""
    return _stands(session, case, id, {"status": "todo"}, dry_run=dry_run)


@app.command("doing")
@with_session
def doing(session: Session, *, case: CaseName, id: StepName, owner: Owner = None, dry_run: DryRun = False) -> int:
    """Somebody is at it."""
    values = {"status": "doing", **({"owner": owner} if owner else {})}
    return _stands(session, case, id, values, dry_run=dry_run)


@app.command("wait")
@with_session
def wait(
    session: Session,
    *,
    case: CaseName,
    id: StepName,
    on: Annotated[str | None, typer.Option("--on", help="Whom it waits on.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Since when; today without it.")] = None,
    chase_after: Annotated[
        str | None, typer.Option("--chase-after", metavar="PERIOD", help="When to ask again, such as P30D.")
    ] = None,
    dry_run: DryRun = False,
) -> int:
    """It waits on somebody else."""
    values: dict[str, Any] = {"status": "waiting", "since": typed(words.one_day, since) if since else session.today}
    values |= {"waiting_on": on} if on else {}
    values |= typed(words.settings, "step", [f"chase_after={chase_after}"]) if chase_after else {}
    return _stands(session, case, id, values, dry_run=dry_run)


@app.command("done")
@with_session
def done(
    session: Session,
    *,
    case: CaseName,
    id: StepName,
    on: Annotated[str | None, typer.Option("--on", metavar="DATE", help="The day; today without it.")] = None,
    dry_run: DryRun = False,
) -> int:
    """It was done."""
    day = typed(words.one_day, on) if on else session.today
    return _stands(session, case, id, {"status": "done", "done_on": day}, dry_run=dry_run)


@app.command("drop")
@with_session
def drop(session: Session, *, case: CaseName, id: StepName, dry_run: DryRun = False) -> int:
    """It will not be done."""
    return _stands(session, case, id, {"status": "dropped"}, dry_run=dry_run)
