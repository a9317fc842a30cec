"""All cases: where each stands, its ladder in signs, the next day. Sorted by the column that one chooses."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from remedy.tui.keys import LIST, Act, bindings
from remedy.tui.place import Place
from remedy.tui.shelf import Entry
from remedy.tui.spans import PAINT, Line, line
from remedy.tui.widgets.rows import Maker, Row, scrolled
from remedy.views.case_lines import COLUMNS, case_line, case_row, heads
from remedy.views.i18n import N_, _
from remedy.views.ladder import legend
from remedy.views.text import wrap

SORT = Act("sort", "z", "f12", N_("Sort"), N_("sort by the next column"), True)


class Cases(Place):
    """One line a case."""

    HEADING = N_("Cases")
    EMPTY = N_("No case here: remedy new makes one.")
    ACTS: ClassVar[tuple[Act, ...]] = (SORT, *LIST)
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((SORT,))]

    by = 0

    def above(self) -> ComposeResult:
        """The heads of the columns."""
        yield Static(id="columns", markup=False)

    def fill(self) -> None:
        """The cases that fit what was typed, in the chosen order."""
        shelf = self.remedy.shelf
        words = self.typed.lower().split()
        rows = []
        for entry in shelf.entries.values():
            answer = shelf.shown(entry)
            if answer is None or entry.case is None:
                continue
            row = case_row(shelf.case_of(entry, entry.case), answer, self.remedy.lang)
            text = " ".join((row.id, row.title, row.country, row.stage, row.next, " ".join(entry.case.tags))).lower()
            if all(w in text for w in words):
                rows.append((entry, row))
        rows.sort(key=lambda pair: (pair[1].sort_key(self.by), pair[1].id))
        width = max(10, self.size.width - 3)
        self.query_one("#columns", Static).update(heads(width, self.by))
        shown = [Row(entry, 1, self._maker(row)) for entry, row in rows]
        told = [PAINT.dim(x) for x in wrap(_("Ladder: {signs}").format(signs=legend()), width)]
        self.list.show([*shown, *scrolled(["", *told])] if shown else [], same=_same)

    def _maker(self, row: object) -> Maker:
        def make(width: int) -> list[Line]:
            return [line(case_line(row, width, PAINT))]  # type: ignore[arg-type]  # a CaseRow

        return make

    def on_resize(self) -> None:
        """The heads stand over their columns."""
        self.filled()

    def action_sort(self) -> None:
        """The next column decides the order."""
        self.by = (self.by + 1) % len(COLUMNS)
        self.fill()

    def chosen_case(self) -> str | None:
        """The case of the line."""
        key = self.list.key
        return key.case.id if isinstance(key, Entry) and key.case else None

    def chosen_text(self) -> str:
        """Its id and title."""
        key = self.list.key
        return f"{key.case.id}: {key.case.title}" if isinstance(key, Entry) and key.case else ""


def _same(a: object, b: object) -> bool:
    return isinstance(a, Entry) and isinstance(b, Entry) and a.path == b.path
