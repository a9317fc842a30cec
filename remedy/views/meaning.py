"""What a typed date means, in words, while one types: `2021-03` is "some day in March 2021"."""

from __future__ import annotations

import calendar
from datetime import date

from remedy.case.dates import BadDate, When, typed
from remedy.case.typed import day_and_time
from remedy.law.early import Early
from remedy.law.law import Law
from remedy.views.complaints import complaint
from remedy.views.i18n import _
from remedy.views.months import MONTHS
from remedy.views.text import bracket, clean, day_said, weekday_date


def meaning(text: str, *, has_time: bool = False) -> tuple[str, bool]:
    """The words, and whether the date can be used, with an hour after it where it may have one. Empty text: nothing
    is said."""
    if not text.strip():
        return "", False
    day, time = day_and_time(text) if has_time else (text, "")
    try:
        found = typed(day)
    except BadDate as error:
        return complaint(f"{error}; {error.fix}"), False
    return (_("{day}, at {time}").format(day=spoken(found), time=time) if time else spoken(found)), True


def spoken(when: When) -> str:
    """An uncertain date as people say it."""
    spans = when.spans
    if len(spans) > 1:
        days = ", ".join(weekday_date(lo) if lo == hi else _either(lo, hi) for lo, hi in spans)
        said = _("one of these: {days}").format(days=days)
    else:
        said = _span(*spans[0])
    return said + (_(" (as written; all that follows is provisional)") if when.provisional else "")


def _either(lo: date | None, hi: date | None) -> str:
    return f"{day_said(lo) if lo else '?'} … {day_said(hi) if hi else '?'}"


def _span(lo: date | None, hi: date | None) -> str:
    if lo is None and hi is None:
        return _("it happened; the day is not known")
    if lo is None:
        return _("not later than {day}").format(day=weekday_date(hi))
    if hi is None:
        return _("not before {day}").format(day=weekday_date(lo))
    if lo == hi:
        return weekday_date(lo)
    last = calendar.monthrange(lo.year, lo.month)[1]
    if (lo.year, lo.month) == (hi.year, hi.month) and lo.day == 1 and hi.day == last:
        return _("some day in {month} {year}").format(month=_(MONTHS[lo.month - 1]), year=lo.year)
    if lo == date(lo.year, 1, 1) and hi == date(lo.year, 12, 31):
        return _("some day of {year}").format(year=lo.year)
    return _("one unknown day from {first} to {last}").format(first=weekday_date(lo), last=weekday_date(hi))


def one_day(text: str) -> date | None:
    """A typed day; None where it is none, or several."""
    try:
        return typed(text).exact
    except BadDate:
        return None


def day_told(text: str) -> tuple[str, bool]:
    """What a typed day means, and whether it is one day."""
    said, usable = meaning(text)
    if usable and one_day(text) is None:
        return _("{said}: write one day").format(said=said), False
    return said, usable


def told_early(found: Early, law: Law, lang: str) -> str:
    """Why no clock starts from, or is met by, an event that was written."""
    kinds = [law.vocabulary.title(kind) for kind in (found.event, found.anchor)]
    event, anchor = (clean(titles.get(lang) or titles["en"]) for titles in kinds)
    rule = clean(found.rule.get(lang) or found.rule["en"])
    words = (
        _('"{event}" ({day}) lies before what it answers, "{anchor}" ({anchor_day}): "{rule}" does not start from it.')
        if found.starts
        else _('"{event}" ({day}) lies before what it answers, "{anchor}" ({anchor_day}): "{rule}" is not met by it.')
    )
    day = bracket(found.earliest, found.latest)
    said = words.format(event=event, day=clean(found.day), anchor=anchor, anchor_day=day, rule=rule)
    return f"{said} {_('Correct one of the two days, or record what it does answer.')}"
