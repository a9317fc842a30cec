"""The command `remedy`: finds the module of a command when it is chosen, and nothing else.

Start-up is a feature: a command's module and what it needs are imported only when that command runs.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

import remedy
from remedy.cli.words import spoken, spoken_option
from remedy.views.i18n import _

COMMANDS = {
    "due": "What to act on, across cases.",
    "list": "All cases.",
    "show": "One case: who, what, how it stands.",
    "timeline": "One case, drawn top to bottom.",
    "ladder": "The remedies of one case: used, pending, open.",
    "plan": "What may be prepared next, by whom and by when.",
    "explain": "How a date came about, and what would change it.",
    "check": "Every problem of the case files, with line and cure.",
    "init": "Make a folder of cases, with settings and a first case.",
    "new": "Make a case file.",
    "edit": "A case in your own editor, checked on return.",
    "record": "Add an event; see which dates move.",
    "amend": "Correct an event.",
    "fact": "Answer what a rule depends on; see which dates move.",
    "step": "Advocacy steps: add one, say how it stands.",
    "override": "A word of a court or a person on a deadline.",
    "source": "Add a source.",
    "finding": "Add a violation that was found.",
    "remove": "Take an entry away, with the reason.",
    "confirm": "Say as a second person that an event was looked at.",
    "import": "Cases and events out of a spreadsheet, repeatable.",
    "export": "Cases as CSV or JSON.",
    "remind": "Tell people what is due, missed or moved, once each.",
    "fmt": "A case file in canonical order and spelling.",
    "kinds": "The words for events: id, title, stage, outcomes.",
    "rules": "The law: list, show, compute, check.",
    "count": "A bare date calculator with its trace.",
    "doctor": "Whether settings, law, days off and git are in order.",
    "trust": "Allow exactly this tracked file to name programs and addresses.",
    "schema": "JSON Schema of files and answers.",
}
"""Each command's name and what it does; its module is `remedy.cli.<name>`."""


class Commands(TyperGroup):
    """Loads a command's module when it is named."""

    def get_params(self, ctx: Any) -> Any:  # noqa: D102 - click's own name
        from remedy.cli import completion

        *own, help_ = super().get_params(ctx)
        return [spoken_option(o) for o in (*own, *completion.options(), help_)]

    def _main_shell_completion(self, ctx_args: Any, prog_name: str, complete_var: str | None = None) -> None:
        from remedy.cli import completion

        if os.environ.get(completion.VARIABLE):
            sys.exit(completion.answer(self, ctx_args, prog_name))

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: D102 - click's own name
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: D102 - click's own name
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"remedy.cli.{cmd_name}_command")
        return spoken(typer.main.get_command(module.app))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: D102 - click's own name
        spoken(self)
        super().format_help(ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: D102 - click's own name
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(does)) for name, does in COMMANDS.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: D102 - click's own name
        name = args[0]
        if not name.startswith("-") and name not in COMMANDS:
            from remedy.case.problems import did_you_mean
            from remedy.views.reasons import told

            said = _('no command "{name}"; {cure}').format(name=name, cure=told(did_you_mean(name, COMMANDS)))
            ctx.fail(said)
        return super().resolve_command(ctx, args)


def _version(value: bool) -> None:
    if value:
        sys.stdout.write(f"remedy {remedy.__version__}\n")
        raise typer.Exit


def build() -> typer.Typer:
    """The application."""
    from remedy.cli.options import COMMON, _default

    app = typer.Typer(
        name="remedy",
        cls=Commands,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        no_args_is_help=False,
        add_completion=False,
        help="Deadlines and remedies for people who defend others in court. Alone, it opens the app on a terminal and "
        "prints the agenda otherwise.",
    )

    def root(ctx: typer.Context, version: bool, **common: Any) -> None:
        ctx.obj = {name: value for name, value in common.items() if value not in (None, False, [])}
        if ctx.invoked_subcommand is None:
            from remedy.cli import tui_command
            from remedy.cli.due_command import agenda

            raise typer.Exit(tui_command.run(common) if tui_command.is_wanted(common) else agenda(common))

    import inspect

    parameters = [
        inspect.Parameter("ctx", inspect.Parameter.KEYWORD_ONLY, annotation=typer.Context),
        inspect.Parameter(
            "version",
            inspect.Parameter.KEYWORD_ONLY,
            default=typer.Option(False, "--version", is_eager=True, callback=_version, help="Print the version."),
            annotation=bool,
        ),
        *(
            inspect.Parameter(n, inspect.Parameter.KEYWORD_ONLY, default=_default(n), annotation=a)
            for n, a in COMMON.items()
        ),
    ]
    root.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    root.__annotations__ = {p.name: p.annotation for p in parameters}
    app.callback(invoke_without_command=True)(root)
    return app
