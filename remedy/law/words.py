"""Words of a court or person on a computed deadline: a day fixed, a reading chosen, a term waived.

Called by every maker of deadlines; a date that was fixed so is never recalculated in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from remedy.case.model import Override
from remedy.law.answer import Item
from remedy.law.engine import Engine
from remedy.law.pack import Rule
from remedy.law.world import Happening


def words_of(engine: Engine, rule: Rule, anchor: Happening, person: str) -> list[Override]:
    """The words on one deadline, the pack's and the case's own name before it optional."""
    names = {f"{rule.full}@{anchor.id}", f"{rule.id}@{anchor.id}"}
    names |= {f"{n}/{person}" for n in names}
    return words_on(engine, names)


def words_on(engine: Engine, names: set[str]) -> list[Override]:
    """The words on a deadline that hold on the day; the case's own id before a name is optional."""
    prefix = f"{engine.case.id}#"
    return [
        o
        for o in engine.case.overrides
        if o.on.removeprefix(prefix) in names and (o.since is None or engine.clock.has_come(o.since))
    ]


def apply_words(words: Sequence[Override], item: Item, combined: Callable[[], None], *, restorable: bool) -> None:
    """A day fixed, a reading chosen, a term waived: what a court or person said of a computed deadline.

    The last day fixed holds, whatever reading is chosen after it; `computed` is always what the rule gives.
    """
    computed = item.date
    for word in words:
        chosen = [r for r in item.readings if r.id == word.reading] if word.reading else []
        if chosen:
            item.readings = chosen
            combined()
            computed = item.date
        if word.date is not None:
            in_time = item.date is None or (word.since or word.date) <= item.date
            item.restored = item.restored or (restorable and not in_time)
            item.fixed = {"date": word.date, "computed": computed, **_said(word)}
        if item.fixed is not None and "date" in item.fixed:
            item.fixed["computed"] = computed
            item.date = item.earliest = item.latest = item.fixed["date"]
            item.disputed = item.provisional = False
        if word.waived:
            item.fixed = {**(item.fixed or {}), "waived": True, **_said(word)}


def _said(word: Override) -> dict[str, Any]:
    """Why the word was given; whether that may be read by anybody."""
    return {"reason": word.reason, **({"confidential": True} if word.confidential else {})}


def waive(item: Item) -> None:
    """A waived term that was not met is waived."""
    if item.fixed is not None and item.fixed.get("waived") and item.status not in ("met", "met-late"):
        item.status, item.reason = "waived", str(item.fixed["reason"])
