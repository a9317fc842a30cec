"""What a sheet says of a case that is there already: compared with its file key by key, and written into it.

Called by `import_plan.py`; which row speaks of which entry is settled by `import_people.py` and `import_match.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from remedy.case.canonical import in_order
from remedy.case.import_wanted import Entry
from remedy.case.read import ARRAYS
from remedy.case.toml_text import value_text
from remedy.case.typed import free_id
from remedy.store.cases import CaseFile
from remedy.store.import_changes import DIFFERS, LEFT_OUT, Added, Amended, Kept, Plan
from remedy.store.import_match import Matches
from remedy.store.import_people import Found, find
from remedy.store.import_record import OtherMaps, Record, Seen, canonical
from remedy.store.import_same import TOLD_APART_BY, likely_ids, row_id, row_ids, value_in
from remedy.store.import_take import amending
from remedy.store.splice import Editor

ABSENCE_MEANS = {
    "case": ("status", "closed_on"),
    "person": ("role",),
    "charge": ("person", "proceeding"),
    "proceeding": ("pack",),
    "event": ("person", "by", "to", "state", "proceeding", "answers", "undoes", "until", "aim", "moved_to", "relied",
              "confirmed_by"),
    "sanction": ("person", "ended_by"),
    "finding": ("person",),
    "recommendation": ("status",),
    "deadline": ("duty", "done"),
    "step": ("status", "done_on"),
}  # fmt: skip
"""Keys that say something by not being there (a judgment without `person` is that of all): in an entry that a person
typed they are never filled."""

SHOWN = ("kind", "date", "person", "outcome", "name", "law", "article", "title", "stage", "on")
"""By which keys a person knows what a row of the sheet is about."""


def row_of(entry: Entry, id: str | None) -> dict[str, Any]:
    """An entry's keys as a file has them, its facts in a table."""
    row: dict[str, Any] = {"id": id} if id is not None else {}
    return in_order(entry.table, row | nested(entry.values))


def nested(values: dict[str, Any]) -> dict[str, Any]:
    """Keys `facts.NAME` as one table."""
    plain = {k: v for k, v in values.items() if not k.startswith("facts.")}
    facts = {k.removeprefix("facts."): v for k, v in values.items() if k.startswith("facts.")}
    return plain | ({"facts": {**plain.get("facts", {}), **facts}} if facts else {})


def given(entry: Entry, taken: set[str]) -> str | None:
    """The id of a new entry; None for tables without."""
    if entry.id is not None or entry.table != "event":
        return entry.id
    id = free_id(str(entry.values["kind"]), entry.values.get("date"), taken)
    taken.add(id)
    return id


def free_name(made: Plan, record: Record, table: str, row: dict[str, Any]) -> str:
    """What the record calls an entry of a table without ids: numbered as `row_ids` does."""
    first = name = row_id(table, row)
    n = 1
    while record.entry(made.wanted.id, table, name) in made.seen:
        n += 1
        name = f"{first}-{n}"
    return name


