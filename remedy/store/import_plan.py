"""What an import does to one file: new, extended, amended or nothing; never more than the sheet's own changes.

A value that a person typed is not overwritten: it is kept and said. Called by `cli/importing.py`, which writes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from remedy.case.canonical import by_day, in_order
from remedy.case.fields import UNCONFIRMED
from remedy.case.import_rows import Entry, WantedCase
from remedy.case.problems import NotMade
from remedy.case.read import ARRAYS
from remedy.case.toml_text import value_text
from remedy.case.typed import free_id
from remedy.store.case_text import text_of
from remedy.store.cases import CaseFile
from remedy.store.import_match import match, row_id
from remedy.store.import_record import Record, Seen, canonical
from remedy.store.splice import Editor, same


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
    gone (the sheet says it no more)."""

    table: str
    id: str
    key: str
    file: str
    sheet: str
    why: str
    row: int


class Plan(msgspec.Struct, kw_only=True):
    """What is to be done with one case."""

    wanted: WantedCase
    file: CaseFile | None
    state: str = "same"
    """new | extended | amended | same | untouched."""
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


def plan(wanted: WantedCase, file: CaseFile | None, record: Record) -> Plan:
    """The plan of one case; `record` is what the last import wrote."""
    made = Plan(wanted=wanted, file=file)
    try:
        if file is None:
            _new(made, record)
        else:
            _Merge(made, file, record).run()
    except NotMade as error:
        made.state, made.refused, made.lines = "untouched", str(error), error.lines
        made.added, made.amended = [], []
    return made


def _row_of(entry: Entry, id: str | None) -> dict[str, Any]:
    """An entry's keys as a file has them, its facts in a table."""
    row: dict[str, Any] = {"id": id} if id is not None else {}
    return in_order(entry.table, row | nested(entry.values))


def nested(values: dict[str, Any]) -> dict[str, Any]:
    """Keys `facts.NAME` as one table."""
    plain = {k: v for k, v in values.items() if not k.startswith("facts.")}
    facts = {k.removeprefix("facts."): v for k, v in values.items() if k.startswith("facts.")}
    return plain | ({"facts": {**plain.get("facts", {}), **facts}} if facts else {})


def _new(made: Plan, record: Record) -> None:
    wanted = made.wanted
    if "title" not in wanted.values:
        raise NotMade("the case has no title: fill its column", "")
    taken: set[str] = {e.id for e in wanted.entries if e.id is not None}
    tables: dict[str, list[dict[str, Any]]] = {}
    sources: dict[str, Any] = {}
    came: dict[str, list[Entry]] = {}
    seen = [record.seen(wanted.id, "case", "", "", wanted.values)]
    for entry in wanted.entries:
        id = _given(entry, taken)
        if entry.table == "source":
            sources[id or ""] = nested(entry.values)
            made.entries["sources", id or ""] = entry
        else:
            rows = tables.setdefault(entry.table, [])
            rows.append(_row_of(entry, id))
            came.setdefault(entry.table, []).append(entry)
        made.added.append(Added(table=entry.table, id=id or "", row=entry.row))
        name = row_id(entry.table, {"id": id, **entry.values}) if id is None else id
        seen.append(record.seen(wanted.id, entry.table, name, entry.origin, entry.values))
    made.seen = {line.entry: line for line in seen}
    made.state = "new"
    for table, entries in came.items():
        places = by_day(tables[table]) if table == "event" else range(len(entries))
        made.entries |= {(table, at): entries[n] for at, n in enumerate(places)}
    made.text = text_of({"id": wanted.id, **nested(wanted.values)}, tables, sources)


def _given(entry: Entry, taken: set[str]) -> str | None:
    """The id of a new entry; None for tables without."""
    if entry.id is not None or entry.table != "event":
        return entry.id
    id = free_id(str(entry.values["kind"]), entry.values.get("date"), taken)
    taken.add(id)
    return id


