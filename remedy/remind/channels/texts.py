"""Texts on their way out of remedy: everything active is shown as an escape, whatever the channel."""

from __future__ import annotations

from remedy.views.text import clean

LONGEST = 300
"""Characters of a stranger's words (a server's answer, a program's error) that are passed on."""


def plain(text: str) -> str:
    """Several lines, each of them cleaned."""
    return "\n".join(clean(line) for line in text.split("\n"))


def first_line(found: bytes) -> str:
    """The first line of what a program or a server said that is not empty, cleaned and cut; it may be empty."""
    lines = (line.strip() for line in found.decode("utf-8", "replace").splitlines())
    said = clean(next((line for line in lines if line), ""))
    return said if len(said) <= LONGEST else f"{said[:LONGEST]}…"
