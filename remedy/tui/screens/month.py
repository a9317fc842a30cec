"""A month: deadlines, hearings and ends of punishments on their days; days off shaded, worked Saturdays marked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from remedy.law.calendar import WEEKENDS, Calendar
from remedy.tui.keys import LIST, MOVES, Act, bindings
from remedy.tui.place import Place
from remedy.tui.shelf import Line, typed
from remedy.tui.spans import PAINT, line
from remedy.tui.widgets.month_grid import MonthGrid
from remedy.tui.widgets.rows import Maker, Row, Rows
from remedy.views.i18n import N_, _
from remedy.views.lines import agenda_lines
from remedy.views.months import MONTHS, shifted
from remedy.views.reasons import told
from remedy.views.text import clean, cut, weekday_date, wrap_parts

TURN = (
    Act("turn(-1)", "b", "ctrl+pageup", N_("Month before"), N_("the month before"), True),
    Act("turn(1)", "n", "ctrl+pagedown", N_("Next month"), N_("the next month"), True),
)

CALENDAR = Act("calendar", "k", "f12", N_("Days off"), N_("shade the days off of another calendar, or of the line's"))

GRID = (
    Act("day(-1)", "", "left", N_("Day before"), N_("in the grid: the day before")),
    Act("day(1)", "", "right", N_("Next day"), N_("in the grid: the next day")),
    Act("day(-7)", "", "up", N_("Week before"), N_("in the grid: the same day of the week before")),
    Act("day(7)", "", "down", N_("Next week"), N_("in the grid: the same day of the next week")),
    Act("day_lines", "", "enter", N_("Lines of the day"), N_("in the grid: to the day's lines")),
)
"""What the keys do in the grid."""


class Month(Place):
    """The grid above, the lines of the chosen day beneath."""

    ACROSS = True
    HEADING = N_("Month")
    EMPTY = N_("Nothing on this day.")
    ACTS: ClassVar[tuple[Act, ...]] = (*TURN, CALENDAR, *LIST)
    PARTS: ClassVar[tuple[Act, ...]] = (*GRID, *MOVES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((*TURN, CALENDAR)), Binding("tab", "app.focus_next", show=False)]

    day: date | None = None
    _counts: Mapping[date, int] = MappingProxyType({})
    """How much lies on each day."""
    _asked: date | None = None
    """The day asked about when the month was drawn last: another one leads to its own month."""

    shades = ""
    """The calendar that a person chose; empty: that of the line's case."""

    def above(self) -> ComposeResult:
        """The name of the month and its grid."""
        yield Static(id="month-name", markup=False)
        yield MonthGrid(id="grid")

    def beneath(self) -> ComposeResult:
        """What the signs and the shading mean."""
        yield Static(id="legend", markup=False)

    def keyed(self) -> Widget:
        """The grid: arrows walk from day to day."""
        return self.query_one(MonthGrid)

    def fill(self) -> None:
        """The grid of the month, and the lines of its day."""
        today = self.remedy.today
        day = today if self.day is None or self._asked != today else self.day
        self.day, self._asked = day, today
        by_day: dict[date, list[Row]] = {}
        rows = [Row(x, 2, self._maker(x)) for x in self.remedy.shelf.lines() if x.item.date is not None]
        for row in typed(self.typed, self.remedy.me, hides=self.remedy.shelf.hides).of(rows):
            by_day.setdefault(row.key.item.date, []).append(row)
        self.list.show(by_day.get(day, []))
        self._counts = {d: len(found) for d, found in by_day.items()}
        self._shade()
        self.list.empty = _("Nothing on this day: {day}.").format(day=weekday_date(day))
        self.list.refresh()
        signs = (N_("●2 so much lies on it"), N_("· weekend"), N_("* day off"), N_("+ worked weekend"))
        ends = (N_("dim: no working day"), N_("underlined: the day asked about"))
        width = max(10, self.size.width - 3)
        meant = wrap_parts([_("Month:"), *(_(x) for x in (*signs, *ends))], width, "  ")
        self.query_one("#legend", Static).update("\n".join(meant))

    def calendars(self) -> list[Calendar]:
        """Those of the cases, the one of the most cases first."""
        law = self.remedy.desk.law
        cases = [e.case for e in self.remedy.shelf.entries.values() if e.case is not None]
        found = [c for c in (law.calendar_of(case) for case in cases) if c is not None]
        count = Counter(c.id for c in found)
        return sorted({c.id: c for c in found}.values(), key=lambda c: (-count[c.id], c.id))

    def _calendar(self) -> Calendar:
        """The chosen one, else that of the line's case, else that of the most cases."""
        law, key = self.remedy.desk.law, self.list.key
        if self.shades in law.calendars:
            return law.calendars[self.shades]
        if isinstance(key, Line) and key.entry.case is not None:
            return law.calendar_of(key.entry.case, key.item.rule) or WEEKENDS
        return next(iter(self.calendars()), WEEKENDS)

    def _shade(self) -> None:
        """The grid with the days off of one calendar, and whose they are."""
        day, calendar = self.day or self.remedy.today, self._calendar()
        whose = _("days off: {calendar}").format(calendar=told(calendar.title) or clean(calendar.id))
        more = _("k (л): another") if len(self.calendars()) > 1 else ""
        name = " · ".join(x for x in (f"{_(MONTHS[day.month - 1])} {day.year}", whose, more) if x)
        self.query_one("#month-name", Static).update(cut(name, max(10, self.size.width - 2)))
        self.query_one(MonthGrid).show(day, self.remedy.today, dict(self._counts), calendar.mark)

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """A line of another case: its own calendar."""
        event.stop()
        self.safely(self._shade)

    def action_calendar(self) -> None:
        """The next calendar, after the last one that of the line again."""
        ids = ["", *(c.id for c in self.calendars())]
        self.shades = ids[(ids.index(self.shades) + 1) % len(ids)] if self.shades in ids else ""
        self._shade()
        if len(ids) < 3:
            self.notify(_("The cases here have no other calendar."))

    def _maker(self, x: Line) -> Maker:
        def make(width: int) -> list[Any]:
            return [line(t) for t in agenda_lines(x.item, x.answer, width, PAINT, self.remedy.lang, case=True)]

        return make

    def on_month_grid_chosen(self, event: MonthGrid.Chosen) -> None:
        """Another day; Enter goes to its lines."""
        event.stop()
        self.day = event.day
        self.filled()
        if event.enters and self.list.rows:
            self.list.focus()

    def action_turn(self, by: int) -> None:
        """The month beside."""
        self.day = shifted(self.day or self.remedy.today, by)
        self.fill()

    def action_day(self, by: int) -> None:
        """Another day of the grid."""
        self.query_one(MonthGrid).action_step(by)

    def action_day_lines(self) -> None:
        """The lines of the day."""
        self.query_one(MonthGrid).action_choose()

    def chosen_item(self) -> tuple[str, str] | None:
        """The item of the line."""
        key = self.list.key
        return (key.entry.case.id, key.item.id) if isinstance(key, Line) and key.entry.case else None
