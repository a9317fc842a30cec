"""Spreadsheets on disk as grids: which reader a file needs, how large it may be. Writes nothing."""

from __future__ import annotations

from pathlib import Path

from remedy.case.grid import MASKED, Grid
from remedy.case.import_map import Map

MAX_BYTES = 32 * 1024 * 1024
"""A register of some thousand cases takes one or two."""

MAX_ROWS, MAX_COLUMNS, MAX_CELL = 50_000, 500, 32_767
"""Filled rows, columns, and characters of a cell; the last is Excel's own limit."""


class SheetRefused(Exception):
    """A file that is no spreadsheet that can be read safely; the message says why and what to do."""


class NoReader(Exception):
    """What reads such files is not installed."""


def read(path: Path, map: Map, sheet: str = "") -> Grid:
    """The sheet of a file: the one named, else the map's, else the first. Raises SheetRefused or NoReader."""
    found = _read(path, map, sheet)
    if MASKED in found.header:
        raise SheetRefused(
            f'{path.name} was exported with masked words (column "{MASKED}"): "confidential" would be written over '
            "what stands in the cases; export it with --include-confidential, and import that"
        )
    return found


def _read(path: Path, map: Map, sheet: str) -> Grid:
    kind = path.suffix.lower()
    if kind not in (".csv", ".tsv", ".txt", ".xlsx"):
        what = (
            "a workbook with macros is not opened"
            if kind == ".xlsm"
            else f'"{kind or path.name}" is no kind of sheet that is read'
        )
        raise SheetRefused(f"{path.name}: {what}; save it as .xlsx without macros, or as .csv")
    try:
        if not path.is_file():
            raise SheetRefused(f"{path}: there is no such file")
        if path.stat().st_size > MAX_BYTES:
            raise SheetRefused(f"{path.name} is larger than {MAX_BYTES // 1024 // 1024} MiB; split it into several")
        if kind == ".xlsx":
            from remedy.store.grid_xlsx import read as read_xlsx

            return read_xlsx(path, sheet or map.sheet, map.header)
        from remedy.store.grid_csv import read as read_csv

        if sheet:
            raise SheetRefused(f"{path.name} is no workbook: it has one sheet; leave --sheet out")
        return read_csv(path, map.encoding, map.delimiter or ("\t" if kind == ".tsv" else ""), map.header)
    except OSError as error:
        raise SheetRefused(f"{path.name} cannot be read: {error.strerror or error}") from None
