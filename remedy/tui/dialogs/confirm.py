"""A question with two buttons. No is the default; Enter and Esc mean No.

Letters follow the language of the interface, never the place of a key.
"""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from remedy.tui.dialogs.dialog import Dialog
from remedy.views.i18n import _
from remedy.views.text import clean

YES = {"en": "y", "ru": "д", "kk": "д"}
"""The first letter of yes on the button: in Kazakh too it is the Russian да. `н` sits where `y` does and means no."""


LOW = 24
"""Lines of a terminal from which on messages lie beneath the buttons."""


class Confirm(Dialog[bool]):
    """Gives True only for a Yes that was meant."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "no", show=False),
        Binding("ctrl+c", "app.help_quit", show=False),
        Binding("left,right,tab,shift+tab", "other", show=False, priority=True),
        Binding("up,pageup", "roll(-1)", show=False),
        Binding("down,pagedown", "roll(1)", show=False),
    ]

    def __init__(self, question: str, detail: str = "", *, lang: str = "en") -> None:
        super().__init__()
        self.question, self.detail, self.lang = question, detail, lang

    def compose(self) -> ComposeResult:
        """Question, detail, two buttons."""
        with Vertical(classes="dialog small"):
            yield Static(self.question, classes="title", markup=False)
            with VerticalScroll(id="detail", can_focus=False):
                yield Static("\n".join(clean(x) for x in self.detail.splitlines()), markup=False)
            with Horizontal(classes="buttons"):
                yield Button(_("No"), id="no")
                yield Button(_("Yes"), id="yes", variant="warning")

    def on_mount(self) -> None:
        """No is chosen; on a low terminal no message lies over the buttons."""
        self.query_one("#no", Button).focus()
        if self.app.size.height < LOW:
            self.app.clear_notifications()

    def on_key(self, event: events.Key) -> None:
        """A letter says yes only in the language of the interface."""
        if event.character and event.character.lower() == YES.get(self.lang, "y"):
            event.stop()
            self.dismiss(True)
        elif event.character and event.character.isalpha():
            event.stop()
            self.dismiss(False)

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        self.dismiss(event.button.id == "yes")

    def action_no(self) -> None:
        """Esc."""
        self.dismiss(False)

    def action_roll(self, by: int) -> None:
        """Arrows and page keys scroll a detail that is longer than there is room."""
        self.query_one("#detail").scroll_relative(y=3 * by, animate=False)

    def action_other(self) -> None:
        """The other button."""
        yes = self.query_one("#yes", Button)
        (self.query_one("#no", Button) if yes.has_focus else yes).focus()
