"""The terminal under the app: Textual's driver, whose keyboard survives what is no text and whose end is told.

Not used where a test drives the app, nor on Windows, whose driver reads characters.
"""

from __future__ import annotations

import asyncio
import io
import os
import selectors
import signal
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from remedy.tui.keyboard import UNREADABLE, Keyboard

if TYPE_CHECKING:
    from remedy.tui.reading_app import ReadingApp

PATIENCE = 0.1
"""Seconds after which Esc alone is Esc."""


ENDS = (signal.SIGTERM, signal.SIGINT)
"""Signals on which the app ends in order. In the terminal itself Ctrl+C is a key and sends none."""

LAST = 5.0
"""Seconds for an end in order where the terminal is gone."""


class Gone(Exception):
    """The terminal was closed."""


class Terminal(LinuxDriver):
    """Reads the keyboard by a `Keyboard`; paints on what is a terminal, were the errors written elsewhere."""

    def __init__(self, app: Any, **more: Any) -> None:
        super().__init__(app, **more)
        errors, out = sys.__stderr__, sys.__stdout__
        if out is not None and out.isatty() and (errors is None or not errors.isatty()):
            raw = os.fdopen(out.fileno(), "wb", closefd=False)
            self._file = io.TextIOWrapper(raw, encoding=out.encoding, errors="backslashreplace")

    @property
    def remedy(self) -> ReadingApp:
        """The app."""
        return self._app  # type: ignore[return-value]  # no other app has this driver

    def start_application_mode(self) -> None:
        """Takes the terminal; who ends the process by a signal gets the terminal back as it was."""
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual's own
        loop = asyncio.get_running_loop()
        for number in ENDS:
            signal.signal(number, lambda got, _frame: loop.call_soon_threadsafe(self._ends, got))

    def _ends(self, number: int) -> None:
        self.remedy.exit(return_code=128 + number)

    def close(self) -> None:
        """The last of the app: signals mean again what they mean to every program."""
        super().close()
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def _run_input_thread(self) -> None:
        """The thread of the keyboard: whatever ends it ends the app in order, with a report and an exit code."""
        try:
            self.run_input_thread()
        except BaseException as error:
            if self.exit_event.is_set():
                return
            self.remedy.call_later(self.remedy._handle_exception, error)
            if isinstance(error, (Gone, OSError)):  # what cannot be read can often not be painted on either
                last = threading.Timer(LAST, os._exit, (70,))
                last.daemon = True
                last.start()

    def run_input_thread(self) -> None:
        """Waits for bytes and passes on what they mean, until the app leaves the terminal."""
        keyboard = Keyboard(debug=self._debug)
        with selectors.SelectSelector() as waits:
            waits.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if not waits.select(PATIENCE):
                    self._pass_on(keyboard.rest())
                    continue
                data = os.read(self.fileno, 4096)
                if not data:
                    raise Gone
                self._pass_on(keyboard.events(data))

    def _pass_on(self, found: Iterator[Message]) -> None:
        """Passes events on; a sequence that cannot be understood is reported, and the next key works."""
        try:
            for message in found:
                if UNREADABLE in (getattr(message, "text", None) or getattr(message, "character", None) or ""):
                    self.remedy.call_later(self.remedy.unreadable)
                self.process_message(message)
        except Exception as error:
            if not self.exit_event.is_set():
                self.remedy.call_later(self.remedy.trouble, error)
