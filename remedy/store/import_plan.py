"""What an import does to one file: new, extended, amended or nothing; never more than the sheet's own changes.

A value that a person typed is not overwritten: it is kept and said. Called by `cli/importing.py`, which writes.
"""

from __future__ import annotations

from typing import Any

import msgspec

from remedy.case.import_rows import Entry, WantedCase
from remedy.case.problems import NotMade
from remedy.case.source import MAX_BYTES
from remedy.case.toml_text import value_text
from remedy.case.typed import free_id
from remedy.store.case_text import text_of
from remedy.store.cases import CaseFile
from remedy.store.import_match import Matches
from remedy.store.import_people import Found, find, settle
from remedy.store.import_record import Key, OtherMaps, Seen, canonical, hash_of
from remedy.store.import_same import TOLD_APART_BY, row_id, row_ids, value_in
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
    by: str = ""


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
    seen: dict[Key, Seen] = {}
    entries: dict[tuple[str, int], Entry] = {}
    """Where each entry stands in the new text."""
    refused: str = ""
    lines: str = ""
    """What may be written by hand instead."""


def plan(wanted: WantedCase, file: CaseFile | None, seen: dict[Key, Seen], others: OtherMaps) -> Plan:
    """The plan of one case; `seen` are the records of this case by this map."""
    made = Plan(wanted=wanted, file=file)
    try:
        if file is None and (wanted.id, "case", "") in seen:
            made.seen = dict(seen)
            made.kept = [Kept(table="case", id="", key="", file="", sheet="", why="removed", row=wanted.row)]
        elif file is None:
            _new(made)
        else:
            _Merge(made, file, seen, others).run()
        if len(made.text.encode("utf-8")) > MAX_BYTES:
            raise NotMade(
                f"its file would be larger than {MAX_BYTES // 1024 // 1024} MiB, and no command would read it: "
                "put long texts into files of their own, and name these in the sheet"
            )
    except NotMade as error:
        made.state, made.refused, made.lines = "untouched", str(error), error.lines
        made.text, made.added, made.amended = "", [], []
    return made


def _row_of(entry: Entry, id: str | None) -> dict[str, Any]:
    """An entry's keys as a file has them, its facts in a table."""
    row: dict[str, Any] = {"id": id} if id is not None else {}
    return row | nested(entry.values)


def nested(values: dict[str, Any]) -> dict[str, Any]:
    """Keys `facts.NAME` as one table."""
    plain = {k: v for k, v in values.items() if not k.startswith("facts.")}
    facts = {k.removeprefix("facts."): v for k, v in values.items() if k.startswith("facts.")}
    return plain | ({"facts": {**plain.get("facts", {}), **facts}} if facts else {})


def _new(made: Plan) -> None:
    wanted = made.wanted
    if "title" not in wanted.values:
        raise NotMade("the case has no title: fill its column", "")
    taken: set[str] = {e.id for e in wanted.entries if e.id is not None}
    tables: dict[str, list[dict[str, Any]]] = {}
    sources: dict[str, Any] = {}
    made.seen[wanted.id, "case", ""] = _seen(wanted.id, "case", "", "", wanted.values)
    settle(wanted.entries, (), {})
    for entry in wanted.entries:
        id = _given(entry, taken)
        if entry.table == "source":
            sources[id or ""] = nested(entry.values)
        else:
            rows = tables.setdefault(entry.table, [])
            made.entries[entry.table, len(rows)] = entry
            rows.append(_row_of(entry, id))
        made.added.append(Added(table=entry.table, id=id or "", row=entry.row))
        name = id if id is not None else _free_name(made, entry.table, entry.values)
        made.seen[wanted.id, entry.table, name] = _seen(wanted.id, entry.table, name, entry.origin, entry.values)
    made.state = "new"
    made.text = text_of({"id": wanted.id, **nested(wanted.values)}, tables, sources)


def _given(entry: Entry, taken: set[str]) -> str | None:
    """The id of a new entry; None for tables without."""
    if entry.id is not None or entry.table != "event":
        return entry.id
    id = free_id(str(entry.values["kind"]), entry.values.get("date"), taken)
    taken.add(id)
    return id


