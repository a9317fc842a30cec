"""Whose an event is where the rows of one case name several persons and the map does not say it.

Used by `import_rows.py`, for maps in which no event has `person`: where rows of some persons alone say an event, it is
said what was made of it. `store/import_people.py` writes it for those parties.
"""

from __future__ import annotations

from typing import Any

import msgspec

from remedy.case.import_map import Map
from remedy.case.toml_text import value_text

NAMED = 3
"""So many rows are named."""


class Told(msgspec.Struct, kw_only=True):
    """One event: the first row that says it, whose rows do, and whether each of them names parties."""

    row: int
    rows: set[Any]
    is_of_parties: bool


class Whose:
    """Which persons' rows say each event."""

    def __init__(self, map: Map, at: dict[str, int]) -> None:
        said = any("person" in r.keys for r in map.rules if r.table == "event")
        keys = [r.keys.get("id") or r.keys.get("name") for r in map.rules if r.table == "person"]
        found = [] if said else [b for b in keys if b is not None and b.column]
        self.columns = [at[b.column or ""] for b in found]
        self.binding = found[0] if found else None
        self.row: tuple[Any, ...] = ()
        self.all: dict[str, set[Any]] = {}
        self.events: dict[tuple[str, Any], Told] = {}

    def begin(self, cells: list[Any]) -> None:
        """A row begins."""
        self.row = tuple([cells[c] for c in self.columns if cells[c] is not None])

    def is_of_another(self, case: str, event: Any, row: int, of: list[str] | None) -> bool:
        """Whether a row says an event that rows of other persons alone said before; `of` are the parties that it
        names."""
        if not self.row:
            return False
        self.all.setdefault(case, set()).add(self.row)
        told = self.events.setdefault((case, event), Told(row=row, rows=set(), is_of_parties=True))
        told.is_of_parties = told.is_of_parties and of is not None
        is_new = bool(told.rows) and self.row not in told.rows
        told.rows.add(self.row)
        return is_new

    def notes(self) -> list[str]:
        """What is made of events that rows of some persons of their case alone say; nothing where there are none."""
        some = [told for (case, _), told in self.events.items() if len(told.rows) < len(self.all[case])]
        if self.binding is None:
            return []
        made = ", slug = true" if self.binding.slug or self.binding.at[-1] == "name" else ""
        prefix = f", prefix = {value_text(self.binding.prefix)}" if self.binding.prefix else ""
        line = f"person = {{ column = {value_text(self.binding.column)}{made}{prefix} }}"
        out = []
        alone = "what rows of some alone say is of these; where each row is an event of its own person,"
        for is_of_parties, what in ((True, alone), (False, "each is of all;")):
            rows = [told.row for told in some if told.is_of_parties == is_of_parties]
            named = ", ".join(map(str, rows[:NAMED])) + (" …" if len(rows) > NAMED else "")
            if rows:
                out.append(
                    "rows of a case name several persons, and the map does not say whose each event is: "
                    f"{what} say {line} under [[event]] (rows {named})"
                )
        return out
