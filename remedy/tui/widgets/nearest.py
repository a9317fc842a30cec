"""One line that says what comes next; Enter or a click on it leads there."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip

from remedy.law.answer import Item
from remedy.tui.colours import styles
from remedy.tui.widgets.drawn import Drawn
from remedy.views.nearest import nearest_line


class Nearest(Drawn, can_focus=True):
    """Not there where nothing lies ahead and nothing was missed."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "choose", show=False)]

    class Chosen(Message):
        """The line is to be gone to."""

    def __init__(self, lang: str, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lang = lang
        self.item: Item | None = None
        self.missed = 0

    def show(self, item: Item | None, missed: int) -> None:
        """Says another item."""
        self.item, self.missed = item, missed
        self._is_broken = False
        self.display = bool(nearest_line(item, missed, 80, self.lang))
        self.refresh()

    def draw(self, y: int) -> Strip:
        """The line, as wide as there is room."""
        base, shades = self.rich_style, styles(self.app, self.background_colors[1])
        text = nearest_line(self.item, self.missed, max(10, self.size.width - 1), self.lang) if y == 0 else ""
        style = base + shades["cursor" if self.has_focus else "bold"]
        return Strip([Segment(text, style)]).adjust_cell_length(self.size.width, base)

    def action_choose(self) -> None:
        """Enter."""
        self.post_message(self.Chosen())

    def on_click(self) -> None:
        """A click is enough."""
        self.post_message(self.Chosen())
