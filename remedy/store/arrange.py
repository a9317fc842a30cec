"""A case file in canonical order and spelling: what `remedy fmt` writes, and only when it is asked to.

Tables and keys move with the comments that belong to them. Proof: the new text parses to the same data, and holds
every comment. Called by `fmt_command.py`; what an edit writes otherwise is `splice.py`.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterable
from typing import Any

import msgspec

from remedy.case import canonical
from remedy.case.layout import Statement, comments, statements
from remedy.case.source import Source
from remedy.store.spelling import WIDTH, key_spelled, spelled
from remedy.store.splice import Change, Edit, Refused, same


class Key(msgspec.Struct):
    """One key with its value, the comment lines above it and the comment beside it, as they will be written."""

    name: tuple[str, ...]
    above: list[str]
    line: str


class Block(msgspec.Struct):
    """One header with its keys and all comments that belong to it; the head of the file has no header."""

    statement: Statement | None
    header: str = ""
    free: list[list[str]] = []
    """Groups of comment lines that stand alone above it: headings of what follows."""
    own: list[str] = []
    """Comment lines directly above the header."""
    keys: list[Key] = []
    below: list[str] = []
    """Comment lines directly below its last line."""

    @property
    def path(self) -> tuple[str | int, ...]:
        """The table that it begins or continues; empty for the head."""
        return self.statement.path if self.statement is not None else ()


class Unit(msgspec.Struct):
    """What stays together: an element of an array of tables with its own tables, or one table."""

    name: str
    number: int | None
    free: list[list[str]]
    blocks: list[Block]


def arranged(source: Source, *, by_day: bool = True) -> Edit:
    """The file in canonical form as a proved edit; with `by_day` events go in order of days where these are certain.

    Raises Refused where it cannot be proved that nothing is lost.
    """
    broken = source.problem or source.conflict
    if broken is not None:
        raise Refused(f"{broken.sentence()}: correct that first")
    text = source.text.removeprefix("\ufeff").replace("\r\n", "\n")
    top, blocks, end = _blocks(text)
    wanted = copy.deepcopy(source.data)
    units = _units(blocks[1:])
    if by_day and isinstance(wanted.get("event"), list):
        units = _by_day(units, wanted)
    written = "\n\n".join(part for part in _parts(top, blocks[0], units, end) if part) + "\n"
    made = written.replace("\n", "\r\n") if source.text.count("\r\n") * 2 > source.text.count("\n") else written
    after = ("\ufeff" if source.text.startswith("\ufeff") else "") + made
    new = Source(source.name, after)
    if new.problem is not None or not same(new.data, wanted) or _all(written) != _all(text):
        raise Refused("the order of this file could not be changed without loss: nothing was written")
    changes = () if after == source.text else (Change(0, len(source.text), after),)
    return Edit(before=source.text, after=after, changes=changes)


def _all(text: str) -> Counter[str]:
    """Every comment of a text."""
    return Counter(comments(text, 0, len(text)))


# The file as blocks


def _blocks(text: str) -> tuple[list[list[str]], list[Block], list[list[str]]]:
    """What stands above everything, the head and the tables, and what stands at the end."""
    blocks = [Block(None)]
    top: list[list[str]] = []
    at = 0
    for statement in statements(text):
        groups, touches, owned = _between(text[at : statement.start], is_first=at == 0)
        if at == 0 and (statement.kind == "key" or not owned):
            top, groups = groups, []
        if statement.kind == "key":
            above = [line for group in groups for line in group]
            blocks[-1].keys.append(_key(text, statement, above))
        else:
            if touches and groups and not (owned and len(groups) == 1):
                blocks[-1].below = groups.pop(0)
            own = groups.pop() if owned and groups else []
            blocks.append(Block(statement, _header(text, statement), groups, own, [], []))
        at = statement.stop
    groups, touches, _ = _between(text[at:], is_first=at == 0)
    if touches and groups:
        blocks[-1].below = groups.pop(0)
    return top, blocks, groups


def _between(text: str, *, is_first: bool) -> tuple[list[list[str]], bool, bool]:
    """Groups of comment lines; whether the first touches what is above, and the last what is below."""
    groups: list[list[str]] = [[]]
    lines = text.split("\n")
    for line in lines[:-1] if lines[-1] == "" else lines:
        if line.strip():
            groups[-1].append(line.strip())
        else:
            groups.append([])
    return [g for g in groups if g], bool(groups[0]) and not is_first, bool(groups[-1])


def _beside(text: str, statement: Statement) -> str:
    """The comment beside a header or a value, two spaces off."""
    found = text[statement.end : statement.stop].strip()
    return f"  {found}" if found else ""


def _header(text: str, statement: Statement) -> str:
    names = key_spelled(tuple(p for p in statement.path if isinstance(p, str)))
    return (f"[[{names}]]" if statement.kind == "array" else f"[{names}]") + _beside(text, statement)


def _key(text: str, statement: Statement, above: list[str]) -> Key:
    name = tuple(str(p) for p in statement.path[len(statement.base) :])
    begun = f"{key_spelled(name)} = "
    value = spelled(text[statement.value : statement.end], WIDTH - len(begun))
    return Key(name, above, begun + value + _beside(text, statement))


# Order


def _units(blocks: list[Block]) -> list[Unit]:
    """The tables in canonical order; those of one name in the order in which they were written."""
    units: dict[tuple[str, int | None], Unit] = {}
    for block in blocks:
        name = str(block.path[0])
        number = block.path[1] if len(block.path) > 1 and isinstance(block.path[1], int) else None
        unit = units.get((name, number))
        if unit is None:
            unit = units[name, number] = Unit(name, number, block.free, [])
            block.free = []
        unit.blocks.append(block)
    names = [n for n in canonical.TABLES if any(u.name == n for u in units.values())]
    names += [n for n in dict.fromkeys(u.name for u in units.values()) if n not in names]
    return sorted(units.values(), key=lambda u: names.index(u.name))


def _by_day(units: list[Unit], wanted: dict[str, Any]) -> list[Unit]:
    """Events in their canonical order; nothing passes a heading."""
    events = [u for u in units if u.name == "event"]
    rows: list[Any] = wanted["event"]
    if [u.number for u in events] != list(range(len(rows))):
        return units
    order = canonical.by_day(rows, {n for n, unit in enumerate(events) if unit.free})
    headings = [u.free for u in events]
    for place, number in enumerate(order):
        events[number].free = headings[place]
    wanted["event"] = [rows[n] for n in order]
    moved = iter([events[n] for n in order])
    return [next(moved) if u.name == "event" else u for u in units]


# As text


def _parts(top: list[list[str]], head: Block, units: Iterable[Unit], end: list[list[str]]) -> Iterable[str]:
    """The paragraphs of the file, which a blank line will part."""
    yield from ("\n".join(group) for group in top[:-1])
    begun = top[-1] if top else []
    yield "\n".join([*begun, *_body(head, "case")])
    for unit in units:
        yield from ("\n".join(group) for group in unit.free)
        for block in unit.blocks:
            yield from ("\n".join(group) for group in block.free)
            table = unit.name if len(block.path) == (1 if unit.number is None else 2) else ""
            yield "\n".join([*block.own, block.header, *_body(block, table)])
    yield from ("\n".join(group) for group in end)


def _body(block: Block, table: str) -> list[str]:
    """The lines of a block below its header; keys in order where the table is one of a case."""
    order = canonical.order(table)
    keys = sorted(block.keys, key=lambda k: order.get(k.name[0], len(order))) if order else block.keys
    return [*(line for key in keys for line in (*key.above, key.line)), *block.below]
