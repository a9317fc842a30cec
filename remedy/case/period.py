"""Lengths of time in calendar units: P15D, P2M, P1Y6M.

Owns their written form and the addition of months and years, clamped to the month's last day. Hours are refused:
a deadline is a day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

import msgspec

_FORM = re.compile(r"^P(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$", re.ASCII)


class BadPeriod(ValueError):
    """A text that is no length of time in days, weeks, months or years."""

    fix = "write P15D (days), P2W (weeks), P1M (months), P1Y (years) or a sum such as P1Y6M"


class Period(msgspec.Struct, frozen=True):
    """Months first, then days."""

    months: int
    days: int
    raw: str


def parse(text: object) -> Period:
    """An ISO 8601 duration of whole days. Raises BadPeriod."""
    if not isinstance(text, str):
        raise BadPeriod("this is no period in quotes")
    found = _FORM.match(text.strip())
    if not found or not any(found.groups()):
        hours = " has hours, and a deadline is a day" if "T" in text or text.strip().endswith("H") else " is no period"
        raise BadPeriod(f'"{text}"{hours}')
    years, months, weeks, days = (int(g or 0) for g in found.groups())
    return Period(years * 12 + months, weeks * 7 + days, text.strip())


def shift_months(start: date, months: int) -> date:
    """The corresponding day `months` later, or the month's last day if there is none. Raises OverflowError."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if not 1 <= year <= 9999:
        raise OverflowError("the day lies outside the calendar")
    last = 28 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)) if month == 1 else _LAST_DAYS[month]
    return date(year, month + 1, min(start.day, last))


_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
"""The last day of each month, of February in a common year."""


def shift_days(start: date, days: int) -> date:
    """`days` later. Raises OverflowError outside the calendar."""
    return start + timedelta(days=days)
