"""What the last import of a map wrote, kept beside the cases: so the sheet's changes are told from a person's.

One line an entry, sorted: git merges it. No word of a sheet or a case stands in it, salted hashes alone; whoever holds
it can still try a guess. Where it is lost, nothing is overwritten.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
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


class Salt(msgspec.Struct):
    """The first line: what all hashes of this record are made with."""

    salt: str


class Seen(msgspec.Struct, kw_only=True):
    """One entry as it was written or found: hashes of what it is, of its case, of the rule that brought it, and of
    each key with that of its value."""

    entry: str
    case: str
    origin: str = ""
    values: dict[str, str] = {}


class Record:
    """The lines of one record, by the hash of their entry, and how its hashes are made."""

    def __init__(self, salt: bytes, lines: Iterable[Seen] = ()) -> None:
        self.salt = salt
        self.lines = {seen.entry: seen for seen in lines}
        self._begun = blake2b(key=salt, digest_size=8)
        self._of_case: dict[str, list[Seen]] = {}
        for seen in self.lines.values():
            self._of_case.setdefault(seen.case, []).append(seen)

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

    def origin(self, case: str, origin: str) -> str:
        """The hash of the rule by which an entry of a case came."""
        return self._hash("origin", case, origin)

    def key(self, entry: str, key: str) -> str:
        """The hash of a key of the entry of that hash."""
        return self._hash("key", entry, key)

    def value(self, entry: str, table: str, key: str, value: Any) -> str:
        """The hash of a value of the entry of that hash: another than that of the same value elsewhere."""
        return self._hash("value", entry, key, value_text(canonical(table, key, value)))

    def seen(self, case: str, table: str, id: str, origin: str, values: dict[str, Any]) -> Seen:
        """The line of an entry as it is written."""
        entry = self.entry(case, table, id)
        hashes = {self.key(entry, k): self.value(entry, table, k, v) for k, v in values.items()}
        return Seen(entry=entry, case=self.case(case), origin=self.origin(case, origin), values=hashes)

    def text(self, lines: dict[str, Seen]) -> bytes:
        """A record of these lines as a file; empty without any."""
        encoder = msgspec.json.Encoder(order="sorted")
        head = encoder.encode(Salt(self.salt.hex())) + b"\n" if lines else b""
        return head + b"".join(encoder.encode(lines[entry]) + b"\n" for entry in sorted(lines))


def path_of(root: Path, name: str) -> Path:
    """Where the record of a map is."""
    return root / FOLDER / f"{id_of(name) or 'map'}.jsonl"


def read(path: Path) -> tuple[Record, bytes | None, int]:
    """The record, its bytes (None: there is none), and how many of its lines could not be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return Record(os.urandom(16)), None, 1
        raw = path.read_bytes()
    except FileNotFoundError:
        return Record(os.urandom(16)), None, 0
    except OSError:
        return Record(os.urandom(16)), None, 1
    first, _, rest = raw.partition(b"\n")
    try:
        salt = bytes.fromhex(msgspec.json.decode(first, type=Salt).salt)
    except (msgspec.MsgspecError, UnicodeDecodeError, ValueError):
        return Record(os.urandom(16)), raw, len(raw.splitlines())
    lines: list[Seen] = []
    decoder, bad = msgspec.json.Decoder(Seen), 0
    for line in rest.splitlines():
        try:
            lines.append(decoder.decode(line))
        except (msgspec.MsgspecError, UnicodeDecodeError):
            bad += 1
    return Record(salt[:MAX_SALT], lines), raw, bad


def canonical(table: str, key: str, value: Any) -> Any:
    """A value in the one form in which two that mean the same are equal: a text alone where a list may stand."""
    known = forms_of(table).get(key)
    if known is not None and known[1] in fields.LISTS and isinstance(value, str):
        return [value]
    return value
