"""Names in a pack that lead nowhere: kinds, rules, remedies, facts, conventions. Each is said; what needs it is out.

A rule without its convention, or one that waits for an event which nobody can record, would give a wrong date or
none: it is dropped, and so is what rests on it. A name that only points (the remedy of a rule, what is left if a term
is missed) is dropped alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any

import msgspec

from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Path, Source
from remedy.case.vocabulary import SIDES, Vocabulary
from remedy.law.facts import ANCHOR_KEYS
from remedy.law.pack import Condition, Derive, Expect, Pack, Playbook, Remedy, Rule, Start, waiting
from remedy.law.pack_clock import SanctionClock, SanctionRule
from remedy.law.pack_words import Row

Wrong = tuple[Path, str, str, str]
"""Where in the table, the code, what is wrong, what to write."""


class Names:
    """What a pack may name."""

    def __init__(
        self,
        pack: Pack,
        source: Source,
        vocabulary: Vocabulary,
        conventions: Collection[str],
    ) -> None:
        self.pack, self.source = pack, source
        self.kinds, self.outcomes = vocabulary.kinds, vocabulary.outcomes
        self.conventions = conventions
        self.rules = {r.id: r for r in pack.rules}
        self.remedies = {r.id for r in pack.remedies}

    def declares(self, table: str, name: str) -> bool:
        """Whether the file has such a table, usable or not."""
        return name in _places(self.source, table)

    def kind(self, path: Path, names: Iterable[str]) -> Iterator[Wrong]:
        """Those that are no word of the vocabulary."""
        for name in names:
            if name and name not in self.kinds:
                yield path, "unknown-kind", f'nobody can record "{name}"', did_you_mean(name, self.kinds)

    def outcome(self, path: Path, kind: str, names: Iterable[str]) -> Iterator[Wrong]:
        """Outcomes that such an event never has."""
        entry = self.kinds.get(kind)
        known = (entry.outcomes if entry else ()) or self.outcomes
        for name in names:
            if name and name not in known:
                yield path, "bad-outcome", f'{kind} never ends "{name}"', did_you_mean(name, known)

    def one_of(self, path: Path, what: str, names: Iterable[str], known: Collection[str]) -> Iterator[Wrong]:
        """Those that are not known."""
        for name in names:
            if not name or name in known:
                continue
            tables = what.split(" or ")
            if any(self.declares(table, name) for table in tables):
                yield path, "dangling-reference", f'the {what} "{name}" had to be left out', "mend that one first"
            else:
                fix = did_you_mean(name, known) if known else f"there is no {what} here"
                yield path, "dangling-reference", f'no {what} "{name}"', fix

    def condition(self, path: Path, wanted: Condition, kinds: Iterable[str] = ()) -> Iterator[Wrong]:
        """Facts that the pack does not declare, and values that they, or the keys of the anchor, cannot have."""
        for name, values in wanted.items():
            fact = self.pack.facts.get(name)
            if fact is None and name not in ANCHOR_KEYS:
                known = [*self.pack.facts, *ANCHOR_KEYS]
                left = self.declares("fact", name)
                what = f'the fact "{name}" had to be left out' if left else f'no fact "{name}" is declared'
                fix = "mend that one first" if left else did_you_mean(name, known)
                yield (*path, name), "dangling-reference", what, fix
                continue
            allowed = fact.values if fact is not None else self.key_values(name, kinds)
            for value in values:
                if not any(value == a and type(value) is type(a) for a in allowed):
                    fix = f"write one of: {', '.join(_spell(a) for a in allowed)}"
                    yield (*path, name), "dangling-reference", f"{name} is never {_spell(value)}", fix

    def key_values(self, name: str, kinds: Iterable[str]) -> Collection[Any]:
        """What a key of an anchor of some kinds may say; empty text: nobody said it."""
        entries = [self.kinds[k] for k in kinds if k in self.kinds]
        if name == "preceded_by":
            return tuple(self.kinds)
        if name == "kind":
            return tuple(e.id for e in entries) or tuple(self.kinds)
        if name == "outcome":
            return (*dict.fromkeys(o for e in entries for o in e.outcomes or self.outcomes), "")
        return {"form": ("full", "operative-part", ""), "aim": ("better", "worse", ""), "side": (*sorted(SIDES), "")}[
            name
        ]

    def starts(self, path: Path, starts: Iterable[Start], rule: Rule) -> Iterator[Wrong]:
        """Kinds and rules that a term starts with."""
        for start in starts:
            if start.kind not in rule.anchors:
                yield from self.kind(path, [start.kind])
            yield from self.one_of(path, "rule", [start.end_of, start.missed], self.rules)

    def rule(self, rule: Rule) -> Iterator[Wrong]:
        """What keeps a rule from being used."""
        for key, names in (
            ("anchor", rule.anchors),
            ("done", rule.done),
            ("ended_by", rule.ended_by),
            ("unless", rule.unless),
        ):
            yield from self.kind((key,), names)
        yield from self.starts(("starts",), rule.starts, rule)
        yield from self.condition(("if",), rule.condition, rule.anchors)
        for kind, wanted in rule.ended_if.items():
            yield from self.one_of(("ended_if", kind), "kind in ended_by", [kind], rule.ended_by)
            yield from self.condition(("ended_if", kind), wanted, [kind])
        yield from self.one_of(("not_after",), "rule", [rule.not_after], self.rules)
        circle = _circle(rule.id, lambda id: _rests_on(self.rules[id]) if id in self.rules else ())
        if circle:
            key = "not_after" if circle[1] == rule.not_after else "starts"
            yield (key,), "circle", f"{' waits for '.join(circle)}: neither has a day", "leave one of them out"
        if rule.extension is not None:
            yield from self.kind(("extension", "event"), [rule.extension.event])
        for i, version in enumerate(rule.versions):
            at: Path = ("version", i)
            if version.stages:
                yield from self.one_of((*at, "counting"), "convention", [version.counting], self.conventions)
            for n, reading in enumerate(version.readings):
                here: Path = (*at, "reading", n)
                yield from self.one_of((*here, "counting"), "convention", [reading.counting], self.conventions)
                yield from self.starts((*here, "starts"), reading.starts, rule)
                yield from self.condition((*here, "if"), reading.condition, rule.anchors)

    def remedy(self, remedy: Remedy) -> Iterator[Wrong]:
        """What keeps a remedy from being used."""
        yield from self.kind(("after",), remedy.after)
        yield from self.kind(("filed",), remedy.filed)
        yield from self.kind(("decided",), remedy.decided)
        for opening in remedy.openings:
            yield from self.outcome(("after",), opening.event, opening.outcome)
            yield from self.condition(("after",), opening.condition, [opening.event])
        yield from self.one_of(("after",), "remedy or rule", remedy.after_missed, {*self.remedies, *self.rules})
        for i, version in enumerate(remedy.versions):
            at: Path = ("version", i)
            yield from self.one_of((*at, "requires"), "remedy", version.requires, self.remedies)
            yield from self.condition((*at, "if"), version.condition, remedy.after)
            for again in version.again:
                yield from self.condition((*at, "again"), again.condition, remedy.after)
            for bar in version.barred_by:
                yield from self.kind((*at, "barred_by"), [bar.event])
                yield from self.outcome((*at, "barred_by"), bar.event, [bar.outcome])
        needs = {r.id: {n for v in r.versions for n in v.requires} for r in self.pack.remedies}
        circle = _circle(remedy.id, lambda id: needs.get(id, ()))
        if circle:
            first = next(i for i, v in enumerate(remedy.versions) if circle[1] in v.requires)
            what = f"{' requires '.join(circle)}: nothing opens it"
            yield ("version", first, "requires"), "circle", what, "leave one of them out"

    def derive(self, derive: Derive) -> Iterator[Wrong]:
        """What keeps an event from following by law."""
        yield from self.kind(("event",), [derive.event])
        for i, way in enumerate(derive.sources):
            yield from self.kind(("from", i, "event"), [way.event])
            yield from self.kind(("from", i, "if_none"), way.if_none)
            yield from self.outcome(("from", i, "unless_outcome"), way.event, way.unless_outcome)
            yield from self.one_of(("from", i, "after_end_of"), "rule", way.after_end_of, self.rules)
        circle = _circle(derive.event, self._follows_from)
        if circle:
            yield ("event",), "circle", f"{' follows from '.join(circle)}: neither comes", "leave one of them out"

    def _follows_from(self, kind: str) -> Iterable[str]:
        """The kinds that a derived kind follows from."""
        ways = [w for d in self.pack.derives if d.event == kind for w in d.sources]
        ends = [a for w in ways for r in w.after_end_of if r in self.rules for a in self.rules[r].anchors]
        return {*(w.event for w in ways if w.event), *ends}

    def expect(self, expect: Expect) -> Iterator[Wrong]:
        """What keeps a gap from being asked."""
        yield from self.kind(("after",), [expect.after])
        yield from self.kind(("kind",), [expect.kind])
        yield from self.one_of(("within_rule",), "rule", [expect.within_rule], self.rules)

    def sanction(self, sanction: SanctionRule) -> Iterator[Wrong]:
        """What keeps a punishment from being counted."""
        yield from self.one_of(("counting",), "convention", [sanction.counting], self.conventions)
        yield from self.kind(("starts",), [sanction.starts])
        yield from self.kind(("beside",), sanction.beside.values())
        for i, credit in enumerate(sanction.credits):
            yield from self.condition(("credit", i, "if"), credit.condition)

    def clock(self, clock: SanctionClock) -> Iterator[Wrong]:
        """What keeps a clock on a punishment from being counted."""
        punishments = [k for s in self.pack.sanctions for k in s.kind]
        yield from self.one_of(("sanction",), "punishment", clock.sanction, punishments)
        yield from self.one_of(("counting",), "convention", [clock.counting], self.conventions)
        for key in ("ended_by", "asked", "decided"):
            yield from self.kind((key,), getattr(clock, key))
        yield from self.kind(("starts",), [clock.starts])
        yield from self.condition(("while",), clock.runs_while)
        for i, term in enumerate(clock.terms):
            yield from self.condition(("term", i, "if"), term.condition)

    def step(self, step: Playbook) -> Iterator[Wrong]:
        """What keeps a step from being suggested."""
        yield from self.one_of(("remedy",), "remedy", [step.remedy], self.remedies)
        yield from self.one_of(("after_rule",), "rule", [step.after_rule], self.rules)


def _rests_on(rule: Rule) -> Iterable[str]:
    """The rules without whose last day a rule has none."""
    every = (*rule.starts, *(s for v in rule.versions for r in v.readings for s in r.starts))
    return {name for name in (rule.not_after, *(x for s in every for x in (s.end_of, s.missed))) if name}


def _circle(first: str, onwards: Callable[[str], Iterable[str]]) -> list[str]:
    """The way from a name back to itself; empty where there is none."""
    ways, seen = [[first]], {first}
    while ways:
        way = ways.pop()
        for name in sorted(onwards(way[-1])):
            if name == first:
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
    """The pack without what cannot be used, and why; what rests on a table that is left out is left out too."""
    problems: list[Problem] = []
    for path, code, message, fix in Names(pack, source, vocabulary, conventions).one_of(
        ("calendar",), "calendar", [pack.calendar], calendars
    ):
        problems.append(_error(source, path, code, message, fix))
    about = Names(pack, source, vocabulary, conventions)
    for fact in pack.facts.values():
        place = _place(source, "fact", fact, ())
        for path, code, message, fix in about.kind(("fact", place, "of"), fact.of):
            problems.append(_error(source, path, code, f"{fact.id}: {message}", fix))
    while True:
        names = Names(pack, source, vocabulary, conventions)
        kept = _usable(names, problems)
        if (len(kept.rules), len(kept.remedies), len(kept.derives)) == (
            len(pack.rules),
            len(pack.remedies),
            len(pack.derives),
        ):
            break
        pack = kept
    rules = tuple(_pointing(names, rule, problems) for rule in kept.rules)
    lost = _lost(source, {r.id for r in rules})
    return msgspec.structs.replace(kept, rules=rules, waiting=waiting(rules), lost=lost), problems


def _lost(source: Source, usable: Collection[str]) -> frozenset[str]:
    """The remedies that a rule of the file names which had to be left out."""
    rows = _rows(source, "rule")
    if len(rows) == len(usable):
        return frozenset()
    left = (row for row in rows if not isinstance(row.get("id"), str) or row["id"] not in usable)
    return frozenset(row["remedy"] for row in left if isinstance(row.get("remedy"), str))


def _usable(names: Names, problems: list[Problem]) -> Pack:
    """The tables of a pack whose names all lead somewhere; the others are said."""

    def usable(table: str, entries: Sequence[Any], wrong: Callable[[Any], Iterator[Wrong]]) -> tuple[Any, ...]:
        kept = []
        for entry in entries:
            found = list(wrong(entry))
            if not found:
                kept.append(entry)
                continue
            at = _place(names.source, table, entry, entries)
            for path, code, message, fix in found:
                problems.append(_error(names.source, (table, at, *path), code, f"{_called(entry)}{message}", fix))
        return tuple(kept)

    pack = names.pack
    return msgspec.structs.replace(
        pack,
        rules=usable("rule", pack.rules, names.rule),
        remedies=usable("remedy", pack.remedies, names.remedy),
        derives=usable("derive", pack.derives, names.derive),
        expects=usable("expect", pack.expects, names.expect),
        sanctions=usable("sanction", pack.sanctions, names.sanction),
        clocks=usable("clock", pack.clocks, names.clock),
        playbook=usable("playbook", pack.playbook, names.step),
    )


def _pointing(names: Names, rule: Rule, problems: list[Problem]) -> Rule:
    """A rule without the names of remedies that are not there; each is said."""
    for key, pointed in (("remedy", (rule.remedy,)), ("if_missed", rule.if_missed)):
        for _, code, message, fix in names.one_of((), "remedy", pointed, names.remedies):
            at: Path = ("rule", _places(names.source, "rule").get(rule.id, 0), key)
            problems.append(_error(names.source, at, code, f"{rule.id}: {message}", fix))
    kept = tuple(n for n in rule.if_missed if n in names.remedies)
    remedy = rule.remedy if rule.remedy in names.remedies else ""
    if kept == rule.if_missed and remedy == rule.remedy:
        return rule
    return msgspec.structs.replace(rule, if_missed=kept, remedy=remedy)


def _spell(value: Any) -> str:
    """A value as its file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return f'"{value}"' if isinstance(value, str) else str(value)


