"""Certain contradictions of days, and answers that are not plain, as problems with lines.

The engine finds those between events while it links them, and asks here for those within one table: the clocks that
either touches are unclear. Every command that reads a case shows them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from remedy.case.model import Case, Event, FixedDeadline, Override
from remedy.case.problems import Problem
from remedy.case.source import Source

TRAVELS = frozenset({"files", "serves"})
"""Roles of events that are themselves the arrival or the handing over of a paper: it was not sent after that."""

CORRECT = "correct one of the two days, or write it as uncertain"


def problems(case: Case, contradicted: dict[str, list[str]], source: Source) -> list[Problem]:
    """One problem for each event that contradicts another or whose answer is open, and for each day fixed in vain."""
    out = []
    for event in case.events:
        code, words, key = contradicted.get(event.id, ["", "", ""])
        if code == "ambiguous-answer":
            out.append(
                source.problem_at(
                    event.at,
                    code,
                    f"more than one decision may answer {event.id}",
                    f'add answers = ["{event.id}"] to the decision that answers it',
                )
            )
        elif code == "order":
            message = f"{event.id} ({event.when.raw}) {words}"
            out.append(source.problem_at((*event.at, key), code, message, CORRECT))
    return [*out, *_fixed(case, source)]


def sent_late(event: Event, role: str) -> str:
    """How an event says that a paper was sent after it had come; empty where it may be true."""
    first = event.sent.earliest if event.sent is not None else None
    if event.sent is None or first is None:
        return ""
    if event.received is not None and event.received.latest is not None and first > event.received.latest:
        return f"was sent on {event.sent.raw}, after it was received on {event.received.raw}"
    if role in TRAVELS and event.when.latest is not None and first > event.when.latest:
        return f"was sent on {event.sent.raw}, after its own day"
    return ""


def set_late(entry: FixedDeadline) -> str:
    """How a deadline of the file was set after its last day; empty where it may be true."""
    last = entry.date.latest if entry.date is not None else None
    if entry.date is None or last is None or entry.set_on is None or entry.set_on <= last:
        return ""
    return f"deadline {entry.id} ends on {entry.date.raw}, before it was set on {entry.set_on}"


def fixed_early(word: Override, begins: date | None) -> str:
    """How a word fixes a last day before the term can have begun; empty where it may be true."""
    if word.date is None or begins is None or word.date >= begins:
        return ""
    return f"the word on {word.on} fixes {word.date}, before the term can have begun ({begins})"


def _fixed(case: Case, source: Source) -> Iterator[Problem]:
    """Days fixed by letter, order or word that cannot be."""
    for entry in case.deadlines:
        if set_late(entry):
            yield source.problem_at((*entry.at, "set_on"), "order", set_late(entry), CORRECT)
    for word in case.overrides:
        message = fixed_early(word, _begins(case, word.on.removeprefix(f"{case.id}#")))
        if message:
            yield source.problem_at((*word.at, "date"), "order", message, CORRECT)


def _begins(case: Case, name: str) -> date | None:
    """The first day on which a deadline may run, as the file itself writes it; None where it does not."""
    if name.startswith("deadline:"):
        return next((d.set_on for d in case.deadlines if f"deadline:{d.id}" == name), None)
    anchors = [e for e in case.events if e.id == name.partition("@")[2].partition("/")[0]]
    return anchors[0].when.earliest if len(anchors) == 1 else None
