"""Persons and proceedings before all else of a case: other entries name them by ids that a corrected spelling changes.

A person keeps the id that the file has; what only some parties' rows say is of these parties alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from remedy.case.import_wanted import Entry
from remedy.case.vocabulary import is_party
from remedy.store.import_match import Matches, match
from remedy.store.import_record import Record, Seen

NAMING = {"person": ("person", "by", "to"), "proceeding": ("proceeding",)}
"""The keys by which other tables name an entry of these."""


class Found(msgspec.Struct, kw_only=True):
    """All that file and record know of a sheet's entries."""

    matches: Matches
    out: dict[str, str] = {}
    """Persons and proceedings that do not come into the file, and why: nothing new may name them."""
    has_several: bool = False
    """Whether the sheet itself names several parties."""

    def values(self, entry: Entry, row: dict[str, Any], was: Seen | None) -> dict[str, Any]:
        """What an entry says of one that is there: whose it is only where the rows tell parties apart, and the file's
        entry is the import's own."""
        is_own = was is not None and not was.typed and self.has_several
        if entry.of is None or "person" in row or is_own:
            return entry.values
        return {k: v for k, v in entry.values.items() if k != "person"}

    def left_out(self, entry: Entry) -> str:
        """Why an entry cannot be added: whom it names is left out."""
        return next((self.out[n] for n in named_by(entry) if n in self.out), "")


def find(case: str, entries: list[Entry], data: dict[str, Any], record: Record) -> Found:
    """Matches the entries of a case; those that name a person are given the id that the person has."""
    first = [e for e in entries if e.table in NAMING]
    rest = [e for e in entries if e.table not in NAMING]
    found = Found(matches=match(case, first, data, record))
    ids: dict[tuple[str, str], str] = {}
    for entry in first:
        place = found.matches.places.get(id(entry))
        if entry.id is not None and place is not None:
            ids[entry.table, entry.id] = str(data[entry.table][place].get("id", entry.id))
        elif entry.id is not None and id(entry) in found.matches.removed:
            found.out[entry.id] = "removed"
        elif entry.id is not None and id(entry) in found.matches.unsure:
            found.out[entry.id] = "ambiguous"
    found.has_several = settle(entries, data.get("person", []), ids) > 1
    others = match(case, rest, data, record)
    mine = found.matches
    for name in ("places", "records", "removed", "unsure", "open"):
        setattr(mine, name, getattr(mine, name) | getattr(others, name))
    return found


def settle(entries: list[Entry], rows: Any, ids: dict[tuple[str, str], str]) -> int:
    """Gives entries the ids that the file has, and events the parties whose rows alone speak of them; how many parties
    the sheet names.
    """
    people = [e for e in entries if e.table == "person" and e.id is not None and is_party(e.values.get("role"))]
    stated = {ids.get(("person", str(e.id)), str(e.id)) for e in people}
    rows = rows if isinstance(rows, list) else []
    parties = stated | {str(r.get("id")) for r in rows if isinstance(r, dict) and is_party(r.get("role"))}
    for entry in entries:
        for table, keys in NAMING.items():
            for key in keys:
                if entry.table != table and key in entry.values:
                    entry.values[key] = _renamed(entry.values[key], table, ids)
        if entry.of is not None:
            named = [ids.get(("person", p), p) for p in entry.of]
            if len(parties) > 1 and set(named) != parties:
                entry.values["person"] = named
    return len(stated)


def named_by(entry: Entry) -> Iterable[str]:
    """The ids that an entry names."""
    for table, keys in NAMING.items():
        for key in keys if entry.table != table else ():
            value = entry.values.get(key, ())
            yield from [value] if isinstance(value, str) else value


def _renamed(value: Any, table: str, ids: dict[tuple[str, str], str]) -> Any:
    if isinstance(value, list):
        return [_renamed(v, table, ids) for v in value]
    return ids.get((table, value), value) if isinstance(value, str) else value
