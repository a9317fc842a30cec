"""The question before a commit: where to, which files, the drafted message to be changed, and two buttons.

No is the default: Enter, Esc and any other letter than that of yes mean No; in the message letters are letters.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from remedy.tui.dialogs.confirm import YES
from remedy.views.commit import one_line
from remedy.views.i18n import _, ngettext
from remedy.views.text import clean, cut

FILES = 6
"""So many changed files are named."""


class Commit(ModalScreen[str | None]):
    """Gives the message; None where nothing is to be committed."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "no", show=False),
        Binding("up", "app.focus_previous", show=False),
        Binding("down", "app.focus_next", show=False),
    ]

    def __init__(self, message: str, branch: str, ahead: int | None, files: Sequence[str], *, lang: str) -> None:
        super().__init__()
        self.message, self.branch, self.ahead, self.files, self.lang = message, branch, ahead, files, lang

    def compose(self) -> ComposeResult:
        """Where to, the files, the message, the buttons."""
        with Vertical(classes="dialog small"):
            yield Static(_("Commit to git?"), classes="title", markup=False)
            yield Static(self._where(), classes="note", markup=False)
            yield Static("\n".join(self._named()), id="files", markup=False)
            yield Static(_("Message (Shift+Tab or ↑ leads there to change it):"), classes="note", markup=False)
            yield Input(one_line(self.message), id="line", select_on_focus=False)
            with Horizontal(classes="buttons"):
                yield Button(_("No (Esc)"), id="no")
                yield Button(_("Commit"), id="yes", variant="warning")

    def on_mount(self) -> None:
        """No is chosen."""
        self.query_one("#no", Button).focus()

    def _where(self) -> str:
        ahead = (
            _("it follows no other branch: what is not pushed is not known")
            if self.ahead is None
            else ngettext("{n} commit not pushed", "{n} commits not pushed", self.ahead)
        )
        return " · ".join((f"{_('branch')} {clean(self.branch)}", ahead, _("nothing is pushed by this")))

    def _named(self) -> list[str]:
        rest = len(self.files) - FILES
        more = [ngettext("and {n} more", "and {n} more", rest)] if rest > 0 else []
        return [f"  {cut(x, 70)}" for x in (*(clean(name) for name in self.files[:FILES]), *more)]

    def on_key(self, event: events.Key) -> None:
        """On the buttons a letter says yes only in the language of the interface."""
        if isinstance(self.focused, Input) or not event.character or not event.character.isalpha():
            if event.key in ("left", "right") and not isinstance(self.focused, Input):
                yes = self.query_one("#yes", Button)
                (self.query_one("#no", Button) if yes.has_focus else yes).focus()
            return
        event.stop()
        self._end(event.character.lower() == YES.get(self.lang, "y"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the message goes to the buttons, to No."""
        event.stop()
        self.query_one("#no", Button).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """A button was pressed."""
        event.stop()
        self._end(event.button.id == "yes")

    def action_no(self) -> None:
        """Esc."""
        self.dismiss(None)

    def _end(self, commits: bool) -> None:
        message = one_line(self.query_one("#line", Input).value)
        if commits and not message:
            self.notify(_("Write a message first: it says what was changed."))
            self.query_one("#line", Input).focus()
            return
        self.dismiss(message if commits else None)
