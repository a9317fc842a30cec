"""The streams of the terminal, for the driver of the app: bytes of the keyboard, where to paint, an end without it."""

from __future__ import annotations

import io
import os
import sys
import threading

LAST = 5.0
"""Seconds for an end in order where the terminal is gone."""


APPLE = "Apple_Terminal"
"""The one terminal, by its `TERM_PROGRAM`, that marks what is pasted and prints what it is asked."""


def is_apple() -> bool:
    """Whether it is that one; over ssh nobody knows."""
    return os.environ.get("TERM_PROGRAM") == APPLE


def pressed(number: int) -> bytes:
    """What the keyboard sent, as it came; empty where the terminal was closed."""
    return os.read(number, 4096)


def painted() -> io.TextIOWrapper | None:
    """Standard output to paint on where errors are written elsewhere; None where the terminal has both, or none."""
    errors, out = sys.__stderr__, sys.__stdout__
    if out is None or not out.isatty() or (errors is not None and errors.isatty()):
        return None
    raw = os.fdopen(out.fileno(), "wb", closefd=False)
    return io.TextIOWrapper(raw, encoding=out.encoding, errors="backslashreplace")


def end_at_last(code: int) -> None:
    """Ends the process soon, should it not end in order: who cannot be read can often not be painted on either."""
    last = threading.Timer(LAST, os._exit, (code,))
    last.daemon = True
    last.start()
