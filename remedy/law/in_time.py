"""Events in order of time, asked what lies in a round without looking at every one: a case may hold thousands.

Kept by the engine for each set of kinds; decides nothing that `is_within` does not.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date
from functools import cached_property

from remedy.law.world import Happening


def is_within(happening: Happening, anchor: Happening, following: Happening | None) -> bool:
    """Whether an event may lie in the round from `anchor` to `following`."""
    if anchor.lo is not None and happening.hi is not None and happening.hi < anchor.lo:
        return False
    answered = {a.kind for a in happening.answers}
    if answered and anchor not in happening.answers and anchor.kind in answered | happening.serves:
        return False
    if following is None or following.lo is None or anchor in happening.answers:
        return True
    begins = happening.lo if happening.lo is not None else happening.hi
    return begins is None or begins < following.lo


class InTime:
    """Events, sorted by `Happening.sort_key`."""

    def __init__(self, events: list[Happening]) -> None:
        self.events = events

    @cached_property
    def _keys(self) -> list[tuple[date, date, bool, int]]:
        return [h.sort_key() for h in self.events]

    @cached_property
    def _ends(self) -> list[date]:
        """Up to each event, the last day on which it or one before it may have been."""
        out, last = [], date.min
        for happening in self.events:
            last = max(last, happening.hi or date.max)
            out.append(last)
        return out

    @cached_property
    def _places(self) -> dict[int, int]:
        return {id(h): n for n, h in enumerate(self.events)}

    def after(self, anchor: Happening) -> Happening | None:
        """The first event after another in time."""
        found = bisect_right(self._keys, anchor.sort_key())
        return self.events[found] if found < len(self.events) else None

    def in_round(
        self, anchor: Happening, following: Happening | None, answering: Iterable[Happening]
    ) -> list[Happening]:
        """The events that may lie in a round. `answering`: all that answer its anchor lie in it, however late."""
        first, last = 0, len(self.events)
        if last > 1 and anchor.lo is not None:
            first = bisect_left(self._ends, anchor.lo)
        later: list[int] = []
        if last > 1 and following is not None and following.lo is not None:
            last = bisect_left(self._keys, (following.lo,))
            later = sorted(n for h in answering if (n := self._places.get(id(h), -1)) >= max(first, last))
        near = [*self.events[first:last], *(self.events[n] for n in later)]
        return [h for h in near if h is not following and is_within(h, anchor, following)]
