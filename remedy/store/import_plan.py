"""What an import does to one file: new, extended, amended or nothing; never more than the sheet's own changes.

A value that a person typed is not overwritten: it is kept and said. Called by `cli/importing.py`, which writes.
"""

from __future__ import annotations

from typing import Any

from remedy.case.canonical import by_day
from remedy.case.import_wanted import Entry, WantedCase
from remedy.case.problems import NotMade
from remedy.case.source import MAX_BYTES
from remedy.store.case_text import text_of
from remedy.store.cases import CaseFile
from remedy.store.import_changes import Added, Kept, Plan
from remedy.store.import_merge import Merge, free_name, given, nested, row_of
from remedy.store.import_people import settle
from remedy.store.import_record import OtherMaps, Record


def plan(wanted: WantedCase, file: CaseFile | None, record: Record, others: OtherMaps, *, take: bool = False) -> Plan:
    """The plan of one case; `record` is what the last import by this map wrote; `take`: the sheet goes over what a
    person did since."""
    made = Plan(wanted=wanted, file=file)
    try:
        if file is not None:
            Merge(made, file, record, others, take=take).run()
        elif record.entry(wanted.id, "case", "") in record.lines and not take:
            made.state, made.seen = "differs", {s.entry: s for s in record.of_case(wanted.id)}
            made.kept = [Kept(table="case", id="", key="", file="", sheet="", why="removed", row=wanted.row)]
        else:
            _new(made, record)
        if len(made.text.encode("utf-8")) > MAX_BYTES:
            raise NotMade(
                f"its file would be larger than {MAX_BYTES // 1024 // 1024} MiB, and no command would read it: "
                "put long texts into files of their own, and name these in the sheet",
                "",
            )
    except NotMade as error:
        made.state, made.refused, made.lines = "untouched", str(error), error.lines
        made.text, made.added, made.amended = "", [], []
    return made


def _new(made: Plan, record: Record) -> None:
    wanted = made.wanted
    if "title" not in wanted.values:
        raise NotMade("the case has no title: fill its column", "")
    taken: set[str] = {e.id for e in wanted.entries if e.id is not None}
    tables: dict[str, list[dict[str, Any]]] = {}
    sources: dict[str, Any] = {}
    came: dict[str, list[Entry]] = {}
    seen = record.seen(wanted.id, "case", "", "", wanted.values)
    made.seen[seen.entry] = seen
    settle(wanted.entries, (), {})
    for entry in wanted.entries:
        id = given(entry, taken)
        if entry.table == "source":
            sources[id or ""] = nested(entry.values)
            made.entries["sources", id or ""] = entry
        else:
            tables.setdefault(entry.table, []).append(row_of(entry, id))
            came.setdefault(entry.table, []).append(entry)
        made.added.append(Added(table=entry.table, id=id or "", row=entry.row))
        name = id if id is not None else free_name(made, record, entry.table, entry.values)
        seen = record.seen(wanted.id, entry.table, name, entry.origin, entry.values)
        made.seen[seen.entry] = seen
    made.state = "new"
    for table, entries in came.items():
        places = by_day(tables[table]) if table == "event" else range(len(entries))
        made.entries |= {(table, at): entries[n] for at, n in enumerate(places)}
    made.text = text_of({"id": wanted.id, **nested(wanted.values)}, tables, sources)
