"""The options that every command knows, before or after its name, and how a command is handed a Session.

`@with_session` adds them to a function whose first parameter is the Session.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal

import typer

from remedy.case.problems import NotMade
from remedy.cli import arguments
from remedy.cli.exit_codes import ExitCode
from remedy.cli.names import FOLDER
from remedy.cli.session import Broken, Session, Usage

arguments.install()

GROUP = "Everywhere"
"""The panel of help that holds the common options."""

COMMON: dict[str, Any] = {
    "cases": Annotated[
        str | None,
        typer.Option(
            "--cases", metavar="DIR", click_type=FOLDER, help="The folder of case files.", rich_help_panel=GROUP
        ),
    ],
    "as_of": Annotated[
        str | None,
        typer.Option("--as-of", metavar="DATE", help="As of this day instead of today.", rich_help_panel=GROUP),
    ],
    "format": Annotated[
        Literal["text", "json"] | None,
        typer.Option("--format", help="What to print.", rich_help_panel=GROUP, show_default=False),
    ],
    "lang": Annotated[
        Literal["en", "ru", "kk"] | None,
        typer.Option("--lang", help="The language of words and titles; JSON stays English.", rich_help_panel=GROUP),
    ],
    "packs": Annotated[
        list[str] | None,
        typer.Option(
            "--packs", metavar="DIR", click_type=FOLDER, help="A further folder of law.", rich_help_panel=GROUP
        ),
    ],
    "no_color": Annotated[
        bool, typer.Option("--no-color", help="No colours; so does NO_COLOR.", rich_help_panel=GROUP)
    ],
    "quiet": Annotated[bool, typer.Option("-q", "--quiet", help="Only the answer.", rich_help_panel=GROUP)],
    "include_confidential": Annotated[
        bool,
        typer.Option("--include-confidential", help="Do not mask confidential entries.", rich_help_panel=GROUP),
    ],
}
"""Name to annotation; all default to nothing."""


DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change; write nothing.")]
"""Of every command that writes."""

PRECEDENCE = (ExitCode.USAGE, ExitCode.CHANGED, ExitCode.UNSENT, ExitCode.INCOMPLETE, ExitCode.NO)
"""Which exit code wins where several apply."""


def worst(*codes: int) -> int:
    """The exit code that says most."""
    return next((code for code in PRECEDENCE if code in codes), 0)


def _default(name: str) -> Any:
    return False if name in ("no_color", "quiet", "include_confidential") else None


def with_session(command: Callable[..., int | None]) -> Callable[..., None]:
    """Adds the common options that the command has not itself; makes the Session, runs the command, ends with its
    exit code."""
    own = inspect.signature(command, eval_str=True)
    parameters = list(own.parameters.values())[1:]
    added = {n: a for n, a in COMMON.items() if n not in own.parameters}
    shared = [
        inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=_default(n), annotation=a)
        for n, a in added.items()
    ]
    context = inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context)

    @functools.wraps(command)
    def run(**values: Any) -> None:
        ctx: typer.Context = values.pop("ctx")
        common = {name: values.pop(name) for name in added}
        before: dict[str, Any] = ctx.find_object(dict) or {}
        chosen = {n: v if v not in (None, False, []) else before.get(n, v) for n, v in common.items()}
        if ctx.invoked_subcommand is not None:  # of a group: the command that was named has the word
            ctx.obj = chosen
            return
        session = Session(**chosen)
        session.speak()
        try:
            code = command(session, **values) or 0
        except Broken as error:
            session.complain(str(error))
            session.say_problems()
            code = error.code
        except NotMade as error:
            session.complain(str(error))
            session.say_lines(error.lines)
            code = ExitCode.CHANGED
        except Usage as error:
            session.complain(str(error))
            session.say_lines(error.lines)
            code = error.code
        raise typer.Exit(worst(code, session.code))

    keyword = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in parameters]
    run.__signature__ = own.replace(parameters=[*keyword, context, *shared], return_annotation=None)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in (*keyword, context, *shared)}
    return run
