"""Which tracked files a person has allowed to name programs, hosts and addresses: exactly these bytes at this place.

Kept in the user's state folder, the newest word on a place counts. A file is known by its folder, its name there and
the hash of its content: the same words in another folder are another file, for they would send other cases; so is a
link that leads to a trusted file. Any change ends it.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from remedy.case.problems import NotMade
from remedy.store import state

FILE = "trust.jsonl"
"""In the state folder."""

TRUSTED, CHANGED, UNKNOWN = "trusted", "changed", "unknown"
"""How a file stands: allowed as it is; allowed once, and another now; never allowed, or no longer."""


class Word(msgspec.Struct, frozen=True, kw_only=True):
    """The newest word on one file that is trusted."""

    file: str
    sha256: str
    on: str
    """The day, ISO."""


def key(path: Path) -> str:
    """How a file is known: the folder that really holds it, and its name there; a link of that name is not followed."""
    return str(path.parent.resolve() / path.name)


def hash_of(content: bytes) -> str:
    """The SHA-256 of a content."""
    return hashlib.sha256(content).hexdigest()


def words() -> list[Word]:
    """Every file that was allowed and not revoked, in order of place. Raises NotMade where that cannot be read."""
    found: dict[str, Word] = {}
    for line in state.lines(state.place() / FILE):
        try:
            row: dict[str, Any] = json.loads(line)
            word = Word(file=str(row["file"]), sha256=str(row["sha256"]), on=str(row["on"]))
        except (ValueError, KeyError, TypeError):
            continue
        found.pop(word.file, None)
        if word.sha256:
            found[word.file] = word
    return [found[name] for name in sorted(found)]


def standing(path: Path, content: bytes) -> str:
    """TRUSTED, CHANGED or UNKNOWN. Where nobody can read what was allowed, nothing is."""
    try:
        word = next((w for w in words() if w.file == key(path)), None)
    except (NotMade, OSError):
        return UNKNOWN
    if word is None:
        return UNKNOWN
    return TRUSTED if word.sha256 == hash_of(content) else CHANGED


def allow(path: Path, content: bytes, day: date) -> None:
    """Allows exactly this content at this place, and no other any more. Raises Unwritten."""
    _say(key(path), hash_of(content), day)


def revoke(name: str, day: date) -> None:
    """Takes the word on a file back, by its key. Raises Unwritten."""
    _say(name, "", day)


def _say(name: str, sha256: str, day: date) -> None:
    row = {"file": name, "sha256": sha256, "on": day.isoformat()}
    state.append(state.place() / FILE, json.dumps(row).encode("ascii"))  # ASCII: a name may be no UTF-8
