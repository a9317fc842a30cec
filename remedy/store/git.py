"""What git knows of a file or folder, where there is git. No network, no prompt, no hook.

What is changed is `uncommitted`, the commit of it `commits`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Collection
from pathlib import Path

TIMEOUT = 10
"""Seconds after which git is taken for silent."""


def is_there() -> bool:
    """Whether git is installed."""
    return shutil.which("git") is not None


class Unanswered(Exception):
    """git has no answer; the message is its own word on that, in its own language."""


def ask(folder: Path, *words: str, given: bytes = b"", index: Path | None = None) -> bytes:
    """What git answers in a folder, no hook and no prompt being run. Raises Unanswered.

    `given`: its input. `index`: another index than the folder's own.
    """
    env = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C.UTF-8"}
    if index is not None:
        env["GIT_INDEX_FILE"] = str(index)
    try:
        done = subprocess.run(
            ["git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", *words],
            cwd=folder,
            env=env,
            input=given,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        raise Unanswered(str(error)) from None
    if done.returncode:
        raise Unanswered(
            (done.stderr or done.stdout).decode("utf-8", "replace").strip() or f"{words[0]}: {done.returncode}"
        )
    return done.stdout


def line(folder: Path, *words: str) -> str:
    """What git answers in one line, such as a path. Raises Unanswered."""
    return os.fsdecode(ask(folder, *words)).removesuffix("\n")


def _asked(folder: Path, *words: str) -> str | None:
    """What git answers in a folder; None where it has no answer."""
    try:
        return ask(folder, *words).decode("utf-8", "replace")
    except Unanswered:
        return None


def wrote_any(path: Path, lines: Collection[int]) -> bool:
    """Whether the present user of git wrote any of some lines of a file as they are now, spaces aside; False where git
    does not tell. What is not committed yet is the present user's."""
    me = (_asked(path.parent, "config", "user.email") or "").strip() if lines else ""
    span = f"{min(lines)},{max(lines)}" if me else ""
    said = _asked(path.parent, "blame", "--line-porcelain", "-w", "-L", span, "--", path.name) if me else None
    line = 0
    for word in (said or "").splitlines():
        if found := _BLAMED.match(word):
            line = int(found[1])
        elif word.startswith("author-mail ") and line in lines:
            author = word.partition(" ")[2].strip().strip("<>")
            if author.casefold() in (me.casefold(), "not.committed.yet"):
                return True
    return False


_BLAMED = re.compile(r"[0-9a-f]{40,64} [0-9]+ ([0-9]+)")
"""What stands above each line that git blames: the commit, its line then, its line now."""


def holds(folder: Path) -> bool:
    """Whether a folder is under git, as far as is told without asking it."""
    return is_there() and any((p / ".git").exists() for p in (folder.absolute(), *folder.absolute().parents))


def top(folder: Path) -> Path | None:
    """The work tree that a folder, which may not be there yet, is in; None where it is in none."""
    near = next((p for p in (folder, *folder.absolute().parents) if p.is_dir()), None)
    try:
        found = line(near, "rev-parse", "--show-toplevel") if near is not None else ""
    except Unanswered:
        return None
    return Path(found) if found else None


def hook(folder: Path, name: str) -> Path | None:
    """The user's hook of that name which git would run for a folder; None where there is none."""
    work = top(folder)
    stated = (_asked(folder, "config", "--path", "--get-all", "core.hooksPath") or "").splitlines()[:-1]
    common = (_asked(folder, "rev-parse", "--git-common-dir") or "").removesuffix("\n")
    if work is None or not common:
        return None
    place = work / stated[-1] if stated else folder / common / "hooks"  # the last one stated is this module's own
    found = place / name
    return found if found.is_file() and os.access(found, os.X_OK) else None


def begin(folder: Path) -> str:
    """Makes a folder a repository; empty where it was done, else what git said."""
    return "" if _asked(folder, "init", "--quiet") is not None else "git init failed"
