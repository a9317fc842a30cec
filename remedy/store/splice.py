"""Edits of a TOML text that change only the lines concerned, each proved before anybody writes it.

Proof: the new text parses to exactly what was meant, and every character outside the touched places is the same. A
form that cannot be edited safely is refused with the lines to add by hand.
"""

from __future__ import annotations

import copy
from collections.abc import Collection
from typing import Any

import msgspec

from remedy.case.layout import Path, Statement, comments, statements
from remedy.case.problems import NotMade
from remedy.case.source import Source, spell
from remedy.case.toml_text import key_text, value_text


class Refused(NotMade):
    """An edit that cannot be made safely."""


class Change(msgspec.Struct, frozen=True):
    """One place of a text and what stands there instead."""

    start: int
    end: int
    new: str


class Edit(msgspec.Struct, frozen=True, kw_only=True):
    """A proved edit of one file's text."""

    before: str
    after: str
    changes: tuple[Change, ...]


class Editor:
    """Collects the changes of one text; `done` proves them all together."""

    def __init__(self, source: Source) -> None:
        broken = source.problem or source.conflict
        if broken is not None:
            raise Refused(f"{broken.sentence()}: correct that first")
        self.source, self.text = source, source.text
        self.wanted: dict[str, Any] = copy.deepcopy(source.data)
        self.newline = "\r\n" if self.text.count("\r\n") * 2 > self.text.count("\n") else "\n"
        self.laid: list[Statement] = statements(self.text)
        self.changes: list[Change] = []

    # What is meant

    def add_table(self, name: str, row: dict[str, Any]) -> None:
        """Adds `[[name]]` with a row of keys after the last of its kind, else at the end of the file."""
        lines = [f"[[{key_text(name)}]]", *(f"{key_text(k)} = {value_text(v)}" for k, v in row.items())]
        found = self.wanted.get(name, [])
        if not isinstance(found, list) or not all(isinstance(r, dict) for r in found):
            raise Refused(f"{name} is no list of tables", "\n".join(lines))
        if any(s.kind == "key" and s.path[:1] == (name,) and s.base == () for s in self.laid):
            raise Refused(f"{name} is written as one value: add to it by hand", "\n".join(lines))
        last = [s for s in self.laid if s.base[:1] == (name,)]
        at = self._below(last[-1].stop) if last else len(self.text)
        self._insert_block(at, lines)
        self.wanted.setdefault(name, []).append(copy.deepcopy(row))

    def add_to_table(self, name: str, key: str, value: Any) -> None:
        """Adds a key to the table `[name]`, which is made at the end of the file where there is none."""
        if name in self.wanted:
            self.set_key((name,), key, value)
            return
        self._insert_block(len(self.text), [f"[{key_text(name)}]", f"{key_text(key)} = {value_text(value)}"])
        self.wanted[name] = {key: copy.deepcopy(value)}

    def add_whole_table(self, name: str, row: dict[str, Any]) -> None:
        """Adds `[name]` with several keys at the end of the file, where there is none yet."""
        self._insert_block(
            len(self.text), [f"[{key_text(name)}]", *(f"{key_text(k)} = {value_text(v)}" for k, v in row.items())]
        )
        self.wanted[name] = copy.deepcopy(row)

    def set_key(self, table: Path, key: str, value: Any) -> None:
        """Gives a key of a table a value: in place, or after the table's last key."""
        row = at_path(self.wanted, table)
        line = f"{key_text(key)} = {value_text(value)}"
        place = next((s for s in self.laid if s.kind == "key" and s.path == (*table, key)), None)
        if place is not None:
            kept = "".join(c + self.newline for c in comments(self.text, place.value, place.end))
            if kept:
                self.changes.append(Change(place.start, place.start, kept))
            self.changes.append(Change(place.value, place.end, value_text(value)))
        elif key in row:
            raise Refused(f"{spell((*table, key))} is written within another value: change it by hand", line)
        else:
            self._insert_key(table, line)
        row[key] = copy.deepcopy(value)

    def set_within(self, table: Path, name: str, key: str, value: Any) -> None:
        """Gives a key of a small table within a table a value, in whatever form that is written; a new one is made."""
        row, inner = at_path(self.wanted, table), (*table, name)
        if name not in row:
            if table:
                self.set_key(table, name, {key: value})
            else:
                self.add_to_table(name, key, value)
            return
        held = at_path(self.wanted, inner)
        if any(s.kind == "key" and s.path == inner for s in self.laid):
            self.set_key(table, name, {**held, key: value})
            return
        dotted = [s for s in self.laid if s.kind == "key" and s.base == table and s.path[: len(inner)] == inner]
        if key in held or not dotted:
            self.set_key(inner, key, value)
            return
        self._insert_after(dotted[-1], f"{key_text(name)}.{key_text(key)} = {value_text(value)}")
        held[key] = copy.deepcopy(value)

    def remove_key(self, table: Path, key: str) -> None:
        """Takes a key away with its line; a comment beside it stays, on a line of its own."""
        row = at_path(self.wanted, table)
        place = next((s for s in self.laid if s.kind == "key" and s.path == (*table, key)), None)
        if place is None:
            raise Refused(f"{spell((*table, key))} has no line of its own: take it away by hand")
        tail = self.text[place.end : place.stop]
        kept = tail.lstrip(" \t") if "#" in tail else ""
        inner = "".join(comment + self.newline for comment in comments(self.text, place.value, place.end))
        self.changes.append(Change(place.start, place.stop, inner + kept))
        del row[key]

    def remove_table(self, name: str, number: int, reason: str) -> None:
        """Takes an element of an array of tables away: a comment says why; comments within it stay."""
        table: Path = (name, number)
        block = [s for s in self.laid if s.base[:2] == table or s.path[:2] == table]
        if not block or block[0].kind != "array":
            raise Refused(f"{spell(table)} is written within another value: take it away by hand")
        first, last = self.laid.index(block[0]), self.laid.index(block[-1])
        if last - first + 1 != len(block):
            raise Refused(f"the lines of {spell(table)} do not stand together: take it away by hand")
        start, stop = block[0].start, block[-1].stop
        said = [f"# {line}" for line in reason.splitlines()]
        kept = [*said, *comments(self.text, start, stop)]
        self.changes.append(Change(start, stop, "".join(line + self.newline for line in kept)))
        del self.wanted[name][number]
        if not self.wanted[name]:
            del self.wanted[name]

    def lines_of(self, table: Path, without: Collection[str] = ()) -> set[int]:
        """The lines of a table's keys, those of its inner tables included."""
        depth = len(table)
        own = [s for s in self.laid if s.kind == "key" and s.path[:depth] == table and len(s.path) > depth]
        kept = [s for s in own if s.path[depth] not in without]
        return {n for s in kept for n in range(s.line, s.line + self.text.count("\n", s.start, s.end) + 1)}

    # How it is written

    def _insert_block(self, at: int, lines: list[str]) -> None:
        before = "" if at == 0 else self.newline
        if at and not self.text[:at].endswith("\n"):
            before += self.newline
        self.changes.append(Change(at, at, before + "".join(line + self.newline for line in lines)))

    def _below(self, at: int) -> int:
        """Where a table ends that has its last key before `at`: comment lines directly below belong to it, save those
        that stand directly above the next header."""
        end = at
        while self.text[end : end + 1]:
            stop = self.text.find("\n", end) + 1 or len(self.text)
            line = self.text[end:stop].strip()
            if not line.startswith("#"):
                return at if line else end
            end = stop
        return end

    def _insert_key(self, table: Path, line: str) -> None:
        own = [s for s in self.laid if s.base == table and (s.kind == "key" or s.path == table)]
        if not own and table:
            raise Refused(f"{spell(table)} has no lines of its own: add it by hand", line)
        if not own:
            start = 1 if self.text.startswith("\ufeff") else 0
            self.changes.append(Change(start, start, line + self.newline))
            return
        self._insert_after(own[-1], line)

    def _insert_after(self, place: Statement, line: str) -> None:
        """A line below another of its table, indented like it."""
        at = place.stop
        ended = self.text[:at].endswith("\n")
        head = self.text[place.start : place.value]
        indent = head[: len(head) - len(head.lstrip(" \t"))] if place.kind == "key" else ""
        self.changes.append(
            Change(at, at, ("" if ended else self.newline) + indent + line + (self.newline if ended else ""))
        )

    def done(self) -> Edit:
        """The edit, proved. Raises Refused where the proof fails."""
        changes = tuple(sorted(self.changes, key=lambda c: (c.start, c.end)))
        out, at = [], 0
        for change in changes:
            if change.start < at:
                raise Refused("two changes touch the same place: make one after the other")
            out += [self.text[at : change.start], change.new]
            at = change.end
        after = "".join([*out, self.text[at:]])
        made = Source(self.source.name, after)
        if made.problem is not None or not same(made.data, self.wanted):
            raise Refused("the edit could not be proved: nothing was written; make it by hand")
        return Edit(before=self.text, after=after, changes=changes)


def same(one: Any, other: Any) -> bool:
    """Whether two parsed values are the same to a reader of TOML: types count, and NaN is itself."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(v, other[k]) for k, v in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other or (one != one and other != other))


def at_path(data: Any, path: Path) -> dict[str, Any]:
    """The table at a path. Raises Refused where there is none."""
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            raise Refused(f"there is no {spell(path)}") from None
    if not isinstance(data, dict):
        raise Refused(f"{spell(path)} is no table")
    return data
