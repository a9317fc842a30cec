"""A case file's own keys and values in which what is confidential cannot be read: for exports of everything.

`mask.py` does the same for records; this keeps to the words of the file. The reader of cases has decided what is
confidential and what is a value; never drops an entry.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from remedy.case import fields
from remedy.case.model import Case
from remedy.case.read import ARRAYS, near_confidential
from remedy.case.source import Path
from remedy.case.vocabulary import Vocabulary
from remedy.views import mask

_PLAIN = (fields.when, fields.exact, fields.length, fields.flag, fields.roles)
"""Forms of values that tell nothing about a person: days, periods, flags; as does every fixed word."""

_REFERENCES = frozenset(
    {"answers", "undoes", "person", "proceeding", "events", "starts", "from", "done"}
    | {"imposed_by", "ended_by", "moved_to"}
)
"""Keys that name another entry or a kind of events; what names nothing is dropped."""

_CODES = frozenset({"on", "counting", "country", "zone", "calendar", "packs", "pack"})
_CODE = re.compile(r"[\w./:@+-]+")
"""Names of rules, packs, zones and the like: one word; a text of several is none."""

_OF_THE_LAW = frozenset({"law", "article", "breaches"})

_NAMING = ("id", "name", "title", "body", "number")

HIDDEN = {"confidential": True}
"""What stands in the place of a table that could not be read."""


def mask_data(data: dict[str, Any], case: Case, vocabulary: Vocabulary) -> tuple[dict[str, Any], int]:
    """A copy of a file's data, and how many of its entries are confidential."""
    read = {e.at: e.confidential or case.confidential for name in _ALL for e in getattr(case, name)}
    lost = [table for table in _unread(data, read) if _hides(table)]
    if not mask.has_secrets(case) and not lost:
        return data, 0
    return _Masking(case, vocabulary, read, lost).run(data)


def changed(data: dict[str, Any], masked: dict[str, Any]) -> frozenset[tuple[str, int]]:
    """The entries that a masked copy does not hold as the file does, by table and place; `case`, 0 is the head."""
    if data is masked:
        return frozenset()
    before, after = _rows(data), _rows(masked)
    return frozenset(at for at in before if before[at] != after.get(at))


def _rows(data: dict[str, Any]) -> dict[tuple[str, int], Any]:
    """The entries of a file by table and place, and all else as its head."""
    head: dict[str, Any] = {}
    out: dict[tuple[str, int], Any] = {("case", 0): head}
    for key, value in data.items():
        if key in ARRAYS and isinstance(value, list):
            out |= {(key, n): row for n, row in enumerate(value)}
        elif key == "sources" and isinstance(value, dict):
            out |= {("source", n): row for n, row in enumerate(value.items())}
        else:
            head[key] = value
    return out


_ALL = ("references", *(field for field, _ in ARRAYS.values()))


def _unread(data: dict[str, Any], read: dict[Path, bool]) -> Iterator[dict[str, Any]]:
    """Every table in a file that the reader of cases did not take for an entry."""
    for key, value in data.items():
        for at, row in _places(key, value):
            yield from _tables(list(row.values()) if at in read and isinstance(row, dict) else row)


def _places(key: str, value: Any) -> Iterator[tuple[Path, Any]]:
    """The entries of a key of the file, each with its place; what holds none as itself."""
    if key in ARRAYS and isinstance(value, list):
        yield from (((key, n), row) for n, row in enumerate(value))
    elif key == "sources" and isinstance(value, dict):
        yield from (((key, name), row) for name, row in value.items())
    else:
        yield (key,), value


