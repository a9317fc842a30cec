"""`remedy export csv`: one row an entry; with the map by which `remedy import` reads it again."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.case.problems import did_you_mean
from remedy.cli.exporting import Only, OutFile, collect, deliver, place
from remedy.cli.names import FILE
from remedy.cli.options import with_session
from remedy.cli.session import Session, Usage

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("csv")
@with_session
def export_csv(
    session: Session,
    *,
    file: OutFile = None,
    case: Only = None,
    table: Annotated[
        list[str] | None, typer.Option("--table", metavar="TABLE", help="Rows of these only: event, person, case, …")
    ] = None,
    bom: Annotated[bool, typer.Option("--bom", help="Begin with the mark by which Excel knows UTF-8.")] = False,
    delimiter: Annotated[
        str, typer.Option("--delimiter", help='What parts the columns: "," or ";" (as Excel in Russian) or tab.')
    ] = ",",
    map_out: Annotated[
        str | None,
        typer.Option("--map-out", metavar="MAP.toml", click_type=FILE, help="Write the map that reads it again."),
    ] = None,
) -> int:
    """One row an entry: each case, its sources, persons, events and all else; no cell is run as a formula."""
    from remedy.views import export, export_columns

    known = ("case", *export.ORDER)
    for name in table or []:
        if name not in known:
            raise Usage(f'--table: no table "{name}"; {did_you_mean(name, known)}')
    between = {"tab": "\t", "\\t": "\t"}.get(delimiter, delimiter)
    if between not in (",", ";", "\t"):
        raise Usage(f'--delimiter: "{delimiter}" parts no columns; write "," or ";" or tab')
    found, masked = collect(session, case or [], to_file=file is not None)
    if map_out is not None:
        place(session, map_out, export_columns.import_map(masked=bool(masked)))
    text = export.as_csv(found, only=table or (), bom=bom, delimiter=between)
    return deliver(session, file, text, len(found), masked)
