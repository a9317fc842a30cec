"""How a program ended, in words, where it did not end by itself. Used by the app and by commands."""

from __future__ import annotations

import signal


def killed_by(code: int) -> str:
    """The signal that killed a program, by number and name: `9 (SIGKILL)`; empty where it ended by itself.

    `code`: as `subprocess` gives it, negative for a signal.
    """
    if code >= 0:
        return ""
    try:
        return f"{-code} ({signal.Signals(-code).name})"
    except ValueError:  # a signal of the system that Python does not name, such as a real-time one
        return str(-code)
