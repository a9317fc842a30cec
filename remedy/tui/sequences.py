"""What a terminal sends, taken apart: plain text, sequences of keys whole, its answers left out wherever they are cut.

Used by the keyboard alone; knows no key. An answer (OSC, DCS, APC) is no key, whoever asked for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START

ESC = "\x1b"

LONGEST = 32
"""So many signs has the longest sequence of a key; the beginning of a longer one is none."""

SILENCES = 10
"""So many times nothing came, and an answer that was begun will not be ended."""

_CSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
_CSI_OPEN = re.compile(r"\x1b\[[0-?]*[ -/]*")
_ANSWER = re.compile(r"\x1b(?:\][0-9lL]|P[0-9!>]|_[ -~])")
"""How an answer begins: a colour, a title, a version, a picture. Alt with one of these keys is followed by nothing."""
_END = re.compile(r"\x07|\x9c|\x1b\\|(?=\x1b[^\\]|[\x00-\x06\x08-\x1a\x1c-\x1f])")
"""How it ends; or a key cuts it off, that counts."""
_MARKS = re.compile(r"\x1b\[\?2004;[13]\$y")
"""The answer of a terminal that marks what is pasted: the mode is on, and for good perhaps."""
_TMUX = re.compile(r"P>\|tmux ")
"""The name of one that marks it and does not answer for its modes."""


class Sequences:
    """Takes what came, piece by piece; holds back what is still to be ended."""

    def __init__(self) -> None:
        self.marks = False
        """Whether the terminal is known to mark what is pasted."""
        self.pastes = False
        """Whether the terminal is in the middle of what it marks as pasted."""
        self._held = ""
        self._answer: str | None = None
        """How the answer begins in whose middle the terminal is."""
        self._silent = 0

    @property
    def is_amid(self) -> bool:
        """Whether something is begun and not ended: what comes next belongs to it."""
        return bool(self.pastes or self._held or self._answer is not None)

    def parts(self, text: str) -> Iterator[str]:
        """What came, without answers: each sequence by itself, and the text between."""
        self._silent = 0
        rest, self._held = self._held + text, ""
        while rest:
            part, rest = self._next(rest)
            if part:
                yield part

    def released(self) -> str:
        """What was held back, where nothing more came: it is a key by itself. An answer is waited for some while."""
        self._silent += 1
        if self._answer is not None:
            if self._silent < SILENCES:
                return ""
            self._answer, self._held = None, ""  # a terminal that died in the middle of it; none of it was a key
        if self.pastes:
            return ""
        held, self._held = self._held, ""
        return held

    def _next(self, text: str) -> tuple[str, str]:
        """The next part, and what comes after it."""
        if self._answer is not None:
            return "", self._after_answer(text)
        if self.pastes:
            return self._pasted(text)
        at = text.find(ESC)
        if at != 0:
            return (text, "") if at < 0 else (text[:at], text[at:])
        if text[1:2] == "[":
            return self._sequence(text)
        if text[1:2] in ("]", "P", "_", "O", "") and len(text) < 3:
            self._held = text
            return "", ""
        if _ANSWER.match(text):
            self._answer = ""
            return "", text[1:]
        size = 1 if text[1] == ESC else 3 if text[1] == "O" else 2
        return text[:size], text[size:]

    def _sequence(self, text: str) -> tuple[str, str]:
        """A sequence of a key, a click or a short answer, once it is whole."""
        whole = _CSI.match(text)
        if whole is None:
            begun = _CSI_OPEN.match(text)
            if begun is not None and begun.end() == len(text) < LONGEST:
                self._held = text
                return "", ""
            end = begun.end() if begun is not None else len(text)
            return text[:end], text[end:]
        found = whole[0]
        if found == BRACKETED_PASTE_START:
            self.pastes = self.marks = True
        elif _MARKS.fullmatch(found):
            self.marks = True
        return found, text[whole.end() :]

    def _pasted(self, text: str) -> tuple[str, str]:
        """What is pasted, up to its end; of an end that is cut nothing yet."""
        at = text.find(BRACKETED_PASTE_END)
        if at >= 0:
            self.pastes = False
            end = at + len(BRACKETED_PASTE_END)
            return text[:end], text[end:]
        cut = next((n for n in range(len(BRACKETED_PASTE_END) - 1, 0, -1) if text.endswith(BRACKETED_PASTE_END[:n])), 0)
        self._held = text[len(text) - cut :]
        return text[: len(text) - cut], ""

    def _after_answer(self, text: str) -> str:
        """What comes after the end of an answer; of its text only how it begins is kept."""
        end = _END.search(text)
        said = text if end is None else text[: end.start()]
        self._answer = ((self._answer or "") + said)[:LONGEST]
        if _TMUX.match(self._answer):
            self.marks = True
        if end is None:
            self._held = ESC if text.endswith(ESC) else ""
            return ""
        self._answer = None
        return text[end.end() :]
