"""`remedy remind`: tells people what is due, missed or moved, once each."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.cli.names import case_names
from remedy.cli.options import with_session
from remedy.cli.remind_adopt import adopt
from remedy.cli.remind_install import install, uninstall
from remedy.cli.session import Session

app = typer.Typer(
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    help="Tell people what is due, missed or moved, once each. Without a setting it prints what is new.",
)

DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would go where; send and write nothing.")]
To = Annotated[str | None, typer.Option("--to", metavar="RECIPIENT", help="Only to this recipient.")]


@app.callback(invoke_without_command=True)
@with_session
def remind(session: Session, *, dry_run: DryRun = False, to: To = None) -> int:
    """Tell people what is due, missed or moved, once each. Without a setting it prints what is new."""
    from remedy.cli.reminding import Reminding

    return Reminding(session).run(to, dry_run=dry_run or session.stated_day is not None)


@app.command("status")
@with_session
def status(session: Session) -> int:
    """When reminders ran, what each recipient was sent last, and what waits."""
    from remedy.cli.reminding import Reminding

    return Reminding(session).status()


@app.command("history")
@with_session
def history(
    session: Session,
    *,
    days: Annotated[int, typer.Option("--days", min=1, help="How far back.")] = 30,
) -> int:
    """What was told to whom, by what, and how it ended."""
    from remedy.cli.reminding import Reminding

    return Reminding(session).history(days)


@app.command("test")
@with_session
def test(
    session: Session,
    *,
    channel: Annotated[str, typer.Argument(metavar="CHANNEL", help="A channel of your settings.")],
    to: To = None,
    dry_run: DryRun = False,
) -> int:
    """Sends a message without any case in it by one channel, to see that it arrives."""
    from remedy.cli.reminding import Reminding

    return Reminding(session).test(channel, to, dry_run=dry_run)


@app.command("ack")
@with_session
def ack(
    session: Session,
    *,
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE", help="A case, or a whole id such as CASE#RULE@ANCHOR.", autocompletion=case_names
        ),
    ],
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="The id as a reminder or `due` prints it.")] = None,
    dry_run: DryRun = False,
) -> int:
    """Says that somebody has a line in hand: what was missed or asked is not told again, nor is the deputy told."""
    from remedy.cli.reminding import Reminding

    return Reminding(session).acknowledge(case, id, dry_run=dry_run)


app.command("adopt")(adopt)
app.command("install")(install)
app.command("uninstall")(uninstall)
