"""`remedy export json`: all fields of all cases."""

from __future__ import annotations

import typer

from remedy.cli.exporting import Only, OutFile, collect, deliver
from remedy.cli.options import with_session
from remedy.cli.session import Session

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("json")
@with_session
def export_json(session: Session, *, file: OutFile = None, case: Only = None) -> int:
    """Every key of every case under its own name, days as ISO texts."""
    from remedy.views.answers import encode
    from remedy.views.export import as_json

    found, masked = collect(session, case or [], to_file=file is not None)
    return deliver(session, file, encode(as_json(found, masked, session.problems)), len(found), masked)
