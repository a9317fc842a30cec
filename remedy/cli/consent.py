"""Asking a person before something is done that a file or a system will go on doing: on a terminal, No by default."""

from __future__ import annotations

import sys

import typer

from remedy.cli.session import Session
from remedy.views.i18n import _


def can_ask(session: Session) -> bool:
    """Whether a person can be asked."""
    return session.is_terminal and sys.stdin.isatty() and not session.json


def agreed(session: Session, question: str, *, yes: bool) -> bool:
    """Whether it may be done: by `--yes`, or by the answer of a person; where nobody can be asked, it is said how."""
    if yes:
        return True
    if can_ask(session):
        return typer.confirm(question, default=False)
    session.complain(_("nobody can be asked here: nothing was done; add --yes"))
    return False
