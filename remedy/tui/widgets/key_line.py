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

if TYPE_CHECKING:
    from textual.screen import Screen


class KeyLine(Widget, can_focus=False):
    """Shows the bindings that work where the focus is."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"key-line--key", "key-line--words"}

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[tuple[str, str, str, bool]] = []
        """Key, how it is written, what it does, whether it works now."""

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
        """Takes the keys of the place: one for each action."""
        found: dict[str, tuple[str, str, str, bool]] = {}
        for _node, bound, works, _tip in self.screen.active_bindings.values() if self.is_attached else ():
            if bound.show and bound.action not in found:
                found[bound.action] = (bound.key, self.app.get_key_display(bound), bound.description, works)
        if self.keys != list(found.values()):
            self.keys = list(found.values())
            self.refresh()

    def _seen(self) -> list[tuple[str, str, str, bool]]:
        """The keys for which there is room, the likeliest first."""
        ends = accumulate(cell_len(f" {shown} {does} ") for _key, shown, does, _works in self.keys)
        return [key for key, end in zip(self.keys, ends, strict=True) if end <= self.size.width]

    def render_line(self, y: int) -> Strip:
        """The keys from left to right, each whole: what finds no room is not there."""
        base = self.rich_style
        key, words = (base + self.get_component_rich_style(f"key-line--{name}") for name in ("key", "words"))
        segments = []
        for _key, shown, does, works in self._seen():
            dim = Style(dim=not works or None)
            segments += [Segment(f" {shown} ", key + dim), Segment(f"{does} ", words + dim)]
        return Strip(segments).adjust_cell_length(self.size.width, base)

    def on_click(self, event: events.Click) -> None:
        """Presses the key that was clicked."""
        end = 0
        for key, shown, does, works in self._seen():
            end += cell_len(f" {shown} {does} ")
            if event.x < end:
                if works:
                    self.app.simulate_key(key)
                else:
                    self.app.bell()
                return
