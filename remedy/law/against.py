"""What a case says that the law at hand does not know: rules, facts and their values, packs, conventions.

Each finding names a table and a key; `problems` gives it line and cure. The engine asks which words are lost, so
that no deadline looks missed for a typing error.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from remedy.case.model import Case
from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Path, Source
from remedy.law.law import Law
from remedy.law.pack import Fact, Pack, Rule


class Finding(msgspec.Struct, frozen=True):
    """One thing that the law does not know."""

    at: Path
    code: str
    message: str
    fix: str


def problems(case: Case, law: Law, source: Source) -> list[Problem]:
    """All findings as problems of the case's file."""
    found = (*unknown_words(case, law), *_facts(case, law), *_places(case, law), *_own(case, law), *_steps(case, law))
    return [source.problem_at(f.at, f.code, f.message, f.fix) for f in found]


def packs_of(case: Case, law: Law) -> list[Pack]:
    """The packs of a case that are at hand."""
    return [law.packs[p] for p in case.packs if p in law.packs]


def _rules(case: Case, law: Law) -> dict[str, Rule]:
    out: dict[str, Rule] = {}
    for pack in packs_of(case, law):
        for rule in pack.rules:
            out.setdefault(rule.id, rule)
            out[rule.full] = rule
    return out


def _is_deadline(case: Case, law: Law, name: str) -> bool:
    """Whether a name is that of a deadline which the case has or may have."""
    name = name.removeprefix(f"{case.id}#")
    if name.startswith("deadline:"):
        return any(d.id == name.removeprefix("deadline:") for d in case.deadlines)
    rule, at, anchor = name.partition("@")
    anchor = anchor.partition("/")[0]
    found = _rules(case, law).get(rule)
    if f"{rule}@{anchor}" in _clock_names(case, law):
        return True
    if found is None or not at:
        return False
    derived = {d.event for p in packs_of(case, law) for d in p.derives}
    kinds = {e.kind for e in case.events if e.id == anchor}
    return bool(kinds & set(found.anchors)) or any(anchor.startswith(k) and k in found.anchors for k in derived)


def _clock_names(case: Case, law: Law) -> list[str]:
    """The names of the clocks on the punishments of a case, short and in full."""
    clocks = [c for p in packs_of(case, law) for c in p.clocks]
    return [f"{n}@{s.id}" for s in case.sanctions for c in clocks if c.covers(s.kind) for n in (c.id, c.full)]


def _names(case: Case, law: Law) -> list[str]:
    """The names of deadlines that the case may have, for the nearest one."""
    out = [f"deadline:{d.id}" for d in case.deadlines]
    out += [n for n in _clock_names(case, law) if "/" not in n]
    for name, rule in _rules(case, law).items():
        if "/" not in name:
            out += [f"{name}@{e.id}" for e in case.events if e.kind in rule.anchors]
    return out


def unknown_words(case: Case, law: Law) -> Iterator[Finding]:
    """Words of a court or person on deadlines that the case does not have."""
    for word in case.overrides:
        if not _is_deadline(case, law, word.on):
            message = f'no deadline is named "{word.on}"'
            yield Finding((*word.at, "on"), "dangling-reference", message, did_you_mean(word.on, _names(case, law)))
            continue
        rule = _rules(case, law).get(word.on.removeprefix(f"{case.id}#").partition("@")[0])
        if word.reading and rule is not None:
            known = {"main", *(r.id for v in rule.versions for r in v.readings)}
            if word.reading.partition("-from-")[0] not in known and not word.reading.startswith("law-"):
                message = f'{rule.id} has no reading "{word.reading}"'
                yield Finding((*word.at, "reading"), "dangling-reference", message, did_you_mean(word.reading, known))


def declared(packs: list[Pack]) -> dict[str, Fact]:
    """The facts that packs declare."""
    return {f.id: f for pack in packs for f in pack.facts.values()}


