"""Where each table and key of a TOML text stands: the lines that a problem names, and the bytes that an edit touches.

Only for a text that parses. Reads the grammar's outline (headers, keys, where a value ends) and decodes no value.
Source: TOML 1.0.0.
"""

from __future__ import annotations

import re

import msgspec
import tomli

Path = tuple[str | int, ...]
"""Where a value stands: ("event", 3, "date") is the key `date` of the fourth `[[event]]`."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_BLANK = re.compile(r"[ \t]*")
_TO_END = re.compile(r"[^\n]*")
_LOOSE = re.compile(r"[^\n#]*")


class Statement(msgspec.Struct, frozen=True):
    """One header or one key with its value. Offsets count characters of the text."""

    kind: str
    """table | array (an element of an array of tables) | key."""
    path: Path
    """Of a header its table, of a key the value."""
    base: Path
    """The table that it was written in."""
    line: int
    """Its first line, from 1."""
    start: int
    """Where that line begins."""
    value: int
    """Where the value begins; of a header the header's own beginning."""
    end: int
    """Where the value or the header ends, before a comment."""
    stop: int
    """Where the line after its last one begins."""


def statements(text: str) -> list[Statement]:
    """All headers and keys of a text in order. The text must be TOML."""
    return Scanner(text).run()


def comments(text: str, start: int, end: int) -> list[str]:
    """The comments between two places of a text, each from its mark to the end of its line; none out of a string."""
    scanner, found, at = Scanner(text), [], start
    while at < end:
        if text[at] in "\"'":
            at = scanner.string_end(at)
        elif text[at] == "#":
            stop = scanner.end(_TO_END, at)
            found.append(text[at:stop].rstrip())
            at = stop
        else:
            at += 1
    return found


class Scanner:
    """Walks over a text that is TOML; its steps say where a key, a text or a bracket ends."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.base: Path = ()
        self.counts: dict[Path, int] = {}
        self.found: list[Statement] = []

    def run(self) -> list[Statement]:
        """All headers and keys in order."""
        text, at, line = self.text, 1 if self.text.startswith("\ufeff") else 0, 1
        begin = 0
        while at < len(text):
            start = begin if at <= 1 and begin == 0 else at
            here = self.blank(at)
            if here < len(text) and text[here] not in "#\r\n":
                stop = self.statement(here, start, line)
            else:
                stop = self.next_line(here)
            line += text.count("\n", at, stop)
            at = begin = stop
        return self.found

    def blank(self, at: int) -> int:
        """Where spaces and tabs end."""
        return self.end(_BLANK, at)

    def end(self, what: re.Pattern[str], at: int) -> int:
        """Where what fits a pattern ends."""
        found = what.match(self.text, at)
        return found.end() if found else at

    def next_line(self, at: int) -> int:
        """Where the next line begins."""
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found + 1

    def statement(self, at: int, start: int, line: int) -> int:
        """Notes one header or key; where the next line begins."""
        text = self.text
        if text[at] == "[":
            is_array = text.startswith("[[", at)
            parts, here = self.keys(at + 1 + is_array)
            end = self.blank(here) + 1 + is_array
            self.base = self.enter(parts, is_array=is_array)
            stop = self.next_line(end)
            kind = "array" if is_array else "table"
            self.found.append(Statement(kind, self.base, self.base, line, start, at, end, stop))
            return stop
        parts, here = self.keys(at)
        value = self.blank(self.blank(here) + 1)
        end = self.value_end(value)
        stop = self.next_line(end)
        self.found.append(Statement("key", (*self.base, *parts), self.base, line, start, value, end, stop))
        return stop

    def keys(self, at: int) -> tuple[list[str], int]:
        """The parts of a dotted key, and where it ends."""
        parts: list[str] = []
        while True:
            at = self.blank(at)
            if self.text[at] in "\"'":
                end = self.string_end(at)
                raw = self.text[at:end]
                parts.append(raw[1:-1] if "\\" not in raw or raw[0] == "'" else tomli.loads(f"k={raw}")["k"])
            else:
                end = self.end(_BARE, at)
                parts.append(self.text[at:end])
            at = self.blank(end)
            if not self.text.startswith(".", at):
                return parts, end
            at += 1

    def enter(self, parts: list[str], *, is_array: bool) -> Path:
        """The path of a header's table: within an array of tables that of its last element."""
        base: Path = ()
        for part in parts[:-1]:
            base += (part,)
            if base in self.counts:
                base += (self.counts[base] - 1,)
        base += (parts[-1],)
        if is_array:
            self.counts[base] = self.counts.get(base, 0) + 1
            return (*base, self.counts[base] - 1)
        return base

    def value_end(self, at: int) -> int:
        """Where a value ends."""
        text = self.text
        if text[at] in "\"'":
            return self.string_end(at)
        if text[at] in "[{":
            return self.bracket_end(at)
        end = self.end(_LOOSE, at)
        return at + len(text[at:end].rstrip())

    def bracket_end(self, at: int) -> int:
        """Where an array or an inline table ends, over strings and comments."""
        text, depth = self.text, 0
        while at < len(text):
            c = text[at]
            if c in "\"'":
                at = self.string_end(at)
                continue
            if c == "#":
                at = self.next_line(at)
                continue
            depth += (c in "[{") - (c in "]}")
            at += 1
            if depth == 0:
                break
        return at

    def string_end(self, at: int) -> int:
        """Where a string of any of the four forms ends."""
        text, quote = self.text, self.text[at]
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