class Merge:
    """One case: its plan is filled."""

    def __init__(self, made: Plan, file: CaseFile, record: Record, others: OtherMaps, *, take: bool) -> None:
        assert file.source is not None
        self.made, self.wanted, self.record, self.others, self.take = made, made.wanted, record, others, take
        self.source = file.source
        self.data = file.source.data
        made.before = file.source.text.encode("utf-8")
        self._editor: Editor | None = None
        self.blocks: list[tuple[str, dict[str, Any]]] = []
        """New tables: written after all new keys, which may come to stand at the same place."""
        self.whole: dict[str, dict[str, Any]] = {}
        self.known = Found(matches=Matches())
        self.sources: dict[str, Any] = {}
        self.taken = self._ids() | {e.id for e in self.wanted.entries if e.id is not None}
        self.counts = {e.table: len(self.data.get(e.table, ())) for e in self.wanted.entries}

    @property
    def editor(self) -> Editor:
        """Made when something is to be changed: most files are not."""
        if self._editor is None:
            self._editor = Editor(self.source)
        return self._editor

    def run(self) -> None:
        """Fills the plan. Raises NotMade."""
        made, wanted = self.made, self.wanted
        was = self.record.lines.get(self.record.entry(wanted.id, "case", ""))
        self._compare("case", "", (), self.data, wanted.values, wanted.cells, wanted.row, "", was)
        self.known = find(wanted.id, wanted.entries, self.data, self.record)
        for entry in wanted.entries:
            self._entry(entry)
        self._add_sources()
        self._gone()
        if made.added or made.amended:
            made.state = "amended" if made.amended else "extended"
            for table, row in self.blocks:
                self.editor.add_table(table, row)
            for table, row in self.whole.items():
                self.editor.add_whole_table(table, row)
            made.text = self.editor.done().after
        elif any(k.why in DIFFERS | LEFT_OUT for k in made.kept):
            made.state = "differs"

    def _entry(self, entry: Entry) -> None:
        """What the sheet says of one entry."""
        found = self.known.matches
        at, was = found.places.get(id(entry)), found.records.get(id(entry))
        if at is not None:
            self._matched(entry, at, was)
        elif id(entry) in found.removed and was is not None and not self.take:
            self._removed(entry, was)
        elif id(entry) in found.unsure:
            self._keep_out(entry, "ambiguous", "", _some(found.unsure[id(entry)]))
        elif (why := self.known.left_out(entry)) and not (self.take and why == "removed"):
            self._keep_out(entry, why, "", "")
        else:
            self._add(entry)

    def _add(self, entry: Entry) -> None:
        """An entry that nobody knew."""
        made, table = self.made, entry.table
        name = given(entry, self.taken)
        if table == "source":
            self.sources[name or ""] = nested(entry.values)
            made.entries["sources", name or ""] = entry
        else:
            self.blocks.append((table, row_of(entry, name)))
            made.entries[table, self.counts[table]] = entry
            self.counts[table] += 1
        made.added.append(Added(table=table, id=name or "", row=entry.row))
        key = name if name is not None else free_name(made, self.record, table, entry.values)
        line = self.record.seen(self.wanted.id, table, key, entry.origin, entry.values)
        made.seen[line.entry] = line

    def _removed(self, entry: Entry, was: Seen) -> None:
        """An entry that a person took out of the file stays out; what the sheet says of it is remembered."""
        record, case, table = self.record, self.wanted.id, entry.table
        said = record.said(case, table, entry.values)
        self.made.seen[was.entry] = msgspec.structs.replace(was, said=said, gone=False)
        name = record.name_of(was, case, table, likely_ids(table, entry.values, entry.id))
        self._keep_out(entry, "removed", name, "")

    def _keep_out(self, entry: Entry, why: str, id: str, file: str) -> None:
        said = " ".join(_plain(entry.values[k]) for k in SHOWN if k in entry.values)
        self.made.kept.append(
            Kept(table=entry.table, id=id or entry.id or "", key="", file=file, sheet=said, why=why, row=entry.row)
        )

    def _ids(self) -> set[str]:
        rows = [r for t in self.data.values() if isinstance(t, list) for r in t if isinstance(r, dict)]
        return {str(r.get("id", r.get("kind", ""))) for r in rows}

    def _matched(self, entry: Entry, at: Any, was: Seen | None) -> None:
        table = entry.table
        if table == "source":
            row = self.data["sources"][at]
            row = {"url": row} if isinstance(row, str) else row
            path: tuple[str | int, ...] = ("sources", at)
        else:
            row, path = self.data[table][at], (table, at)
        self.made.entries["sources" if table == "source" else table, at] = entry
        values = self.known.values(entry, row, was)
        self._compare(table, row_id(table, row, str(at)), path, row, values, entry.cells, entry.row, entry.origin, was)

    def _compare(self, table: str, id: str, path: tuple[str | int, ...], row: dict[str, Any], values: dict[str, Any],
                cells: dict[str, tuple[int, int]], number: int, origin: str, was: Seen | None) -> None:  # fmt: skip
        made, case, record = self.made, self.wanted.id, self.record
        bases = was.values if was is not None else {}
        now = dict(bases)
        sheet = record.said(case, table, values)
        changes: dict[str, Any] = {}
        for key, value in values.items():
            there, name = value_in(row, key), record.key(case, table, key)
            said = sheet[name]
            if there is not None and canonical(table, key, there) == canonical(table, key, value):
                now[name] = said
                continue
            base = bases.get(name)
            held = record.value(case, table, key, there) if there is not None else None
            line = cells.get(key, (number, -1))[0]
            is_ours = base == held and (held is not None or _may_fill(table, key, (name, said), was))
            if self.take or is_ours:
                changes[key] = value
                now[name] = said
                made.amended.append(
                    Amended(table=table, id=id, key=key, before=_text(there), after=_text(value), row=line)
                )
                continue
            by = self.others.wrote(case, table, id, key, there) if held is not None else ""
            made.kept.append(Kept(
                table=table, id=id, key=key, file=_text(there), sheet=_text(value), row=line, by=by,
                why="map" if by else "typed" if base == said else "conflict",
                command=amending(case, id, key, value) if table == "event" else "",
            ))  # fmt: skip
        for key in _keys(row) if bases else ():
            if key not in values and record.key(case, table, key) in bases:
                made.kept.append(
                    Kept(table=table, id=id, key=key, file=_text(value_in(row, key)), sheet="", why="gone", row=number)
                )
        if changes:
            self._apply(path, row, changes)
        if table in TOLD_APART_BY:
            id = free_name(made, record, table, {**row, **changes})
        entry = record.entry(case, table, id)
        made.seen[entry] = Seen(
            entry=entry, case=record.case(case), table=record.table(case, table), origin=record.origin(case, origin),
            values=now, said=sheet if sheet != now else {}, typed=was.typed if was is not None else True,
        )  # fmt: skip

    def _apply(self, path: tuple[str | int, ...], row: dict[str, Any], changes: dict[str, Any]) -> None:
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

    def _add_sources(self) -> None:
        rows = self.sources
        if rows and "sources" not in self.data:
            self.whole["sources"] = rows
        else:
            for id, row in rows.items():
                self.editor.set_key(("sources",), id, row)

    def _gone(self) -> None:
        """Entries of the last import that the sheet does not speak of any more stay, and are said."""
        made, case, open = self.made, self.wanted.id, self.known.matches.open
        old = {seen.entry: seen for seen in self.record.of_case(case) if seen.entry not in made.seen}
        made.seen |= {entry: seen for entry, seen in old.items() if entry in open}
        for table, id in self._there() if old else ():
            entry = self.record.entry(case, table, id)
            if entry in old and entry not in open:
                made.seen[entry] = msgspec.structs.replace(old[entry], gone=True)
                made.kept.append(Kept(table=table, id=id, key="", file="", sheet="", why="gone", row=self.wanted.row))

    def _there(self) -> Iterator[tuple[str, str]]:
        """The entries of the file: table and id."""
        for table in ARRAYS:
            rows = self.data.get(table)
            if isinstance(rows, list):
                ids = row_ids(table, [r for r in rows if isinstance(r, dict)])
                yield from dict.fromkeys((table, id) for id in ids)
        sources = self.data.get("sources")
        yield from (("source", id) for id in (sources if isinstance(sources, dict) else ()))


def _keys(row: dict[str, Any]) -> Iterator[str]:
    """The keys of a row, of its facts each."""
    for key, value in row.items():
        if key == "facts" and isinstance(value, dict):
            yield from (f"facts.{name}" for name in value)
        else:
            yield key


def _may_fill(table: str, key: str, said: tuple[str, str], was: Seen | None) -> bool:
    """Whether a key may be written that the file has not; `said` are the hashes of what the sheet says."""
    if was is None or was.typed:
        return key not in ABSENCE_MEANS.get(table, ())
    return was.said.get(said[0]) != said[1]  # what was not taken the last time is not taken now


def _some(names: list[str]) -> str:
    """The first of many names."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _text(value: Any) -> str:
    return "" if value is None else value_text(value)
