"""A month: deadlines, hearings and ends of punishments on their days; days off shaded, worked Saturdays marked."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Static

from remedy.law.calendar import WEEKENDS
from remedy.tui.keys import LIST, Act, bindings
from remedy.tui.place import Place
from remedy.tui.shelf import Line, typed
from remedy.tui.spans import PAINT, line
from remedy.tui.widgets.month_grid import MonthGrid
from remedy.tui.widgets.rows import Maker, Row
from remedy.views.i18n import N_, _
from remedy.views.lines import agenda_lines
from remedy.views.months import MONTHS, shifted
from remedy.views.text import weekday_date, wrap_parts

TURN = (
    Act("turn(-1)", "b", "ctrl+pageup", N_("Month before"), N_("the month before"), True),
    Act("turn(1)", "n", "ctrl+pagedown", N_("Next month"), N_("the next month"), True),
)


class Month(Place):
    """The grid above, the lines of the chosen day beneath."""

    HEADING = N_("Month")
    EMPTY = N_("Nothing on this day.")
    ACTS: ClassVar[tuple[Act, ...]] = (*TURN, *LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(TURN), Binding("tab", "app.focus_next", show=False)]

    day: date | None = None
    _asked: date | None = None
    """The day asked about when the month was drawn last: another one leads to its own month."""

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
        for row in typed(self.typed, self.remedy.me).of(rows):
            by_day.setdefault(row.key.item.date, []).append(row)
        law = self.remedy.desk.law
        calendar = next(
            (law.calendars[p.calendar] for p in law.packs.values() if p.calendar in law.calendars), WEEKENDS
        )
        self.query_one("#month-name", Static).update(f"{_(MONTHS[day.month - 1])} {day.year}")
        self.query_one(MonthGrid).show(
            day, self.remedy.today, {d: len(found) for d, found in by_day.items()}, calendar.mark
        )
        self.list.show(by_day.get(day, []))
        self.list.empty = _("Nothing on this day: {day}.").format(day=weekday_date(day))
        self.list.refresh()
        signs = (N_("●2 so much lies on it"), N_("· weekend"), N_("* day off"), N_("+ worked weekend"))
        ends = (N_("dim: no working day"), N_("underlined: the day asked about"))
        width = max(10, self.size.width - 3)
        told = wrap_parts([_("Month:"), *(_(x) for x in (*signs, *ends))], width, "  ")
        self.query_one("#legend", Static).update("\n".join(told))

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

    def chosen_item(self) -> tuple[str, str] | None:
        """The item of the line."""
        key = self.list.key
        return (key.entry.case.id, key.item.id) if isinstance(key, Line) and key.entry.case else None
