"""Which entry of a file a row of the sheet speaks of: by id, by what the last import knew, by what it says; never by
the order of rows alone. What may be two things is said to be so, and nobody writes it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable
from typing import Any

import msgspec

from remedy.case import fields
from remedy.case.import_wanted import Entry
from remedy.store.import_record import Record, Seen, canonical
from remedy.store.import_same import (
    IDENTITY,
    TOLD_APART_BY,
    bare,
    have_one_order,
    is_alike,
    overlap,
    row_id,
    row_ids,
    value_in,
)

MAX_PAIRS = 10_000
"""Where more may be each other, nobody looks who may be whom: they are one group."""


class Matches(msgspec.Struct, kw_only=True):
    """What was found for the entries of a sheet, each by its `id()`."""

    places: dict[int, Any] = {}
    """Its number in the file; of a source its id."""
    records: dict[int, Seen] = {}
    """What the last import knew of it."""
    removed: set[int] = set()
    """Those that the last import knew and the file has no more: a person took them out."""
    unsure: dict[int, list[str]] = {}
    """Those that may be one of several, with the ids of these."""
    open: set[str] = set()
    """Records of which nobody can say whether the sheet still speaks of them."""


def match(case: str, entries: list[Entry], data: dict[str, Any], record: Record) -> Matches:
    """What file and record know of each entry of a case."""
    out = Matches()
    of_case = record.of_case(case)
    groups: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        groups[entry.table].append(entry)
    for table, group in groups.items():
        own = record.table(case, table) if of_case else ""
        known = [s for s in of_case if s.table == own]
        if table == "source":
            _sources(group, data.get("sources"), {s.entry: s for s in known}, (case, record), out)
        else:
            rows = data.get(table, [])
            if isinstance(rows, list):  # else the Editor says what is wrong
                rows = [r if isinstance(r, dict) else {} for r in rows]
                _Table(case, table, group, rows, record, known, out).run()
    return out


def _sources(entries: list[Entry], rows: Any, known: dict[str, Seen], where: tuple[str, Record], out: Matches) -> None:
    case, record = where
    for entry in entries:
        there = isinstance(rows, dict) and entry.id in rows
        if there:
            out.places[id(entry)] = entry.id
        if known and (was := known.get(record.entry(case, "source", str(entry.id)))) is not None:
            out.records[id(entry)] = was
            out.removed |= set() if there else {id(entry)}


class _Table:
    """The entries of one table against its rows in the file and its records."""

    def __init__(
        self, case: str, table: str, entries: list[Entry], rows: list[dict[str, Any]], record: Record,
        seen: list[Seen], out: Matches,
    ) -> None:  # fmt: skip
        self.case, self.table, self.entries, self.rows, self.record = case, table, entries, rows, record
        self.out = out
        self.ids = row_ids(table, rows)
        self.names = [record.entry(case, table, x) for x in self.ids]
        """What the record calls each row."""
        self.row_of: dict[str, int] = {}
        for n, name in enumerate(self.names):
            self.row_of.setdefault(name, n)
        self.free = set(range(len(rows)))
        self.unclaimed = {s.entry: s for s in seen}
        self.said = {id(e): record.said(case, table, e.values) for e in entries} if seen else {}

    def run(self) -> None:
        """The surest way first; what is left is new."""
        if self.table in TOLD_APART_BY:
            self._by_record()
            self._by_what_names_it()
        else:
            self._by_id(lambda e: not e.derived)
            self._by_record()
            self._by_id(lambda e: e.derived)
        if self._left():
            self._by_agreement()
            self._changed([s for s in self.unclaimed.values() if not s.gone])
        self._lost()
        if self._left():
            self._typed()

    def _left(self) -> list[Entry]:
        out = self.out
        known = (out.places, out.records, out.unsure)
        return [e for e in self.entries if not any(id(e) in k for k in known)]

    def _claim(self, entry: Entry, record: Seen) -> None:
        """The entry is the one that the last import knew so; where it stands is where that id stands."""
        self.out.records[id(entry)] = record
        self.unclaimed.pop(record.entry, None)
        place = self.row_of.get(record.entry)
        if place in self.free:
            self.out.places[id(entry)] = place
            self.free.discard(place)

    def _take(self, entry: Entry, place: int) -> None:
        self.out.places[id(entry)] = place
        self.free.discard(place)
        if (record := self.unclaimed.pop(self.names[place], None)) is not None:
            self.out.records.setdefault(id(entry), record)

    # By id, and by what was said the last time

    def _by_id(self, is_meant: Callable[[Entry], bool]) -> None:
        for entry in filter(is_meant, self._left()):
            if entry.id is None:
                continue
            name = self.record.entry(self.case, self.table, entry.id)
            place = self.row_of.get(name)
            if place is None:
                if name in self.unclaimed:
                    self._claim(entry, self.unclaimed[name])
            elif place in self.free:
                self._take(entry, place)

    def _by_what_names_it(self) -> None:
        """In a table without ids: what is named alike, where there is one of it, or one that says all the same."""
        names = {id(e): row_id(self.table, e.values) for e in self._left()}
        for whole in (True, False):
            for entry in self._left():
                near = [n for n in sorted(self.free) if row_id(self.table, self.rows[n]) == names[id(entry)]]
                near = [n for n in near if self._contains(n, entry)] if whole else near
                if len(near) == 1 or (near and whole):
                    self._take(entry, near[0])
                elif near:
                    self.out.unsure[id(entry)] = [self.ids[n] for n in near]

    def _by_record(self) -> None:
        """A row that says just what it said the last time, wherever it stands now."""
        if not self.unclaimed:
            return
        known: dict[frozenset[tuple[str, str]], list[Seen]] = defaultdict(list)
        for record in self.unclaimed.values():
            known[frozenset(record.sheet.items())].append(record)
        for entry in self._left():
            found = known.get(frozenset(self.said[id(entry)].items()), [])
            found = [s for s in found if s.entry in self.unclaimed]
            if found:
                came = self.record.origin(self.case, entry.origin)
                self._claim(entry, min(found, key=lambda s: (s.origin != came, self._order(s))))

    def _order(self, record: Seen) -> tuple[int, str]:
        """Records in the order of the file; those that are not there any more last."""
        return self.row_of.get(record.entry, len(self.rows)), record.entry

    def _id_of(self, record: Seen) -> str:
        """The id of a record that stands in the file; of another nobody knows it."""
        place = self.row_of.get(record.entry)
        return self.ids[place] if place is not None else ""

    # Rows that changed

    def _changed(self, live: list[Seen]) -> None:
        """Rows that say something else than the last time: each way counts only where it leaves one choice."""
        if not live:
            return
        day, when = (self._key("kind"), self._key("date")), self._key("date")
        if self.table == "event":
            self._pair(live, lambda said: tuple(said.get(k) for k in day), self._is_within)
            self._pair(live, lambda said: tuple(said.get(k) for k in day), lambda *_: True)
            self._pair(live, lambda said: frozenset((k, v) for k, v in said.items() if k != when), lambda *_: True)
        elif self.table not in TOLD_APART_BY:
            self._pair(live, lambda _: None, lambda e, s: is_alike(str(e.id), self._id_of(s)))
        origins: dict[str, tuple[list[Entry], list[Seen]]] = defaultdict(lambda: ([], []))
        for entry in self._changeable():
            origins[self.record.origin(self.case, entry.origin)][0].append(entry)
        for record in live:
            if record.entry in self.unclaimed:
                origins[record.origin][1].append(record)
        for entries, records in origins.values():
            for some, others in self._groups(entries, records):
                self._settle(some, others)

    def _key(self, key: str) -> str:
        return self.record.key(self.case, self.table, key)

    def _changeable(self) -> list[Entry]:
        return [e for e in self._left() if e.id is None or e.derived]

    def _pair(
        self, live: list[Seen], key: Callable[[dict[str, str]], Hashable], fits: Callable[[Entry, Seen], bool]
    ) -> None:
        """Claims each pair of which neither half fits another."""
        records: dict[Hashable, list[Seen]] = defaultdict(list)
        for record in live:
            if record.entry in self.unclaimed:
                records[key(record.sheet)].append(record)
        found: list[tuple[Entry, Seen]] = []
        for entry in self._changeable():
            near = records.get(key(self.said[id(entry)]), [])
            found += [(entry, s) for s in near if self._may_be(entry, s) and fits(entry, s)]
        entries, others = _counts(id(e) for e, _ in found), _counts(s.entry for _, s in found)
        for entry, record in found:
            if entries[id(entry)] == others[record.entry] == 1:
                self._claim(entry, record)

    def _is_within(self, entry: Entry, record: Seen) -> bool:
        """Whether cells were filled or emptied, and none changed."""
        said, was = self.said[id(entry)].items(), record.sheet.items()
        return said <= was or was <= said

    def _may_be(self, entry: Entry, record: Seen) -> bool:
        """Whether nothing that tells entries apart speaks against it."""
        said, was, place = self.said[id(entry)], record.sheet, self.row_of.get(record.entry)
        for key in IDENTITY:
            name = self._key(key)
            if name in said and name in was and said[name] != was[name]:
                row = self.rows[place] if place is not None else {}
                if key != "person" or not overlap(entry.values[key], row.get(key)):
                    return False
        return True

    def _groups(self, entries: list[Entry], records: list[Seen]) -> list[tuple[list[Entry], list[Seen]]]:
        """Entries with the records that they may be: no entry of one group may be a record of another."""
        if len(entries) * len(records) > MAX_PAIRS:
            return [(entries, records)]
        groups: list[tuple[list[Entry], dict[str, Seen]]] = []
        for entry in entries:
            near = {s.entry: s for s in records if self._may_be(entry, s)}
            same = [g for g in groups if g[1].keys() & near.keys()]
            made = (
                [*(e for g in same for e in g[0]), entry],
                {k: v for g in (*same, ([], near)) for k, v in g[1].items()},
            )
            groups = [g for g in groups if g not in same] + [made]
        return [(some, list(others.values())) for some, others in groups]

    def _settle(self, entries: list[Entry], records: list[Seen]) -> None:
        """Pairs a group where there is one way to do so; else says that there are several."""
        if not records:
            return
        plain = self.table == "event" or self.table in TOLD_APART_BY
        if len(entries) == len(records) == 1 and plain:
            self._claim(entries[0], records[0])
        elif pairs := self._in_order(entries, records):
            for entry, record in pairs:
                self._claim(entry, record)
        else:
            for entry in entries:
                self.out.unsure[id(entry)] = [x for s in sorted(records, key=self._order) if (x := self._id_of(s))]
            self.out.open |= {s.entry for s in records}

    def _in_order(self, entries: list[Entry], records: list[Seen]) -> list[tuple[Entry, Seen]]:
        """As many as before, of which only days changed, in the same order by place and by day; else nothing."""
        if len(entries) != len(records) or any(s.entry not in self.row_of for s in records):
            return []
        there = sorted(records, key=lambda s: self.row_of[s.entry])
        here = sorted(entries, key=lambda e: e.row)
        old = [self.rows[self.row_of[s.entry]].get("date") for s in there]
        new = [e.values.get("date") for e in here]
        if not have_one_order(old, new):
            return []
        for entry, record in zip(here, there, strict=True):
            said, was = self.said[id(entry)], record.sheet
            if {k for k in {*said, *was} if said.get(k) != was.get(k)} != {self._key("date")}:
                return []
        return list(zip(here, there, strict=True))

    def _lost(self) -> None:
        """Entries that the last import knew under an id that the file has no more: renamed there, or taken out."""
        lost = [e for e in self.entries if id(e) in self.out.records and id(e) not in self.out.places]
        for entry in lost:
            known = [n for n in sorted(self.free) if self.names[n] not in self.unclaimed]
            found = [n for n in known if self._contains(n, entry)]
            if self.table in TOLD_APART_BY and len(lost) == len(known) == 1:
                found = known
            if len(found) == 1:
                self._take(entry, found[0])
            else:
                self.out.removed.add(id(entry))

    # What a person typed before any import

    def _by_agreement(self) -> dict[Hashable, list[int]]:
        """What file and sheet say alike, whoever wrote it. The places that were free, by kind and day."""
        places: dict[Hashable, list[int]] = defaultdict(list)
        for n in sorted(self.free):
            places[self._day(self.rows[n])].append(n)
        for entry in sorted(self._left(), key=lambda e: -len(e.values)):
            found = [n for n in places.get(self._day(entry.values), []) if n in self.free and self._contains(n, entry)]
            if found and all(bare(self.rows[n]) == bare(self.rows[found[0]]) for n in found):
                self._take(entry, found[0])
        return places

    def _typed(self) -> None:
        places = self._by_agreement()
        if self.table == "person":
            self._by_name()
        if self.table == "event":
            self._same_day(places)
            self._alone()

    def _day(self, row: dict[str, Any]) -> Hashable:
        return (str(row.get("kind")), str(row.get("date"))) if self.table == "event" else None

    def _contains(self, n: int, entry: Entry) -> bool:
        table, row = self.table, self.rows[n]
        return all(canonical(table, k, value_in(row, k)) == canonical(table, k, v) for k, v in entry.values.items())

    def _by_name(self) -> None:
        for entry in self._left():
            found = [n for n in self.free if entry.derived and self.rows[n].get("name") == entry.values.get("name")]
            if len(found) == 1:
                self._take(entry, found[0])

    def _is_of_a_person(self, n: int) -> bool:
        """Whether no import of this map knows a row of the file."""
        return n in self.free and self.names[n] not in self.unclaimed

    def _may_be_row(self, entry: Entry, n: int) -> bool:
        row, values = self.rows[n], entry.values
        for key in IDENTITY:
            if key in values and key in row:
                one, other = (canonical(self.table, key, x) for x in (values[key], row[key]))
                if one != other and (key != "person" or not overlap(one, other)):
                    return False
        return True

    def _same_day(self, places: dict[Hashable, list[int]]) -> None:
        """Of one kind on one day: the same where there is one of each, else nobody knows."""
        waiting: dict[int, list[Entry]] = defaultdict(list)
        fitting: dict[int, list[int]] = {}
        for entry in self._left():
            if entry.id is None:
                near = [n for n in places.get(self._day(entry.values), []) if self._may_be_row(entry, n)]
                fitting[id(entry)] = [n for n in near if self._is_of_a_person(n)]
                for n in fitting[id(entry)]:
                    waiting[n].append(entry)
        for entry in self._left():
            found = fitting.get(id(entry), [])
            if len(found) == 1 and len(waiting[found[0]]) == 1:
                self._take(entry, found[0])
            elif found:
                self.out.unsure[id(entry)] = [self.ids[n] for n in found]

    def _alone(self) -> None:
        """Where the map names the kind, and file and sheet know one event of it, it is the same one."""
        waiting: dict[str, list[Entry]] = defaultdict(list)
        for entry in self._left():
            if entry.fixed and entry.id is None:
                waiting[str(entry.values["kind"])].append(entry)
        for kind, entries in waiting.items():
            places = [n for n in sorted(self.free) if self.rows[n].get("kind") == kind and self._is_of_a_person(n)]
            fitting = {id(e): [n for n in places if self._may_be_row(e, n)] for e in entries}
            for entry in entries:
                found = fitting[id(entry)]
                if len(found) == 1 and sum(found == f for f in fitting.values()) == 1:
                    self._take(entry, found[0])
                    continue
                vague = [n for n in found if fields.certain_day(self.rows[n]) is None]
                if vague:
                    self.out.unsure[id(entry)] = [self.ids[n] for n in vague]


def _counts(names: Any) -> dict[Any, int]:
    out: dict[Any, int] = defaultdict(int)
    for name in names:
        out[name] += 1
    return out
