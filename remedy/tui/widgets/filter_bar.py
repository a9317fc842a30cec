"""The line in which one types to filter a list. While it has the keys, no letter is a command."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Input

from remedy.tui.widgets.line import Line


class FilterBar(Line):
    """Filters as one types; Enter or Down goes back to the list, Esc empties it first."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "give_up", show=False),
        Binding("down", "give_back", show=False),
    ]

    class Typed(Message):
        """What stands in the line now."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Left(Message):
        """The list gets the keys back."""

    def on_input_changed(self, event: Input.Changed) -> None:
        """Passes on what was typed."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter keeps the filter."""
        event.stop()
        self.post_message(self.Left())

    def action_give_up(self) -> None:
        """Esc takes the filter away; the line under the cursor stays."""
        self.post_message(self.Left())
        self.value = ""

    def action_give_back(self) -> None:
        """Down keeps it."""
        self.post_message(self.Left())
