"""From a trigger and a period to the last day, by a named convention, with a line for each move.

The rules of counting are data (`packs/counting.toml`); this module owns what their words mean. A roll happens
once, after the last stage, and never into a year that the calendar does not cover.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from remedy.case import period as periods
from remedy.case.period import Period
from remedy.case.problems import Problem
from remedy.case.source import Source
from remedy.law.answer import Cite, Move, authority
from remedy.law.calendar import WEEKENDS, Calendar
from remedy.law.clock import ONE_DAY
from remedy.law.pack_reader import Dropped, Reader


class Convention(msgspec.Struct, frozen=True, kw_only=True):
    """How a time limit is counted."""

    id: str
    title: dict[str, str] = {}
    start: str = "exclude"
    """exclude | include the trigger's day."""
    days: str = "calendar"
    """calendar | working."""
    roll: str = "forward"
    """forward | backward | none."""
    basis: str = "law"
    """law | case-law | default."""
    cite: tuple[Cite, ...] = ()
    status: str = "unverified"
    note: str = ""
    example: tuple[dict[str, Any], ...] = ()


class Count(msgspec.Struct, frozen=True):
    """A counted last day."""

    last_day: date
    nominal: date
    """Before it was moved to a working day."""
    provisional: str = ""
    """Why the date may still move; empty where it stands."""


def read(source: Source) -> tuple[dict[str, Convention], list[Problem]]:
    """All conventions of a file, and what is wrong with it: one that cannot be used is left out."""
    reader = Reader(source)
    out: dict[str, Convention] = {}
    if reader.is_newer():
        return out, reader.problems
    head = {key: source.data[key] for key in ("format", "note") if key in source.data}
    reader.take("counting", head, ())
    reader.take_sources(source.data.get("source", {}))
    for name, row in source.data.items():
        if name == "source" or name in head:
            continue
        try:
            got = reader.take("convention", row, (name,))
            for said in ("unit_end", "credit_ends"):  # this program knows one way, and the file says which
                got.pop(said, None)
            examples = got.pop("example", ())
            cite = reader.cites(got.pop("cite", ()), (name,))
        except Dropped:
            continue
        out[name] = Convention(id=name, cite=cite, example=tuple(examples), **got)
    return out, reader.problems


def _add(start: date, period: Period, convention: Convention, sign: int) -> date:
    """One stage, before any roll."""
    day = start
    if period.months:
        day = periods.shift_months(day, sign * period.months)
    if period.days:
        day = periods.shift_days(day, sign * period.days)
    if convention.start == "include":
        clamped = bool(period.months) and not period.days and day.day != start.day
        if not clamped:
            day = periods.shift_days(day, -sign)
    return day


def _working(start: date, period: Period, convention: Convention, calendar: Calendar, sign: int) -> tuple[date, str]:
    """A stage in working days: the last of `period.days` days that are worked."""
    day = start if convention.start == "exclude" else start - sign * ONE_DAY
    left, why = period.days, ""
    while left > 0:
        day += sign * ONE_DAY
        worked = calendar.is_working_day(day)
        if worked is None:
            why = f"{day.year} is not in the calendar {calendar.id}: only weekends are left out"
            worked = day.isoweekday() not in calendar.weekend
        left -= worked
    return day, why


def _fresh(
    trigger: date, stages: tuple[Period, ...], convention: Convention, calendar: Calendar, *, back: bool
) -> Count:
    day, why = trigger, ""
    sign = -1 if back else 1
    for stage in stages:
        if convention.days == "working" and not stage.months:
            day, why = _working(day, stage, convention, calendar, sign)
        else:
            day = _add(day, stage, convention, sign)
    if convention.roll == "none":
        return Count(day, day, why)
    return _rolled(day, -1 if back or convention.roll == "backward" else 1, calendar, why)


