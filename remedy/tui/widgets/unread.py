"""The line that says what could not be read; a click on it leads to Problems. Not there while all is well."""

from __future__ import annotations

from textual.message import Message
from textual.widgets import Static


class Unread(Static):
    """Stands under the banner of every list across cases."""

    ALLOW_SELECT = False

    class Chosen(Message):
        """What cannot be read is to be seen."""

    def __init__(self, said: str) -> None:
        super().__init__(said, id="unread", markup=False)

    def on_click(self) -> None:
        """A click is enough."""
        self.post_message(self.Chosen())
