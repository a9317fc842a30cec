"""A workbook as a grid: looked through before it is opened, values only, no links, no macros, within limits.

openpyxl is the extra `remedy[xlsx]`; without it this says what to install.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date, datetime, time
from itertools import repeat
from pathlib import Path
from typing import Any
from xml.parsers import expat

from remedy.case.grid import Grid, Row, Unreadable, letters
from remedy.store.grid import MAX_CELL, MAX_COLUMNS, MAX_ROWS, NoReader, SheetRefused
from remedy.store.grid_merged import MAX_MERGED, Spread, merges

MAX_PARTS, MAX_UNPACKED, MAX_RATIO, SMALL = 2_000, 256 * 1024 * 1024, 200, 1024 * 1024
"""Files within a workbook, their size together, how many times smaller they may be packed, and from which size on."""

MAX_EMPTY = 1_100_000
"""Rows that are looked at in all: as many as Excel has."""

MAX_WIDE = 1_000
"""Rows with nothing but colours far to the right."""

COMPUTE = Unreadable(
    "a formula", "this is a formula whose value is not stored", "open the workbook, let it compute, and save it"
)


def read(path: Path, sheet: str, header_row: int) -> Grid:
    """A sheet of a workbook: the one named, else the first that is not hidden. Raises SheetRefused, NoReader."""
    try:
        import openpyxl  # the extra xlsx: only those who import workbooks need it
    except ImportError:
        raise NoReader(
            f'{path.name}: to read workbooks, install openpyxl: pip install "remedy[xlsx]"; or save the sheet as CSV'
        ) from None
    has_formulas = _look_through(path)
    try:
        with warnings.catch_warnings(), ExitStack() as stack:
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions, which say nothing here
            sheets = []
            for values in (True, False) if has_formulas else (True,):
                file = stack.enter_context(path.open("rb"))  # openpyxl closes none where it fails
                book = openpyxl.load_workbook(file, read_only=True, data_only=values, keep_links=False)
                sheets.append(_sheet(path, book, sheet))
            found = merges(path, sheets[0]._worksheet_path)
            if len(found) > MAX_MERGED:
                raise SheetRefused(f"{path.name} has more than {MAX_MERGED} merged cells; save the sheet as CSV")
            made = _grid(path, sheets, header_row, Spread(found, header_row))
            made.notes = _others(book, sheets[0].title) + made.notes
            return made
    except SheetRefused:
        raise
    except Exception as error:  # a broken workbook fails openpyxl in ways that it does not name
        raise SheetRefused(
            f"{path.name} is no workbook that can be read ({type(error).__name__}); save it anew as .xlsx, or as CSV"
        ) from None


def _look_through(path: Path) -> bool:
    """Whether any sheet holds formulas. Raises SheetRefused for what is hostile, before anything is unpacked whole."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
            if len(parts) > MAX_PARTS or sum(p.file_size for p in parts) > MAX_UNPACKED:
                raise SheetRefused(
                    f"{path.name} unpacks to more than {MAX_UNPACKED // 1024 // 1024} MiB; save the sheet as CSV"
                )
            for part in parts:
                if part.file_size > SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1):
                    raise SheetRefused(
                        f"{path.name} is packed suspiciously tight ({part.filename}); save the sheet as CSV"
                    )
                if part.flag_bits & 1:
                    raise SheetRefused(f"{path.name} is locked by a password; save it without one")
                if part.filename.lower().endswith("vbaproject.bin"):
                    raise SheetRefused(f"{path.name} holds macros; save it as .xlsx without them, or as CSV")
            plain = [p for p in parts if p.filename.lower().endswith((".xml", ".rels"))]
            for part in plain:
                _no_entities(path, packed, part)
            return any(_has_formulas(packed, p) for p in plain if "worksheets/" in p.filename)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        raise SheetRefused(f"{path.name} is no workbook; save it anew as .xlsx, or as CSV") from None


class _Begun(Exception):
    """The first element of a part: what may stand before it was seen."""


