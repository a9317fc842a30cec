"""Merged cells of a workbook: the value belongs to each row of the merge; across columns it belongs to the first alone.

openpyxl does not tell of them while it streams, so they are looked up in the sheet's own part before.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import msgspec

from remedy.case.grid import Unreadable, letters
from remedy.store.grid import MAX_COLUMNS, SheetRefused

MAX_MERGED = 50_000
"""Merges that are looked at; a register that has more is better saved as CSV."""

_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref\s*=\s*[\"']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})[\"']")


class Merge(msgspec.Struct, frozen=True, order=True):
    """One merge: rows from 1, columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def name(self) -> str:
        """As a spreadsheet writes it: B2:B4."""
        return f"{letters(self.left)}{self.top}:{letters(self.right)}{self.bottom}"


def merges(path: Path, part: str) -> list[Merge]:
    """The merges of a sheet, by its part of the workbook, in order of their first rows."""
    found: set[Merge] = set()
    kept = b""
    with zipfile.ZipFile(path) as packed, packed.open(part.lstrip("/")) as file:
        while chunk := file.read(1024 * 1024):
            seen = kept + chunk
            for left, top, right, bottom in _MERGE.findall(seen):
                found.add(Merge(top=int(top), left=_column(left), bottom=int(bottom), right=_column(right)))
            if len(found) > MAX_MERGED:
                break
            kept = seen[-200:]
    return sorted(found)


def _column(letters_: bytes) -> int:
    number = 0
    for letter in letters_:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


class Spread:
    """Hands the values of merged cells to the rows that they cover, one row after the other."""

    def __init__(self, found: list[Merge], header_row: int) -> None:
        self.waiting = found[::-1]
        self.header_row = header_row
        self.open: list[tuple[Merge, Any]] = []
        self.used: list[str] = []
        """The merges whose values were taken for further rows."""

    def fill(self, number: int, cells: list[Any], width: int) -> list[Any]:
        """A row with what it shares with rows above; one that has nothing of its own stays empty. `width`: of the
        header, once it is known.
        """
        while self.waiting and self.waiting[-1].top <= number:
            merge = self.waiting.pop()
            own = merge.top == number and merge.left < len(cells)
            self.open.append((merge, cells[merge.left] if own else None))
        if not self.open:
            return cells
        self.open = [m for m in self.open if m[0].bottom >= number]
        if len(self.open) > MAX_COLUMNS:  # a sheet of that many columns is refused anyway: these lie over each other
            raise SheetRefused(f"row {number} lies in {len(self.open)} merged cells; save the sheet as CSV")
        is_header = number == self.header_row
        if not is_header and (number < self.header_row or not any(c is not None for c in cells)):
            return cells
        for merge, value in self.open:
            if value is None or (not is_header and merge.top <= self.header_row):
                continue
            last = merge.left if is_header else min(merge.right, width - 1)
            cells += [None] * (last + 1 - len(cells))
            if merge.top < number and (is_header or merge.left < width):
                cells[merge.left] = value
                if not is_header and merge.name not in self.used[-50:]:
                    self.used.append(merge.name)
            for n in range(merge.left + 1, last + 1):
                said = f"this cell is merged with {letters(merge.left)}{merge.top}"
                cells[n] = Unreadable("merged", said, "split the cells, and write a value in each")
        return cells

    def note(self) -> list[str]:
        """What is said of merges whose values were taken for further rows."""
        if not self.used:
            return []
        more = f" and {len(self.used) - 5} more" if len(self.used) > 5 else ""
        return [f"merged cells: their value was taken for each of their rows ({', '.join(self.used[:5])}{more})"]
