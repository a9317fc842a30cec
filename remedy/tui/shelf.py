"""What the app has read: every case with its assessment, and which lines fit what was typed.

Filled by `reading.py` in the background; screens take from it and never read a file.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from remedy.tui.searching import fits, fits_all, searched, ways
from remedy.views.agenda import GROUPS, group_of
from remedy.views.filter_words import ME, days, duties, is_of_duty, keeps, taken_apart
from remedy.views.pressing import Pressing
from remedy.views.text import clean
from remedy.views.words import what, who

if TYPE_CHECKING:  # the first paint needs none of it
    from remedy.case.model import Case
    from remedy.case.problems import Problem
    from remedy.law.answer import Assessment, Item
    from remedy.tui.widgets.rows import Row

Stamp = tuple[int, int]

ORDER = {name: n for n, name in enumerate(GROUPS)}
"""Which group of the agenda comes after which."""


class Entry(msgspec.Struct, kw_only=True):
    """One file as it was read last."""

    path: Path
    name: str
    stamp: Stamp
    case: Case | None
    answer: Assessment | None
    problems: list[Problem]


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One item of the agenda with the case it belongs to."""

    entry: Entry
    answer: Assessment
    item: Item
    text: str
    """All that a search looks at."""
    place: tuple[int, bool, int, date, str]
    """Where it stands: its group, whether a question can wait and its rank, its day or the end of time, its id."""

    @property
    def key(self) -> str:
        """The item's id: the same after the file was read anew."""
        return self.item.id


