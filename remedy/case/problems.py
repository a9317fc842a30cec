"""What is wrong with a file, as data: where, what, and what to write instead.

Made by the readers of cases and packs, shown by views; nothing here prints or raises to a user.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import msgspec


class Problem(msgspec.Struct, frozen=True, order=True):
    """One problem of one file; `line` is 1-based, `key` a path such as `event[3].date`."""

    file: str
    line: int
    key: str
    level: str
    """`error` or `warning`."""
    code: str
    message: str
    fix: str

    def sentence(self) -> str:
        """`file:line: key: message; fix`, the form in which editors and people find a place."""
        where = f"{self.file}:{self.line}" if self.line else self.file
        key = f" {self.key}:" if self.key else ""
        fix = f"; {self.fix}" if self.fix else ""
        return f"{where}:{key} {self.message}{fix} [{self.code}]"


class NotMade(Exception):
    """A change of a file that was not made. `lines` are those that a person may write by hand, one a line."""

    def __init__(self, message: str, lines: str = "") -> None:
        super().__init__(message)
        self.lines = lines


WARNINGS = frozenset(
    {
        "unknown-pack",
        "unknown-key",
        "future-event",
        "unsourced",
        "unknown-owner",
        "contact-not-confidential",
        "no-country",
        "fact-contradicts-events",
        "named-twice",
    }
)
"""The codes that do not stop anything from being computed."""


# A table of events under a wrong name is an error: `unknown-table`; a wrong key is not.


def level_of(code: str) -> str:
    """`warning` for codes in WARNINGS, else `error`."""
    return "warning" if code in WARNINGS else "error"


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The known word most like `word`, or None where nothing is so much alike (1 is the same)."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=cutoff)
    return found[0] if found else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean "x"?`, or the known words where none is alike."""
    words = sorted(known)
    if not words:
        return "there is none"
    near = nearest(word, words)
    if near is not None:
        return f'did you mean "{near}"?'
    shown = ", ".join(words[:12])
    return f"write one of: {shown}{', …' if len(words) > 12 else ''}"
