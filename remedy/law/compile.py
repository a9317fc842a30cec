"""A pack's file as a Pack, and what is wrong with it, by line.

Owns the keys of section 4 of the design. Tolerant like the reader of cases: a table that cannot be used is said
and left out, the rest stands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec

from remedy.case import fields
from remedy.case.dates import When
from remedy.case.period import Period
from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Path, Source
from remedy.law import pack as p
from remedy.law.answer import Cite
from remedy.law.pack_keys import KEYS

PLAIN_KEYS = (
    "remedy",
    "by",
    "kind",
    "stage",
    "starts_mode",
    "aim",
    "not_after",
    "met_by",
    "restorable",
    "selected_by",
    "domestic",
    "note",
    "duty",
)
"""The keys of a rule that are taken as they stand."""


class Compiler:
    """Compiles one source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.id = ""
        self.sources: dict[str, dict[str, Any]] = {}

    def say(self, path: Path, code: str, message: str, fix: str) -> None:
        """Notes a problem; an unknown key of a pack is an error: law that is not read is law that is lost."""
        found = self.source.problem_at(path, code, message, fix)
        self.problems.append(Problem(found.file, found.line, found.key, "error", code, message, fix))

    def keys(self, name: str, row: dict[str, Any], path: Path) -> None:
        """Says which keys of a table are unknown."""
        for key in row.keys() - KEYS[name]:
            self.say((*path, key), "unknown-key", f'unknown key "{key}"', did_you_mean(key, KEYS[name]))

    def titles(self, value: Any) -> p.Titles:
        """A title by language, from a table or from one text."""
        return dict(value) if isinstance(value, dict) else {"en": str(value)}

    def cites(self, value: Any, path: Path) -> tuple[Cite, ...]:
        """Citations, with the title and URL of the source that they name."""
        out: list[Cite] = []
        for i, row in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(row, str):
                out.append({"source": "", "article": "", "quote": "", "note": row})
                continue
            named = self.sources.get(row.get("source", ""))
            if named is None:
                self.say(
                    (*path, "cite"),
                    "dangling-reference",
                    f"cite {i + 1} names no source of this pack",
                    did_you_mean(str(row.get("source", "")), self.sources or ["[source.NAME]"]),
                )
            if len(str(row.get("quote", "")).split()) > 60:
                self.say((*path, "cite"), "long-quote", "a quotation has more than 60 words", "quote less")
            cite = {k: str(v) for k, v in row.items()}
            cite.setdefault("url", str((named or {}).get("url", "")))
            cite["source"] = str((named or {}).get("short") or (named or {}).get("title") or row.get("source", ""))
            out.append(cite)
        return tuple(out)

    def condition(self, value: Any) -> p.Condition:
        """Each key with the values that satisfy it."""
        return {k: tuple(v) if isinstance(v, list) else (v,) for k, v in (value or {}).items()}

    def starts(self, value: Any) -> tuple[p.Start, ...]:
        """Kinds or small tables."""
        return tuple(p.Start(kind=v) if isinstance(v, str) else p.Start(**v) for v in value or ())

    def stages(self, row: dict[str, Any]) -> tuple[Period, ...]:
        """`period`, or `stages` added in order."""
        found = row.get("stages") or ([row["period"]] if "period" in row else [])
        return tuple(fields.length(v) for v in found)

    def spans(self, rows: list[dict[str, Any]], path: Path) -> list[p.Span]:
        """The spans of versions in order; says where they overlap or leave a hole."""
        starts = [fields.when(fields.need(row, "from")) for row in rows]
        out: list[p.Span] = []
        for i, row in enumerate(rows):
            until = fields.when(row["until"]) if "until" in row else None
            after: When | None = starts[i + 1] if i + 1 < len(rows) else None
            if until is not None and after is not None and after.spans != until.spans:
                overlap = (after.earliest or date.min) < (until.latest or date.max)
                what = f"versions {i + 1} and {i + 2} {'overlap' if overlap else 'leave a hole between'}"
                fix = f'write until = {after.raw} or leave "until" out'
                self.say((*path, "version", i), "versions", what, fix)
            ends = until or after
            exact = ends.exact if ends is not None else None
            end = ends.latest if ends is not None else None
            out.append(
                p.Span(
                    start=starts[i],
                    until=exact,
                    ends=ends if exact is None else None,
                    first=starts[i].earliest or date.min,
                    last=None if end is None else date.fromordinal(end.toordinal() - 1),
                )
            )
        return out

    def reading(self, row: dict[str, Any], path: Path) -> p.ReadingRule:
        """One `[[rule.version.reading]]`."""
        self.keys("reading", row, path)
        return p.ReadingRule(
            id=fields.need(row, "id"),
            title=self.titles(row.get("title", {})),
            by=row.get("by", ""),
            instead=row.get("instead", False),
            condition=self.condition(row.get("if")),
            starts=self.starts(row.get("starts")),
            stages=self.stages(row),
            counting=row.get("counting", ""),
            cite=self.cites(row.get("cite", []), path),
            status=row.get("status", ""),
            note=row.get("note", ""),
        )

    def version(self, row: dict[str, Any], span: p.Span, basis: str, path: Path) -> p.Version:
        """One `[[rule.version]]`; `basis` is the rule's own."""
        self.keys("rule.version", row, path)
        readings = enumerate(row.get("reading", []))
        return p.Version(
            span=span,
            label=span.start.raw,
            stages=self.stages(row),
            counting=row.get("counting", "plain"),
            basis=row.get("basis", basis),
            cite=self.cites(row.get("cite", []), path),
            status=row.get("status", "unverified"),
            note=row.get("note", ""),
            readings=tuple(self.reading(r, (*path, "reading", n)) for n, r in readings),
        )

    def extension(self, row: dict[str, Any] | None, path: Path) -> p.Extension | None:
        """`[rule.extension]`."""
        if row is None:
            return None
        self.keys("extension", row, (*path, "extension"))
        return p.Extension(
            event=fields.need(row, "event"),
            each_max=fields.length(fields.need(row, "each_max")),
            base=row.get("base", "rolled"),
            cite=self.cites(row.get("cite", []), path),
        )

    def rule(self, row: dict[str, Any], path: Path) -> p.Rule:
        """One `[[rule]]`."""
        self.keys("rule", row, path)
        rows = fields.need(row, "version")
        versions = tuple(
            self.version(version, span, row.get("basis", ""), (*path, "version", i))
            for i, (version, span) in enumerate(zip(rows, self.spans(rows, path), strict=True))
        )
        anchors = fields.texts(fields.need(row, "anchor"))
        if row.get("duty") == "authority" and not row.get("ended_by"):
            self.say(path, "missing-key", "a rule of an authority has no ended_by", "name the kinds that overtake it")
        found = p.Rule(
            id=fields.need(row, "id"),
            pack=self.id,
            title=self.titles(fields.need(row, "title")),
            anchors=anchors,
            condition=self.condition(row.get("if")),
            starts=self.starts(row.get("starts")) or tuple(p.Start(kind=a) for a in anchors),
            unless=tuple(row.get("unless", ())),
            done=tuple(row.get("done", ())),
            ended_by=tuple(row.get("ended_by", ())),
            if_missed=tuple(row.get("if_missed", ())),
            versions=versions,
            example=tuple(row.get("example", ())),
            extension=self.extension(row.get("extension"), path),
            **{k: row[k] for k in PLAIN_KEYS if k in row},
        )
        starts = (*found.starts, *(s for v in versions for r in v.readings for s in r.starts))
        kinds = frozenset((*anchors, *(s.kind for s in starts)))
        full = f"{self.id}.{found.id}"
        return msgspec.structs.replace(found, full=full, waits_for=kinds, longest=p.longest(found, kinds))

    def opening(self, row: str | dict[str, Any], path: Path) -> p.Opening:
        """A kind, or `{ event = "…", outcome = […], from = DAY }`."""
        if isinstance(row, str):
            return p.Opening(event=row)
        self.keys("opening", row, (*path, "after"))
        start = fields.exact(row["from"]) if "from" in row else None
        return p.Opening(
            event=row["event"], outcome=tuple(row.get("outcome", ())), start=start, words=row.get("words", "")
        )

    def again(self, row: dict[str, Any], path: Path) -> p.Again:
        """`{ if = { FACT = VALUE }, decided_from = DAY, decided_until = DAY }`."""
        self.keys("again", row, (*path, "again"))
        days = {k: fields.exact(row[k]) for k in ("decided_from", "decided_until") if k in row}
        return p.Again(condition=self.condition(fields.need(row, "if")), **days)

    def remedy(self, row: dict[str, Any], path: Path) -> p.Remedy:
        """One `[[remedy]]`."""
        self.keys("remedy", row, path)
        rows = fields.need(row, "version")
        versions = []
        for i, (version, span) in enumerate(zip(rows, self.spans(rows, path), strict=True)):
            at: Path = (*path, "version", i)
            self.keys("remedy.version", version, at)
            versions.append(
                p.RemedyVersion(
                    span=span,
                    label=span.start.raw,
                    to=version.get("to", ""),
                    requires=tuple(version.get("requires", ())),
                    condition=self.condition(version.get("if")),
                    barred_by=tuple(p.Bar(**b) for b in version.get("barred_by", ())),
                    grounds=version.get("grounds", ""),
                    again=tuple(self.again(a, at) for a in version.get("again", ())),
                    cite=self.cites(version.get("cite", []), at),
                    status=version.get("status", "unverified"),
                    note=version.get("note", ""),
                )
            )
        after = row.get("after", [])
        kept = {k: row[k] for k in ("stage", "by", "domestic", "extraordinary") if k in row}
        return p.Remedy(
            id=fields.need(row, "id"),
            pack=self.id,
            title=self.titles(fields.need(row, "title")),
            openings=tuple(self.opening(a, path) for a in after if isinstance(a, str) or "event" in a),
            after_missed=tuple(a["missed"] for a in after if isinstance(a, dict) and "missed" in a),
            filed=tuple(row.get("filed", ())),
            decided=tuple(row.get("decided", ())),
            versions=tuple(versions),
            **kept,
        )

    def derive(self, row: dict[str, Any], path: Path) -> p.Derive:
        """One `[[derive]]`."""
        self.keys("derive", row, path)
        sources = []
        for i, way in enumerate(fields.need(row, "from")):
            at: Path = (*path, "from", i)
            self.keys("derive.from", way, at)
            sources.append(
                p.DeriveFrom(
                    event=way.get("event", ""),
                    unless_outcome=tuple(way.get("unless_outcome", ())),
                    after_end_of=tuple(way.get("after_end_of", ())),
                    take=way.get("take", "latest"),
                    plus=fields.length(way.get("plus", "P0D")),
                    readings=tuple(
                        p.DeriveReading(id=r["id"], plus=fields.length(r["plus"])) for r in way.get("readings", ())
                    ),
                    if_none=tuple(way.get("if_none", ())),
                    cite=self.cites(way.get("cite", []), at),
                    status=way.get("status", "unverified"),
                )
            )
        return p.Derive(event=fields.need(row, "event"), sources=tuple(sources))

    def expect(self, row: dict[str, Any], path: Path) -> p.Expect:
        """One `[[expect]]`."""
        self.keys("expect", row, path)
        return p.Expect(
            after=fields.need(row, "after"),
            kind=fields.need(row, "kind"),
            asks=self.titles(row["asks"]),
            within_rule=row.get("within_rule", ""),
            start=fields.exact(row["from"]) if "from" in row else None,
        )

    def fact(self, row: dict[str, Any], path: Path) -> p.Fact:
        """One `[[fact]]`."""
        self.keys("fact", row, path)
        return p.Fact(
            id=fields.need(row, "id"),
            values=tuple(fields.need(row, "values")),
            per_person=row.get("per_person", False),
            asks=self.titles(row["asks"]),
        )

    def notice(self, row: dict[str, Any], path: Path) -> p.Notice:
        """One `[[notice]]`."""
        self.keys("notice", row, path)
        return p.Notice(
            start=fields.exact(fields.need(row, "from")),
            until=fields.exact(fields.need(row, "until")),
            text=self.titles(fields.need(row, "text")),
        )

    def sanction(self, row: dict[str, Any], path: Path) -> p.SanctionRule:
        """One `[[sanction]]`."""
        self.keys("sanction", row, path)
        kept = {k: row[k] for k in ("starts", "beside", "status", "note") if k in row}
        credit = row.get("credit", [])
        for i, one in enumerate(credit):
            self.keys("credit", one, (*path, "credit", i))
        return p.SanctionRule(
            counting=fields.need(row, "counting"),
            credits=tuple(
                p.CreditRule(
                    ratio=float(fields.need(one, "ratio")),
                    condition=self.condition(one.get("if")),
                    cite=self.cites(one.get("cite", []), path),
                )
                for one in credit
            ),
            kind=fields.texts(fields.need(row, "kind")),
            title=self.titles(row.get("title", {})),
            cite=self.cites(row.get("cite", []), path),
            **kept,
        )

    def step(self, row: dict[str, Any], path: Path) -> p.Playbook:
        """One `[[playbook]]`."""
        self.keys("playbook", row, path)
        hung = ("before_end", "after_end", "after_filed", "after_open")
        return p.Playbook(
            id=fields.text(fields.need(row, "id")),
            remedy=fields.text(fields.need(row, "remedy")),
            title=self.titles(fields.need(row, "title")),
            by=fields.Word(p.PLAYERS)(row.get("by", "defence")),
            why=self.titles(row.get("why", {})),
            after_rule=fields.text(row.get("after_rule", "")),
            **{k: fields.length(row[k]) for k in hung if k in row},
        )

    def rows(self, name: str, read: Callable[[dict[str, Any], Path], Any]) -> tuple[Any, ...]:
        """All tables of an array that could be read."""
        out = []
        for i, row in enumerate(self.source.data.get(name, [])):
            try:
                out.append(read(row, (name, i)))
            except fields.Bad as error:
                self.say((name, i), error.code, str(error), error.fix)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                what = f"this {name} cannot be read: {error}"
                self.say((name, i), "wrong-type", what, "compare it with a rule beside it")
        return tuple(out)

    def compile(self) -> p.Pack:
        """The whole pack."""
        data = self.source.data
        self.keys("", data, ())
        self.id = str(data.get("id", self.source.name.removesuffix(".toml")))
        self.sources = data.get("source", {})
        return p.Pack(
            id=self.id,
            title=self.titles(data.get("title", self.id)),
            calendar=data.get("calendar", ""),
            zone=data.get("zone", "UTC"),
            verified=data.get("verified"),
            verified_by=data.get("verified_by", ""),
            sources=self.sources,
            facts={f.id: f for f in self.rows("fact", self.fact)},
            remedies=self.rows("remedy", self.remedy),
            rules=self.rows("rule", self.rule),
            derives=self.rows("derive", self.derive),
            expects=self.rows("expect", self.expect),
            notices=self.rows("notice", self.notice),
            sanctions=self.rows("sanction", self.sanction),
            playbook=self.rows("playbook", self.step),
        )


def compile(source: Source) -> tuple[p.Pack | None, list[Problem]]:
    """A pack and its problems; None where the file is not TOML."""
    if source.problem is not None:
        return None, [source.problem]
    compiler = Compiler(source)
    return compiler.compile(), compiler.problems


def cites_of(source: Source) -> Callable[[Any], tuple[Cite, ...]]:
    """How a file that is no pack (the conventions) turns `cite` lists into citations."""
    compiler = Compiler(source)
    compiler.sources = source.data.get("source", {})
    return lambda value: compiler.cites(value, ())
