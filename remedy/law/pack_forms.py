"""The form of each value of a pack: what may stand there, and what is said of anything else.

One small reader a form, as for case files; `pack_keys.py` says which key has which. A reader returns the typed value
or raises Bad with code, message and cure.
"""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction
from typing import Any

from remedy.case import fields
from remedy.case.fields import Bad, exact, length
from remedy.case.period import Period

SCALAR = (str, bool, int, float)

_NAME = re.compile(r"\w[\w-]*")
_PACK = re.compile(r"\w[\w-]*(/\w[\w-]*)*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


def whole(value: Any) -> int:
    """A whole number above nothing."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 1:
        raise Bad("wrong-type", f"this is {_shown(value)}, not a whole number above 0", "write 1")
    return value


def year(value: Any) -> int:
    """A year of the calendar."""
    if isinstance(value, bool) or not isinstance(value, int) or not date.min.year <= value <= date.max.year:
        raise Bad("wrong-type", f"this is {_shown(value)}, not a year", "write a year such as 2022")
    return value


def number(value: Any) -> float:
    """A number above nothing, and no more than a hundred."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 100:
        raise Bad("wrong-type", f"this is {_shown(value)}, not a number from 0 to 100", "write 1, 1.5 or 2")
    return float(value)


def share(value: Any) -> Fraction:
    """A part of a whole, above nothing and not above all of it."""
    try:
        found = Fraction(fields.text(value)) if "/" in fields.text(value) else Fraction(0)
    except (ValueError, ZeroDivisionError):
        found = Fraction(0)
    if not 0 < found <= 1:
        raise Bad("wrong-type", f'"{value}" is no part of a whole', 'write "1/2" or "2/3"')
    return found


def _shown(value: Any) -> str:
    """What stands there, as people call it; a number as itself."""
    return str(value) if type(value) in (int, float) else fields.name_of_type(value)


def said(value: Any) -> str:
    """Text in quotes that says something."""
    found = fields.text(value)
    if not found.strip():
        raise Bad("wrong-type", "this text is empty", "write it, or leave the key out")
    return found


def name(value: Any) -> str:
    """An id: letters, digits, hyphens; other marks would break `RULE@ANCHOR`."""
    found = said(value)
    if not _NAME.fullmatch(found):
        raise Bad("wrong-type", f'"{found}" is no id', "write letters, digits and hyphens, such as appeal-copy")
    return found


def pack_name(value: Any) -> str:
    """The id of a pack: names with a slash between them."""
    found = said(value)
    if not _PACK.fullmatch(found):
        raise Bad("wrong-type", f'"{found}" is no id of a pack', "write the forum, such as kz/criminal")
    return found


def names(value: Any) -> tuple[str, ...]:
    """One name or several."""
    found = tuple(said(v) for v in fields.texts(value))
    if not found:
        raise Bad("wrong-type", "this list is empty", "name at least one, or leave the key out")
    return found


def values(value: Any) -> tuple[Any, ...]:
    """The values that a fact may have, of one type, each once."""
    if not isinstance(value, list) or not value or not all(isinstance(v, SCALAR) and v != "" for v in value):
        raise Bad("wrong-type", "this is no list of values", 'write [true, false] or ["…", "…"]')
    if len({type(v) for v in value}) > 1:
        raise Bad("wrong-type", "its values are of several types", 'write [true, false] or ["…", "…"]')
    if len(set(value)) < len(value):
        raise Bad("wrong-type", "a value stands twice", "write each value once")
    return tuple(value)


def titles(value: Any) -> dict[str, str]:
    """A text by language, or one text alone, which counts as English; English must be there."""
    found = value if isinstance(value, dict) else {"en": value}
    for language in found:
        if not _LANGUAGE.fullmatch(language):
            raise Bad("wrong-type", f'"{language}" is no language', "write two letters: en, ru, kk")
    if "en" not in found:
        raise Bad("missing-key", "there are no words in English", 'add en = "…"')
    return {language: said(words) for language, words in found.items()}


def condition(value: Any) -> dict[str, tuple[Any, ...]]:
    """Each fact, or key of the anchor, with the values that satisfy it."""
    out = {}
    for key, wanted in fields.table(value).items():
        fitting = tuple(wanted) if isinstance(wanted, list) else (wanted,)
        if not fitting or not all(isinstance(v, SCALAR) and v == v for v in fitting):
            raise Bad("wrong-type", f"{key} names no values", f'write {key} = ["…"] or {key} = true')
        out[key] = fitting
    if not out:
        raise Bad("wrong-type", "it names no fact", "write { custody = true }, or leave the key out")
    return out


def conditions_by(value: Any) -> dict[str, dict[str, tuple[Any, ...]]]:
    """A condition for each of several names."""
    return {key: condition(wanted) for key, wanted in fields.table(value).items()}


def texts_by(value: Any) -> dict[str, str]:
    """A table of texts."""
    return {key: said(words) for key, words in fields.table(value).items()}


def tables(value: Any) -> list[dict[str, Any]]:
    """A list of tables, at least one."""
    if not isinstance(value, list) or not value or not all(isinstance(row, dict) for row in value):
        raise Bad("wrong-type", "this is no list of tables", "write [[…]] tables, or [{ key = value }]")
    return value


def one_or_more(value: Any) -> list[Any]:
    """One table or text, or a list of them."""
    rows = value if isinstance(value, list) else [value]
    if not all(isinstance(row, dict | str) for row in rows):
        raise Bad("wrong-type", "this is no list of tables", "write [{ key = value }]")
    return [said(row) if isinstance(row, str) else row for row in rows]


def starts(value: Any) -> list[Any]:
    """Kinds and tables that something begins with; at least one."""
    found = one_or_more(value)
    if not found:
        raise Bad("wrong-type", "this list is empty", "name at least one, or leave the key out")
    return found


def days(value: Any) -> frozenset[date]:
    """A list of days."""
    if not isinstance(value, list):
        raise Bad("wrong-type", f"this is {fields.name_of_type(value)}, not a list of days", "write [2022-01-01, …]")
    return frozenset(exact(v) for v in value)


def weekdays(value: Any) -> frozenset[int]:
    """Days of the week that are not worked, Monday as 1; some day of the week is worked."""
    if not isinstance(value, list) or not all(type(v) is int and 1 <= v <= 7 for v in value) or len(set(value)) > 6:
        raise Bad("wrong-type", "this is no list of weekdays", "write [6, 7] for Saturday and Sunday")
    return frozenset(value)


def term(value: Any) -> Period:
    """A period of at least a day and at most a hundred years."""
    found = length(value)
    if not found.months and not found.days:
        raise Bad("bad-period", f'"{found.raw}" has no length', "write P15D (days), P1M (months), P1Y (years)")
    if found.months > 1200 or found.days > 36525:
        raise Bad("bad-period", f'"{found.raw}" is longer than a hundred years', "write P15D, P1M, P1Y")
    return found


def stages(value: Any) -> tuple[Period, ...]:
    """Periods that are added one after another; no law has ten."""
    found = names(value)
    if len(found) > 9:
        raise Bad("wrong-type", f"there are {len(found)} stages", 'write the few that there are, as ["P2M", "P10D"]')
    return tuple(term(v) for v in found)