def _free_name(made: Plan, table: str, row: dict[str, Any]) -> str:
    """What the record calls an entry of a table without ids: numbered as `row_ids` does."""
    name = row_id(table, row)
    taken = sum(k[1] == table and k[2].split("-")[0] == name for k in made.seen)
    return f"{name}-{taken + 1}" if taken else name


def _seen(case: str, table: str, id: str, origin: str, values: dict[str, Any]) -> Seen:
    hashes = {k: hash_of(table, k, v) for k, v in values.items()}
    return Seen(case=case, table=table, id=id, origin=origin, values=hashes)


class _Merge:
    """Compares what the sheet says with a file, key by key, and edits the file."""

    def __init__(self, made: Plan, file: CaseFile, seen: dict[Key, Seen], others: OtherMaps) -> None:
        assert file.source is not None
        self.others = others
        self.made, self.wanted, self.old = made, made.wanted, seen
        self.source = file.source
        self.data = file.source.data
        made.before = file.source.text.encode("utf-8")
        self._editor: Editor | None = None
        self.blocks: list[tuple[str, dict[str, Any]]] = []
        """New tables: written after all new keys, which may come to stand at the same place."""
        self.whole: dict[str, dict[str, Any]] = {}
        self.known = Found(matches=Matches())
        self.sources: dict[str, Any] = {}
        self.taken = self.ids() | {e.id for e in self.wanted.entries if e.id is not None}
        self.counts = {e.table: len(self.data.get(e.table, ())) for e in self.wanted.entries}

    @property
    def editor(self) -> Editor:
        """Made when something is to be changed: most files are not."""
        if self._editor is None:
            self._editor = Editor(self.source)
        return self._editor

    def run(self) -> None:
        made, wanted = self.made, self.wanted
        was = self.old.get((wanted.id, "case", ""))
        self.compare("case", "", (), self.data, wanted.values, wanted.cells, wanted.row, "", was)
        known = self.known = find(wanted.entries, self.data, self.old)
        found = known.matches
        for entry in wanted.entries:
            at = found.places.get(id(entry))
            if at is not None:
                self.matched(entry, at, found.records.get(id(entry)))
            elif id(entry) in found.removed:
                self.removed(entry, found.records[id(entry)])
            elif id(entry) in found.unsure:
                self.keep_out(entry, "ambiguous", "", _some(found.unsure[id(entry)]))
            elif why := known.left_out(entry):
                self.keep_out(entry, why, "", "")
            else:
                self.add(entry)
        self.add_sources()
        self.gone(found)
        if made.added or made.amended:
            made.state = "amended" if made.amended else "extended"
            for table, row in self.blocks:
                self.editor.add_table(table, row)
            for table, row in self.whole.items():
                self.editor.add_whole_table(table, row)
            made.text = self.editor.done().after

    def add(self, entry: Entry) -> None:
        """An entry that nobody knew."""
        made, table = self.made, entry.table
        name = _given(entry, self.taken)
        if table == "source":
            self.sources[name or ""] = nested(entry.values)
        else:
            self.blocks.append((table, _row_of(entry, name)))
            made.entries[table, self.counts[table]] = entry
            self.counts[table] += 1
        made.added.append(Added(table=table, id=name or "", row=entry.row))
        key = name if name is not None else _free_name(made, table, entry.values)
        made.seen[self.wanted.id, table, key] = _seen(self.wanted.id, table, key, entry.origin, entry.values)

    def removed(self, entry: Entry, was: Seen) -> None:
        """An entry that a person took out of the file stays out; what the sheet says of it is remembered."""
        said = {k: hash_of(entry.table, k, v) for k, v in entry.values.items()}
        self.made.seen[was.case, was.table, was.id] = msgspec.structs.replace(was, said=said, gone=False)
        self.keep_out(entry, "removed", was.id, "")

    def keep_out(self, entry: Entry, why: str, id: str, file: str) -> None:
        said = " ".join(_plain(entry.values[k]) for k in SHOWN if k in entry.values)
        table = entry.table
        self.made.kept.append(
            Kept(table=table, id=id or entry.id or "", key="", file=file, sheet=said, why=why, row=entry.row)
        )

    def ids(self) -> set[str]:
        rows = [r for t in self.data.values() if isinstance(t, list) for r in t if isinstance(r, dict)]
        return {str(r.get("id", r.get("kind", ""))) for r in rows}

    def matched(self, entry: Entry, at: Any, was: Seen | None) -> None:
        if entry.table == "source":
            row = self.data["sources"][at]
            row = {"url": row} if isinstance(row, str) else row
            path: tuple[str | int, ...] = ("sources", at)
        else:
            row, path = self.data[entry.table][at], (entry.table, at)
            self.made.entries[entry.table, at] = entry
        self.compare(
            entry.table,
            row_id(entry.table, row, str(at)),
            path,
            row,
            self.known.values(entry, row, was),
            entry.cells,
            entry.row,
            entry.origin,
            was,
        )

    def compare(self, table: str, id: str, path: tuple[str | int, ...], row: dict[str, Any], values: dict[str, Any],
                cells: dict[str, tuple[int, int]], number: int, origin: str, was: Seen | None) -> None:  # fmt: skip
        made = self.made
        bases = was.values if was is not None else {}
        now = dict(bases)
        sheet: dict[str, str] = {}
        changes: dict[str, Any] = {}
        for key, value in values.items():
            there = value_in(row, key)
            sheet[key] = said = hash_of(table, key, value)
            if there is not None and canonical(table, key, there) == canonical(table, key, value):
                now[key] = said
                continue
            base = bases.get(key)
            held = hash_of(table, key, there) if there is not None else None
            line = cells.get(key, (number, -1))[0]
            if base == held and _may_fill(table, key, said, was, held):
                changes[key] = value
                now[key] = said
                made.amended.append(
                    Amended(table=table, id=id, key=key, before=_text(there), after=_text(value), row=line)
                )
            else:
                by = self.others.wrote((self.wanted.id, table, id), key, held) if held is not None else ""
                why = "map" if by else "typed" if base == said else "conflict"
                made.kept.append(
                    Kept(table=table, id=id, key=key, file=_text(there), sheet=_text(value), why=why, row=line, by=by)
                )
        for key in bases:
            if key not in values and value_in(row, key) is not None:
                made.kept.append(
                    Kept(table=table, id=id, key=key, file=_text(value_in(row, key)), sheet="", why="gone", row=number)
                )
        if changes:
            self.apply(path, row, changes)
        if table in TOLD_APART_BY:
            id = _free_name(made, table, {**row, **changes})
        made.seen[self.wanted.id, table, id] = Seen(
            case=self.wanted.id, table=table, id=id, origin=origin, values=now, said=sheet if sheet != now else {},
            typed=was.typed if was is not None else True,
        )  # fmt: skip

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

    def add_sources(self) -> None:
        rows = self.sources
        if rows and "sources" not in self.data:
            self.whole["sources"] = rows
        else:
            for id, row in rows.items():
                self.editor.set_key(("sources",), id, row)

    def gone(self, found: Matches) -> None:
        """Entries of the last import that the sheet does not speak of any more stay, and are said."""
        for key, was in self.old.items():
            if key in self.made.seen or was.case != self.wanted.id:
                continue
            if key in found.open:
                self.made.seen[key] = was
                continue
            rows = self.data.get("sources" if was.table == "source" else was.table)
            if was.table == "source":
                there = isinstance(rows, dict) and was.id in rows
            else:
                there = isinstance(rows, list) and was.id in row_ids(
                    was.table, [r for r in rows if isinstance(r, dict)]
                )
            if there:
                self.made.seen[key] = msgspec.structs.replace(was, gone=True)
                self.made.kept.append(
                    Kept(table=was.table, id=was.id, key="", file="", sheet="", why="gone", row=self.wanted.row)
                )


def _may_fill(table: str, key: str, said: str, was: Seen | None, held: str | None) -> bool:
    """Whether a key may be written that the file has as the last import left it."""
    if held is not None:
        return True
    if was is None or was.typed:
        return key not in ABSENCE_MEANS.get(table, ())
    return was.said.get(key) != said  # what was not taken the last time is not taken now


def _some(names: list[str]) -> str:
    """The first of many names."""
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def _plain(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _text(value: Any) -> str:
    return "" if value is None else value_text(value)
