"""A spreadsheet as rows of cells, and how a cell is named to a person: sheet, row, column, A1.

Made by the store's readers of CSV and XLSX, read by `import_rows.py`. Knows neither format.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec


class Unreadable(msgspec.Struct, frozen=True):
    """What stands in the place of a cell whose value is not there: an error, a formula that nobody computed."""

    shown: str
    message: str
    fix: str


class Row(msgspec.Struct, kw_only=True):
    """One row: its number as a spreadsheet shows it, its cells from column A, and why it cannot be trusted."""

    number: int
    cells: list[Any]
    """str, bool, int, float, date, datetime, Unreadable or None."""
    fault: str = ""
    fix: str = ""


class Grid(msgspec.Struct, kw_only=True):
    """One sheet: the names of its columns, and the rows beneath."""

    file: str
    name: str
    """The sheet's name; of a CSV its file's."""
    header: list[str]
    header_row: int
    rows: list[Row]
    notes: list[str] = []
    """What a person should know of how it was read."""

    def unnamed(self) -> list[str]:
        """The columns between others that hold something and have no name: nobody reads them."""
        out = []
        for n in (n for n, name in enumerate(self.header) if not name):
            filled = [r.number for r in self.rows if n < len(r.cells) and as_text(r.cells[n]).strip()]
            if filled:
                out.append(f"column {letters(n)} has no name, and is not read: it is filled from row {filled[0]} on")
        return out


MASKED_COLUMN = "remedy-masked"
"""The column of an export that says of each row whether words in it were masked; an import knows it by any map."""

MASKED = "this row was masked"
"""What is said of a row of an export that does not hold what its case does."""


class Fault(msgspec.Struct, kw_only=True):
    """One cell that was not understood; `column` is a letter, `cell` is as in B7; a whole row has neither."""

    sheet: str
    row: int
    column: str = ""
    cell: str = ""
    header: str = ""
    value: str = ""
    message: str
    fix: str = ""
    case: str = ""
    """The case that is left as it is because of it; empty where nobody can tell which."""
    secret: bool = False
    """Whether it belongs to what is confidential."""

    def sentence(self) -> str:
        """The place first, then what is wrong and the cure."""
        where = (
            f'{self.sheet}!{self.cell}: row {self.row}, "{self.header}"'
            if self.cell
            else f"{self.sheet}: row {self.row}"
        )
        shown = f' "{self.value}":' if self.value else ""
        fix = f"; {self.fix}" if self.fix else ""
        return f"{where}:{shown} {self.message}{fix}"


def fault_at(grid: Grid, place: tuple[int, int], value: str, message: str, fix: str, case: str = "") -> Fault:
    """A fault of the cell in a row and a column counted from 0; -1: of the row."""
    row, column = place
    letter = letters(column) if column >= 0 else ""
    header = grid.header[column] if 0 <= column < len(grid.header) else ""
    return Fault(
        sheet=grid.name, row=row, column=letter, cell=f"{letter}{row}" if letter else "", header=header,
        value=value, message=message, fix=fix, case=case,
    )  # fmt: skip


def letters(column: int) -> str:
    """The letters of a column, counted from 0: A, B, …, Z, AA."""
    out, n = "", column + 1
    while n:
        n, rest = divmod(n - 1, 26)
        out = chr(ord("A") + rest) + out
    return out


def as_text(value: Any) -> str:
    """A cell's value as text, whole."""
    if isinstance(value, Unreadable):
        return value.shown
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else plain(value)


def shown(value: Any, limit: int = 60) -> str:
    """A cell's value as a person sees it, cut where it is long."""
    text = as_text(value)
    return text if len(text) <= limit else text[: limit - 1] + "…"


def plain(value: Any) -> str:
    """A number or text as text; a whole number without its decimal point."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


DANGEROUS = frozenset("=+-@\t\r\n")
"""A spreadsheet may run a cell that begins so."""


def guarded(text: str) -> str:
    """A text as a cell that no spreadsheet runs: an apostrophe stands before it; `unguarded` takes it off again."""
    if text[:1] in DANGEROUS or (text[:1] == "'" and (text[1:2] == "'" or text[1:2] in DANGEROUS)):
        return f"'{text}" if text else text
    return text


def unguarded(text: str) -> str:
    """The text that was guarded."""
    return text[1:] if text[:1] == "'" and text[1:2] and (text[1] == "'" or text[1] in DANGEROUS) else text
