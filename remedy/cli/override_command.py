"""`remedy override`: a word of a court or a person on a computed deadline."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from remedy.case import typed as words
from remedy.cli import lookup
from remedy.cli.editing import Editing, typed
from remedy.cli.names import case_names, item_names
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage
from remedy.law.answer import Item
from remedy.store import verbs
from remedy.views.mask import has_secrets

app = typer.Typer(
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    help="A word on a computed deadline: fix a day, waive it, choose a reading; drop takes the newest word away.",
)

CaseName = Annotated[str, typer.Argument(help="A case, by its id or a unique part of it.", autocompletion=case_names)]
Deadline = Annotated[str, typer.Argument(help="A deadline as RULE@ANCHOR.", autocompletion=item_names)]
Why = Annotated[str, typer.Option("--reason", help="Why, such as the ruling; kept in the file.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="The day of the word; today without it.")]


def _word(
    session: Session, case: str, id: str, reason: str, since: str | None, values: dict[str, Any], *, dry_run: bool
) -> int:
    """Adds the word to the file."""
    if not reason.strip():
        raise Usage("--reason is empty: a word on a deadline says why")
    editing = Editing(session, case)
    item = _item(session, editing, id)
    day = typed(words.one_day, since) if since else session.today
    editing.understood.append(editing.read(verbs.word, editing.editor, item, values, reason, day, editing.lang))
    return editing.finish(dry_run=dry_run)


def _item(session: Session, editing: Editing, id: str) -> Item:
    code, problems = session.code, list(session.problems)
    try:
        item = session.item_named(session.assess(editing.file), id)
    except Usage:
        if not session.hides or not has_secrets(editing.case):
            raise
        name = lookup.called(session, editing.case)
        raise Usage(f'{name} has no deadline "{id}", or several; remedy due --all shows them') from None
    session.code, session.problems = code, problems
    if item.type != "deadline":
        raise Usage(f"{id} is a {item.type}, and no deadline: a word is given on a deadline")
    return item


@app.command("fix")
@with_session
def fix(
    session: Session,
    *,
    case: CaseName,
    id: Deadline,
    date: Annotated[str, typer.Option("--date", metavar="DATE", help="The last day as fixed.")],
    reason: Why,
    since: Since = None,
    dry_run: DryRun = False,
) -> int:
    """A court, or an agreement, fixed the last day."""
    values = {"date": typed(words.one_day, date)}
    return _word(session, case, id, reason, since, values, dry_run=dry_run)


@app.command("waive")
@with_session
def waive(
    session: Session, *, case: CaseName, id: Deadline, reason: Why, since: Since = None, dry_run: DryRun = False
) -> int:
    """It will not be used."""
    return _word(session, case, id, reason, since, {"waived": True}, dry_run=dry_run)


@app.command("choose")
@with_session
def choose(
    session: Session,
    *,
    case: CaseName,
    id: Deadline,
    reading: Annotated[str, typer.Option("--reading", help="The id of the reading, as explain shows it.")],
    reason: Why,
    since: Since = None,
    dry_run: DryRun = False,
) -> int:
    """Of several readings one is taken."""
    return _word(session, case, id, reason, since, {"reading": reading}, dry_run=dry_run)


@app.command("drop")
@with_session
def drop(session: Session, *, case: CaseName, id: Deadline, reason: Why, dry_run: DryRun = False) -> int:
    """The newest word on a deadline is taken away; a comment line keeps what and why."""
    if not reason.strip():
        raise Usage("--reason is empty: say why the word is taken away")
    editing = Editing(session, case)
    editing.understood.append(editing.read(verbs.drop_word, editing.editor, editing.case, id, reason))
    return editing.finish(dry_run=dry_run)
