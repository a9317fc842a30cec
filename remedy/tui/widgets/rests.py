"""One line under a list that says on which articles the line of the cursor rests, where there is no room beside it."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from remedy.law.answer import Item
from remedy.tui.colours import styles
from remedy.tui.widgets.drawn import Drawn
from remedy.views.citing import law_told
from remedy.views.text import cut


class Rests(Drawn):
    """As high as one line, whatever it says: the list does not jump."""

    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__(id="rests")
        self.item: Item | None = None

    def show(self, item: Item | None) -> None:
        """Says it of another item."""
        self.item = item
        self._is_broken = False
        self.refresh()

    def draw(self, y: int) -> Strip:
        """The line."""
        base, shades = self.rich_style, styles(self.app, self.background_colors[1])
        text = cut(law_told(self.item), max(10, self.size.width)) if self.item is not None and y == 0 else ""
        return Strip([Segment(text, base + shades["dim"])]).adjust_cell_length(self.size.width, base)
