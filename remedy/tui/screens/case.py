"""One case: who and how it stands at the head, then timeline, ladder, deadlines, steps, record and file as tabs."""

from __future__ import annotations

from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import Static, Tab, Tabs

from remedy.tui.keys import Act, bindings, without
from remedy.tui.one_case import OneCase
from remedy.tui.place import LOW
from remedy.tui.screens.case_tabs import MAKERS, Thing
from remedy.tui.searching import fits_all, searched
from remedy.tui.spans import PAINT, line, plain
from remedy.views.case_lines import header
from remedy.views.citing import rests_on
from remedy.views.i18n import N_, _
from remedy.views.text import clean

TABS = {
    "timeline": N_("Timeline"),
    "ladder": N_("Ladder"),
    "deadlines": N_("Deadlines"),
    "steps": N_("Steps"),
    "record": N_("Record"),
    "file": N_("File"),
}
"""The tabs in their order."""

HEAD, HEAD_LOW = 6, 4
"""Lines of the head of a case at most; on a low terminal."""

NEXT = Act("tab(1)", "", "right", N_("Next tab"), N_("the next tab"))
BEFORE = Act("tab(-1)", "", "left", N_("Tab before"), N_("the tab before"))
TRAVEL = (
    Act("travel(-1)", "", "alt+left,comma,б", N_("Event before"), N_("see the case as of the event before")),
    Act("travel(1)", "", "alt+right,full_stop,ю", N_("Next event"), N_("see the case as of the next event")),
)


class CaseScreen(OneCase):
    """Everything of one case."""

    HEADING = N_("Case")
    ACTS: ClassVar[tuple[Act, ...]] = (*without("mine", "case"), NEXT, BEFORE, *TRAVEL)
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "tab(1)", show=False),
        Binding("left", "tab(-1)", show=False),
        *bindings(TRAVEL),
    ]

    def __init__(self, case: str, *, tab: str = "", line: int = 0, note: str = "") -> None:
        super().__init__(case)
        self.note = note
        self.tab = tab or "timeline"
        self.wanted_line = line

    def where(self) -> tuple[str, ...]:
        """Which case."""
        return (*super().where(), self.case, self.tab)

    def again(self) -> None:
        """The same case at the same tab."""
        self.remedy.open_case(self.case, tab=self.tab)

    def above(self) -> ComposeResult:
        """The head of the case and its tabs."""
        yield Static(id="case-head", markup=False)
        tabs = Tabs(*(Tab(_(title), id=name) for name, title in TABS.items()), active=self.tab)
        tabs.can_focus = False
        yield tabs

    def fill(self) -> None:
        """The head, and the rows of the tab."""
        width = max(40, self.size.width - 3)
        head = self.query_one("#case-head", Static)
        full = self.full
        if full is None or full.file.case is None:
            head.update("" if self.remedy.shelf.hides else clean(self.case))
            self.list.empty = self.nothing_read()
            self.list.show([])
            return
        case = self.remedy.shelf.case_of_full(full.file.case)
        most = HEAD if self.size.height >= LOW else HEAD_LOW
        shown = header(case, full.shown, width, PAINT, self.remedy.lang, most)
        head.update("\n".join(plain(line(text)) for text in shown))
        words = self.typed.split()
        rows = MAKERS[self.tab](full, case, width, self.remedy.lang)
        if words:
            rows = [r for r in rows if fits_all(words, _text(r.make(width)))]
        self.list.empty = _("Nothing here yet.")
        self.list.show(rows, same=lambda a, b: isinstance(a, Thing) and isinstance(b, Thing) and a.key == b.key)
        if self.wanted_line and self.tab == "file":
            wanted, self.wanted_line = self.wanted_line, 0
            self.list.jump(lambda k: isinstance(k, Thing) and k.line >= wanted)

    def on_resize(self) -> None:
        """Wraps anew."""
        self.filled()

    # Tabs

    def on_tabs_tab_activated(self, event: Tabs.TabActivated) -> None:
        """Another tab."""
        event.stop()
        if event.tab.id and event.tab.id != self.tab:
            before = self.list.key
            self.tab = event.tab.id
            if self.note:
                self.note = ""
                self.head_up()
            self.wanted_line = before.line if isinstance(before, Thing) and self.tab == "file" else 0
            self.filled()

    def action_tab(self, by: int) -> None:
        """The tab beside."""
        names = list(TABS)
        self.query_one(Tabs).active = names[(names.index(self.tab) + by) % len(names)]

    def show_file(self, line: int, note: str) -> None:
        """The file at a line, with what is to be said of it at the top."""
        self.tab, self.wanted_line, self.note = "file", line, note
        self.query_one(Tabs).active = "file"
        self.renew()

    # What a line stands for

    def thing(self) -> Thing | None:
        """What the line stands for."""
        return self.list.key if isinstance(self.list.key, Thing) else None

    def chosen_item(self) -> tuple[str, str] | None:
        """The item of the line."""
        thing = self.thing()
        return (self.case, thing.item) if thing is not None and thing.item else None

    def chosen_case(self) -> str | None:
        """This case."""
        return self.case

    def chosen_line(self) -> int:
        """The line of the file that holds it."""
        thing = self.thing()
        return thing.line if thing is not None and thing.line else 1

    def chosen_text(self) -> str:
        """The line as text, with what it rests on."""
        row = self.list.rows[self.list.cursor] if self.list.key is not None else None
        thing, full = self.thing(), self.full
        if row is None or thing is None or full is None or full.file.case is None:
            return ""
        name = thing.item or thing.about or thing.key
        rests = rests_on(full.shown, self.remedy.shelf.case_of_full(full.file.case), name, self.remedy.lang)
        return "\n".join((" ".join(plain(x).strip() for x in row.make(100)), *rests))

    def chosen(self, key: Any) -> None:
        """A date is explained, a source opened outside, an event acted on."""
        thing = self.thing()
        if thing is None:
            return
        if thing.item:
            self.remedy.explain(self.case, thing.item)
        elif any(thing.source):
            self.remedy.acting.open_source(*thing.source)
        else:
            self.action_act()

    def _about(self, form: str) -> None:
        thing = self.thing()
        about = (thing.item or thing.about) if thing is not None else ""
        self.remedy.acting.act(self.case, about, form)

    def action_travel(self, by: int) -> None:
        """As of the event before or after the day asked about."""
        if self.full is not None:
            days = sorted({m.latest for m in self.full.answer.events if m.latest is not None and not m.derived})
            today = self.full.answer.as_of
            later = [d for d in days if d > today] if by > 0 else [d for d in reversed(days) if d < today]
            if later:
                self.remedy.travel(later[0])


def _text(lines: Any) -> str:
    return searched(" ".join(plain(x) for x in lines))
