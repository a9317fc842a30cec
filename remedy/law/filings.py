"""Which filings count for a deadline, on which day, and what a decision proves about them.

Section 5 of the design: a deadline is met by its own side, in its round; a decision shows that a side filed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from remedy.case import dates
from remedy.law import facts, overtaking
from remedy.law.answer import Reading
from remedy.law.engine import UNUSED, Engine
from remedy.law.pack import Remedy, Rule
from remedy.law.world import ANY_SIDE, YES, Happening

RETURNED = "returned"
"""The outcome of what was sent back to be completed: it counts as filed until the term for that has passed."""


def done(engine: Engine, rule: Rule, anchor: Happening, person: str, computed: list[Reading]) -> list[Happening]:
    """The events that may meet the deadline: of its side, on or after its earliest trigger, in its round."""
    lows = [r.trigger.earliest for r in computed if r.trigger.earliest is not None]
    earliest = min(lows) if lows and len(lows) == sum(bool(r.trigger.event) for r in computed) else anchor.lo
    out = []
    stage = rule.stage or (anchor.stage if anchor.displaced else "")
    for happening in engine.seen(engine.in_round(rule.done, anchor, person, rule.pack), stage):
        if rule.duty != "authority" and happening.side not in (rule.side, ANY_SIDE):
            continue
        if rule.aim and happening.aim and happening.aim != rule.aim:
            continue
        if rule.duty == "opponent" and rule.aim and not happening.aim and _may_favour(engine, happening):
            continue
        if earliest is not None and happening.hi is not None and happening.hi < earliest:
            continue
        other = _is_rivals(engine, happening, anchor) or overtaking.elsewhere(rule, happening, anchor)
        if rule.duty == "party" and other:
            continue
        out.append(happening)
    return out


def _is_rivals(engine: Engine, filing: Happening, anchor: Happening) -> bool:
    """Whether a filing says that it answers what another rule is anchored at, and not this anchor."""
    if filing.event is None or not filing.event.answers or anchor in filing.answers:
        return False
    if set(anchor.answers) & set(filing.answers):
        return False
    rules = [r for p in engine.packs if p.id == filing.pack for r in p.rules if filing.kind in r.done]
    rivals = {a for r in rules if anchor.kind not in r.anchors for a in r.anchors}
    return all(h.kind in rivals for h in filing.answers)


def sent_back(engine: Engine, filing: Happening) -> Happening | None:
    """What certainly withdrew a filing, or sent it back to be completed."""
    for other in engine.answering(filing):
        came = not other.derived and engine.exists(other) == YES
        if came and (engine.role_of(other) == "ends" or other.outcome == RETURNED):
            return other
    return None


def is_late(filing: Happening, last: date | None) -> bool:
    """Whether a filing certainly came after a last day."""
    return filing.lo is not None and last is not None and filing.lo > last


def _may_favour(engine: Engine, filing: Happening) -> bool:
    """Whether a filing of the other side may be what the defence asked for: its kind answers a request of it."""
    asked = (r for p in engine.packs for r in p.remedies if r.by == "defence")
    return any(filing.kind in r.decided for r in asked)


def filing_day(happening: Happening, met_by: str) -> tuple[date | None, date | None, bool]:
    """First and last possible day that counts, and whether the day that counts was recorded at all."""
    event = happening.event
    written: dates.When | None = None
    if event is not None:
        written = event.received if met_by == "received" else event.sent
    if written is not None:
        return written.earliest, written.latest, True
    return (
        happening.lo,
        happening.hi,
        not (met_by == "received" and event is not None and event.sent is not None),
    )


def inferred_by(engine: Engine, rule: Rule, anchor: Happening, person: str) -> tuple[str, Happening | None]:
    """Whether a decision proves that this side filed: `yes`, `other-side` (only that one is recorded), `maybe` (it
    may have been given, or may concern another) or empty."""
    pack = engine.law.packs.get(rule.pack)
    remedy = next((r for r in pack.remedies if r.id == rule.remedy), None) if pack else None
    if remedy is None or rule.side != remedy.by:
        return "", None
    doubt: Happening | None = None
    maybe: Happening | None = None
    for decision in decisions(engine, remedy, anchor, person):
        if decision.outcome in UNUSED or is_own_motion(engine, decision):
            continue
        own = rule.side in answered_sides(engine, decision, remedy.filed, anchor, person)
        if engine.exists(decision) != YES or person in decision.doubtful:
            maybe = maybe or (decision if own else None)
        elif own:
            return "yes", decision
        else:
            doubt = doubt or decision
    if doubt is not None:
        return "other-side", doubt
    return ("maybe", maybe) if maybe is not None else ("", None)


def accepted(engine: Engine, filing: Happening, person: str) -> Happening | None:
    """The decision that answers a filing without sending it back: it shows that the filing was in time."""
    for decision in engine.answering(filing):
        answers = not decision.derived and engine.role_of(decision) == "decides"
        plain = engine.exists(decision) == YES and person not in decision.doubtful
        if answers and plain and decision.outcome not in UNUSED and decision.id not in engine.world.contradicted:
            return decision
    return None


def live(engine: Engine, person: str) -> Iterator[tuple[Rule, Happening, list[str]]]:
    """Every rule with each anchor and the facts it waits for; without detail not those that are certainly over."""
    found = engine.lively.get(person)
    if found is None:
        found = [
            (rule, anchor, unknown)
            for rule, anchor, _, unknown in _applicable(engine, person)
            if engine.detail or not _is_over(engine, rule, anchor, person)
        ]
        engine.lively[person] = found
    yield from found


def _applicable(engine: Engine, person: str) -> Iterator[tuple[Rule, Happening, bool | None, list[str]]]:
    """Every rule of every pack with each anchor; whether its condition holds, and the facts it waits for."""
    for pack in engine.packs:
        for rule in engine.anchored(pack):
            for anchor in engine.anchors(rule, person):
                if not engine.detail and rule.duty == "authority" and _is_overtaken(engine, rule, anchor, person):
                    continue
                holds, unknown = facts.test(engine.world, rule.condition, person, anchor)
                if holds is not False:
                    yield rule, anchor, holds, unknown


def _is_overtaken(engine: Engine, rule: Rule, anchor: Happening, person: str) -> bool:
    """Whether a later stage has certainly come: the line of the authority has left the agenda."""
    return any(engine.exists(h) == YES for h in overtaking.ending(engine, rule, anchor, person))


MARGIN = 60
"""More days than any roll moves a last day."""


def is_only_inferred(engine: Engine, rule: Rule, anchor: Happening, person: str) -> bool:
    """Whether a decision proves that a term was kept of which no filing is recorded: it is met, and never late."""
    if engine.in_round(rule.done, anchor, person, rule.pack):
        return False
    return inferred_by(engine, rule, anchor, person)[0] == "yes"


def _is_over(engine: Engine, rule: Rule, anchor: Happening, person: str) -> bool:
    """Whether no agenda can list the deadline: a decision has settled the party's, or the opponent's is long past."""
    if engine.case.overrides:
        return False
    if rule.kind == "unlimited" and all(start.missed for start in rule.starts):
        missed = [engine.rule_named(start.missed, rule.pack) for start in rule.starts]
        return all(m is not None and is_only_inferred(engine, m, anchor, person) for m in missed)
    if rule.kind != "fixed":
        return False
    if rule.duty == "party":
        return inferred_by(engine, rule, anchor, person)[0] == "yes"
    as_of, days = engine.clock.as_of, rule.longest
    if rule.duty != "opponent" or days is None or anchor.hi is None or as_of is None:
        return False
    return (as_of - anchor.hi).days > days + MARGIN


def decisions(engine: Engine, remedy: Remedy, anchor: Happening, person: str) -> list[Happening]:
    """What decides a remedy in a round; what is filed against a person answers no request of his."""
    return [
        d
        for d in engine.of_remedy(engine.in_round(remedy.decided, anchor, person, remedy.pack), remedy)
        if not (remedy.by == "defence" and d.aim == "worse" and engine.role_of(d) == "files")
    ]


def is_own_motion(engine: Engine, decision: Happening) -> bool:
    """Whether a decision that is itself a filing may have been made without any request."""
    return engine.role_of(decision) == "files" and not decision.answers


def answered_sides(
    engine: Engine, decision: Happening, filed: Sequence[str], anchor: Happening, person: str
) -> set[str]:
    """The sides whose filing a decision answers: by `answers`, else `by`, else the recorded filings, else
    the defence."""
    if decision.event is not None and decision.event.answers:
        named = {h.side for h in decision.answers if h.kind in filed}
        if named:
            return named
    if decision.stated_side and engine.role_of(decision) != "files":
        return {decision.side}
    linked = {h.side for h in decision.answers if h.kind in filed}
    recorded = linked or {h.side for h in engine.in_round(filed, anchor, person)}
    return recorded or {"defence"}


def as_done(filing: Happening, rule: Rule) -> dict[str, object]:
    """A filing as the answer's `done`."""
    lo, hi, _ = filing_day(filing, rule.met_by)
    return {"event": filing.id, "date": lo if lo == hi else None, "earliest": lo, "latest": hi}
