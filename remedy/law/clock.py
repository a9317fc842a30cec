"""The day asked about, and until when its answers hold.

Every comparison of a day with `as_of` goes through one Clock, which notes the nearest later day on which any of
them would come out differently: `holds_until` is exact by construction, not by bookkeeping.
"""

from __future__ import annotations

from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
"""Days are the only unit of the engine."""


class Clock:
    """As of one day; `Clock(None)` stands at the end of time, where everything recorded has happened."""

    __slots__ = ("as_of", "holds_until")

    def __init__(self, as_of: date | None) -> None:
        self.as_of = as_of
        self.holds_until: date | None = None

    def has_come(self, day: date) -> bool:
        """Whether `day` is today or past."""
        if self.as_of is None or day <= self.as_of:
            return True
        if self.holds_until is None or day < self.holds_until:
            self.holds_until = day
        return False

    def is_past(self, day: date) -> bool:
        """Whether `day` lies before today."""
        return day < date.max and self.has_come(day + ONE_DAY)