class Shelf:
    """All that was read, as of one day."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.entries: dict[Path, Entry] = {}
        self.total = 0
        """How many files there are, as far as that is known."""
        self.is_complete = False
        self.is_gone = False
        """Whether the folder itself is not there any more."""
        self._known: dict[Path, Case] = {}
        """Each file's case as it was read last, in this session."""
        self.hides = False
        """Whether names and confidential entries are masked: somebody else sees the screen."""
        self.is_turning = False
        """Whether lines are still being made with their names hidden, or shown again; who makes them says when."""
        self.problems: Sequence[Problem] = []
        """Those of the law and of the settings."""
        self._lines: dict[bool, list[Line]] = {}
        """All lines in their order: with names, and without."""
        self._told = 0
        self._letters: dict[Path, int] = {}
        """By which letter each case is called where names are hidden."""
        self._lettering = threading.Lock()
        """Two readers must not give two cases one letter."""
        self._masked: dict[Path, tuple[Entry, Assessment]] = {}
        self._ready: dict[bool, dict[Path, tuple[Entry, list[Line]]]] = {False: {}, True: {}}
        """The lines of each file as it was when they were made: with its names, and without."""

    def begin(self, total: int, is_gone: bool) -> None:
        """How many files are going to be read, and whether their folder is not there."""
        self.total, self.is_gone = total, is_gone

    def put(self, entries: Iterable[Entry]) -> None:
        """Takes files in, new or read anew."""
        for entry in entries:
            self.entries[entry.path] = entry
            if entry.case is not None:
                self._known[entry.path] = entry.case
        self._lines.clear()

    def doubled(self) -> bool:
        """Whether so much more was read that the lists are worth showing anew while reading goes on."""
        if len(self.entries) < 1.5 * self._told:
            return False
        self._told = len(self.entries)
        return True

    def drop(self, paths: Iterable[Path]) -> None:
        """Forgets files that are gone."""
        for path in paths:
            self.entries.pop(path, None)
            self._masked.pop(path, None)
            for ready in self._ready.values():
                ready.pop(path, None)
        self._lines.clear()

    def clear(self) -> None:
        """Forgets everything: another day is asked about."""
        self.entries.clear()
        self._masked.clear()
        self._lines.clear()
        for ready in self._ready.values():
            ready.clear()
        self.is_complete, self._told = False, 0

    def hide(self, hides: bool) -> None:
        """Masks names from now on, or shows them again. Letters follow the files, not who asks for one first."""
        self.hides = hides
        for entry in self.entries.values() if hides else ():
            self.called(entry)

    def unready(self) -> list[Entry]:
        """The files whose lines are still to be made as names are shown now."""
        ready = self._ready[self.hides]
        return [e for e in list(self.entries.values()) if e.path not in ready or ready[e.path][0] is not e]

    def shown(self, entry: Entry) -> Assessment | None:
        """An entry's assessment, masked where names are hidden."""
        return self._shown(entry, self.hides)

    def _shown(self, entry: Entry, hides: bool) -> Assessment | None:
        if entry.answer is None or entry.case is None or not hides:
            return entry.answer
        known, found = self._masked.get(entry.path, (None, None))
        if known is not entry or found is None:
            from remedy.views.presenting import presented

            found = presented(entry.answer, entry.case, self.called(entry))
            self._masked[entry.path] = (entry, found)
        return found

    def called(self, entry: Entry) -> str:
        """What a case without an alias is called while names are hidden: the same letter for the whole session."""
        from remedy.views.presenting import letter_name

        with self._lettering:
            return letter_name(self._letters.setdefault(entry.path, len(self._letters)))

    def case_of(self, case: Case) -> Case:
        """The case without a mark where names are hidden: nothing tells which ones are confidential."""
        return msgspec.structs.replace(case, confidential=False) if self.hides else case

    def case_of_full(self, case: Case) -> Case:
        """The case with its names masked where they are hidden."""
        from remedy.views.presenting import presented_case

        entry = self.entry_of(case.id) if self.hides else None
        return presented_case(case, self.called(entry)) if entry is not None else case

    # Lines

    def lines(self) -> list[Line]:
        """Every listed item of every open case, in the order of the agenda."""
        hides = self.hides
        if hides not in self._lines:
            found = [line for entry in self.entries.values() for line in self._lines_of(entry, hides)]
            found.sort(key=attrgetter("place"))
            self._lines[hides] = found
        return self._lines[hides]

    def prepare(self, entry: Entry) -> None:
        """Makes the lines of a file that was read, in the background where reading is, before it is put here."""
        self._lines_of(entry, self.hides)

    def _lines_of(self, entry: Entry, hides: bool) -> list[Line]:
        """The lines of a file: those that were prepared, if they are of this reading, else made now.

        `hides` is asked once: a key may turn it while lines are made in the background.
        """
        ready = self._ready[hides].get(entry.path)
        if ready is None or ready[0] is not entry:
            ready = self._ready[hides][entry.path] = (entry, list(self._of(entry, hides)))
        return ready[1]

    def _of(self, entry: Entry, hides: bool) -> Iterator[Line]:
        answer = self._shown(entry, hides)
        if answer is None or entry.case is None:
            return
        closed, pressing = entry.case.is_closed_on(answer.as_of), Pressing(answer)
        for item in () if closed else (i for i in answer.items if i.listed):
            tags = "" if hides else " ".join(entry.case.tags)
            people = "" if hides else " ".join(p.name for p in entry.case.persons)
            asked = (item.owner or "", answer.case_title, item.asks, item.asks_i18n.get(self.lang, ""))
            said = (item.case, what(item, self.lang), item.rule, *asked, tags, people)
            text = searched(" ".join(clean(s) for s in said))
            yield Line(
                entry=entry, answer=answer, item=item, text=text, place=(ORDER[group_of(item)], *_place(item, pressing))
            )

    def quiet(self) -> list[Entry]:
        """The cases of which one line is enough: nothing recorded, nothing due for a year."""
        found = []
        for entry in self.entries.values():
            answer = entry.answer
            if answer is None or entry.case is None or answer.quiet is None or not answer.items:
                continue
            if not entry.case.is_closed_on(answer.as_of):
                found.append(entry)
        found.sort(key=lambda e: (e.answer.quiet or date.min if e.answer else date.min, e.name))
        return found

    def all_problems(self) -> list[Problem]:
        """What is wrong in every file, then in the law and the settings."""
        return [*(p for e in self.entries.values() for p in e.problems), *self.problems]

    def values(self) -> dict[str, list[str]]:
        """Which values the keys of a filter find; no name while names are hidden."""
        cases = [e.case for e in self.entries.values() if e.case is not None]
        found = {"country": {c.country for c in cases}}
        if not self.hides:
            found["owner"] = {o for x in self.lines() for o in (x.item.owner,) if o} | {c.owner for c in cases}
            found["tag"] = {tag for c in cases for tag in c.tags}
        return {**{key: sorted(names - {""}) for key, names in found.items()}, "duty": duties()}

    # What could not be read

    def lost(self) -> list[Entry]:
        """The files of which nothing can be used, in order of name."""
        return sorted((e for e in self.entries.values() if e.case is None), key=attrgetter("name"))

    def lost_names(self) -> list[str]:
        """What each of them is called: its file, with the case that it was when it was read last; while names are
        hidden the case's letter, and nothing of a file that was never read."""
        found = []
        for entry in self.lost():
            case = self._known.get(entry.path)
            name = entry.name if case is None else f"{entry.name} ({case.id})"
            if self.hides:
                name = (case.alias or self.called(entry)) if case is not None else ""
            found.append(name)
        return found

    def other_errors(self) -> list[Problem]:
        """The errors that hide no file: of the cases, then of the law and the settings."""
        every = (*(p for e in self.entries.values() if e.case is not None for p in e.problems), *self.problems)
        return [p for p in every if p.level == "error"]

    def first_error(self) -> Problem | None:
        """What is to be mended first: what hides a whole file, else any other error."""
        hiding = (p for e in self.lost() for p in e.problems)
        return next(hiding, None) or next(iter(self.other_errors()), None)

    def places(self, errors: Sequence[Problem]) -> list[str]:
        """Where errors stand: the case with its file and lines, once; the case's letter alone while names are hidden,
        and nothing of a file that is no case."""
        lines: dict[str, list[str]] = {}
        for problem in errors:
            known = lines.setdefault(problem.file, [])
            known += [str(problem.line)] if str(problem.line) not in known else []
        by_name = {e.name: e for e in self.entries.values()}
        return [x for file, known in lines.items() if (x := self._place(by_name.get(file), file, known))]

    def _place(self, entry: Entry | None, file: str, lines: Sequence[str]) -> str:
        case = entry.case if entry is not None else None
        if self.hides:
            return (case.alias or self.called(entry)) if entry is not None and case is not None else ""
        where = f"{file}:{', '.join(lines)}"
        return f"{case.id} ({where})" if case is not None else where

    def entry_of(self, case_id: str) -> Entry | None:
        """The entry of a case by its id, as it stands in the file."""
        return next((e for e in self.entries.values() if e.case is not None and e.case.id == case_id), None)


