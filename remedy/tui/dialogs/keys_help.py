"""The keys of the place one is in, searchable: letters with their Cyrillic twins, function keys, what each does."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from remedy.tui.keys import EVERYWHERE, Act, spelled
from remedy.tui.spans import PAINT
from remedy.tui.widgets.rows import Rows, scrolled
from remedy.views.i18n import _
from remedy.views.text import pad


class KeysHelp(ModalScreen[None]):
    """Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,f1", "dismiss(None)", show=False)]

    def __init__(self, place: str, acts: tuple[Act, ...]) -> None:
        super().__init__()
        self.place, self.acts = place, acts

    def compose(self) -> ComposeResult:
        """A line to search in, the keys."""
        with Vertical(classes="dialog"):
            yield Static(_("Keys of {place}").format(place=self.place), classes="title", markup=False)
            yield Input(placeholder=_("type to search; Esc closes"), id="search")
            yield Rows(id="keys", empty=_("No key does that."))

    def on_mount(self) -> None:
        """All keys."""
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Those that fit."""
        event.stop()
        self._fill(event.value)

    def _fill(self, typed: str) -> None:
        words = typed.lower().split()
        rows = []
        for act in (*self.acts, *EVERYWHERE):
            title, does = _(act.title), _(act.help)
            if all(w in f"{title} {does} {spelled(act)}".lower() for w in words):
                text = f"{PAINT.bold(pad(spelled(act), 20))} {pad(title, 16)} {PAINT.dim(does)}"
                rows.append(text)
        self.query_one(Rows).show(scrolled(rows))
