"""CSV as a grid: encoding and delimiter as stated, or plain from the first line; nothing is guessed beyond that."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from remedy.case.grid import Grid, Row
from remedy.case.toml_text import value_text
from remedy.store.grid import MAX_COLUMNS, MAX_ROWS, SheetRefused

MAX_CELL = 2 * 1024 * 1024
"""No case file is longer than that."""


def read(path: Path, encoding: str, delimiter: str, header_row: int) -> Grid:
    """The rows of a CSV file; a row that has another number of cells than the header is marked. Raises SheetRefused."""
    text = _text(path, encoding)
    csv.field_size_limit(MAX_CELL)
    between = delimiter or _delimiter(path, text, header_row)
    _divides(path, text, header_row, between)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=between, strict=True)
    rows: list[Row] = []
    header: list[str] = []
    line = 1
    try:
        for number, cells in enumerate(reader, 1):
            if number == header_row:
                header = [" ".join(c.split()) for c in cells]
                while header and not header[-1]:
                    header.pop()
                if len(header) > MAX_COLUMNS:
                    raise SheetRefused(f"{path.name} has {len(header)} columns, more than {MAX_COLUMNS}")
            elif number > header_row and any(cells):
                rows.append(_row(number, line, cells, len(header)))
            if len(rows) > MAX_ROWS:
                raise SheetRefused(f"{path.name} has more than {MAX_ROWS} rows; split it into several")
            line = reader.line_num + 1
    except csv.Error as error:
        raise SheetRefused(
            f"{path.name}:{line}: this is no CSV: {error}; look for an open quotation mark, or save it anew"
        ) from None
    if not any(header):
        raise SheetRefused(f"{path.name}: row {header_row} names no columns; say header = … in the map")
    return Grid(file=path.name, name=path.name, header=header, header_row=header_row, rows=rows)


def _row(number: int, line: int, cells: list[str], width: int) -> Row:
    extra = [c for c in cells[width:] if c.strip()]
    row = Row(number=number, cells=list(cells[:width]))
    if extra or len(cells) < width:
        row.fault = f"the row (line {line}) has {len(cells)} cells, the header {width}: they may have moved"
        row.fix = "put cells that hold the delimiter in quotation marks, or add what is missing"
    return row


def _text(path: Path, encoding: str) -> str:
    raw = path.read_bytes()
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise SheetRefused(f"{path.name} is a workbook, not CSV; name it .xlsx, or save it as CSV")
    if raw.startswith(b"\xef\xbb\xbf"):
        encoding = "utf-8-sig"
    elif raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise SheetRefused(
            f'{path.name}:{line}: byte {error.start + 1} is not {encoding}; say in the map: encoding = "cp1251"'
        ) from None
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise SheetRefused(f"{path.name}:{line}: there is a NUL in the text; save the sheet as CSV anew")
    return text


def _delimiter(path: Path, text: str, header_row: int) -> str:
    """The one delimiter that divides the line with the columns' names. Raises SheetRefused where several may."""
    found = _between(text, header_row)
    if len(found) > 1:
        words = ", ".join(map(value_text, found))
        raise SheetRefused(f"{path.name}: the columns may be divided by {words}; say in the map which: delimiter = …")
    return found[0] if found else ","


def _between(text: str, header_row: int) -> list[str]:
    """What may part the columns: each that stands in the line with their names, outside quotation marks."""
    lines = text.splitlines()
    line = lines[header_row - 1] if len(lines) >= header_row else ""
    bare, quoted = "", False
    for c in line:
        quoted = quoted != (c == '"')
        bare += "" if quoted else c
    return [d for d in ";,\t|" if d in bare]


def _divides(path: Path, text: str, header_row: int, delimiter: str) -> None:
    """Whether the columns are parted as the map says. Raises SheetRefused where they are parted otherwise."""
    found = _between(text, header_row)
    if found and delimiter not in found:
        said = value_text(found[0])
        raise SheetRefused(
            f"{path.name}: the sheet has one column whose cells are parted by {said}: say delimiter = {said} in the map"
        )
