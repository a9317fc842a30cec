"""The keys of the place one is in, searchable: letters with their Cyrillic twins, function keys, what each does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input, Static

from remedy.tui.dialogs.dialog import Dialog
from remedy.tui.keys import Act, spelled
from remedy.tui.spans import PAINT
from remedy.tui.widgets.line import Line
from remedy.tui.widgets.rows import Rows, scrolled
from remedy.views.i18n import _
from remedy.views.text import cut, pad, wrap

KEYS, TITLE = 20, 16
"""Columns of the keys and of the title."""

WIDE = 72
"""From so many columns on, what a key does stands beside it."""


class KeysHelp(Dialog[None]):
    """Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f1", "dismiss(None)", show=False),
        Binding("down", "roll(1)", show=False),
        Binding("up", "roll(-1)", show=False),
        Binding("pagedown", "roll(8)", show=False),
        Binding("pageup", "roll(-8)", show=False),
    ]

    def __init__(self, place: str, acts: tuple[Act, ...], more: Sequence[tuple[str, str]]) -> None:
        """`more`: words that are typed into the filter, and what each does."""
        super().__init__()
        self.place = place
        self.told = [(spelled(act), _(act.title), _(act.help)) for act in acts]
        self.told += [(word, _("Filter"), does) for word, does in more]

    def compose(self) -> ComposeResult:
        """A line to search in, the keys."""
        with Vertical(classes="dialog"):
            yield Static(_("Keys of {place}").format(place=self.place), classes="title", markup=False)
            yield Line(placeholder=_("type to search; Esc closes"), id="search")
            yield Rows(id="keys", empty=_("No key does that."))

    def on_mount(self) -> None:
        """All keys."""
        self._fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Those that fit."""
        event.stop()
        self._fill(event.value)

    def on_resize(self) -> None:
        """Wraps anew."""
        self.call_after_refresh(lambda: self._fill(self.query_one(Input).value))

    def action_roll(self, by: int) -> None:
        """Arrows scroll the keys while one may go on typing."""
        self.query_one(Rows).scroll_relative(y=by, animate=False)

    def _fill(self, typed: str) -> None:
        words = typed.lower().split()
        listed = self.query_one(Rows)
        width = max(20, listed.size.width - 3)
        lines: list[str] = []
        for keys, title, does in self.told:
            if all(w in f"{title} {does} {keys}".lower() for w in words):
                lines += _told(keys, title, does, width)
        listed.show(scrolled(lines))


def _told(keys: str, title: str, does: str, width: int) -> list[str]:
    """An act on as many lines as it takes: keys and title in columns, what it does beside them or beneath."""
    head = f"{PAINT.bold(pad(keys, KEYS))} "
    if width >= WIDE:
        left, room = KEYS + TITLE + 2, width - KEYS - TITLE - 2
        first, *rest = wrap(does, room) or [""]
        return [f"{head}{pad(title, TITLE)} {PAINT.dim(first)}", *(" " * left + PAINT.dim(x) for x in rest)]
    return [head + cut(title, width - KEYS - 1), *("  " + PAINT.dim(x) for x in wrap(does, width - 2))]
