"""What can be said against a case file beyond its form: references, reasons, sources, doubles.

Each check is a generator of problems with line, key and cure. Order of events is `remedy.law.contradictions`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

import msgspec

from remedy.case.model import Case, Entry, Event
from remedy.case.problems import Problem, did_you_mean
from remedy.case.references import to_events
from remedy.case.source import Path, Source
from remedy.case.vocabulary import SIDES, Vocabulary


class Check:
    """The checks of one case; `errors` are cheap and always run, `warnings` are for `check`."""

    def __init__(self, case: Case, source: Source, vocabulary: Vocabulary) -> None:
        self.case, self.source, self.vocabulary = case, source, vocabulary
        self.persons = {p.id for p in case.persons}
        self.events = {e.id for e in case.events}
        self.kinds = {e.kind for e in case.events}
        self.proceedings = {p.id for p in case.proceedings}
        self.references = {r.id for r in case.references}

    def _at(self, path: Path, code: str, message: str, fix: str) -> Problem:
        return self.source.problem_at(path, code, message, fix)

    def errors(self) -> list[Problem]:
        """References that lead nowhere, ids used twice, words without a reason."""
        return [*self._doubles(), *self._dangling(), *self._reasons(), *self._spans(), *self._nameless()]

    def warnings(self, packs: Collection[str], today: date) -> list[Problem]:
        """What is honest to say and stops nothing."""
        return [
            *self._packs(packs),
            *self._future(today),
            *self._unsourced(),
            *self._private(),
            *self._country(),
            *self._facts(),
        ]

    def _doubles(self) -> Iterator[Problem]:
        case = self.case
        for entries in (
            case.persons,
            case.proceedings,
            case.events,
            case.sanctions,
            case.steps,
            case.deadlines,
            case.recommendations,
        ):
            seen: dict[str, Path] = {}
            for entry in entries:
                if entry.id in seen:
                    line = self.source.line_of(seen[entry.id])
                    yield self._at(
                        (*entry.at, "id"),
                        "duplicate-id",
                        f'"{entry.id}" is also the id of line {line}',
                        f'give this one an id of its own, such as id = "{entry.id}-b"',
                    )
                seen.setdefault(entry.id, entry.at)

    def _named(
        self, path: Path, key: str, names: Iterable[str], known: Collection[str], what: str
    ) -> Iterator[Problem]:
        for name in names:
            if name and name not in known:
                yield self._at(
                    (*path, key),
                    "dangling-reference",
                    f'no {what} has the id "{name}"',
                    did_you_mean(name, known) if known else f"add the {what} first",
                )

    def _dangling(self) -> Iterator[Problem]:
        case = self.case
        everything: tuple[Entry, ...] = (
            *case.persons,
            *case.charges,
            *case.proceedings,
            *case.events,
            *case.sanctions,
            *case.findings,
            *case.recommendations,
            *case.deadlines,
            *case.overrides,
            *case.steps,
            case,
        )
        for entry in everything:
            yield from self._named(entry.at, "sources", entry.sources, self.references, "source")
        for event in case.events:
            yield from self._event(event)
        about = [(e.at, e.person) for es in (case.charges, case.sanctions, case.findings) for e in es]
        for at, persons in about:
            yield from self._named(at, "person", persons, self.persons, "person")
        for charge in case.charges:
            yield from self._named(charge.at, "proceeding", [charge.proceeding], self.proceedings, "proceeding")
        for finding in case.findings:
            yield from self._named(finding.at, "events", finding.events, self.events, "event")
        named = self.events | self.kinds | set(self.vocabulary.kinds)
        for found in to_events(case):
            if found.at[0] != "step":  # those are checked with the law's own names
                yield from self._named(found.at[:-1], str(found.at[-1]), [found.name], named, "event")

    def _event(self, event: Event) -> Iterator[Problem]:
        at = event.at
        yield from self._named(at, "proceeding", [event.proceeding], self.proceedings, "proceeding")
        yield from self._named(at, "person", event.person, self.persons, "person")
        yield from self._named(at, "to", [event.to], self.persons, "person")
        yield from self._named(at, "answers", event.answers, self.events, "event")
        yield from self._named(at, "undoes", event.undoes, self.events, "event")
        yield from self._undoes(event)
        yield from self._named(at, "moved_to", [event.moved_to], self.events, "event")
        yield from self._named(at, "proof", [event.proof], self.references, "source")
        yield from self._named(at, "accounts", event.accounts, self.references, "source")
        if event.by and event.by not in SIDES:
            yield from self._named(at, "by", [event.by], self.persons, "person")

    def _undoes(self, event: Event) -> Iterator[Problem]:
        """Only a decision sets aside, and only a decision is set aside."""
        kind = self.vocabulary.kinds.get(event.kind)
        if event.undoes and kind is not None and not kind.decides:
            fix = "say it on the decision that set it aside, or take undoes away"
            yield self._at((*event.at, "undoes"), "dangling-reference", f"{event.kind} sets nothing aside", fix)
        for other in self.case.events if event.undoes else ():
            kind = self.vocabulary.kinds.get(other.kind)
            if other.id in event.undoes and kind is not None and kind.is_no_decision:
                message = f"{other.id} is no decision ({other.kind}): it cannot be set aside"
                near = [e.id for e in self.case.events if (k := self.vocabulary.kinds.get(e.kind)) and k.decides]
                fix = did_you_mean(other.id, near) if near else "take it out of undoes"
                yield self._at((*event.at, "undoes"), "dangling-reference", message, fix)

    def _reasons(self) -> Iterator[Problem]:
        for word in self.case.overrides:
            if not word.reason.strip():
                yield self._at(
                    word.at,
                    "no-reason",
                    f"the word on {word.on} has no reason",
                    'add reason = "…": who decided, on which day',
                )

    def _spans(self) -> Iterator[Problem]:
        for event in self.case.events:
            if event.until is None or event.until.latest is None or event.when.earliest is None:
                continue
            if event.until.latest < event.when.earliest:
                message = f"{event.id} ends ({event.until.raw}) before it begins ({event.when.raw})"
                yield self._at((*event.at, "until"), "order", message, "date is its first day, until its last")

    def _nameless(self) -> Iterator[Problem]:
        case = self.case
        for entries in (case.persons, case.proceedings, case.events, case.sanctions, case.deadlines, case.steps):
            for entry in entries:
                if not entry.id.strip():
                    yield self._at((*entry.at, "id"), "missing-key", "id is empty", 'write id = "…", a short word')

    def _facts(self) -> Iterator[Problem]:
        known = [(e, self.vocabulary.kinds.get(e.kind)) for e in self.case.events]
        spoken = {name for e, kind in known for name in (*e.facts, *(kind.sets if kind is not None else ()))}
        stated: list[tuple[Path, dict[str, object]]] = [((), self.case.facts)]
        stated += [(p.at, p.facts) for p in self.case.persons]
        for at, facts in stated:
            for name in facts:
                if name in spoken:
                    message = f"events say what {name} was: they count, this word only where they are silent"
                    yield self._at((*at, "facts", name), "fact-contradicts-events", message, "leave it to the events")

    def _packs(self, packs: Collection[str]) -> Iterator[Problem]:
        for name in self.case.packs:
            if name not in packs:
                yield self._at(
                    ("packs",),
                    "unknown-pack",
                    f'there is no pack "{name}": nothing is computed for it',
                    did_you_mean(name, packs),
                )

    def _future(self, today: date) -> Iterator[Problem]:
        for event in self.case.events:
            lo = event.when.earliest
            if event.state == "held" and lo is not None and lo > today:
                yield self._at(
                    (*event.at, "date"),
                    "future-event",
                    f"{event.id} is held, but {lo} is after {today}",
                    'write state = "scheduled", or correct the date',
                )

    def _unsourced(self) -> Iterator[Problem]:
        for entry in (*self.case.events, *self.case.sanctions, *self.case.findings):
            if not entry.sources and not getattr(entry, "accounts", None):
                what = getattr(entry, "id", "") or entry.title
                yield self._at(entry.at, "unsourced", f'"{what}" names no source', 'add sources = ["…"]')

    def _private(self) -> Iterator[Problem]:
        for person in self.case.persons:
            if "contact" in person.roles and not (person.confidential or self.case.confidential):
                yield self._at(
                    person.at,
                    "contact-not-confidential",
                    f"{person.id} is a contact and not confidential",
                    "add confidential = true, so that exports mask the name",
                )

    def _country(self) -> Iterator[Problem]:
        if not self.case.country:
            yield self._at((), "no-country", "country is missing", 'add country = "KZ" (ISO 3166)')


def believable(case: Case, today: date) -> Case:
    """The case with events that are held, but after today, taken for typing errors: of their kind nothing is sure."""
    ahead = {
        e.kind for e in case.events if e.state == "held" and e.when.earliest is not None and e.when.earliest > today
    }
    return msgspec.structs.replace(case, unreadable=case.unreadable | ahead) if ahead else case


def double(case: Case, source: Source, seen: dict[str, str]) -> list[Problem]:
    """An id that stands in two files; `seen` holds id to file and takes this one in."""
    other = seen.setdefault(case.id, source.name)
    if other == source.name:
        return []
    message = f'"{case.id}" is also the id of {other}'
    return [source.problem_at(("id",), "duplicate-id", message, "give one of the two another id")]
