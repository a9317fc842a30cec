"""What a pack says, compiled: remedies, rules in versions, derived events, expectations, sanctions.

Built by `compile.py` from a pack's file; used by the engine. Law is data: no article stands in this code.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property
from typing import Any

import msgspec

from remedy.case.dates import When
from remedy.case.period import Period
from remedy.law.answer import Cite
from remedy.law.pack_clock import SanctionClock, SanctionRule
from remedy.law.pack_index import Index

Titles = dict[str, str]
Condition = dict[str, tuple[Any, ...]]
"""Fact or key of the anchor to the values that satisfy it."""


class Start(msgspec.Struct, frozen=True, kw_only=True):
    """Where a term begins: an event of a kind, the end of another rule, or its having been missed."""

    kind: str = ""
    to: str = ""
    """`convict`: served on the person himself."""
    on: str = ""
    """sent | received: which of a filing's days."""
    after: Period | None = None
    """So long after the event: silence for that time."""
    before: bool = False
    """The one that came before the anchor, where there is one."""
    end_of: str = ""
    missed: str = ""


class ReadingRule(msgspec.Struct, frozen=True, kw_only=True):
    """Another tenable way to apply a version."""

    id: str
    title: Titles = {}
    by: str = ""
    instead: bool = False
    """Takes the place of the version's own term where its condition holds and its own start was recorded."""
    optional: bool = False
    """Falls away where nobody recorded its start: that the start was another day is the exception."""
    condition: Condition = {}
    starts: tuple[Start, ...] = ()
    stages: tuple[Period, ...] = ()
    counting: str = ""
    cite: tuple[Cite, ...] = ()
    status: str = ""
    note: str = ""

    def has_begun(self, fired: Callable[[Start], Sequence[object]]) -> bool:
        """Whether its own start was recorded; without a start of its own it runs from the rule's."""
        return not self.starts or any(fired(s) for s in self.starts)


class Span(msgspec.Struct, frozen=True, kw_only=True):
    """When a version is in force. `start` may be uncertain; `until` is the first day no longer in force."""

    start: When
    until: date | None = None
    ends: When | None = None
    """The next version's uncertain start, where this one gives way to it."""

    first: date = date.min
    """First day on which the version may be in force."""
    last: date | None = None
    """Last such day; None while it is in force."""

    def candidates(self) -> tuple[date, date | None]:
        """First and last day on which the version may be in force."""
        return self.first, self.last

    def may_hold_on(self, day: date) -> bool:
        """Whether the version may be in force on `day`."""
        return self.first <= day and (self.last is None or day <= self.last)


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A rule as worded for a span of time."""

    span: Span
    label: str
    """Its first day as written: the version's name."""
    stages: tuple[Period, ...] = ()
    counting: str = "plain"
    basis: str = ""
    cite: tuple[Cite, ...] = ()
    status: str = "unverified"
    note: str = ""
    hint: Titles = {}
    """What to do though no last day is stated, in a few words: shown beside the line."""
    readings: tuple[ReadingRule, ...] = ()


class Extension(msgspec.Struct, frozen=True, kw_only=True):
    """An event that lengthens a term."""

    event: str
    each_max: Period
    base: str = "rolled"
    """rolled | nominal: whether it runs from the last day as moved, or before."""
    cite: tuple[Cite, ...] = ()


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One time limit."""

    id: str
    pack: str
    remedy: str = ""
    title: Titles
    duty: str = "party"
    by: str = ""
    kind: str = "fixed"
    anchors: tuple[str, ...]
    stage: str = ""
    condition: Condition = {}
    starts: tuple[Start, ...]
    starts_mode: str = "earliest"
    unless: tuple[str, ...] = ()
    """Kinds after which no clock begins, if one came before the trigger."""
    not_after: str = ""
    """Another rule of the pack, whose last day this one's never passes."""
    done: tuple[str, ...] = ()
    aim: str = ""
    met_by: str = "sent"
    ended_by: tuple[str, ...] = ()
    ended_if: dict[str, Condition] = {}
    """Of a kind of `ended_by`: the facts of that event under which it does overtake."""
    if_missed: tuple[str, ...] = ()
    restorable: bool = False
    selected_by: str = "trigger"
    domestic: bool = False
    """A rule of an international pack that looks at the events of the case's first pack."""
    note: str = ""
    versions: tuple[Version, ...]
    extension: Extension | None = None
    example: tuple[dict[str, Any], ...] = ()
    full: str = ""
    """`kz/criminal.appeal`."""
    longest: int | None = None
    """Days that no reading from the anchor exceeds before it is moved; None where another event may start it."""
    waits_for: frozenset[str] = frozenset()
    """The kinds that its anchor, its starts or its readings name."""

    @property
    def side(self) -> str:
        """Whose filings it looks at."""
        return self.by or {"party": "defence", "opponent": "prosecution"}.get(self.duty, "")


