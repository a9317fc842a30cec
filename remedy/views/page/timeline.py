"""The timeline of a case as a drawing from top to bottom, and the same as a table.

Rows stand in order, not to scale, with every long silence in words; an uncertain day is a bracket over the rows that
it may lie between, a punishment a bar from its first row to its last. Places days; computes none.
"""

from __future__ import annotations

from datetime import date, timedelta
from math import log2

import msgspec

from remedy.law.answer import Assessment, Item
from remedy.views.i18n import _
from remedy.views.markup import Safe, el, join
from remedy.views.page.svg import LINE, SMALL, WIDTH, Part, at, lines, path, sheets, words
from remedy.views.text import weekday_date
from remedy.views.timeline import QUIET, Row, bar_words, gap_words, rows_of, signs_used

DAY = timedelta(days=1)


class _Place(msgspec.Struct):
    """A row and where it stands: `y` is the middle of its sign."""

    row: Row
    y: float
    top: float
    bottom: float


class _Layout(msgspec.Struct):
    """Where the columns stand, and which day is how far down."""

    rail: float
    text: float
    days: list[tuple[date, float]] = []

    def y(self, day: date) -> float:
        """How far down a day is: between the rows before and after it."""
        if not self.days or day <= self.days[0][0]:
            return self.days[0][1] if self.days else 0.0
        for (first, a), (last, b) in zip(self.days, self.days[1:], strict=False):
            if day == first:
                return a
            if first < day < last:
                return a + (b - a) * ((day - first) / (last - first))
        return self.days[-1][1] + (0.0 if day == self.days[-1][0] else LINE)


def timeline(assessment: Assessment, id: str, lang: str) -> Safe:
    """The drawing and the table, or a sentence where nothing is recorded."""
    rows = rows_of(assessment, lang)
    if not rows:
        return el("p", _("Nothing is recorded yet."))
    title = _("Timeline as of {day}").format(day=weekday_date(assessment.as_of))
    about = _("Events, last days and punishments in the order of their days; the table beneath says the same.")
    bars = [i for i in assessment.items if i.type == "sanction" and i.starts]
    named = [el("li", words) for words in bar_words(bars, lang)]
    return join(
        [
            el("figure", _drawn(rows, bars, assessment.as_of, id, title, about)),
            el("ul", *named, class_="dim") if named else "",
            _table(rows),
        ]
    )


def _table(rows: list[Row]) -> Safe:
    """All that the drawing says, to be read aloud or copied."""
    head = el("thead", el("tr", el("th", _("day"), scope="col"), el("th", _("what"), scope="col")))
    body = [el("tr", el("th", r.day, scope="row"), el("td", join([r.text, *r.notes], " · "))) for r in rows]
    said = el("summary", _("The timeline as a table"))
    return el("details", said, el("table", head, el("tbody", *body)), class_="twin")


def _drawn(rows: list[Row], bars: list[Item], as_of: date, id: str, title: str, about: str) -> Safe:
    known = [r for r in rows if _spans(r)]
    lanes = _lanes([_span(r) for r in known])
    bar_lanes = _lanes([(i.starts or date.min, _last(i) or date.max) for i in bars])
    bar_w = min(11.0, 90.0 / (max(bar_lanes, default=0) + 1))
    lane_w = min(7.0, 56.0 / (max(lanes, default=0) + 1))
    rail = 9 + bar_w * (max(bar_lanes, default=-1) + 1) + lane_w * (max(lanes, default=-1) + 1)
    layout = _Layout(rail=rail, text=rail + 13)
    parts, places, height = _rows(rows, as_of, layout)
    for bar, lane in zip(bars, bar_lanes, strict=True):
        parts += _bar(bar, 2 + lane * bar_w, bar_w - 3, layout, places, height)
    left = rail - 6 - lane_w
    for row, lane in zip(known, lanes, strict=True):
        place = next(p for p in places if p.row is row)
        parts.append(_bracket(place, left - lane * lane_w, layout))
    legend, height = _legend(rows, height)
    cuts = [p.top for p in places]
    return sheets([*parts, *legend], cuts, height, id, title, about)


