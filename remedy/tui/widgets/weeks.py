"""The strip of the next twelve weeks: how many days to act on lie in each. Choosing a week jumps there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from remedy.tui.colours import styles
from remedy.tui.widgets.drawn import Drawn
from remedy.views.months import load, mondays

WEEKS = 12
BARS = " ▁▂▃▄▅▆▇█"


class Weeks(Drawn, can_focus=True):
    """Bars by week, the first of them the week of the day asked about."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("enter", "choose", show=False),
        Binding("down", "app.focus_next", show=False),
    ]
    chosen: reactive[int] = reactive(0)

    class Chosen(Message):
        """A week was chosen, by its first day."""

        def __init__(self, monday: date) -> None:
            super().__init__()
            self.monday = monday

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.mondays: list[date] = []
        self.counts = [0] * WEEKS

    def show(self, as_of: date, days: Iterable[date]) -> None:
        """Counts the days of each week from the one of `as_of` on."""
        self.mondays = mondays(as_of, WEEKS)
        self.counts = load(as_of, days, WEEKS)
        self._is_broken = False
        self.refresh()

    @property
    def _cell(self) -> int:
        return max(4, self.size.width // WEEKS)

    def draw(self, y: int) -> Strip:
        """Above the bar with its count, beneath the Monday of the week."""
        base, shades = self.rich_style, styles(self.app, self.background_colors[1])
        most = max(self.counts) or 1
        segments = []
        for n, (monday, count) in enumerate(zip(self.mondays, self.counts, strict=False)):
            style = shades["cursor" if n == self.chosen and self.has_focus else "dim" if y else "cyan"]
            bar = BARS[-(-count * (len(BARS) - 1) // most)] if count else "·"
            text, room = (
                (f"{bar} {count or ''}", self._cell) if y == 0 else (f"{monday.day}.{monday.month:02}", self._cell)
            )
            if y and self._cell < 6:  # too narrow for each label: every second one, over two cells
                text, room = (text, 2 * self._cell) if n % 2 == 0 else ("", 0)
            segments.append(Segment(text.ljust(room)[:room], base + style))
        return Strip(segments).adjust_cell_length(self.size.width, base + Style())

    def action_step(self, by: int) -> None:
        """To the week before or after."""
        self.chosen = max(0, min(WEEKS - 1, self.chosen + by))

    def action_choose(self) -> None:
        """Says which week was chosen."""
        if self.mondays:
            self.post_message(self.Chosen(self.mondays[self.chosen]))

    def on_click(self, event: events.Click) -> None:
        """A click chooses."""
        self.chosen = max(0, min(WEEKS - 1, event.x // self._cell))
        self.action_choose()
