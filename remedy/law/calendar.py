"""Which days are worked: weekends, days off, worked days, for the years that a calendar covers.

Read from `packs/calendars/*.toml`; used by counting and by the drawn months. Outside its years it says that it
does not know.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from remedy.case.problems import Problem
from remedy.case.source import Source
from remedy.law.pack_reader import Dropped, Reader


class Year(msgspec.Struct, frozen=True, kw_only=True):
    """One covered year."""

    year: int
    off: frozenset[date]
    worked: frozenset[date]
    estimated: frozenset[date] = frozenset()
    names: dict[str, str] = {}
    source: str = ""
    status: str = "unverified"
    note: str = ""


class Calendar(msgspec.Struct, frozen=True, kw_only=True):
    """The days of one country."""

    id: str
    title: str = ""
    weekend: frozenset[int] = frozenset({6, 7})
    """ISO weekdays that are not worked."""
    years: dict[int, Year] = {}

    def is_working_day(self, day: date) -> bool | None:
        """Whether `day` is worked; None outside the years that are covered."""
        year = self.years.get(day.year)
        if year is None:
            return None
        if day in year.worked:
            return True
        return day.isoweekday() not in self.weekend and day not in year.off

    def working_day_before(self, day: date) -> date | None:
        """The last day before `day` that is worked; None where the calendar does not say."""
        for back in range(1, 31):
            found = day - timedelta(days=back)
            worked = self.is_working_day(found)
            if worked is not False:
                return found if worked else None
        return None

    def mark(self, day: date) -> str | None:
        """`worked`, `holiday: NAME`, `weekend`, or None for an ordinary working day."""
        year = self.years.get(day.year)
        if year is not None and day in year.worked:
            return "worked"
        if year is not None and day in year.off:
            return f"holiday: {year.names.get(day.isoformat(), 'day off')}"
        return "weekend" if day.isoweekday() in self.weekend else None

    def status(self, first: date, last: date) -> str | None:
        """The weakest standing of the years from `first` to `last`; None where one is not covered."""
        found = [self.years.get(y) for y in range(first.year, last.year + 1)]
        if any(y is None for y in found):
            return None
        return weakest(*(y.status for y in found if y is not None))

    def is_estimated(self, first: date, last: date) -> bool:
        """Whether a day between the two, both included, is off by an estimate only."""
        return any(
            first <= d <= last
            for y in range(first.year, last.year + 1)
            if y in self.years
            for d in self.years[y].estimated
        )


WEEKENDS = Calendar(id="", title="weekends only; no calendar of holidays")
"""What is used where a case has no calendar: every date that it moves is provisional."""

ORDER = ("verified", "reported", "unverified")
"""Standings from strong to weak."""


_RANK = {standing: rank for rank, standing in enumerate(ORDER)}


def weakest(*standings: str) -> str:
    """The weakest of the standings; `verified` of none."""
    rank = 0
    for standing in standings:
        if standing != ORDER[0]:
            rank = max(rank, _RANK.get(standing, 2))
    return ORDER[rank]


def read(source: Source) -> tuple[Calendar | None, list[Problem]]:
    """The calendar of a file and what is wrong with it; a year that cannot be used is not covered."""
    reader = Reader(source)
    if reader.is_newer():
        return None, reader.problems
    try:
        head = reader.take("calendar", source.data, ())
    except Dropped:
        return None, reader.problems
    years: dict[int, Year] = {}
    for i, row in enumerate(head["year"]):
        try:
            got = reader.take("calendar.year", row, ("year", i))
            got.pop("transfers", None)  # where a day off came from: for the reader of the file
            found = Year(**{"worked": frozenset(), **got})
        except Dropped:
            continue
        if found.year in years:
            reader.say(("year", i), "duplicate-id", f"the year {found.year} stands twice", "keep one of them")
            continue
        years[found.year] = found
    title = head.get("title", {}).get("en", "")
    weekend = head.get("weekend", frozenset({6, 7}))
    return Calendar(id=head["id"], title=title, weekend=weekend, years=years), reader.problems
