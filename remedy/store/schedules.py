"""The user's timers and crontab on this system: read, written and taken back; nothing but the user's own.

Programs of the system are found on PATH and asked without a shell. What could not be read is never written over.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

from remedy.case.problems import NotMade
from remedy.store import places, write

TIMEOUT = 30
"""Seconds after which a program of the system is taken for silent."""

PLACES = ("XDG_CONFIG_HOME", "XDG_STATE_HOME")
"""Variables by which settings and state may be elsewhere than a timer would look."""


def program() -> tuple[str, ...]:
    """How the remedy that runs now is started, by full paths; links are kept: a virtual environment is one."""
    started = Path(sys.argv[0])
    if started.name in ("remedy", "remedy.exe") and started.is_file():
        return (str(started.absolute()),)
    return (str(Path(sys.executable).absolute()), "-m", "remedy")


def environment() -> dict[str, str]:
    """What the user's environment says of places."""
    return {name: os.environ[name] for name in PLACES if os.environ.get(name)}


def _run(words: list[str], given: bytes | None = None) -> tuple[int, bytes, str]:
    """A program's exit code, its output, and what it complained of. Raises NotMade where it cannot be run."""
    env = {**os.environ, "LC_ALL": "C"}
    try:
        done = subprocess.run(
            words,
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            env=env,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotMade(f"{words[0]} could not be run: {error}") from None
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace").strip()


# cron


def has_cron() -> bool:
    """Whether this system has a crontab."""
    return shutil.which("crontab") is not None


def read_crontab() -> str:
    """The user's crontab, empty where there is none yet; its bytes come back by `write_crontab`. Raises NotMade."""
    if not has_cron():
        raise NotMade("there is no crontab here: install cron, use systemd, or see docs/reminders-scheduling.md")
    code, out, said = _run(["crontab", "-l"])
    if code == 0:
        return out.decode("utf-8", "surrogateescape")
    if "no crontab" in said or "No such file" in said:
        return ""
    raise NotMade(f"the crontab cannot be read, so it is not written: {said or f'crontab -l ended with {code}'}")


def write_crontab(text: str) -> None:
    """Puts a crontab in the place of the user's, and looks whether it is there. Raises NotMade."""
    code, _, said = _run(["crontab", "-"], text.encode("utf-8", "surrogateescape"))
    if code:
        raise NotMade(f"crontab took nothing: {said or f'it ended with {code}'}")
    if read_crontab() != text:
        raise NotMade("the crontab is another than the one that was written: look at it by crontab -l")


# systemd


def unit_folder() -> Path:
    """Where the user's own units are."""
    return Path(os.environ.get("XDG_CONFIG_HOME") or places.home() / ".config") / "systemd" / "user"


def has_systemctl() -> bool:
    """Whether systemd's program is here."""
    return shutil.which("systemctl") is not None


def systemctl(*words: str) -> str:
    """Asks the user's systemd; empty where it did, else what it said."""
    try:
        code, _, said = _run(["systemctl", "--user", *words])
    except NotMade as error:
        return str(error)
    return "" if code == 0 else said or f"it ended with {code}"


def read_unit(path: Path) -> str | None:
    """A unit's text; None where there is none. Raises NotMade."""
    try:
        return path.read_bytes().decode("utf-8", "surrogateescape")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise NotMade(f"{path} cannot be read: {error.strerror or error}") from None


def write_units(units: dict[Path, str]) -> None:
    """Writes units, each whole. Raises NotMade."""
    for path, text in units.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise NotMade(f"{path.parent} could not be made: {error.strerror or error}") from None
        write.put(path, text.encode("utf-8"))


def remove_units(paths: list[Path]) -> None:
    """Takes units away. Raises NotMade."""
    for path in paths:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise NotMade(f"{path} could not be taken away: {error.strerror or error}") from None
    with contextlib.suppress(OSError):
        write.sync_folder(paths[0].parent)
