"""The agenda, home of the app: what to act on across cases, in the groups and order of `remedy due`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import islice
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from remedy.law.answer import Item
from remedy.tui.keys import LIST, MOVES, Act, bindings
from remedy.tui.place import LOW, Place
from remedy.tui.shelf import ORDER, Entry, Filter, Line, typed
from remedy.tui.spans import PAINT, line
from remedy.tui.spans import Line as Pieces
from remedy.tui.widgets.nearest import Nearest
from remedy.tui.widgets.rests import Rests
from remedy.tui.widgets.rows import Maker, Row, Rows, ruled
from remedy.tui.widgets.weeks import WEEKS, Weeks
from remedy.views.agenda import GROUPS, QUIET, is_folded
from remedy.views.i18n import N_, _
from remedy.views.lines import agenda_lines, quiet_lines
from remedy.views.months import mondays
from remedy.views.nearest import nearest_of
from remedy.views.text import clean, cut
from remedy.views.words import uncovered

PARTY = frozenset({"week", "month", "later", "unclear", "hearing"})
"""The groups that the strip of weeks counts."""

AHEAD = ("week", "month", "later", "hearing")
"""The groups in which the nearest day is looked for."""

WIDE = 100
"""Columns of a terminal from which on each line has its articles beside it."""

NEAREST = Act("nearest", "n", "f12", N_("Nearest"), N_("go to the line with the nearest day to act on"))

STRIP = (
    Act("week(-1)", "", "left", N_("Week before"), N_("on the strip of weeks: to the week before")),
    Act("week(1)", "", "right", N_("Next week"), N_("on the strip of weeks: to the next week")),
)
WEEK_LINES = Act("week_lines", "", "enter", N_("Week's lines"), N_("on the strip of weeks: to the week's lines"))


class Agenda(Place):
    """Lines of all cases."""

    ACROSS = True
    HEADING = N_("Agenda")
    EMPTY = N_("Nothing to act on.")
    LOADING: ClassVar[str] = N_("reading…")
    AT_ONCE = True
    ACTS: ClassVar[tuple[Act, ...]] = (*LIST, NEAREST, *STRIP)
    PARTS: ClassVar[tuple[Act, ...]] = (WEEK_LINES, *MOVES)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((NEAREST, *STRIP))]

    def __init__(self) -> None:
        super().__init__()
        self._lines: Sequence[Line] | None = None
        self._rows: Sequence[Row] = []
        self._last: tuple[Filter, Sequence[Row]] = (Filter(), [])
        """What was asked for last, and its rows."""

    def above(self) -> ComposeResult:
        """What comes next, and the strip of weeks."""
        yield Nearest(self.remedy.lang, id="nearest")
        yield Weeks(id="weeks")

    def beneath(self) -> ComposeResult:
        """On which articles the line of the cursor rests."""
        yield Rests()

    def on_resize(self) -> None:
        """On a wide screen each line has its articles beside it, and on a low one there is no room for them."""
        super().on_resize()
        self.query_one(Rests).display = self.size.width < WIDE and self.size.height >= LOW

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """The line of the cursor is another."""
        self.query_one(Rests).show(event.key.item if isinstance(event.key, Line) else None)

    def renew(self) -> None:
        """All rows are made anew."""
        self._lines = None
        super().renew()

    def fill(self) -> None:
        """The groups with their lines, then the quiet cases."""
        shelf = self.remedy.shelf
        wanted = typed(self.typed, self.remedy.me, hides=self.remedy.shelf.hides)
        quiet = shelf.quiet() if wanted == Filter() else []
        fitting = self._fitting(wanted)
        if quiet:
            names = {answer.case for answer in map(shelf.shown, quiet) if answer}
            fitting = [r for r in fitting if not is_folded(r.key.item, names)]
        rows: list[Row] = []
        days: list[date] = []
        ahead: list[Item] = []
        missed = 0
        *_weeks, end = mondays(self.remedy.today, WEEKS + 1)
        for name, group in _grouped(fitting):
            title, note, _word = GROUPS[name]
            rows.append(ruled(_(title), _(note), str(len(group))))
            rows += group
            if name in PARTY:
                days += _days(group, end)
            if name in AHEAD:
                ahead += islice((r.key.item for r in group if r.key.item.days_left >= 0), 1)
            missed += len(group) if name == "missed" else 0
        if quiet:
            rows.append(ruled(_("QUIET"), _(QUIET), str(len(quiet))))
            rows += [Row(e, 1, self._quiet(e)) for e in quiet]
        if wanted == Filter():
            rows += self._silent()
        missing = self.remedy.nothing() or _(self.EMPTY)
        missing = (
            missing
            if wanted == Filter() or not shelf.entries
            else _("Nothing fits what is typed: Esc shows all again.")
        )
        self.list.empty = missing if shelf.is_complete else _(self.LOADING)
        self.list.show(rows, same=_same)
        self.query_one(Rests).show(self.list.key.item if isinstance(self.list.key, Line) else None)
        self.query_one("#weeks", Weeks).show(self.remedy.today, days)
        self.query_one("#nearest", Nearest).show(nearest_of(ahead), missed)

    def _fitting(self, wanted: Filter) -> Sequence[Row]:
        """The rows of the lines that fit, in their order; where one types on, those of before narrowed.

        A row lives as long as its line, so that a key makes none anew.
        """
        lines = self.remedy.shelf.lines()
        if self._lines is not lines:
            self._lines, self._rows = lines, [Row(x, 2, self._maker(x)) for x in lines]
            self._last = (Filter(), self._rows)
        before, rows = self._last
        self._last = (wanted, wanted.of(rows if wanted.narrows(before) else self._rows))
        return self._last[1]

    def _silent(self) -> list[Row]:
        """The cases of which nothing is computed: silence would read as "nothing is left"."""
        shelf, out = self.remedy.shelf, []
        for entry in shelf.entries.values():
            answer = shelf.shown(entry)
            if answer is not None and answer.uncovered:
                out.append(Row(entry, 1, partial(_one_line, f"  {clean(answer.case)}: {uncovered(answer)}")))
        return [ruled(_("NOT COMPUTED"), "", str(len(out))), *out] if out else []

    def _maker(self, x: Line) -> Maker:
        def make(width: int) -> list[Pieces]:
            return [line(t) for t in agenda_lines(x.item, x.answer, width, PAINT, self.remedy.lang, case=True)]

        return make

    def _quiet(self, entry: Entry) -> Maker:
        def make(width: int) -> list[Pieces]:
            answer = self.remedy.shelf.shown(entry)
            return [line(t) for t in quiet_lines(answer, width, PAINT)] if answer is not None else []

        return make

    def on_weeks_chosen(self, event: Weeks.Chosen) -> None:
        """Jumps to the first line of that week, or after it."""
        found = self.list.jump(
            lambda k: isinstance(k, Line) and k.item.date is not None and k.item.date >= event.monday
        )
        if found:
            self.list.focus()
        else:
            self.notify(_("Nothing lies in that week or after it."))

    def action_week(self, by: int) -> None:
        """To the strip of weeks, and there to the week before or after."""
        strip = self.query_one("#weeks", Weeks)
        if strip.has_focus:
            strip.action_step(by)
        strip.focus()

    def action_week_lines(self) -> None:
        """To the lines of the week that is chosen on the strip."""
        self.query_one("#weeks", Weeks).action_choose()

    def action_nearest(self) -> None:
        """Goes to the line that is named above the list, else to the first that was missed."""
        item = self.query_one("#nearest", Nearest).item
        if self.list.jump(partial(_is_item, item.id) if item is not None else _is_missed):
            self.list.focus()
        else:
            self.notify(_("No day lies ahead."))

    def on_nearest_chosen(self, event: Nearest.Chosen) -> None:
        """Enter or a click on it."""
        event.stop()
        self.action_nearest()

    def chosen_item(self) -> tuple[str, str] | None:
        """The item of the line."""
        key = self.list.key
        return (key.entry.case.id, key.item.id) if isinstance(key, Line) and key.entry.case else None

    def chosen_line(self) -> int:
        """The line of the file that the item hangs on."""
        from remedy.tui.fetching import full_of
        from remedy.tui.screens.case_tabs import thing_of

        key = self.list.key
        full = full_of(self.remedy, key.entry) if isinstance(key, Line) else None
        return (thing_of(full, key.item.id).line or 1) if full is not None else 1

    def chosen_case(self) -> str | None:
        """The case of the line, a quiet one too."""
        key = self.list.key
        entry = key.entry if isinstance(key, Line) else key
        return entry.case.id if isinstance(entry, Entry) and entry.case else None


def _grouped(rows: Sequence[Row]) -> Iterator[tuple[str, Sequence[Row]]]:
    """Rows in the order of the agenda by group; only as many are looked at as it takes to find where each ends."""
    start = 0
    for number, name in enumerate(GROUPS):
        end = bisect_left(rows, number + 1, lo=start, key=lambda r: r.key.place[0])
        if end > start:
            yield name, rows[start:end]
        start = end


def _days(group: Sequence[Row], end: date) -> list[date]:
    """The days of a group's lines, which stand in their order, before one day."""
    return [r.key.place[3] for r in group[: bisect_left(group, end, key=lambda r: r.key.place[3])]]


def _is_item(id: str, key: object) -> bool:
    return isinstance(key, Line) and key.item.id == id


def _is_missed(key: object) -> bool:
    return isinstance(key, Line) and key.place[0] == ORDER["missed"]


def _one_line(text: str, width: int) -> list[Pieces]:
    return [line(PAINT.dim(cut(text, width)))]


def _same(a: object, b: object) -> bool:
    """Whether two keys are one line before and after the file was read anew."""
    if isinstance(a, Line) and isinstance(b, Line):
        return a.item.id == b.item.id
    return isinstance(a, Entry) and isinstance(b, Entry) and a.path == b.path
