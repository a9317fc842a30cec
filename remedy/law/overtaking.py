"""What overtakes a deadline: the events that its pack names, under the facts that it asks for, and the execution.

Asked by `deadlines.py` for the status, by `filings.py` for what has left the agenda, by `gaps.py` for what to ask.
"""

from __future__ import annotations

from remedy.law import facts
from remedy.law.engine import Engine
from remedy.law.in_time import is_within
from remedy.law.pack import Rule
from remedy.law.world import YES, Happening, may_precede


def executed(engine: Engine, anchor: Happening, person: str) -> Happening | None:
    """The first recorded act of execution in the anchor's round: what is executed is in force.

    Of an anchor that itself belongs to the execution, the next decision there: a new matter was begun.
    """
    if not engine.executing or anchor.stage not in ("first-instance", "appeal", "execution"):
        return None
    following = engine.next_of(anchor, person)
    for act in engine.executing:
        if act is anchor or act.pack != anchor.pack or person not in act.persons:
            continue
        later = anchor.hi is not None and act.lo is not None and act.lo > anchor.hi
        if anchor.stage == "execution" and not (later and engine.role_of(act) in ("opens", "decides")):
            continue
        if is_within(act, anchor, following) and may_precede(anchor, act):
            return act
    return None


def ending(engine: Engine, rule: Rule, anchor: Happening, person: str) -> list[Happening]:
    """What overtakes a deadline: the events that its pack names, and for an authority the execution."""
    act = executed(engine, anchor, person) if rule.duty == "authority" else None
    found = [h for h in _named(engine, rule, anchor, person) if not _untold(engine, rule, h, person)]
    return found if act is None or act in found else [*found, act]


def may_end(engine: Engine, rule: Rule, anchor: Happening, person: str) -> list[tuple[Happening, list[str]]]:
    """What certainly happened and may have overtaken a deadline, with the facts that nobody stated."""
    if not rule.ended_if:
        return []
    found = [(h, _untold(engine, rule, h, person)) for h in _named(engine, rule, anchor, person)]
    return [(h, untold) for h, untold in found if untold and engine.exists(h) == YES]


def elsewhere(rule: Rule, happening: Happening, anchor: Happening) -> bool:
    """Whether an event is about another matter than the anchor: what it answers, and what that answers in turn, is of
    the anchor's kind and another; or it answers a filing of this rule's kind made before the anchor."""
    mine, theirs = _chain(happening), {anchor, *_chain(anchor)}
    if not mine or mine & theirs:
        return False
    kinds = {h.kind for h in theirs}
    before = (h.hi is not None and anchor.lo is not None and h.hi < anchor.lo for h in mine if h.kind in rule.done)
    return any(h.kind in kinds for h in mine) or any(before)


def _chain(happening: Happening) -> set[Happening]:
    """What an event answers, and what that answers in turn."""
    found: set[Happening] = set()
    waiting = list(happening.answers)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += one.answers
    return found


def _named(engine: Engine, rule: Rule, anchor: Happening, person: str) -> list[Happening]:
    """The events that the pack names, save where a fact of one shows that it does not overtake."""
    found = [
        h
        for h in engine.in_round(rule.ended_by, anchor, person, rule.pack)
        if h is not anchor and not elsewhere(rule, h, anchor)
    ]
    if not rule.ended_if:
        return found
    return [h for h in found if facts.test(engine.world, rule.ended_if.get(h.kind, {}), person, h)[0] is not False]


def _untold(engine: Engine, rule: Rule, happening: Happening, person: str) -> list[str]:
    """The facts on which it depends whether an event overtakes a deadline, and that nobody stated."""
    return facts.test(engine.world, rule.ended_if.get(happening.kind, {}), person, happening)[1]