def _spans(row: Row) -> bool:
    return row.at is not None and (row.known is not None or (row.lasted is not None and row.lasted != row.at))


def _span(row: Row) -> tuple[date, date]:
    """From which to which day a row reaches, for the room that it takes."""
    here = row.at or date.min
    earliest, latest = row.known or (here, here)
    ends = [d for d in (latest, row.lasted) if d is not None]
    return min(earliest or here, here), max([here, *ends])


def _last(item: Item) -> date | None:
    return item.latest or item.ends or item.date


def _lanes(spans: list[tuple[date, date]]) -> list[int]:
    """A column for each span so that no two that overlap share one."""
    ends: list[date] = []
    out = []
    for first, last in spans:
        lane = next((n for n, end in enumerate(ends) if end < first), len(ends))
        ends[lane : lane + 1] = [last]
        out.append(lane)
    return out


def _rows(rows: list[Row], as_of: date, layout: _Layout) -> tuple[list[Part], list[_Place], float]:
    """The rows with the silences between them and the line of the day asked about."""
    parts: list[Part] = []
    places: list[_Place] = []
    y, drawn_today, before = 6.0, False, None
    for row in rows:
        if not drawn_today and (row.at is None or row.at > as_of):
            y = _today(parts, before, as_of, y, layout)
            before, drawn_today = Row(as_of, as_of, "", "", ""), True
        y = _silence(parts, before, row, y, layout)
        bottom = _row(parts, row, y, layout)
        place = _Place(row, y + 8, y, bottom)
        places.append(place)
        if row.at is not None:
            layout.days.append((row.at, place.y))
            before = row
        y = bottom
    if not drawn_today:
        y = _today(parts, before, as_of, y, layout)
    return parts, places, y


def _silence(parts: list[Part], before: Row | None, row: Row, y: float, layout: _Layout) -> float:
    """A longer gap the longer nothing happened, with how long that was."""
    said = gap_words(before, row)
    if not said or before is None or before.until is None or row.at is None:
        return y
    tall = 20 + min(30.0, 5 * log2((row.at - before.until) / QUIET))
    line = path(f"M{at(layout.rail, y)}V{at(y + tall)}", "dash")
    parts.append(Part(y, y + tall, join([line, words(layout.text, y + tall / 2 + 3, said, "small")])))
    return y + tall


def _today(parts: list[Part], before: Row | None, as_of: date, y: float, layout: _Layout) -> float:
    y = _silence(parts, before, Row(as_of, as_of, "", "", ""), y, layout)
    said = _("as of {day}").format(day=weekday_date(as_of))
    line = path(f"M{at(0, y + 10)}H{at(WIDTH)}", "today")
    label = words(WIDTH - 2, y + 23, said, "strong", text_anchor="end")
    parts.append(Part(y, y + 32, join([line, label])))
    layout.days.append((as_of, y + 10))
    return y + 32


def _row(parts: list[Part], row: Row, top: float, layout: _Layout) -> float:
    """Day, text and notes of a row beside its sign; where it ends."""
    room = WIDTH - layout.text - 2
    y = top + 12
    said = [words(layout.text, y, row.day, "small")]
    for line in lines(row.text, room, "strong" if row.loud else ""):
        y += LINE
        said.append(words(layout.text, y, line, "strong" if row.loud else ""))
    for note in row.notes:
        for line in lines(note, room, "small"):
            y += SMALL
            said.append(words(layout.text, y, line, "small"))
    bottom = y + 9
    rail = [] if row.at is None else [path(f"M{at(layout.rail, top)}V{at(bottom)}", "thin")]
    parts.append(Part(top, bottom, join([*rail, sign(row.sign, layout.rail, top + 8), *said])))
    return bottom


