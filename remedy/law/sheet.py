"""Worked dates of a rule, for a lawyer to check by hand: the pack's own examples first, then days on which a count
is easily wrong — a weekend, a holiday, a worked Saturday, a month's end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date as Day
from typing import Any

import msgspec

from remedy.case.dates import BadDate, When
from remedy.case.dates import read as read_when
from remedy.law.answer import Move
from remedy.law.calendar import Calendar
from remedy.law.clock import ONE_DAY
from remedy.law.compute import compute
from remedy.law.counting import Convention, count
from remedy.law.law import Law
from remedy.law.pack import Rule, Version

FIVE = 5
"""So many worked dates make a sheet."""

HORIZON = 3 * 366
"""Days over which a trap is looked for."""


class Worked(msgspec.Struct, kw_only=True):
    """One worked date."""

    on: str
    """The day of the anchor, as written."""
    events: dict[str, str] = {}
    facts: dict[str, Any] = {}
    last_day: Day | None
    why: str
    """What the example shows."""
    trace: list[Move] = []
    from_pack: bool = False
    """Whether the pack's author worked it; else it was chosen for its trap, and the program counted it."""


def worked(rule: Rule, law: Law) -> list[Worked]:
    """Up to five worked dates; none for a rule without a limit."""
    if rule.kind == "unlimited":
        return []
    out = list(_own(rule, law))
    seen = {(w.on, w.last_day) for w in out}
    for one in _chosen(rule, law):
        if len(out) >= FIVE:
            break
        if (one.on, one.last_day) not in seen:
            seen.add((one.on, one.last_day))
            out.append(one)
    return out[: max(FIVE, len(rule.example))]


def _own(rule: Rule, law: Law) -> Iterator[Worked]:
    for example in rule.example:
        try:
            on = read_when(example["on"])
            events = {k: read_when(v) for k, v in example.get("events", {}).items()}
        except (BadDate, KeyError):
            continue  # `rules check` says what is wrong with it
        if example.get("anchor", rule.anchors[0]) not in rule.anchors:
            continue
        worked = _worked(
            rule, law, on, events, example.get("facts", {}), str(example.get("why", "")), kind=example.get("anchor", "")
        )
        yield msgspec.structs.replace(worked, from_pack=True)


def _worked(
    rule: Rule,
    law: Law,
    on: When,
    events: Mapping[str, When],
    facts: Mapping[str, Any],
    why: str,
    *,
    kind: str = "",
) -> Worked:
    answer = compute(rule, law, on, events=events, stated=facts, anchor_kind=kind)
    return Worked(
        on=on.raw,
        events={k: w.raw for k, w in events.items()},
        facts=dict(facts),
        last_day=answer.date,
        why=why,
        trace=answer.trace,
    )


def _chosen(rule: Rule, law: Law) -> Iterator[Worked]:
    """The first day of each trap under the newest version whose clock starts at a plain event."""
    pack = law.packs[rule.pack]
    calendar = law.calendars.get(pack.calendar)
    version = rule.versions[-1]
    convention = law.conventions.get(version.counting)
    kinds = [s.kind for s in rule.starts]
    if convention is None or not version.stages or not all(kinds):
        return
    for why, day in _traps(version, convention, calendar):
        on = read_when(day)
        events = {k: on for k in kinds if k not in rule.anchors or any(s.on for s in rule.starts)}
        found = _worked(rule, law, on, events, {}, why)
        if found.last_day is not None:
            yield found


def _traps(version: Version, convention: Convention, calendar: Calendar | None) -> Iterator[tuple[str, Day]]:
    first, last = version.span.candidates()
    covered = [y for y in (calendar.years if calendar is not None else {}) if Day(y, 1, 1) >= first]
    start = max(first, Day(max(covered) - 2, 1, 1)) if covered else first
    found: dict[str, Day] = {}
    for n in range(HORIZON):
        day = start + n * ONE_DAY
        if last is not None and day > last:
            break
        done = count(day, version.stages, convention, calendar)
        if done.provisional:
            break
        mark = calendar.mark(done.nominal) if calendar is not None else None
        found.setdefault(_name(mark, moved=done.last_day != done.nominal), day)
        if (day + ONE_DAY).day == 1 and day.day == 31:
            found.setdefault("from the last day of a month", day)
        if day.day == 15:
            found.setdefault(f"one more, in {day:%B}", day)
    yield from sorted(found.items(), key=lambda pair: (pair[0].startswith("one more"), pair[1]))


def _name(mark: str | None, *, moved: bool) -> str:
    """What a count shows, by the calendar's mark of its last day before any move."""
    if mark is None:
        return "the last day is an ordinary working day"
    word = {"worked": "a day worked in exchange", "weekend": "a weekend"}.get(mark, f"a day off ({mark})")
    return f"the last day falls on {word}" + (": moved" if moved else ": not moved")
