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

LEADS = (30, 14, 7, 3, 1, 0)
"""The days before a last day on which people are told, where no setting says otherwise."""

SANCTION_LEADS = (30, 7, 1)
"""The same before a punishment ends."""

APART = 4
"""A weekly repetition comes on Mondays, at the earliest so many days after the first telling."""

SILENCE = 28
"""Days after which silence is told again."""


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


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A date that is another than it was, and what moved it."""

    was: Known
    now: Known
    on: Day
    """The day on which it was noticed."""


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """One thing to tell about one line."""

    id: str
    """The line's id, as `due` prints it."""
    kind: str
    """lead | missed | unclear | overdue | gap | step | silence | sanction | hearing | moved | opens | problem."""
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


def known(item: Item) -> Known:
    """What is known of a line's date today."""
    reading = item.readings[0] if item.readings else None
    return Known(
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


def is_moved(item: Item, was: Known | None) -> bool:
    """Whether a line has another date than it had; one that had none before has begun, not moved."""
    return was is not None and item.type in MOVES and was.date is not None and was.date != item.date


def moved(item: Item, change: Moved) -> Notice:
    """That a date moved: told at once."""
    lead = f"moved-from-{change.was.date}-on-{change.on}"
    return Notice(id=item.id, kind="moved", lead=lead, date=item.date, since=change.on, moved=change)


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
    if item.status == "unclear" and item.kind != "unlimited":
        opened = item.date + timedelta(days=1) if item.date else first
        return repeated(item.id, "unclear", item.date, opened, item.as_of)
    return None


def _gap(item: Item, _leads: Sequence[int], first: Day) -> Notice:
    return repeated(item.id, "gap", None, first, item.as_of)


def _step(item: Item, _leads: Sequence[int], _first: Day) -> Notice | None:
    if item.flag == "due" and item.date is not None:
        return Notice(id=item.id, kind="step", lead="0", date=item.date, since=item.date)
    if item.flag == "overdue" and item.date is not None:
        return repeated(item.id, "step", item.date, item.date + timedelta(days=1), item.as_of)
    if item.flag == "chase" and item.chase_on is not None:
        return repeated(item.id, "chase", item.since, item.chase_on, item.as_of)
    return None


def _hearing(item: Item, _leads: Sequence[int], _first: Day) -> Notice | None:
    return _before(item, "hearing", (1,))


def _sanction(item: Item, _leads: Sequence[int], _first: Day) -> Notice | None:
    return _before(item, "sanction", SANCTION_LEADS)


def _review(item: Item, _leads: Sequence[int], _first: Day) -> Notice | None:
    if item.date is None or item.days_left is None or item.days_left > 0:
        return None
    times = -item.days_left // SILENCE
    day = item.date + timedelta(days=SILENCE * times)
    return Notice(id=item.id, kind="silence", lead=f"silence-{times}", date=item.date, since=day)


_OF_TYPE = {
    "deadline": _deadline,
    "gap": _gap,
    "step": _step,
    "hearing": _hearing,
    "sanction": _sanction,
    "review": _review,
}
