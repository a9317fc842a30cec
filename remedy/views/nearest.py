"""What comes next, in words: the line above the app's agenda, which says it before a long list of questions does."""

from __future__ import annotations

from collections.abc import Iterable

from remedy.law.answer import Item
from remedy.views.i18n import _, ngettext
from remedy.views.text import cells, clean, cut, short
from remedy.views.words import dated, marks, what_in

LEAST = 8
"""Columns that the title of the line and its case keep, however long the rest is."""


def nearest_of(items: Iterable[Item]) -> Item | None:
    """The item to act on first, of those whose day has not passed."""
    ahead = [i for i in items if i.date is not None and i.days_left is not None and i.days_left >= 0]
    return min(ahead, key=lambda i: (i.date, i.id), default=None)


def nearest_line(item: Item | None, missed: int, width: int, lang: str) -> str:
    """What, in which case, on which day, in how many days, and how many were missed; empty where there is nothing."""
    count = ngettext("{n} missed", "{n} missed", missed).format(n=missed) if missed else ""
    if item is None:
        return cut(_("no day lies ahead; {missed}").format(missed=count), width) if count else ""
    left = item.days_left or 0
    days = ngettext("in {n} day", "in {n} days", left).format(n=left) if left else _("today")
    words = _("nearest: {what}, {case} — {day}")
    day = " · ".join(x for x in (f"{dated(item)}, {days}", count) if x)
    room = width - cells(words.format(what="", case="", day=day))
    case = cut(clean(item.case), max(LEAST, room - LEAST))
    said = words.format(what=what_in(item, lang, max(LEAST, room - cells(case))), case=case, day=day)
    return short((said, *marks(item)), width) if cells(said) <= width else _least(item, days, width)


def _least(item: Item, days: str, width: int) -> str:
    """Where there is hardly any room: the day, then in how many days."""
    return short((dated(item), days), width, ", ")