def _place(item: Item, pressing: Pressing) -> tuple[bool, int, date, str]:
    """Within a group: questions as the agenda has them, the rest by day."""
    return pressing.place(item) if item.type == "gap" else (False, 0, item.date or date.max, item.id)


class Filter(msgspec.Struct, frozen=True):
    """What was typed, taken apart."""

    words: tuple[str, ...] = ()
    owner: str = ""
    tag: str = ""
    country: str = ""
    duty: str = ""
    within: int | None = None
    """Days."""
    hides: str | None = None
    """Where names are hidden and owner or tag is asked for: who the user is; of others nothing is to be found out."""

    def narrows(self, other: Filter) -> bool:
        """Whether all that fits this one fits the other: what was typed goes on from there."""
        rest = (self.owner, self.tag, self.country, self.duty, self.within, self.hides)
        alike = rest == (other.owner, other.tag, other.country, other.duty, other.within, other.hides)
        return alike and all(any(_goes_on(own, w) for own in self.words) for w in other.words)

    def of(self, rows: Sequence[Row]) -> Sequence[Row]:
        """The rows of those lines that are what was asked for."""
        for word in self.words:
            first, *more = ways(word)
            rows = [r for r in rows if first in r.key.text or any(way in r.key.text for way in more)]
        return rows if self == Filter(words=self.words) else [r for r in rows if self._fits(r.key)]

    def _fits(self, line: Line) -> bool:
        """Whether a line is what the keys ask for."""
        item, case = line.item, line.entry.case
        if case is None:
            return False
        if self.owner and not fits(
            self.owner,
            searched(f"{self._told(case.owner if self.hides is not None else item.owner or case.owner)} {who(item)}"),
        ):
            return False
        if self.tag and not self._tagged(case):
            return False
        if self.country and not _is_country(self.country, case.country):
            return False
        if self.duty and not is_of_duty(item.duty, self.duty):
            return False
        return self.within is None or keeps(item, self.within)

    def fits_case(self, case: Case, text: str) -> bool:
        """Whether a case is what was asked for, by what a search looks at."""
        owned = not self.owner or fits(self.owner, searched(f"{self._told(case.owner)} {self._told(case.deputy)}"))
        tagged = not self.tag or self._tagged(case)
        there = not self.country or _is_country(self.country, case.country)
        return owned and tagged and there and fits_all(self.words, text)

    def _told(self, name: str) -> str:
        """A name, where it may be found by: while names are hidden only that of the user."""
        return name if self.hides is None or name.lower() == self.hides else ""

    def _tagged(self, case: Case) -> bool:
        return self.hides is None and any(fits(self.tag, searched(t)) for t in case.tags)


def _is_country(typed: str, country: str) -> bool:
    """Whether a code that was typed, in Cyrillic letters too, is that of a case."""
    return country.lower() in ways(typed)


def _goes_on(word: str, before: str) -> bool:
    """Whether a word holds the one that was typed before it, in each spelling."""
    return all(was in now for now, was in zip(_both(word), _both(before), strict=True))


def _both(word: str) -> tuple[str, str]:
    first, *more = ways(word)
    return first, more[0] if more else first


def typed(text: str, me: str = "", *, hides: bool = False) -> Filter:
    """`appeal owner:me in:30d`, or `апелл кто:я дней:30`, as a Filter; what is no key is a word to search.

    `owner:me` of a user who did not say who he is chooses nothing.
    """
    found: dict[str, str] = {}
    words = []
    for word in text.lower().split():
        key, value = taken_apart(word) or ("", "")
        if not key:
            words.append(word)
        elif value:
            found[key] = value
    within = days(found.pop("in", ""))
    owner = found.pop("owner", "")
    return Filter(
        words=tuple(words),
        owner=me.lower() if owner in ME else owner,
        within=within,
        hides=me.lower() if hides and (owner or "tag" in found) else None,
        **found,
    )
