"""Which keys of a case name an event by its id or its kind, and which of them an event that goes leaves behind.

Called by the checks of a case and by what takes an entry away. Knows nothing of what an assessment derives.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from remedy.case.model import Case, Event
from remedy.case.source import Path


class Reference(msgspec.Struct, frozen=True):
    """A key that names an event: by its id, else by its kind."""

    at: Path
    name: str
    awaits: bool = False
    """Whether it may speak of what has not happened yet: then nothing need be there."""


def to_events(case: Case) -> Iterator[Reference]:
    """All such keys of punishments, deadlines and steps; those that take an id alone are no part of it."""
    for sanction in case.sanctions:
        starts = [sanction.starts, *(r.starts for r in sanction.readings)]
        named = [("imposed_by", sanction.imposed_by), ("ended_by", sanction.ended_by)]
        named += [("starts", s) for s in starts if isinstance(s, str)]
        named += [("credit", n) for c in sanction.credit for n in (c.start, c.end)]
        yield from (Reference((*sanction.at, key), name) for key, name in named if name)
    for deadline in case.deadlines:
        yield from (Reference((*deadline.at, "done"), name, awaits=True) for name in deadline.done if name)
        yield from (Reference((*deadline.at, "from"), n) for n in (deadline.start,) if n)
        yield from (Reference((*deadline.at, "readings"), r.start) for r in deadline.readings if r.start)
    for step in case.steps:
        for key, offset in (("before", step.before), ("after", step.after)):
            if offset is not None and offset.is_event:
                yield Reference((*step.at, key), offset.target)


def left_by(event: Event, case: Case) -> list[Reference]:
    """The keys that lead to an event by its id, or that lead to it alone by its kind."""
    others = [e for e in case.events if e is not event]
    alone = not any(event.kind in (e.id, e.kind) for e in others)
    return [r for r in to_events(case) if not r.awaits and (r.name == event.id or (alone and r.name == event.kind))]
