"""How much of a punishment must have been served, or how long must have passed, and the day that follows.

Called by `shares.py` for each first day, and by `verify.py` for the worked examples of a pack.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import lru_cache
from math import ceil
from typing import Any

from remedy.case import fields
from remedy.case.period import Period
from remedy.law.answer import Move, authority
from remedy.law.clock import ONE_DAY
from remedy.law.counting import Convention, count, spoken, trace
from remedy.law.pack_clock import ClockTerm, SanctionClock


@lru_cache(maxsize=4096)
def _months(length: int, share: Fraction) -> Period | None:
    """A share of so many months, where it is whole months."""
    months = length * share
    return Period(int(months), 0, f"P{months}M") if months.denominator == 1 else None


def stage_of(term: ClockTerm, length: Period | None, day: date, convention: Convention) -> Period:
    """How long must be served or must pass from `day`: whole months as months, any other share in days, rounded up."""
    if term.period is not None:
        return term.period
    if term.share is None or length is None:
        raise ValueError(f"{term.id} has no share of this length")
    months = None if length.days else _months(length.months, term.share)
    if months is not None:
        return months
    whole = (count(day, (length,), convention, None).last_day - day).days
    days = ceil((whole + (convention.start == "include")) * term.share)
    return Period(0, days, f"P{days}D")


def first_day(
    clock: SanctionClock, term: ClockTerm, length: Period | None, day: date, convention: Convention, credit: int = 0
) -> date:
    """The first day on which it may be asked, for a first day and so many days of credit."""
    last = count(day, (stage_of(term, length, day, convention),), convention, None).last_day
    if clock.at_least is not None and not term.unlimited:
        last = max(last, count(day, (clock.at_least,), convention, None).last_day)
    return max(day, _credited(last, credit) + ONE_DAY)


def _credited(last: date, credit: int) -> date:
    """So many days of credit earlier."""
    return date.fromordinal(max(1, last.toordinal() - credit)) if credit else last


def way_to(
    clock: SanctionClock, term: ClockTerm, length: Period | None, day: date, convention: Convention, credit: int
) -> list[Move]:
    """The moves of `first_day`, one after another, each with its authority."""
    moves = trace(day, (stage_of(term, length, day, convention),), convention, None)
    if term.share is not None and length is not None:
        moves[-1].why = f"{term.share} of {spoken(length)}: {moves[-1].why}"
    moves[-1].cite = authority(term.cite) or moves[-1].cite

    def move(to: date, why: str, cite: str = "") -> None:
        moves.append(Move(start=moves[-1].to, to=to, why=why, cite=cite))

    if clock.at_least is not None and not term.unlimited:
        floor = count(day, (clock.at_least,), convention, None).last_day
        if floor > moves[-1].to:
            move(floor, f"at least {spoken(clock.at_least)}", authority(clock.cite))
    if credit:
        move(_credited(moves[-1].to, credit), f"{credit} days of credit for custody")
    move(moves[-1].to + ONE_DAY, "it may be asked from the day after")
    if moves[-1].to < day:
        move(day, "not before the punishment begins")
    return moves


def worked(clock: SanctionClock, convention: Convention, example: dict[str, Any]) -> set[date]:
    """The first days that follow from an example of the pack, every fact that it does not state left open."""
    start = fields.exact(example["on"])
    length = fields.length(example["length"]) if "length" in example else None
    stated: dict[str, Any] = example.get("facts", {})
    return {
        first_day(clock, term, length, start, convention)
        for term in clock.terms
        if term.has_day
        and (example.get("unlimited", "") == term.unlimited if term.unlimited else term.period or length)
        and all(stated.get(name, wanted[0]) in wanted for name, wanted in term.condition.items())
    }
