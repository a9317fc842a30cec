"""Lines of the views as pieces with a weight each, for widgets: the views' own marks, and nothing else, become style.

Texts of files reach the views through their escaping door, so a mark in them is shown, never obeyed.
"""

from __future__ import annotations

import re

from remedy.views.text import Paint

Line = list[tuple[str, str]]
"""Pieces of one line: text, and one of TAGS."""

TAGS = {"1": "bold", "2": "dim", "1;31": "red", "33": "yellow", "32": "green", "36": "cyan", "0": "", "": ""}
"""The marks of `Paint` and what a widget calls them."""

_MARK = re.compile("\x1b\\[([0-9;]*)m")

PAINT = Paint(True)
"""With it the views mark what is bold, dim, late, unclear, open, a command."""


def line(marked: str) -> Line:
    """One line of a view as pieces."""
    out: Line = []
    tag, at = "", 0
    for mark in _MARK.finditer(marked):
        if mark.start() > at:
            out.append((marked[at : mark.start()], tag))
        tag, at = TAGS.get(mark[1], ""), mark.end()
    if at < len(marked):
        out.append((marked[at:], tag))
    return out


def plain(pieces: Line) -> str:
    """The text of the pieces."""
    return "".join(text for text, _ in pieces)
