"""The rounds of a remedy: its newest opening with what was filed and decided after it, and whether it was used.

The ladder reads these; nothing here decides a remedy's state.
"""

from __future__ import annotations

import msgspec

from remedy.law import facts, filings
from remedy.law.answer import Item
from remedy.law.engine import UNUSED, Engine
from remedy.law.pack import Pack, Remedy
from remedy.law.world import YES, Happening


class Round(msgspec.Struct, kw_only=True):
    """One remedy's newest round: its opening, filings and decision."""

    opening: Happening
    filings: list[Happening]
    decision: Happening | None
    by_defence: bool
    opponent: list[Happening]
    """What the other side filed and nobody decided."""
    back: list[Happening]
    """What this side filed and was withdrawn or returned."""


def newest_round(engine: Engine, remedy: Remedy, person: str) -> Round | None:
    """The newest opening of a remedy with what was filed and decided after it; None where nothing opened it."""
    if not remedy.after_missed and not engine.knows(remedy.kinds):
        return None
    openings = engine.openings(remedy, person)
    for missed in remedy.after_missed:
        openings += _missed(engine, remedy, missed, person)
    if not openings:
        openings = _unopened(engine, remedy, person)
    if not openings:
        return None
    certain = [h for h in openings if engine.exists(h) == YES or engine.role_of(h) == "opens"]
    opening = max(certain or openings, key=Happening.sort_key)
    entered = engine.of_remedy(engine.in_round(remedy.filed, opening, person, remedy.pack), remedy)
    back = [h for h in entered if h.side == remedy.by and filings.sent_back(engine, h)]
    filed = [h for h in entered if not filings.sent_back(engine, h)]
    own = [h for h in filed if h.side == remedy.by]
    others = [h for h in filed if h.side != remedy.by and engine.exists(h) == YES]
    decisions = [d for d in filings.decisions(engine, remedy, opening, person) if d.outcome != filings.RETURNED]
    decision = max(decisions, key=Happening.sort_key) if decisions else None
    if decision is not None and any(_is_new(h, decisions) and engine.exists(h) == YES for h in own):
        decision, own = None, [h for h in own if _is_new(h, decisions)]
    by_own = True
    if decision is not None:
        by_own = remedy.by in filings.answered_sides(engine, decision, remedy.filed, opening, person)
    undecided = [h for h in others if not any(h in d.answers for d in decisions)]
    return Round(opening=opening, filings=own, decision=decision, by_defence=by_own, opponent=undecided, back=back)


def _is_new(filing: Happening, decisions: list[Happening]) -> bool:
    """Whether a filing certainly came after every decision, and none of them answers it: asked once more."""
    later = all(d.hi is not None and filing.lo is not None and filing.lo > d.hi for d in decisions)
    return later and not any(filing in d.answers for d in decisions)


def _unopened(engine: Engine, remedy: Remedy, person: str) -> list[Happening]:
    """Where nobody recorded what opened it: the newest filing stands for that, else the first decision."""
    if remedy.after_missed and remedy.side:
        return []
    found = engine.of_remedy(engine.existing((*remedy.filed, *remedy.decided), remedy.pack, person), remedy)
    asked = [h for h in found if h.kind in remedy.filed]
    return asked[-1:] or found[:1]


def _missed(engine: Engine, remedy: Remedy, name: str, person: str) -> list[Happening]:
    """The anchors whose deadline for another remedy was missed, or may have been."""
    out = []
    for pack in engine.packs:
        for rule in pack.index.terms.get(name, ()) if pack.id == remedy.pack else ():
            for anchor in engine.anchors(rule, person):
                if facts.test(engine.world, rule.condition, person, anchor)[0] is False:
                    continue
                kept = filings.is_only_inferred(engine, rule, anchor, person)
                item = None if kept else engine.deadline(rule, anchor, person)
                lost = item is not None and item.status in ("missed", "met-late", "unclear")
                if lost or engine.in_round((*remedy.filed, *remedy.decided), anchor, person, remedy.pack):
                    out.append(anchor)
    return out


def used(engine: Engine, pack: Pack, name: str, person: str) -> bool | None:
    """Whether a remedy was used: filed and neither withdrawn nor returned. None while that is not certain.

    A decision without consideration, or on the other side's filing alone, leaves it uncertain: so may a term that
    nobody knows to have been missed.
    """
    remedy = next((r for r in pack.remedies if r.id == name), None)
    current = newest_round(engine, remedy, person) if remedy is not None else None
    if remedy is None or current is None:
        return False
    decision = current.decision
    if decision is not None and decision.outcome == "withdrawn":
        return False
    if decision is not None and engine.exists(decision) == YES and decision.outcome not in UNUSED:
        left = decision.outcome or current.filings or not current.back
        return True if current.by_defence and left else None
    if any(engine.exists(h) == YES for h in current.filings):
        return None if decision is not None and decision.outcome in UNUSED else True
    if current.filings or decision is not None:
        return None
    item = fixed_term(engine, pack, remedy, person, current.opening)
    return None if item is not None and item.status == "unclear" else False


def fixed_term(engine: Engine, pack: Pack, remedy: Remedy, person: str, opening: Happening) -> Item | None:
    """The fixed term of a remedy at its opening, where it has one."""
    for rule in pack.index.terms.get(remedy.id, ()):
        if rule.remedy == remedy.id:
            for anchor in engine.anchors(rule, person):
                if anchor is opening and facts.test(engine.world, rule.condition, person, anchor)[0] is not False:
                    return engine.deadline(rule, anchor, person)
    return None