def _called(entry: Any) -> str:
    name = getattr(entry, "id", "")
    return f"{name}: " if name else ""


def _rows(source: Source, table: str) -> list[Row]:
    """The tables of an array, as they stand in the file."""
    rows = source.data.get(table, [])
    return [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []


def _places(source: Source, table: str) -> dict[str, int]:
    """The place of each table of an array by its id; of two of one id the first."""
    out: dict[str, int] = {}
    for i, row in enumerate(_rows(source, table)):
        if isinstance(row.get("id"), str):
            out.setdefault(row["id"], i)
    return out


def _place(source: Source, table: str, entry: Any, entries: Sequence[Any]) -> int:
    """The place of a table in its file: by its id, else by what it says, else by its place among those kept."""
    id = getattr(entry, "id", "")
    if id:
        return _places(source, table).get(id, 0)
    keys = [k for k in ("event", "after", "kind") if hasattr(entry, k)]
    wanted = [getattr(entry, k) for k in keys]
    for i, row in enumerate(_rows(source, table)):
        stated = [
            (row.get(k),) if k == "kind" and table == "sanction" and isinstance(row.get(k), str) else row.get(k)
            for k in keys
        ]
        if [tuple(x) if isinstance(x, list) else x for x in stated] == wanted:
            return i
    return next((i for i, other in enumerate(entries) if other is entry), 0)


def _error(source: Source, at: Path, code: str, message: str, fix: str) -> Problem:
    found = source.problem_at(at, code, message, fix)
    return Problem(found.file, found.line, found.key, "error", code, message, fix)
