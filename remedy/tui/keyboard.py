"""What a terminal sends, as events: bytes that are no UTF-8 and sequences that nobody knows end nothing.

Used by the driver in its own thread; looks at no widget and at no terminal, so that tests feed it bytes.

What is pasted must not act as keys, and what is typed must, even where a slow line brings ten letters in one piece.
How fast it came tells the two apart nowhere, so the terminal is asked: `ASKED` goes out once the marks of pastes were
switched on. One that marks them says so (xterm, kitty, foot, VTE, iTerm2, Windows Terminal: the mode is set), or says
that it is tmux, which marks and does not answer for the mode; or it proves it by the first paste that it marks. From
then on what is not marked was typed. `script` and ssh only pass both ways what the terminal behind them says.

Apple's Terminal marks, prints such a question instead of answering it, and is known by its name.

The others do not answer: the Linux console of before 2025, `screen` 4, PuTTY. There, and until the answer is here, a
piece counts as pasted that no hand types while a line falters: of `BURST` signs or more, or of several lines. It is
handed on as a paste: into a field it goes all the same, on a list it presses no key. The price, there alone: a paste
that is shorter acts as keys, of which none destroys without a question whose default is No. tmux on such a console
marks only what was copied in tmux.
"""

from __future__ import annotations

from codecs import getincrementaldecoder
from collections.abc import Iterator

from textual import events
from textual._xterm_parser import XTermParser
from textual.message import Message

from remedy.tui.sequences import ESC, Sequences

ASKED = "\x1b[?2004$p\x1b[>0q"
"""Whether pastes are marked (DECRQM), and which terminal it is (XTVERSION)."""

BURST = 16
"""So many signs in one piece, not all the same, were pasted where a terminal may not mark it: two seconds of typing."""

LINES = 4
"""So many signs are enough where another line follows."""

UNREADABLE = "\ufffd"
"""What stands for bytes that are no UTF-8."""


class Keyboard:
    """Takes bytes as they come, gives keys, clicks and pastes."""

    def __init__(self, *, debug: bool = False, marks: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)
        self._decode = getincrementaldecoder("utf-8")(errors="replace").decode
        self._sequences = Sequences()
        self._sequences.marks = marks
        self._flows = False
        """Whether the last piece was taken as pasted and nothing was silent since: what comes is more of it."""

    def events(self, data: bytes) -> Iterator[Message]:
        """What some bytes mean. Raises, at their end, what the parser raised; what comes next is understood again."""
        amid = self._sequences.is_amid
        parts = list(self._sequences.parts(self._decode(data)))
        if len(parts) == 1 and not amid and self._is_pasted(parts[0]):
            self._flows = True
            text = parts[0].removesuffix("\r")
            if text:
                yield events.Paste(text)
            parts = ["\r"] if parts[0].endswith("\r") else []
        yield from self._parsed(parts)

    def rest(self) -> Iterator[Message]:
        """What is meant where nothing more came: Esc alone, and not the beginning of a sequence."""
        self._flows = False
        held = self._sequences.released()
        if held == ESC:
            yield events.Key("escape", ESC)
        elif held:
            yield from self._parsed([held])
        try:
            yield from self._parser.tick()
        except Exception:
            self._anew()
            raise

    def _is_pasted(self, text: str) -> bool:
        """Whether a piece was pasted though the terminal does not mark it. Enter at its end is a key."""
        words = text.removesuffix("\r")
        if self._sequences.marks or any((c < " " and c not in "\r\n\t") or c == "\x7f" for c in text):
            return False
        several = len(words) >= LINES and any(c in words for c in "\r\n")
        return self._flows or ((several or len(words) >= BURST) and len(set(words)) > 1)

    def _parsed(self, parts: list[str]) -> Iterator[Message]:
        """Each part by itself: one that cannot be understood takes no other with it."""
        failed: Exception | None = None
        for part in parts:
            try:
                yield from self._fed(part)
            except Exception as error:
                self._anew()
                failed = error
        if failed is not None:
            raise failed

    def _fed(self, part: str) -> Iterator[Message]:
        """One part. The parser would wait for more after Alt with a key: there is none."""
        if len(part) == 2 and part[0] == ESC:
            meant = self._parser._sequence_to_key_events
            yield from list(meant(part)) or meant(part[1], alt=True)
        else:
            yield from self._parser.feed(part)

    def _anew(self) -> None:
        """A parser in the place of one that failed; it knows what the other knew of the mouse."""
        known, self._parser = self._parser, XTermParser(self._debug)
        for name in ("mouse_pixels", "terminal_size", "terminal_pixel_size", "last_x", "last_y"):
            setattr(self._parser, name, getattr(known, name))
