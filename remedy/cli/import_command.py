"""`remedy import`: cases and events out of a spreadsheet, by a map; repeatable."""

from __future__ import annotations

from typing import Annotated

import typer

from remedy.cli.names import FILE, FOLDER
from remedy.cli.options import DryRun, with_session
from remedy.cli.session import Session, Usage

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None, add_completion=False)


@app.command("import")
@with_session
def import_(
    session: Session,
    *,
    file: Annotated[str | None, typer.Argument(help="A sheet: .csv or .xlsx.", click_type=FILE)] = None,
    map: Annotated[
        str | None, typer.Option("--map", metavar="MAP.toml", click_type=FILE, help="Which column is which key.")
    ] = None,
    sheet: Annotated[
        str, typer.Option("--sheet", help="The sheet of a workbook; else the map's, else the first.")
    ] = "",
    example: Annotated[
        str | None,
        typer.Option("--example", metavar="DIR", click_type=FOLDER, help="Write a sample sheet and its map there."),
    ] = None,
    take: Annotated[
        list[str] | None,
        typer.Option("--take", metavar="CASE", help="Of this case, the sheet goes over what was typed or removed."),
    ] = None,
    all_cells: Annotated[
        bool, typer.Option("--all-cells", help="Each cell that was not understood, not each word once.")
    ] = False,
    dry_run: DryRun = False,
) -> int:
    """Makes and extends cases by the rows of a sheet; says what was not understood, and what it leaves alone."""
    if example is not None:
        from remedy.cli.importing import write_example

        write_example(session, example)
        return 0
    if file is None or map is None:
        raise Usage("say which sheet and which map: remedy import FILE.csv --map MAP.toml; a sample: --example DIR")
    from remedy.cli.importing import Words, imported

    return imported(
        session, Words(file=file, map=map, sheet=sheet, take=take or []), dry_run=dry_run, all_cells=all_cells
    )
