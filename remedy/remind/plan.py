"""What is to be told to whom by which channel on this run: the notices of all cases, less what was told already.

Goes through the cases one by one and keeps only what is to be told. Pure: the ledger comes in as what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date as Day
from functools import cached_property, partial

import msgspec

from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.case.team import Team
from remedy.law.answer import Assessment, Item
from remedy.remind.ledger import Ledger, Seen
from remedy.remind.line import Behind, Gone, Line, slim
from remedy.remind.messages import Messages, Outgoing
from remedy.remind.notices import Notice, moved, repeated
from remedy.remind.settings import Recipient, Settings
from remedy.remind.watch import Watch
from remedy.remind.whom import Whom
from remedy.views import mask


class Plan(msgspec.Struct, kw_only=True):
    """All that one run sends, and what it has learned."""

    outgoing: list[Outgoing]
    seen: list[Seen]
    as_of: Day | None
    """The earliest day of all cases."""
    told: list[str]
    """The recipients of this run."""
    unheard: list[str]
    """Owners whom no recipient names: everybody is told of their lines."""
    moot: list[str]
    """Messages that may have arrived or not, and of which nothing is true any more."""


class Planner:
    """One run's plan in the making."""

    def __init__(
        self,
        settings: Settings,
        team: Team,
        ledger: Ledger,
        recipients: Sequence[Recipient],
        only: str | None = None,
    ) -> None:
        """`recipients` are all; `only` the one who is told now, if it is not all of them."""
        self.ledger, self.watch = ledger, Watch(ledger)
        self.whom = Whom(settings, team, ledger, recipients)
        self.recipients = [r for r in recipients if only in (None, r.id)]
        self._boxes = {
            (r.id, channel): Messages(r, channel, ledger, settings) for r in self.recipients for channel in r.channels
        }
        self._wanted: dict[tuple[str, str], dict[str, Line]] = {box: {} for box in self._boxes}
        self._files: dict[str, str] = {}
        self._as_of: Day | None = None

    def add(self, case: Case, answer: Assessment, behind: Behind) -> None:
        """Takes one case as of its day."""
        today = answer.as_of
        self._as_of = min(self._as_of or today, today)
        is_first = self._files.setdefault(case.id, answer.file) == answer.file
        secret = mask.has_secrets(case)
        for problem in answer.problems:
            if problem.level == "error":
                self.problem(problem, today, case)
        hidden = _Masked(answer, case)
        lines: list[Line] = []
        for n, item in enumerate(answer.items):
            if item.listed and _speaks(answer, item):
                # of two files with one id each has lines of its own
                id = item.id if is_first else f"{answer.file}:{item.id}"
                lines += self._line(case, answer, hidden, behind, n, id, secret=secret)
        _keep_little(lines)
        if is_first:
            self._missing(case, answer, behind, secret=secret)

    def _line(
        self, case: Case, answer: Assessment, hidden: _Masked, behind: Behind, n: int, id: str, *, secret: bool
    ) -> Iterator[Line]:
        """One line of a case to all who are to be told of it; gives what was put down."""
        item = answer.items[n]
        seen, change = self.watch.look(id, item, secret=secret)
        for recipient, deputy in self.whom.told(case, id, item):
            if recipient not in self.recipients:
                continue
            found = [moved(id, change)] if change is not None else []
            found += self.whom.notices(id, item, recipient, seen, deputy=deputy)
            for left, put in self._untold(recipient, id, found):
                shown = answer if recipient.confidential or not secret else hidden.made
                line = Line(
                    notices=left,
                    shown_id=shown.items[n].id,
                    item=shown.items[n],
                    answer=shown,
                    behind=behind,
                    id=item.id,
                    number=seen.number,
                    court=_court(case, item, hides=shown is not answer),
                    since=max(seen.on, self.ledger.told_since.get(recipient.id, item.as_of)),
                    deputy=deputy,
                    leads=self.whom.lead_times.settled(item, recipient),
                    hides=shown is not answer,
                    masked=shown is not answer and (case.confidential or item.confidential),
                )
                put(line)
                yield line

    def problem(self, problem: Problem, today: Day, case: Case | None = None) -> None:
        """Takes a problem that takes something away from the answers: everybody is told, each week."""
        self._as_of = self._as_of or today
        id = f"problem:{problem.file}:{problem.code}:{problem.key}"
        found = repeated(id, "problem", None, self.watch.first(id, today).on, today)
        hidden = problem
        if case is not None and mask.has_secrets(case):
            (hidden,) = mask.problems_of([problem], case)
            hidden = msgspec.structs.replace(hidden, file=mask.Names(case).text(hidden.file))
        for recipient in self.recipients:
            shown = problem if recipient.confidential else hidden
            for left, put in self._untold(recipient, id, [found]):
                put(Line(notices=left, shown_id=f"problem:{shown.file}:{shown.code}", problem=shown))

    def absent(self, here: Callable[[], set[str] | None], today: Day) -> None:
        """Takes the cases of which a date to come is known and whose file was not met: `here` gives the ids of all that
        are in the folder, closed ones too; None where not every file could be read."""
        lost = [c for c in self.watch.cases() if c not in self._files and self.watch.absent(c, set(), today)]
        ids = here() if lost else None
        for case in lost if ids is not None else ():
            for seen in self.watch.absent(case, set(), today) if case not in (ids or ()) else ():
                self._gone(seen, today, _all if seen.secret else str)

    def plan(self) -> Plan:
        """What is to be sent, in order of recipients and their channels."""
        outgoing = [o for box, made in self._boxes.items() for o in made.of(self._wanted[box].values())]
        mine, keys = {r.id for r in self.recipients}, {o.key for o in outgoing}
        moot = [b.message for b in self.ledger.open.values() if b.recipient in mine and b.message not in keys]
        return Plan(
            outgoing=outgoing,
            seen=self.watch.seen,
            as_of=self._as_of,
            told=sorted(mine),
            unheard=sorted(self.whom.unheard),
            moot=moot,
        )

    # What the case gives no more

    def _missing(self, case: Case, answer: Assessment, behind: Behind, *, secret: bool) -> None:
        gone = self.watch.absent(case.id, {i.id for i in answer.items}, answer.as_of)
        here = {i.id for i in behind.whole()[1].items} if gone else set()
        names = mask.Names(case) if gone else None
        for seen in (s for s in gone if s.id not in here):
            event = case.event(seen.id.partition("#hearing:")[2]) if "#hearing:" in seen.id else None
            if event is not None and event.state == "held":
                continue
            state = event.state if event is not None else ""

            def hide(text: str, names: mask.Names | None = names) -> str:
                case_id = text.partition("#")[0]
                return text if names is None else f"{names.text(case_id)}#{mask.WORD}"

            was_secret = secret or seen.secret  # with the entry its mark may have gone out of the file
            self._gone(seen, answer.as_of, hide if was_secret else str, state)

    def _gone(self, seen: Seen, today: Day, hide: Callable[[str], str], state: str = "") -> None:
        kept = self.watch.gone(seen, today)
        day = kept.was.date if kept.was is not None else None
        if day is None:
            return
        found = Notice(id=kept.id, kind="gone", lead=f"gone-{kept.number}", date=day, since=kept.on)
        for recipient in self.recipients:
            shown = kept.id if recipient.confidential else hide(kept.id)
            case, _mark, name = shown.partition("#")
            what = Gone(case=case, name=name or mask.WORD, day=day, state=state)
            for left, put in self._untold(recipient, f"gone:{kept.id}", [found]):
                put(Line(notices=left, shown_id=shown, gone=what))

    def _untold(
        self, recipient: Recipient, id: str, notices: list[Notice]
    ) -> Iterator[tuple[list[Notice], Callable[[Line], None]]]:
        """For each channel by which anything is still to be told: what, and where to put the line that tells it."""
        for channel in recipient.channels if notices else ():
            left = [x for x in notices if self._boxes[recipient.id, channel].untold(x)]
            if left:
                yield left, partial(self._wanted[recipient.id, channel].__setitem__, id)


