"""What a terminal sends, as events: bytes that are no UTF-8 and sequences that nobody knows end nothing.

Used by the driver in its own thread; looks at no widget and at no terminal, so that tests feed it bytes.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import events
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.message import Message

BURST = 4
"""So many signs that come in one piece, not all the same, were pasted: no hand is as fast."""

UNREADABLE = "\ufffd"
"""What stands for bytes that are no UTF-8."""

_OPEN = re.compile(r"\x1b(\[[0-9;:<?]*|O)?\Z")
"""The beginning of a sequence whose end is still to come."""


class Keyboard:
    """Takes bytes as they come, gives keys, clicks and pastes."""

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._before = ""
        """The end of what came last: a sequence may be cut in two."""
        self._pastes = False
        """Whether the terminal is in the middle of what it marks as pasted."""

    def events(self, data: bytes) -> Iterator[Message]:
        """What some bytes mean. Raises what the parser raises; it begins anew then and takes what comes next."""
        text = self._decode(data)
        if not text:
            return  # the first half of a letter
        pasted = "" if self._pastes or _OPEN.search(self._before) else _pasted(text)
        self._note(text)
        if pasted:
            yield events.Paste(pasted)
            text = "\r" if text.endswith("\r") else ""
        if text:
            yield from self._parsed(text)

    def rest(self) -> Iterator[Message]:
        """What is meant where nothing more came: Esc alone, and not the beginning of a sequence."""
        self._before = ""
        try:
            yield from self._parser.tick()
        except Exception:
            self._anew()
            raise

    def _parsed(self, text: str) -> Iterator[Message]:
        try:
            yield from self._parser.feed(text)
        except Exception:
            self._anew()
            raise

    def _anew(self) -> None:
        """A parser in the place of one that failed; it knows what the other knew of the mouse."""
        known, self._parser = self._parser, XTermParser(self._debug)
        for name in ("mouse_pixels", "terminal_size", "terminal_pixel_size"):
            setattr(self._parser, name, getattr(known, name))
        self._before, self._pastes = "", False

    def _note(self, text: str) -> None:
        seen = self._before + text
        begun, ended = seen.rfind(BRACKETED_PASTE_START), seen.rfind(BRACKETED_PASTE_END)
        if begun != ended:
            self._pastes = begun > ended
        self._before = seen[-32:]


def _pasted(text: str) -> str:
    """What was pasted where the terminal does not mark it; empty where it was typed. Enter at its end is a key."""
    words = text.removesuffix("\r")
    typed = len(words) < BURST or len(set(words)) == 1
    return "" if typed or any((c < " " and c not in "\r\n\t") or c == "\x7f" for c in words) else words
