"""The law at hand: every pack's rules, each with its versions along a line of time, quotations, standing, sources."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult

from remedy.case.languages import in_language
from remedy.law.pack import Rule
from remedy.tui.keys import Act, without
from remedy.tui.place import Place
from remedy.tui.searching import fits_all, searched
from remedy.tui.spans import PAINT, line
from remedy.tui.widgets.rows import Maker, Row, Rows, ruled, scrolled
from remedy.views.i18n import N_, _
from remedy.views.rule_view import row_of, view_of
from remedy.views.rules import rule_text, time_line
from remedy.views.text import PLAIN, clean, cut, day_said, pad

WIDE = 56
"""From so many columns on, a rule's name stands before its title."""


class LawScreen(Place):
    """The rules at the left, the rule of the cursor at the right."""

    HEADING = N_("Law")
    EMPTY = N_("No rule fits.")
    ACTS: ClassVar[tuple[Act, ...]] = without("mine", "case", "act", "record", "editor")

    def beside(self) -> ComposeResult:
        """The rule in full stands beside the list."""
        yield Rows(id="rule")

    def on_mount(self) -> None:
        """The rule in full is scrolled, never chosen."""
        super().on_mount()
        self.query_one("#rule", Rows).can_focus = True

    def fill(self) -> None:
        """The rules that fit what was typed, by pack."""
        words = self.typed.split()
        rows: list[Row] = []
        for pack in self.remedy.desk.law.packs.values():
            found = [r for r in pack.rules if fits_all(words, searched(_text(r)))]
            if found:
                title = clean(in_language(pack.title, self.remedy.lang) or pack.title["en"])
                note = _("read {day}").format(day=day_said(pack.verified)) if pack.verified else ""
                rows.append(ruled(title, note))
            rows += [Row(r.full, 1, _maker(r, row_of(r, pack).status, self.remedy.lang)) for r in found]
        self.list.show(rows)
        self._detail()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """The rule of the cursor."""
        if event.rows.id == "list":
            event.stop()
            self.safely(self._detail)

    def _detail(self) -> None:
        panel = self.query_one("#rule", Rows)
        law, found = self.remedy.desk.law, self._found()
        if found is None:
            panel.show([])
            return
        width = max(10, panel.size.width - 2)
        view = view_of(found, law.packs[found.pack])
        lines = rule_text(view, width, PAINT, self.remedy.lang)
        shown = [*lines[:2], *time_line(view, width, PAINT), *lines[2:]]
        panel.show(scrolled(shown))
        panel.scroll_to(y=0, animate=False)

    def on_resize(self) -> None:
        """Wraps anew."""
        self.safely(self._detail)

    def chosen(self, key: Any) -> None:
        """Enter: the rule has the keys, to be scrolled."""
        self.query_one("#rule", Rows).focus()

    def chosen_text(self) -> str:
        """The rule with its versions and their sources."""
        found = self._found()
        if found is None:
            return ""
        view = view_of(found, self.remedy.desk.law.packs[found.pack])
        return "\n".join(rule_text(view, 100, PLAIN, self.remedy.lang))

    def _found(self) -> Rule | None:
        packs = self.remedy.desk.law.packs.values()
        return next((r for p in packs for r in p.rules if r.full == self.list.key), None)

    def action_back(self) -> None:
        """From the rule to the list, then home."""
        if self.query_one("#rule", Rows).has_focus:
            self.list.focus()
        else:
            super().action_back()


def _text(found: Rule) -> str:
    cited = (c.get(k, "") for v in found.versions for c in v.cite for k in ("source", "article", "quote"))
    return " ".join((found.full, *found.title.values(), found.duty, *cited)).lower()


def _maker(found: Rule, status: str, lang: str) -> Maker:
    title = clean(in_language(found.title, lang) or found.title["en"])

    def make(width: int) -> list[Any]:
        mark = {"verified": PAINT.green("✓"), "reported": PAINT.yellow("~")}.get(status, PAINT.red("?"))
        if width < WIDE:
            return [line(f"{mark} {cut(title, width - 2)}")]
        return [line(f"{mark} {PAINT.bold(pad(found.id, 24))} {cut(title, max(0, width - 28))}")]

    return make
