"""What is recorded already: the event that a new one would repeat, and what is said instead of writing it twice.

Called by `verbs.py`, which raises what this says. Also how values are spoken of.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from remedy.case import dates
from remedy.case.model import Case, Event
from remedy.case.shell import shell_word
from remedy.case.vocabulary import Kind


def twin(case: Case, kind: Kind, when: date | str, more: dict[str, Any]) -> Event | None:
    """The event that is there already: of the same day, or without a day; of the same persons, side and place."""
    spans, state = dates.read(when).spans, more.get("state", "held")
    alike = [e for e in case.events if e.kind == kind.id and _is_of(case, kind, e, more)]
    same = [e for e in alike if e.when.spans == spans and e.state in (state, "scheduled")]
    open_ = [e for e in alike if e.when.spans == dates.UNKNOWN.spans and e.state == "held"]
    return next(iter((*same, *open_)), None)


def _is_of(case: Case, kind: Kind, event: Event, more: dict[str, Any]) -> bool:
    """Whether an event speaks of the same persons, side, place and answer as what is to be recorded."""
    everybody = frozenset(p.id for p in case.parties())
    places = [p.id for p in case.proceedings if p.stage == kind.stage]
    usual: dict[str, Any] = {"by": kind.by or "", "proceeding": places[0] if len(places) == 1 else ""}
    if (frozenset(event.person) or everybody) != (frozenset(more.get("person", ())) or everybody):
        return False
    if any((getattr(event, key) or usual[key]) != (more.get(key) or usual[key]) for key in usual):
        return False
    keys = ("to", "answers", *(("title", "time", "note") if kind.is_no_decision else ()))
    told = [(getattr(event, key), more.get(key)) for key in keys]
    return all(not one or not other or said_of(one) == said_of(other) for one, other in told)


def there(case: Case, event: Event, title: str) -> str:
    """What to do where an event is there already."""
    amend = f"remedy amend {shell_word(case.id)} {shell_word(event.id)}"
    if event.when.spans == dates.UNKNOWN.spans:
        return f'the case has "{title}" without a day (id {event.id}): {amend} --date DAY; or give --id for another one'
    if event.state == "scheduled":
        return (
            f'the case has "{title}" as scheduled for that day (id {event.id}): {amend} --set state=held says that it '
            "took place; or give --id for another one"
        )
    return (
        f'the case already has "{title}" of that day (id {event.id}, {event.when.raw}): {amend} corrects it; '
        "or give --id for another one"
    )


def said_of(value: Any) -> str:
    """A value as people say it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(said_of, value))
    if isinstance(value, dict):
        return ", ".join(f"{key} {said_of(v)}" for key, v in value.items())
    return str(value)


def one_line(text: str) -> str:
    """A text without line breaks and doubled blanks."""
    return " ".join(text.split())
