"""What each key of a pack may hold: section 4 of the design, and what this engine adds to it.

One list of keys a table, one form a key, as for case files. Used by `compile.py`, which says what does not fit.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from remedy.case import fields
from remedy.case.fields import Bad, Form, Word, exact, flag, length, text, texts, when
from remedy.case.vocabulary import SIDES, STAGES

STATUS = Word(("verified", "reported", "unverified"))
SCALAR = (str, bool, int, float)


def whole(value: Any) -> int:
    """A whole number."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise Bad("wrong-type", f"this is {fields.name_of_type(value)}, not a whole number", "write 1")
    return value


def values(value: Any) -> tuple[Any, ...]:
    """The values that a fact may have."""
    if not isinstance(value, list) or not value or not all(isinstance(v, SCALAR) for v in value):
        raise Bad("wrong-type", "this is no list of values", 'write [true, false] or ["…", "…"]')
    return tuple(value)


def number(value: Any) -> float:
    """A number above nothing."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise Bad("wrong-type", f"this is {fields.name_of_type(value)}, not a number above 0", "write 1, 1.5 or 2")
    return float(value)


def share(value: Any) -> Fraction:
    """A part of a whole, above nothing and not above all of it."""
    try:
        found = Fraction(text(value)) if "/" in text(value) else Fraction(0)
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if not 0 < found <= 1:
        raise Bad("wrong-type", f'"{value}" is no part of a whole', 'write "1/2" or "2/3"')
    return found


def titles(value: Any) -> dict[str, str]:
    """A text by language, or one text alone, which counts as English."""
    found = value if isinstance(value, dict) else {"en": value}
    return {key: text(words) for key, words in found.items()}


def condition(value: Any) -> dict[str, tuple[Any, ...]]:
    """Each fact, or key of the anchor, with the values that satisfy it."""
    out = {}
    for name, wanted in fields.table(value).items():
        values = tuple(wanted) if isinstance(wanted, list) else (wanted,)
        if not values or not all(isinstance(v, SCALAR) for v in values):
            raise Bad("wrong-type", f"{name} names no values", f'write {name} = ["…"] or {name} = true')
        out[name] = values
    return out


def texts_by(value: Any) -> dict[str, str]:
    """A table of texts."""
    return {key: text(words) for key, words in fields.table(value).items()}


def tables(value: Any) -> list[dict[str, Any]]:
    """A list of tables."""
    if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
        raise Bad("wrong-type", "this is no list of tables", "write [[…]] tables, or [{ key = value }]")
    return value


def one_or_more(value: Any) -> list[dict[str, Any]]:
    """One table, or a list of tables and texts."""
    rows = value if isinstance(value, list) else [value]
    if not all(isinstance(row, dict | str) for row in rows):
        raise Bad("wrong-type", "this is no list of tables", "write [{ key = value }]")
    return rows


def days(value: Any) -> frozenset[Any]:
    """A list of days."""
    if not isinstance(value, list):
        raise Bad("wrong-type", f"this is {fields.name_of_type(value)}, not a list of days", "write [2022-01-01, …]")
    return frozenset(exact(v) for v in value)


def weekdays(value: Any) -> frozenset[int]:
    """Days of the week, Monday as 1."""
    if not isinstance(value, list) or not all(type(v) is int and 1 <= v <= 7 for v in value):
        raise Bad("wrong-type", "this is no list of weekdays", "write [6, 7] for Saturday and Sunday")
    return frozenset(value)


def stages(value: Any) -> tuple[Any, ...]:
    """Periods that are added one after another."""
    return tuple(length(v) for v in texts(value))


FORMS: dict[str, dict[str, Form]] = {
    "": {
        "format": whole,
        "id": text,
        "title": titles,
        "calendar": text,
        "zone": text,
        "verified": exact,
        "verified_by": text,
        "source": fields.table,
        "note": text,
        **dict.fromkeys(
            ("fact", "remedy", "rule", "derive", "expect", "notice", "sanction", "clock", "playbook"),
            tables,
        ),
    },
    "source": {"title": text, "short": text, "url": text, "note": text, "date": when},
    "cite": {"source": text, "article": text, "quote": text, "url": text, "note": text, "for": text},
    "fact": {
        "id": text,
        "values": values,
        "per_person": flag,
        "asks": titles,
        "to": text,
        "note": text,
    },
    "remedy": {
        "id": text,
        "stage": Word(STAGES),
        "title": titles,
        "after": one_or_more,
        "filed": texts,
        "decided": texts,
        "by": Word(SIDES),
        "domestic": flag,
        "extraordinary": flag,
        "side": flag,
        "version": tables,
        "note": text,
    },
    "remedy.version": {
        "from": when,
        "until": when,
        "to": text,
        "requires": texts,
        "if": condition,
        "barred_by": tables,
        "again": tables,
        "grounds": text,
        "cite": one_or_more,
        "status": STATUS,
        "note": text,
    },
    "opening": {
        "event": text,
        "outcome": texts,
        "from": exact,
        "words": text,
        "stage": Word(STAGES),
        "aim": Word(("better", "worse")),
        "missed": text,
    },
    "bar": {"event": text, "outcome": text, "unless": text, "article": text},
    "again": {"if": condition, "decided_from": exact, "decided_until": exact},
    "rule": {
        "id": text,
        "remedy": text,
        "title": titles,
        "duty": Word(("party", "authority", "opponent")),
        "by": Word(SIDES),
        "kind": Word(("fixed", "unlimited", "not-before")),
        "basis": Word(("stated", "silent")),
        "anchor": texts,
        "stage": Word(STAGES),
        "if": condition,
        "starts": one_or_more,
        "starts_mode": Word(("earliest", "each")),
        "unless": texts,
        "not_after": text,
        "done": texts,
        "aim": Word(("better", "worse")),
        "met_by": Word(("sent", "received")),
        "ended_by": texts,
        "if_missed": texts,
        "restorable": flag,
        "selected_by": Word(("trigger", "decided", "act")),
        "domestic": flag,
        "note": text,
        "version": tables,
        "extension": fields.table,
        "example": tables,
    },
    "start": {
        "kind": text,
        "to": Word(("convict",)),
        "on": Word(("sent", "received")),
        "after": length,
        "before": flag,
        "end_of": text,
        "missed": text,
    },
    "rule.version": {
        "from": when,
        "until": when,
        "period": length,
        "stages": stages,
        "counting": text,
        "basis": Word(("stated", "silent")),
        "cite": one_or_more,
        "status": STATUS,
        "note": text,
        "reading": tables,
    },
    "reading": {
        "id": text,
        "title": titles,
        "by": text,
        "instead": flag,
        "optional": flag,
        "if": condition,
        "starts": one_or_more,
        "period": length,
        "stages": stages,
        "counting": text,
        "cite": one_or_more,
        "status": STATUS,
        "note": text,
    },
    "extension": {
        "event": text,
        "each_max": length,
        "base": Word(("rolled", "nominal")),
        "cite": one_or_more,
        "note": text,
    },
    "example": {
        "on": when,
        "anchor": text,
        "decided": when,
        "events": fields.table,
        "facts": fields.facts,
        "last_day": exact,
        "why": text,
    },
    "derive": {"event": text, "from": tables, "note": text},
    "derive.from": {
        "event": text,
        "unless_outcome": texts,
        "after_end_of": texts,
        "take": Word(("latest", "earliest")),
        "plus": length,
        "readings": tables,
        "if_none": texts,
        "cite": one_or_more,
        "status": STATUS,
        "note": text,
    },
    "derive.reading": {"id": text, "plus": length},
    "expect": {"after": text, "kind": text, "within_rule": text, "asks": titles, "from": exact, "note": text},
    "notice": {"from": exact, "until": exact, "text": titles, "cite": one_or_more, "note": text},
    "sanction": {
        "kind": texts,
        "title": titles,
        "starts": text,
        "beside": texts_by,
        "counting": text,
        "credit": tables,
        "cite": one_or_more,
        "status": STATUS,
        "note": text,
    },
    "credit": {"ratio": number, "if": condition, "cite": one_or_more},
    "clock": {
        "id": text,
        "sanction": texts,
        "title": titles,
        "starts": text,
        "while": condition,
        "ended_by": texts,
        "asked": texts,
        "decided": texts,
        "at_least": length,
        "counting": text,
        "term": tables,
        "cite": one_or_more,
        "status": STATUS,
        "note": text,
        "example": tables,
    },
    "clock.term": {
        "id": text,
        "title": titles,
        "if": condition,
        "share": share,
        "period": length,
        "unlimited": Word(("life",)),
        "cite": one_or_more,
        "note": text,
    },
    "clock.example": {
        "on": exact,
        "length": length,
        "unlimited": Word(("life",)),
        "facts": fields.facts,
        "first_day": exact,
        "why": text,
    },
    "convention": {
        "title": titles,
        "start": Word(("exclude", "include")),
        "unit_end": Word(("corresponding",)),
        "days": Word(("calendar", "working")),
        "credit_ends": Word(("both",)),
        "roll": Word(("forward", "backward", "none")),
        "basis": Word(("law", "case-law", "default")),
        "cite": one_or_more,
        "status": STATUS,
        "note": text,
        "example": tables,
    },
    "convention.example": {
        "on": exact,
        "period": length,
        "calendar": text,
        "last_day": exact,
        "back": flag,
        "why": text,
    },
    "calendar": {
        "format": whole,
        "id": text,
        "title": titles,
        "weekend": weekdays,
        "law": text,
        "note": text,
        "year": tables,
    },
    "calendar.year": {
        "year": whole,
        "off": days,
        "worked": days,
        "estimated": days,
        "names": texts_by,
        "transfers": text,
        "source": text,
        "status": STATUS,
        "note": text,
    },
    "playbook": {
        "id": text,
        "remedy": text,
        "title": titles,
        "by": Word(("defence", "observers", "supporters")),
        "why": titles,
        "before_end": length,
        "after_end": length,
        "after_filed": length,
        "after_open": length,
        "after_rule": text,
        "note": text,
    },
}
"""The keys of each table of a pack, with the form of their value."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "fact": ("id", "values", "asks"),
    "remedy": ("id", "title", "version"),
    "remedy.version": ("from",),
    "bar": ("event",),
    "again": ("if",),
    "rule": ("id", "title", "anchor", "version"),
    "rule.version": ("from",),
    "reading": ("id",),
    "extension": ("event", "each_max"),
    "example": ("on", "last_day"),
    "derive": ("event", "from"),
    "derive.reading": ("id", "plus"),
    "expect": ("after", "kind", "asks"),
    "notice": ("from", "until", "text"),
    "sanction": ("kind", "counting"),
    "credit": ("ratio",),
    "clock": ("id", "sanction", "title", "counting", "term"),
    "clock.term": ("id",),
    "clock.example": ("on", "first_day"),
    "convention": ("start",),
    "convention.example": ("on", "period", "last_day"),
    "calendar": ("id", "year"),
    "calendar.year": ("year", "off"),
    "playbook": ("id", "remedy", "title"),
}
"""Keys without which a table says nothing."""
