"""One case under one law as of one day: which events exist, what follows by law, which deadline is which.

The other modules of this package ask it; it keeps what was computed once. It decides no status itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property

from remedy.case.model import Case
from remedy.case.period import Period, shift_days, shift_months
from remedy.case.vocabulary import MAIN
from remedy.law import facts
from remedy.law.against import unknown_words
from remedy.law.answer import Item, Move
from remedy.law.calendar import Calendar
from remedy.law.clock import Clock
from remedy.law.counting import spoken
from remedy.law.in_time import InTime
from remedy.law.law import Law
from remedy.law.pack import Opening, Pack, Remedy, Rule, Start
from remedy.law.pack import Span as VersionSpan
from remedy.law.world import MAYBE, NO, YES, Happening, World, may_precede

DeadlineMaker = Callable[["Engine", Rule, Happening, str], Item]

UNUSED = frozenset({"returned", "inadmissible"})
"""Outcomes that do not show a filing to have been in time."""


def later(day: date | None, by: Period) -> date | None:
    """A day moved by a period; open stays open."""
    if day is None:
        return None
    return shift_days(shift_months(day, by.months) if by.months else day, by.days)


class Engine:
    """Answers about one case as of the clock's day."""

    def __init__(self, world: World, law: Law, clock: Clock, deadline: DeadlineMaker, *, detail: bool = True) -> None:
        self.detail = detail
        self.world, self.law, self.clock = world, law, clock
        self.case: Case = world.case
        self.packs: list[Pack] = [law.packs[p] for p in self.case.packs if p in law.packs]
        world.fact_values = {f.id: f.values for p in self.packs for f in p.facts.values()}
        world.valued.clear()
        world.facts_of = {f.id: f.of for p in self.packs for f in p.facts.values() if f.of}
        self.derived: list[Happening] = []
        self.taken = {h.id for h in world.happenings}
        self._make_deadline = deadline
        self._deadlines: dict[tuple[str, str, str], Item] = {}
        self._exists: dict[int, str] = {}
        self._of: dict[tuple[tuple[str, ...], str, str], list[Happening]] = {}
        self._present = set(world.by_kind)
        self._existing: dict[tuple[tuple[str, ...], str, str], InTime] = {}
        self._answering: dict[int, list[Happening]] | None = None
        self._rounds: dict[tuple[tuple[str, ...], int, str, str], list[Happening]] = {}
        self.lively: dict[str, list[tuple[Rule, Happening, list[str]]]] = {}
        """Each person's rules and anchors that are not certainly over, kept once `filings.live` has found them."""
        self._alive: dict[str, list[Remedy]] = {}
        self._uncertain: dict[str, Happening] | None = None
        self._running: set[tuple[str, str, str]] = set()

    @cached_property
    def lost_words(self) -> tuple[str, ...]:
        """What the file says of a deadline and nobody can place: that a table could not be read, or a name."""
        return (*self.case.lost_words, *(p.message for p in unknown_words(self.case, self.law)))

    # Events

    @property
    def uncertain(self) -> dict[str, Happening]:
        """The events that may or may not have happened, by id; kept until the engine forgets."""
        if self._uncertain is None:
            every = {h.id: h for h in (*self.world.happenings, *self.derived)}
            self._uncertain = {id: h for id, h in every.items() if self.exists(h) == MAYBE}
        return self._uncertain

    def alive(self, pack: Pack) -> list[Remedy]:
        """The remedies of a pack of which anything is recorded or derived, or that a missed term may open."""
        found = self._alive.get(pack.id)
        if found is None:
            found = [r for r in pack.remedies if r.after_missed or not self._present.isdisjoint(r.kinds)]
            self._alive[pack.id] = found
        return found

    def anchored(self, pack: Pack) -> list[Rule]:
        """The rules of a pack of whose anchors any is recorded or derived."""
        return pack.index.anchored(self._present)

    def knows(self, kinds: Iterable[str]) -> bool:
        """Whether any event of those kinds is recorded or derived at all."""
        return not self._present.isdisjoint(kinds)

    def exists(self, happening: Happening) -> str:
        """yes, maybe or no; what a later decision set aside does not exist from then on."""
        key = id(happening)
        found = self._exists.get(key)
        if found is None:
            undone = self.clock.as_of is not None and happening.is_undone(self.clock)
            found = NO if undone else happening.exists(self.clock)
            self._exists[key] = found
        return found

    def recorded(self, kinds: Iterable[str], pack: str, person: str) -> list[Happening]:
        """All events of those kinds, derived ones included, whether or not they exist yet."""
        key = (tuple(kinds), pack, person)
        found = self._of.get(key)
        if found is None:
            found = self.world.of(key[0], pack, person, self.derived)
            self._of[key] = found
        return found

    def existing(self, kinds: Iterable[str], pack: str, person: str) -> list[Happening]:
        """Those that have happened or may have."""
        kinds = tuple(kinds)
        found = self._existing.get((kinds, pack, person))
        if found is not None:
            return found.events
        return [] if self._present.isdisjoint(kinds) else self._in_time(kinds, pack, person).events

    def _in_time(self, kinds: tuple[str, ...], pack: str, person: str) -> InTime:
        key = (kinds, pack, person)
        found = self._existing.get(key)
        if found is None:
            found = InTime([h for h in self.recorded(kinds, pack, person) if self.exists(h) != NO])
            self._existing[key] = found
        return found

    def answering(self, happening: Happening) -> list[Happening]:
        """All events that answer another, recorded ones in the order of the file, then derived ones."""
        if self._answering is None:
            self._answering = {}
            for later in (*self.world.happenings, *self.derived):
                for answered in later.answers:
                    self._answering.setdefault(id(answered), []).append(later)
        return self._answering.get(id(happening), [])

    def named(self, name: str, person: str) -> Happening | None:
        """The event of that id that has certainly happened, else the newest of that kind."""
        called = (h for h in (*self.world.happenings, *self.derived) if name in (h.id, h.kind))
        known = [h for h in called if person in h.persons and self.exists(h) == YES]
        by_id = [h for h in known if h.id == name and (h.kind != name or not h.derived)]
        found = by_id[:1] or sorted((h for h in known if h.kind == name), key=Happening.sort_key)[-1:]
        return found[0] if found else None

    def next_of(self, anchor: Happening, person: str) -> Happening | None:
        """The next event of the same kind: where the anchor's round ends."""
        if anchor.kind not in self._present:
            return None
        return self._in_time((anchor.kind,), anchor.pack, person).after(anchor)

    def in_round(self, kinds: Iterable[str], anchor: Happening, person: str, pack: str = "") -> list[Happening]:
        """The existing events of those kinds from the anchor to the next of its kind."""
        kinds = tuple(kinds)
        if self._present.isdisjoint(kinds):
            return []
        key = (kinds, id(anchor), person, pack)
        known = self._rounds.get(key)
        if known is None:
            found = self._in_time(kinds, pack or anchor.pack, person)
            following = self.next_of(anchor, person) if found.events else None
            known = found.in_round(anchor, following, self.answering(anchor)) if found.events else []
            self._rounds[key] = known
        return known

    def role_of(self, happening: Happening) -> str:
        """opens | files | decides | serves | ends | none."""
        kind = self.world.vocabulary.kinds.get(happening.kind)
        return kind.role if kind is not None else "none"

    @cached_property
    def executing(self) -> list[Happening]:
        """What was recorded of the execution of judgments, in time."""
        found = [h for h in self.world.happenings if h.stage == "execution" and h.state == "held"]
        return sorted(found, key=Happening.sort_key)

    def settles_finality(self, rule: Rule) -> bool:
        """Whether something follows by law from the end of a rule's term, where nobody filed."""
        pack = self.law.packs.get(rule.pack)
        return pack is not None and any(rule.id in way.after_end_of for d in pack.derives for way in d.sources)

    def openings(self, remedy: Remedy, person: str) -> list[Happening]:
        """The events that have opened a remedy, or may have."""
        if self._present.isdisjoint(remedy.after):
            return []
        sure, unsure = [], []
        for happening in self.existing(remedy.after, self.forum(remedy), person):
            said = [self._opens(o, happening, person) for o in remedy.openings if o.event == happening.kind]
            if True in said:
                sure.append(happening)
            elif None in said:
                unsure.append(happening)
        return sure or unsure

    def _opens(self, opening: Opening, happening: Happening, person: str) -> bool | None:
        """Whether an event opens a remedy; None while that depends on a fact that nobody stated."""
        h = happening
        if not opening.opens(h.outcome, h.lo, h.hi, stage=h.stage, aim=h.aim):
            return False
        return facts.test(self.world, opening.condition, person, h)[0] if opening.condition else True

    def restorations(self, rule: Rule, anchor: Happening, person: str) -> list[Happening]:
        """The rulings that certainly restored a term of this side in the anchor's round."""
        if not rule.restorable:
            return []
        kinds = [k.id for k in self.world.vocabulary.kinds.values() if k.restores]
        out = []
        for ruling in self.in_round(kinds, anchor, person):
            asked = {h.side for h in ruling.answers} or {ruling.side}
            granted = self.exists(ruling) == YES and ruling.outcome in ("granted", "partly")
            if granted and rule.side in asked:
                out.append(ruling)
        return out

    def forum(self, of: Rule | Remedy) -> str:
        """The pack whose events a rule or remedy looks at for what came before it."""
        return self.world.home if of.domestic else of.pack

    # Versions by the day asked about

    def holds_now(self, span: VersionSpan) -> bool:
        """Whether a version may be in force on the day asked about."""
        first, last = span.candidates()
        if not self.clock.has_come(first):
            return False
        return last is None or not self.clock.is_past(last)

    def holds_on(self, span: VersionSpan, day: date | None) -> bool:
        """Whether a version may be in force on a day, today where the day is open."""
        return self.holds_now(span) if day is None else span.may_hold_on(day)

    # Deadlines

    def deadline(self, rule: Rule, anchor: Happening, person: str) -> Item | None:
        """The deadline of a rule at an anchor; None while it is being computed itself."""
        key = (rule.full, anchor.id, person)
        found = self._deadlines.get(key)
        if found is None:
            if key in self._running:
                return None
            self._running.add(key)
            found = self._make_deadline(self, rule, anchor, person)
            self._running.discard(key)
            self._deadlines[key] = found
        return found

    def anchors(self, rule: Rule, person: str) -> list[Happening]:
        """The events that a rule's deadlines are named after."""
        found = [
            h for h in self.existing(rule.anchors, self.forum(rule), person) if not rule.stage or h.stage == rule.stage
        ]
        if rule.duty != "party":
            found = [h for h in found if self.exists(h) == YES]
        return found

    def undone(self, person: str) -> Iterator[tuple[Rule, Happening, Happening]]:
        """Every rule with each recorded anchor that was set aside, and the decision that did it."""
        for pack in self.packs:
            for rule in pack.rules:
                for anchor in self.world.of(rule.anchors, self.forum(rule), person):
                    by = next((u for u in anchor.undone_by if u.exists(self.clock) == YES), None)
                    applies = by is not None and (not rule.stage or anchor.stage == rule.stage)
                    if (
                        by is not None
                        and applies
                        and facts.test(self.world, rule.condition, person, anchor)[0] is not False
                    ):
                        yield rule, anchor, by

    def fired(self, rule: Rule, anchor: Happening, person: str) -> Callable[[Start], list[Happening]]:
        """The events with which a start of the rule has begun for this anchor."""

        def of(start: Start) -> list[Happening]:
            found = begun(start)
            if start.on:
                found = [h for h in found if h.event is not None and getattr(h.event, start.on) is not None]
            return [self._so_long_after(h, start.after, person) for h in found] if start.after else found

        def begun(start: Start) -> list[Happening]:
            if start.kind in rule.anchors and not start.to and not start.before:
                return [anchor] if start.kind == anchor.kind else []
            if start.end_of or start.missed:
                return self._end_of(start, anchor, person, rule)
            if not start.kind:
                return []
            found = [] if start.before else self.in_round((start.kind,), anchor, person, self.forum(rule))
            if not found and (start.before or start.kind in self._openers(anchor)):
                found = self._preceding(start.kind, anchor, person, rule)
            if start.to == "convict":
                served = {person, ""} if person == "" else {person}
                found = [h for h in found if h.event is not None and h.event.to in served and h.event.to]
            if rule.duty != "party":
                found = [h for h in found if self.exists(h) == YES]
            return found

        return of

    def _preceding(self, kind: str, anchor: Happening, person: str, rule: Rule) -> list[Happening]:
        """What the anchor answers, else the last of a kind that may have come before it; else one that came after."""
        found = [h for h in self.existing((kind,), rule.pack, person) if may_precede(h, anchor)]
        answered = [h for h in found if h in anchor.answers]
        return (answered or found)[-1:] or self.in_round((kind,), anchor, person, rule.pack)

    def _so_long_after(self, happening: Happening, by: Period, person: str) -> Happening:
        """The day on which a time after an event has passed, as an event of its own."""
        bounds = (later(happening.lo, by), later(happening.hi, by))
        found = Happening(f"{spoken(by)} after {happening.id}", happening.kind, (bounds,), frozenset({person}), 0)
        found.derived, found.pack, found.disputed = True, happening.pack, happening.disputed
        found.provisional = happening.provisional or self.exists(happening) == MAYBE
        found.conditional = happening.conditional
        found.why = [f"counted from {happening.id}"]
        if happening.lo is not None and found.lo is not None:
            found.lead = (Move(start=happening.lo, to=found.lo, why=found.id),)
        return found

    def _openers(self, anchor: Happening) -> set[str]:
        """The kinds that opened the remedy which the anchor decides: they lie before it, in its own round."""
        return {k for p in self.packs for r in p.remedies if anchor.kind in r.decided for k in r.after}

    def rule_named(self, name: str, pack: str) -> Rule | None:
        """A rule of a pack of this case."""
        return next((p.index.by_id.get(name) for p in self.packs if p.id == pack), None)

    def _end_of(self, start: Start, anchor: Happening, person: str, rule: Rule) -> list[Happening]:
        """The last day of another rule at the same anchor, or at the one in whose round it lies, as an event; of a
        missed one only once it was missed."""
        name = start.end_of or start.missed
        other = self.rule_named(name, rule.pack)
        if other is not None and anchor.kind not in other.anchors:
            opened = [h for h in self.anchors(other, person) if may_precede(h, anchor)]
            anchor = opened[-1] if opened else anchor
        item = self.deadline(other, anchor, person) if other is not None else None
        if item is None or item.latest is None or (start.missed and item.status not in ("missed", "met-late")):
            return []
        found = Happening(f"end of {name}", name, ((item.earliest, item.latest),), frozenset({person}), 0)
        found.derived, found.pack = True, rule.pack
        return [found]

    def seen(self, happenings: list[Happening], stage: str = "") -> list[Happening]:
        """Those that a rule of a stage looks at: one recorded in a proceeding of another stage belongs there."""
        return [h for h in happenings if not h.displaced or h.stage == stage]

    def of_remedy(self, happenings: list[Happening], remedy: Remedy) -> list[Happening]:
        """Those that a remedy looks at: one that shares its kinds with the ladder from the judgment up (the appeal
        against a ruling on execution) only what was recorded at its own stage."""
        if not happenings:
            return []
        kinds = self.world.vocabulary.kinds
        shares = remedy.stage not in MAIN and any(k in kinds and kinds[k].stage in MAIN for k in remedy.filed)
        return [h for h in happenings if h.stage == remedy.stage] if shares else self.seen(happenings, remedy.stage)

    def note(self, derived: Happening) -> None:
        """Takes in an event that follows by law."""
        self.derived.append(derived)
        self.taken.add(derived.id)
        self._uncertain = self._answering = None
        self._alive.clear()
        self._present.add(derived.kind)

    def forget(self) -> None:
        """Forgets what was computed before the derived events were known."""
        self._of.clear()
        self._existing.clear()
        self._rounds.clear()
        self.lively.clear()
        self._uncertain = None
        self._deadlines.clear()

    def calendar_of(self, pack: Pack | None) -> Calendar | None:
        """The calendar of a case's own choice, else of the pack."""
        name = self.case.calendar or (pack.calendar if pack else "")
        return self.law.calendars.get(name)
