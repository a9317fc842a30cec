"""The text of a case file that is not there yet: the head, then tables in the design's order.

Called by `new` and `import`; every line is written as the Editor writes it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from remedy.case.toml_text import key_text, value_text

HEAD = ("format", "id", "title", "country", "zone", "calendar", "packs", "status", "closed_on", "tags", "owner",
        "deputy", "related", "alias", "confidential", "sources", "note")  # fmt: skip
"""The order of the keys above the tables; others follow."""

TABLES = (
    "person",
    "charge",
    "proceeding",
    "event",
    "sanction",
    "finding",
    "recommendation",
    "deadline",
    "override",
    "step",
)
"""The order of the tables."""

FIRST = ("id", "kind", "date", "name", "title", "stage", "role")
"""The keys that a table begins with."""


def text_of(
    head: dict[str, Any], tables: dict[str, list[dict[str, Any]]], sources: dict[str, Any] | None = None
) -> str:
    """A whole file; `head` may hold `facts`, which becomes a table."""
    head = {"format": 1, **head}
    facts = head.pop("facts", None)
    lines = [f"{key_text(k)} = {value_text(head[k])}" for k in sorted(head, key=_rank(HEAD))]
    for name, row in (("facts", facts), ("sources", sources)):
        if row or (name == "facts" and row is not None):
            lines += ["", f"[{name}]", *(f"{key_text(k)} = {value_text(v)}" for k, v in row.items())]
    for name in TABLES:
        for row in tables.get(name, ()):
            lines += [
                "",
                f"[[{name}]]",
                *(f"{key_text(k)} = {value_text(row[k])}" for k in sorted(row, key=_rank(FIRST))),
            ]
    return "\n".join(lines) + "\n"


def _rank(order: tuple[str, ...]) -> Callable[[str], int]:
    """Known keys in their order, the others as they came."""
    places = {name: n for n, name in enumerate(order)}
    return lambda key: places.get(key, len(order))