def _no_entities(path: Path, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuses a part that declares a document type: only an attack on the reader has one."""

    def refuse(*_: Any) -> None:
        raise SheetRefused(f"{path.name} declares entities in {part.filename}, as no spreadsheet does; save it as CSV")

    def begun(*_: Any) -> None:
        raise _Begun

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, begun
    try:
        with packed.open(part) as file:
            while chunk := file.read(65536):
                parser.Parse(chunk, False)
    except (_Begun, expat.ExpatError):
        return  # what is broken openpyxl says


def _has_formulas(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    kept = b""
    with packed.open(part) as file:
        while chunk := file.read(1024 * 1024):
            seen = kept + chunk
            if any(mark in seen for mark in (b"<f>", b"<f ", b"<f/", b":f>", b":f ")):
                return True
            kept = seen[-4:]
    return False


def _sheet(path: Path, book: Any, name: str) -> Any:
    names = [s.title for s in book.worksheets]
    if name and name not in names:
        from remedy.case.problems import did_you_mean

        raise SheetRefused(
            f'{path.name} has no sheet "{name}"; {did_you_mean(name, names) if names else "it has none"}'
        )
    if not names:
        raise SheetRefused(f"{path.name} has no sheet")
    visible = [s for s in book.worksheets if s.sheet_state == "visible"]
    found = book[name] if name else (visible or book.worksheets)[0]
    found.reset_dimensions()  # what a file says of its own size may be wrong
    return found


def _others(book: Any, name: str) -> list[str]:
    """Which sheet was read, where there are several."""
    found = [s for s in book.worksheets if s.title != name]
    hidden = {True: "", False: " (hidden)"}
    said = ", ".join(f'"{s.title}"{hidden[s.sheet_state == "visible"]}' for s in found)
    return [f'the sheet "{name}" was read; not read: {said}; --sheet names another'] if found else []


def _grid(path: Path, sheets: list[Any], header_row: int, spread: Spread) -> Grid:
    """The rows; where a second opening is given, it tells which cells are formulas."""
    formulas: Iterable[Any] = sheets[1].iter_rows() if len(sheets) > 1 else repeat(())
    header: list[str] = []
    rows: list[Row] = []
    wide = 0
    for number, (cells, others) in enumerate(zip(sheets[0].iter_rows(), formulas, strict=False), 1):
        wide += len(cells) > MAX_COLUMNS
        found = list(_values(cells, others))
        found = _trimmed(spread.fill(number, _trimmed(found), len(header)))
        if number == header_row:
            header = [" ".join(str(c).split()) if c is not None else "" for c in found]
        if len(found) > MAX_COLUMNS or wide > MAX_WIDE:
            raise SheetRefused(f"{path.name}: row {number} has more than {MAX_COLUMNS} columns")
        if number > header_row and found:
            rows.append(_row(number, found, len(header)))
        if len(rows) > MAX_ROWS or number > MAX_EMPTY:
            raise SheetRefused(f"{path.name} has more than {MAX_ROWS} rows; split it into several")
    if not any(header):
        raise SheetRefused(f"{path.name}: row {header_row} names no columns; say header = … in the map")
    return Grid(
        file=path.name, name=sheets[0].title, header=header, header_row=header_row, rows=rows, notes=spread.note()
    )


def _trimmed(cells: list[Any]) -> list[Any]:
    while cells and cells[-1] is None:
        cells.pop()
    return cells


def _row(number: int, cells: list[Any], width: int) -> Row:
    """A row; one that says something beyond the columns that have names is marked, as in a CSV."""
    beyond = [n for n in range(width, len(cells)) if cells[n] is not None and str(cells[n]).strip()]
    row = Row(number=number, cells=cells[:width])
    if beyond:
        row.fault = f"column {letters(beyond[0])} says something, and has no name"
        row.fix = "give the column a name, or clear the cell"
    return row


def _values(cells: Iterable[Any], others: Any) -> Iterator[Any]:
    for n, cell in enumerate(cells):
        value = cell.value
        if value is None and n < len(others) and others[n].data_type == "f":
            yield COMPUTE
        elif value is not None and cell.data_type == "e":
            yield Unreadable(
                str(value), "the spreadsheet itself shows an error here", "correct the formula or the value"
            )
        elif isinstance(value, str):
            yield (
                value if len(value) <= MAX_CELL else Unreadable(value[:20] + "…", "the text is too long", "shorten it")
            )
        elif isinstance(value, time):
            yield value.strftime("%H:%M")
        elif value is None or isinstance(value, bool | int | float | date | datetime):
            yield value
        else:
            yield Unreadable(str(value), "this is neither text, number nor date", "format the cell as text")
