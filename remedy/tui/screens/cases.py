"""All cases: where each stands, its ladder in signs, the next day, the last event. Sorted by any column."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from remedy.tui.keys import LIST, Act, bindings
from remedy.tui.place import Place
from remedy.tui.searching import searched
from remedy.tui.shelf import Entry, typed
from remedy.tui.spans import PAINT, Line, line
from remedy.tui.widgets.rows import Maker, Row
from remedy.views.case_columns import COLUMNS, NEXT, CaseRow, case_line, case_row, column_at, heads, widths
from remedy.views.i18n import N_, _
from remedy.views.ladder import legend
from remedy.views.text import wrap_parts

SORT = Act("sort", "z", "f12", N_("Sort"), N_("sort by the next column"), True)


class Cases(Place):
    """One line a case."""

    ACROSS = True
    HEADING = N_("Cases")
    ACTS: ClassVar[tuple[Act, ...]] = (SORT, *LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((SORT,))]

    by = NEXT
    _rows: Sequence[tuple[Entry, CaseRow]] = ()
    room: tuple[int, ...] = ()
    """How wide the columns are."""

    def above(self) -> ComposeResult:
        """The heads of the columns."""
        yield Static(id="columns", markup=False)

    def beneath(self) -> ComposeResult:
        """What the signs of the ladder mean."""
        yield Static(id="legend", markup=False)

    def fill(self) -> None:
        """The cases that fit what was typed, in the chosen order."""
        shelf = self.remedy.shelf
        wanted = typed(self.typed, self.remedy.me, hides=shelf.hides)
        rows: list[tuple[Entry, CaseRow]] = []
        for entry in shelf.entries.values():
            answer = shelf.shown(entry)
            if answer is None or entry.case is None:
                continue
            row = case_row(shelf.case_of(entry.case), answer, self.remedy.lang)
            tags = () if shelf.hides else entry.case.tags
            people = () if shelf.hides else [p.name for p in entry.case.persons]
            if wanted.fits_case(entry.case, searched(" ".join((row.id, row.title, *row.cells, *tags, *people)))):
                rows.append((entry, row))
        rows.sort(key=lambda pair: pair[1].sort_key(self.by))
        self._rows = rows
        self._draw()

    def _draw(self) -> None:
        width = max(10, self.size.width - 3)
        self.room = widths((row for _entry, row in self._rows), width)
        self.query_one("#columns", Static).update(heads(self.room, self.by))
        marks = [f"▪ {_('confidential')}"] if any(row.secret for _entry, row in self._rows) else []
        marks += [f"! {_('errors in the file')}"] if any(row.problems for _entry, row in self._rows) else []
        told = wrap_parts([_("Ladder:"), *legend().split("  "), *marks], width, "  ")
        self.query_one("#legend", Static).update("\n".join(told))
        missing = _("Nothing fits what is typed: Esc shows all again.") if self.typed else self.remedy.nothing()
        self.list.empty = missing if self.remedy.shelf.is_complete else _("reading…")
        self.list.show([Row(entry, 1, self._maker(row)) for entry, row in self._rows], same=_same)

    def _maker(self, row: CaseRow) -> Maker:
        def make(_width: int) -> list[Line]:
            return [line(case_line(row, self.room, PAINT))]

        return make

    def on_resize(self) -> None:
        """The columns are as wide as there is room."""
        self.safely(self._draw)

    def action_sort(self) -> None:
        """The next of the columns that are shown decides the order."""
        after = [n % len(COLUMNS) for n in range(self.by + 1, self.by + 1 + len(COLUMNS))]
        self._sort(next((n for n in after if self.room[n]), self.by))

    def on_click(self, event: events.Click) -> None:
        """A click on a head sorts by its column."""
        if event.widget is not None and event.widget.id == "columns":
            found = column_at(self.room, event.x - 1)
            if found is not None:
                self._sort(found)

    def _sort(self, by: int) -> None:
        self.by = by
        self.filled()

    def chosen_case(self) -> str | None:
        """The case of the line."""
        key = self.list.key
        return key.case.id if isinstance(key, Entry) and key.case else None

    def chosen_text(self) -> str:
        """Its id and title, as they are shown."""
        answer = self.remedy.shelf.shown(self.list.key) if isinstance(self.list.key, Entry) else None
        return f"{answer.case}: {answer.case_title}" if answer is not None else ""


def _same(a: object, b: object) -> bool:
    return isinstance(a, Entry) and isinstance(b, Entry) and a.path == b.path
