"""Names in a pack that lead nowhere: kinds, rules, remedies, facts, conventions. Each is said; what needs it is out.

A rule without its convention, or one that waits for an event which nobody can record, would give a wrong date or
none: it is dropped. A name that only points (what is left if a term is missed) is dropped alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import msgspec

from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Path, Source
from remedy.case.vocabulary import SIDES, Vocabulary
from remedy.law.facts import ANCHOR_KEYS
from remedy.law.pack import Condition, Pack, Remedy, Rule, Start, waiting

Wrong = tuple[Path, str, str, str]
"""Where in the table, the code, what is wrong, what to write."""


class Names:
    """What a pack may name."""

    def __init__(
        self,
        pack: Pack,
        vocabulary: Vocabulary,
        conventions: Collection[str],
    ) -> None:
        self.pack = pack
        self.kinds, self.outcomes = vocabulary.kinds, vocabulary.outcomes
        self.conventions = conventions
        self.rules = {r.id for r in pack.rules}
        self.remedies = {r.id for r in pack.remedies}
        self.said = {"outcome": (*self.outcomes, ""), "aim": ("better", "worse", ""), "side": tuple(SIDES)}
        self.said["kind"] = tuple(self.kinds)
        """What an anchor may say under its own keys."""

    def kind(self, path: Path, names: Iterable[str]) -> Iterator[Wrong]:
        """Those that are no word of the vocabulary."""
        for name in names:
            if name and name not in self.kinds:
                yield path, "unknown-kind", f'nobody can record "{name}"', did_you_mean(name, self.kinds)

    def one_of(self, path: Path, what: str, names: Iterable[str], known: Collection[str]) -> Iterator[Wrong]:
        """Those that are not known."""
        for name in names:
            if name and name not in known:
                fix = did_you_mean(name, known) if known else f"there is no {what} in this pack"
                yield path, "dangling-reference", f'no {what} "{name}"', fix

    def condition(self, path: Path, wanted: Condition) -> Iterator[Wrong]:
        """Facts that the pack does not declare, and values that they cannot have."""
        for name, values in wanted.items():
            fact = self.pack.facts.get(name)
            if fact is None and name not in ANCHOR_KEYS:
                known = [*self.pack.facts, *ANCHOR_KEYS]
                yield (*path, name), "dangling-reference", f'no fact "{name}" is declared', did_you_mean(name, known)
            allowed: Collection[Any] = fact.values if fact else self.said.get(name, values)
            for value in values:
                if not any(value == a and type(value) is type(a) for a in allowed):
                    fix = f"write one of: {', '.join(str(a) or '(none)' for a in allowed)}"
                    yield (*path, name), "dangling-reference", f"{name} is never {value}", fix

    def starts(self, path: Path, starts: Iterable[Start]) -> Iterator[Wrong]:
        """Kinds and rules that a term starts with."""
        for start in starts:
            yield from self.kind(path, [start.kind])
            yield from self.one_of(path, "rule", [start.end_of, start.missed], self.rules)
            if not (start.kind or start.end_of or start.missed):
                yield path, "missing-key", "a start names nothing", 'write a kind, or { end_of = "…" }'

    def rule(self, rule: Rule) -> Iterator[Wrong]:
        """What keeps a rule from being used."""
        for key, names in (
            ("anchor", rule.anchors),
            ("done", rule.done),
            ("ended_by", rule.ended_by),
            ("unless", rule.unless),
        ):
            yield from self.kind((key,), names)
        yield from self.starts(("starts",), (s for s in rule.starts if s.kind not in rule.anchors))
        yield from self.condition(("if",), rule.condition)
        yield from self.one_of(("not_after",), "rule", [rule.not_after], self.rules)
        yield from self.one_of(("remedy",), "remedy", [rule.remedy], self.remedies)
        if rule.extension is not None:
            yield from self.kind(("extension", "event"), [rule.extension.event])
        for i, version in enumerate(rule.versions):
            at: Path = ("version", i)
            if version.stages:
                yield from self.one_of((*at, "counting"), "convention", [version.counting], self.conventions)
            for n, reading in enumerate(version.readings):
                here: Path = (*at, "reading", n)
                yield from self.one_of((*here, "counting"), "convention", [reading.counting], self.conventions)
                yield from self.starts((*here, "starts"), reading.starts)
                yield from self.condition((*here, "if"), reading.condition)

    def remedy(self, remedy: Remedy) -> Iterator[Wrong]:
        """What keeps a remedy from being used."""
        yield from self.kind(("after",), remedy.after)
        yield from self.one_of(("after",), "outcome", (n for o in remedy.openings for n in o.outcome), self.outcomes)
        yield from self.kind(("filed",), remedy.filed)
        yield from self.kind(("decided",), remedy.decided)
        yield from self.one_of(("after",), "remedy or rule", remedy.after_missed, self.remedies | self.rules)
        for i, version in enumerate(remedy.versions):
            at: Path = ("version", i)
            yield from self.one_of((*at, "requires"), "remedy", version.requires, self.remedies)
            yield from self.condition((*at, "if"), version.condition)
            for again in version.again:
                yield from self.condition((*at, "again"), again.condition)
            yield from self.kind((*at, "barred_by"), [b.event for b in version.barred_by])
            yield from self.one_of((*at, "barred_by"), "outcome", (b.outcome for b in version.barred_by), self.outcomes)
        circle = self.circle(remedy)
        if circle:
            first = next(i for i, v in enumerate(remedy.versions) if circle[1] in v.requires)
            yield (
                ("version", first, "requires"),
                "circle",
                f"{' requires '.join(circle)}: nothing opens it",
                "leave one of them out",
            )

    def circle(self, remedy: Remedy) -> list[str]:
        """The way from a remedy back to itself over what each requires; empty where there is none."""
        needs = {r.id: {n for v in r.versions for n in v.requires} for r in self.pack.remedies}
        ways, seen = [[remedy.id]], {remedy.id}
        while ways:
            way = ways.pop()
            for name in sorted(needs.get(way[-1], ())):
                if name == remedy.id:
                    return [*way, name]
                if name not in seen:
                    seen.add(name)
                    ways.append([*way, name])
        return []


def settle(
    pack: Pack,
    source: Source,
    vocabulary: Vocabulary,
    conventions: Collection[str],
    calendars: Collection[str],
) -> tuple[Pack, list[Problem]]:
    """The pack without what cannot be used, and why."""
    names = Names(pack, vocabulary, conventions)
    problems: list[Problem] = []

    def usable(table: str, entries: Iterable[Any], wrong: Any) -> tuple[Any, ...]:
        kept = []
        places = _places(source, table)
        for number, entry in enumerate(entries):
            found = list(wrong(entry))
            at = places.get(getattr(entry, "id", ""), number)
            for path, code, message, fix in found:
                problems.append(_error(source, (table, at, *path), code, f"{_called(entry)}{message}", fix))
            if not found:
                kept.append(entry)
        return tuple(kept)

    for path, code, message, fix in names.one_of(("calendar",), "calendar", [pack.calendar], calendars):
        problems.append(_error(source, path, code, message, fix))
    for rule in pack.rules:
        places = _places(source, "rule")
        for _, code, message, fix in names.one_of((), "remedy", rule.if_missed, names.remedies):
            at = ("rule", places.get(rule.id, 0), "if_missed")
            problems.append(_error(source, at, code, f"{rule.id}: {message}", fix))
    found = msgspec.structs.replace(
        pack,
        rules=usable("rule", pack.rules, names.rule),
        remedies=usable("remedy", pack.remedies, names.remedy),
        derives=usable("derive", pack.derives, lambda d: _derive(names, d)),
        expects=usable("expect", pack.expects, lambda e: _expect(names, e)),
        sanctions=usable("sanction", pack.sanctions, lambda s: _sanction(names, s)),
        clocks=usable("clock", pack.clocks, lambda c: _clock(names, c)),
        playbook=usable("playbook", pack.playbook, lambda s: _step(names, s)),
    )
    rules = tuple(_pointing(r, names.remedies) for r in found.rules)
    return msgspec.structs.replace(found, rules=rules, waiting=waiting(rules)), problems


def _pointing(rule: Rule, remedies: Collection[str]) -> Rule:
    """A rule without the names of remedies that are not there."""
    kept = tuple(n for n in rule.if_missed if n in remedies)
    return rule if kept == rule.if_missed else msgspec.structs.replace(rule, if_missed=kept)


def _derive(names: Names, derive: Any) -> Iterator[Wrong]:
    yield from names.kind(("event",), [derive.event])
    for i, way in enumerate(derive.sources):
        yield from names.kind(("from", i, "event"), [way.event, *way.if_none])
        yield from names.one_of(("from", i, "after_end_of"), "rule", way.after_end_of, names.rules)


def _expect(names: Names, expect: Any) -> Iterator[Wrong]:
    yield from names.kind(("after",), [expect.after])
    yield from names.kind(("kind",), [expect.kind])
    yield from names.one_of(("within_rule",), "rule", [expect.within_rule], names.rules)


def _sanction(names: Names, sanction: Any) -> Iterator[Wrong]:
    yield from names.one_of(("counting",), "convention", [sanction.counting], names.conventions)
    yield from names.kind(("starts",), [sanction.starts])
    yield from names.kind(("beside",), sanction.beside.values())
    for credit in sanction.credits:
        yield from names.condition(("credit",), credit.condition)


def _clock(names: Names, clock: Any) -> Iterator[Wrong]:
    punishments = [k for s in names.pack.sanctions for k in s.kind]
    yield from names.one_of(("sanction",), "punishment", clock.sanction, punishments)
    yield from names.one_of(("counting",), "convention", [clock.counting], names.conventions)
    for key in ("ended_by", "asked", "decided"):
        yield from names.kind((key,), getattr(clock, key))
    yield from names.kind(("starts",), [clock.starts])
    yield from names.condition(("while",), clock.runs_while)
    for i, term in enumerate(clock.terms):
        yield from names.condition(("term", i, "if"), term.condition)


def _step(names: Names, step: Any) -> Iterator[Wrong]:
    yield from names.one_of(("remedy",), "remedy", [step.remedy], names.remedies)
    yield from names.one_of(("after_rule",), "rule", [step.after_rule], names.rules)


def _called(entry: Any) -> str:
    name = getattr(entry, "id", "")
    return f"{name}: " if name else ""


def _places(source: Source, table: str) -> dict[str, int]:
    """The place of each table of an array by its id; of two of one id the first."""
    rows = source.data.get(table, [])
    out: dict[str, int] = {}
    for i, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            out.setdefault(row["id"], i)
    return out


def _error(source: Source, at: Path, code: str, message: str, fix: str) -> Problem:
    found = source.problem_at(at, code, message, fix)
    return Problem(found.file, found.line, found.key, "error", code, message, fix)
