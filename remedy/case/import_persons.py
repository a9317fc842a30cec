"""Whose an event is where the rows of one case name several persons and the map does not say it.

Used by `import_rows.py`, for maps in which no event has `person`: such an event is of all, which is said where rows of
some persons alone have it.
"""

from __future__ import annotations

from typing import Any

from remedy.case.import_map import Map
from remedy.case.toml_text import value_text

NAMED = 3
"""So many rows are named."""


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
        self.events: dict[tuple[str, Any], tuple[int, set[Any]]] = {}

    def begin(self, cells: list[Any]) -> None:
        """A row begins."""
        self.row = tuple([cells[c] for c in self.columns if cells[c] is not None])

    def is_of_another(self, case: str, event: Any, row: int) -> bool:
        """Whether a row says an event that rows of other persons alone said before."""
        if not self.row:
            return False
        self.all.setdefault(case, set()).add(self.row)
        _, persons = self.events.setdefault((case, event), (row, set()))
        is_new = bool(persons) and self.row not in persons
        persons.add(self.row)
        return is_new

    def notes(self) -> list[str]:
        """One sentence, where an event is said by rows of some persons of its case alone."""
        rows = [row for (case, _), (row, persons) in self.events.items() if len(persons) < len(self.all[case])]
        if not rows or self.binding is None:
            return []
        named = ", ".join(map(str, rows[:NAMED])) + (" …" if len(rows) > NAMED else "")
        made = ", slug = true" if self.binding.slug or self.binding.at[-1] == "name" else ""
        prefix = f", prefix = {value_text(self.binding.prefix)}" if self.binding.prefix else ""
        line = f"person = {{ column = {value_text(self.binding.column)}{made}{prefix} }}"
        return [
            "rows of a case name several persons, and the map does not say whose each event is: each is of all; "
            f"say {line} under [[event]] (rows {named})"
        ]
