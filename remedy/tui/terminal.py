"""The terminal under the app: Textual's driver, whose keyboard survives what is no text and whose end is told.

Not used where a test drives the app, nor on Windows, whose driver reads characters.
"""

from __future__ import annotations

import asyncio
import selectors
import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from remedy.store import terminal
from remedy.tui.keyboard import ASKED, UNREADABLE, Keyboard

if TYPE_CHECKING:
    from remedy.tui.reading_app import ReadingApp

PATIENCE = 0.1
"""Seconds after which Esc alone is Esc."""

ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
"""Signals on which the app ends in order. In the terminal itself Ctrl+C is a key and sends none; one that is closed
sends the last."""

CODE = 70
"""The exit code where an error ends the app."""


class Gone(Exception):
    """The terminal was closed."""


class Terminal(LinuxDriver):
    """Reads the keyboard by a `Keyboard`; paints on what is a terminal, were the errors written elsewhere."""

    def __init__(self, app: Any, **more: Any) -> None:
        super().__init__(app, **more)
        self._file = terminal.painted() or self._file
        self._before: dict[signal.Signals, Any] = {}
        """What each of the signals meant before the app began."""

    @property
    def remedy(self) -> ReadingApp:
        """The app."""
        return self._app  # type: ignore[return-value]  # no other app has this driver

    def start_application_mode(self) -> None:
        """Takes the terminal; who ends the process by a signal gets the terminal back as it was."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's own
        loop = asyncio.get_running_loop()
        for number in ENDS:
            was = signal.signal(number, lambda got, _frame: loop.call_soon_threadsafe(self._ends, got))
            self._before.setdefault(number, was)

    def _enable_bracketed_paste(self) -> None:
        """Switches the marks of pastes on, and asks whether there are any."""
        super()._enable_bracketed_paste()
        if self.input_tty and not terminal.is_apple():
            self.write(ASKED)

    def _ends(self, number: int) -> None:
        if number == signal.SIGHUP:
            terminal.end_at_last(128 + number)
        self.remedy.exit(return_code=128 + number)

    def close(self) -> None:
        """The last of the app: signals mean again what they meant before it."""
        super().close()
        for number, was in self._before.items():
            signal.signal(number, signal.SIG_DFL if was is None else was)
        self._before.clear()

    def _run_input_thread(self) -> None:
        """The thread of the keyboard: whatever ends it ends the app in order, with a report and an exit code."""
        try:
            self.run_input_thread()
        except BaseException as error:
            if self.exit_event.is_set():
                return
            self.remedy.call_later(self.remedy._handle_exception, error)
            if isinstance(error, (Gone, OSError)):
                terminal.end_at_last(CODE)

    def run_input_thread(self) -> None:
        """Waits for bytes and passes on what they mean, until the app leaves the terminal."""
        keyboard = Keyboard(debug=self._debug, marks=terminal.is_apple())
        with selectors.SelectSelector() as waits:
            waits.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not waits.select(PATIENCE):
                    self._pass_on(keyboard.rest())
                    continue
                data = terminal.pressed(self.fileno)
                if not data:
                    raise Gone
                self._pass_on(keyboard.events(data))

    def _pass_on(self, found: Iterator[Message]) -> None:
        """Passes events on; a sequence that cannot be understood is reported once, and the next key works."""
        try:
            for message in found:
                if UNREADABLE in (getattr(message, "text", None) or getattr(message, "character", None) or ""):
                    self.remedy.call_later(self.remedy.unreadable)
                self.process_message(message)
        except Exception as error:
            if not self.exit_event.is_set():
                self.remedy.call_later(self.remedy.trouble, error, is_told_once=True)
