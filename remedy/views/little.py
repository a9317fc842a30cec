"""Lines of an answer held in little room, so that those of ten thousand cases fit in memory at one time."""

from __future__ import annotations

from typing import Any

from remedy.law.answer import Item

NOTHING: list[Any] = []
"""One empty list for all lines; nobody changes it."""

_NO_TABLE: dict[str, Any] = {}
"""The same as a table."""

_LISTS = ("next", "blocks", "notices", "waits_for", "cite", "readings")
_TABLES = ("title_i18n", "hint_i18n", "facts", "asks_i18n", "block_titles")
"""What most lines have none of."""


def share_empty(item: Item) -> None:
    """Lets a line that is read only from now on share what is empty in it with all others."""
    for name in _LISTS:
        if not getattr(item, name):
            setattr(item, name, NOTHING)
    for name in _TABLES:
        if not getattr(item, name):
            setattr(item, name, _NO_TABLE)
