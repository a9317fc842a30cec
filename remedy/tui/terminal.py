"""The terminal under the app: Textual's driver, whose keyboard survives what is no text and whose end is told.

Not used where a test drives the app, nor on Windows, whose driver reads characters.
"""

from __future__ import annotations

import io
import os
import selectors
import sys
import threading
from collections.abc import Iterator
from typing import Any

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from remedy.tui.keyboard import UNREADABLE, Keyboard

PATIENCE = 0.1
"""Seconds after which Esc alone is Esc."""


LAST = 5.0
"""Seconds for an end in order where the terminal is gone."""


class Gone(Exception):
    """The terminal was closed."""


class Terminal(LinuxDriver):
    """Reads the keyboard by a `Keyboard`; paints on what is a terminal, were the errors written elsewhere."""

    def __init__(self, app: Any, **more: Any) -> None:
        super().__init__(app, **more)
        if not sys.__stderr__.isatty() and sys.__stdout__.isatty():
            self._file = io.TextIOWrapper(
                os.fdopen(sys.__stdout__.fileno(), "wb", closefd=False),
                encoding=sys.__stdout__.encoding,
                errors="backslashreplace",
            )

    def _run_input_thread(self) -> None:
        """The thread of the keyboard: whatever ends it ends the app in order, with a report and an exit code."""
        try:
            self.run_input_thread()
        except BaseException as error:
            if self.exit_event.is_set():
                return
            self._app.call_later(self._app._handle_exception, error)
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
                    self._app.call_later(self._app.unreadable)
                self.process_message(message)
        except Exception as error:
            if not self.exit_event.is_set():
                self._app.call_later(self._app.trouble, error)
