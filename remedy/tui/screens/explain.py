"""How a date came about: trace, small calendars, the law quoted, readings; and what another day would change.

What-if changes the event's day in memory only: nothing is written.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input, Static

from remedy.case.problems import NotMade
from remedy.case.typed import Misread
from remedy.law.answer import Item
from remedy.law.calendar import WEEKENDS
from remedy.law.supposing import Anchor, anchors
from remedy.store.supposing import suppose
from remedy.tui.fetching import Fetched
from remedy.tui.keys import Act, bindings, without
from remedy.tui.one_case import OneCase
from remedy.tui.spans import PAINT
from remedy.tui.widgets.line import Line
from remedy.tui.widgets.rows import scrolled
from remedy.views.complaints import complaint
from remedy.views.explain import explain
from remedy.views.i18n import N_, _
from remedy.views.meaning import meaning
from remedy.views.supposing import choice, nothing_typed, question, supposed
from remedy.views.text import wrap
from remedy.views.words import short_id, what

WHAT_IF = Act("what_if", "t", "f12", N_("What if"), N_("another day of the event: what would move?"), True)


class Explain(OneCase):
    """One item in full."""

    HEADING = N_("Explain")
    ACTS: ClassVar[tuple[Act, ...]] = (WHAT_IF, *without("filter", "mine"))
    BINDINGS: ClassVar[list[BindingType]] = [*bindings((WHAT_IF,))]

    def __init__(self, case: str, item: str) -> None:
        super().__init__(case)
        self.item = item
        self.supposed: list[str] = []
        self.moving: Anchor | None = None
        """The event of which another day is supposed."""
        self.blocked: list[str] = []
        """What waited for the answer to the question that is explained."""

    def where(self) -> tuple[str, ...]:
        """Which item of which case."""
        return (*super().where(), self.case, self.item)

    def again(self) -> None:
        """The same item, by its own id."""
        item = self.found()
        self.remedy.explain(self.case, item.id if item is not None else self.item)

    def above(self) -> ComposeResult:
        """Which event, and the line for another day of it."""
        asked = Static(id="what-if-event", markup=False)
        asked.display = False
        yield asked
        bar = Line(id="what-if", placeholder=_("another day of the event, such as 22.06.2020 or 2021-03"))
        bar.display = False
        yield bar

    def found(self) -> Item | None:
        """The item as it stands now."""
        found = self.full.pair(self.item) if self.full is not None else None
        return found[0] if found is not None else None

    def _follow(self) -> bool:
        """Goes from a question that was answered to the first date that waited for it; whether there is one."""
        known = {i.id for i in self.full.answer.items} if self.full is not None else set()
        found = next((b for b in self.blocked if b in known), None)
        if found is None:
            return False
        self.item, self.blocked = found, []
        self.notify(_("Answered: this is what waited for it."))
        return True

    def fill(self) -> None:
        """The lines of the explanation; nothing in it is chosen, it scrolls."""
        item, width = self.found(), max(10, self.size.width - 3)
        if self.full is not None and item is None and self._follow():
            item = self.found()
        if self.full is None or item is None:
            gone = _("This was answered, or the file was changed: it is not asked any more. Esc goes back.")
            self.list.empty = gone if self.full else self.nothing_read()
            self.list.show([])
            return
        self.blocked = list(item.blocks)
        pair = self.full.pair(item.id)
        shown = pair[1] if pair is not None else item
        case = self.full.file.case
        calendar = (self.remedy.desk.law.calendar_of(case, item.rule) if case is not None else None) or WEEKENDS
        lines = explain(shown, self.full.shown, calendar.mark, width, PAINT, self.remedy.lang)
        head = [*self.supposed, ""] if self.supposed else []
        if item.type == "gap":
            said = _("i (or ш, Space) answers this here, in a form. What follows is for doing it by hand.")
            head += [*(PAINT.bold(x) for x in wrap(said, width)), ""]
        self.list.show(scrolled([*head, *lines]))

    def on_resize(self) -> None:
        """Wraps anew."""
        self._again()

    def on_fetched(self, event: Fetched) -> None:
        """The file was changed, or another day is asked about: what is supposed is counted anew, once it is there."""
        self.call_later(self._again)

    def _again(self) -> None:
        if self.moving is not None:
            self._told(self.query_one("#what-if", Input).value)
        else:
            self.filled()

    def chosen_item(self) -> tuple[str, str] | None:
        """The item of the screen."""
        return self.case, self.item

    def chosen_text(self) -> str:
        """The whole explanation as text."""
        pair = self.full.pair(self.item) if self.full is not None else None
        if self.full is None or pair is None:
            return ""
        from remedy.views.text import PLAIN

        return "\n".join(explain(pair[1], self.full.shown, WEEKENDS.mark, 100, PLAIN, self.remedy.lang))

    def action_open(self) -> None:
        """Enter opens the case."""
        self.remedy.open_case(self.case)

    # What if

    def action_what_if(self) -> None:
        """Opens the line for another day; where the day hangs on several events, asks which of them is meant."""
        item, full = self.found(), self.full
        if self.remedy.acting.is_hiding():
            return
        case = full.file.case if full is not None else None
        if full is None or item is None or case is None:
            return
        known = anchors(item, case, full.answer, self.remedy.desk.law)
        if not known:
            self.notify(_("This hangs on no event: no other day can be supposed."))
        elif len(known) == 1:
            self._ask(known[0])
        else:
            self._choose(known)

    def _choose(self, known: Sequence[Anchor]) -> None:
        from remedy.tui.dialogs.menu import Menu

        by_id = {a.id: a for a in known}
        choices = [(a.id, choice(a, self.remedy.lang)) for a in known]

        def chosen(id: str | None) -> None:
            if id is not None:
                self._ask(by_id[id])

        self.remedy.push_screen(Menu(_("Another day of which event?"), choices), chosen)

    def _ask(self, anchor: Anchor) -> None:
        self.moving = anchor
        asked = self.query_one("#what-if-event", Static)
        asked.update(question(anchor, self.remedy.lang))
        bar = self.query_one("#what-if", Input)
        asked.display = bar.display = True
        bar.focus()
        self._told(bar.value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what would move if the event had been on that day."""
        if event.input.id == "what-if":
            event.stop()
            self._told(event.value)

    def _told(self, text: str) -> None:
        """What is said of a typed day: what it would move, or why it is none."""
        if self.moving is not None and self.query_one("#what-if", Input).display:
            self.supposed = [PAINT.yellow(_("WHAT IF — nothing is written"))]
            self.safely(lambda: self._suppose(text))
            self.filled()

    def _suppose(self, text: str) -> None:
        width, anchor, full = max(10, self.size.width - 3), self.moving, self.full
        said, usable = meaning(text)
        if full is None or anchor is None or not usable:
            words = said or (nothing_typed(anchor, self.remedy.lang) if anchor is not None else "")
            paint = PAINT.red if said else PAINT.bold
            self.supposed += [paint(x) for x in wrap(words, width)]
            return
        try:
            draft = suppose(self.remedy.desk, full.file, anchor, text)
        except (Misread, NotMade) as error:
            self.supposed += [PAINT.red(x) for x in wrap(complaint(str(error)), width)]
            return
        days = (full.answer.as_of, draft.now.as_of)
        self.supposed += supposed(anchor, said, draft.moved, draft.added, days, width, PAINT, self.remedy.lang)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the keys back to the list."""
        event.stop()
        self.list.focus()

    def _close(self) -> None:
        bar = self.query_one("#what-if", Input)
        bar.value, bar.display = "", False
        self.query_one("#what-if-event", Static).display = False
        self.supposed, self.moving = [], None

    def action_back(self) -> None:
        """Esc: what was supposed goes first, then the screen."""
        bar = self.query_one("#what-if", Input)
        if bar.display:
            self._close()
            self.fill()
            self.list.focus()
            return
        super().action_back()

    def caption(self) -> str:
        """What is explained, in words."""
        item = self.found()
        return f"{what(item, self.remedy.lang)} ({short_id(item.id)})" if item else self.item
