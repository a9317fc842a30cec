"""What remedy finds around it on this machine: optional parts, zone data, programs, variables. Reads only."""

from __future__ import annotations

import os
import shutil
import stat
from datetime import datetime, timedelta
from pathlib import Path

EXTRAS = {"openpyxl": "remedy[xlsx]", "apprise": "remedy[notify]", "keyring": "keyring"}
"""Optional parts, and what pip is asked for to have each."""


def version_of(part: str) -> str | None:
    """The version of an installed part; None where it is not there."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(part)
    except PackageNotFoundError:
        return None


def zone_data() -> tuple[str, bool]:
    """Where the zones come from, and whether they know that Almaty moved on 1 March 2024."""
    import zoneinfo

    found = next((p for p in zoneinfo.TZPATH if (Path(p) / "Asia" / "Almaty").is_file()), None)
    where = found or f"tzdata {version_of('tzdata') or '?'}"
    try:
        moved = datetime(2024, 3, 2, tzinfo=zoneinfo.ZoneInfo("Asia/Almaty")).utcoffset()
    except (KeyError, ValueError, OSError):
        return where, False
    return where, moved == timedelta(hours=5)


def has_program(word: str) -> bool:
    """Whether a program is here, by its path or on PATH."""
    return shutil.which(os.path.expanduser(word)) is not None  # noqa: PTH111 - Path fails where there is no such user


def has_variable(name: str) -> bool:
    """Whether the environment has such a variable; its value is not looked at."""
    return bool(os.environ.get(name))


def variable(name: str) -> str:
    """A variable of the environment that is no secret, such as TERM; empty where it is not set."""
    return os.environ.get(name, "")


def mode_of(path: Path) -> int | None:
    """The permissions of a file; None where it is not there, or the system has no such."""
    try:
        return stat.S_IMODE(path.stat().st_mode) if os.name == "posix" else None
    except OSError:
        return None
