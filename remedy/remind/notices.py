"""What deserves to be told of one line of the agenda on a day, and since when: pure, no ledger, no person.

A notice is true from its day until another takes its place or the line is settled. Its key holds the line's id, its
date and the lead, so that a changed date is told anew and the same one never twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Day
from datetime import timedelta

import msgspec

from remedy.law.answer import Item

APART = 4
"""A weekly repetition comes on Mondays, at the earliest so many days after the first telling."""

MONTH = 28
"""Days after which silence, and what may be done on any day, is told again."""


class Known(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was known of a date when it was last looked at: enough to say what moved it."""

    date: Day | None = None
    event: str = ""
    """The event that it runs from."""
    day: Day | None = None
    """The day of that event."""
    version: str = ""
    period: str = ""
    convention: str = ""
    fixed: bool = False
    reading: str = ""
    """The reading that gives the date."""
    time: str = ""
    """The hour of a hearing."""


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A date that is another than it was, and what moved it."""

    was: Known
    now: Known
    on: Day
    """The day on which it was noticed."""
    number: int
    """Which of the line's changes it is."""

    @property
    def is_urgent(self) -> bool:
        """Whether a day of this week or an hour is another, or a day came nearer and lies within a week."""
        days = [d for d in (self.was.date, self.now.date) if d is not None]
        nearer = self.now.date is None or self.was.date is None or self.now.date <= self.was.date
        return nearer and min(days, default=Day.max) - self.on <= timedelta(days=7)


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to tell about one line."""

    id: str
    """The line's id, as `due` prints it."""
    kind: str
    """lead | deputy | missed | unclear | overdue | gap | step | chase | silence | sanction | hearing | moved | gone |
    opens | available | problem."""
    lead: str
    """Days before, or a word; a week such as 2026-W48 where it is repeated."""
    date: Day | None
    since: Day
    """The day on which it became true."""
    moved: Moved | None = None

    @property
    def key(self) -> str:
        """The same notice is told once to each recipient by each channel."""
        return f"{self.id}|{self.date or ''}|{self.lead}"

    @property
    def is_alone(self) -> bool:
        """Whether it is worth a message of its own beside the digest: the last day, what was missed, a day near by that
        moved."""
        if self.moved is not None:
            return self.moved.is_urgent
        return (self.kind, self.lead) in (("lead", "0"), ("missed", "missed"))

    @property
    def can_be_late(self) -> bool:
        """Whether it has a day on which it is to be told; what is repeated, or was just noticed, has none."""
        return self.kind in ("lead", "deputy", "hearing", "sanction", "opens", "overdue") or self.lead in (
            "0",
            "missed",
        )


def known(item: Item) -> Known:
    """What is known of a line's date today."""
    deciding = (r for r in item.readings if r.date == item.date)
    reading = next(deciding, item.readings[0] if item.readings else None)
    return Known(
        time=item.time if item.type == "hearing" else "",
        reading=reading.id if reading else "",
        date=item.date,
        event=item.trigger.event if item.trigger else "",
        day=item.trigger.date if item.trigger else None,
        version=reading.version if reading else "",
        period=reading.period if reading else "",
        convention=reading.convention if reading else "",
        fixed=item.fixed is not None,
    )


MOVES = frozenset({"deadline", "step", "hearing", "sanction"})
"""The lines whose date may move: that of a gap or of silence is another each time by its nature."""


def moved(id: str, change: Moved) -> Notice:
    """That a date moved: told at once."""
    return Notice(
        id=id, kind="moved", lead=f"moved-{change.number}", date=change.now.date, since=change.on, moved=change
    )


def notice(item: Item, leads: Sequence[int], first: Day) -> Notice | None:
    """What is to be told of a listed line today, whether or not it was told already; None where nothing is.

    `first`: the day on which the line was first looked at; what has no day of its own opened then.
    """
    make = _OF_TYPE.get(item.type)
    return make(item, leads, first) if make is not None and item.listed else None


