"""One line of the agenda as one recipient is told of it, and the case that stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date as Day
from functools import lru_cache

import msgspec

from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.law.answer import Assessment, Item
from remedy.remind.notices import Notice
from remedy.views.little import share_empty
from remedy.views.pressing import recent
from remedy.views.words import item_named, short_rule

KEPT = 1000
"""How many cases are held whole at one time: with more, a case is made again for the next recipient."""


class Behind:
    """The case behind a line, unmasked: for the calendar. Ten thousand of them wait at once, so none holds its case."""

    def __init__(self, case: Case, zone: str, again: Callable[[], tuple[Case, Assessment]]) -> None:
        """`zone` is that of the times of its hearings; `again` makes the case as it was when it was read, with all its
        lines and traces."""
        self.zone, self.again = zone, again
        self.calendar, self.packs = case.calendar, case.packs

    def whole(self) -> tuple[Case, Assessment]:
        """The case with all its lines; made when it is needed."""
        return _whole(self)


@lru_cache(maxsize=KEPT)
def _whole(behind: Behind) -> tuple[Case, Assessment]:
    return behind.again()


def slim(answer: Assessment, told: Sequence[Item]) -> Assessment:
    """A case without what no line told says anything of: the same words come of it, in a tenth of the room."""
    names = {name for item in told for name in item.blocks}
    found = [item_named(answer, name) for name in names]
    titles = [i for i in answer.items if not names.isdisjoint(i.block_titles)] if names else []
    keep = {id(i) for i in (*told, *titles, *found)}
    counts = answer.quiet is not None and any(i.type == "review" for i in told)  # it tells how much waits beside it
    items = [i for i in answer.items if id(i) in keep or (counts and i.listed)]
    for item in items:
        share_empty(item)
    wanted = {f"{i.rule.rpartition('.')[0]}.{i.remedy}" for i in told}
    ladder = [r for r in answer.ladder if r.remedy in wanted or not names.isdisjoint((r.remedy, short_rule(r.remedy)))]
    return msgspec.structs.replace(answer, items=items, ladder=ladder, events=recent(answer)[-1:], problems=[])


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
    hides: bool = False
    """Whether its case is shown to the recipient masked."""
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
