"""`remedy schema`: JSON Schema of files and answers."""

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
    name: Annotated[str | None, typer.Argument(help="case, pack, due, ladder, … ; none lists the names.")] = None,
) -> int:
    """The JSON Schema of a case file, of a pack, or of an answer."""
    from remedy.case.schema import schema as case_schema
    from remedy.law.pack_schema import schema as pack_schema
    from remedy.views import answers

    files = {"case": lambda: case_schema(session.vocabulary), "pack": pack_schema}
    known = sorted([*files, *answers.SCHEMAS, *answers.LATE])
    if name is None:
        session.show(known)
        return 0
    if name not in known:
        raise Usage(f'no schema "{name}"; {did_you_mean(name, known)}')
    session.answer(files[name]() if name in files else answers.schema(name))
    return 0