def longest(rule: Rule, kinds: frozenset[str]) -> int | None:
    """What `Rule.longest` holds, from the kinds that its starts and readings name."""
    if rule.extension is not None or kinds - set(rule.anchors) or any(s.after for s in rule.starts):
        return None
    terms = [v.stages for v in rule.versions] + [r.stages for v in rule.versions for r in v.readings]
    return max((sum(s.months * 31 + s.days for s in stages) for stages in terms), default=None)


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """An event after which a remedy is closed."""

    event: str
    outcome: str = ""
    unless: str = ""
    article: str = ""
    """Where the bar stands, among the version's citations."""


class Again(msgspec.Struct, frozen=True, kw_only=True):
    """On what it depends whether a refused remedy may be asked again, by the day of the refusal."""

    condition: Condition
    decided_from: date | None = None
    decided_until: date | None = None
    """First day of refusals that it no longer covers."""

    def covers(self, first: date | None, last: date | None) -> bool:
        """Whether it may cover a refusal of some day between the two."""
        late = self.decided_until is not None and first is not None and first >= self.decided_until
        early = self.decided_from is not None and last is not None and last < self.decided_from
        return not late and not early


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """An event that opens a remedy; with `outcome`, only where it came out so, or where nobody said how."""

    event: str
    outcome: tuple[str, ...] = ()
    start: date | None = None
    """Only on or after this day."""
    words: str = ""
    """How it is said to a person; empty: the kind itself."""
    stage: str = ""
    """Only in a proceeding of this stage."""
    aim: str = ""
    """worse: only what is to the convict's detriment; better: only what is not. Empty: both."""
    condition: Condition = {}
    """The facts of that event under which it opens; while nobody stated them, only where nothing else does."""

    def opens(self, outcome: str, first: date | None, last: date | None, *, stage: str = "", aim: str = "") -> bool:
        """Whether such an event opens it."""
        if self.start is not None and last is not None and last < self.start:
            return False
        if self.stage not in ("", stage) or (self.aim and (self.aim == "worse") != (aim == "worse")):
            return False
        return not self.outcome or not outcome or outcome in self.outcome


class RemedyVersion(msgspec.Struct, frozen=True, kw_only=True):
    """A remedy as it stands for a span of time."""

    span: Span
    label: str
    to: str = ""
    requires: tuple[str, ...] = ()
    condition: Condition = {}
    barred_by: tuple[Bar, ...] = ()
    again: tuple[Again, ...] = ()
    grounds: str = ""
    """What one must show, whom it reaches, what to mind: shown where the remedy is open."""
    grounds_in: dict[str, str] = {}
    """What else to mind where the case is of a country: that of an international body differs by its courts."""
    cite: tuple[Cite, ...] = ()
    status: str = "unverified"
    note: str = ""


