"""A case drawn from top to bottom: what happened, what ran and runs, gaps in words, sanctions as bars.

Called by `remedy timeline`. Places records by the days that they carry; computes none.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from remedy.law.answer import Assessment, Item, Moment
from remedy.views.became import became
from remedy.views.codes import coded
from remedy.views.i18n import N_, _, titled
from remedy.views.reasons import told
from remedy.views.text import (
    Paint,
    bracket,
    cells,
    clean,
    cut,
    day_said,
    days_phrase,
    pad,
    rule,
    span_words,
    weekday_date,
    wrap,
)
from remedy.views.words import dated, event_phrase, interval, marks, secret, title_of, triggers, what

DATE = 25
"""Columns of a day in brackets, the widest form."""

QUIET = timedelta(days=14)
"""A gap is put in words from this length on."""


class Row(msgspec.Struct):
    """One line of the drawing: where it stands, and what it says."""

    at: date | None
    until: date | None
    """The last day it may be; what follows is measured from it."""
    day: str
    sign: str
    text: str
    notes: list[str] = []
    loud: bool = False
    bar: str = ""
    """The id of the sanction that begins or ends here."""
    begins: bool = False
    ends: bool = False
    key: str = ""
    """`event:ID`, or the id of the item."""
    known: tuple[date | None, date | None] | None = None
    """The bounds of the day, where it is not one day; None in them is open."""
    lasted: date | None = None
    """The last day of what went on for some time."""


Block = tuple[str, list[str]]
"""What lines stand for (empty: nothing of its own), and the lines."""


def timeline(assessment: Assessment, width: int, paint: Paint, lang: str) -> list[str]:
    """The timeline as lines of at most `width` columns."""
    out = [paint.bold(clean(assessment.case_title))]
    out += [paint.dim(f"{clean(assessment.case)} · " + _("as of {day}").format(day=weekday_date(assessment.as_of))), ""]
    return out + [line for _key, lines in blocks(assessment, width, paint, lang) for line in lines]


def blocks(assessment: Assessment, width: int, paint: Paint, lang: str) -> list[Block]:
    """The drawing itself: for each event and each end of a clock its lines, and between them the gaps in words."""
    rows = rows_of(assessment, lang)
    bars = [i for i in assessment.items if i.type == "sanction" and i.starts]
    if not rows:
        return [("", [_("Nothing is recorded yet: write the first [[event]] in its file.")])]
    out: list[Block] = []
    room = width - 2 * len(bars)
    open_: dict[str, str] = {}
    before: Row | None = None
    today_drawn = False
    for row in rows:
        if not today_drawn and row.at is not None and row.at > assessment.as_of:
            out.append(("", _today(assessment, before, room, bars, open_, paint)))
            before, today_drawn = _plain_day(assessment.as_of), True
        out.append(("", _gap(before, row, room, bars, open_, paint)))
        if row.begins:
            open_[row.bar] = "┬"
        elif row.ends:
            open_[row.bar] = "┴"
        out.append((row.key, _draw(row, room, bars, open_, paint)))
        before = row if row.at else before
    if not today_drawn:
        out.append(("", _today(assessment, before, room, bars, open_, paint)))
    return [*out, ("", _legend(bars, rows, width, paint, lang))]


def rows_of(assessment: Assessment, lang: str) -> list[Row]:
    """All rows in the order of the page; what has no day at all stands last."""
    rows = [_event(m, lang) for m in assessment.events if m.exists != "no" or m.state != "held"]
    for item in assessment.items:
        if item.type in ("deadline", "step") and item.date is not None:
            rows.append(_clock(item, assessment, lang))
        elif item.type == "sanction":
            rows += _sanction(item, lang)
    return sorted(rows, key=lambda r: (r.at is None, r.at or date.max, r.until or date.max))


def _event(m: Moment, lang: str) -> Row:
    text = title_of(m, lang)
    text += f": {titled(clean(m.outcome), 'outcome')}" if m.outcome else ""
    text += f" [{', '.join(map(clean, m.persons))}]" if m.persons else ""
    extra = [clean(m.time)] if m.time else []
    extra += [_("in the language {language}").format(language=clean(m.language))] if m.language else []
    if m.until and m.earliest:
        extra.append(_("until {day}").format(day=f"{weekday_date(m.until)}, {span_words(m.earliest, m.until)}"))
    extra += [_("derived from the law")] if m.derived else []
    extra += [coded("status", m.state)] if m.state != "held" else []
    extra += [_("set aside by {event}").format(event=told(m.undone_by))] if m.undone_by else []
    extra += [_("may not have happened yet")] if m.exists == "maybe" else []
    extra += [_("readings differ") if m.derived else _("accounts differ")] if m.disputed else []
    extra += [_("provisional")] if m.provisional else []
    text += f" ({', '.join(extra)})" if extra else ""
    scheduled = m.state in ("scheduled", "postponed", "cancelled")
    sign = "○" if m.derived or scheduled else "●" if m.exists == "yes" else "◌"
    at = m.earliest or m.latest
    notes = [x for x in (secret(m), clean(m.note)) if x]
    day = bracket(m.earliest, m.latest)
    known = _bounds(m.earliest, m.latest)
    return Row(at, m.latest or at, day, sign, text, notes, loud=not m.derived, key=f"event:{m.id}", known=known,
               lasted=m.until if m.earliest else None)  # fmt: skip


def _bounds(earliest: date | None, latest: date | None) -> tuple[date | None, date | None] | None:
    return None if earliest == latest else (earliest, latest)


def _clock(item: Item, assessment: Assessment, lang: str) -> Row:
    last = N_("last day") if item.kind != "not-before" else N_("not before")
    word = last if item.type == "deadline" else N_("step")
    status = coded("status", item.status) + (f", {_('inferred')}" if item.inferred else "")
    status += f"; {decided}" if (decided := became(item, assessment)) else ""
    text = f"{_(word)}: {what(item, lang)}" + (f" — {status}" if status else "")
    rest = [m for m in marks(item) if m not in (interval(item), _("inferred"))]
    found = triggers(item)
    rest += [_("from {event}").format(event=event_phrase(found[0]))] if found else []
    day = bracket(item.earliest, item.latest) if interval(item) else dated(item)
    rest = [secret(item), *rest] if secret(item) else rest
    note = [" · ".join(rest)] if rest else []
    known = _bounds(item.earliest, item.latest)
    return Row(item.date, item.date, day, "◆", text, note, key=item.id, known=known)


def _sanction(item: Item, lang: str) -> list[Row]:
    if item.starts is None:
        return []
    title = what(item, lang)
    first = item.starts
    text = _("{punishment} begins").format(punishment=title)
    begins = Row(first, first, weekday_date(first), "▼", text, bar=item.id, begins=True, key=item.id)
    last = item.latest or item.ends or item.date
    if last is None:
        return [begins]
    day = bracket(item.earliest, item.latest) if interval(item) else weekday_date(last)
    said = [m for m in marks(item) if m != interval(item)]
    text = _("{punishment} ends").format(punishment=title) + (f" ({', '.join(said)})" if said else "")
    known = _bounds(item.earliest, item.latest)
    return [begins, Row(last, last, day, "▲", text, bar=item.id, ends=True, key=item.id, known=known)]


def _bars(bars: list[Item], open_: dict[str, str], paint: Paint) -> str:
    """The columns at the right side; what begins or ends in this line is only drawn once."""
    drawn = "".join(f" {open_.get(b.id, ' ')}" for b in bars).rstrip()
    for id, sign in list(open_.items()):
        if sign == "┬":
            open_[id] = "│"
        elif sign == "┴":
            del open_[id]
    return paint.cyan(drawn) if drawn else ""


def _line(left: str, used: int, room: int, bars: list[Item], open_: dict[str, str], paint: Paint) -> str:
    right = _bars(bars, open_, paint)
    return left + " " * max(0, room - used) + right if right else left.rstrip()


def _draw(row: Row, room: int, bars: list[Item], open_: dict[str, str], paint: Paint) -> list[str]:
    n = room - DATE - 5
    day = pad(row.day, DATE, right=True)
    out = []
    for i, text in enumerate(wrap(row.text, n) or [""]):
        rail = paint.bold(row.sign) if i == 0 else paint.dim("│")
        shown = paint.bold(text) if row.loud else text
        left = f"{day if i == 0 else ' ' * DATE}  {rail}  {shown}"
        out.append(_line(left, DATE + 5 + cells(text), room, bars, open_, paint))
    for note in row.notes:
        lines = wrap(note, n)
        if len(lines) > 3:
            lines = [*lines[:2], cut(" ".join(lines[2:]), n)]
        for text in lines:
            left = " " * DATE + "  " + paint.dim("│") + "  " + paint.dim(text)
            out.append(_line(left, DATE + 5 + cells(text), room, bars, open_, paint))
    return out


def gap_words(before: Row | None, row: Row) -> str:
    """How long nothing happened between two rows, where that is worth a word."""
    if before is None or before.until is None or row.at is None or row.at - before.until < QUIET:
        return ""
    words = span_words(before.until, row.at)
    return words if before.at == before.until else _("at least {span}").format(span=words)


def _gap(before: Row | None, row: Row, room: int, bars: list[Item], open_: dict[str, str], paint: Paint) -> list[str]:
    words = gap_words(before, row)
    if not words:
        return []
    left = " " * DATE + "  " + paint.dim("┆") + "  " + paint.dim(words)
    return [_line(left, DATE + 5 + cells(words), room, bars, open_, paint)]


def _plain_day(day: date) -> Row:
    return Row(day, day, "", "", "")


def _today(
    assessment: Assessment,
    before: Row | None,
    room: int,
    bars: list[Item],
    open_: dict[str, str],
    paint: Paint,
) -> list[str]:
    out = []
    if before is not None and before.until and assessment.as_of - before.until >= QUIET:
        out = _gap(before, _plain_day(assessment.as_of), room, bars, open_, paint)
    line = rule(_("as of {day}").format(day=weekday_date(assessment.as_of)), room - 1, paint=paint)
    return [*out, _line(line, room - 1, room, bars, open_, paint)]


SIGNS = {
    "●": N_("event"),
    "○": N_("derived or scheduled"),
    "◌": N_("may have happened"),
    "◆": N_("last day or step"),
}
"""What the signs mean."""


def signs_used(rows: list[Row]) -> list[tuple[str, str]]:
    """The signs that stand in rows, each with its word."""
    return [(sign, _(word)) for sign, word in SIGNS.items() if any(r.sign == sign for r in rows)]


def _legend(bars: list[Item], rows: list[Row], n: int, paint: Paint, lang: str) -> list[str]:
    used = [f"{s} {word}" for s, word in signs_used(rows)]
    used += ["[ … ] " + _("some day between")] if any("…" in r.day for r in rows) else []
    out = ["", paint.dim("   ".join(used))]
    for said in bar_words(bars, lang):
        out += [paint.dim(x) for x in wrap(f"│ {said}", n)]
    return out


def bar_words(bars: list[Item], lang: str) -> list[str]:
    """What each bar is: the punishment, from which day to which."""
    out = []
    for i, item in enumerate(bars):
        last = item.latest or item.ends
        first = [_("from {day}").format(day=day_said(item.starts))] if item.starts else []
        end = _("to {day}").format(day=interval(item) or day_said(last)) if last else _("without an end")
        length = " ".join([*first, end])
        left = f" ({days_phrase(item.days_left)})" if item.days_left is not None else ""
        place = _("bar {n} of {all}").format(n=i + 1, all=len(bars)) if len(bars) > 1 else _("bar")
        out.append(f"{place}: {what(item, lang)}, {length}{left}")
    return out
