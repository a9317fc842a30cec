"""Names hidden before a screen is shared, and shown again: for others there is a stack of screens of their own.

What was open stays behind as it was, a form with what was typed and git at work too, and comes back when names are
shown again; without a window over it, one stays where one went meanwhile. Nothing of it is ever masked in place: what
others see is made anew of what is masked in the background.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from textual.screen import ModalScreen
from textual.worker import get_current_worker

from remedy.tui.place import Place

if TYPE_CHECKING:  # the first paint needs none of it
    from textual.screen import Screen
    from textual.worker import Worker

    from remedy.tui.app import RemedyApp

SHOWN, HIDDEN = "shown", "hidden"
"""What Textual calls the stack of screens with names, and the one that others see."""


class Hiding:
    """Turns from one stack to the other."""

    def __init__(self, app: RemedyApp) -> None:
        self.app = app
        self.behind: list[Screen[Any]] = []
        """What was open when names were hidden; empty while they are shown."""
        self._is_begun = False
        """Whether Textual knows of the two stacks: of one that it is to begin with it need not, and begins faster."""

    def turn(self) -> None:
        """Hides names, or shows them again; what the lists need for it is made in the background."""
        if self.app.shelf.hides:
            self._show()
        else:
            self._hide()
        shelf = self.app.shelf
        shelf.is_turning = bool(shelf.unready())
        self.app.workers.cancel_group(self.app, "hiding")
        if shelf.is_turning:
            self.app.run_worker(self._made, thread=True, exclusive=True, group="hiding")
        self.app.renew()

    def _hide(self) -> None:
        """From this moment no screen is shown that was filled with names."""
        app = self.app
        self.behind = app.screen_stack
        app.shelf.hide(True)
        app.clear_notifications()
        if not self._is_begun:
            self._is_begun = True
            for mode in (SHOWN, HIDDEN):
                app.add_mode(mode, app.get_default_screen)
        app.screen_change_signal.subscribe(app, self._banner)
        app.switch_mode(HIDDEN)
        _open(self.behind)

    def _show(self) -> None:
        """What was open comes back; messages and dialogs of the others' screens go. Where nothing waits for an answer,
        one stays where one went meanwhile."""
        app, went = self.app, [s for s in self.app.screen_stack if isinstance(s, Place)]
        app.shelf.hide(False)
        app.clear_notifications()
        app.screen_change_signal.unsubscribe(app)
        while len(app.screen_stack) > 1:
            app.pop_screen()
        app.switch_mode(SHOWN)
        is_elsewhere = [s.where() for s in went] != [s.where() for s in self.behind if isinstance(s, Place)]
        if is_elsewhere and not any(isinstance(s, ModalScreen) for s in self.behind):
            app.go("agenda")
            _open(went)
        self.behind = []

    def _made(self) -> None:
        """Makes the lines of every file as names are shown from now on; keys are answered meanwhile."""
        from remedy.tui import reading

        worker, shelf = get_current_worker(), self.app.shelf
        for entry in shelf.unready():
            if worker.is_cancelled:
                return
            with suppress(Exception):  # where a file cannot be shown, the list says so itself
                shelf.prepare(entry)
            time.sleep(reading.PAUSE)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._turned, worker)

    def _turned(self, worker: Worker[None]) -> None:
        if not worker.is_cancelled:
            self.app.shelf.is_turning = False
            self.app.renew()

    def _banner(self, screen: Screen[Any]) -> None:
        """Over a dialog, too, it is said that names are hidden."""
        if self.app.shelf.hides and isinstance(screen, ModalScreen):
            screen.call_later(_over, screen, self.app.banner())


def _open(screens: Sequence[Screen[Any]]) -> None:
    """The same places once more, in the stack that is shown, above the agenda."""
    for screen in screens[1:]:
        if isinstance(screen, Place):
            screen.again()


def _over(screen: Screen[Any], said: str) -> None:
    from textual.widgets import Static

    if screen.is_attached and not screen.query(".over"):
        screen.mount(Static(said, classes="over", markup=False))