def _tables(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from _tables(inner)


def _hides(table: Any) -> bool:
    """Whether a table that nobody could read was meant to be confidential: as the reader decides for one that is."""
    return isinstance(table, dict) and any(v is not False and near_confidential(k) for k, v in table.items())


class _Masking:
    """One case; `masked` counts."""

    def __init__(self, case: Case, vocabulary: Vocabulary, read: dict[Path, bool], lost: list[dict[str, Any]]) -> None:
        self.case, self.vocabulary, self.read = case, vocabulary, read
        told = [t for table in lost for key in _NAMING if isinstance(t := table.get(key), str)]
        told += [e.id for e in case.events if read[e.at] and e.kind not in vocabulary.kinds]  # any word may be both
        self.names = mask.Names(case, [t for t in told if t not in vocabulary.kinds])
        ids = {e.id for name in mask.LISTS for e in getattr(case, name)}
        self.known = ids | set(vocabulary.kinds)
        self.masked = 0

    def run(self, data: dict[str, Any]) -> tuple[dict[str, Any], int]:
        """The copy, and how many entries of it are masked."""
        case = self.case
        arrays = {k: v for k, v in data.items() if k in ARRAYS or k == "sources"}
        head = {k: v for k, v in data.items() if k not in arrays}
        if case.confidential:
            self.masked += 1
            made = self.hidden("case", head) | {"id": mask.alias_of(case)}
            out = ({"format": head["format"]} if type(head.get("format")) is int else {}) | made
        else:
            out = self.open("case", head)
        for key, value in arrays.items():
            rows = [(at, self.row(key, at, row)) for at, row in _places(key, value)]
            if key in ARRAYS and isinstance(value, list):
                out[key] = [row for _, row in rows]
            elif key == "sources" and isinstance(value, dict):
                out[key] = {self.source(n, at): row for n, (at, row) in enumerate(rows, 1)}
            elif key in ARRAYS or not case.confidential:
                out[key] = rows[0][1]
        return out, self.masked

    def row(self, key: str, at: Path, row: Any) -> Any:
        """One entry, or what stands where one should."""
        table = "reference" if key == "sources" else key
        if at not in self.read:
            self.masked += self.case.confidential
            return dict(HIDDEN) if self.case.confidential else self.unread(row)
        if not self.read[at]:
            return self.open(table, row) if isinstance(row, dict) else self.names.walk(row)
        self.masked += 1
        return self.hidden(table, row if isinstance(row, dict) else {"url": row})

    def source(self, n: int, at: Path) -> str:
        """What a source is called."""
        name = str(at[1])
        return self.names.text(name) if at in self.read or not self.case.confidential else f"{mask.WORD}-{n}"

    def hidden(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """A confidential entry: the keys that its table has, as far as they hold what they should and tell nothing."""
        out: dict[str, Any] = {}
        for key, value in row.items():
            made = self.told(table, key, value) if _fits(table, key, value) else None
            if made is not None:
                out[key] = made
        return out | HIDDEN

    def told(self, table: str, key: str, value: Any) -> Any:
        """What a value of a confidential entry may tell; None: nothing, not even that it is there."""
        if _is_plain(table, key):
            return value
        if key in mask.TEXTS or (table, key) in (("case", "deputy"), ("sanction", "kind"), ("step", "remedy")):
            return mask.WORD if value else None
        if key == "id":
            return self.names.text(value)
        if key in ("kind", "outcome"):
            return value if self.is_word(key, value) else None
        if key in _REFERENCES:
            is_day = key == "starts" and not isinstance(fields.starts(value), str)
            return value if is_day else self.some(value, self.known.__contains__)
        if key == "on":
            return self.some(value, self.is_deadline)
        if key in _CODES:
            return self.some(value, _CODE.fullmatch)
        return self.names.walk(value) if key in _OF_THE_LAW else None

    def is_word(self, key: str, value: Any) -> bool:
        """Whether a kind of event or an outcome is one of the vocabulary."""
        return value in (self.vocabulary.kinds if key == "kind" else self.vocabulary.outcomes)

    def is_deadline(self, text: str) -> bool:
        """Whether a text names a rule, or one at an event that is known, or a deadline of the file."""
        before, _sign, after = text.partition("#")[2].partition("@") if "#" in text else text.partition("@")
        own = before.removeprefix("deadline:")
        known = after.partition("/")[0] in self.known if after else own == before or own in self.known
        return bool(_CODE.fullmatch(text.partition("#")[2] or text)) and known

    def some(self, value: Any, fits: Callable[[str], object]) -> Any:
        """Of one text or several those that fit, without names; None where there is none."""
        kept = [self.names.text(text) for text in ([value] if isinstance(value, str) else value) if fits(text)]
        return (kept if isinstance(value, list) else kept[0]) if kept else None

    def open(self, table: str, row: dict[str, Any]) -> dict[str, Any]:
        """An entry that is not confidential, without the names of those that are."""
        out: dict[str, Any] = {}
        for key, value in row.items():
            if not _fits(table, key, value):
                out[self.names.text(key)] = self.unread(value)
            elif _is_plain(table, key) or (key in ("kind", "outcome") and self.is_word(key, value)):
                out[key] = value
            else:
                out[key] = self.names.walk(value)
        return out

    def unread(self, value: Any) -> Any:
        """What no reader understood: a table in it that was meant to be confidential is masked whole."""
        if _hides(value):
            self.masked += 1
            return dict(HIDDEN)
        if isinstance(value, dict):
            return {self.names.text(k): self.unread(v) for k, v in value.items()}
        return [self.unread(v) for v in value] if isinstance(value, list) else self.names.walk(value)


def _fits(table: str, key: str, value: Any) -> bool:
    """Whether a table has a key, and its value is one that the reader takes."""
    known = fields.FORMS[table].get(key)
    if known is None:
        return False
    try:
        known[1](value)
    except fields.Bad:
        return False
    return True


def _is_plain(table: str, key: str) -> bool:
    form = fields.FORMS[table][key][1]
    return form in _PLAIN or isinstance(form, fields.Word)
