"""What the last import of a map wrote, kept beside the cases: so the sheet's changes are told from a person's.

One line an entry, sorted: git merges it. No word of a sheet or a case stands in it, salted hashes alone; whoever holds
it can still try a guess. Where it is lost, nothing is overwritten.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from remedy.case import fields
from remedy.case.import_map import forms_of
from remedy.case.slugs import id_of
from remedy.case.toml_text import value_text

FOLDER = ".import"
"""A dot-folder: what lies in it is no case."""

MAX_BYTES = 64 * 1024 * 1024
"""No record of an office is that long."""

MAX_SALT = blake2b.MAX_KEY_SIZE


class Head(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The first line: whose the record is, as a path from the folder of cases, and what its hashes are made with."""

    map: str
    salt: str


class Seen(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One entry as it was written or found: hashes of what it is, of its case, its table and the rule that brought it,
    and of each key in which file and sheet agreed, with that of its value."""

    entry: str
    case: str
    table: str
    origin: str = ""
    values: dict[str, str] = {}
    said: dict[str, str] = {}
    """What the sheet said where that is something else, as for a value that was not taken; else empty."""
    typed: bool = False
    """Whether a person wrote the entry, and an import found it."""
    gone: bool = False
    """Whether the sheet had ceased to speak of it."""

    @property
    def sheet(self) -> dict[str, str]:
        """What the sheet said of it the last time."""
        return self.said or self.values


class Record:
    """What one map wrote: its lines, by the hash of their entry, and how its hashes are made."""

    def __init__(self, path: Path, map: str = "") -> None:
        self.path, self.map = path, map
        self.heads: list[str] = []
        """Whose it says that it is: several where a merge put two together."""
        self.raw: bytes | None = None
        """None: there is none yet."""
        self.lost, self.note = 0, ""
        """How many of its lines could not be read, and what a person should know of it."""
        self.salt = os.urandom(16)
        self.lines: dict[str, Seen] = {}
        self._read()
        self._begun = blake2b(key=self.salt, digest_size=8)
        self._keys: dict[tuple[str, str, str], str] = {}
        self._of_case: dict[str, list[Seen]] = {}
        for seen in self.lines.values():
            self._of_case.setdefault(seen.case, []).append(seen)

    def _read(self) -> None:
        try:
            if self.path.stat().st_size > MAX_BYTES:
                self.lost = 1
                return
            self.raw = self.path.read_bytes()
        except FileNotFoundError:
            return
        except OSError:
            self.lost = 1
            return
        decoder, header = msgspec.json.Decoder(Seen), msgspec.json.Decoder(Head)
        for line in self.raw.splitlines():
            try:
                if not line.startswith(b'{"map":'):
                    seen = decoder.decode(line)
                    self.lines[seen.entry] = seen
                    continue
                head = header.decode(line)
                salt = bytes.fromhex(head.salt)[:MAX_SALT]
            except (msgspec.MsgspecError, UnicodeDecodeError, ValueError):
                self.lost += 1
                continue
            if self.heads and salt != self.salt:
                self.lost += 1  # the lines of the other record of a merge stay unknown
                continue
            self.salt = salt
            self.heads.append(head.map)
        if not self.heads and self.lines:  # nobody knows how these hashes were made
            self.lost += len(self.lines)
            self.lines = {}

    def _hash(self, *words: str) -> str:
        found = self._begun.copy()
        found.update(msgspec.json.encode(words))
        return found.hexdigest()

    def case(self, id: str) -> str:
        """The hash of a case."""
        return self._hash("case", id)

    def of_case(self, id: str) -> list[Seen]:
        """The lines of a case."""
        return self._of_case.get(self.case(id), []) if self.lines else []

    def entry(self, case: str, table: str, id: str) -> str:
        """The hash of an entry; the table of the case itself is `case`, its id empty."""
        return self._hash("entry", case, table, id)

    def table(self, case: str, table: str) -> str:
        """The hash of a table of a case."""
        return self._hash("table", case, table)

    def origin(self, case: str, origin: str) -> str:
        """The hash of the rule by which an entry of a case came."""
        return self._hash("origin", case, origin)

    def key(self, case: str, table: str, key: str) -> str:
        """The hash of a key of a table of a case."""
        found = self._keys.get((case, table, key))
        if found is None:
            found = self._keys[case, table, key] = self._hash("key", case, table, key)
        return found

    def value(self, case: str, table: str, key: str, value: Any) -> str:
        """The hash of a value: one in a table of a case, so that rows that moved are known again; another elsewhere."""
        return self._hash("value", case, table, key, value_text(canonical(table, key, value)))

    def said(self, case: str, table: str, values: dict[str, Any]) -> dict[str, str]:
        """The hashes of keys and of their values."""
        return {self.key(case, table, k): self.value(case, table, k, v) for k, v in values.items()}

    def seen(self, case: str, table: str, id: str, origin: str, values: dict[str, Any]) -> Seen:
        """The line of an entry as it is written."""
        return Seen(
            entry=self.entry(case, table, id), case=self.case(case), table=self.table(case, table),
            origin=self.origin(case, origin), values=self.said(case, table, values),
        )  # fmt: skip

    def name_of(self, seen: Seen, case: str, table: str, ids: Iterable[str]) -> str:
        """Which of these ids an entry had; empty where none of them."""
        return next((id for id in ids if self.entry(case, table, id) == seen.entry), "")

    def text(self, lines: dict[str, Seen]) -> bytes:
        """A record of these lines as a file; empty without any."""
        encoder = msgspec.json.Encoder(order="sorted")
        head = encoder.encode(Head(map=self.map, salt=self.salt.hex())) + b"\n" if lines else b""
        return head + b"".join(encoder.encode(lines[entry]) + b"\n" for entry in sorted(lines))


class NameTaken(Exception):
    """Two maps state one name."""


def of(root: Path, name: str, place: Path, *, is_stated: bool) -> Record:
    """The record of a map: by the name that it states, else by where it lies. Raises NameTaken."""
    where = Path(os.path.relpath(place.resolve(), root.resolve())).as_posix()
    stem = id_of(name) or "map"
    others: list[str] = []
    for path in _paths(root, stem):
        record = Record(path, where)
        heads = record.heads
        if not heads or where in heads:
            break
        if is_stated:
            if (root / heads[0]).is_file():
                raise NameTaken(f'the name "{name}" is that of the map {heads[0]} too: give each its own')
            break
        others.append(f"{path.name} is that of {heads[0]}")
    if others and record.raw is None:
        record.note = (
            f"{record.path.name} will remember what this map wrote: {', '.join(others)}; "
            f'if it is that map in a new place, say name = "{stem}" in it'
        )
    return record


def _paths(root: Path, stem: str) -> Iterator[Path]:
    for n in range(1, 1000):
        yield root / FOLDER / (f"{stem}-{n}.jsonl" if n > 1 else f"{stem}.jsonl")


class OtherMaps:
    """What the imports by other maps wrote; read when it is asked for."""

    def __init__(self, root: Path, own: Path) -> None:
        self.root, self.own = root, own

    @cached_property
    def known(self) -> list[Record]:
        """The records of all other maps."""
        return [Record(path) for path in sorted((self.root / FOLDER).glob("*.jsonl")) if path != self.own]

    def wrote(self, case: str, table: str, id: str, key: str, value: Any) -> str:
        """The map by which an import wrote a value; empty where none did."""
        for record in self.known:
            seen = record.lines.get(record.entry(case, table, id))
            said = seen.values.get(record.key(case, table, key)) if seen is not None else None
            if said is not None and said == record.value(case, table, key, value):
                return record.heads[0] if record.heads else record.path.stem
        return ""


def canonical(table: str, key: str, value: Any) -> Any:
    """A value in the one form in which two that mean the same are equal: a text alone where a list may stand."""
    known = forms_of(table).get(key)
    if known is not None and known[1] in fields.LISTS and isinstance(value, str):
        return [value]
    return value
