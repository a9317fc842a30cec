"""`remedy remind install` and `uninstall`: a daily timer or crontab line for one folder of cases, and its end."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session

Yes = Annotated[bool, typer.Option("--yes", help="Do not ask: for scripts.")]


@with_session
def install(
    session: Session,
    *,
    kind: Annotated[Literal["systemd", "cron"], typer.Argument(help="A timer of systemd, or a line of cron.")],
    at: Annotated[str, typer.Option("--at", metavar="HH:MM", help="When, by this machine's clock.")] = "07:30",
    yes: Yes = False,
    dry_run: DryRun = False,
) -> int:
    """Runs `remedy remind` every day for these cases; shows first what it writes, and asks."""
    from remedy.cli import scheduling

    return scheduling.install(session, kind, at, yes=yes, dry_run=dry_run)


@with_session
def uninstall(
    session: Session,
    *,
    kind: Annotated[
        Literal["systemd", "cron"] | None, typer.Argument(help="Which of both; none: whatever is there.")
    ] = None,
    yes: Yes = False,
    dry_run: DryRun = False,
) -> int:
    """Takes back what `remind install` wrote for these cases, and nothing else."""
    from remedy.cli import scheduling

    return scheduling.uninstall(session, kind, yes=yes, dry_run=dry_run)
