"""Writing a case file so that at every moment the old or the new one is whole on the disk.

Beside the file under a name that is no case, `fsync`, rename, `fsync` of the folder. One writer a folder at a time: by
a lock on the folder that dies with its process, or where the system has none by a file, which Windows takes away with
its process and others leave: then it is named. A file that is not the one that was read any more is not touched.
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

LOCK = ".remedy-lock"
"""Whoever writes holds a file of this name where the system cannot lock a folder."""

PRIVATE = 0o600
"""The mode of a file that nobody but its owner may read."""

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
    """Holds a folder, or one file, for one writer. Raises Locked after so many seconds."""
    try:
        import fcntl
    except ImportError:  # no POSIX
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
    name = folder / LOCK if folder.is_dir() else folder.with_name(f".{folder.name}{LOCK}")
    how = os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_TEMPORARY", 0)  # Windows: gone with its last handle
    while True:
        try:
            handle = os.open(name, how)
            break
        except FileExistsError:
            if time.monotonic() >= end:
                left = f"if none is, one that died left {name}: delete it"
                raise Locked(
                    f"another process is writing in {folder}: nothing was written; try again; {left}"
                ) from None
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
    target = _within(path, root.resolve())
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
    """Writes many files as `replace` does, folder by folder: those that were not written, and why."""
    failed = dict[Path, Unwritten]()
    for folder, wanted in _by_folder(changes, root, failed).items():
        try:
            folder.mkdir(exist_ok=True)
            with lock(folder):
                sweep(folder)
                for path, target, before, after in wanted:
                    try:
                        _write(target, after, _still(target, before), last=False)
                    except Unwritten as error:
                        failed[path] = error
                    except OSError as error:
                        failed[path] = _unwritable(path, error)
                sync_folder(folder)
        except (Locked, OSError) as error:  # before the first of them: what happens to one file is its own
            for path, *_ in wanted:
                failed[path] = error if isinstance(error, Locked) else _unwritable(path, error)
    return failed


_Wanted = tuple[Path, Path, bytes | None, bytes]
"""A file as it was named, where it stands, what it held and what it shall hold."""


def _unwritable(path: Path, error: OSError) -> NotWritable:
    return NotWritable(f"{path.name} could not be written: {error.strerror or error}")


def _by_folder(
    changes: list[tuple[Path, bytes | None, bytes]], root: Path, failed: dict[Path, Unwritten]
) -> dict[Path, list[_Wanted]]:
    """Changes by the folder in which their file stands; those that lead out of `root` come into `failed`."""
    top, known, out = root.resolve(), dict[Path, Path](), dict[Path, list[_Wanted]]()
    for path, before, after in changes:
        try:
            if path.is_symlink():
                target = _within(path, top)
            else:
                folder = known.get(path.parent) or known.setdefault(path.parent, _within(path.parent, top))
                target = folder / path.name
        except NotWritable as error:
            failed[path] = error
            continue
        out.setdefault(target.parent, []).append((path, target, before, after))
    return out


def _within(path: Path, top: Path) -> Path:
    """Where a path leads, within a folder. Raises NotWritable."""
    try:
        target = path.resolve()
    except (OSError, RuntimeError):  # a link that leads to itself
        raise NotWritable(f"{path} leads nowhere: nothing was written") from None
    if not target.is_relative_to(top):
        raise NotWritable(f"{path} leads out of the folder of cases: nothing was written")
    return target


def put(path: Path, data: bytes, *, private: bool = False) -> None:
    """Writes a file that is no case, whatever stood there: whole or not at all; `private`: for its owner's eyes alone.
    Raises NotWritable."""
    try:
        target = path.resolve()
        if target.exists() and not target.is_file():
            raise NotWritable(f"{path} is no regular file: nothing was written")
        if target.exists() and _is_read_only(target):
            raise NotWritable(f"{path} is read-only: nothing was written; name another, or make it writable")
        mode = stat.S_IMODE(target.stat().st_mode) if target.exists() else None
        _write(target, data, PRIVATE if private else mode)
    except OSError as error:
        raise NotWritable(f"{path} could not be written: {error.strerror or error}") from None
    except RuntimeError:
        raise NotWritable(f"{path} is a link that leads to itself: nothing was written") from None


def _still(target: Path, before: bytes | None) -> int | None:
    """The mode of a file that is still what was read; None for a new one."""
    try:
        now = target.read_bytes()
    except FileNotFoundError:
        if before is None:
            return None
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


def _write(target: Path, after: bytes, mode: int | None, *, last: bool = True) -> None:
    """Beside the file, then in its place; `mode` None: what the user's umask leaves; `last`: made so by its folder."""
    beside = target.with_name(f"{PREFIX}{target.name}.{os.getpid()}{SUFFIX}")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode)
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            beside.chmod(mode)
        beside.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    if last:
        sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Makes a rename last; a system without open folders does without."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
