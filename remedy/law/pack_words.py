"""Keys of one table of a pack that do not go together: two starts in one, a day that ends before it begins.

Each check takes the typed values of a table and yields what is wrong; `pack_reader.py` says it with its line and
leaves the table out. What a name leads to is `pack_names.py`'s question.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any

from remedy.law.facts import ANCHOR_KEYS

Row = dict[str, Any]
Wrong = tuple[tuple[str, ...], str, str, str]
"""The key in the table, the code, what is wrong, what to write."""

MOVES = ("start", "days", "months", "roll")
"""What a citation of a convention may be `for`; one that names nothing is for every move."""

HOOKS = ("before_end", "after_end", "after_filed", "after_open", "after_returned", "after_rule")
"""The keys that hang a suggested step on a day."""


def _one_of(row: Row, keys: tuple[str, ...], what: str) -> Iterator[Wrong]:
    """Exactly one of several keys."""
    given = [k for k in keys if k in row]
    if not given:
        yield (), "missing-key", f"{what} names nothing", "write " + " or ".join(f'{k} = "…"' for k in keys)
    elif len(given) > 1:
        yield (given[1],), "wrong-type", f"{what} has both {given[0]} and {given[1]}", "keep one of them"


def _only_with(row: Row, key: str, others: Collection[str]) -> Iterator[Wrong]:
    """Keys that say nothing without another."""
    for other in others:
        if other in row and key not in row:
            yield (other,), "wrong-type", f"{other} is read beside {key} alone", f"add {key}, or leave {other} out"


def _ends_after(row: Row, first: str, last: str, *, same_day: bool) -> Iterator[Wrong]:
    if first in row and last in row and (row[last] < row[first] or (row[last] == row[first] and not same_day)):
        yield (last,), "wrong-type", "it ends before it begins", f"write {last} after {first}"


def _start(row: Row) -> Iterator[Wrong]:
    yield from _one_of(row, ("kind", "end_of", "missed"), "a start")
    yield from _only_with(row, "kind", ("to", "on", "before"))


def _opening(row: Row) -> Iterator[Wrong]:
    yield from _one_of(row, ("event", "missed"), "an opening")
    yield from _only_with(row, "event", ("outcome", "from", "words", "stage", "aim"))


def _reading(row: Row) -> Iterator[Wrong]:
    if row.get("id") == "main":
        yield ("id",), "duplicate-id", '"main" is the version itself', "give the reading another id"
    if not {"starts", "period", "stages", "counting"} & set(row):
        yield (), "missing-key", "this reading is the version itself", "add starts, period, stages or counting"
    if row.get("instead") and not {"if", "starts"} & set(row):
        fix = "add if = { FACT = VALUE } or starts, or leave instead out"
        yield ("instead",), "missing-key", "it would always take the version's place", fix
    if row.get("optional") and "starts" not in row:
        fix = "add starts, or leave optional out"
        yield ("optional",), "missing-key", "it has no start of its own that might not be recorded", fix


def _rule(row: Row) -> Iterator[Wrong]:
    if row.get("duty") == "authority" and not row.get("ended_by"):
        yield (), "missing-key", "a rule of an authority has no ended_by", "name the kinds that overtake it"
    if row.get("kind") == "unlimited":
        for key in ("not_after", "extension", "starts_mode"):
            if key in row:
                what = f"{key} is not read of a rule without a limit"
                yield (key,), "wrong-type", what, f"leave {key} out, or write kind and period"


def _way(row: Row) -> Iterator[Wrong]:
    yield from _one_of(row, ("event", "after_end_of"), "what follows")
    yield from _only_with(row, "event", ("unless_outcome",))
    yield from _only_with(row, "after_end_of", ("take", "plus", "readings", "if_none"))


def _fact(row: Row) -> Iterator[Wrong]:
    if row.get("id") in ANCHOR_KEYS:
        what = f'"{row["id"]}" is a key of events and never a fact'
        yield ("id",), "wrong-type", what, "give the fact another id"


def _playbook(row: Row) -> Iterator[Wrong]:
    given = [k for k in HOOKS if k in row]
    if len(given) > 1:
        yield (given[1],), "wrong-type", f"a step has both {given[0]} and {given[1]}", "keep one of them"


def _clock_term(row: Row) -> Iterator[Wrong]:
    if "share" in row and "period" in row:
        yield ("period",), "wrong-type", "a term has both share and period", "keep one of them"
    elif not {"share", "period", "note"} & set(row):
        fix = 'write share = "1/2", or period = "P25Y", or in a note why there is no day'
        yield (), "missing-key", "a term has no share and no period", fix


def _cite(row: Row) -> Iterator[Wrong]:
    for word in row.get("for", "").split():
        if word not in MOVES:
            yield ("for",), "wrong-type", f'unknown word "{word}"', f"write some of: {', '.join(MOVES)}"


def _year(row: Row) -> Iterator[Wrong]:
    off, worked = row["off"], row.get("worked", frozenset())
    estimated, names = row.get("estimated", frozenset()), row.get("names", {})
    for key, days in (("off", off), ("worked", worked)):
        for day in sorted(d for d in days if d.year != row["year"]):
            yield (key,), "wrong-type", f"{day} is not in {row['year']}", "one [[year]] a year, with its own days"
    for day in sorted(off & worked):
        yield ("worked",), "wrong-type", f"{day} is both off and worked", "keep one of them"
    for day in sorted(estimated - off):
        yield ("estimated",), "wrong-type", f"{day} is an estimate of no day off", "add it to off, or leave it out"
    known = {d.isoformat() for d in off}
    for day in sorted(n for n in names if n not in known):
        yield ("names",), "wrong-type", f'"{day}" is no day off of {row["year"]}', 'write "2022-03-08" = "…"'


CHECKS: dict[str, Callable[[Row], Iterator[Wrong]]] = {
    "start": _start,
    "opening": _opening,
    "reading": _reading,
    "rule": _rule,
    "derive.from": _way,
    "fact": _fact,
    "playbook": _playbook,
    "clock.term": _clock_term,
    "cite": _cite,
    "calendar.year": _year,
    "again": lambda row: _ends_after(row, "decided_from", "decided_until", same_day=False),
    "notice": lambda row: _ends_after(row, "from", "until", same_day=True),
}
"""What is checked of each table."""
