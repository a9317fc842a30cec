"""What is to be told to whom by which channel on this run: the notices of all cases, less what was told already.

Pure: the ledger comes in as what is known, and what was seen for the first time comes out as records to keep.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date as Day

import msgspec

from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.case.team import Team
from remedy.law.answer import Assessment, Item
from remedy.remind.ledger import Ledger, Seen
from remedy.remind.notices import LEADS, Known, Moved, Notice, is_moved, known, moved, notice, repeated
from remedy.remind.settings import Recipient, Settings
from remedy.remind.telling import Line
from remedy.views import mask

ALONE = "|alone"
"""What the key of a notice ends with in a message of its own, beside the digest."""

FRESH = 14
"""Days for which a move is told: to whoever joins later it is no news."""


class Outgoing(msgspec.Struct, kw_only=True):
    """One message to one recipient by one channel."""

    key: str
    """Made of what it tells, to whom and by what: the same when it is sent again."""
    recipient: Recipient
    channel: str
    keys: list[str]
    lines: list[Line]
    again: bool = False
    """Whether it may have arrived already."""


class Plan(msgspec.Struct, kw_only=True):
    """All that one run sends, and what it has learned."""

    outgoing: list[Outgoing]
    seen: list[Seen]
    as_of: Day | None
    """The earliest day of all cases."""
    unheard: list[str]
    """Owners whose lines no recipient takes."""
    moot: list[str] = []
    """Messages that may have arrived or not, and of which nothing is true any more."""


class Planner:
    """Goes through the cases one by one; holds only what is to be told."""

    def __init__(
        self,
        settings: Settings,
        team: Team,
        ledger: Ledger,
        recipients: Sequence[Recipient],
        whole: Callable[[Case], Assessment],
    ) -> None:
        """`whole` assesses a case with all its lines: asked only where one that was known is not there."""
        self.whole = whole
        self.settings, self.team, self.ledger, self.recipients = settings, team, ledger, recipients
        self.lead_times = {**team.lead_times, **settings.lead_times}
        self._wanted: dict[tuple[str, str], dict[str, Line]] = {}
        self._seen: list[Seen] = []
        self._unheard: set[str] = set()
        self._as_of: Day | None = None
        self._known: dict[str, list[Seen]] = {}
        for seen in ledger.seen.values():
            self._known.setdefault(seen.id.partition("#")[0], []).append(seen)

    def add(self, case: Case, answer: Assessment, zone: str = "UTC") -> None:
        """Takes one case as of its day; `zone` is that of the times of its hearings."""
        self._as_of = min(self._as_of or answer.as_of, answer.as_of)
        hidden = mask.mask(answer, case) if mask.has_secrets(case) else answer
        for problem in answer.problems:
            if problem.level == "error":
                self.problem(problem, answer.as_of, case)
        for n, item in enumerate(answer.items):
            if not item.listed or not self._speaks(answer, item):
                continue
            seen, change = self._look(item)
            told = False
            for recipient, deputy in self._who(case, item):
                told = True
                found = self._notices(item, recipient, seen, change, deputy)
                for channel in recipient.channels if found else ():
                    shown = answer if recipient.confidential else hidden
                    late = any(x.since < answer.as_of and seen.on <= x.since for x in found)
                    line = Line(
                        notices=found, late=late, deputy=deputy, item=shown.items[n], answer=shown,
                        whole=(item, answer), zone=zone,
                    )  # fmt: skip
                    self._want(recipient, channel, item.id, line)
            if not told:
                self._unheard.add(hidden.items[n].owner or "")

        self._missing(case, answer)

    def _missing(self, case: Case, answer: Assessment) -> None:
        """Dates that lay ahead and that nothing gives any more: an event may have been taken away by mistake."""
        here = {i.id for i in answer.items}
        gone = [s for s in self._known.get(case.id, ()) if s.id not in here and _may_be_gone(s, answer.as_of)]
        if not gone:
            return
        here = {i.id for i in self.whole(case).items}
        for seen in (s for s in gone if s.id not in here):
            if seen.known.date is not None:
                seen = Seen(id=seen.id, on=answer.as_of, known=Known(), was=seen.known)
                self._seen.append(seen)
            assert seen.was is not None and seen.was.date is not None
            found = Notice(id=seen.id, kind="gone", lead=f"gone-{seen.on}", date=seen.was.date, since=seen.on)
            hide = mask.Names(case).text if mask.has_secrets(case) else str
            for recipient in self.recipients:
                if recipient.owners and case.owner and case.owner not in recipient.owners:
                    continue
                shown = seen.id if recipient.confidential else hide(seen.id)
                line = Line(notices=[found], gone=(shown.partition("#")[0], shown, seen.was.date))
                for channel in recipient.channels:
                    self._want(recipient, channel, f"gone:{seen.id}", line)

    def problem(self, problem: Problem, today: Day, case: Case | None = None) -> None:
        """Takes a problem that takes something away from the answers: everybody is told, each week."""
        self._as_of = self._as_of or today
        id = f"problem:{problem.file}:{problem.code}"
        found = repeated(id, "problem", None, self._first(id, today).on, today)
        (hidden,) = mask.problems_of([problem], case) if case is not None else [problem]
        for recipient in self.recipients:
            line = Line(notices=[found], problem=problem if recipient.confidential else hidden)
            for channel in recipient.channels:
                self._want(recipient, channel, id, line)

    def plan(self) -> Plan:
        """What is to be sent, in order of recipients and their channels."""
        out: list[Outgoing] = []
        mine = {r.id for r in self.recipients}
        moot = [b.message for b in self.ledger.open.values() if b.recipient in mine]
        for recipient in self.recipients:
            for channel in recipient.channels:
                lines = self._wanted.get((recipient.id, channel), {})
                made = [*self._again(recipient, channel, lines), *self._new(recipient, channel, lines)]
                out += made
        moot = [m for m in moot if m not in {o.key for o in out}]
        return Plan(outgoing=out, seen=self._seen, as_of=self._as_of, unheard=sorted(self._unheard), moot=moot)

    # Whose, and when

    def _speaks(self, answer: Assessment, item: Item) -> bool:
        """In a case where all has been quiet for a year, only what lies ahead, and the silence itself."""
        return answer.quiet is None or item.type == "review" or (item.days_left is not None and item.days_left >= 0)

    def _who(self, case: Case, item: Item) -> Iterator[tuple[Recipient, bool]]:
        """Those who are told of a line; True for whoever hears of it as the deputy."""
        owner = item.owner or ""
        deputy = case.deputy or (self.team.owners[owner].deputy if owner in self.team.owners else "")
        hands_on = bool(deputy) and self._is_unacknowledged(item)
        for recipient in self.recipients:
            if not recipient.owners or not owner or owner in recipient.owners:
                yield recipient, False
            elif hands_on and deputy in recipient.owners:
                yield recipient, True

    def _is_unacknowledged(self, item: Item) -> bool:
        """Whether a term is about to end, or has, and nobody said that it is in hand."""
        if item.type != "deadline" or item.duty != "party" or item.days_left is None:
            return False
        return item.days_left <= self.settings.deputy_before and not self._is_acknowledged(item)

    def _is_acknowledged(self, item: Item) -> bool:
        return (item.id, item.date) in self.ledger.acknowledged

    def _leads(self, item: Item, recipient: Recipient) -> tuple[int, ...]:
        """The recipient's own, else those of the rule, the case, the owner, else the default."""
        if recipient.leads is not None:
            return recipient.leads
        for name in (item.rule, item.case, item.owner or "", "default"):
            if name in self.lead_times:
                return self.lead_times[name]
        return LEADS

    # What is known

    def _first(self, id: str, today: Day) -> Seen:
        seen = self.ledger.seen.get(id)
        if seen is None:
            seen = Seen(id=id, on=today, known=Known())
            self._seen.append(seen)
        return seen

    def _look(self, item: Item) -> tuple[Seen, Moved | None]:
        """What is known of a line, and whether its date is another than it was."""
        before = self.ledger.seen.get(item.id)
        now = known(item)
        if before is not None and before.known.date == now.date:
            change = None
            if before.was is not None and (item.as_of - before.on).days <= FRESH:
                change = Moved(was=before.was, now=before.known, on=before.on)
            return before, change
        was = before.known if before is not None and is_moved(item, before.known) else None
        seen = Seen(id=item.id, on=item.as_of, known=now, was=was)
        self._seen.append(seen)
        return seen, Moved(was=was, now=now, on=item.as_of) if was is not None else None

    def _notices(
        self, item: Item, recipient: Recipient, seen: Seen, change: Moved | None, deputy: bool
    ) -> list[Notice]:
        found = [moved(item, change)] if change is not None else []
        own = notice(item, self._leads(item, recipient), seen.on)
        quiet = own is not None and own.kind in ("missed", "unclear", "gap") and self._is_acknowledged(item)
        if own is not None and not quiet:
            found.append(msgspec.structs.replace(own, lead=f"deputy-{own.lead}") if deputy else own)
        return found

    # Messages

    def _want(self, recipient: Recipient, channel: str, id: str, line: Line) -> None:
        self._wanted.setdefault((recipient.id, channel), {})[id] = line

    def _is_sent(self, key: str, recipient: Recipient, channel: str) -> bool:
        return (key, recipient.id, channel) in self.ledger.sent

    def _again(self, recipient: Recipient, channel: str, lines: dict[str, Line]) -> Iterator[Outgoing]:
        """Messages that may have arrived: what of them is still true, under the same key."""
        for begun in self.ledger.open.values():
            if (begun.recipient, begun.channel) != (recipient.id, channel):
                continue
            keys = set(begun.keys)
            ending = ALONE if any(k.endswith(ALONE) for k in keys) else ""
            still = [part for line in lines.values() if (part := _part(line, keys, ending)) is not None]
            still = [p for p in still if not all(self._is_sent(n.key + ending, recipient, channel) for n in p.notices)]
            if still:
                told = [n.key + ending for p in still for n in p.notices]
                yield Outgoing(
                    key=begun.message, recipient=recipient, channel=channel, keys=told, lines=still, again=True
                )

    def _new(self, recipient: Recipient, channel: str, lines: dict[str, Line]) -> Iterator[Outgoing]:
        """What was not told yet: together, and the last day and what was missed also alone."""
        tried = {
            key
            for b in self.ledger.open.values()
            if (b.recipient, b.channel) == (recipient.id, channel)
            for key in b.keys
        }

        def left(ending: str) -> list[Line]:
            fresh = {
                n.key + ending
                for line in lines.values()
                for n in line.notices
                if n.key + ending not in tried and not self._is_sent(n.key + ending, recipient, channel)
            }
            return [part for line in lines.values() if (part := _part(line, fresh, ending)) is not None]

        together = left("")
        if self.settings.digest or self.settings.channel(channel).type == "print":
            if together:
                yield _outgoing(recipient, channel, together, "")
            if self.settings.channel(channel).type != "print":
                yield from (_outgoing(recipient, channel, [x], ALONE) for x in left(ALONE) if x.is_alone)
        else:
            yield from (_outgoing(recipient, channel, [x], "") for x in together)


def _may_be_gone(seen: Seen, today: Day) -> bool:
    """Whether a line that is not there was a deadline or a step of a day to come, or has been missing for long."""
    if not ("@" in seen.id or "#deadline:" in seen.id or "#step:" in seen.id) or "#gap:" in seen.id:
        return False
    if seen.known.date is not None:
        return seen.known.date >= today
    return seen.was is not None and seen.was.date is not None and (today - seen.on).days <= FRESH


def _part(line: Line, keys: set[str], ending: str) -> Line | None:
    """A line with those of its notices whose keys are among these; None without any."""
    found = [n for n in line.notices if n.key + ending in keys]
    return msgspec.structs.replace(line, notices=found) if found else None


def _outgoing(recipient: Recipient, channel: str, lines: list[Line], ending: str) -> Outgoing:
    keys = [n.key + ending for line in lines for n in line.notices]
    whole = "\n".join([recipient.id, channel, *sorted(keys)])
    key = hashlib.sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return Outgoing(key=key, recipient=recipient, channel=channel, keys=keys, lines=lines)
