"""Events that follow by law and that nobody recorded, such as a judgment's entry into force: marked derived.

Run by `assess.py` before anything is asked of the engine. What a pack says under `[[derive]]` is all that it knows.
"""

from __future__ import annotations

from datetime import date

from remedy.case.dates import Span
from remedy.law import facts, filings, overtaking
from remedy.law.answer import Item
from remedy.law.calendar import weakest
from remedy.law.clock import Clock
from remedy.law.engine import UNUSED, Engine, later
from remedy.law.pack import Derive, DeriveFrom, Pack, Rule
from remedy.law.world import MAYBE, YES, Happening


def derive(engine: Engine) -> None:
    """Adds the events that follow by law and that nobody recorded."""
    for pack in engine.packs:
        for derive in pack.derives:
            for person in engine.world.parties:
                _derive(engine, pack, derive, person)
    engine.forget()


def _derive(engine: Engine, pack: Pack, derive: Derive, person: str) -> None:
    if engine.world.of((derive.event,), pack.id, person):
        return
    covered: list[Happening] = []
    shared = [r for w in derive.sources for r in pack.rules if r.id in w.after_end_of]
    for way in derive.sources:
        if way.event:
            for event in _deciding(engine, way.event, pack, person, shared):
                if event.outcome in UNUSED:
                    continue
                if person not in event.persons or event.outcome not in way.unless_outcome:
                    _add(engine, derive, way, [(event.lo, event.hi)], person, event, pack)
                covered.append(event)
        elif way.after_end_of:
            _derive_at_end(engine, pack, derive, way, person, covered)


def _deciding(engine: Engine, kind: str, pack: Pack, person: str, rules: list[Rule]) -> list[Happening]:
    """The decisions of a kind about a person; in a round without one, those about others of the same judgment."""
    found = engine.seen(engine.existing((kind,), pack.id, person))
    for anchor in {a.id: a for r in rules for a in engine.anchors(r, person)}.values():
        own = {k for r in rules if anchor.kind in r.anchors for k in r.done}
        pending = [h for h in engine.seen(engine.in_round(own, anchor, person)) if not _is_returned(engine, h)]
        if pending or engine.seen(engine.in_round((kind,), anchor, person)):
            continue
        for other in _fellows(engine, anchor, person):
            found += [h for h in engine.seen(engine.in_round((kind,), anchor, other)) if h not in found]
    return found


def _fellows(engine: Engine, anchor: Happening, person: str) -> list[str]:
    """The other parties whom the anchor concerns too."""
    return [p for p in engine.world.parties if p != person and p in anchor.persons]


def _add(
    engine: Engine, derive: Derive, way: DeriveFrom, spans: list[Span], person: str, source: Happening, pack: Pack
) -> Happening:
    twin = next(
        (d for d in engine.derived if d.kind == derive.event and d.spans == tuple(spans) and source in d.answers),
        None,
    )
    if twin is not None:
        twin.persons = twin.persons | {person}
        return twin
    name = derive.event
    if name in engine.taken:
        name = f"{derive.event}-{(spans[0][0] or spans[-1][1] or date.min).isoformat()}"
    while name in engine.taken:
        name += "-b"
    found = Happening(name, derive.event, tuple(spans), frozenset({person}), len(engine.world.happenings))
    kind = engine.world.vocabulary.kinds.get(derive.event)
    found.derived, found.pack, found.status = True, pack.id, way.status
    if pack.begins is not None and source.hi is not None and source.hi < pack.begins:
        found.status = "unverified"
    found.stage = kind.stage or "" if kind else ""
    found.provisional, found.cites = source.provisional, way.cite
    found.answers = [source]
    found.conditional = engine.exists(source) == MAYBE and source.exists(Clock(None)) != YES
    found.known = source.known
    found.why = [f"follows by law from {source.id}"]
    if found.status == "unverified" and way.status != "unverified":
        found.why.append(f"{source.id} is older than any version of {pack.id}: by the law of later years")
    engine.note(found)
    return found


