"""A widget that draws its own lines: an error of the program in one is told, and the app goes on."""

from __future__ import annotations

from rich.segment import Segment
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from remedy.views.i18n import _


class Broke(Message):
    """A line could not be drawn, through an error of the program."""

    def __init__(self, error: Exception) -> None:
        super().__init__()
        self.error = error


class Drawn(Widget):
    """Draws line by line. Each widget its own `draw`."""

    _is_broken = False
    """Whether it was said already that it cannot be drawn."""

    def draw(self, y: int) -> Strip:
        """One line."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The line; where it cannot be drawn, words in its place, told once until other things are shown."""
        try:
            return self.draw(y)
        except Exception as error:
            if not self._is_broken:
                self._is_broken = True
                self.post_message(Broke(error))
            said = _("This cannot be shown: an error of the program.") if y == 0 else ""
            return Strip([Segment(said, self.rich_style)]).adjust_cell_length(self.size.width, self.rich_style)
