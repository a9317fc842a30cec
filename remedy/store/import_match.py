"""Which entry of a file a row of the sheet speaks of: by id, by what it says, by the last import; never by chance."""

from __future__ import annotations

from collections import defaultdict
from hashlib import sha256
from typing import Any

from remedy.case.import_wanted import Entry
from remedy.case.toml_text import value_text
from remedy.store.import_record import Record, canonical

TOLD_APART_BY = {"charge": ("law", "article", "person"), "finding": ("title", "by"), "override": ("on", "since")}
"""What tells two entries of a table without ids apart."""


def row_id(table: str, row: dict[str, Any], otherwise: str = "") -> str:
    """The id of an entry; of an event without one its kind; of a table without ids a hash of what names it."""
    if table in TOLD_APART_BY:
        said = value_text([str(canonical(table, k, row.get(k, ""))) for k in TOLD_APART_BY[table]])
        return sha256(said.encode()).hexdigest()[:16]
    if table == "source":
        return otherwise
    return str(row.get("id") or row.get("kind") or otherwise)


def match(case: str, entries: list[Entry], data: dict[str, Any], record: Record) -> dict[int, Any]:
    """For each entry of a case that is there already, by its `id()`, its number in the file (of a source its id)."""
    out: dict[int, Any] = {}
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.table].append(entry)
    for table, group in groups.items():
        rows = data.get("sources" if table == "source" else table, {} if table == "source" else [])
        if table == "source":
            found = {id(e): e.id for e in group if isinstance(rows, dict) and e.id in rows}
        else:
            rows = [r if isinstance(r, dict) else {} for r in rows] if isinstance(rows, list) else []
            found = _Table(case, table, group, rows, record).run()
        out |= found
    return out


class _Table:
    def __init__(self, case: str, table: str, entries: list[Entry], rows: list[dict[str, Any]], record: Record) -> None:
        self.case, self.table, self.entries, self.rows, self.record = case, table, entries, rows, record
        self.ids = [row_id(table, r) for r in rows]
        self.found: dict[int, Any] = {}
        self.free = set(range(len(rows)))

    def run(self) -> dict[int, Any]:
        """The three ways, the surest first."""
        for entry in self.entries:
            self._take(entry, [n for n in sorted(self.free) if self._is_named(entry, n)][:1])
        for entry in self._left():
            self._take(entry, [n for n in sorted(self.free) if self._is_same_day(entry, n)][:1])
        self._by_record()
        self._alone()
        return self.found

    def _left(self) -> list[Entry]:
        return [e for e in self.entries if id(e) not in self.found]

    def _take(self, entry: Entry, places: list[int]) -> None:
        if len(places) == 1:
            self.found[id(entry)] = places[0]
            self.free.discard(places[0])

    def _is_named(self, entry: Entry, n: int) -> bool:
        if self.table in TOLD_APART_BY:
            return row_id(self.table, entry.values) == self.ids[n]
        return entry.id is not None and entry.id == self.ids[n]

    def _is_same_day(self, entry: Entry, n: int) -> bool:
        row, values = self.rows[n], entry.values
        return (
            self.table == "event" and entry.id is None and row.get("kind") == values["kind"]
            and "date" in row and row["date"] == values.get("date") and _fit(row.get("person"), values.get("person"))
        )  # fmt: skip

    def _by_record(self) -> None:
        """The one row that a rule brought last time is the one that it brings now."""
        origins: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._left():
            if entry.id is None or entry.derived:
                origins[entry.origin].append(entry)
        seen = self.record.of_case(self.case) if origins else []
        for origin, waiting in origins.items():
            came = self.record.origin(self.case, origin)
            known = {s.entry for s in seen if s.origin == came}
            names = {n: self.record.entry(self.case, self.table, self.ids[n]) for n in self.free} if known else {}
            if len(waiting) == 1:
                self._take(waiting[0], [n for n in sorted(names) if names[n] in known])

    def _alone(self) -> None:
        """Where the map names the kind, and file and sheet know one event of it, it is the same one."""
        waiting: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._left():
            if self.table == "event" and entry.fixed and entry.id is None:
                waiting[str(entry.values["kind"])].append(entry)
        for kind, entries in waiting.items():
            if len(entries) == 1:
                self._take(entries[0], [n for n in sorted(self.free) if self.rows[n].get("kind") == kind])


def _fit(there: Any, said: Any) -> bool:
    """Whether two entries may be of the same persons: one that names none is of all."""
    return there is None or said is None or canonical("event", "person", there) == canonical("event", "person", said)
