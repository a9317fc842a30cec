"""The line at the bottom with the next likely keys; a click on one presses it.

One widget that draws one line: Textual's own footer makes a widget of each key, twice before the first paint.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.strip import Strip
from textual.widget import Widget

from remedy.tui.colours import readable

if TYPE_CHECKING:
    from textual.screen import Screen

Key = tuple[str, str, str, bool]
"""Key, how it is written, what it does, whether it works now."""

LIKELY = ("open", "act", "record")
"""What comes first where the place has it."""

ALWAYS = ("app.keys", "app.command_palette")
"""The way to everything else: seen on any terminal."""


class KeyLine(Widget, can_focus=False):
    """Shows the bindings that work where the focus is."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--words"}

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[Key] = []
        self.ends: list[Key] = []
        """Those that are always at the right end."""

    def on_mount(self) -> None:
        """Hears when other keys work."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def on_unmount(self) -> None:
        """Hears no more."""
        self.screen.bindings_updated_signal.unsubscribe(self)

    def _changed(self, screen: Screen[object]) -> None:
        if screen.app.app_focus and self.is_attached and screen is self.screen:
            self.call_after_refresh(self._take)

    def _take(self) -> None:
        """Takes the keys of the place, one for each action: what is likely next first, then what the place has, then
        the ways to other places."""
        if not self.is_attached:
            return
        found: dict[str, Key] = {}
        for _node, bound, works, _tip in self.screen.active_bindings.values():
            if bound.show and bound.action not in found:
                found[bound.action] = (bound.key, self.app.get_key_display(bound), bound.description, works)
        order = (*LIKELY, *(act.action for act in getattr(self.screen, "ACTS", ())), *found)
        keys = [found.pop(action) for action in order if action in found and action not in ALWAYS]
        ends = [found[action] for action in ALWAYS if action in found]
        if (self.keys, self.ends) != (keys, ends):
            self.keys, self.ends = keys, ends
            self.refresh()

    def _seen(self) -> list[tuple[int, Key]]:
        """The keys for which there is room, each with the column where it begins: those of the place from the left, the
        way to all others at the right end."""
        width = self.size.width
        right = list(accumulate((_room(key) for key in self.ends), initial=0))
        start = max(0, width - right[-1])
        ends = [(start + at, key) for at, key in zip(right, self.ends, strict=False)]
        left = accumulate((_room(key) for key in self.keys), initial=0)
        fitting = [(at, key) for at, key in zip(left, self.keys, strict=False) if at + _room(key) <= start]
        return [*fitting, *((at, key) for at, key in ends if at + _room(key) <= width)]

    def render_line(self, y: int) -> Strip:
        """The keys from left to right, each whole: what finds no room is not there."""
        base = self.rich_style
        parts = (base + self.get_component_rich_style(f"key-line--{name}") for name in ("key", "words"))
        key, words = (readable(self.app, style) for style in parts)
        segments, column = [], 0
        for at, (_key, shown, does, works) in self._seen():
            dim = Style(dim=not works or None)
            segments += [Segment(" " * (at - column), base), Segment(f" {shown} ", key + dim)]
            segments.append(Segment(f"{does} ", words + dim))
            column = at + cell_len(f" {shown} {does} ")
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_click(self, event: events.Click) -> None:
        """Presses the key that was clicked."""
        for at, found in self._seen():
            if at <= event.x < at + _room(found):
                if found[3]:
                    self.app.simulate_key(found[0])
                else:
                    self.app.bell()
                return


def _room(key: Key) -> int:
    """How many columns a key takes with its words."""
    return cell_len(f" {key[1]} {key[2]} ")
