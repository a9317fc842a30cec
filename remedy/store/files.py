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
    """The case files under a folder, in order of name; dot-folders and links that lead elsewhere are left out."""
    top = root.resolve()
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in sorted(names):
            if not name.endswith(".toml") or name.startswith(".") or name == SETTINGS:
                continue
            path = Path(folder, name)
            if path.is_symlink() and not _stays(path, top):
                continue
            yield path


def _stays(path: Path, top: Path) -> bool:
    """Whether a link leads to another file of the same folder."""
    try:
        return path.resolve(strict=True).is_relative_to(top)
    except (OSError, RuntimeError):
        return False


def read(path: Path, name: str) -> tuple[Source | None, Problem | None]:
    """A file's Source, or why it cannot be used. The bytes are never kept."""

    def hidden(code: str, message: str, fix: str, line: int = 1) -> tuple[None, Problem]:
        return None, Problem(name, line, "", "error", code, message, fix)

    try:
        if not stat.S_ISREG(path.stat().st_mode):
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


def shown_name(path: Path, root: Path) -> str:
    """How a file is named to a person: from the folder that holds the cases."""
    try:
        relative = path.relative_to(root)
    except ValueError:
        return str(path)
    return (Path(root.name) / relative).as_posix() if root.name else relative.as_posix()
