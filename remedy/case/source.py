"""The text of one TOML file, parsed, with the line of each key found on request.

Owns parsing and lines for cases, packs and calendars; called by their readers. Never touches the disk.
"""

from __future__ import annotations

import re
from typing import Any

import tomli

from remedy.case.layout import Path as Path
from remedy.case.layout import statements
from remedy.case.problems import Problem, level_of

MAX_BYTES = 2 * 1024 * 1024
"""Files over 2 MiB are refused: no case is that long, and a hostile one may be."""

_MARK = re.compile(r"^(<{7}|\|{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
"""A line that a merge left where two people changed the same place."""

CHOOSE = "choose a side, or keep both, and take the lines with <<<<<<<, ======= and >>>>>>> away"
"""The cure of conflict marks."""

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)")


def spell(path: Path) -> str:
    """A path as people read it: `event[3].date`, counted from 1 as a reader counts tables."""
    out = ""
    for part in path:
        out += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if out else part)
    return out


class Source:
    """One file's name and text. `data` is what it parses to; `problem` says why where it does not."""

    __slots__ = ("_lines", "_places", "conflict", "data", "name", "problem", "text")

    def __init__(self, name: str, text: str) -> None:
        self.name = name
        self.text = text
        self.problem: Problem | None = None
        self._lines: dict[Path, int] | None = None
        self._places: dict[Problem, Path] = {}
        self.conflict: Problem | None = None
        """Conflict marks of a merge, also where they stand within a text and the file is TOML all the same."""
        marks = _marks(text)
        if _is_conflict([mark for _, mark in marks]):
            self.conflict = self._conflicting([line for line, _ in marks])
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
        marked = [n for n, _ in _marks(self.text)]
        if self.conflict is not None or line in marked:
            return self.conflict or self._conflicting(marked)
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

    def _conflicting(self, lines: list[int]) -> Problem:
        """What is said of conflict marks in these lines."""
        *most, last = map(str, lines)
        where = f"lines {', '.join(most)} and {last}" if most else f"line {last}"
        return Problem(
            file=self.name,
            line=lines[0],
            key="",
            level="error",
            code="bad-toml",
            message=f"conflict marks of a merge in {where}",
            fix=CHOOSE,
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
        problem = Problem(self.name, self.line_of(path), spell(path), level_of(code), code, message, fix)
        self._places[problem] = path
        return problem

    def place_of(self, problem: Problem) -> Path:
        """Where a problem of this file stands; of one that has no key the whole file."""
        return self._places.get(problem, ())


def _marks(text: str) -> list[tuple[int, str]]:
    """The lines that look like conflict marks, from 1, with the sign of each."""
    if "<<<<<<<" not in text and "=======" not in text and ">>>>>>>" not in text:
        return []
    plain = text.replace("\r\n", "\n")
    return [(plain.count("\n", 0, found.start()) + 1, found[1][0]) for found in _MARK.finditer(plain)]


def _is_conflict(signs: list[str]) -> bool:
    """Whether marks follow each other as a merge writes them."""
    return re.search("<[|]?=>", "".join(signs)) is not None


def _index(text: str) -> dict[Path, int]:
    """The line of each table header and of each key that begins a line."""
    lines: dict[Path, int] = {}
    for found in statements(text):
        for stop in range(len(found.base) + 1, len(found.path) + 1):
            lines.setdefault(found.path[:stop], found.line)
        if found.kind == "array":
            lines.setdefault(found.path[:-1], found.line)
        if found.kind != "key":
            lines.setdefault(found.path, found.line)
    return lines
