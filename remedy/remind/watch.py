"""What changed since the last run: lines seen for the first time, dates that moved, dates that are gone.

Pure: reads what the ledger knows, and leaves in `seen` what is to be kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day

from remedy.law.answer import Item
from remedy.remind.ledger import Ledger, Seen
from remedy.remind.notices import Known, Moved, known

MOVES = frozenset({"deadline", "step", "hearing", "sanction"})
"""The lines whose date may move: that of a gap or of silence is another each time by its nature."""

FRESH = 14
"""Days for which a change is told: to whoever joins later it is no news."""


class Watch:
    """One run's look at all lines."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.seen: list[Seen] = []
        """What is to be kept."""
        self._of_case: dict[str, list[Seen]] | None = None

    def first(self, id: str, today: Day) -> Seen:
        """Since when something without a date has been known."""
        found = self.ledger.seen.get(id)
        return found if found is not None else self._keep(Seen(id=id, on=today, known=Known()))

    def look(self, id: str, item: Item, *, secret: bool) -> tuple[Seen, Moved | None]:
        """What is known of a line, and its change, if it is another than it was not long ago."""
        before, now = self.ledger.seen.get(id), known(item)
        if before is None:
            return self._keep(Seen(id=id, on=item.as_of, known=now, secret=secret)), None
        if (before.known.date, before.known.time) == (now.date, now.time) and not before.gone:
            seen = before
            if before.known != now or (secret and not before.secret):  # it may be gone tomorrow, with its mark
                seen = Seen(id=id, on=before.on, known=now, was=before.was, number=before.number, secret=secret)
                self._keep(seen)
            return seen, _change(seen, item.as_of)
        last = before.known if before.known.date is not None else before.was
        was = last if item.type in MOVES and last is not None and last.date is not None else None
        seen = Seen(id=id, on=item.as_of, known=now, was=was, number=before.number + 1, secret=secret)
        return self._keep(seen), _change(seen, item.as_of)

    def absent(self, case: str, here: set[str], today: Day) -> list[Seen]:
        """The dates to come of a case that are not among its lines, and those that were found gone not long ago."""
        return [s for s in self._by_case().get(case, ()) if s.id not in here and _may_be_gone(s, today)]

    def cases(self) -> Iterator[str]:
        """The cases of which something is known."""
        yield from self._by_case()

    def gone(self, seen: Seen, today: Day) -> Seen:
        """A date that nothing gives any more, kept as such."""
        if seen.gone:
            return seen
        return self._keep(
            Seen(
                id=seen.id,
                on=today,
                known=Known(),
                was=seen.known,
                number=seen.number + 1,
                secret=seen.secret,
                gone=True,
            )
        )

    def _by_case(self) -> dict[str, list[Seen]]:
        if self._of_case is None:
            self._of_case = {}
            for seen in self.ledger.seen.values():
                case, mark, _rest = seen.id.partition("#")
                if mark:
                    self._of_case.setdefault(case, []).append(seen)
        return self._of_case

    def _keep(self, seen: Seen) -> Seen:
        self.seen.append(seen)
        return seen


def _change(seen: Seen, today: Day) -> Moved | None:
    if seen.was is None or (today - seen.on).days > FRESH:
        return None
    return Moved(was=seen.was, now=seen.known, on=seen.on, number=seen.number)


def _may_be_gone(seen: Seen, today: Day) -> bool:
    rest = seen.id.partition("#")[2]
    if not ("@" in rest or rest.startswith(("deadline:", "step:", "hearing:"))) or rest.startswith("gap:"):
        return False
    if seen.gone:
        return (today - seen.on).days <= FRESH
    return seen.known.date is not None and seen.known.date >= today
