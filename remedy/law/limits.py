"""What keeps a clock from starting, or ends it sooner: `unless` and `not_after` of a rule.

Called by `deadlines.py` between the readings and the status; a rule without these keys costs nothing here.
"""

from __future__ import annotations

from remedy.law.answer import Item, Move, Reading
from remedy.law.engine import Engine
from remedy.law.pack import Rule
from remedy.law.world import YES, Happening, may_precede


def overtaking(engine: Engine, rule: Rule, anchor: Happening, person: str, computed: list[Reading]) -> Happening | None:
    """The event of an `unless` kind that came before every trigger; one that only may have makes all provisional."""
    for happening in _between(engine, rule, anchor, person):
        if happening is anchor:
            continue
        earlier = [
            r for r in computed if r.trigger.latest is None or happening.lo is None or happening.lo <= r.trigger.latest
        ]
        certain = [
            r
            for r in earlier
            if happening.hi is not None and (r.trigger.earliest is None or happening.hi <= r.trigger.earliest)
        ]
        if engine.exists(happening) == YES and len(certain) == len(computed):
            return happening
        for reading in earlier:
            reading.provisional = True
            reading.reason = reading.reason or f"does not run if {happening.id} came before {reading.trigger.event}"
    return None


def _between(engine: Engine, rule: Rule, anchor: Happening, person: str) -> list[Happening]:
    """The events of the `unless` kinds from the anchor before this one to the anchor after it."""
    if not rule.unless:
        return []
    before = [h for h in engine.existing((anchor.kind,), anchor.pack, person) if h.sort_key() < anchor.sort_key()]
    round_ = engine.in_round(rule.unless, anchor, person, rule.pack)
    earlier = [h for h in engine.existing(rule.unless, rule.pack, person) if h not in round_ and may_precede(h, anchor)]
    return [*(h for h in earlier if not before or may_precede(before[-1], h)), *round_]


def cap(engine: Engine, rule: Rule, anchor: Happening, person: str, item: Item) -> None:
    """Cuts every reading at the last day of the rule that `not_after` names, where that one has a day."""
    other = engine.rule_named(rule.not_after, rule.pack) if rule.not_after else None
    if other is None:
        return
    anchors = [anchor] if anchor.kind in other.anchors else engine.anchors(other, person)
    limit = engine.deadline(other, anchors[-1], person) if anchors else None
    if limit is None or limit.latest is None:
        for reading in item.readings:
            reading.provisional = True
            reading.reason = reading.reason or f"not after the end of {other.id}, which is not known"
        return
    for reading in item.readings:
        before = reading.date
        low, high = limit.earliest or limit.latest, limit.latest
        reading.earliest = low if reading.earliest is None else min(reading.earliest, low)
        reading.latest = high if reading.latest is None else min(reading.latest, high)
        reading.date = None if before is None else min(before, low if rule.duty == "party" else high)
        if before is not None and reading.date is not None and reading.date < before:
            reading.trace.append(Move(start=before, to=reading.date, why=f"not after the last day of {other.id}"))