def _speaks(answer: Assessment, item: Item) -> bool:
    """In a case where all has been quiet for a year: what lies ahead, what was missed, and the silence, which counts
    what else waits."""
    ahead = item.days_left is not None and item.days_left >= 0
    return answer.quiet is None or item.type == "review" or item.status == "missed" or ahead


def _all(_text: str) -> str:
    """Nothing of a name may be read."""
    return mask.WORD


class _Masked:
    """The case as one who may not see all of it sees it; made once, and only where somebody is told of it."""

    def __init__(self, answer: Assessment, case: Case) -> None:
        self._answer, self._case = answer, case

    @cached_property
    def made(self) -> Assessment:
        return mask.mask(self._answer, self._case)


def _keep_little(lines: list[Line]) -> None:
    """Lets the lines of one case go without what they say nothing of: thousands wait until all are told."""
    of_answer: dict[int, list[Line]] = {}
    for line in lines:
        of_answer.setdefault(id(line.answer), []).append(line)
    for alike in of_answer.values():
        answer = alike[0].answer
        assert answer is not None
        little = slim(answer, [line.item for line in alike if line.item is not None])
        for line in alike:
            line.answer = little


def _court(case: Case, item: Item, *, hides: bool) -> str:
    """Before whom a hearing is, if the file says so."""
    event = case.event(item.id.partition("#hearing:")[2]) if item.type == "hearing" else None
    if event is None:
        return ""
    bodies = [p.body for p in case.proceedings if p.id == event.proceeding]
    bodies = bodies or [p.body for p in case.proceedings if len(case.proceedings) == 1 and not event.proceeding]
    return "".join(mask.Names(case).text(b) if hides else b for b in bodies)
