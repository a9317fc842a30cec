"""Time zones by name, from the data that is installed with remedy; the machine's own may be older.

Almaty moved on 1 March 2024: a machine that does not know it would draw a hearing an hour off.
"""

from __future__ import annotations

import re
from datetime import tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*", re.ASCII)


@lru_cache(maxsize=64)
def zone_named(name: str) -> tzinfo | None:
    """The zone of a name such as `Asia/Almaty`; None where nobody knows it."""
    if not _NAME.fullmatch(name):
        return None
    from importlib.resources import files

    try:
        with files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
            return ZoneInfo.from_file(file, key=name)
    except (OSError, ValueError, ImportError):
        pass
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None
