"""What `rules check` holds against a pack beyond its form and its names: law without a source, examples that fail.

The author's tool: every problem names the line of the rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from remedy.case import dates, fields, period
from remedy.case.problems import Problem
from remedy.case.source import Path, Source
from remedy.law import shares
from remedy.law.compute import compute
from remedy.law.counting import Convention, count
from remedy.law.law import Law
from remedy.law.pack import Pack, Rule
from remedy.law.pack_clock import SanctionClock


def pack(found: Pack, law: Law, source: Source) -> Iterator[Problem]:
    """The problems of one compiled pack: versions that cite nothing, examples that fail."""
    positions = {row.get("id"): i for i, row in enumerate(source.data.get("rule", [])) if isinstance(row, dict)}
    for rule in found.rules:
        at: Path = ("rule", positions.get(rule.id, 0))
        for version in rule.versions:
            if not version.cite:
                what = f"{rule.id} from {version.label} cites nothing"
                yield _problem(source, at, "unsourced", what, "add cite = […]")
        yield from _examples(rule, law, source, at)
    for n, clock in enumerate(found.clocks):
        yield from _clock(clock, found, law, source, ("clock", n))


def _problem(source: Source, at: Path, code: str, message: str, fix: str) -> Problem:
    found = source.problem_at(at, code, message, fix)
    return Problem(found.file, found.line, found.key, "error", code, message, fix)


def _examples(rule: Rule, law: Law, source: Source, at: Path) -> Iterator[Problem]:
    known = law.packs[rule.pack].facts
    for n, example in enumerate(rule.example):
        here: Path = (*at, "example", n)
        try:
            on = dates.read(example["on"])
            decided = dates.read(example["decided"]) if "decided" in example else None
            events = {k: dates.read(v) for k, v in example.get("events", {}).items()}
            wanted = fields.exact(example["last_day"])
        except (dates.BadDate, fields.Bad) as error:
            what = f"an example of {rule.id} cannot be read: {error}"
            yield _problem(source, here, "bad-example", what, "write days such as 2021-03-11")
            continue
        wrong = [k for k in events if k not in law.vocabulary.kinds]
        wrong += [k for k, v in example.get("facts", {}).items() if k not in known or v not in known[k].values]
        wrong += [k for k in (example.get("anchor", ""),) if k and k not in rule.anchors]
        if wrong:
            what = f"an example of {rule.id} gives {wrong[0]}, which is no kind, no fact, or never has that value"
            yield _problem(source, here, "bad-example", what, f"write facts of: {', '.join(known) or 'none'}")
            continue
        kind, stated = example.get("anchor", ""), example.get("facts", {})
        answer = compute(rule, law, on, decided=decided, events=events, stated=stated, anchor_kind=kind)
        if answer.date != wanted:
            what = f"{rule.id} from {on.raw} gives {answer.date}, not {wanted}"
            yield _problem(source, here, "failed-example", what, f"redo it by hand: {example.get('why', '')}")


def _clock(clock: SanctionClock, found: Pack, law: Law, source: Source, at: Path) -> Iterator[Problem]:
    """What a clock on a punishment cites nothing for, and its examples that fail."""
    for n, term in enumerate(clock.terms):
        if not term.cite:
            yield _problem(
                source, (*at, "term", n), "unsourced", f"{clock.id}: {term.id} cites nothing", "add cite = […]"
            )
    for n, example in enumerate(clock.example):
        here: Path = (*at, "example", n)
        stated, known = example.get("facts", {}), found.facts
        wrong = [k for k, v in stated.items() if k not in known or v not in known[k].values]
        if wrong:
            what = f"an example of {clock.id} gives {wrong[0]}, which is no fact, or never has that value"
            yield _problem(source, here, "bad-example", what, f"write facts of: {', '.join(known) or 'none'}")
            continue
        days = shares.worked(clock, law.conventions[clock.counting], example)
        wanted = fields.exact(example["first_day"])
        if days != {wanted}:
            got = " or ".join(sorted(map(str, days))) or "no day"
            what = f"{clock.id} from {example['on']} gives {got}, not {wanted}"
            yield _problem(source, here, "failed-example", what, f"redo it by hand: {example.get('why', '')}")


def convention(found: Convention, law: Law, source: Source) -> Iterator[Problem]:
    """The examples of a convention that fail."""
    for example in found.example:
        day = fields.exact(example["on"])
        stages = (period.parse(example["period"]),)
        got = count(day, stages, found, law.calendars.get(example.get("calendar", "")), back=bool(example.get("back")))
        if got.last_day != fields.exact(example["last_day"]):
            yield _problem(
                source,
                (found.id,),
                "failed-example",
                f"{found.id}: {day} {example['period']} gives {got.last_day}, not {example['last_day']}",
                f"redo it by hand: {example.get('why', '')}",
            )
