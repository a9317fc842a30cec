"""One line of the agenda as one recipient is told of it, and the case that stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date as Day
from functools import cached_property

import msgspec

from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.law.answer import Assessment, Item
from remedy.remind.notices import Notice
from remedy.views.mask import mask


class Behind:
    """The case behind a line, unmasked: for names that must stay what they are and for the calendar."""

    def __init__(self, case: Case, zone: str, assess: Callable[[], Assessment]) -> None:
        """`zone` is that of the times of its hearings; `assess` gives the case with all its lines and traces."""
        self.case, self.zone, self._assess = case, zone, assess
        self.hidden: Assessment | None = None
        """The masked copy, once it was needed."""

    @cached_property
    def whole(self) -> Assessment:
        """The case with all its lines; made when it is first needed."""
        return self._assess()

    @cached_property
    def whole_hidden(self) -> Assessment:
        """The same, masked."""
        return mask(self.whole, self.case)


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """A date that lay ahead and that the case gives no more."""

    case: str
    """As the recipient may see it; so `name`."""
    name: str
    day: Day
    state: str = ""
    """Of a hearing: cancelled or postponed, where the file says so."""


class Line(msgspec.Struct, kw_only=True):
    """All that is told of one line at one time."""

    notices: list[Notice]
    shown_id: str
    """The line's id as the recipient may see it: the only one that leaves."""
    item: Item | None = None
    answer: Assessment | None = None
    """Its item and case as the recipient may see them."""
    behind: Behind | None = None
    id: str = ""
    """Its id as it is."""
    number: int = 1
    """How often its date has changed, and one."""
    court: str = ""
    """Of a hearing: before whom."""
    since: Day | None = None
    """Since when the line and the recipient have been known: what was due before is not late."""
    deputy: bool = False
    """Whether it is told to the deputy, because nobody acknowledged it."""
    leads: tuple[int, ...] | None = None
    """The days before on which the recipient is told of it, where settings say: so rings the attached calendar."""
    masked: bool = False
    """Whether anything of it is hidden from the recipient: then its commands would find nothing."""
    gone: Gone | None = None
    problem: Problem | None = None
    """Of a file that cannot be used in full; then there is no item."""

    def late_since(self, today: Day) -> Day | None:
        """The day on which it was to be told, where that is past and nobody was told."""
        days = [n.since for n in self.notices if n.can_be_late and n.since < today]
        days = [d for d in days if self.since is not None and self.since <= d]
        return min(days, default=None)
