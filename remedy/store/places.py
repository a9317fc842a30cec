"""The user's own folders on this platform, for settings, state and cache: where they are or would be, nothing made.

Each start of remedy comes by: on Linux it says what platformdirs says there without the milliseconds of its import.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "remedy"
"""The folder in each of them."""

XDG = {
    "config": ("XDG_CONFIG_HOME", ".config"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "cache": ("XDG_CACHE_HOME", ".cache"),
}
"""What names a folder on Linux, and where it is in the home folder if nothing does."""


def home() -> Path:
    """The user's home folder; the root where there is none, as for a number without a name in a container."""
    found = os.path.expanduser("~")  # noqa: PTH111 - Path raises where there is none
    return Path(found if os.path.isabs(found) else os.path.abspath(os.sep))  # noqa: PTH100, PTH117 - of this drive


def _of(kind: str) -> Path:
    if sys.platform == "linux":
        variable, below = XDG[kind]
        stated = os.environ.get(variable, "")
        return (Path(stated) if stated.strip() else home() / below) / NAME
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_path")(NAME))


def config() -> Path:
    """For what the user writes."""
    return _of("config")


def state() -> Path:
    """For what cannot be made again."""
    return _of("state")


def cache() -> Path:
    """For what can."""
    return _of("cache")
