"""The line that says what could not be read; Enter or a click on it leads to Problems, `e` into one's own editor.

Not there while all is well.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.message import Message
from textual.widgets import Static


class Unread(Static, can_focus=True):
    """Stands under the banner of every list across cases."""

    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", show=False),
        Binding("e,у,f11", "edit", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    class Chosen(Message):
        """What cannot be read is to be seen; `edits`: in one's own editor."""

        def __init__(self, *, edits: bool = False) -> None:
            super().__init__()
            self.edits = edits

    def __init__(self, said: str) -> None:
        super().__init__(said, id="unread", markup=False)

    def on_click(self) -> None:
        """A click is enough."""
        self.action_choose()

    def action_choose(self) -> None:
        """Enter."""
        self.post_message(self.Chosen())

    def action_edit(self) -> None:
        """The file in one's own editor, at the line."""
        self.post_message(self.Chosen(edits=True))
