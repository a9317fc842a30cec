"""What tells two entries of a case apart, and what makes them alike: the questions that matching asks. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from hashlib import sha256
from typing import Any

from remedy.case.toml_text import value_text
from remedy.case.typed import free_id
from remedy.store.import_record import canonical

TOLD_APART_BY = {"charge": ("law", "article", "person"), "finding": ("title", "by"), "override": ("on", "since")}
"""What tells two entries of a table without ids apart."""

IDENTITY = ("person", "by", "to", "proceeding")
"""Where both say one of these and they differ, it is another entry; where one is silent it may be the same."""

MAX_IDS = 20
"""So many ids are tried for an entry that is gone."""

ALIKE = 0.7
"""How like two spellings of one name are, at least."""


def row_id(table: str, row: dict[str, Any], otherwise: str = "") -> str:
    """The id of an entry; of an event without one its kind; of a table without ids a hash of what names it."""
    if table in TOLD_APART_BY:
        said = value_text([str(canonical(table, k, row.get(k, ""))) for k in TOLD_APART_BY[table]])
        return sha256(said.encode()).hexdigest()[:16]
    if table == "source":
        return otherwise
    return str(row.get("id") or row.get("kind") or otherwise)


def row_ids(table: str, rows: list[dict[str, Any]]) -> list[str]:
    """The ids of all entries of a table; in one without ids those that nothing tells apart are numbered."""
    names = [row_id(table, r) for r in rows]
    if table in TOLD_APART_BY and len(set(names)) < len(names):
        names = [f"{x}-{names[:n].count(x) + 1}" if x in names[:n] else x for n, x in enumerate(names)]
    return names


def likely_ids(table: str, values: dict[str, Any], id: str | None) -> Iterator[str]:
    """The ids that an import may have given an entry, the likeliest first."""
    if id is not None:
        yield id
    elif table == "event":
        kind = str(values["kind"])
        taken: list[str] = []
        while len(taken) < MAX_IDS:
            taken.append(free_id(kind, values.get("date"), taken))
        yield from taken
    elif table in TOLD_APART_BY:
        name = row_id(table, values)
        yield from (name, *(f"{name}-{n}" for n in range(2, MAX_IDS)))


def value_in(row: dict[str, Any], key: str) -> Any:
    """What a file's entry has for a key, or for `facts.NAME`."""
    if key.startswith("facts.") and isinstance(row.get("facts"), dict):
        return row["facts"].get(key.removeprefix("facts."))
    return row.get(key)


def bare(row: dict[str, Any]) -> dict[str, Any]:
    """An entry without its id."""
    return {k: v for k, v in row.items() if k != "id"}


def overlap(one: Any, other: Any) -> bool:
    """Whether two lists of persons share one."""
    some, others = ([x] if isinstance(x, str) else x if isinstance(x, list) else [] for x in (one, other))
    return any(x in others for x in some)


def is_alike(one: str, other: str) -> bool:
    """Whether two ids may be spellings of one name: a surname alone, or nearly all letters."""
    return one.split("-")[0] == other.split("-")[0] or SequenceMatcher(None, one, other).ratio() >= ALIKE


def have_one_order(old: list[Any], new: list[Any]) -> bool:
    """Whether days that are certain and differ come in the same order in both."""
    for days in (old, new):
        if not all(isinstance(d, date) for d in days) or len(set(days)) != len(days):
            return False
    return sorted(range(len(old)), key=old.__getitem__) == sorted(range(len(new)), key=new.__getitem__)
