"""The dates of a message as a calendar to be attached to a mail: the same entries, by the same names, as the export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from datetime import date as Day

from remedy.remind.line import Behind, Line
from remedy.store.zones import zone_named
from remedy.views import ics, mask
from remedy.views.calendar_entries import Entry, Wanted, entries, where
from remedy.views.calendar_history import Version


def calendar(lines: Sequence[Line], lang: str, as_of: Day) -> bytes | None:
    """The dates told, as the recipient may see them; None where nothing that is told has a day.

    An entry's number grows with each change of its date.
    """
    stamp = datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC)
    found: dict[str, Version] = {}
    for line in lines:
        if line.item is None or line.behind is None:
            continue
        for entry in _entries(line, line.behind, lang):
            found[entry.uid] = Version(entry=entry, sequence=line.number - 1, modified=stamp)
    return ics.written(sorted(found.values(), key=lambda v: (v.entry.first or as_of, v.entry.uid))) if found else None


def _entries(line: Line, behind: Behind, lang: str) -> list[Entry]:
    """The entry of a line, out of the case with all its traces."""
    case, answer = behind.whole()
    items = [i for i in answer.items if i.id == line.id]
    shown = mask.mask(answer, case) if line.hides else None
    courts = where(answer.events, mask.mask_case(case) if line.hides else case)
    want = Wanted(steps=True, settled=lambda _item: line.leads)
    made = entries(answer, items, zone_named(behind.zone), lang, want, courts=courts, shown=shown)
    return made.live
