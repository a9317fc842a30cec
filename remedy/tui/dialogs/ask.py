"""One line to type, with what it means beneath: a day, a message."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from remedy.tui.dialogs.dialog import Dialog
from remedy.tui.widgets.line import Line
from remedy.views.text import clean


class Ask(Dialog[str | None]):
    """Gives the line; None where Esc was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("ctrl+c", "app.help_quit", show=False),
    ]

    def __init__(
        self, title: str, *, text: str = "", note: str = "", told: Callable[[str], tuple[str, bool]] | None = None
    ) -> None:
        super().__init__()
        self.words, self.text, self.note, self.told = title, text, note, told

    def compose(self) -> ComposeResult:
        """Title, note, line, meaning."""
        with Vertical(classes="dialog small"):
            yield Static(self.words, classes="title", markup=False)
            yield Static(self.note, markup=False, classes="note")
            yield Line(clean(self.text), id="line")
            yield Static(id="meaning", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what the line means."""
        event.stop()
        if self.told is not None:
            self.query_one("#meaning", Static).update(self.told(event.value)[0])

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter, where the line can be used."""
        event.stop()
        if self.told is None or not event.value.strip() or self.told(event.value)[1]:
            self.dismiss(event.value.strip())
