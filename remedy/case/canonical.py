"""The one order of a case file: of its tables, of the keys in each, of its events. New files and `fmt` follow it.

Knows names and days only; how a file is written or moved is `store/case_text.py` and `store/arrange.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from typing import Any

from remedy.case import fields

TABLES = ("facts", "sources", *(t for t in fields.TABLES if t not in ("case", "reference")))
"""The tables of a case; those that nobody knows follow as they came."""

LEADING, TRAILING = ("format", "id", "on", "kind", "title"), ("tags", "note", "sources", "confidential")
"""Keys that a table begins with, and those that it ends with."""


def order(table: str) -> dict[str, int]:
    """The place of each key in a table; empty for what is no table of a case."""
    own = [key for key in fields.TABLES.get(table, {}) if key not in LEADING and key not in TRAILING]
    return {key: n for n, key in enumerate((*LEADING, *own, *TRAILING))} if own else {}


def in_order(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """A row with its keys in order; those that nobody knows follow as they came."""
    places = order(table)
    return {key: row[key] for key in sorted(row, key=lambda key: places.get(key, len(places)))}


def by_day(rows: Sequence[Any], stops: Collection[int] = ()) -> list[int]:
    """The numbers of events in order of days, as far as no answer can hang on their order.

    An event whose day is not certain, or that shares its id, stays where it is and nothing passes it; nor does
    anything pass the places in `stops`. Events of one day keep their order: within a day the order of the file counts.
    """
    ids = Counter(map(_id, rows))
    days = [fields.certain_day(row) if ids[_id(row)] == 1 else None for row in rows]
    out: list[int] = []
    run: list[int] = []
    for number, day in enumerate(days):
        if number in stops or day is None:
            out += sorted(run, key=lambda n: days[n] or 0)
            run = []
        if day is None:
            out.append(number)
        else:
            run.append(number)
    return out + sorted(run, key=lambda n: days[n] or 0)


def _id(row: Any) -> Any:
    return str(row.get("id", row.get("kind"))) if isinstance(row, dict) else None
