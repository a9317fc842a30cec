"""What git knows of a file, where there is git; and a commit on request. No network, no prompt, never a push."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Collection, Sequence
from pathlib import Path

import msgspec

TIMEOUT = 10
"""Seconds after which git is taken for silent."""


def is_there() -> bool:
    """Whether git is installed."""
    return shutil.which("git") is not None


def _asked(folder: Path, *words: str) -> str | None:
    """What git answers in a folder; None where it has no answer."""
    env = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            ["git", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", *words],
            cwd=folder,
            env=env,
            capture_output=True,
            timeout=TIMEOUT,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


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


class State(msgspec.Struct, frozen=True, kw_only=True):
    """How the folder stands in git."""

    branch: str
    ahead: int | None
    """Commits that were not pushed; None where the branch follows none."""
    changed: tuple[str, ...]
    """Files of the folder that were changed, added or taken away, from the folder."""


def state(folder: Path) -> State | None:
    """How a folder stands; None where it is in no git."""
    branch = _asked(folder, "rev-parse", "--abbrev-ref", "HEAD")
    told = _asked(folder, "status", "--porcelain=v1", "-z", "--untracked-files=all", "--", ".")
    if told is None:
        return None
    ahead = _asked(folder, "rev-list", "--count", "@{upstream}..HEAD")
    prefix = (_asked(folder, "rev-parse", "--show-prefix") or "").strip()
    changed = tuple(x[3:].removeprefix(prefix) for x in told.split("\0") if len(x) > 3 and x[2] == " ")
    return State(branch=(branch or "").strip(), ahead=int(ahead) if ahead else None, changed=changed)


def top(folder: Path) -> Path | None:
    """The work tree that a folder, which may not be there yet, is in; None where it is in none."""
    near = next((p for p in (folder, *folder.absolute().parents) if p.is_dir()), None)
    found = _asked(near, "rev-parse", "--show-toplevel") if near is not None else None
    return Path(found.removesuffix("\n")) if found else None


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


def commit(folder: Path, files: Sequence[str], message: str) -> str:
    """Commits those files and no other; empty where it was done, else what git said. The user's own hooks run."""
    env = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true", "LC_ALL": "C.UTF-8"}
    silent = subprocess.DEVNULL
    for words in (["add", "--", *files], ["commit", "--quiet", "--message", message, "--", *files]):
        try:
            done = subprocess.run(
                ["git", *words],
                cwd=folder,
                env=env,
                stdin=silent,
                capture_output=True,
                timeout=60,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            return str(error)
        if done.returncode:
            said = (done.stderr or done.stdout).decode("utf-8", "replace").strip()
            return said or f"git ended with {done.returncode}"
    return ""
