"""What a sheet says of each case, as records: made by `import_rows.py`, compared with the files by the store."""

from __future__ import annotations

from typing import Any

import msgspec

from remedy.case.grid import Fault
from remedy.case.problems import Problem

Place = tuple[int, int]
"""Row as a spreadsheet counts, column from 0; -1: the map says it for every row."""


class Entry(msgspec.Struct, kw_only=True):
    """What the sheet says of one table of a case; `values` holds facts as `facts.NAME`."""

    table: str
    origin: str
    """By which rule it came: the same on every import."""
    fixed: bool
    """Whether the rule makes one entry of one kind a row: the map names the kind, not a cell."""
    row: int
    id: str | None
    derived: bool = False
    """Whether the id was made out of a name or a title."""
    values: dict[str, Any]
    cells: dict[str, Place]
    of: list[str] | None = None
    """The parties whom an event's rows name, where the map does not say whose it is; None: nobody in particular."""


class WantedCase(msgspec.Struct, kw_only=True):
    """What the sheet says of one case."""

    id: str
    row: int
    values: dict[str, Any] = {}
    cells: dict[str, Place] = {}
    entries: list[Entry] = []
    faults: list[Fault] = []
    secret: bool = False
    written: str = ""
    """The id as the sheet has it."""


class Reading(msgspec.Struct, kw_only=True):
    """A whole sheet, read."""

    cases: dict[str, WantedCase]
    faults: list[Fault]
    """Those of rows of which nobody can say to which case they belong."""
    notes: list[str]
    problems: list[Problem]
    """Columns of the map that the sheet has not."""
