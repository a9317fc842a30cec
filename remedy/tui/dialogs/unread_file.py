"""The text of a file that cannot be used as a case, at the line that has to be mended."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Static

from remedy.tui.dialogs.dialog import Dialog
from remedy.tui.screens.case_tabs import Thing, text_rows
from remedy.tui.widgets.rows import Rows
from remedy.views.i18n import _
from remedy.views.text import clean


class UnreadFile(Dialog[None]):
    """Read only; Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,enter", "dismiss(None)", show=False),
        Binding("ctrl+c", "app.help_quit", show=False),
    ]

    def __init__(self, name: str, text: str, line: int, note: str) -> None:
        super().__init__()
        self.called, self.text, self.line, self.note = name, text, line, note

    def compose(self) -> ComposeResult:
        """Which file, why it is shown here, its lines."""
        with Vertical(classes="dialog"):
            yield Static(clean(self.called), classes="title", markup=False)
            yield Static(f"{self.note} {_('Esc closes it.')}", classes="note", markup=False)
            yield Rows(id="text", empty=_("No text of it can be shown."))

    def on_mount(self) -> None:
        """Begins at the line."""
        self.query_one(Rows).focus()

    def on_resize(self) -> None:
        """Wraps anew; the line stays in view."""
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        if not self.query(Rows):  # closed meanwhile
            return
        listed = self.query_one(Rows)
        is_first = not listed.rows
        listed.show(text_rows(self.text, max(20, listed.size.width - 3)), same=_same)
        if is_first:
            listed.jump(lambda key: isinstance(key, Thing) and key.line >= self.line)


def _same(a: object, b: object) -> bool:
    return isinstance(a, Thing) and isinstance(b, Thing) and a.line == b.line
