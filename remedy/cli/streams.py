"""Writing to stdout and stderr, whatever the terminal can show. Called by the session, and by who prints for it."""

from __future__ import annotations

from typing import TextIO


def write(stream: TextIO, text: str) -> None:
    """Writes text; what the terminal's encoding cannot show is escaped, never an error."""
    encoding = stream.encoding or "utf-8"
    if encoding.lower() not in ("utf-8", "utf8") or (not text.isascii() and _has_surrogates(text)):
        text = text.encode(encoding, "backslashreplace").decode(encoding)
    stream.write(text)


def _has_surrogates(text: str) -> bool:
    """Whether a text holds halves of characters, as a file's name that is not UTF-8 does."""
    return any("\ud800" <= c <= "\udfff" for c in text)
