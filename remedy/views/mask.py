"""Copies of an assessment and a case in which what is confidential cannot be read.

Called for everything that no person at a terminal looks at. Never drops: as many lines, the same days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

import msgspec

from remedy.case.model import Case, Entry, FixedDeadline, Sanction, Step, TermReading
from remedy.case.problems import Problem
from remedy.case.shell import shell_word
from remedy.law.answer import Assessment, Cite, Item, Moment, Move, Reading, Rung, Trigger
from remedy.law.moves import Shift
from remedy.views.reasons import hushed
from remedy.views.text import WORD as WORD

CODES = frozenset(
    {"type", "status", "duty", "kind", "group", "exists", "state", "outcome", "law_status", "text_status", "cause"}
    | {"country", "stage", "rule", "remedy", "version", "period", "convention", "level"}
    | {"code", "mode", "form", "calendar", "zone", "packs", "pack", "hint_i18n", "cite"}
    | {"roles", "breaches", "article", "law"}
)
"""Fields whose words come from the vocabulary or the law: they tell nothing about a person."""

FREE = frozenset(
    {"note", "tags", "sources", "alias", "accounts"}
    | {"facts", "proof", "method", "language", "relied", "confirmed_by"}
)
"""Fields of an entry that are emptied where it is confidential."""

TEXTS = frozenset(
    {"title", "name", "body", "number", "text", "url", "path", "reason"}
    | {"waiting_on", "owner", "by", "to", "time", "cite", "sha256"}
)
"""Fields of an entry that read `confidential` there, if they were filled."""

LISTS = {
    "persons": "person",
    "events": "event",
    "proceedings": "proceeding",
    "sanctions": "sanction",
    "deadlines": "deadline",
    "steps": "step",
    "recommendations": "recommendation",
    "references": "source",
}
"""The tables of a case whose entries have ids, and what a masked one is called."""

SENTENCES = frozenset({"reason", "again_reason", "bar", "why", "label", "uncovered"})
"""Fields of an answer that hold sentences of the engine: in them only what comes from the file is a name."""

COMMANDS = frozenset({"command", "answer", "record"})
"""Fields with what a person is to type."""

CASE, NAME = "CASE", "NAME"
"""What stands in a command for the id of a case, and for a name: it is to be filled in."""

_TITLES = frozenset({"title", "title_i18n"})
_OF_RULES = _TITLES | {"notices", "next", "facts"}
_OF_REMEDIES = _TITLES | {"to", "grounds", "requires", "again"}

_OWN_READING = re.compile(r"(?:main|without-credit|credited(?:-[\d.]+)?)?(?:-?first-day-(?:counted|excluded))?")
"""What the engine itself calls the readings of a punishment."""

_COUNTRY = re.compile("[A-Za-z]{2,3}")

T = TypeVar("T")


def of_law(value: Any) -> frozenset[str]:
    """The fields of a record whose words are those of the law, whatever the people of a case are called."""
    if isinstance(value, Rung):
        return _OF_REMEDIES
    if isinstance(value, Shift):
        return frozenset() if "#deadline:" in value.id else _TITLES
    if isinstance(value, Moment):
        return _TITLES if value.title_i18n else frozenset()
    is_rule = isinstance(value, Item) and value.type == "deadline" and bool(value.rule)
    return _OF_RULES if is_rule else frozenset()


def alias_of(case: Case) -> str:
    """What a confidential case is called: its alias, else its country, if that is a code and no text."""
    return case.alias or (f"{WORD} ({case.country})" if _COUNTRY.fullmatch(case.country) else WORD)


def mask(assessment: Assessment, case: Case, typed: str = "") -> Assessment:
    """The assessment with confidential items, events and, where the case is, its names masked.

    `typed` is what a command calls the case: by default its alias, by which it is found, else a word in capitals.
    """
    if not has_secrets(case):
        return assessment
    names = Names(case)
    names.typed = typed or (shell_word(case.alias) if case.alias else CASE)
    names.rules = frozenset(i.rule for i in assessment.items if i.rule)
    names.free = tuple(o.reason for o in case.overrides if o.reason)
    made = names.walk(assessment)
    remedies = {r.remedy for r in assessment.ladder}
    for was, item in zip(assessment.items, made.items, strict=True):
        item.blocks = [a if a in remedies else b for a, b in zip(was.blocks, item.blocks, strict=True)]
        if was.id != item.id:
            item.typed = names.command(f"{case.id} {shell_word(was.id.partition('#')[2])}")
        if item.type == "gap" and not any(e.title and e.title in was.asks for e in case.events):
            item.title, item.asks, item.title_i18n, item.asks_i18n = was.title, was.asks, was.title_i18n, was.asks_i18n
    items = [_item(i, case.confidential) for i in made.items]
    events = [_moment(m, case.confidential) for m in made.events]
    title = WORD if case.confidential else made.case_title
    for item in items:
        item.case_title = title
    _hush_words(case, names, [*items, *made.ladder])
    problems = [_problem(p) for p in made.problems]
    return msgspec.structs.replace(made, items=items, events=events, problems=problems, case_title=title)


def mask_case(case: Case) -> Case:
    """The case with its confidential entries masked, all of them where the case itself is."""
    if not has_secrets(case):
        return case
    fields: dict[str, Any] = {}
    for name in (*LISTS, "charges", "findings", "overrides"):
        entries: Iterable[Entry] = getattr(case, name)
        fields[name] = tuple(_entry(e) if e.confidential or case.confidential else e for e in entries)
    if case.confidential:
        fields |= {"title": WORD, "note": "", "sources": (), "tags": (), "facts": {}, "related": ()}
        fields |= {n: WORD if getattr(case, n) else "" for n in ("owner", "deputy", "file")}
    return Names(case).walk(msgspec.structs.replace(case, **fields))


def shifts(moved: Iterable[Shift], cases: Iterable[Case]) -> list[Shift]:
    """What an edit moved, without names, ids and reasons of what is confidential before or after it."""
    made = [msgspec.structs.replace(m, reason="") for m in moved]
    made = [msgspec.structs.replace(m, title=WORD, title_i18n={}) if "#deadline:" in m.id else m for m in made]
    for case in cases:
        made = [Names(case).walk(m) for m in made] if has_secrets(case) else made
    return made


def has_secrets(case: Case) -> bool:
    """Whether anything of a case is confidential."""
    return case.confidential or any(
        e.confidential for name in (*LISTS, "charges", "findings", "overrides") for e in getattr(case, name)
    )


def _entry(entry: Entry) -> Entry:
    changed: dict[str, Any] = {}
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if name in FREE and value:
            changed[name] = type(value)()
        elif name in TEXTS and isinstance(value, str) and value:
            changed[name] = WORD
    if isinstance(entry, Sanction):
        changed["kind"] = WORD
    if isinstance(entry, Sanction | FixedDeadline):
        changed["readings"] = tuple(_term(r, n) for n, r in enumerate(entry.readings, 1))
    if isinstance(entry, Step) and entry.remedy:
        changed["remedy"] = WORD
    return msgspec.structs.replace(entry, **changed)


_RULE = re.compile(r"(?<![\w@/.-])[\w-]+/[\w/-]+\.[\w-]+(?=@)")
"""A rule with its pack, as it stands in an id."""

_BEFORE = r"(?:(?<![\w-])|(?<=-from-))"
"""Where a name may begin: the engine calls readings `main-from-EVENT`."""

_AFTER = r"(?:(?![\w-])|(?=-(?:\d+|credited)(?![\w])))"
"""Where a name may end: it numbers readings that are called alike."""


def _term(reading: Any, number: int) -> Any:
    rests = {"cite": WORD} if isinstance(reading, TermReading) and reading.cite else {}
    return msgspec.structs.replace(reading, id=f"reading-{number}", **rests)


_TO_ENTRIES = ("proceeding", "answers", "undoes", "moved_to", "person", "to", "events", "imposed_by", "ended_by")
"""Keys that name other entries."""


def _leading_nowhere(case: Case) -> set[str]:
    """What confidential entries refer to and the file does not have: an id that somebody meant to write."""
    ids = {e.id for name in LISTS for e in getattr(case, name)}
    found: set[str] = set()
    for entry in (e for name in (*LISTS, "charges", "findings") for e in getattr(case, name)):
        for value in (getattr(entry, key, "") for key in _TO_ENTRIES if entry.confidential or case.confidential):
            found |= {value} if isinstance(value, str) else set(value)
    for step in (s for s in case.steps if s.confidential or case.confidential):
        for offset in (o for o in (step.before, step.after) if o is not None):
            found.add(offset.target if offset.is_event else offset.target.partition("@")[2].partition("/")[0])
    return found - ids


class Names:
    """The names and ids that must not be read, and what stands in their place."""

    def __init__(self, case: Case, more: Iterable[str] = ()) -> None:
        """`more` are further words that must not be read."""
        self.known: dict[str, str] = dict.fromkeys(more, WORD)
        for name, word in LISTS.items():
            for n, entry in enumerate(getattr(case, name), 1):
                if entry.confidential or case.confidential:
                    self._learn(entry, f"{word}-{n}")
        if case.confidential:
            self.known |= {case.id: alias_of(case), case.title: WORD, case.file: alias_of(case)}
            self.known |= {name: WORD for name in (case.owner, case.deputy) if name}
        for text in _leading_nowhere(case):
            self.known.setdefault(text, WORD)
        self.known.pop("", None)
        self.case, self.typed = case.id, CASE
        """The id of the case, and what stands for it in a command."""
        self.rules: frozenset[str] = frozenset()
        """What the law calls the terms of an answer: no part of it is a name."""
        self.free: tuple[str, ...] = ()
        """What persons wrote that stands within sentences of an answer."""
        words = sorted(self.known, key=len, reverse=True)
        either = "|".join(map(re.escape, words))
        self.pattern = re.compile(rf"{_BEFORE}(?:{either}){_AFTER}") if words else None

    def _learn(self, entry: Any, word: str) -> None:
        kind = str(getattr(entry, "kind", ""))
        told = re.escape(kind) + r"(-\d{4}-\d{2}-\d{2})?(-[b-z])?"
        if not (word.startswith("event") and re.fullmatch(told, entry.id)):
            self.known[entry.id] = word
        for name in ("name", "title", "body", "number"):
            text = getattr(entry, name, "")
            if text:
                self.known[text] = WORD

    def text(self, s: str) -> str:
        """The text without the names."""
        return self._but_for_rules(s, lambda found: self.known[found[0]])

    def sentence(self, s: str) -> str:
        """A sentence of the engine likewise: its own words are no names."""
        return self.text(s) if any(free in s for free in self.free) else hushed(s, self.text)

    def command(self, s: str) -> str:
        """What is to be typed: what is hidden stands in capitals, since it is to be filled in."""
        s = s.replace(shell_word(self.case), self.case) if self.case in self.known else s
        return self._but_for_rules(s, self._capital)

    def _capital(self, found: re.Match[str]) -> str:
        if found[0] == self.case:
            return self.typed
        word = self.known[found[0]]
        return NAME if word == WORD else word.upper()

    def _but_for_rules(self, s: str, hide: Callable[[re.Match[str]], str]) -> str:
        if self.pattern is None or self.pattern.search(s) is None:
            return s
        at, out = 0, ""
        for rule in _RULE.finditer(s):
            if rule[0] in self.rules:
                out += self.pattern.sub(hide, s[at : rule.start()]) + rule[0]
                at = rule.end()
        return out + self.pattern.sub(hide, s[at:])

    def walk(self, value: T) -> T:
        """A copy of any record, each text in it without the names."""
        made: Any = value
        if isinstance(value, str):
            made = self.text(value)
        elif isinstance(value, list):
            made = [self.walk(v) for v in value]
        elif isinstance(value, tuple):
            made = tuple(self.walk(v) for v in value)
        elif isinstance(value, dict):
            made = {self.walk(k): self.walk(v) for k, v in value.items()}
        elif isinstance(value, msgspec.Struct) and not isinstance(value, date):
            kept = CODES | of_law(value)
            is_said = isinstance(value, Assessment | Item | Rung | Reading | Move | Moment | Trigger | Shift)
            changed = {
                name: self._field(getattr(value, name), name if is_said else "")
                for name in value.__struct_fields__
                if name not in kept
            }
            made = msgspec.structs.replace(value, **changed)
            if isinstance(value, Trigger) and made.event != value.event:
                made.kind = ""  # it would tell what the name was hidden for
        return made  # type: ignore[no-any-return]  # the same type as came in

    def _field(self, value: Any, name: str) -> Any:
        """A field of an answer, by its name; of anything else without one."""
        if name == "block_titles":
            return {self.text(id): titles for id, titles in value.items()}
        does = self.sentence if name in SENTENCES else self.command if name in COMMANDS else None
        if does is None:
            return self.walk(value)
        return [does(x) for x in value] if isinstance(value, list) else does(value)


def _item(item: Item, case_is: bool) -> Item:
    """In a confidential case the names of terms and questions of the law stay: they tell nothing."""
    if item.fixed is not None and item.fixed.get("reason") and (item.confidential or item.fixed.get("confidential")):
        said = WORD if item.reason == item.fixed["reason"] else item.reason
        item = msgspec.structs.replace(item, fixed={**item.fixed, "reason": WORD}, reason=said)
    if not item.confidential:
        return item
    own = item.id.partition("#")[2].startswith("deadline:")
    if case_is and (item.type in ("gap", "review") or (item.type == "deadline" and not own)):
        return item
    hidden: dict[str, Any] = {"remedy": WORD} if item.type == "step" and item.remedy else {}
    hidden |= {"asks": WORD, "asks_i18n": {}, "command": "", "answer": "", "record": ""} if item.type == "gap" else {}
    if own:  # what it rests on was typed by a person, as were the names of its readings
        hidden |= {"cite": _rests_on(item.cite), "readings": [_reading(r, n) for n, r in enumerate(item.readings, 1)]}
        hidden["trigger"] = item.trigger and _trigger(item.trigger)
    if item.type == "sanction":
        hidden["readings"] = [_counted(r, n) for n, r in enumerate(item.readings, 1)]
    return msgspec.structs.replace(
        item,
        title=WORD,
        title_i18n={},
        reason="",
        time="",
        notices=[],
        waiting_on=WORD if item.waiting_on else "",
        owner=WORD if item.owner else item.owner,
        **hidden,
    )


def _hush_words(case: Case, names: Names, said: Iterable[Item | Rung]) -> None:
    """Takes the reasons of confidential words on deadlines out of what items and remedies say of themselves."""
    secret = {names.text(o.reason) for o in case.overrides if (o.confidential or case.confidential) and o.reason}
    either = "|".join(map(re.escape, sorted(secret, key=len, reverse=True)))
    pattern = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])")
    for one in said if secret else ():
        one.reason = pattern.sub(WORD, one.reason)
        if isinstance(one, Rung):
            one.again_reason = pattern.sub(WORD, one.again_reason)


def _rests_on(cites: Iterable[Cite]) -> list[Cite]:
    return [{key: WORD if text else text for key, text in cite.items()} for cite in cites]


def _reading(reading: Reading, number: int) -> Reading:
    id = reading.id if reading.id == "main" else f"reading-{number}"
    return msgspec.structs.replace(reading, id=id, cite=_rests_on(reading.cite), trigger=_trigger(reading.trigger))


def _trigger(trigger: Trigger) -> Trigger:
    """What nobody recorded may be an id that a person wrote."""
    return trigger if trigger.recorded else msgspec.structs.replace(trigger, event=WORD)


def _counted(reading: Reading, number: int) -> Reading:
    """Of a punishment: what a person called one way to count it."""
    own = _OWN_READING.fullmatch(reading.id) is None
    return msgspec.structs.replace(reading, id=f"reading-{number}") if own else reading


def _moment(moment: Moment, case_is: bool) -> Moment:
    if not (moment.confidential or case_is):
        return moment
    return msgspec.structs.replace(
        moment,
        title=moment.title if moment.derived else WORD,
        title_i18n=moment.title_i18n if moment.derived else {},
        note="",
        outcome="",
        by="",
        time="",
        language="",
        sources=[],
    )


def problems_of(problems: Iterable[Problem], case: Case) -> list[Problem]:
    """The problems of a file; one that holds secrets without what they quote, a confidential one by its alias."""
    made = [_problem(p) for p in problems] if has_secrets(case) else list(problems)
    return [msgspec.structs.replace(p, file=alias_of(case)) for p in made] if case.confidential else made


def _problem(problem: Problem) -> Problem:
    """A message quotes the file: its code says enough."""
    return msgspec.structs.replace(problem, message=f"{problem.code}: see the file", fix="")
