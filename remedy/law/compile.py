"""A pack's file as a Pack, and what is wrong with it, by line.

Tolerant like the reader of cases, and stricter: a table of law with a wrong value is said and left out whole, for
half a rule would give a wrong date. The keys are in `pack_keys.py`; names that lead nowhere are `pack_names.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from remedy.case.dates import When
from remedy.case.period import Period
from remedy.case.problems import Problem
from remedy.case.source import Path, Source
from remedy.law import pack as p
from remedy.law.pack_clock import ClockTerm, CreditRule, SanctionClock, SanctionRule
from remedy.law.pack_reader import Dropped, Reader, Row

NO_LENGTH = Period(0, 0, "P0D")


class Compiler(Reader):
    """Compiles one source."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self.id = source.name.removesuffix(".toml")
        self.head: Row = {}

    # Small parts

    def start(self, row: Any, path: Path) -> p.Start:
        """A kind, or a small table."""
        return p.Start(kind=row) if isinstance(row, str) else p.Start(**self.take("start", row, path))

    def stages(self, row: Row, path: Path) -> tuple[Period, ...]:
        """`period`, or `stages` added in order."""
        if "period" in row and "stages" in row:
            self.say((*path, "stages"), "wrong-type", "both period and stages are given", "keep one of them")
            raise Dropped
        return row.get("stages") or ((row["period"],) if "period" in row else ())

    def spans(self, rows: list[Row], path: Path) -> list[p.Span]:
        """The spans of versions in order; says where they overlap, leave a hole or stand in the wrong order."""
        starts: list[When] = [row["from"] for row in rows]
        out: list[p.Span] = []
        for i, row in enumerate(rows):
            at: Path = (*path, "version", i)
            until: When | None = row.get("until")
            after = starts[i + 1] if i + 1 < len(rows) else None
            first = starts[i].earliest or date.min
            if after is not None and (after.earliest or date.min) <= first:
                self.say(
                    at, "versions", f"versions {i + 1} and {i + 2} are not in order of time", "put the older first"
                )
                raise Dropped
            if until is not None and (until.latest or date.max) <= first:
                self.say((*at, "until"), "versions", "it ends before it begins", "write until after from")
                raise Dropped
            if until is not None and after is not None and after.spans != until.spans:
                overlap = (after.earliest or date.min) < (until.latest or date.max)
                what = f"versions {i + 1} and {i + 2} {'overlap' if overlap else 'leave a hole between them'}"
                self.say(at, "versions", what, f'write until = {after.raw} or leave "until" out')
            ends = until or after
            end = ends.latest if ends is not None else None
            exact = ends.exact if ends is not None else None
            out.append(
                p.Span(
                    start=starts[i],
                    until=exact,
                    ends=ends if exact is None else None,
                    first=first,
                    last=None if end is None else date.fromordinal(end.toordinal() - 1),
                )
            )
        return out

    def versions(self, name: str, rows: list[Row], path: Path) -> list[tuple[Row, p.Span, Path]]:
        """Each version's values with its span and its place."""
        taken = self.each(rows, lambda row, at: self.take(name, row, at), (*path, "version"))
        if not taken:
            self.say(path, "missing-key", "there is no version", "add one with from = …")
            raise Dropped
        return [
            (row, span, (*path, "version", i))
            for i, (row, span) in enumerate(zip(taken, self.spans(list(taken), path), strict=True))
        ]

    # Rules

    def reading(self, row: Row, path: Path) -> p.ReadingRule:
        """One `[[rule.version.reading]]`."""
        got = self.take("reading", row, path)
        stages = self.stages(got, path)
        kept = {
            k: got[k] for k in ("id", "title", "by", "instead", "optional", "counting", "status", "note") if k in got
        }
        return p.ReadingRule(
            condition=got.get("if", {}),
            starts=self.each(got.get("starts", ()), self.start, (*path, "starts")),
            stages=stages,
            cite=self.cites(got.get("cite", ()), path),
            **kept,
        )

    def version(self, got: Row, span: p.Span, rule: Row, path: Path) -> p.Version:
        """One `[[rule.version]]` of a rule."""
        stages = self.stages(got, path)
        self.term(got, stages, rule, path)
        kept = {k: got[k] for k in ("counting", "status", "note", "hint") if k in got}
        return p.Version(
            span=span,
            label=span.start.raw,
            stages=stages,
            basis=str(got.get("basis", rule.get("basis", ""))),
            cite=self.cites(got.get("cite", ()), path),
            readings=self.readings(got, path),
            **kept,
        )

    def readings(self, got: Row, path: Path) -> tuple[p.ReadingRule, ...]:
        """All readings of a version, each of an id of its own: a person chooses one by it."""
        found: tuple[p.ReadingRule, ...] = self.each(got.get("reading", ()), self.reading, (*path, "reading"))
        ids = [r.id for r in found]
        for i, id in enumerate(ids):
            if id in ids[:i]:
                at: Path = (*path, "reading", i, "id")
                self.say(at, "duplicate-id", f'there are two readings "{id}"', "give each its own id")
                raise Dropped
        return found

    def term(self, got: Row, stages: tuple[Period, ...], rule: Row, path: Path) -> None:
        """Says where a version has no term though its rule needs one, or one that nothing would read."""
        if rule.get("kind") == "unlimited":
            needless = next((k for k in ("period", "stages", "counting", "reading") if k in got), "")
            if needless:
                fix = f'leave {needless} out, or write kind = "fixed"'
                self.say((*path, needless), "wrong-type", f"{needless} is not read of a rule without a limit", fix)
                raise Dropped
            if not (got.get("basis") or rule.get("basis")):
                fix = 'add basis = "stated" where the law says that there is none, else basis = "silent"'
                self.say(path, "missing-key", "a version without a limit has no basis", fix)
                raise Dropped
            return
        if not stages:
            self.say(path, "missing-key", "a version has no period", 'add period = "P15D", or stages = […]')
            raise Dropped
        if "counting" not in got:
            fix = "name a convention of counting.toml, such as plain"
            self.say(path, "missing-key", "a version has no counting", fix)
            raise Dropped

    def extension(self, row: Row | None, path: Path) -> p.Extension | None:
        """`[rule.extension]`."""
        if row is None:
            return None
        got = self.take("extension", row, (*path, "extension"))
        kept = {k: got[k] for k in ("event", "each_max", "base") if k in got}
        return p.Extension(cite=self.cites(got.get("cite", ()), path), **kept)

    def rule(self, row: Row, path: Path) -> p.Rule:
        """One `[[rule]]`."""
        got = self.take("rule", row, path)
        anchors = got.pop("anchor")
        rows = self.versions("rule.version", got.pop("version"), path)
        versions = tuple(self.version(v, span, got, at) for v, span, at in rows)
        starts = self.each(got.pop("starts", ()), self.start, (*path, "starts"))
        got.pop("basis", None)
        found = p.Rule(
            pack=self.id,
            anchors=anchors,
            condition=got.pop("if", {}),
            starts=starts or tuple(p.Start(kind=a) for a in anchors),
            versions=versions,
            example=tuple(got.pop("example", ())),
            extension=self.extension(got.pop("extension", None), path),
            **got,
        )
        every = (*found.starts, *(s for v in versions for r in v.readings for s in r.starts))
        kinds = frozenset((*anchors, *(s.kind for s in every)))
        full = f"{self.id}.{found.id}"
        return msgspec.structs.replace(found, full=full, waits_for=kinds, longest=p.longest(found, kinds))

    # The ladder

    def opening(self, row: Any, path: Path) -> p.Opening | str:
        """A kind, or `{ event = "…", outcome = […], from = DAY }`; of `{ missed = "…" }` the name."""
        if isinstance(row, str):
            return p.Opening(event=row)
        got = self.take("opening", row, path)
        if "missed" in got:
            return str(got["missed"])
        return p.Opening(start=got.pop("from", None), condition=got.pop("if", {}), **got)

    def again(self, row: Row, path: Path) -> p.Again:
        """`{ if = { FACT = VALUE }, decided_from = DAY, decided_until = DAY }`."""
        got = self.take("again", row, path)
        return p.Again(condition=got.pop("if"), **got)

    def remedy_version(self, got: Row, span: p.Span, path: Path) -> p.RemedyVersion:
        """One `[[remedy.version]]`."""
        kept = {k: got[k] for k in ("to", "requires", "grounds", "grounds_in", "status", "note") if k in got}
        return p.RemedyVersion(
            span=span,
            label=span.start.raw,
            condition=got.get("if", {}),
            barred_by=self.each(
                got.get("barred_by", ()), lambda b, at: p.Bar(**self.take("bar", b, at)), (*path, "barred_by")
            ),
            again=self.each(got.get("again", ()), self.again, (*path, "again")),
            cite=self.cites(got.get("cite", ()), path),
            **kept,
        )

    def remedy(self, row: Row, path: Path) -> p.Remedy:
        """One `[[remedy]]`."""
        got = self.take("remedy", row, path)
        rows = self.versions("remedy.version", got["version"], path)
        after = self.each(got.get("after", ()), self.opening, (*path, "after"))
        kept = {k: got[k] for k in ("stage", "by", "domestic", "extraordinary", "side", "filed", "decided") if k in got}
        openings = tuple(a for a in after if isinstance(a, p.Opening))
        return p.Remedy(
            id=got["id"],
            pack=self.id,
            title=got["title"],
            openings=openings,
            after=tuple(dict.fromkeys(o.event for o in openings)),
            kinds=frozenset((*(o.event for o in openings), *got.get("filed", ()), *got.get("decided", ()))),
            after_missed=tuple(a for a in after if isinstance(a, str)),
            versions=tuple(self.remedy_version(v, span, at) for v, span, at in rows),
            **kept,
        )

    # What follows, what is expected, what is suggested

    def way(self, row: Row, path: Path) -> p.DeriveFrom:
        """One `[[derive.from]]`."""
        got = self.take("derive.from", row, path)
        readings = self.each(
            got.pop("readings", ()),
            lambda r, at: p.DeriveReading(**self.take("derive.reading", r, at)),
            (*path, "readings"),
        )
        cite = self.cites(got.pop("cite", ()), path)
        got.pop("note", None)
        return p.DeriveFrom(**{"plus": NO_LENGTH, "status": "unverified", **got}, readings=readings, cite=cite)

    def derive(self, row: Row, path: Path) -> p.Derive:
        """One `[[derive]]`."""
        got = self.take("derive", row, path)
        return p.Derive(event=got["event"], sources=self.each(got["from"], self.way, (*path, "from")))

    def expect(self, row: Row, path: Path) -> p.Expect:
        """One `[[expect]]`."""
        got = self.take("expect", row, path)
        got.pop("note", None)
        return p.Expect(start=got.pop("from", None), **got)

    def fact(self, row: Row, path: Path) -> p.Fact:
        """One `[[fact]]`."""
        got = self.take("fact", row, path)
        kept = {k: got[k] for k in ("id", "values", "per_person", "of", "asks") if k in got}
        return p.Fact(**kept)

    def notice(self, row: Row, path: Path) -> p.Notice:
        """One `[[notice]]`."""
        got = self.take("notice", row, path)
        return p.Notice(start=got["from"], until=got["until"], text=got["text"])

    def credit(self, row: Row, path: Path) -> CreditRule:
        """One `[[sanction.credit]]`."""
        got = self.take("credit", row, path)
        return CreditRule(ratio=got["ratio"], condition=got.get("if", {}), cite=self.cites(got.get("cite", ()), path))

    def sanction(self, row: Row, path: Path) -> SanctionRule:
        """One `[[sanction]]`."""
        got = self.take("sanction", row, path)
        credits = self.each(got.pop("credit", ()), self.credit, (*path, "credit"))
        return SanctionRule(credits=credits, cite=self.cites(got.pop("cite", ()), path), **got)

    def clock_term(self, row: Row, path: Path) -> ClockTerm:
        """One `[[clock.term]]`: a share, a period, or why there is neither."""
        got = self.take("clock.term", row, path)
        return ClockTerm(condition=got.pop("if", {}), cite=self.cites(got.pop("cite", ()), path), **got)

    def clock(self, row: Row, path: Path) -> SanctionClock:
        """One `[[clock]]`."""
        got = self.take("clock", row, path)
        shared = got.pop("terms_of", "")
        known = {c.get("id"): c.get("term", ()) for c in self.head.get("clock", ()) if isinstance(c, dict)}
        if shared and (shared not in known or not known[shared] or "term" in got):
            self.say(
                (*path, "terms_of"), "dangling-reference", f'no clock "{shared}" lends its terms', "name one clock"
            )
            raise Dropped
        rows = known[shared] if shared else got.pop("term", ())
        if not rows:
            self.say(path, "missing-key", "a clock has no term", "add [[clock.term]], or terms_of another clock")
            raise Dropped
        place: Path = ("clock", [*known].index(shared), "term") if shared else (*path, "term")
        return SanctionClock(
            pack=self.id,
            terms=self.each(rows, self.clock_term, place),
            runs_while=got.pop("while", {}),
            cite=self.cites(got.pop("cite", ()), path),
            example=tuple(got.pop("example", ())),
            **got,
        )

    def step(self, row: Row, path: Path) -> p.Playbook:
        """One `[[playbook]]`."""
        got = self.take("playbook", row, path)
        got.pop("note", None)
        return p.Playbook(**got)

    # The whole

    def rows(self, name: str, read: Callable[[Row, Path], Any]) -> tuple[Any, ...]:
        """All tables of an array that can be used; of two with one id the first."""
        out: list[Any] = []
        seen: set[str] = set()
        for i, row in enumerate(self.head.get(name, ())):
            try:
                found = read(row, (name, i))
            except Dropped:
                continue
            id = getattr(found, "id", "") or (found.event if isinstance(found, p.Derive) else "")
            if id and id in seen:
                self.say((name, i, "id"), "duplicate-id", f'there are two [[{name}]] for "{id}"', "keep one of them")
                continue
            seen.add(id)
            out.append(found)
        return tuple(out)

    def compile(self) -> p.Pack | None:
        """The whole pack; None where it is of a newer format."""
        if self.is_newer():
            return None
        self.head = head = self.take("", self.source.data, ())
        self.id = head.get("id", self.id)
        if "source" in head:
            self.take_sources(head["source"])
        kept = {k: head[k] for k in ("calendar", "zone", "verified", "verified_by") if k in head}
        made = p.Pack(
            id=self.id,
            title=head.get("title", {"en": self.id}),
            sources={
                k: {x: y.raw if isinstance(y, When) else y for x, y in v.items()} for k, v in self.sources.items()
            },
            facts={f.id: f for f in self.rows("fact", self.fact)},
            remedies=self.rows("remedy", self.remedy),
            rules=self.rows("rule", self.rule),
            derives=self.rows("derive", self.derive),
            expects=self.rows("expect", self.expect),
            notices=self.rows("notice", self.notice),
            sanctions=self.rows("sanction", self.sanction),
            clocks=self.rows("clock", self.clock),
            playbook=self.rows("playbook", self.step),
            **kept,
        )
        return msgspec.structs.replace(made, begins=p.first_day(made), waiting=p.waiting(made.rules))


def compile(source: Source) -> tuple[p.Pack | None, list[Problem]]:
    """A pack and its problems; None where the file is not TOML or of a newer format."""
    if source.problem is not None:
        return None, [source.problem]
    compiler = Compiler(source)
    return compiler.compile(), compiler.problems
