"""Which days are worked: weekends, days off, worked days, for the years that a calendar covers.

Read from `packs/calendars/*.toml`; used by counting and by the drawn months. Outside its years it says that it
does not know.
"""

from __future__ import annotations

from datetime import date

import msgspec

from remedy.case.source import Source


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


def read(source: Source) -> Calendar:
    """The calendar of a file. Raises msgspec.ValidationError or KeyError where it is not one."""
    data = source.data
    years = {row["year"]: msgspec.convert(_known(row), Year) for row in data.get("year", [])}
    title = data.get("title", {})
    return Calendar(
        id=data["id"],
        title=title.get("en", "") if isinstance(title, dict) else str(title),
        weekend=frozenset(data.get("weekend", (6, 7))),
        years=years,
    )


def _known(row: dict[str, object]) -> dict[str, object]:
    return {k: v for k, v in row.items() if k in Year.__struct_fields__}
