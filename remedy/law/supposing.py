"""On which events a day hangs, so that another day of one can be supposed: recorded, or not recorded yet.

Called by whoever asks "what if". Pure; the edit that is supposed is made by `store/supposing.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day

import msgspec

from remedy.case.dates import UNKNOWN, When
from remedy.case.model import Case, Event
from remedy.law.answer import Assessment, Item
from remedy.law.law import Law
from remedy.law.pack import Rule

_OF_A_FILING = (" (sent)", " (received)")
"""What the engine adds to the name of a filing, of which not the day itself counts."""

YEARS_AHEAD = 50
"""No event is supposed so many years after the day asked about."""


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """An event on which a day hangs; `event` is its id in the file, empty where nobody recorded it."""

    event: str = ""
    kind: str
    key: str = "date"
    """date | sent | received: which of its days."""
    title: dict[str, str] = {}
    """Of its kind, or its own."""
    earliest: Day | None = None
    latest: Day | None = None
    derived: bool = False
    """Whether its day follows by law, since nobody recorded it."""
    person: str = ""
    proceeding: str = ""
    """What an event that nobody recorded would say besides its day."""
    by: str = ""

    @property
    def id(self) -> str:
        """What sets it apart from the others of one day."""
        return f"{self.event or self.kind}:{self.key}"


def anchors(item: Item, case: Case, answer: Assessment, law: Law) -> list[Anchor]:
    """The events on which a day hangs, or that a question asks for: those it runs from first, each once."""
    found: dict[str, Anchor] = {}
    for name, is_missing in _names(item, law):
        for anchor in _named(name, item, case, answer, law, is_missing=is_missing):
            found.setdefault(anchor.id, anchor)
    return list(found.values())


def is_absurd(when: When, as_of: Day) -> bool:
    """Whether the year of a typed day can only be a slip."""
    years = {d.year for lo, hi in when.spans for d in (lo, hi) if d is not None}
    return any(year > as_of.year + YEARS_AHEAD for year in years)


def _names(item: Item, law: Law) -> Iterator[tuple[str, bool]]:
    """Ids and kinds of events, those by which the day was counted first; whether none such is recorded."""
    about, _at, anchor = item.id.partition("#")[2].partition("/" if not item.rule else "@")
    if item.type == "gap":
        kind = about.partition("@")[0].removeprefix("gap:")
        if not kind.startswith("fact:"):
            yield kind, True
        return
    if item.type == "hearing":
        yield about.removeprefix("hearing:"), False
    for trigger in (item.trigger, *(r.trigger for r in item.readings)):
        if trigger is not None:
            yield trigger.event, not trigger.recorded
    yield anchor.partition("/")[0], False
    pack, _dot, name = item.rule.rpartition(".")
    rules = {r.id: r for r in law.packs[pack].rules} if pack in law.packs else {}
    if name in rules:
        yield from ((kind, False) for kind in _kinds(rules[name], rules))


def _kinds(rule: Rule, rules: dict[str, Rule]) -> Iterator[str]:
    """The kinds of event from which a rule runs besides its anchor; of one that runs from the end of another, those of
    the other."""
    for start in rule.starts:
        if start.kind and not start.before and start.kind not in rule.anchors:
            yield start.kind
        other = rules.get(start.end_of)
        if other is not None:
            yield from (s.kind for s in other.starts if s.kind and not s.before)


def _named(name: str, item: Item, case: Case, answer: Assessment, law: Law, *, is_missing: bool) -> Iterator[Anchor]:
    """The event of an id; else those of a kind; of a kind that nobody recorded, the one that would be."""
    key = next((end.strip(" ()") for end in _OF_A_FILING if name.endswith(end)), "date")
    name = name.removesuffix(f" ({key})")
    own = case.event(name)
    if own is not None and (not is_missing or key != "date"):
        yield _recorded(own, key, answer, law)
        return
    derived = next((m for m in answer.events if m.derived and m.id == name), None)
    kind = derived.kind if derived is not None else name
    if kind not in law.vocabulary.kinds:
        return
    there = [e for e in case.events if e.kind == kind and _is_of(e, item.person)]
    if is_missing:
        undated = [e for e in there if e.when.spans == UNKNOWN.spans]
        there = [e for e in undated if item.type != "gap" or e.id in item.answer.split()]
    yield from (_recorded(e, key, answer, law) for e in there)
    if not there:
        yield _unrecorded(kind, item, case, answer, law)
    if derived is not None:
        for source in _sources(kind, case, law):
            yield from (_recorded(e, "date", answer, law) for e in case.events if e.kind == source)


def _is_of(event: Event, person: str | None) -> bool:
    """Whether an event may concern a person."""
    return not person or not event.person or person in event.person


def _sources(kind: str, case: Case, law: Law) -> Iterator[str]:
    """The kinds from which an event follows by law."""
    for pack in (law.packs[p] for p in case.packs if p in law.packs):
        rules = {r.id: r for r in pack.rules}
        for way in (w for d in pack.derives if d.event == kind for w in d.sources):
            if way.event:
                yield way.event
            yield from (a for name in way.after_end_of if name in rules for a in rules[name].anchors)


def _recorded(event: Event, key: str, answer: Assessment, law: Law) -> Anchor:
    moment = next((m for m in answer.events if m.id == event.id and not m.derived), None)
    when = {"sent": event.sent, "received": event.received}.get(key, event.when)
    bounds = (when.earliest, when.latest) if when is not None else (None, None)
    if key == "date" and moment is not None:
        bounds = (moment.earliest, moment.latest)
    title = {"en": event.title} if event.title else dict(law.vocabulary.title(event.kind))
    return Anchor(event=event.id, kind=event.kind, key=key, title=title, earliest=bounds[0], latest=bounds[1])


def _unrecorded(kind: str, item: Item, case: Case, answer: Assessment, law: Law) -> Anchor:
    """An event that nobody recorded, as it would be recorded; with the day that follows by law, where one does."""
    moments = [m for m in answer.events if m.derived and m.kind == kind]
    moment = next((m for m in moments if not item.person or item.person in m.persons or not m.persons), None)
    after = case.event(item.id.partition("#")[2].rpartition("@")[2].partition("/")[0])
    said = dict(w.split("=", 1) for w in item.answer.split() if "=" in w) if item.type == "gap" else {}
    return Anchor(
        kind=kind,
        title=dict(law.vocabulary.title(kind)),
        earliest=moment.earliest if moment is not None else None,
        latest=moment.latest if moment is not None else None,
        derived=moment is not None,
        person=item.person or "",
        proceeding=after.proceeding if after is not None else "",
        by=said.get("by", ""),
    )
