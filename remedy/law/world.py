"""The events of one case in the law's eyes: whose, before whom, when at the earliest and at the latest.

Links what answers what, narrows days by order, and says whether an event exists as of a day. Built once a case;
the engine asks it. Holds no rule of any country.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import accumulate, islice
from typing import Any

import msgspec

from remedy.case.dates import Span, clip
from remedy.case.model import Case, Event, Proceeding
from remedy.case.vocabulary import MAIN, PARTY_ROLES, SIDES, Vocabulary
from remedy.law.answer import Move
from remedy.law.clock import Clock
from remedy.law.contradictions import sent_late

ANY_SIDE = "?"
"""The side of a filing by somebody who is not named in the case."""

YES, MAYBE, NO = "yes", "maybe", "no"
"""Whether an event has happened as of a day."""


class Happening:
    """One event, recorded or derived, with written and narrowed bounds."""

    __slots__ = (
        "aim",
        "answers",
        "by_person",
        "cites",
        "conditional",
        "derived",
        "displaced",
        "disputed",
        "doubtful",
        "event",
        "hi",
        "id",
        "index",
        "kind",
        "known",
        "lead",
        "lo",
        "outcome",
        "pack",
        "persons",
        "provisional",
        "scheduled",
        "serves",
        "side",
        "spans",
        "stage",
        "state",
        "stated_side",
        "status",
        "undoes",
        "undone_by",
        "why",
    )

    def __init__(self, id: str, kind: str, spans: tuple[Span, ...], persons: frozenset[str], index: int) -> None:
        self.id, self.kind, self.spans, self.persons, self.index = id, kind, spans, persons, index
        self.lo, self.hi = spans[0][0], spans[-1][1]
        self.event: Event | None = None
        self.known: date | None = None
        self.provisional = self.disputed = self.derived = self.conditional = False
        self.stated_side = False
        self.displaced = False
        """Whether it stands in a proceeding of another stage than its kind's: an appeal against a ruling on parole."""
        self.doubtful: frozenset[str] = frozenset()
        """The parties whom it may or may not concern: a name in it leads nowhere."""
        self.state, self.side, self.by_person, self.aim = "held", "defence", "", ""
        self.pack = self.stage = self.outcome = ""
        self.status = "verified"
        self.why: list[str] = []
        self.undoes: tuple[str, ...] = ()
        self.lead: tuple[Move, ...] = ()
        """How the day itself was counted, where it is no event but so long after one."""
        self.serves: frozenset[str] = frozenset()
        """The kinds of which it may be the service: it serves one event only."""
        self.undone_by: list[Happening] = []
        self.answers: list[Happening] = []
        """What it answers: a decision its filings, a service what was served."""
        self.cites: tuple[dict[str, str], ...] = ()

    @property
    def name(self) -> str:
        """What it is called in words: its id; the kind of what nobody recorded, whose id is the program's own."""
        return self.kind if self.derived else self.id

    @property
    def exact(self) -> date | None:
        """The day where it is known."""
        return self.lo if self.lo is not None and self.lo == self.hi else None

    def bounded(self) -> tuple[Span, ...]:
        """The written spans cut to the narrowed bounds."""
        return clip(self.spans, self.lo, self.hi) or ((self.lo, self.hi),)

    def sort_key(self) -> tuple[date, date, bool, int]:
        """Order in time; within one day derived events follow, then the order of the file."""
        return (self.lo or self.hi or date.min, self.hi or date.max, self.derived, self.index)

    def exists(self, clock: Clock) -> str:
        """yes, maybe or no as of the clock's day."""
        if self.state != "held":
            return NO
        if not self.conditional:
            if self.hi is not None and clock.has_come(self.hi):
                return YES
            if self.known is not None and clock.has_come(self.known):
                return YES
            if self.hi is None and clock.as_of is None:
                return YES
        return MAYBE if self.lo is None or clock.has_come(self.lo) else NO

    def led(self, cite: str) -> list[Move]:
        """The moves that lead to the day, by an authority."""
        return [msgspec.structs.replace(m, cite=cite) for m in self.lead]

    def is_undone(self, clock: Clock) -> bool:
        """Whether a later decision has certainly set it aside."""
        return any(u.exists(clock) == YES for u in self.undone_by)