def _facts(case: Case, law: Law) -> Iterator[Finding]:
    known = declared(packs_of(case, law))
    if not known:
        return
    places: list[tuple[Path, dict[str, Any]]] = [((), case.facts)]
    places += [(person.at, person.facts) for person in case.persons]
    places += [(event.at, event.facts) for event in case.events]
    for at, stated in places:
        for name, value in stated.items():
            path: Path = (*at, "facts", name)
            if name not in known:
                fix = did_you_mean(name, known)
                yield Finding(path, "unknown-key", f'no rule depends on a fact "{name}"', fix)
                continue
            values = known[name].values
            for one in value if isinstance(value, list) else [value]:
                if one not in values or isinstance(one, bool) != isinstance(values[0], bool):
                    allowed = ", ".join(_spell(v) for v in values)
                    message = f"{_spell(one)} is no value of {name}: it counts as unknown"
                    yield Finding(path, "wrong-type", message, f"write one of: {allowed}")


def _spell(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else f'"{value}"'


def _places(case: Case, law: Law) -> Iterator[Finding]:
    for proceeding in case.proceedings:
        if proceeding.pack and proceeding.pack not in law.packs:
            message = f'there is no pack "{proceeding.pack}": nothing is computed for it'
            yield Finding((*proceeding.at, "pack"), "unknown-pack", message, did_you_mean(proceeding.pack, law.packs))
        elif proceeding.pack and proceeding.pack not in case.packs:
            message = f'"{proceeding.pack}" is not among the packs of the case: nothing is computed for it'
            yield Finding((*proceeding.at, "pack"), "unknown-pack", message, f'add "{proceeding.pack}" to packs')
        if proceeding.stage == "international" and not proceeding.pack:
            fix = 'add pack = "un/hrc", or the pack of that body'
            yield Finding(proceeding.at, "missing-key", f"{proceeding.id} is international and names no pack", fix)
    by_id = {p.id: p for p in case.proceedings}
    first = case.packs[0] if case.packs else ""
    for event in case.events:
        place = by_id.get(event.proceeding)
        kind = law.vocabulary.kinds.get(event.kind)
        if place is None or kind is None or not kind.stage or kind.stage == "international":
            continue
        if place.stage == "international" or (place.pack or first) not in {first, *case.packs}:
            message = f"{event.kind} stands in {place.id}, which is before another body ({place.pack or place.stage})"
            yield Finding((*event.at, "proceeding"), "misplaced", message, "name the proceeding that it belongs to")
    if case.calendar and case.calendar not in law.calendars:
        fix = did_you_mean(case.calendar, law.calendars)
        yield Finding(("calendar",), "dangling-reference", f'no calendar "{case.calendar}"', fix)


def _own(case: Case, law: Law) -> Iterator[Finding]:
    """What the deadlines of the file itself are computed by."""
    for entry in case.deadlines:
        for key, name in (("counting", entry.counting), *(("readings", r.counting) for r in entry.readings)):
            if name and name not in law.conventions:
                fix = did_you_mean(name, law.conventions)
                yield Finding((*entry.at, key), "dangling-reference", f'no convention "{name}"', fix)
        if entry.date is None and not (entry.start and entry.period):
            lacks = "period" if entry.start else "date"
            fix = 'add date = 2021-09-01, or from = "EVENT" with period = "P10D"'
            yield Finding(entry.at, "missing-key", f"deadline {entry.id} has no {lacks}", fix)


def _steps(case: Case, law: Law) -> Iterator[Finding]:
    remedies = {r.id for p in packs_of(case, law) for r in p.remedies}
    known = {e.id for e in case.events} | set(law.vocabulary.kinds)
    for step in case.steps:
        if step.remedy and remedies and step.remedy.rpartition(".")[2] not in remedies:
            fix = did_you_mean(step.remedy, remedies)
            yield Finding((*step.at, "remedy"), "dangling-reference", f'no remedy "{step.remedy}"', fix)
        for key, offset in (("before", step.before), ("after", step.after)):
            if offset is None:
                continue
            if offset.is_event and offset.target not in known:
                fix = did_you_mean(offset.target, known)
                yield Finding((*step.at, key), "dangling-reference", f'no event "{offset.target}"', fix)
            elif not offset.is_event and not _is_deadline(case, law, offset.target):
                fix = did_you_mean(offset.target, _names(case, law))
                yield Finding((*step.at, key), "dangling-reference", f'no deadline "{offset.target}"', fix)
