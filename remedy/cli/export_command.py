"""`remedy export`: cases as files for other programs; each format is a module of its own, `export_<format>`."""

from __future__ import annotations

import importlib
from typing import Any

import typer
from typer.core import TyperGroup

from remedy.cli.words import spoken
from remedy.views.i18n import N_, _

FORMATS = {
    "csv": N_("One row an entry, for a spreadsheet; `remedy import` reads it again."),
    "html": N_("One page to read, print or hand on: agenda, timeline, ladder, each date explained."),
    "ics": N_("Deadlines, hearings and ends of punishments, for a calendar."),
    "json": N_("All fields of all cases."),
}
"""Each format and what it is; its module is `remedy.cli.export_<name>`, with an `app` of one command."""


class Formats(TyperGroup):
    """Loads the module of a format when it is named."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: D102 - click's own name
        return list(FORMATS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: D102 - click's own name
        if cmd_name not in FORMATS:
            return None
        return spoken(typer.main.get_command(importlib.import_module(f"remedy.cli.export_{cmd_name}").app))

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: D102 - click's own name
        with formatter.section(_("Formats")):
            formatter.write_dl([(name, _(does)) for name, does in FORMATS.items()])

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:  # noqa: D102 - click's own name
        name = args[0]
        if not name.startswith("-") and name not in FORMATS:
            from remedy.case.problems import did_you_mean
            from remedy.views.complaints import complaint

            ctx.fail(complaint(f'no format "{name}"; {did_you_mean(name, FORMATS)}'))
        return super().resolve_command(ctx, args)


app = typer.Typer(cls=Formats, pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False,
                  no_args_is_help=True)  # fmt: skip


@app.callback()
def formats() -> None:
    """Cases as CSV, HTML, JSON or a calendar; what is confidential is masked, unless --include-confidential."""
