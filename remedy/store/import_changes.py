"""What an import does to one file, as records: made by `import_plan.py` and `import_merge.py`, said by the command."""

from __future__ import annotations

import msgspec

from remedy.case.import_wanted import Entry, WantedCase
from remedy.store.cases import CaseFile
from remedy.store.import_record import Seen

DIFFERS = frozenset({"typed", "conflict", "map"})
"""Why a value stays although the sheet says another."""

LEFT_OUT = frozenset({"removed", "ambiguous"})
"""Why a row of the sheet does not come into the file."""

UNSETTLED = frozenset({"conflict", "ambiguous", "map"})
"""Why a person must look before sheet and file agree."""


class Added(msgspec.Struct, kw_only=True):
    """An entry that the sheet brings."""

    table: str
    id: str
    row: int


class Amended(msgspec.Struct, kw_only=True):
    """A key that changes: what stood there (empty: nothing), and what the sheet says."""

    table: str
    id: str
    key: str
    before: str
    after: str
    row: int


class Kept(msgspec.Struct, kw_only=True):
    """What stays as the file has it. `why`: typed (by a person since), conflict (both changed, or never imported),
    gone (the sheet says it no more), removed (by a person since), ambiguous (it may be one of those in `file`), map
    (the import of another map, `by`, wrote it)."""

    table: str
    id: str
    key: str
    file: str
    sheet: str
    why: str
    row: int
    command: str = ""
    """By which a person takes what the sheet says; empty where only the whole case can be taken."""
    by: str = ""


class Plan(msgspec.Struct, kw_only=True):
    """What is to be done with one case."""

    wanted: WantedCase
    file: CaseFile | None
    state: str = "same"
    """new | extended | amended | same | differs | untouched."""
    before: bytes | None = None
    text: str = ""
    added: list[Added] = []
    amended: list[Amended] = []
    kept: list[Kept] = []
    seen: dict[str, Seen] = {}
    """The lines of the record once it is written."""
    entries: dict[tuple[str, int | str], Entry] = {}
    """Where each entry stands in the new text: its table and its place there, of a source its id."""
    refused: str = ""
    lines: str = ""
    """What may be written by hand instead."""
