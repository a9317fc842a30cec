"""Which questions of the agenda come first: those on which a clock hangs that runs out soon, or a case that is alive.

Called by the agenda of the commands and by the app, so that both agree. Shows nothing and hides nothing.
"""

from __future__ import annotations

from datetime import date

from remedy.law.answer import Assessment, Item, Moment
from remedy.views.months import shifted

RANKS = ("first", "domestic", "international")
"""Gaps: those that block a party's clock or a step of the ladder, the rest of that ladder, other bodies."""

SOON = 31
"""Days within which a clock runs out soon: those of the agenda's month."""

Place = tuple[bool, int, date, str]
"""Whether a question can wait, its rank, since when it is open, its id."""


class Pressing:
    """What presses in one case."""

    def __init__(self, assessment: Assessment) -> None:
        self.is_alive = bool(recent(assessment))
        """Whether something happened in it within a year, or is to happen."""
        self._soon = {i.id for i in assessment.items if i.days_left is not None and 0 <= i.days_left <= SOON}

    def place(self, gap: Item) -> Place:
        """Where a question stands among the questions."""
        waits = not self.is_alive and not any(blocked in self._soon for blocked in gap.blocks)
        rank = RANKS.index(gap.flag) if gap.flag in RANKS else len(RANKS)
        return waits, rank, gap.since or date.max, gap.id


def recent(assessment: Assessment) -> list[Moment]:
    """What was recorded of the year before the day asked about, or is to come."""
    since = shifted(assessment.as_of, -12)
    recorded = (m for m in assessment.events if not m.derived and (m.exists != "no" or m.state == "scheduled"))
    return [m for m in recorded if m.latest is not None and m.latest >= since]
