"""Files on disk as Sources: which are cases, how they are read, what is said when they cannot be.

The only reader of case files; follows no link out of the folder and writes nothing.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from remedy.case.problems import Problem
from remedy.case.source import MAX_BYTES, Source

SETTINGS = "remedy.toml"
"""The team's settings: beside the cases, but no case."""


def find_root(stated: str | None, environment: str | None, here: Path) -> Path | None:
    """The cases folder: stated, else REMEDY_CASES, else `remedy.toml` or `cases/` here or in a parent."""
    if stated or environment:
        return Path(stated or environment or "")
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder / "cases" if (folder / "cases").is_dir() else folder
        if (folder / "cases").is_dir():
            return folder / "cases"
    return None


def case_files(root: Path) -> Iterator[Path]:
    """The case files under a folder, in order of name; a folder that cannot be opened comes as itself.

    Dot-folders, links that lead out of the folder, and links to what is read anyway are left out.
    """
    top = root.resolve()
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted((e for e in found if not e.name.startswith(".")), key=lambda e: e.name)
        except OSError:
            yield folder
            continue
        folders = [Path(e.path) for e in entries if e.is_dir(follow_symlinks=False)]
        for entry in entries:
            path = Path(entry.path)
            if _is_case(entry.name) and path not in folders and (not entry.is_symlink() or _adds(path, top)):
                yield path
        waiting += reversed(folders)


def _is_case(name: str) -> bool:
    return name.endswith(".toml") and not name.startswith(".") and name != SETTINGS


def _adds(link: Path, top: Path) -> bool:
    """Whether a link leads to a file inside the folder that is not read under its own name."""
    try:
        inside = link.resolve(strict=True).relative_to(top)
    except (OSError, RuntimeError, ValueError):
        return False
    return not _is_case(inside.name) or any(part.startswith(".") for part in inside.parts)


def is_read(path: Path, root: Path) -> bool:
    """Whether a file of the folder, which may be gone, is one that is read: a case, or the team's settings."""
    if path in team_places(root):
        return True
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        return False
    is_named = _is_case(path.name) and not any(part.startswith(".") for part in parts)
    return is_named and (not path.is_symlink() or _adds(path, root.resolve()))


def case_at(path: Path, root: Path) -> Path | None:
    """Where a file written at a path would stand, if it would be read as a case or take the place of one; else None.
    Raises OSError or RuntimeError for a link that leads to itself."""
    target = path.resolve()
    if not target.is_relative_to(root.resolve()):
        return None
    is_taken = target.suffix.lower() == ".toml" or any(target == case.resolve() for case in case_files(root))
    return target if is_taken else None


def team_file(root: Path) -> Path | None:
    """The team's settings: in the cases folder, or beside a folder named `cases`."""
    return next((p for p in team_places(root) if p.is_file()), None)


def team_places(root: Path) -> tuple[Path, ...]:
    """Where the team's settings may stand."""
    return (root / SETTINGS, *((root.parent / SETTINGS,) if root.resolve().name == "cases" else ()))


def read(path: Path, name: str) -> tuple[Source | None, Problem | None]:
    """A file's Source, or why it cannot be used. The bytes are never kept."""

    def hidden(code: str, message: str, fix: str, line: int = 1) -> tuple[None, Problem]:
        return None, Problem(name, line, "", "error", code, message, fix)

    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return hidden("unreadable", "this folder cannot be opened", "make it readable: no case in it is shown")
        if not stat.S_ISREG(mode):
            return hidden("unreadable", "this is no regular file", "move it out of the folder of cases")
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as error:
        return hidden("unreadable", f"cannot be read: {error.strerror}", "check that it is a file that you may read")
    if len(raw) > MAX_BYTES:
        return hidden(
            "too-large",
            f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB",
            "move long texts to files of their own and name them under [sources]",
        )
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return hidden("not-utf8", f"byte {error.start + 1} is not UTF-8", "save the file as UTF-8 in your editor", line)
    return Source(name, text), None


def legible(path: Path) -> str:
    """The text of a file that is no UTF-8, to be looked at: what is none stands as its byte, `\\xd0`; empty where it
    cannot be read at all, or is too large."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            return ""
        with path.open("rb") as file:
            return file.read(MAX_BYTES).decode("utf-8", "backslashreplace")
    except OSError:
        return ""


def shown_name(path: Path, root: Path) -> str:
    """How a file is named to a person: from the folder that holds the cases; what is no UTF-8 is escaped."""
    try:
        relative = path.relative_to(root)
        found = (Path(root.name) / relative).as_posix() if root.name else relative.as_posix()
    except ValueError:
        found = str(path)
    return os.fsencode(found).decode("utf-8", "backslashreplace")
