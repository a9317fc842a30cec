"""What `rules check` holds against a pack beyond its form: words that nobody can record, examples that fail.

The author's tool: every problem names the line of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from remedy.case import dates, fields, period
from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Path, Source
from remedy.law.compute import compute
from remedy.law.counting import Convention, count
from remedy.law.law import Law
from remedy.law.pack import Pack, Rule


def pack(found: Pack, law: Law, source: Source) -> Iterator[Problem]:
    """The problems of one compiled pack."""
    known = law.vocabulary.kinds
    positions = {row.get("id"): i for i, row in enumerate(source.data.get("rule", [])) if isinstance(row, dict)}
    for rule in found.rules:
        at: Path = ("rule", positions.get(rule.id, 0))
        for kind in _kinds(rule):
            if kind not in known:
                yield _problem(
                    source,
                    at,
                    "unknown-kind",
                    f'{rule.id} names the kind "{kind}", which nobody can record',
                    did_you_mean(kind, known),
                )
        for version in rule.versions:
            if rule.kind != "unlimited" and version.counting not in law.conventions:
                yield _problem(
                    source,
                    at,
                    "dangling-reference",
                    f'{rule.id}: no convention "{version.counting}"',
                    did_you_mean(version.counting, law.conventions),
                )
            if not version.cite:
                yield _problem(
                    source, at, "unsourced", f"{rule.id} from {version.label} cites nothing", "add cite = […]"
                )
        rules = {r.id for r in found.rules}
        for name in (rule.not_after, *(s.end_of or s.missed for s in rule.starts)):
            if name and name not in rules:
                yield _problem(
                    source, at, "dangling-reference", f'{rule.id}: no rule "{name}"', did_you_mean(name, rules)
                )
        yield from _examples(rule, law, source, at)
    for remedy in found.remedies:
        for step in remedy.versions:
            if remedy.id in step.requires:
                yield _problem(source, ("remedy",), "circle", f"{remedy.id} requires itself", "name another remedy")


def _problem(source: Source, at: Path, code: str, message: str, fix: str) -> Problem:
    found = source.problem_at(at, code, message, fix)
    return Problem(found.file, found.line, found.key, "error", code, message, fix)


def _kinds(rule: Rule) -> Iterator[str]:
    yield from (*rule.anchors, *rule.done, *rule.ended_by, *rule.unless)
    starts = (*rule.starts, *(s for v in rule.versions for r in v.readings for s in r.starts))
    yield from (s.kind for s in starts if s.kind)


def _examples(rule: Rule, law: Law, source: Source, at: Path) -> Iterator[Problem]:
    for example in rule.example:
        try:
            on = dates.read(example["on"])
            events = {k: dates.read(v) for k, v in example.get("events", {}).items()}
            wanted = fields.exact(example["last_day"])
        except (dates.BadDate, fields.Bad, KeyError) as error:
            yield _problem(
                source,
                at,
                "bad-example",
                f"an example of {rule.id} cannot be read: {error}",
                "write on and last_day",
            )
            continue
        answer = compute(rule, law, on, events=events, stated=example.get("facts", {}))
        if answer.date != wanted:
            yield _problem(
                source,
                at,
                "failed-example",
                f"{rule.id} from {on.raw} gives {answer.date}, not {wanted}",
                f"redo it by hand: {example.get('why', '')}",
            )


def convention(found: Convention, law: Law, source: Source) -> Iterator[Problem]:
    """The examples of a convention that fail."""
    for example in found.example:
        day = example["on"]
        if not isinstance(day, date):
            continue
        stages = (period.parse(example["period"]),)
        got = count(day, stages, found, law.calendars.get(example.get("calendar", "")), back=bool(example.get("back")))
        if got.last_day != example["last_day"]:
            yield _problem(
                source,
                (found.id,),
                "failed-example",
                f"{found.id}: {day} {example['period']} gives {got.last_day}, not {example['last_day']}",
                f"redo it by hand: {example.get('why', '')}",
            )
