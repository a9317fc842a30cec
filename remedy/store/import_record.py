"""What the last import of a map wrote, kept beside the cases: so the sheet's changes are told from a person's.

One line an entry, sorted, with hashes of values only, under one that says whose they are: git merges it. Where it is
lost, nothing is overwritten.
"""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
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

Key = tuple[str, str, str]
"""Case, table (`case` for the case itself), id."""


class Seen(msgspec.Struct, kw_only=True, omit_defaults=True):
    """One entry as it was written or found; `values` holds a hash for each key in which file and sheet agreed."""

    case: str
    table: str
    id: str
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


class Head(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """The first line of a record: whose it is, as a path from the folder of cases."""

    map: str


class Record(msgspec.Struct, kw_only=True):
    """What one map wrote."""

    path: Path
    map: str
    """Where the map lies, seen from the cases."""
    seen: dict[Key, Seen]
    raw: bytes | None
    """None: there is none yet."""
    lost: int
    """How many of its lines could not be read."""
    note: str = ""

    def text(self, seen: dict[Key, Seen]) -> bytes:
        """The record as a file, of these entries."""
        encoder = msgspec.json.Encoder(order="sorted")
        lines = [Head(map=self.map), *(seen[key] for key in sorted(seen))] if seen else []
        return b"".join(encoder.encode(line) + b"\n" for line in lines)


class NameTaken(Exception):
    """Two maps state one name."""


def of(root: Path, name: str, place: Path, *, is_stated: bool) -> Record:
    """The record of a map: by the name that it states, else by where it lies. Raises NameTaken."""
    where = Path(os.path.relpath(place.resolve(), root.resolve())).as_posix()
    stem = id_of(name) or "map"
    others: list[str] = []
    for n in range(1, 1000):
        path = root / FOLDER / (f"{stem}-{n}.jsonl" if n > 1 else f"{stem}.jsonl")
        record = Record(path=path, map=where, seen={}, raw=None, lost=0)
        heads = _read_into(record)
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


def _read_into(record: Record) -> list[str]:
    """Fills a record from its file; whose it says that it is."""
    try:
        if record.path.stat().st_size > MAX_BYTES:
            record.lost = 1
            return []
        record.raw = record.path.read_bytes()
    except FileNotFoundError:
        return []
    except OSError:
        record.lost = 1
        return []
    heads = []
    decoder, header = msgspec.json.Decoder(Seen), msgspec.json.Decoder(Head)
    for line in record.raw.splitlines():
        try:
            if line.startswith(b'{"map":'):
                heads.append(header.decode(line).map)
            else:
                seen = decoder.decode(line)
                record.seen[seen.case, seen.table, seen.id] = seen
        except (msgspec.MsgspecError, UnicodeDecodeError):
            record.lost += 1
    return heads


class OtherMaps:
    """What the imports by other maps wrote; read when it is asked for."""

    def __init__(self, root: Path, own: Path) -> None:
        self.root, self.own = root, own

    @cached_property
    def known(self) -> list[tuple[str, dict[Key, Seen]]]:
        """Each map with what it wrote."""
        found = []
        for path in sorted((self.root / FOLDER).glob("*.jsonl")):
            record = Record(path=path, map="", seen={}, raw=None, lost=0)
            if path != self.own:
                heads = _read_into(record)
                found.append((heads[0] if heads else path.stem, record.seen))
        return found

    def wrote(self, entry: Key, key: str, held: str) -> str:
        """The map by which an import wrote a value; empty where none did."""
        return next((m for m, seen in self.known if entry in seen and seen[entry].values.get(key) == held), "")


def canonical(table: str, key: str, value: Any) -> Any:
    """A value in the one form in which two that mean the same are equal: a text alone where a list may stand."""
    known = forms_of(table).get(key)
    if known is not None and known[1] in fields.LISTS and isinstance(value, str):
        return [value]
    return value


def hash_of(table: str, key: str, value: Any) -> str:
    """A short hash of a value."""
    return hashlib.sha256(value_text(canonical(table, key, value)).encode()).hexdigest()[:16]
