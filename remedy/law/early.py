"""Why no clock starts from an event that was just written: its day lies before all that it could answer.

Called by whoever shows an edit before it is saved. Pure; the engine itself looks at an anchor and what came after it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day

import msgspec

from remedy.case.model import Case, Event
from remedy.law.against import packs_of
from remedy.law.answer import Assessment
from remedy.law.law import Law
from remedy.law.pack import Rule


class Early(msgspec.Struct, frozen=True, kw_only=True):
    """An event that lies before what it answers."""

    event: str
    day: str
    """As it was written."""
    anchor: str
    """The kind of what it answers."""
    earliest: Day | None
    latest: Day | None
    rule: dict[str, str]
    """The titles of the time limit."""
    starts: bool
    """Whether the limit would run from the event; else the event would meet it."""


def early(was: Assessment, before: Case, after: Case, law: Law) -> list[Early]:
    """What an edit wrote before its anchor: each event once, the limit that it would start before one it would meet.

    `was` is the case before the edit, whose events are narrowed by one another.
    """
    known = {(e.id, e.when.raw) for e in before.events}
    out = []
    for event in after.events:
        if (event.id, event.when.raw) not in known and event.when.latest is not None:
            found = sorted(_of(event, event.when.latest, was, after, law), key=lambda e: not e.starts)
            out += found[:1]
    return out


def _of(event: Event, day: Day, was: Assessment, case: Case, law: Law) -> Iterator[Early]:
    for pack in packs_of(case, law):
        for rule in pack.rules:
            role = _role(event.kind, rule)
            anchors = [m for m in was.events if m.kind in rule.anchors and m.id != event.id] if role else []
            if anchors and all(m.earliest is not None and m.earliest > day for m in anchors):
                first = min(anchors, key=lambda m: m.earliest or Day.max)
                yield Early(
                    event=event.kind, day=event.when.raw, anchor=first.kind,
                    earliest=first.earliest, latest=first.latest, rule=dict(rule.title), starts=role == "starts",
                )  # fmt: skip


def _role(kind: str, rule: Rule) -> str:
    """`starts` where the limit runs from such an event, `meets` where it is met by one; empty for neither."""
    if kind in rule.anchors:
        return ""
    if any(s.kind == kind and not s.before for s in rule.starts):
        return "starts"
    return "meets" if kind in rule.done else ""
