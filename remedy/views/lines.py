"""Two lines for any item, for lists of a fixed height: what and by when, then why and what it hangs on.

Called by the terminal app. As the agenda, it shows what the assessment says and computes no date.
"""

from __future__ import annotations

from remedy.law.answer import Assessment, Item
from remedy.views.agenda import SIGNS, details, group_of, waiting_in
from remedy.views.citing import articles
from remedy.views.codes import coded
from remedy.views.i18n import _
from remedy.views.text import Paint, cells, clean, cut, day_said, days_column, days_width, pad, short, weekday_date
from remedy.views.words import asked, dated, secret, title_named, what_in, who

CASE = 22
"""Columns of a case's id at most."""

LEAST = 18
"""Columns that a title needs: with fewer, who acts is left out."""

WIDE, LAW, ARTICLE = 96, 24, 14
"""From so many columns of a list on the articles stand beside, in so many at most; the first of them where what is said
needs the room."""

SAID = ("missed", "unclear")
"""How an item stands is said in a word before all else, where nothing else on its lines says it."""


def agenda_lines(item: Item, assessment: Assessment, width: int, paint: Paint, lang: str, *, case: bool) -> list[str]:
    """The item as two lines of at most `width` columns; with `case`, the id of its case stands before it."""
    group = group_of(item)
    named = min(CASE, max(10, width // 5)) if case else 0
    before = pad(clean(item.case), named) + "  " if case else ""
    if item.type == "gap":
        return _gap(item, assessment, width, paint, lang, before)
    late = item.status in ("missed", "overdue") or item.flag == "overdue"
    sign = SIGNS.get(group) or ("!" if late else " ")
    days_w = days_width(9)
    days = pad(days_column(item.days_left), days_w, right=True)
    times = f"{days}  {pad(dated(item), 14)}  " if item.date is not None else ""
    colour = paint.red if late else paint.yellow if group == "unclear" else paint.bold
    side = who(item)
    used = 2 + cells(times) + cells(before)
    room = width - used - (min(18, cells(side)) + 2 if side else 0)
    if side and room < LEAST:  # who acts is told in the explanation, but not whose line it is
        side, room = "", width - used
    title = pad(what_in(item, lang, max(8, room)), max(8, room))
    first = colour(f"{sign} {times}") + before + paint.bold(title) + (f"  {cut(side, 18)}" if side else "")
    stands = [coded("status", item.status)] if item.status in SAID and group not in ("waiting", "rest") else []
    said = [x for x in (*stands, secret(item), *details(item, group, lang)) if x]
    indent = days_w + 20 if times else 4
    return [first, " " * indent + _second(said, articles(item) if width >= WIDE else "", width - indent, paint)]


def _second(said: list[str], law: str, room: int, paint: Paint) -> str:
    """What is said of an item, and at the right end of a wide line the articles."""
    law = cut(law, min(LAW, max(ARTICLE, room - 2 - cells(" · ".join(said)))))
    words = short(said, max(8, room - (cells(law) + 2 if law else 0)))
    gap = " " * (room - cells(words) - cells(law)) if law else ""
    return paint.dim(words) + gap + paint.dim(law)


def _gap(item: Item, assessment: Assessment, width: int, paint: Paint, lang: str, before: str) -> list[str]:
    asks = asked(item, lang)
    asks += f" ({clean(item.person)})" if item.person else ""
    waits = ", ".join(dict.fromkeys(title_named(assessment, b, lang) for b in item.blocks))
    since = _("open since {day}").format(day=day_said(item.since)) if item.since else ""
    waits = _("waits: {names}").format(names=waits) if waits else ""
    second = [x for x in (secret(item), waits, since) if x]
    room = width - 2 - cells(before)
    if cells(asks) > room:
        head = asks[: asks.rfind(" ", 0, max(1, room)) + 1] or asks[:room]
        rest = asks[len(head) :]
        second = [rest.strip(), *second]
        asks = head.rstrip()
    return [paint.yellow("? ") + before + paint.bold(asks), "    " + paint.dim(short(second, max(8, width - 4)))]


def quiet_lines(assessment: Assessment, width: int, paint: Paint) -> list[str]:
    """A case in which nothing happened for a year, on one line."""
    since = f"  {_('since {day}').format(day=day_said(assessment.quiet))}  " if assessment.quiet else "  "
    return [
        since
        + paint.bold(pad(clean(assessment.case), 30))
        + "  "
        + paint.dim(cut(waiting_in(assessment), max(0, width - 50)))
    ]


def day_of(item: Item) -> str:
    """The day of an item, for a caption."""
    return weekday_date(item.date)