def may_precede(a: Happening, b: Happening) -> bool:
    """Whether `a` may have happened on or before the day of `b`."""
    return a.lo is None or b.hi is None or a.lo <= b.hi


class World:
    """All recorded events of a case, linked and narrowed."""

    def __init__(
        self, case: Case, vocabulary: Vocabulary, home: str | None = None, homes: dict[str, str] | None = None
    ) -> None:
        self.case = case
        self.homes = homes or {}
        """The packs of the stages that the domestic ladder does not know: a complaint to a constitutional court."""
        first = case.packs[0] if case.packs else ""
        self.home = first if home is None else home
        """The pack of the domestic ladder; empty where the case names none: its events belong to no pack."""
        self.vocabulary = vocabulary
        self.roles: dict[str, tuple[str, ...]] = {}
        for person in case.persons:  # two of one id are one: the file is to be corrected, and no line stands twice
            self.roles[person.id] = (*self.roles.get(person.id, ()), *person.roles)
        self.parties = tuple(id for id, roles in self.roles.items() if PARTY_ROLES & set(roles)) or ("",)
        self.happenings: list[Happening] = []
        self.by_kind: dict[str, list[Happening]] = {}
        self.by_id: dict[str, list[Happening]] = {}
        self.fact_values: dict[str, tuple[Any, ...]] = {}
        """The values that the packs at hand allow of each fact; another counts as unknown."""
        self.facts_of: dict[str, tuple[str, ...]] = {}
        """The facts that are about one event alone, with the kinds of which they are asked."""
        self.contradicted: dict[str, list[str]] = {}
        """Ids of events that contradict something, stand twice or have no plain answer: the code, words, the key."""
        self.said: dict[tuple[str, str], list[tuple[Happening, Any]]] = {}
        """What events say of each fact and person, in time; kept until days are narrowed."""
        self.valued: dict[tuple[str, str, Happening, date | None, date | None], frozenset[Any]] = {}
        """The values of each fact and person on the days of an event; kept as long."""
        self.constraints: list[tuple[Happening, Happening]] = []
        everyone = frozenset(self.parties)
        by_id = {p.id: p for p in case.proceedings}
        at_stage: dict[str, list[Proceeding]] = {}
        for proceeding in case.proceedings:
            at_stage.setdefault(proceeding.stage, []).append(proceeding)
        for index, event in enumerate(case.events):
            if event.kind in vocabulary.kinds:
                self._place(event, index, everyone, by_id, at_stage)
        for id, times in Counter(h.id for h in self.happenings).items():
            if times > 1:
                self.contradicted[id] = ["duplicate-id", "", ""]
        self._link()
        for undoing in (h for h in self.happenings if vocabulary.kinds[h.kind].decides):
            for other in self._named(undoing.undoes):
                if other is not undoing and not vocabulary.kinds[other.kind].is_no_decision:
                    other.undone_by.append(undoing)

    def _place(
        self,
        event: Event,
        index: int,
        everyone: frozenset[str],
        by_id: dict[str, Proceeding],
        at_stage: dict[str, list[Proceeding]],
    ) -> None:
        kind = self.vocabulary.kinds[event.kind]
        persons, doubtful = self._concerned(event, kind.role, everyone)
        found = Happening(event.id, event.kind, event.when.spans, persons, index)
        found.doubtful = doubtful
        found.event, found.known, found.state = event, event.known, event.state
        found.outcome, found.aim, found.undoes = event.outcome, event.aim, event.undoes
        found.provisional = event.when.provisional and not event.accounts
        found.disputed = bool(event.accounts) and not event.relied
        proceeding = by_id.get(event.proceeding)
        if proceeding is None and kind.stage and len(at_stage.get(kind.stage, ())) == 1:
            proceeding = at_stage[kind.stage][0]
        found.stage = proceeding.stage if proceeding else kind.stage or ""
        found.displaced = bool(kind.stage) and found.stage != kind.stage and not {found.stage, kind.stage} <= MAIN
        first = self.case.packs[0] if self.case.packs else ""
        here = first if kind.stage == "international" else self.homes.get(kind.stage or "", self.home)
        found.pack = (proceeding.pack if proceeding else "") or here
        domestic = proceeding is not None and bool(kind.stage) and kind.stage != "international"
        elsewhere = found.stage == "international" or found.pack not in {here, *self.case.packs}
        if domestic and elsewhere:
            found.pack, found.doubtful = here, everyone
        if event.by in SIDES:
            found.side, found.stated_side = event.by, True
        elif event.by in self.roles:
            found.by_person, found.stated_side = event.by, True
            found.side = "prosecution" if "prosecutor" in self.roles[event.by] else "defence"
        else:
            found.side = ANY_SIDE if event.by else kind.by or "defence"
        late = sent_late(event, kind.role)
        if late:
            self.contradicted[event.id] = ["order", late, "sent"]
        self.happenings.append(found)
        self.by_kind.setdefault(event.kind, []).append(found)
        self.by_id.setdefault(event.id, []).append(found)

    def _concerned(self, event: Event, role: str, everyone: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Whom an event concerns, and for whom that is in doubt: a wrong name never loses a filing or a decision."""
        named = frozenset(p for p in event.person if p in self.roles)
        if role == "none":
            return named or everyone, frozenset()
        by_one = event.by in everyone
        lost = len(named) < len(event.person) or bool(event.by and event.by not in SIDES and event.by not in self.roles)
        if not event.person and by_one:
            named = frozenset({event.by})
        if lost:
            return everyone, everyone - (named & everyone) if named & everyone else everyone
        return (named if named & everyone else everyone), frozenset()

    def of(self, kinds: Iterable[str], pack: str, person: str, extra: list[Happening] | None = None) -> list[Happening]:
        """The events of those kinds of one pack that concern one person, in time."""
        kinds = tuple(kinds)
        found = [h for k in kinds for h in self.by_kind.get(k, ()) if h.pack == pack and person in h.persons]
        if extra:
            found += [h for h in extra if h.kind in kinds and h.pack == pack and person in h.persons]
        if len(found) > 1:
            found.sort(key=Happening.sort_key)
        return found

    # What answers what

    def _link(self) -> None:
        for kind, answering in self.by_kind.items():
            entry = self.vocabulary.kinds[kind]
            held = sorted((h for h in answering if h.state == "held"), key=Happening.sort_key)
            targets = sorted((h for t in entry.answers for h in self.by_kind.get(t, ())), key=Happening.sort_key)
            if entry.role == "serves":
                for service in held:
                    service.serves = frozenset(entry.answers)
                    self._link_service(service, targets)
            else:
                named = {id for h in held for id in self.answers_of(h)}
                free = [h for h in held if not self.answers_of(h)]
                ends = list(accumulate((h.hi or date.max for h in free), max))
                for filing in targets:
                    if filing.id not in named:
                        self._link_filing(filing, free, ends)
        for happening in self.happenings:
            self._decide_for(happening)
        for happening in self.happenings:
            for other in self._named(self.answers_of(happening)):
                if other not in happening.answers and other is not happening:
                    self._join(other, happening)

    def _decide_for(self, decision: Happening) -> None:
        """A decision that names the filings which it answers, and no person, concerns those who filed."""
        if decision.event is None or decision.event.person or self.vocabulary.kinds[decision.kind].role != "decides":
            return
        filers = [h for h in self._named(self.answers_of(decision)) if self.vocabulary.kinds[h.kind].role == "files"]
        if filers:
            decision.persons = frozenset().union(*(h.persons for h in filers))

    def _named(self, ids: Iterable[str]) -> list[Happening]:
        """The events of those ids."""
        return [h for id in ids for h in self.by_id.get(id, ())]

    def answers_of(self, happening: Happening) -> list[str]:
        """The ids that an event says it answers; one that leads nowhere counts for nothing."""
        return [a for a in (happening.event.answers if happening.event else ()) if a in self.by_id]

    def _join(self, earlier: Happening, later: Happening) -> None:
        later.answers.append(earlier)
        self.order(earlier, later)

    def _related(self, a: Happening, b: Happening) -> bool:
        together = a.stage == b.stage if a.displaced or b.displaced else True
        return a.pack == b.pack and together and bool(a.persons & b.persons) and a.state == b.state == "held"

    def _link_service(self, service: Happening, targets: list[Happening]) -> None:
        """A service answers the last that may have come before it, of its own stage where there is one."""
        if self.answers_of(service):
            return
        last = None
        for target in reversed(targets):
            if may_precede(target, service) and self._related(target, service):
                last = last or target
                if target.stage == service.stage:
                    last = target
                    break
        if last is not None:
            self._join(last, service)
        elif targets and all(self._related(t, service) for t in targets):
            self._contradict(targets[0], service)

    def _link_filing(self, filing: Happening, free: list[Happening], ends: list[date]) -> None:
        """A filing is answered by the first that may have come after it; `answers` settles the rest. `free` are those
        that do not say what they answer, in time; `ends` up to each the last day of any."""
        first = bisect_left(ends, filing.lo) if filing.lo is not None else 0
        later = (a for a in islice(free, first, None) if may_precede(filing, a) and self._related(filing, a))
        fitting = list(islice(later, 2))
        if fitting:
            self._join(filing, fitting[0])
            answer = fitting[0]
            decides = self.vocabulary.kinds[answer.kind].role == "decides"
            if decides and len(fitting) > 1 and (filing.hi is None or answer.lo is None or filing.hi > answer.lo):
                self.contradicted[filing.id] = ["ambiguous-answer", "", ""]
        elif len(self.by_kind[filing.kind]) == 1:
            related = [a for a in free if self._related(filing, a)]
            if len(related) == 1:
                self._contradict(filing, related[0])

    # Order

    def _contradict(self, earlier: Happening, later: Happening) -> None:
        for happening, words in (
            (earlier, f"is after {later.id}, which cannot precede it"),
            (later, f"is before {earlier.id}, which it cannot precede"),
        ):
            self.contradicted.setdefault(happening.id, ["order", words, "date"])

    def order(self, earlier: Happening, later: Happening) -> None:
        """Notes that one is not after the other; a contradiction is kept as such and narrows nothing."""
        if not may_precede(earlier, later):
            self._contradict(earlier, later)
        elif earlier is not later:
            self.constraints.append((earlier, later))

    @property
    def is_exact(self) -> bool:
        """Whether the day of every event is known: then nothing is left to narrow."""
        return all(h.lo is not None and h.lo == h.hi for h in self.happenings)

    def narrow(self) -> None:
        """Moves open bounds inwards until every constraint holds."""
        self.said.clear()
        self.valued.clear()
        for _ in range(len(self.happenings) + 2):
            changed = False
            for a, b in self.constraints:
                if a.lo is not None and (b.lo is None or b.lo < a.lo) and (b.hi is None or a.lo <= b.hi):
                    b.lo, changed = a.lo, True
                    b.why.append(f"not before {a.id} ({a.lo.isoformat()})")
                if b.hi is not None and (a.hi is None or a.hi > b.hi) and (a.lo is None or a.lo <= b.hi):
                    a.hi, changed = b.hi, True
                    a.why.append(f"not after {b.id} ({b.hi.isoformat()})")
            if not changed:
                break
        for happening in self.happenings:
            if len(happening.spans) > 1:
                kept = happening.bounded()
                happening.lo, happening.hi = kept[0][0], kept[-1][1]
