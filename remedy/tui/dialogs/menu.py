"""A list of things to do, of which one is chosen: by arrows, by mouse, or by typing a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from remedy.tui.dialogs.dialog import Dialog
from remedy.tui.searching import fits_all, searched
from remedy.tui.widgets.line import Line
from remedy.views.i18n import _
from remedy.views.text import clean

Choice = tuple[str, str]
"""An id, and the words."""


class Menu(Dialog[str | None]):
    """Gives the id of the choice; None where Esc was pressed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("ctrl+c", "app.help_quit", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
    ]

    def __init__(self, title: str, choices: Sequence[Choice]) -> None:
        super().__init__()
        self.words, self.choices = title, list(choices)

    def compose(self) -> ComposeResult:
        """Title, a line to type in, the choices."""
        with Vertical(classes="dialog menu"):
            yield Static(self.words, classes="title", markup=False)
            yield Line(placeholder=_("type a part, or choose"), id="part")
            listed = OptionList(id="choices", markup=False)
            listed.can_focus = False
            yield listed

    def on_mount(self) -> None:
        """All choices; the first is chosen."""
        self._fill("")

    def _fill(self, part: str) -> None:
        listed = self.query_one(OptionList)
        listed.clear_options()
        words = part.split()
        for id, text in self.choices:
            if fits_all(words, searched(f"{id} {text}")):
                listed.add_option(Option(Content(clean(text)), id=id))
        if listed.option_count:
            listed.highlighted = 0

    def on_input_changed(self, event: Input.Changed) -> None:
        """Fewer choices."""
        event.stop()
        self._fill(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter takes the chosen one."""
        event.stop()
        listed = self.query_one(OptionList)
        if listed.highlighted is not None:
            self.dismiss(listed.get_option_at_index(listed.highlighted).id)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A choice was taken."""
        event.stop()
        self.dismiss(event.option.id)

    def action_move(self, to: str) -> None:
        """Arrows move in the list while the line keeps the keys: none is lost, and Enter takes what is marked."""
        getattr(self.query_one(OptionList), f"action_{to}")()