def sign(which: str, x: float, y: float) -> Safe:
    """The shape of a row: a full, hollow or dashed disc, a diamond, the two ends of a punishment."""
    if which in "●○◌":
        kind = {"●": "full", "○": "hollow", "◌": "perhaps"}[which]
        return el("circle", cx=x, cy=y, r=4.0, class_=kind)
    shapes = {
        "◆": f"M{at(x, y - 5)}L{at(x + 5, y)}L{at(x, y + 5)}L{at(x - 5, y)}Z",
        "▼": f"M{at(x - 5, y - 4)}H{at(x + 5)}L{at(x, y + 4)}Z",
        "▲": f"M{at(x - 5, y + 4)}H{at(x + 5)}L{at(x, y - 4)}Z",
    }
    return path(shapes[which], "full")


def _bar(item: Item, x: float, width: float, layout: _Layout, places: list[_Place], height: float) -> list[Part]:
    """A punishment from its first day; from the earliest day on which it may end its outline is dashed."""
    of_it = [p for p in places if p.row.bar == item.id]
    top = of_it[0].y
    last = _last(item)
    end = of_it[-1].y if last is not None and len(of_it) > 1 else height
    sure = end
    if last is None:
        sure = layout.y(max(item.as_of, item.starts or item.as_of))
    elif item.earliest is not None and item.earliest < last:
        sure = layout.y(item.earliest)
    sure = min(max(sure, top), end)
    drawn = [path(f"M{at(x, top)}H{at(x + width)}V{at(sure)}H{at(x)}Z", "bar")]
    if sure < end:
        closed = f"H{at(x)}" if last is not None else f"M{at(x, end)}"
        drawn.append(path(f"M{at(x + width, sure)}V{at(end)}{closed}V{at(sure)}", "bar maybe"))
    drawn.append(path(f"M{at(x + width, top)}H{at(layout.rail - 5)}", "leader"))
    if last is not None and len(of_it) > 1:
        drawn.append(path(f"M{at(x + width, end)}H{at(layout.rail - 5)}", "leader"))
    return [Part(top, end, join(drawn))]


def _bracket(place: _Place, x: float, layout: _Layout) -> Part:
    """The days between which it lies, or on which it lasted; an end that nobody knows is left open and dashed."""
    row, y, edge = place.row, place.y, layout.rail - 5
    here = row.at or date.min
    if row.known is None:
        end = max(layout.y(row.lasted or here), y + 6)
        return Part(y, end, path(f"M{at(x + 2, y)}V{at(end)}", "lasted"))
    earliest, latest = row.known
    if earliest is None:
        top = max(0.0, y - 22)
        return Part(top, y, join([path(f"M{at(edge, y)}H{at(x)}", "bracket"), _open(x, y, top)]))
    if latest is None:
        return Part(y, y + 22, join([path(f"M{at(edge, y)}H{at(x)}", "bracket"), _open(x, y, y + 22)]))
    a, b = (y, max(layout.y(latest), y + 8)) if here == earliest else (min(layout.y(earliest), y - 8), y)
    first, last = (edge, x + 4) if here == earliest else (x + 4, edge)
    return Part(a, b, path(f"M{at(first, a)}H{at(x)}V{at(b)}H{at(last)}", "bracket"))


def _open(x: float, y: float, to: float) -> Safe:
    return path(f"M{at(x, y)}V{at(to)}", "bracket open")


def _legend(rows: list[Row], y: float) -> tuple[list[Part], float]:
    """Each sign that was drawn with its word."""
    parts = []
    for which, word in signs_used(rows):
        drawn = join([sign(which, 10.0, y + 9), words(22.0, y + 13, word, "small")])
        parts.append(Part(y, y + 17, drawn))
        y += 17
    if any(r.known for r in rows):
        shape = path(f"M{at(14, y + 4)}H8V{at(y + 14)}H14", "bracket")
        parts.append(Part(y, y + 17, join([shape, words(22.0, y + 13, _("some day between"), "small")])))
        y += 17
    return parts, y + 4