def _before(item: Item, kind: str, leads: Sequence[int]) -> Notice | None:
    """The nearest lead that has come: the others are stale."""
    if item.date is None or item.days_left is None or item.days_left < 0:
        return None
    come = [n for n in leads if n >= item.days_left]
    if not come:
        return None
    lead = min(come)
    return Notice(id=item.id, kind=kind, lead=str(lead), date=item.date, since=item.date - timedelta(days=lead))


def repeated(id: str, kind: str, date: Day | None, opened: Day, today: Day) -> Notice:
    """At first when it opened, then each Monday."""
    monday = today - timedelta(days=today.weekday())
    if monday < opened + timedelta(days=APART):
        return Notice(id=id, kind=kind, lead=kind, date=date, since=min(opened, today))
    year, week, _day = monday.isocalendar()
    return Notice(id=id, kind=kind, lead=f"{kind}-{year}-W{week:02}", date=date, since=monday)


def _deadline(item: Item, leads: Sequence[int], first: Day) -> Notice | None:
    if item.duty == "party":
        return _own(item, leads, first)
    if item.duty == "authority" and item.status == "overdue" and item.latest is not None:
        day = item.latest + timedelta(days=1)
        return Notice(id=item.id, kind="overdue", lead="overdue", date=item.date, since=day)
    return None


def _own(item: Item, leads: Sequence[int], first: Day) -> Notice | None:
    """A term of the party: before its end by leads, after it each week; the first day of one that opens later."""
    if item.kind == "not-before":
        if item.date is None or (item.days_left or 0) > 0:
            return None
        return Notice(id=item.id, kind="opens", lead="opens", date=item.date, since=item.date)
    if item.status in ("open", "unclear") and item.days_left is not None and item.days_left >= 0:
        return _before(item, "lead", leads)
    if item.status == "missed":
        last = item.latest or item.date
        opened = last + timedelta(days=1) if last else first
        return repeated(item.id, "missed", item.date, opened, item.as_of)
    if item.kind == "unlimited" and item.status == "open":
        return _each_month(item, "available", first)
    if item.status == "unclear" and item.kind != "unlimited":
        opened = item.date + timedelta(days=1) if item.date else first
        return repeated(item.id, "unclear", item.date, opened, item.as_of)
    return None


def _gap(item: Item, _leads: Sequence[int], first: Day) -> Notice:
    return repeated(item.id, "gap", None, first, item.as_of)


def _step(item: Item, leads: Sequence[int], _first: Day) -> Notice | None:
    before = _before(item, "step", leads)
    if before is not None:
        return before
    if item.flag == "overdue" and item.date is not None:
        return repeated(item.id, "step", item.date, item.date + timedelta(days=1), item.as_of)
    if item.flag == "chase" and item.chase_on is not None:
        return repeated(item.id, "chase", item.since, item.chase_on, item.as_of)
    return None


def _hearing(item: Item, leads: Sequence[int], _first: Day) -> Notice | None:
    return _before(item, "hearing", leads)


def _sanction(item: Item, leads: Sequence[int], _first: Day) -> Notice | None:
    return _before(item, "sanction", leads)


def _review(item: Item, _leads: Sequence[int], first: Day) -> Notice | None:
    return _each_month(item, "silence", item.date or first)


def _each_month(item: Item, kind: str, first: Day) -> Notice | None:
    """From a day on, and each four weeks after it."""
    times = (item.as_of - first).days // MONTH
    if times < 0:
        return None
    day = first + timedelta(days=MONTH * times)
    return Notice(id=item.id, kind=kind, lead=f"{kind}-{times}", date=item.date, since=day)


_OF_TYPE = {
    "deadline": _deadline,
    "gap": _gap,
    "step": _step,
    "hearing": _hearing,
    "sanction": _sanction,
    "review": _review,
}