def _rolled(nominal: date, sign: int, calendar: Calendar, why: str) -> Count:
    """The nearest working day on that side; unmoved where the calendar does not know."""
    if calendar is WEEKENDS:
        day = nominal
        while day.isoweekday() in calendar.weekend:
            day += sign * ONE_DAY
        return Count(day, nominal, why or "there is no calendar of holidays: only weekends are left out")
    day = nominal
    while (worked := calendar.is_working_day(day)) is not True:
        if worked is None:
            return Count(
                nominal,
                nominal,
                f"{day.year} is not in the calendar {calendar.id}: the day was not moved; check holidays",
            )
        day += sign * ONE_DAY
    if day != nominal and calendar.is_estimated(min(day, nominal), max(day, nominal)):
        why = why or "a religious holiday on the way is an estimate until it is announced"
    return Count(day, nominal, why)


_cache: dict[tuple[object, ...], tuple[Count, object]] = {}
"""Counts by input: many cases ask for the same few days. The objects are kept so that an id stays theirs."""


def count(
    trigger: date,
    stages: tuple[Period, ...],
    convention: Convention,
    calendar: Calendar | None,
    *,
    back: bool = False,
) -> Count:
    """The last day of a term that runs from `trigger`. Raises OverflowError outside the calendar of years."""
    chosen = calendar or WEEKENDS
    key = (trigger, stages, id(convention), id(chosen), back)
    found = _cache.get(key)
    if found is None:
        if len(_cache) > 65536:
            _cache.clear()
        found = _fresh(trigger, stages, convention, chosen, back=back), (convention, chosen)
        _cache[key] = found
    return found[0]


@lru_cache(maxsize=4096)
def spoken(period: Period) -> str:
    """A period in English words: `15 days`, `1 year and 6 months`."""
    parts = []
    years, months = divmod(period.months, 12)
    for n, unit in ((years, "year"), (months, "month"), (period.days, "day")):
        if n:
            parts.append(f"{n} {unit}{'s' if n > 1 else ''}")
    return " and ".join(parts) or "no time"


def cites_for(convention: Convention, moves: set[str]) -> list[Cite]:
    """The citations of a convention that some moves rest on."""
    return [c for c in convention.cite if not c.get("for") or moves & set(c["for"].split())]


def _authority(convention: Convention, move: str) -> str:
    """Source and article of one move."""
    return authority(cites_for(convention, {move})) or f"convention {convention.id}, by default"


def moves_of(stages: tuple[Period, ...], done: Count) -> set[str]:
    """Which moves a count made."""
    made = {"start"} | {"months" if s.months else "days" for s in stages}
    return made | ({"roll"} if done.last_day != done.nominal else set())


def trace(
    trigger: date,
    stages: tuple[Period, ...],
    convention: Convention,
    calendar: Calendar | None,
    *,
    back: bool = False,
) -> list[Move]:
    """The way from the trigger to the last day, one line for each move, each with its authority."""
    chosen = calendar or WEEKENDS
    sign = -1 if back else 1
    first = "counts as the first day" if convention.start == "include" else "is not counted"
    why = f"the day of the event {first}"
    moves = [Move(start=trigger, to=trigger, why=why, cite=_authority(convention, "start"))]
    day = trigger
    for stage in stages:
        if convention.days == "working" and not stage.months:
            end, _ = _working(day, stage, convention, chosen, sign)
            unit = f"{stage.days} working days"
        else:
            end = _add(day, stage, convention, sign)
            unit = spoken(stage)
        if stage.months and end.day != day.day and convention.start == "exclude" and not stage.days:
            unit += ", and that month has no such day: its last day"
        cite = _authority(convention, "months" if stage.months else "days")
        moves.append(Move(start=day, to=end, why=f"{unit} {'back' if back else 'on'}", cite=cite))
        day = end
    done = count(trigger, stages, convention, calendar, back=back)
    step, rolled = done.nominal, _authority(convention, "roll")
    while step != done.last_day:
        after = step + (ONE_DAY if done.last_day > step else -ONE_DAY)
        name = (chosen.mark(step) or "day off").removeprefix("holiday: ")
        moves.append(Move(start=step, to=after, why=f"{step:%A} is not a working day ({name})", cite=rolled))
        step = after
    if done.provisional:
        moves.append(Move(start=step, to=step, why=f"provisional: {done.provisional}"))
    return moves
