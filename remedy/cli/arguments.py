"""Arguments whose help is shown, once, whichever click is there: from 8.5 on it has help of its own for them, of which
typer 0.25 knows nothing. Imported before any command is made; gone when typer is raised.
"""

from __future__ import annotations

from typing import Any

import typer
from typer.core import TyperArgument, TyperCommand


class Argument(TyperArgument):
    """An argument that keeps its help, which typer does not hand on to click."""

    def __init__(self, *, help: str | None = None, **rest: Any) -> None:
        super().__init__(help=help, **rest)
        self.help = help


class Command(TyperCommand):
    """A command whose arguments are listed by typer alone."""

    def format_arguments(self, ctx: Any, formatter: Any) -> None:
        """Nothing: click's own list would be a second one."""


def install() -> None:
    """Has typer make these; it has no other way to name a class of arguments."""
    vars(typer.main).update(TyperArgument=Argument, TyperCommand=Command)
