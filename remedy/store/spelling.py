"""A TOML value in the one spelling that `fmt` writes: spaces, quotes and breaks; never another value.

Called by `arrange.py`. What holds a comment, or a text over several lines, is left as it was typed.
"""

from __future__ import annotations

from collections.abc import Iterator

from remedy.case.layout import Scanner, comments
from remedy.case.toml_text import key_text

WIDTH = 120
"""Columns after which a list goes over several lines, one element each."""


def spelled(raw: str, room: int = WIDTH) -> str:
    """A value as `fmt` writes it. `raw` is its text, with `\\n` at the ends of lines; `room` the columns left."""
    if raw[0] in "\"'":
        return _string(raw)
    if raw[0] not in "[{":
        return raw
    if comments(raw, 0, len(raw)):
        return raw
    parts = list(_parts(raw))
    if raw[0] == "{":
        made = [_pair(part) for part in parts]
        return raw if any("\n" in m for m in made) else ("{ " + ", ".join(made) + " }" if made else "{}")
    items = [spelled(part) for part in parts]
    if any("\n" in item for item in items):
        return raw
    line = "[" + ", ".join(items) + "]"
    return line if len(line) <= room or len(items) < 2 else "[\n" + "".join(f"  {item},\n" for item in items) + "]"


def key_spelled(parts: tuple[str, ...]) -> str:
    """A dotted key as `fmt` writes it."""
    return ".".join(map(key_text, parts))


def _string(raw: str) -> str:
    """A literal text in the usual quotes, where nothing in it would then mean something else."""
    inner = raw[1:-1]
    plain = raw[0] == "'" and not raw.startswith("'''") and not set(inner) & set('"\\\t')
    return f'"{inner}"' if plain else raw


def _pair(part: str) -> str:
    """`key = value` of an inline table."""
    scanner = Scanner(part)
    keys, end = scanner.keys(0)
    value = part[end:].lstrip(" \t\n")[1:].strip(" \t\n")
    return f"{key_spelled(tuple(keys))} = {spelled(value)}"


def _parts(raw: str) -> Iterator[str]:
    """The elements of an array or the pairs of an inline table, without what stands between them."""
    scanner, at, begin = Scanner(raw), 1, 1
    while at < len(raw) - 1:
        if raw[at] in "\"'":
            at = scanner.string_end(at)
        elif raw[at] in "[{":
            at = scanner.bracket_end(at)
        else:
            if raw[at] == ",":
                yield raw[begin:at].strip(" \t\n")
                begin = at + 1
            at += 1
    last = raw[begin : len(raw) - 1].strip(" \t\n")
    if last:
        yield last
