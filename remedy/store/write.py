"""Writing a case file so that at every moment the old or the new one is whole on the disk.

Beside the file under a name that is no case, `fsync`, rename, `fsync` of the folder. One writer a folder at a time, by
a lock that dies with its process. A file that is not the one that was read any more is not touched.
"""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path

from remedy.case.problems import NotMade

PREFIX, SUFFIX = ".", ".remedy-new"
"""A file that is being written begins and ends so; what a dead process left is swept by the next edit."""

PATIENCE = 5.0
"""Seconds to wait for another writer."""


class Unwritten(NotMade):
    """Nothing was written; the message says why."""


class Changed(Unwritten):
    """The file is not the one that was read any more."""


class Locked(Unwritten):
    """Another process is writing in the folder."""


class NotWritable(Unwritten):
    """The disk, or a permission, does not let the file be written."""


@contextlib.contextmanager
def lock(folder: Path, patience: float = PATIENCE) -> Iterator[None]:
    """Holds the folder for one writer. Raises Locked after so many seconds."""
    try:
        import fcntl
    except ImportError:  # no POSIX: a file of its own, which the system closes with its process
        yield from _lock_by_file(folder, patience)
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        end = time.monotonic() + patience
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() >= end:
                    raise Locked(f"another process is writing in {folder}: nothing was written; try again") from None
                time.sleep(0.02)
        yield
    finally:
        os.close(handle)


def _lock_by_file(folder: Path, patience: float) -> Iterator[None]:
    end = time.monotonic() + patience
    name = folder / f"{PREFIX}lock{SUFFIX}"
    while True:
        try:
            handle = os.open(name, os.O_CREAT | os.O_EXCL | os.O_RDWR)
            break
        except FileExistsError:
            if time.monotonic() >= end:
                raise Locked(f"another process is writing in {folder}: nothing was written; try again") from None
            time.sleep(0.02)
    try:
        yield
    finally:
        os.close(handle)
        name.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Takes away what a process that died while writing left in a folder. Call it under the lock."""
    for left in folder.glob(f"{PREFIX}*{SUFFIX}"):
        with contextlib.suppress(OSError):
            left.unlink()


def replace(path: Path, before: bytes | None, after: bytes, root: Path) -> None:
    """Writes a file that still is `before` (None: is not there yet) as `after`. Raises Unwritten.

    A link is followed to the file that it names, which must lie within `root`.
    """
    target = path.resolve()
    if not target.is_relative_to(root.resolve()):
        raise NotWritable(f"{path} leads out of the folder of cases: nothing was written")
    try:
        with lock(target.parent):  # not the root: a folder within it may be somebody else's root
            sweep(target.parent)
            mode = _still(target, before)
            _write(target, after, mode)
    except OSError as error:
        raise NotWritable(
            f"{path.name} could not be written: {error.strerror or error}; the old file is whole"
        ) from None


def replace_many(changes: list[tuple[Path, bytes | None, bytes]], root: Path) -> dict[Path, Unwritten]:
    """Writes many files as `replace` does, under one lock: those that were not written, and why. Raises Locked."""
    top, failed = root.resolve(), dict[Path, Unwritten]()
    folders: set[Path] = set()
    with lock(root):
        for path, before, after in changes:
            try:
                target = path.resolve() if path.is_symlink() or path.parent not in folders else path
                if target is not path:
                    if not target.is_relative_to(top):
                        raise NotWritable(f"{path} leads out of the folder of cases: nothing was written")
                    target.parent.mkdir(exist_ok=True)
                    sweep(target.parent)
                    folders |= {path.parent, target.parent}
                _write(target, after, _still(target, before), last=False)
            except Unwritten as error:
                failed[path] = error
            except OSError as error:
                failed[path] = NotWritable(f"{path.name} could not be written: {error.strerror or error}")
        for folder in folders:
            _sync_folder(folder)
    return failed


def put(path: Path, data: bytes) -> None:
    """Writes a file that is no case, whatever stood there: whole or not at all. Raises NotWritable."""
    target = path.resolve()
    if target.exists() and not target.is_file():
        raise NotWritable(f"{path} is no regular file: nothing was written")
    if target.exists() and _is_read_only(target):
        raise NotWritable(f"{path} is read-only: nothing was written; name another, or make it writable")
    try:
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o644
        _write(target, data, mode)
    except OSError as error:
        raise NotWritable(f"{path} could not be written: {error.strerror or error}") from None


def _still(target: Path, before: bytes | None) -> int:
    """The mode of a file that is still what was read; of a new one the usual."""
    try:
        now = target.read_bytes()
    except FileNotFoundError:
        if before is None:
            return 0o644
        raise Changed(f"{target.name} is gone: nothing was written") from None
    if before is None:
        raise Changed(f"{target.name} is there already: nothing was written")
    if now != before:
        raise Changed(f"{target.name} was changed by somebody else meanwhile: nothing was written")
    if _is_read_only(target):
        raise NotWritable(f"{target.name} is read-only: nothing was written")
    return stat.S_IMODE(target.stat().st_mode)


def _is_read_only(target: Path) -> bool:
    """Whether a file may not be written, or nobody is meant to write it: a rename would not ask."""
    return not os.access(target, os.W_OK) or not target.stat().st_mode & 0o222


def _write(target: Path, after: bytes, mode: int, *, last: bool = True) -> None:
    """Beside the file, then in its place; `last`: and made to last by its folder."""
    beside = target.with_name(f"{PREFIX}{target.name}.{os.getpid()}{SUFFIX}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(mode)
        beside.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    if last:
        _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Makes a rename last; a system without open folders does without."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
