"""A rule applied to a day that no case holds: the calculator behind `rules compute`, and the pack's own examples.

Builds a case of one event and asks the engine, so that the answer is the one that a case would get.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date as Day
from typing import Any

import msgspec

from remedy.case.dates import When
from remedy.case.model import Case, Event, Person, Proceeding
from remedy.case.vocabulary import Vocabulary
from remedy.law import deadlines, limits, terms
from remedy.law.answer import Cite, Item, Move, Reading
from remedy.law.clock import Clock
from remedy.law.engine import Engine
from remedy.law.law import Law
from remedy.law.pack import Rule
from remedy.law.unlimited import no_limit
from remedy.law.world import Happening, World


class Computed(msgspec.Struct, kw_only=True):
    """What a rule gives for a day: the answer of `rules compute`."""

    format: int = 1
    rule: str = ""
    title: str = ""
    kind: str = ""
    covered: bool = False
    """Whether there is an answer at all: a date, or a rule without a limit."""
    version: str = ""
    trigger: Day | None = None
    date: Day | None = None
    earliest: Day | None = None
    latest: Day | None = None
    readings: list[Reading] = []
    provisional: bool = False
    disputed: bool = False
    law_status: str = ""
    cite: list[Cite] = []
    trace: list[Move] = []
    reason: str = ""
    notices: list[str] = []


CONVICT = "convict"
"""The person of the imagined case."""


def compute(
    rule: Rule,
    law: Law,
    on: When,
    *,
    decided: When | None = None,
    events: Mapping[str, When] | None = None,
    stated: Mapping[str, Any] | None = None,
    anchor_kind: str = "",
) -> Computed:
    """The last day of a rule whose anchor is on a day; conditions on the anchor's own keys are taken as met.

    `anchor_kind` is the one of the rule's anchors that is meant; without it, the first.
    """
    case, anchor_id = _case(rule, law.vocabulary, on, events or {}, stated or {}, anchor_kind or rule.anchors[0])
    world = World(case, law.vocabulary)
    world.narrow()
    engine = Engine(world, law, Clock(None), deadlines.make)
    anchor = next(h for h in world.happenings if h.id == anchor_id)
    if rule.kind == "unlimited":
        return _unlimited(rule, anchor)
    context = deadlines.context(engine, rule, anchor, CONVICT)
    context.decided_on = decided.spans if decided is not None else None
    found, unknown, reason = terms.readings(context)
    answer = Computed(rule=rule.full, title=rule.title.get("en", rule.id), kind=rule.kind, reason=reason)
    if reason:
        return answer
    item = Item(id="", type="deadline", as_of=Day.max, case="", case_title="", country="", title="", duty=rule.duty)
    item.readings = found
    overtaken = limits.overtaking(engine, rule, anchor, CONVICT, found)
    if overtaken is not None:
        answer.reason = f"{overtaken.kind} came first: this clock does not run"
        return answer
    limits.cap(engine, rule, anchor, CONVICT, item)
    deadlines.combine(rule, item, anchor)
    deadlines.add_notices(engine, rule, item)
    _fill(answer, item)
    if unknown:
        answer.reason = (
            f"depends on facts that were not stated: {', '.join(dict.fromkeys(unknown))}; give --fact NAME=VALUE"
        )
    return answer


def _fill(answer: Computed, item: Item) -> None:
    first = next((r for r in item.readings if r.date is not None and r.date == item.date), item.readings[0])
    answer.covered = item.date is not None
    answer.version, answer.trigger, answer.readings = first.version, first.trigger.date, item.readings
    answer.disputed = item.disputed
    answer.date, answer.earliest, answer.latest = item.date, item.earliest, item.latest
    answer.provisional, answer.law_status, answer.cite = item.provisional, item.law_status, list(item.cite)
    answer.trace, answer.notices = list(first.trace), list(item.notices)
    if item.date is None:
        answer.reason = f"the term runs from {first.trigger.event}: give --event {first.trigger.event}=DAY"
    elif first.reason:
        answer.reason = first.reason


def _unlimited(rule: Rule, anchor: Happening) -> Computed:
    day = anchor.lo or anchor.hi
    held = [v for v in rule.versions if day is None or v.span.may_hold_on(day)]
    later = [v for v in rule.versions if day is not None and (v.span.start.latest or Day.min) > day]
    version = (held or later)[-1] if held or later else None
    if version is None:
        return Computed(rule=rule.full, kind=rule.kind, reason=f"no version of {rule.full} covers {day}")
    return Computed(
        rule=rule.full,
        title=rule.title.get("en", rule.id),
        kind=rule.kind,
        covered=True,
        version=version.label,
        law_status=version.status,
        cite=list(version.cite),
        reason=no_limit(version),
        trigger=anchor.exact,
    )


def _case(
    rule: Rule, words: Vocabulary, on: When, events: Mapping[str, When], stated: Mapping[str, Any], anchor: str
) -> tuple[Case, str]:
    """A case of the anchor and the events given, before one body of the rule's forum."""
    arrived = events.get(anchor, on)
    kinds = [(anchor, on), *((k, w) for k, w in events.items() if k != anchor)]
    made, proceedings = [], {}
    for kind, when in kinds:
        entry = words.kinds.get(kind)
        stage = (
            rule.stage if kind in rule.anchors and rule.stage else (entry.stage if entry else None) or "first-instance"
        )
        proceedings[stage] = Proceeding(id=stage, stage=stage, pack=rule.pack)
        outcome = str(rule.condition.get("outcome", ("",))[0]) if kind in rule.anchors else ""
        made.append(
            Event(
                id=kind,
                kind=kind,
                when=when,
                proceeding=stage,
                outcome=outcome,
                to=CONVICT,
                sent=when,
                received=arrived if kind == anchor else when,
            )
        )
    case = Case(
        file="",
        id="",
        title="",
        packs=(rule.pack,),
        persons=(Person(id=CONVICT, roles=("defendant",)),),
        proceedings=tuple(proceedings.values()),
        events=tuple(made),
        facts=dict(stated),
    )
    return case, anchor
