"""The text of one TOML file, parsed, with the line of each key found on request.

Owns parsing and lines for cases, packs and calendars; called by their readers. Never touches the disk.
"""

from __future__ import annotations

import re
from typing import Any

import tomli

from remedy.case.problems import Problem, level_of

Path = tuple[str | int, ...]
"""Where a value stands: ("event", 3, "date") is the key `date` of the fourth `[[event]]`."""

MAX_BYTES = 2 * 1024 * 1024
"""Files over 2 MiB are refused: no case is that long, and a hostile one may be."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"""^\s*((?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+)(?:\s*\.\s*(?:"[^"]*"|'[^']*'|[A-Za-z0-9_-]+))*)\s*=""")
_PART = re.compile(r""""[^"]*"|'[^']*'|[A-Za-z0-9_-]+""")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def spell(path: Path) -> str:
    """A path as people read it: `event[3].date`, counted from 1 as a reader counts tables."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if out else part)
    return out


def _parts(dotted: str) -> list[str]:
    return [p.strip("\"'") for p in _PART.findall(dotted)]


class Source:
    """One file's name and text. `data` is what it parses to; `problem` says why where it does not."""

    __slots__ = ("_lines", "data", "name", "problem", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.problem: Problem | None = None
        self._lines: dict[Path, int] | None = None
        try:
            self.data: dict[str, Any] = tomli.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))
        except tomli.TOMLDecodeError as error:
            self.data = {}
            self.problem = self._broken(str(error))
        except (RecursionError, ValueError, OverflowError) as error:
            self.data = {}
            self.problem = self._broken(f"{error or type(error).__name__} (at line 1, column 1)")

    def _broken(self, message: str) -> Problem:
        at = _AT_LINE.search(message)
        line = int(at.group(1)) if at else self.text.count("\n") + 1
        what = _AT_LINE.sub("", message).removesuffix(" (at end of document)").strip()
        return Problem(
            file=self.name,
            line=line,
            key="",
            level="error",
            code="bad-toml",
            message=f"this is not TOML: {what}",
            fix='look at this line and the one above for a missing quote, bracket or "="',
        )

    def line_of(self, path: Path) -> int:
        """The 1-based line of a key, else of the nearest table around it, else 1."""
        if self._lines is None:
            self._lines = _index(self.text)
        while path:
            line = self._lines.get(path)
            if line is not None:
                return line
            path = path[:-1]
        return 1

    def problem_at(self, path: Path, code: str, message: str, fix: str) -> Problem:
        """A problem of this file at a key; its level follows from its code."""
        return Problem(self.name, self.line_of(path), spell(path), level_of(code), code, message, fix)


def _index(text: str) -> dict[Path, int]:
    """The line of each table header and of each key that begins a line."""
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    base: Path = ()
    at, number = 0, 1
    while at < len(text):
        end = text.find("\n", at)
        line = text[at:] if end < 0 else text[at:end]
        header = _HEADER.match(line)
        key = _KEY.match(line)
        if header and not key:
            base = _base_of(_parts(header.group(2)), header.group(1) == "[[", counts)
            lines.setdefault(base, number)
        elif key:
            path = base + tuple(_parts(key.group(1)))
            for stop in range(len(base) + 1, len(path) + 1):
                lines.setdefault(path[:stop], number)
            end = _end_of_value(text, at + key.end())
        if end < 0:
            break
        number += text.count("\n", at, end + 1)
        at = end + 1
    return lines


def _end_of_value(text: str, at: int) -> int:
    """Where the line ends on which a value ends, over strings and brackets of several lines; -1 at the end."""
    depth = 0
    while at < len(text):
        c = text[at]
        if c in "\"'":
            at = _end_of_string(text, at)
            continue
        if c == "#":
            at = text.find("\n", at)
            if at < 0:
                return -1
            continue
        if c == "\n" and depth <= 0:
            return at
        depth += (c in "[{") - (c in "]}")
        at += 1
    return -1


def _end_of_string(text: str, at: int) -> int:
    """The place after a string of any of TOML's four forms."""
    quote = text[at]
    fence = quote * 3 if text.startswith(quote * 3, at) else quote
    at += len(fence)
    while at < len(text):
        if text[at] == "\\" and quote == '"':
            at += 2
        elif text.startswith(fence, at):
            at += len(fence)
            while len(fence) == 3 and text.startswith(quote, at):
                at += 1
            return at
        else:
            at += 1
    return at


def _base_of(parts: list[str], is_array: bool, counts: dict[Path, int]) -> Path:
    base: Path = ()
    for part in parts[:-1]:
        base += (part,)
        if base in counts:
            base += (counts[base] - 1,)
    base += (parts[-1],)
    if is_array:
        counts[base] = counts.get(base, 0) + 1
        return (*base, counts[base] - 1)
    return base
