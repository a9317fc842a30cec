"""Who is told of a line, and when: owners, deputies, acknowledgements, lead times. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from remedy.case.model import Case
from remedy.case.team import Team
from remedy.law.answer import Item
from remedy.remind.lead_times import LeadTimes
from remedy.remind.ledger import Ledger, Seen
from remedy.remind.notices import Notice, notice
from remedy.remind.settings import Recipient, Settings

QUIETED = frozenset({"missed", "unclear", "gap", "step", "chase", "silence"})
"""What is not told again once somebody has it in hand. Days before an end, and moves, are told all the same."""


def can_be_acknowledged(item: Item) -> bool:
    """Whether it means anything to have a line in hand: others' terms, hearings and punishments go on without."""
    return item.type in ("gap", "step", "review") or (item.type == "deadline" and item.duty == "party")


def stage(item: Item) -> str:
    """Whether the day of a line is still to come: `before` or `after`."""
    is_before = item.type in ("deadline", "step") and item.days_left is not None and item.days_left >= 0
    return "before" if is_before and item.flag != "chase" else "after"


def is_heard(owner: str, recipients: Iterable[Recipient]) -> bool:
    """Whether anybody hears of an owner's lines; of those of one whom nobody hears everybody is told."""
    return any(r.hears(owner) for r in recipients)


def deputy_of(owner: str, case: Case, team: Team) -> str:
    """Who is told too, shortly before the end: the case's deputy, else the owner's own."""
    own = team.owners.get(owner)
    return case.deputy or (own.deputy if own is not None else "")


class Whom:
    """The recipients, and what the settings say of lines."""

    def __init__(self, settings: Settings, team: Team, ledger: Ledger, recipients: Sequence[Recipient]) -> None:
        """`recipients` are all of them: whether a line is heard does not depend on who is told today."""
        self.settings, self.team, self.ledger, self.recipients = settings, team, ledger, recipients
        self.lead_times = LeadTimes(settings, team)
        self.unheard: set[str] = set()
        """Owners whom no recipient names: everybody is told of their lines."""

    def told(self, case: Case, id: str, item: Item) -> Iterator[tuple[Recipient, bool]]:
        """Those who are told of a line; True for whoever hears of it as the deputy."""
        owner = item.owner or ""
        anybody = is_heard(owner, self.recipients)
        if not anybody:
            self.unheard.add(owner)
        deputy = deputy_of(owner, case, self.team)
        hands_on = bool(deputy) and self._is_left(id, item)
        for recipient in self.recipients:
            if recipient.hears(owner) or not anybody:
                yield recipient, False
            elif hands_on and deputy in recipient.owners:
                yield recipient, True

    def notices(self, id: str, item: Item, recipient: Recipient, seen: Seen, *, deputy: bool) -> list[Notice]:
        """What is true today for one of them; a deputy is told that the end is near, the last day, and the miss."""
        out = []
        if deputy and item.date is not None and item.days_left is not None and item.days_left >= 0:
            since = item.date - timedelta(days=self.settings.deputy_before)
            out.append(Notice(id=id, kind="deputy", lead="deputy", date=item.date, since=since))
        own = notice(item, self.lead_times.of(item, recipient), seen.on)
        if own is None or (own.kind in QUIETED and self._is_acknowledged(id, item, "after")):
            return out
        if not deputy or own.kind in ("missed", "unclear") or own.lead == "0":
            out.append(Notice(id=id, kind=own.kind, lead=own.lead, date=own.date, since=own.since))
        return out

    def _is_left(self, id: str, item: Item) -> bool:
        """Whether a term is about to end, or has ended, and nobody said that it is in hand."""
        if item.type != "deadline" or item.duty != "party" or item.days_left is None:
            return False
        if item.days_left > self.settings.deputy_before or self._is_acknowledged(id, item, "after"):
            return False
        return item.days_left < 0 or not self._is_acknowledged(id, item, "before")

    def _is_acknowledged(self, id: str, item: Item, stage: str) -> bool:
        return (id, item.date, stage) in self.ledger.acknowledged