def _derive_at_end(
    engine: Engine, pack: Pack, derive: Derive, way: DeriveFrom, person: str, covered: list[Happening]
) -> None:
    """Where nobody appealed: after the last of the terms of every side and of every person of the anchor."""
    rules = [r for r in pack.rules if r.id in way.after_end_of]
    anchors = {a.id: a for r in rules for a in engine.anchors(r, person) if engine.exists(a) == YES}
    for anchor in anchors.values():
        if any(anchor.lo is None or c.lo is None or c.lo >= anchor.lo for c in covered):
            continue
        everybody = [person, *_fellows(engine, anchor, person)]
        filed = {h.id: h for p in everybody for h in engine.seen(engine.in_round(way.if_none, anchor, p))}
        blocking = [h for h in filed.values() if not _is_returned(engine, h)]
        if any(engine.exists(h) == YES for h in blocking):
            continue
        ends = [_ends(engine, rules, anchor, p, way.take) for p in everybody]
        if any(e is None for e in ends):
            continue
        chosen = min if way.take == "earliest" else max
        lo = chosen(e[0] for e in ends if e is not None)
        highs = [e[1] for e in ends if e is not None]
        hi = None if None in highs else chosen(h for h in highs if h is not None)
        to_complete = [h for h in filed.values() if _is_to_complete(engine, h) and not filings.is_late(h, hi)]
        plus = [way.plus, *(r.plus for r in way.readings)]
        spans = sorted({(later(lo, by), later(hi, by)) for by in plus}, key=lambda s: s[0] or date.min)
        found = _add(engine, derive, way, spans, person, anchor, pack)
        found.conditional = bool(blocking or to_complete)
        found.disputed = len(spans) > 1
        found.why = [f"the terms of {' and '.join(way.after_end_of)} ended and no appeal is known"]
        _cap_by_execution(engine, found, anchor, person)
        found.status = weakest(way.status, *(_standing(engine, r, anchor, person) for r in rules))


def _cap_by_execution(engine: Engine, found: Happening, anchor: Happening, person: str) -> None:
    """What is executed is in force: not later than that, whether anybody appealed or not."""
    act = overtaking.executed(engine, anchor, person)
    if act is None or act.hi is None or (found.lo is not None and act.hi < found.lo):
        return
    found.conditional = False
    if found.hi is None or found.hi > act.hi:
        found.hi = act.hi
        found.why.append(f"not after {act.id} ({act.hi.isoformat()}): a judgment that is executed is in force")


def _is_to_complete(engine: Engine, filing: Happening) -> bool:
    """Whether a filing was sent back to be completed: it counts as filed until the term for that has passed."""
    by = filings.sent_back(engine, filing)
    return by is not None and by.outcome == filings.RETURNED


def _is_returned(engine: Engine, filing: Happening) -> bool:
    """Whether a decision left the filing without consideration."""
    answers = (h for h in engine.answering(filing) if not h.derived)
    return any(h.outcome in UNUSED and engine.exists(h) == YES for h in answers)


def _standing(engine: Engine, rule: Rule, anchor: Happening, person: str) -> str:
    item = engine.deadline(rule, anchor, person)
    return item.law_status if item is not None else "unverified"


def _ends(
    engine: Engine, rules: list[Rule], anchor: Happening, person: str, take: str
) -> tuple[date, date | None] | None:
    """The latest (or earliest) end of several terms of a person; None while no end can be said."""
    lows: list[date] = []
    highs: list[date | None] = []
    for rule in rules:
        holds, _ = facts.test(engine.world, rule.condition, person, anchor)
        if anchor.kind not in rule.anchors or holds is False:
            continue
        item = engine.deadline(rule, anchor, person)
        ends = _end_of_term(item) if item is not None else None
        is_fixed = item is not None and item.fixed is not None
        if ends is None or (not is_fixed and engine.restorations(rule, anchor, person)):
            return None
        lows.append(ends[0])
        highs.append(ends[1])
    if not lows:
        return None
    chosen = min if take == "earliest" else max
    return chosen(lows), (None if None in highs else chosen(h for h in highs if h is not None))


def _end_of_term(item: Item) -> tuple[date, date | None] | None:
    """When a term has ended for all who might file: each filer's own, the last of them counts."""
    if item.fixed is not None or not item.readings:
        return None if item.earliest is None else (item.earliest, item.latest)
    lows: list[date] = []
    highs: list[date | None] = []
    for filer in dict.fromkeys(r.by for r in item.readings):
        own = [r for r in item.readings if r.by == filer]
        certain = [r.earliest for r in own if not r.conditional]
        if certain and None not in certain:
            lows.append(min(d for d in certain if d is not None))
        highs += [r.latest for r in own]
    if not lows:
        return None
    return max(lows), (None if None in highs else max(h for h in highs if h is not None))
