"""The agenda, home of the app: what to act on across cases, in the groups and order of `remedy due`."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult

from remedy.tui.place import Place
from remedy.tui.shelf import Entry, Filter, Line, typed
from remedy.tui.spans import PAINT, line
from remedy.tui.spans import Line as Pieces
from remedy.tui.widgets.rows import Maker, Row, ruled
from remedy.tui.widgets.weeks import Weeks
from remedy.views.agenda import GROUPS, group_of
from remedy.views.i18n import N_, _
from remedy.views.lines import agenda_lines, quiet_lines
from remedy.views.text import clean, cut, day_said
from remedy.views.words import short_id, uncovered, what

PARTY = frozenset({"week", "month", "later", "unclear", "hearing"})
"""The groups that the strip of weeks counts."""


class Agenda(Place):
    """Lines of all cases."""

    HEADING = N_("Agenda")
    EMPTY = N_("Nothing to act on.")
    LOADING: ClassVar[str] = N_("reading…")

    def above(self) -> ComposeResult:
        """The strip of weeks."""
        yield Weeks(id="weeks")

    def fill(self) -> None:
        """The groups with their lines, then the quiet cases."""
        shelf = self.remedy.shelf
        wanted = typed(self.typed, self.remedy.me)
        quiet = shelf.quiet() if wanted == Filter() else []
        paths = {e.path for e in quiet}
        lines = [x for x in shelf.lines() if x.entry.path not in paths and wanted.fits(x)]
        rows: list[Row] = []
        for name, found in groupby(lines, key=lambda x: group_of(x.item)):
            group = list(found)
            title, note, _word = GROUPS[name]
            rows.append(ruled(_(title), _(note), str(len(group))))
            rows += [Row(x, 2, self._maker(x)) for x in group]
        if quiet:
            rows.append(ruled(_("QUIET"), _("nothing recorded for a year, nothing due"), str(len(quiet))))
            rows += [Row(e, 1, self._quiet(e)) for e in quiet]
        if wanted == Filter():
            rows += self._silent()
        missing = _(self.EMPTY) if wanted == Filter() else _("Nothing fits what is typed: Esc shows all again.")
        self.list.empty = missing if shelf.is_complete else _(self.LOADING)
        self.list.show(rows, same=_same)
        days = [x.item.date for x in lines if x.item.date is not None and group_of(x.item) in PARTY]
        self.query_one("#weeks", Weeks).show(self.remedy.today, days)

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

    def chosen_item(self) -> tuple[str, str] | None:
        """The item of the line."""
        key = self.list.key
        return (key.entry.case.id, key.item.id) if isinstance(key, Line) and key.entry.case else None

    def chosen_case(self) -> str | None:
        """The case of the line, a quiet one too."""
        key = self.list.key
        entry = key.entry if isinstance(key, Line) else key
        return entry.case.id if isinstance(entry, Entry) and entry.case else None

    def chosen_text(self) -> str:
        """Case, what, by when, and its id."""
        key = self.list.key
        if not isinstance(key, Line):
            return ""
        day = day_said(key.item.date) if key.item.date else _("no date")
        return f"{key.item.case}: {what(key.item, self.remedy.lang)}, {day} ({short_id(key.item.id)})"


def _one_line(text: str, width: int) -> list[Pieces]:
    return [line(PAINT.dim(cut(text, width)))]


def _same(a: object, b: object) -> bool:
    """Whether two keys are one line before and after the file was read anew."""
    if isinstance(a, Line) and isinstance(b, Line):
        return a.item.id == b.item.id
    return isinstance(a, Entry) and isinstance(b, Entry) and a.path == b.path
