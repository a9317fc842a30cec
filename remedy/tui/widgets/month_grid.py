"""A month as seven columns: each day with how much lies on it, days off shaded, worked weekends marked."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from remedy.tui.colours import styles
from remedy.tui.widgets.drawn import Drawn
from remedy.views.i18n import _
from remedy.views.months import Marks, stepped, weeks_of
from remedy.views.text import WEEKDAYS


class MonthGrid(Drawn, can_focus=True):
    """Arrows move by days and weeks."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("up", "step(-7)", show=False),
        Binding("down", "step(7)", show=False),
        Binding("enter", "choose", show=False),
    ]

    class Chosen(Message):
        """A day was chosen; `enters`: its lines are wanted."""

        def __init__(self, day: date, *, enters: bool) -> None:
            super().__init__()
            self.day, self.enters = day, enters

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.day = self.today = date.min
        self.counts: dict[date, int] = {}
        self.mark: Marks = lambda _day: None

    def show(self, day: date, today: date, counts: dict[date, int], mark: Marks) -> None:
        """Shows the month of a day."""
        self.day, self.today, self.counts, self.mark = day, today, counts, mark
        self._is_broken = False
        self.refresh()

    def _weeks(self) -> list[list[date | None]]:
        return weeks_of(self.day.year, self.day.month)

    @property
    def _cell(self) -> int:
        return max(6, self.size.width // 7)

    def draw(self, y: int) -> Strip:
        """The names of the weekdays, then a line a week."""
        base = self.rich_style
        weeks = self._weeks()
        if y == 0:
            style = base + styles(self.app, self.background_colors[1])["dim"]
            segments = [Segment(_(name).ljust(self._cell), style) for name in WEEKDAYS]
        elif y <= len(weeks):
            segments = [self._day(d) for d in weeks[y - 1]]
        else:
            return Strip.blank(self.size.width, base)
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def _day(self, day: date | None) -> Segment:
        base = self.rich_style
        if day is None:
            return Segment(" " * self._cell, base)
        mark = self.mark(day)
        count = self.counts.get(day, 0)
        sign = {"worked": "+", "weekend": "·"}.get(mark or "", "*" if mark else " ")
        text = f"{day.day:>2}{sign} {f'●{count}' if count else ''}".ljust(self._cell)[: self._cell]
        shades = styles(self.app, self.background_colors[1])
        weight = "dim" if mark and mark != "worked" else "yellow" if mark else ""
        weight = "cursor" if day == self.day else weight
        style = base + shades[weight]
        return Segment(text, style + Style(underline=True, bold=True) if day == self.today else style)

    def action_step(self, by: int) -> None:
        """Some days on."""
        self.post_message(self.Chosen(stepped(self.day, by), enters=False))

    def action_choose(self) -> None:
        """The lines of the day."""
        self.post_message(self.Chosen(self.day, enters=True))

    def on_click(self, event: events.Click) -> None:
        """A click on a day."""
        weeks = self._weeks()
        row, column = event.y - 1, event.x // self._cell
        if 0 <= row < len(weeks) and 0 <= column < 7:
            found = weeks[row][column]
            if found is not None:
                self.post_message(self.Chosen(found, enters=found == self.day))
