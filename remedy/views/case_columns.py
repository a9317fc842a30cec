"""A case on one line, in columns that fit any width: what is least needed is shortened first, then left out.

Called by the app's list of cases. Shows what the assessment says and computes no date.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

import msgspec

from remedy.case.model import Case
from remedy.case.vocabulary import STAGES
from remedy.law.answer import Assessment, Item, Rung
from remedy.views.codes import coded
from remedy.views.i18n import N_, _, ngettext, titled
from remedy.views.ladder import STATES
from remedy.views.mask import WORD
from remedy.views.text import Paint, bracket, cells, clean, cut, days_phrase, pad, weekday_date
from remedy.views.words import title_of, what

COLUMNS = (N_("in"), N_("case"), N_("stage"), N_("ladder"), N_("next deadline"), N_("last event"), N_("custody"))
"""The columns in their order; the list may be sorted by each."""

COUNTRY, CASE, STAGE, LADDER, NEXT, LAST, CUSTODY = range(7)

LEAST = (2, 16, 8, 3, 10, 10, 4)
"""So narrow may a column become, and no narrower."""

MOST = (4, 44, 24, 9, 60, 60, 12)
"""So wide is a column at most, however long what stands in it."""

DAY = 27
"""The day of a deadline and how it stands, without its name, take so much at most."""

GIVES = ((LAST, 24), (NEXT, 44), (STAGE, 16), (CASE, 30), (NEXT, 0), (LAST, 10), (STAGE, 0), (CASE, 0))
"""Which column is shortened first, and to what, where there is no room for all; 0: as narrow as it may be."""

GOES = (LAST, COUNTRY, STAGE, CUSTODY, LADDER)
"""Which column is left out first where that was not enough."""

NAME = 10
"""With less room than this the name of a deadline is left out."""

SIGN = 3
"""Columns of the signs before a line."""


Painter = Callable[[int, str], str]
"""Colours the text of a column."""


class CaseRow(msgspec.Struct, kw_only=True):
    """What stands on the line, and by what it is sorted."""

    id: str
    title: str
    cells: tuple[str, ...]
    """One text a column."""
    keys: tuple[tuple[object, ...], ...]
    """The place in the order by each column."""
    late: bool
    """Whether a day of it was missed or is overdue; the words say so too."""
    closed: bool
    secret: bool
    """Whether the case is confidential and shown in clear: it carries a mark."""
    problems: int

    def sort_key(self, by: int) -> tuple[object, ...]:
        """The place in an order; closed cases stand last in any."""
        return (self.closed, *self.keys[by], self.id)


def case_row(case: Case, answer: Assessment, lang: str) -> CaseRow:
    """A case as a line of the list."""
    first, said, late = _next(answer, lang)
    event = answer.events[-1] if answer.events else None
    held = ", ".join(map(clean, answer.held))
    some = len(answer.held) < len(case.parties())
    closed = case.is_closed_on(answer.as_of)
    title = clean(answer.case if answer.case_title == WORD else answer.case_title or answer.case)
    ladder = "".join(signs(answer.ladder))
    country, stage = clean(answer.country), clean(answer.stage)
    return CaseRow(
        id=clean(answer.case),
        title=clean(answer.case_title),
        cells=(
            country,
            title,
            titled(stage).replace("-", " "),
            ladder,
            said or (_("closed") if closed else "—"),
            f"{bracket(event.earliest, event.latest)} {title_of(event, lang)}" if event is not None else "—",
            held if held and some else _("held") if held else "—",
        ),
        keys=(
            (country,),
            (title.casefold(),),
            (STAGES.index(stage) if stage in STAGES else len(STAGES),),
            (ladder,),
            (first is None, first or date.max),
            (event is None, -event.latest.toordinal() if event is not None and event.latest else 0),
            (not held,),
        ),
        late=late,
        closed=closed,
        secret=case.confidential and answer.case_title != WORD,
        problems=sum(p.level == "error" for p in answer.problems),
    )


def _next(answer: Assessment, lang: str) -> tuple[date | None, str, bool]:
    """The next day of the defence or of an authority and its words, with how much is late beside it.

    Where only past ones are left, the first of them by how it stands, a missed one before all. The opponent's are none.
    """
    types = ("deadline", "step", "hearing")
    listed = [i for i in answer.items if i.listed and i.type in types and i.duty != "opponent"]
    dated = [i for i in listed if i.date is not None]
    ahead = [i for i in dated if i.date is not None and i.date >= answer.as_of]
    late = [i for i in dated if _lateness(i)]
    first = min(ahead or dated, key=lambda i: (not ahead and i.status != "missed", i.date or date.max), default=None)
    if first is None:
        return None, "", False
    if not ahead:
        words = [_lateness(first) or coded("status", first.status)]
    else:
        missed = sum(i.status == "missed" for i in late)
        overdue = len(late) - missed
        words = [ngettext("{n} missed", "{n} missed", missed)] if missed else []
        words += [ngettext("{n} overdue", "{n} overdue", overdue)] if overdue else []
        words += [days_phrase(first.days_left)] if not late and first.days_left is not None else []
    said = ", ".join(w for w in words if w)
    return first.date, f"{weekday_date(first.date)} {said}: {what(first, lang)}", bool(late)


def _lateness(item: Item) -> str:
    """`missed` or `overdue` in words; empty for what is in time."""
    if item.status in ("missed", "overdue"):
        return coded("status", item.status)
    return _("overdue") if item.flag == "overdue" else ""


def signs(ladder: list[Rung]) -> list[str]:
    """One sign for each remedy that anything is known of; of several persons the first decides."""
    seen: dict[str, str] = {}
    for rung in ladder:
        if rung.stage != "international":
            seen.setdefault(rung.remedy, STATES.get(rung.state, ("?", ""))[0])
    return list(seen.values())


def widths(rows: Iterable[CaseRow], width: int) -> tuple[int, ...]:
    """How wide each column is, so that all together are at most `width`; 0: it is left out."""
    shown = [row.cells for row in rows]
    least = [max(LEAST[n], cells(_(head)) if n not in (NEXT, LAST) else 0) for n, head in enumerate(COLUMNS)]
    found = [max([least[n], *(min(MOST[n], cells(text[n])) for text in shown)]) for n in range(len(COLUMNS))]
    least[NEXT] = max([least[NEXT], *(min(DAY, cells(text[NEXT].partition(": ")[0])) for text in shown)])
    for n, to in GIVES:
        found[n] -= max(0, min(_used(found) - width, found[n] - max(to, least[n])))
    for n in GOES:
        found[n] = 0 if _used(found) > width else found[n]
    found[NEXT] -= max(0, min(_used(found) - width, found[NEXT] - LEAST[NEXT]))
    if found[LAST] == 0:  # what was left out makes room for what was shortened
        found[CASE] += max(0, min(width - _used(found), MOST[CASE] - found[CASE]))
    return tuple(found)


def _used(found: Sequence[int]) -> int:
    return SIGN + sum(w + 1 for w in found if w)


def heads(room: Sequence[int], by: int) -> str:
    """The heads of the columns; the one that decides the order is marked."""
    return _columns(room, [("▾" if n == by else "") + _(head) for n, head in enumerate(COLUMNS)], lambda _n, t: t)


def column_at(room: Sequence[int], x: int) -> int | None:
    """The column whose head stands at a place of the line."""
    at = SIGN
    for n, width in enumerate(room):
        if width and at <= x < at + width + 1:
            return n
        at += width + 1 if width else 0
    return None


def _fitting(row: CaseRow, room: Sequence[int]) -> Sequence[str]:
    """The texts; of a day that does not fit with its name, the day and how it stands, whole."""
    said = row.cells[NEXT].partition(": ")[0]
    if cells(row.cells[NEXT]) <= room[NEXT] or cells(said) + NAME <= room[NEXT]:
        return row.cells
    return (*row.cells[:NEXT], said, *row.cells[NEXT + 1 :])


def case_line(row: CaseRow, room: Sequence[int], paint: Paint) -> str:
    """The line in columns so wide."""

    def coloured(n: int, text: str) -> str:
        if row.closed:
            return paint.dim(text)
        if n == CASE:
            return paint.bold(text)
        if n == NEXT and row.late:
            return paint.red(text)
        return paint.yellow(text) if n == CUSTODY and row.cells[n] != "—" else text

    sign = (paint.red("!") if row.problems else " ") + ("▪ " if row.secret else "  ")
    return _columns(room, _fitting(row, room), coloured, sign)


def _columns(room: Sequence[int], texts: Sequence[str], coloured: Painter, sign: str = " " * SIGN) -> str:
    return sign + " ".join(coloured(n, pad(cut(texts[n], w), w)) for n, w in enumerate(room) if w)
