"""The text of a case file that is not there yet, in canonical order and spelling: `fmt` finds nothing to do in it.

Called by `new` and `import`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from remedy.case import canonical
from remedy.case.toml_text import key_text, value_text
from remedy.store.spelling import WIDTH, spelled


def text_of(
    head: dict[str, Any], tables: dict[str, list[dict[str, Any]]], sources: dict[str, Any] | None = None
) -> str:
    """A whole file; `head` may hold `facts`, which becomes a table. Events come in order of days where these are
    certain."""
    head = {"format": 1, **head}
    whole = {"facts": head.pop("facts", None), "sources": sources}
    lines = list(_lines("case", head))
    for name in canonical.TABLES:
        if name in whole:
            row = whole[name]
            lines += ["", f"[{name}]", *_lines("", row)] if row or (name == "facts" and row is not None) else []
            continue
        rows = tables.get(name, [])
        for n in canonical.by_day(rows) if name == "event" else range(len(rows)):
            lines += ["", f"[[{name}]]", *_lines(name, rows[n])]
    return "\n".join(lines) + "\n"


def _lines(table: str, row: dict[str, Any]) -> Iterable[str]:
    """The keys of a table, one a line; a list that is too long for one goes over several."""
    for key, value in canonical.in_order(table, row).items():
        begun, said = f"{key_text(key)} = ", value_text(value)
        room = WIDTH - len(begun)
        yield begun + (spelled(said, room) if len(said) > room else said)
