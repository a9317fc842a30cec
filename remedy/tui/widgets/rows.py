"""A list of rows of any length, of which only what is seen is made: agenda, cases, timeline, law, problems.

Knows nothing of cases: a row has a key, a height and a maker of its lines for a width.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Sequence
from itertools import accumulate
from typing import Any, ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from remedy.tui.colours import styles
from remedy.tui.spans import PAINT, Line, line
from remedy.tui.widgets.drawn import Broke
from remedy.views.i18n import _
from remedy.views.text import rule, wrap

Maker = Callable[[int], Sequence[Line]]

KEPT = 2000
"""How many rows keep the lines that were made of them."""


class Row:
    """One row: what it stands for, how many lines it takes, and what makes them for a width."""

    __slots__ = ("height", "key", "made", "make")

    def __init__(self, key: Any, height: int, make: Maker) -> None:
        self.key, self.height, self.make = key, height, make
        self.made: tuple[int, list[Line]] | None = None
        """Its lines as they were made last, and for which width."""


def heading(pieces: Line) -> Row:
    """A row that stands for nothing and cannot be chosen."""
    return Row(None, 1, lambda _width: [pieces])


def ruled(words: str, note: str = "", end: str = "") -> Row:
    """A heading drawn over the whole width."""
    return Row(None, 1, lambda width: [line(rule(words, width, note, end, PAINT))])


def scrolled(lines: Sequence[str]) -> list[Row]:
    """Lines of a view that are read and scrolled, never chosen."""
    return [heading(line(text)) for text in lines]


class Rows(ScrollView, can_focus=True, inherit_bindings=False):
    """The list. Moves over the rows that have a key."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up", "step(-1)", show=False),
        Binding("down", "step(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "edge(-1)", show=False),
        Binding("end", "edge(1)", show=False),
    ]

    cursor: reactive[int] = reactive(-1, repaint=False)

    class Moved(Message):
        """The cursor stands on another row."""

        def __init__(self, rows: Rows, key: Any) -> None:
            super().__init__()
            self.rows, self.key = rows, key

        @property
        def control(self) -> Rows:
            """The list."""
            return self.rows

    class Chosen(Moved):
        """A row was chosen: Enter, or a click on the row of the cursor."""

    def __init__(self, *, id: str | None = None, empty: str = "") -> None:
        super().__init__(id=id)
        self.rows: list[Row] = []
        self.empty = empty
        self._tops: list[int] = []
        self._made: deque[Row] = deque()
        """The rows whose lines are kept, the oldest first."""
        self._coloured: tuple[object, dict[str, Style]] | None = None
        self._is_broken = False
        """Whether it was said already that a row cannot be drawn."""
        self._is_touched = False
        """Whether a person has moved the cursor: until then it stays on the first row, whatever comes above."""
        self._lost: Row | None = None
        """The row of the cursor that went, such as a file that an editor takes away and writes anew."""

    # Content

    def show(self, rows: Sequence[Row], *, same: Callable[[Any, Any], bool] | None = None) -> None:
        """Shows other rows; the cursor stays with the key it stands on, else near where it was.

        It goes back to a row that went and comes again while nobody pressed a key.
        """
        before = self.rows[self.cursor] if self._is_touched and 0 <= self.cursor < len(self.rows) else None
        place = self.cursor if self._is_touched else 0
        self.rows = list(rows)
        self._is_broken = False
        *self._tops, y = accumulate((row.height for row in self.rows), initial=0)
        self.virtual_size = Size(max(self.size.width, 1), y)
        equal = same or (lambda a, b: a == b)
        found = self._found(self._lost, equal) if self._lost is not None else None
        if found is None and before is not None:
            found = self._found(before, equal)
            self._lost = self._lost or (before if found is None else None)
        elif found is not None:
            self._lost = None
        if found is None:
            near = max(0, min(place, len(self.rows) - 1))
            choices = (i for i, r in enumerate(self.rows) if r.key is not None)
            found = min(choices, key=lambda i: (abs(i - near), i), default=-1)
        self.cursor = found
        self._to_cursor()
        self.refresh()

    def _found(self, before: Row, equal: Callable[[Any, Any], bool]) -> int | None:
        """Where a row stands now: the row itself, else the first with an equal key."""
        try:
            return self.rows.index(before) if before.key is not None else None
        except ValueError:
            return next((i for i, r in enumerate(self.rows) if r.key is not None and equal(r.key, before.key)), None)

    @property
    def key(self) -> Any:
        """What the row of the cursor stands for; None where there is none."""
        return self.rows[self.cursor].key if 0 <= self.cursor < len(self.rows) else None

    def hold(self) -> None:
        """The cursor stays with its row from now on, as if a person had put it there."""
        self._is_touched, self._lost = True, None

    def on_key(self) -> None:
        """Whoever presses a key has seen where the cursor is."""
        self._lost = None

    def jump(self, fits: Callable[[Any], bool]) -> bool:
        """Puts the cursor on the first row whose key fits."""
        for i, row in enumerate(self.rows):
            if row.key is not None and fits(row.key):
                self._move(i)
                return True
        return False

    # Drawing

    def on_resize(self, event: events.Resize) -> None:
        """The list is as wide as its place; lines are made anew for another width."""
        self.virtual_size = Size(event.size.width, self._tops[-1] + self.rows[-1].height if self.rows else 0)
        if self._is_touched:
            self._to_cursor()

    def _lines(self, index: int) -> list[Line]:
        row, width = self.rows[index], self.size.width
        if row.made is None or row.made[0] != width:
            found = list(self._make(row))[: row.height]
            if row.made is None:
                self._made.append(row)
            row.made = (width, [*found, *([] for _more in range(row.height - len(found)))])
            if len(self._made) > KEPT:
                self._made.popleft().made = None
        return row.made[1]

    def _make(self, row: Row) -> Sequence[Line]:
        """The lines of a row; one that cannot be drawn says so, and the others are drawn."""
        try:
            return row.make(max(10, self.size.width - 1))
        except Exception as error:
            if not self._is_broken:
                self._is_broken = True
                self.post_message(Broke(error))
            return [[(_("This line cannot be shown: an error of the program."), "red")]]

    def render_line(self, y: int) -> Strip:
        """One line of what is seen."""
        width = self.size.width
        base = self.rich_style
        if not self.rows:
            said = wrap(self.empty, max(10, width - 1)) if self.empty else []
            return Strip([Segment(said[y] if y < len(said) else "", base)]).adjust_cell_length(width, base)
        at = y + int(self.scroll_offset.y)
        index = bisect_right(self._tops, at) - 1
        if index < 0 or at >= self._tops[index] + self.rows[index].height:
            return Strip.blank(width, base)
        pieces = self._lines(index)[at - self._tops[index]]
        shades = self._styles()
        if index == self.cursor:
            chosen = base + shades["cursor" if self.has_focus else "blurred"]
            segments = [Segment(t, chosen + Style(bold=tag in ("bold", "red") or None)) for t, tag in pieces]
            return Strip(segments).adjust_cell_length(width, chosen)
        segments = [Segment(t, base + shades[tag]) for t, tag in pieces]
        return Strip(segments, sum(cell_len(t) for t, _ in pieces)).adjust_cell_length(width, base)

    def _styles(self) -> dict[str, Style]:
        """The styles of the theme in use on the background of the list; computed once for each."""
        back = self.background_colors[1]
        key = (self.app.theme, back)
        if self._coloured is None or self._coloured[0] != key:
            self._coloured = (key, styles(self.app, back))
        return self._coloured[1]

    # Moving

    def watch_cursor(self, old: int, new: int) -> None:
        """Draws the two rows anew and says where the cursor is."""
        for index in (old, new):
            if 0 <= index < len(self.rows):
                self.refresh(self._region(index))
        if old != new and self.key is not None:
            self.post_message(self.Moved(self, self.key))

    def _region(self, index: int) -> Region:
        top = self._tops[index] - int(self.scroll_offset.y)
        return Region(0, top, self.size.width, self.rows[index].height)

    def _move(self, index: int) -> None:
        self._is_touched, self._lost = True, None
        self.cursor = index
        self._to_cursor()

    def _to_cursor(self) -> None:
        """Scrolls so far that the row of the cursor, and a heading above it, are seen."""
        if not 0 <= self.cursor < len(self.rows):
            return
        top = self._tops[self.cursor]
        height = self.rows[self.cursor].height
        if self.cursor and self.rows[self.cursor - 1].key is None:
            top -= self.rows[self.cursor - 1].height
            height += self.rows[self.cursor - 1].height
        seen = max(self.scrollable_content_region.height, 1)
        first = int(self.scroll_offset.y)
        if top < first:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + height > first + seen:
            self.scroll_to(y=top + height - seen, animate=False, force=True)

    def action_step(self, by: int) -> None:
        """To the next row with a key; where there is none, the view moves."""
        index = self.cursor + by
        while 0 <= index < len(self.rows):
            if self.rows[index].key is not None:
                self._move(index)
                return
            index += by
        self.scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """A screen further."""
        if not any(r.key is not None for r in self.rows):
            self.scroll_relative(y=by * self.size.height, animate=False)
            return
        target = (self._tops[self.cursor] if self.cursor >= 0 else 0) + by * max(1, self.size.height - 2)
        index = max(0, min(len(self.rows) - 1, bisect_right(self._tops, max(0, target)) - 1))
        self._nearest(index, by)

    def action_edge(self, by: int) -> None:
        """To the first or the last row."""
        self._nearest(0 if by < 0 else len(self.rows) - 1, -by)
        if not any(r.key is not None for r in self.rows):
            self.scroll_to(y=0 if by < 0 else self.max_scroll_y, animate=False)

    def _nearest(self, index: int, by: int) -> None:
        for step in (by, -by):
            i = index
            while 0 <= i < len(self.rows):
                if self.rows[i].key is not None:
                    self._move(i)
                    return
                i += step

    def on_click(self, event: events.Click) -> None:
        """A click puts the cursor on a row; another one there chooses it."""
        at = event.y + int(self.scroll_offset.y)
        index = bisect_right(self._tops, at) - 1
        if not (0 <= index < len(self.rows)) or at >= self._tops[index] + self.rows[index].height:
            return
        if self.rows[index].key is None:
            return
        if index == self.cursor:
            self.choose()
        else:
            self._move(index)

    def choose(self) -> None:
        """Says that the row of the cursor was chosen."""
        if self.key is not None:
            self.post_message(self.Chosen(self, self.key))

    def on_focus(self) -> None:
        """The cursor shows that the list has the keys."""
        self.refresh()

    def on_blur(self) -> None:
        """And that it has not."""
        self.refresh()
