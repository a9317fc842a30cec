"""Rules without a last day: open as long as the law of the day asked about holds, and why there is no date.

Called by `deadlines.py`; whether the remedy itself is open is the ladder's question.
"""

from __future__ import annotations

from remedy.law import facts, filings
from remedy.law.answer import Item, Trigger
from remedy.law.calendar import weakest
from remedy.law.engine import Engine
from remedy.law.pack import Rule, Version
from remedy.law.world import MAYBE, YES, Happening


def no_limit(version: Version) -> str:
    """What is said of a rule without a last day: whether the law says so, and what its author adds."""
    words = {"stated": "the law sets no limit", "silent": "the law states no limit"}
    return words.get(version.basis, "no limit is known") + (f"; {version.note}" if version.note else "")


def unlimited(engine: Engine, rule: Rule, anchor: Happening, person: str, item: Item) -> None:
    """A rule without a last day: by the law of the day asked about."""
    now = [v for v in rule.versions if engine.holds_now(v.span)]
    own = [h for h in engine.in_round(rule.done, anchor, person, rule.pack) if h.side == rule.side]
    item.trigger = Trigger(
        event=anchor.id,
        kind=anchor.kind,
        date=anchor.exact,
        earliest=anchor.lo,
        latest=anchor.hi,
        derived=anchor.derived,
        provisional=engine.exists(anchor) == MAYBE,
    )
    item.provisional = engine.exists(anchor) == MAYBE or anchor.provisional
    if not now:
        item.status, item.reason, item.law_status = (
            "not-started",
            f"no version of {rule.full} is in force",
            "unverified",
        )
        return
    version = now[-1]
    derived = anchor.status if anchor.derived else "verified"
    item.cite, item.law_status = list(version.cite), weakest(derived, *(v.status for v in now))
    item.reason, item.hint_i18n = no_limit(version), version.hint
    certain = [h for h in own if engine.exists(h) == YES]
    item.maybe_done = bool(own) and not certain
    missed = [s.missed for s in rule.starts if s.missed]
    if missed and not _has_missed(engine, rule, missed, anchor, person, item):
        item.status = "not-started"
        return
    item.status = "met" if certain else "open"
    if certain:
        item.done = filings.as_done(certain[0], rule)
    elif filings.inferred_by(engine, rule, anchor, person)[0] == "yes":
        item.status, item.inferred = "met", True


def _has_missed(engine: Engine, rule: Rule, missed: list[str], anchor: Happening, person: str, item: Item) -> bool:
    others = (engine.rule_named(name, rule.pack) for name in missed)
    for other in (o for o in others if o is not None and anchor in engine.anchors(o, person)):
        if facts.test(engine.world, other.condition, person, anchor)[0] is False:
            continue
        found = engine.deadline(other, anchor, person)
        if found is not None and found.status in ("missed", "met-late", "unclear"):
            item.flag = "if-missed" if found.status == "unclear" else ""
            return found.status != "unclear" or not found.inferred
    return False
