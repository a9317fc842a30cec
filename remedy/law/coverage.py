"""Until which year calendars of days off reach, and which open dates of a case lie beyond: those are provisional."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from remedy.law.answer import Item
from remedy.law.calendar import Calendar

OPEN = frozenset({"open", "unclear", "not-started"})
"""The statuses of deadlines that may still be acted on."""


def covered_from(calendar: Calendar, year: int) -> int | None:
    """The last year of those that follow each other from a year on; None where that year itself is not covered."""
    if year not in calendar.years:
        return None
    while year + 1 in calendar.years:
        year += 1
    return year


def beyond(items: Iterable[Item], last: int | None, day: date) -> list[Item]:
    """The open deadlines that end after a last covered year; without one, all that end after a day."""
    limit = date(last, 12, 31) if last is not None else day
    found = [i for i in items if i.type == "deadline" and i.status in OPEN]
    return [i for i in found if any(d is not None and d > limit for d in (i.date, i.earliest, i.latest))]
