"""The app itself: which screen is shown, and whom to tell that something changed. Everything else has its module.

Made by `start.make_app` from a desk, a day and a language, in the same way by the command and by tests.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import PurePath
from typing import Any, ClassVar

from textual.app import SystemCommand
from textual.binding import Binding, BindingType
from textual.screen import Screen

from remedy.store.desk import Desk
from remedy.tui import offers
from remedy.tui.acting import Acting
from remedy.tui.hiding import SHOWN, Hiding
from remedy.tui.place import Place
from remedy.tui.reading_app import ReadingApp


class RemedyApp(ReadingApp):
    """Routes between the screens."""

    TITLE = "remedy"
    CSS_PATH: ClassVar[list[str | PurePath]] = ["styles/app.tcss", "styles/dialogs.tcss"]
    DEFAULT_MODE = SHOWN
    BINDINGS: ClassVar[list[BindingType]] = [Binding("f9", "hide", show=False, priority=True)]

    def __init__(self, desk: Desk, *, lang: str = "en", me: str = "", watches: bool = True) -> None:
        super().__init__(desk, lang=lang, watches=watches)
        self.me = me
        self.acting = Acting(self)
        self.hiding = Hiding(self)
        self._places: dict[str, Place] = {}

    def on_mount(self) -> None:
        """The first screen is painted; then reading begins."""
        self.begin()

    def get_default_screen(self) -> Screen[Any]:
        """The agenda, always the lowest screen: nothing is painted before it."""
        return self.place("agenda")

    def get_system_commands(self, screen: Screen[Any]) -> Iterable[SystemCommand]:
        """Every action of the place, for the palette."""
        return offers.commands(screen)

    def action_command_palette(self) -> None:
        """Every action, searchable."""
        offers.palette(self)

    def action_keys(self) -> None:
        """The keys of the place."""
        offers.keys(self)

    def mark(self) -> str:
        """How much is not committed."""
        return self.acting.committing.mark()

    # Where one is

    def place(self, name: str) -> Place:
        """A screen that is kept while others are shown; while names are hidden it is another than before."""
        from remedy.tui.screens import load

        called = f"{name}, names hidden" if self.shelf.hides else name
        if called not in self._places:
            self._places[called] = load(name)()
            self.install_screen(self._places[called], called)
        return self._places[called]

    def go(self, name: str) -> None:
        """Shows one of the places over the agenda; what was opened on the one before is closed."""
        place = self.place(name)
        place.come()
        while len(self.screen_stack) > 2:
            self.pop_screen()
        if self.screen is place:
            return
        if place is self.screen_stack[0]:
            self.pop_screen()
        elif len(self.screen_stack) == 2:
            self.switch_screen(place)
        else:
            self.push_screen(place)

    def action_go(self, name: str) -> None:
        """The keys h, s, m, l, p, and the palette, from a form too."""
        self.acting.unless_typed(partial(self.go, name))

    def back(self) -> None:
        """Esc: what was opened last is closed; from a place, home."""
        if len(self.screen_stack) > 1:
            self.pop_screen()

    def open_case(self, case: str, tab: str = "", line: int = 0) -> None:
        """One case in full."""
        from remedy.tui.screens.case import CaseScreen

        self.push_screen(CaseScreen(case, tab=tab, line=line))

    def explain(self, case: str, item: str) -> None:
        """How a date came about."""
        from remedy.tui.screens.explain import Explain

        self.push_screen(Explain(case, item))

    # Acts

    def action_undo(self) -> None:
        """The last edit is taken back, after a Yes."""
        self.acting.undo()

    def action_commit(self) -> None:
        """What changed goes into git."""
        self.acting.commit()

    def action_leave(self) -> None:
        """Quits."""
        self.acting.leave()

    async def action_quit(self) -> None:
        """Ctrl+Q, wherever one is, as q does; a field takes first what was typed just before."""
        (self.focused or self).call_later(self.acting.leave)

    def action_hide(self) -> None:
        """Names are masked, or shown again, whatever is open."""
        self.hiding.turn()

    def action_choose_theme(self) -> None:
        """Other colours, by their names in the language of the interface."""
        from remedy.tui import themes

        themes.choose(self)

    def action_as_of(self) -> None:
        """Another day, or today again."""
        self.acting.ask_day()

    def travel(self, day: date | None) -> None:
        """Shows everything as of a day; None: today."""
        self.desk.stated = day
        self.read_all()
        self.renew()
