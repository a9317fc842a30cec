"""How a date came about: trace, small calendars, the law quoted, readings; and what another day would change.

What-if changes the event's day in memory only: nothing is written.
"""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Input

from remedy.case import typed as words
from remedy.case.problems import NotMade
from remedy.case.typed import Misread
from remedy.law.answer import Item
from remedy.law.calendar import WEEKENDS
from remedy.store.splice import Editor
from remedy.store.verbs import number_of
from remedy.tui.keys import Act, bindings, without
from remedy.tui.one_case import OneCase
from remedy.tui.spans import PAINT
from remedy.tui.widgets.rows import scrolled
from remedy.views.complaints import complaint, sentence
from remedy.views.edit import moves_lines
from remedy.views.explain import explain
from remedy.views.i18n import N_, _
from remedy.views.meaning import meaning
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
        self.blocked: list[str] = []
        """What waited for the answer to the question that is explained."""

    def again(self) -> None:
        """The same item, by its own id."""
        item = self.found()
        self.remedy.explain(self.case, item.id if item is not None else self.item)

    def above(self) -> ComposeResult:
        """The line for another day."""
        bar = Input(id="what-if", placeholder=_("another day of the event, such as 22.06.2020 or 2021-03"))
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
        """Opens the line for another day."""
        item = self.found()
        if self.remedy.acting.is_hiding():
            return
        if self.full is None or item is None or item.trigger is None or self._event(item) is None:
            self.notify(_("This does not run from a recorded event."))
            return
        bar = self.query_one("#what-if", Input)
        bar.display = True
        bar.focus()

    def _event(self, item: Item) -> int | None:
        case = self.full.file.case if self.full else None
        return number_of(case.events, item.trigger.event) if case is not None and item.trigger is not None else None

    def on_input_changed(self, event: Input.Changed) -> None:
        """Says what would move if the event had been on that day."""
        if event.input.id != "what-if":
            return
        event.stop()
        said, usable = meaning(event.value)
        lines = [PAINT.bold(x) for x in wrap(said, max(10, self.size.width - 3))]
        self.supposed = [PAINT.yellow(_("WHAT IF — nothing is written")), *lines] if said else []
        item = self.found()
        if usable and self.full is not None and item is not None:
            self.safely(lambda: self._suppose(item, event.value))
        self.filled()

    def _suppose(self, item: Item, text: str) -> None:
        self.supposed += self._moved(item, text)

    def _moved(self, item: Item, text: str) -> list[str]:
        number = self._event(item)
        source = self.full.file.source if self.full else None
        if self.full is None or number is None or source is None:
            return []
        width = max(10, self.size.width - 3)
        try:
            editor = Editor(source)
            editor.set_key(("event", number), "date", words.day(text))
            draft = self.remedy.desk.draft(self.full.file, editor.done())
        except (Misread, NotMade) as error:
            return [PAINT.red(x) for x in wrap(complaint(str(error)), width)]
        moved = moves_lines(draft.moved, width, PAINT, self.remedy.lang)
        wrong = [PAINT.red(x) for p in draft.added for x in wrap(sentence(p), width)]
        return [*wrong, *(moved or [_("Nothing would move.")])]

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter gives the keys back to the list."""
        event.stop()
        self.list.focus()

    def action_back(self) -> None:
        """Esc: what was supposed goes first, then the screen."""
        bar = self.query_one("#what-if", Input)
        if bar.display:
            bar.value, bar.display = "", False
            self.supposed = []
            self.fill()
            self.list.focus()
            return
        super().action_back()

    def caption(self) -> str:
        """What is explained, in words."""
        item = self.found()
        return f"{what(item, self.remedy.lang)} ({short_id(item.id)})" if item else self.item
