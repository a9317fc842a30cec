"""Small calendars of months, several beside one another, each day marked by characters.

Used by `explain`, `rules compute` and the app's month and strip of weeks. Which day is off or worked is told by the
caller.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from remedy.views.i18n import N_, NP_, _, pgettext
from remedy.views.reasons import holiday
from remedy.views.text import Paint, pad, wrap

Marks = Callable[[date], str | None]
"""`weekend`, `holiday: NAME`, `worked` or None for a day."""

MONTHS = (
    *(N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"), N_("August")),
    *(N_("September"), N_("October"), N_("November"), N_("December")),
)
"""In the language of the interface whatever the machine's locale."""

BEGUN = (
    *(NP_("of", "January"), NP_("of", "February"), NP_("of", "March"), NP_("of", "April"), NP_("of", "May")),
    *(NP_("of", "June"), NP_("of", "July"), NP_("of", "August"), NP_("of", "September"), NP_("of", "October")),
    *(NP_("of", "November"), NP_("of", "December")),
)
"""The same as they stand after a day's number."""

CELL = 4
MONTH_WIDTH = 7 * CELL
GAP = 3


def months_between(first: date, last: date, most: int = 3) -> list[tuple[int, int]]:
    """The months from one day to another; where they are more than `most`, only the two at the ends."""
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    if count > most:
        return [(first.year, first.month), (last.year, last.month)]
    ahead = [first.month - 1 + i for i in range(count)]
    return [(first.year + m // 12, m % 12 + 1) for m in ahead]


def shifted(day: date, months: int) -> date:
    """The same day of another month, its last day where there is none; the day itself where the calendar ends."""
    at = day.year * 12 + day.month - 1 + months
    year, number = at // 12, at % 12 + 1
    if not date.min.year <= year <= date.max.year:
        return day
    return date(year, number, min(day.day, calendar.monthrange(year, number)[1]))


def stepped(day: date, days: int) -> date:
    """The day so many days later; the same where the calendar ends."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def weeks_of(year: int, number: int) -> list[list[date | None]]:
    """A month as weeks from Monday to Sunday; None for days of the months beside it."""
    weeks = calendar.Calendar().monthdayscalendar(year, number)
    return [[date(year, number, d) if d else None for d in week] for week in weeks]


def mondays(as_of: date, count: int) -> list[date]:
    """The Mondays of so many weeks, from the week of a day on."""
    first = stepped(as_of, -as_of.weekday())
    return [stepped(first, 7 * n) for n in range(count)]


def load(as_of: date, days: Iterable[date], count: int) -> list[int]:
    """How many of the days lie in each of so many weeks, from a day on."""
    first, out = mondays(as_of, 1)[0], [0] * count
    for day in days:
        week = (day - first).days // 7
        if day >= as_of and week < count:
            out[week] += 1
    return out


def _cell(day: date, first: set[date], last: set[date], mark: str | None, paint: Paint) -> str:
    number = f"{day.day:2}"
    if day in last:
        return paint.green(f"[{number}]")
    if day in first:
        return paint.yellow(f"({number})")
    if mark is None:
        return f" {number} "
    if mark == "weekend":
        return paint.dim(f" {number}·")
    return paint.bold(f" {number}+") if mark == "worked" else paint.red(f" {number}*")


def month(year: int, number: int, first: set[date], last: set[date], mark: Marks, paint: Paint) -> list[str]:
    """One month as eight lines of 28 columns: its name, the weekdays, six weeks."""
    name = f"{_(MONTHS[number - 1])} {year}"
    lines = [paint.bold(pad(f" {name}", MONTH_WIDTH)), paint.dim(_(" Mo  Tu  We  Th  Fr  Sa  Su "))]
    weeks = weeks_of(year, number)
    blank: list[date | None] = [None] * 7
    for days in [*weeks, *([blank] * (6 - len(weeks)))]:
        lines.append("".join(_cell(d, first, last, mark(d), paint) if d else " " * CELL for d in days))
    return lines


def _special(months: Sequence[tuple[int, int]], mark: Marks) -> list[tuple[date, str]]:
    out = []
    for year, number in months:
        day = date(year, number, 1)
        while day.month == number:
            found = mark(day)
            if found and found != "weekend":
                out.append((day, found))
            day += timedelta(days=1)
    return out


def legend(months: Sequence[tuple[int, int]], mark: Marks, n: int, paint: Paint, end: str) -> list[str]:
    """What the marks mean, and the names of the days off in these months."""
    special = _special(months, mark)
    signs = [f"(1) {_('runs from')}", f"[1] {_(end)}", f"1· {_('weekend')}"]
    signs += [f"1* {_('day off')}"] if any(found != "worked" for _day, found in special) else []
    signs += [f"1+ {_('worked weekend')}"] if any(found == "worked" for _day, found in special) else []
    names = []
    for day, found in special:
        name = _("worked") if found == "worked" else holiday(found.partition(":")[2].strip()) or _("day off")
        begun = pgettext("of", BEGUN[day.month - 1])
        names.append(_("{day} {month}: {name}").format(day=day.day, month=begun, name=name))
    lines = ["   ".join(signs), *(wrap("; ".join(names), n) if names else [])]
    return [paint.dim(" " + line) for line in lines]


def calendars(
    months: Sequence[tuple[int, int]],
    first: set[date],
    last: set[date],
    mark: Marks,
    n: int,
    paint: Paint,
    end: str = "last day",
) -> list[str]:
    """The months beside one another as far as `n` columns reach, then the legend; `end` names the days `last`."""
    each = max(1, (n + GAP) // (MONTH_WIDTH + GAP))
    out: list[str] = []
    for at in range(0, len(months), each):
        drawn = [month(y, m, first, last, mark, paint) for y, m in months[at : at + each]]
        rows = [(" " * GAP).join(parts) for parts in zip(*drawn, strict=True)]
        out += [row.rstrip() for row in rows]
        while out and not out[-1].strip():
            out.pop()
    return [*out, *legend(months, mark, n - 1, paint, end)] if months else []