class Remedy(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that may be asked, of whom, after what."""

    id: str
    pack: str
    stage: str = ""
    title: Titles
    openings: tuple[Opening, ...] = ()
    after: tuple[str, ...] = ()
    """The kinds that open it, each once."""
    kinds: frozenset[str] = frozenset()
    """All kinds that it looks at."""
    after_missed: tuple[str, ...] = ()
    filed: tuple[str, ...] = ()
    decided: tuple[str, ...] = ()
    by: str = "defence"
    domestic: bool = False
    extraordinary: bool = False
    side: bool = False
    """A matter beside the ladder from the judgment up: shown only where something opened it."""
    versions: tuple[RemedyVersion, ...] = ()

    @property
    def full(self) -> str:
        """`kz/criminal.cassation`."""
        return f"{self.pack}.{self.id}"


class DeriveReading(msgspec.Struct, frozen=True, kw_only=True):
    """Another day on which an event follows by law."""

    id: str
    plus: Period


class DeriveFrom(msgspec.Struct, frozen=True, kw_only=True):
    """One way in which an event follows by law."""

    event: str = ""
    unless_outcome: tuple[str, ...] = ()
    after_end_of: tuple[str, ...] = ()
    take: str = "latest"
    """latest | earliest of several ends."""
    plus: Period
    readings: tuple[DeriveReading, ...] = ()
    if_none: tuple[str, ...] = ()
    cite: tuple[Cite, ...] = ()
    status: str = "verified"


class Derive(msgspec.Struct, frozen=True, kw_only=True):
    """An event that follows by law when nobody recorded it."""

    event: str
    sources: tuple[DeriveFrom, ...]


class Expect(msgspec.Struct, frozen=True, kw_only=True):
    """What normally follows an event; unrecorded, it is a gap."""

    after: str
    kind: str
    within_rule: str = ""
    asks: Titles
    start: date | None = None
    """Only where `after` happened on or after this day."""


class Fact(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a rule depends on."""

    id: str
    values: tuple[Any, ...]
    per_person: bool = False
    of: tuple[str, ...] = ()
    """The kinds of event that it is about, one by one; empty: it is about the case or a person."""
    asks: Titles


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A warning for last days in a span, both ends included."""

    start: date
    until: date
    text: Titles


class Playbook(msgspec.Struct, frozen=True, kw_only=True):
    """A suggested step, hung on one day of its remedy; without any, on none."""

    id: str
    remedy: str
    title: Titles
    by: str = "defence"
    """defence | observers | supporters."""
    why: Titles = {}
    before_end: Period | None = None
    """Before the day to act on."""
    after_end: Period | None = None
    """After the last day of the term that was missed."""
    after_filed: Period | None = None
    after_open: Period | None = None
    after_returned: Period | None = None
    """After what was filed came back."""
    after_rule: str = ""
    """Once an authority's term under this rule has passed in silence."""


class Pack(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The law of one forum."""

    id: str
    title: Titles
    calendar: str = ""
    zone: str = "UTC"
    verified: date | None = None
    verified_by: str = ""
    sources: dict[str, dict[str, Any]] = {}
    facts: dict[str, Fact] = {}
    remedies: tuple[Remedy, ...] = ()
    rules: tuple[Rule, ...] = ()
    derives: tuple[Derive, ...] = ()
    expects: tuple[Expect, ...] = ()
    notices: tuple[Notice, ...] = ()
    sanctions: tuple[SanctionRule, ...] = ()
    clocks: tuple[SanctionClock, ...] = ()
    playbook: tuple[Playbook, ...] = ()
    waiting: dict[str, dict[str, Rule]] = {}
    """Kind to the rules, by their full names, whose anchor, starts or readings name it."""
    begins: date | None = None
    """The first day on which any version of it may be in force."""
    lost: frozenset[str] = frozenset()
    """The remedies of which a rule had to be left out: within what time they may be asked is not known."""

    @property
    def is_international(self) -> bool:
        """Whether it is the law of an international body alone, so that no domestic event belongs to it."""
        return bool(self.remedies) and all(r.stage == "international" for r in self.remedies)

    @cached_property
    def index(self) -> Index:
        """The rules by what they are looked up by, made when first asked for."""
        return Index(self.rules)


def waiting(rules: tuple[Rule, ...]) -> dict[str, dict[str, Rule]]:
    """What `Pack.waiting` holds."""
    out: dict[str, dict[str, Rule]] = {}
    for rule in rules:
        for kind in rule.waits_for:
            out.setdefault(kind, {})[rule.full] = rule
    return out


def first_day(pack: Pack) -> date | None:
    """What `Pack.begins` holds."""
    spans = [v.span for r in pack.rules for v in r.versions] + [v.span for r in pack.remedies for v in r.versions]
    return min((s.start.earliest for s in spans if s.start.earliest is not None), default=None)
