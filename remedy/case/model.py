"""The case file of section 3 of the design as typed records.

Built by `read.py`, used by everything; holds no rule and computes nothing. Every record keeps `at`, the place of
its table in the file, so that any statement about it can name a line.
"""

from __future__ import annotations

from datetime import date as Day
from typing import Any

import msgspec

from remedy.case.dates import When
from remedy.case.period import Period
from remedy.case.source import Path

ANY = "*"
"""Among the unreadable kinds: an event of which nobody can say what it was."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """What every table may have."""

    at: Path = ()
    title: str = ""
    note: str = ""
    sources: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    confidential: bool = False


class Reference(Entry, frozen=True, kw_only=True):
    """A source of facts: a URL or a file under the cases folder."""

    id: str
    url: str = ""
    path: str = ""
    sha256: str = ""
    date: When | None = None


class Person(Entry, frozen=True, kw_only=True):
    """One person or organisation."""

    id: str
    name: str = ""
    roles: tuple[str, ...] = ()
    facts: dict[str, Any] = {}


class Charge(Entry, frozen=True, kw_only=True):
    """What a person is accused of."""

    law: str = ""
    article: str = ""
    person: tuple[str, ...] = ()
    proceeding: str = ""
    outcome: str = ""


class Proceeding(Entry, frozen=True, kw_only=True):
    """The case before one body at one stage."""

    id: str
    stage: str
    body: str = ""
    mode: str = ""
    number: str = ""
    pack: str = ""


class Event(Entry, frozen=True, kw_only=True):
    """Something that happened or is scheduled."""

    id: str
    kind: str
    when: When
    accounts: dict[str, Any] = {}
    relied: str = ""
    proceeding: str = ""
    outcome: str = ""
    form: str = ""
    answers: tuple[str, ...] = ()
    person: tuple[str, ...] = ()
    by: str = ""
    aim: str = ""
    to: str = ""
    sent: When | None = None
    received: When | None = None
    method: str = ""
    proof: str = ""
    language: str = ""
    """Of a copy that was served: the law protects one who cannot read it."""
    undoes: tuple[str, ...] = ()
    until: When | None = None
    state: str = "held"
    moved_to: str = ""
    time: str = ""
    known: Day | None = None
    facts: dict[str, Any] = {}
    confirmed_by: str = ""


class CreditSpan(msgspec.Struct, frozen=True, kw_only=True):
    """Custody that counts towards a sanction: both end days, `ratio` days for each."""

    start: str
    end: str
    ratio: float | None = None
    """None: what the pack says of such a punishment; where it says nothing, that is a question."""


class StartReading(msgspec.Struct, frozen=True, kw_only=True):
    """Another day from which a sanction may run."""

    id: str
    starts: str | When


class Sanction(Entry, frozen=True, kw_only=True):
    """A punishment with start and length."""

    id: str
    kind: str
    person: tuple[str, ...] = ()
    length: Period | None = None
    unlimited: str = ""
    starts: str | When | None = None
    readings: tuple[StartReading, ...] = ()
    credit: tuple[CreditSpan, ...] = ()
    imposed_by: str = ""
    ended_by: str = ""


class Finding(Entry, frozen=True, kw_only=True):
    """A violation found."""

    breaches: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    by: str = ""
    person: tuple[str, ...] = ()


class Recommendation(Entry, frozen=True, kw_only=True):
    """What a body or an observer asked for."""

    id: str
    by: str = ""
    to: str = ""
    text: str = ""
    status: str = "open"


class TermReading(msgspec.Struct, frozen=True, kw_only=True):
    """Another tenable way to compute a deadline of the file."""

    id: str
    counting: str = ""
    period: Period | None = None
    start: str = ""
    cite: str = ""


class FixedDeadline(Entry, frozen=True, kw_only=True):
    """A deadline of the file: a day fixed by letter or order, or computed where no pack exists."""

    id: str
    set_on: Day | None = None
    date: When | None = None
    start: str = ""
    period: Period | None = None
    counting: str = "plain"
    readings: tuple[TermReading, ...] = ()
    duty: str = "party"
    done: tuple[str, ...] = ()
    owner: str = ""
    cite: str = ""


class Override(Entry, frozen=True, kw_only=True):
    """A word of a court or person on a computed deadline."""

    on: str
    since: Day | None = None
    date: Day | None = None
    reading: str = ""
    waived: bool = False
    reason: str = ""


class Offset(msgspec.Struct, frozen=True, kw_only=True):
    """A day relative to a deadline or an event."""

    target: str
    is_event: bool
    by: Period


class Step(Entry, frozen=True, kw_only=True):
    """An advocacy step."""

    id: str
    status: str = "todo"
    owner: str = ""
    due: Day | None = None
    before: Offset | None = None
    after: Offset | None = None
    remedy: str = ""
    waiting_on: str = ""
    since: Day | None = None
    chase_after: Period | None = None
    done_on: Day | None = None


class Case(Entry, frozen=True, kw_only=True):
    """One matter: everything that its file says and could be read."""

    file: str
    id: str
    country: str = ""
    zone: str = ""
    calendar: str = ""
    packs: tuple[str, ...] = ()
    status: str = "open"
    closed_on: Day | None = None
    owner: str = ""
    deputy: str = ""
    related: tuple[str, ...] = ()
    alias: str = ""
    facts: dict[str, Any] = {}
    references: tuple[Reference, ...] = ()
    persons: tuple[Person, ...] = ()
    charges: tuple[Charge, ...] = ()
    proceedings: tuple[Proceeding, ...] = ()
    events: tuple[Event, ...] = ()
    sanctions: tuple[Sanction, ...] = ()
    findings: tuple[Finding, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    deadlines: tuple[FixedDeadline, ...] = ()
    overrides: tuple[Override, ...] = ()
    steps: tuple[Step, ...] = ()
    unreadable: frozenset[str] = frozenset()
    """The kinds of events that could not be read: they may have happened. ANY: it may be of any kind."""
    lost_words: tuple[str, ...] = ()
    """What could not be read of the words of a court or person, one sentence each: a day may have been moved."""

    def event(self, id: str) -> Event | None:
        """The event of that id."""
        return next((e for e in self.events if e.id == id), None)

    def is_closed_on(self, day: Day) -> bool:
        """Whether the case has been closed on or before a day."""
        return self.status == "closed" and (self.closed_on is None or self.closed_on <= day)

    def parties(self) -> tuple[Person, ...]:
        """The persons for whom deadlines run: defendants and applicants."""
        return tuple(p for p in self.persons if "defendant" in p.roles or "applicant" in p.roles)


def entries(case: Case) -> list[Any]:
    """Every entry of a case that has an id."""
    tables: tuple[tuple[Any, ...], ...] = (
        case.events,
        case.steps,
        case.deadlines,
        case.sanctions,
        case.recommendations,
        case.proceedings,
        case.persons,
    )
    return [entry for table in tables for entry in table]


def entries_of(case: Case) -> list[tuple[str, int, str]]:
    """The same as words: its table, its place there, its id."""
    return [(str(e.at[0]), int(e.at[1]), e.id) for e in entries(case)]
