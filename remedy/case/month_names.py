"""The names of the months as people write them in English, Russian and Kazakh: in full, in part, in the genitive.

Called by readers of typed dates and of spreadsheets; files hold ISO only.
"""

from __future__ import annotations

import re

_NAMES = (
    "january jan январь января янв қаңтар қаң",
    "february feb февраль февраля фев февр ақпан ақп",
    "march mar март марта мар наурыз нау",
    "april apr апрель апреля апр сәуір сәу",
    "may май мая мамыр мам",
    "june jun июнь июня июн маусым мау",
    "july jul июль июля июл шілде шіл",
    "august aug август августа авг тамыз там",
    "september sep sept сентябрь сентября сен сент қыркүйек қыр",
    "october oct октябрь октября окт қазан қаз",
    "november nov ноябрь ноября ноя нояб қараша қар",
    "december dec декабрь декабря дек желтоқсан жел",
)
_MONTHS = {name: n for n, names in enumerate(_NAMES, 1) for name in names.split()}
_FILLERS = frozenset(["г", "год", "года", "ж", "жыл", "жылы", "жылғы"])
"""Words for "year" that stand beside it."""

_WORDS = re.compile(r"[^\W_]+")
_PLAIN = re.compile(r"[\w\s.,]+")


def month_of(word: str) -> int | None:
    """The month of a name, from 1; None for any other word."""
    return _MONTHS.get(word.strip(" .").casefold())


def names_a_month(text: str) -> bool:
    """Whether a month's name stands in a text."""
    return any(month_of(w) for w in _WORDS.findall(text))


def spelled_in_iso(text: str) -> str | None:
    """`июнь 2020` as `2020-06`, `22 June 2020` as `2020-06-22`; None for what is nothing of the kind."""
    if not _PLAIN.fullmatch(text):
        return None
    words = [w for w in _WORDS.findall(text.casefold()) if w not in _FILLERS]
    months = [m for w in words if (m := _MONTHS.get(w))]
    numbers = [w for w in words if w.isascii() and w.isdigit()]
    years, days = [w for w in numbers if len(w) == 4], [w for w in numbers if len(w) <= 2]
    if len(months) != 1 or len(years) != 1 or len(words) != 2 + len(days) or len(days) > 1:
        return None
    return f"{years[0]}-{months[0]:02}" + "".join(f"-{d.zfill(2)}" for d in days)
