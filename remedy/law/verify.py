"""What `rules check` holds against a file of law beyond its form and its names: no source, examples that fail.

The author's tool: every problem names the line. Too slow for every command; loading does not call it.
"""

from __future__ import annotations

from collections.abc import Iterable

from remedy.case import fields
from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Path, Source
from remedy.law.answer import Cite
from remedy.law.compute import compute
from remedy.law.counting import Convention, count
from remedy.law.law import Law
from remedy.law.pack import Pack, Rule
from remedy.law.pack_clock import SanctionClock
from remedy.law.pack_reader import Reader, Row
from remedy.law.served import worked


def pack(found: Pack, law: Law, source: Source) -> list[Problem]:
    """The problems of one compiled pack: versions that cite nothing, examples that fail."""
    reader = Reader(source)
    for rule in found.rules:
        at: Path = ("rule", _place(source, "rule", rule.id))
        for version in rule.versions:
            _cited(reader, at, f"{rule.id} from {version.label}", version.cite)
        for n, row in enumerate(rule.example):
            _example(reader, rule, law, row, (*at, "example", n))
    for remedy in found.remedies:
        for one in remedy.versions:
            at = ("remedy", _place(source, "remedy", remedy.id))
            _cited(reader, at, f"{remedy.id} from {one.label}", one.cite)
    for i, derive in enumerate(found.derives):
        for n, way in enumerate(derive.sources):
            _cited(reader, ("derive", i, "from", n), f"that {derive.event} follows", way.cite)
    for i, sanction in enumerate(found.sanctions):
        _cited(reader, ("sanction", i), f"the length of {sanction.kind[0]}", sanction.cite)
    for clock in found.clocks:
        at = ("clock", _place(source, "clock", clock.id))
        for n, term in enumerate(clock.terms):
            _cited(reader, (*at, "term", n), f"{clock.id}: {term.id}", term.cite)
        for n, row in enumerate(clock.example):
            _served(reader, clock, found, law, row, (*at, "example", n))
    return reader.problems


def _place(source: Source, table: str, id: str) -> int:
    """The place of a table in its file by its id."""
    return next((i for i, row in enumerate(source.data.get(table, [])) if row.get("id") == id), 0)


def _cited(reader: Reader, at: Path, what: str, cite: Iterable[Cite]) -> None:
    """Says where law has no source."""
    if not any(c.get("source") for c in cite):
        reader.say(at, "unsourced", f"{what} cites nothing", "add cite = [{ source = …, article = … }]")


def _taken(reader: Reader, name: str, row: Row, at: Path) -> Row | None:
    """The values of a worked example; None where something in it is wrong, which was said."""
    said = len(reader.problems)
    found = reader.take(name, row, at)
    return found if len(reader.problems) == said else None


def _example(reader: Reader, rule: Rule, law: Law, row: Row, at: Path) -> None:
    """Runs one worked example of a rule."""
    found = _taken(reader, "example", row, at)
    if found is None:
        return
    on, wanted = found["on"], found["last_day"]
    try:
        events = {k: fields.when(v) for k, v in found.get("events", {}).items()}
    except fields.Bad as bad:
        reader.say((*at, "events"), bad.code, f"events: {bad}", bad.fix)
        return
    stated, kind = found.get("facts", {}), found.get("anchor", "")
    if kind and kind not in rule.anchors:
        reader.say(
            (*at, "anchor"), "bad-example", f'"{kind}" is no anchor of {rule.id}', did_you_mean(kind, rule.anchors)
        )
        return
    for event in events:
        if event not in law.vocabulary.kinds:
            fix = did_you_mean(event, law.vocabulary.kinds)
            reader.say((*at, "events"), "unknown-kind", f'nobody can record "{event}"', fix)
            return
    if not _is_stated(reader, law.packs[rule.pack], stated, (*at, "facts")):
        return
    try:
        answer = compute(rule, law, on, decided=found.get("decided"), events=events, stated=stated, anchor_kind=kind)
    except OverflowError:
        what = f"{rule.id} from {on.raw} leaves the calendar of years 1 to 9999"
        reader.say(at, "failed-example", what, "write a day nearer to ours")
        return
    if answer.date != wanted:
        given = f"{answer.date}" if answer.date else f"no day ({answer.reason})"
        fix = f"redo it by hand: {found.get('why', 'a wall calendar will do')}"
        reader.say(at, "failed-example", f"{rule.id} from {on.raw} gives {given}, not {wanted}", fix)


def _is_stated(reader: Reader, pack: Pack, stated: Row, at: Path) -> bool:
    """Whether the facts of an example can be; says where not."""
    known = pack.facts
    for name, value in stated.items():
        values = known[name].values if name in known else ()
        if not any(value == v and type(value) is type(v) for v in values):
            what = f"{name} is never {value}" if values else f'no fact "{name}" is declared'
            fix = f"write one of: {', '.join(map(str, values))}" if values else did_you_mean(name, known or ["custody"])
            reader.say(at, "bad-example", f"an example cannot be: {what}", fix)
            return False
    return True


def _served(reader: Reader, clock: SanctionClock, pack: Pack, law: Law, row: Row, at: Path) -> None:
    """Runs one worked example of a clock on a punishment."""
    found = _taken(reader, "clock.example", row, at)
    if found is None or not _is_stated(reader, pack, found.get("facts", {}), (*at, "facts")):
        return
    wanted = found["first_day"]
    try:
        days = worked(clock, law.conventions[clock.counting], row)
    except OverflowError:
        reader.say(at, "failed-example", f"{clock.id} leaves the calendar of years 1 to 9999", "write less")
        return
    if days != {wanted}:
        given = " or ".join(sorted(map(str, days))) or "no day"
        what = f"{clock.id} from {found['on']} gives {given}, not {wanted}"
        reader.say(at, "failed-example", what, f"redo it by hand: {found.get('why', 'a wall calendar will do')}")


def conventions(found: Iterable[Convention], law: Law, source: Source) -> list[Problem]:
    """The problems of conventions: law without a source, examples that fail."""
    reader = Reader(source)
    for one in found:
        if one.basis != "default":
            _cited(reader, (one.id,), f"{one.id}, which rests on {one.basis},", one.cite)
        for n, row in enumerate(one.example):
            _counted(reader, one, law, row, (one.id, "example", n))
    return reader.problems


def _counted(reader: Reader, convention: Convention, law: Law, row: Row, at: Path) -> None:
    """Runs one worked example of a convention."""
    found = _taken(reader, "convention.example", row, at)
    if found is None:
        return
    day, period, wanted = found["on"], found["period"], found["last_day"]
    calendar = found.get("calendar", "")
    if calendar and calendar not in law.calendars:
        fix = did_you_mean(calendar, law.calendars)
        reader.say((*at, "calendar"), "dangling-reference", f'no calendar "{calendar}"', fix)
        return
    try:
        last = count(day, (period,), convention, law.calendars.get(calendar), back=found.get("back", False)).last_day
    except OverflowError:
        reader.say(at, "failed-example", f"{convention.id}: {day} {period.raw} leaves the calendar", "write less")
        return
    if last != wanted:
        what = f"{convention.id}: {day} {period.raw} gives {last}, not {wanted}"
        reader.say(at, "failed-example", what, f"redo it by hand: {found.get('why', 'a wall calendar will do')}")
