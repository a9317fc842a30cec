"""What the last import of a map wrote, kept beside the cases: so the sheet's changes are told from a person's.

One line an entry, sorted, with hashes of values only: git merges it. Where it is lost, nothing is overwritten.
"""

from __future__ import annotations

import hashlib
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


def path_of(root: Path, name: str) -> Path:
    """Where the record of a map is."""
    return root / FOLDER / f"{id_of(name) or 'map'}.jsonl"


def read(path: Path) -> tuple[dict[Key, Seen], bytes | None, int]:
    """The record, its bytes (None: there is none), and how many of its lines could not be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return {}, None, 1
        raw = path.read_bytes()
    except FileNotFoundError:
        return {}, None, 0
    except OSError:
        return {}, None, 1
    found: dict[Key, Seen] = {}
    bad = 0
    decoder = msgspec.json.Decoder(Seen)
    for line in raw.splitlines():
        try:
            seen = decoder.decode(line)
            found[seen.case, seen.table, seen.id] = seen
        except (msgspec.MsgspecError, UnicodeDecodeError):
            bad += 1
    return found, raw, bad


def text(seen: dict[Key, Seen]) -> bytes:
    """The record as a file."""
    encoder = msgspec.json.Encoder(order="sorted")
    return b"".join(encoder.encode(seen[key]) + b"\n" for key in sorted(seen))


def canonical(table: str, key: str, value: Any) -> Any:
    """A value in the one form in which two that mean the same are equal: a text alone where a list may stand."""
    known = forms_of(table).get(key)
    if known is not None and known[1] in fields.LISTS and isinstance(value, str):
        return [value]
    return value


def hash_of(table: str, key: str, value: Any) -> str:
    """A short hash of a value."""
    return hashlib.sha256(value_text(canonical(table, key, value)).encode()).hexdigest()[:16]
