"""`remedy schema`: JSON Schema of every answer."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.case.problems import did_you_mean
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("schema")
@with_session
def schema(
    session: Session,
    *,
    name: Annotated[str | None, typer.Argument(help="due, ladder, … ; none lists the names.")] = None,
) -> int:
    """The JSON Schema of an answer."""
    from remedy.views import answers

    if name is None:
        session.show(sorted(answers.SCHEMAS))
        return 0
    if name not in answers.SCHEMAS:
        raise Usage(f'no schema "{name}"; {did_you_mean(name, answers.SCHEMAS)}')
    session.answer(answers.schema(name))
    return 0