class _Merge:
    """Compares what the sheet says with a file, key by key, and edits the file."""

    def __init__(self, made: Plan, file: CaseFile, record: Record) -> None:
        assert file.source is not None
        self.made, self.wanted, self.record = made, made.wanted, record
        self.source = file.source
        self.data = file.source.data
        made.before = file.source.text.encode("utf-8")
        self._editor: Editor | None = None
        self.blocks: list[tuple[str, dict[str, Any]]] = []
        """New tables: written after all new keys, which may come to stand at the same place."""
        self.whole: dict[str, dict[str, Any]] = {}

    @property
    def editor(self) -> Editor:
        """Made when something is to be changed: most files are not."""
        if self._editor is None:
            self._editor = Editor(self.source)
        return self._editor

    def run(self) -> None:
        made, wanted = self.made, self.wanted
        self.compare("case", "", (), self.data, wanted.values, wanted.cells, wanted.row, "")
        found = match(wanted.id, wanted.entries, self.data, self.record)
        taken = self.ids() | {e.id for e in wanted.entries if e.id is not None}
        sources: dict[str, Any] = {}
        counts = {e.table: len(self.data.get(e.table, ())) for e in wanted.entries}
        for entry in wanted.entries:
            at = found.get(id(entry))
            if at is not None:
                self.matched(entry, at)
                continue
            name = _given(entry, taken)
            if entry.table == "source":
                sources[name or ""] = nested(entry.values)
                made.entries["sources", name or ""] = entry
            else:
                self.blocks.append((entry.table, _row_of(entry, name)))
                made.entries[entry.table, counts[entry.table]] = entry
                counts[entry.table] += 1
            made.added.append(Added(table=entry.table, id=name or "", row=entry.row))
            key = name if name is not None else row_id(entry.table, entry.values)
            line = self.record.seen(wanted.id, entry.table, key, entry.origin, entry.values)
            made.seen[line.entry] = line
        self.add_sources(sources)
        self.gone()
        if made.added or made.amended:
            made.state = "amended" if made.amended else "extended"
            for table, row in self.blocks:
                self.editor.add_table(table, row)
            for table, row in self.whole.items():
                self.editor.add_whole_table(table, row)
            made.text = self.editor.done().after

    def ids(self) -> set[str]:
        rows = [r for t in self.data.values() if isinstance(t, list) for r in t if isinstance(r, dict)]
        return {str(r.get("id", r.get("kind", ""))) for r in rows}

    def matched(self, entry: Entry, at: Any) -> None:
        if entry.table == "source":
            row = self.data["sources"][at]
            row = {"url": row} if isinstance(row, str) else row
            path: tuple[str | int, ...] = ("sources", at)
        else:
            row, path = self.data[entry.table][at], (entry.table, at)
        self.made.entries["sources" if entry.table == "source" else entry.table, at] = entry
        self.compare(
            entry.table,
            row_id(entry.table, row, str(at)),
            path,
            row,
            entry.values,
            entry.cells,
            entry.row,
            entry.origin,
        )

    def compare(self, table: str, id: str, path: tuple[str | int, ...], row: dict[str, Any], values: dict[str, Any],
                cells: dict[str, tuple[int, int]], number: int, origin: str) -> None:  # fmt: skip
        made, case, record = self.made, self.wanted.id, self.record
        name = record.entry(case, table, id)
        was = record.lines.get(name)
        bases = was.values if was is not None else {}
        now = dict(bases)
        changes: dict[str, Any] = {}
        for key, value in values.items():
            there, hashed = _get(row, key), record.key(name, key)
            said = record.value(name, table, key, value)
            held, meant = canonical(table, key, there), canonical(table, key, value)
            if there is not None and (held == meant or same(held, meant)):
                now[hashed] = said
                continue
            base = bases.get(hashed)
            is_now = record.value(name, table, key, there) if there is not None else None
            line = cells.get(key, (number, -1))[0]
            if base == is_now:
                changes[key] = value
                now[hashed] = said
                made.amended.append(
                    Amended(table=table, id=id, key=key, before=_text(there), after=_text(value), row=line)
                )
            else:
                why = "typed" if base == said else "conflict"
                made.kept.append(
                    Kept(table=table, id=id, key=key, file=_text(there), sheet=_text(value), why=why, row=line)
                )
        for key in _keys(row) if bases else ():
            if key not in values and record.key(name, key) in bases:
                made.kept.append(
                    Kept(table=table, id=id, key=key, file=_text(_get(row, key)), sheet="", why="gone", row=number)
                )
        if changes:
            self.apply(path, row, changes)
            if table == "event" and "confirmed_by" in row and not changes.keys() <= UNCONFIRMED:
                self.unconfirm(path, id, row["confirmed_by"], changes, number)
        made.seen[name] = Seen(entry=name, case=record.case(case), origin=record.origin(case, origin), values=now)

    def unconfirm(self, path: tuple[str | int, ...], id: str, said: Any, changes: dict[str, Any], number: int) -> None:
        """Takes a confirmation of other words away, unless the sheet brings another."""
        if "confirmed_by" not in changes:
            self.editor.remove_key(path, "confirmed_by")
            gone = Amended(table="event", id=id, key="confirmed_by", before=_text(said), after="", row=number)
            self.made.amended.append(gone)

    def apply(self, path: tuple[str | int, ...], row: dict[str, Any], changes: dict[str, Any]) -> None:
        """Writes changed keys; a table that stands within one value is written anew as that value."""
        editor = self.editor
        if path[:1] == ("sources",) and not any(s.base == path for s in editor.laid):
            editor.set_key(("sources",), str(path[1]), {**row, **changes})
            return
        facts = {k.removeprefix("facts."): v for k, v in changes.items() if k.startswith("facts.")}
        for key, value in changes.items():
            if not key.startswith("facts."):
                editor.set_key(path, key, value)
        if not facts:
            return
        own = (*path, "facts")
        if any(s.base == own or (s.path[: len(own)] == own and len(s.path) > len(own)) for s in editor.laid):
            for key, value in facts.items():
                editor.set_key(own, key, value)
        elif path or "facts" in row:
            editor.set_key(path, "facts", {**row.get("facts", {}), **facts})
        else:
            self.whole["facts"] = facts

    def add_sources(self, rows: dict[str, Any]) -> None:
        if rows and "sources" not in self.data:
            self.whole["sources"] = rows
        else:
            for id, row in rows.items():
                self.editor.set_key(("sources",), id, row)

    def gone(self) -> None:
        """Entries of the last import that the sheet does not speak of any more stay, and are said."""
        made, case = self.made, self.wanted.id
        old = {seen.entry: seen for seen in self.record.of_case(case) if seen.entry not in made.seen}
        for table, id in self.there() if old else ():
            entry = self.record.entry(case, table, id)
            if entry in old:
                made.seen[entry] = old[entry]
                made.kept.append(Kept(table=table, id=id, key="", file="", sheet="", why="gone", row=self.wanted.row))

    def there(self) -> list[tuple[str, str]]:
        """The entries of the file: table and id."""
        tables = [(t, self.data[t]) for t in ARRAYS if isinstance(self.data.get(t), list)]
        found = {(t, row_id(t, r)): None for t, rows in tables for r in rows if isinstance(r, dict)}
        sources = self.data.get("sources")
        return [*found, *(("source", id) for id in (sources if isinstance(sources, dict) else ()))]


def _keys(row: dict[str, Any]) -> Iterator[str]:
    """The keys of a row, of its facts each."""
    for key, value in row.items():
        if key == "facts" and isinstance(value, dict):
            yield from (f"facts.{name}" for name in value)
        else:
            yield key


def _get(row: dict[str, Any], key: str) -> Any:
    if key.startswith("facts.") and isinstance(row.get("facts"), dict):
        return row["facts"].get(key.removeprefix("facts."))
    return row.get(key)


def _text(value: Any) -> str:
    return "" if value is None else value_text(value)
