"""The dates of a message as a calendar to be attached to a mail: the same entries, by the same names, as the export."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from datetime import date as Day

from remedy.remind.telling import Line
from remedy.store.zones import zone_named
from remedy.views import ics
from remedy.views.calendar_entries import Entry, Wanted, entries


def calendar(lines: Sequence[Line], lang: str, as_of: Day) -> bytes | None:
    """The dates told, as the recipient may see them; None where nothing that is told has a day."""
    found: dict[str, Entry] = {}
    for line in lines:
        if line.item is None or line.answer is None or line.whole is None:
            continue
        item, answer = line.whole
        shown = line.answer if line.answer is not answer else None
        made = entries(answer, [item], zone_named(line.zone), lang, Wanted(steps=True), shown=shown)
        found.update((entry.uid, entry) for entry in made.live)
    if not found:
        return None
    return ics.calendar(found.values(), stamp=datetime(as_of.year, as_of.month, as_of.day, tzinfo=UTC))
