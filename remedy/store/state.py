"""The user's state folder: what cannot be made again, such as which reminders were sent and which files are trusted.

For its owner's eyes alone. Files of lines, which only grow: a process killed in the middle of a line spoils that line
and no other. Nothing of a cases folder is written here.
"""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from remedy.case.problems import NotMade
from remedy.store import places, write

OWN = 0o700
"""The mode of the folder and of those in it."""


def place() -> Path:
    """Where the folder stands on this platform, or would: nothing is made."""
    return places.state()


def folder() -> Path:
    """The folder, made where it was not there. Raises NotWritable."""
    return make(place())


def make(path: Path) -> Path:
    """A folder in the state folder, or itself, open to its owner alone. Raises NotWritable."""
    top = place()
    try:
        for part in (*(p for p in reversed(path.parents) if p.is_relative_to(top)), path):
            part.mkdir(parents=True, exist_ok=True, mode=OWN)
            if os.name == "posix" and part.stat().st_mode & 0o077:
                part.chmod(OWN)
    except OSError as error:
        raise write.NotWritable(f"{path} could not be made: {error.strerror or error}; {_CURE}") from None
    return path


_CURE = "make it writable, or name another folder by XDG_STATE_HOME"


def append(path: Path, line: bytes) -> None:
    """Adds one line to a file of the state folder; it is on the disk when this returns. Raises Unwritten.

    After a line that a killed process left torn it begins a new one. It locks the file, not its folder: whoever holds
    the folder for a whole run may append.
    """
    line = line.removesuffix(b"\n")
    if b"\n" in line:
        raise ValueError("one line has no line end within")
    make(path.parent)
    try:
        is_new = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | HOW, write.PRIVATE)
        try:
            _refuse(path, os.fstat(handle).st_mode)
            if os.name == "posix" and os.fstat(handle).st_mode & 0o077:
                path.chmod(write.PRIVATE)
            with write.lock(path, PATIENCE):
                _add(handle, line)
        finally:
            os.close(handle)
    except IsADirectoryError:
        _refuse(path, stat.S_IFDIR)
    except OSError as error:
        raise write.NotWritable(f"{path} could not be written: {error.strerror or error}; {_CURE}") from None
    if is_new:
        write.sync_folder(path.parent)


HOW = getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
"""How a file is opened: bytes as they are, and no waiting where a pipe stands in its place."""


def _refuse(path: Path, mode: int) -> None:
    """Raises NotWritable for what is no regular file: what it is told is lost, and what it says is no record."""
    if not stat.S_ISREG(mode):
        raise write.NotWritable(f"{path} is no regular file, and remedy keeps one of its own there; move it away")


PATIENCE = 15.0
"""Seconds to wait for others who append: each of them holds the file for one line."""


def _add(handle: int, line: bytes) -> None:
    """Writes a whole line at the end, or none of it where the disk is full."""
    size = os.lseek(handle, 0, os.SEEK_END)
    torn = False
    if size:
        os.lseek(handle, size - 1, os.SEEK_SET)
        torn = os.read(handle, 1) != b"\n"
    rest = memoryview((b"\n" if torn else b"") + line + b"\n")
    try:
        while rest:
            rest = rest[os.write(handle, rest) :]
        os.fsync(handle)
    except OSError:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, size)
        raise


def lines(path: Path) -> list[bytes]:
    """The lines of a file, none where there is none yet; one that is torn comes too, and parses as nothing. Raises
    NotMade."""
    try:
        handle = os.open(path, os.O_RDONLY | HOW)
        try:
            _refuse(path, os.fstat(handle).st_mode)
            with open(handle, "rb", closefd=False) as file:
                return [line for line in file.read().split(b"\n") if line]
        finally:
            os.close(handle)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise NotMade(f"{path} cannot be read: {error.strerror or error}; make it readable") from None
