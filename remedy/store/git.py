"""What git knows of a file, where there is git: asked, never told. No network, no hook, no prompt."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

TIMEOUT = 10
"""Seconds after which git is taken for silent."""


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


def wrote(path: Path, line: int) -> bool:
    """Whether the present user of git wrote a line of a file; False where git does not tell."""
    me = (_asked(path.parent, "config", "user.email") or "").strip()
    said = _asked(path.parent, "blame", "--porcelain", "-L", f"{line},{line}", "--", path.name) if me else None
    if said is None:
        return False
    author = next((x.split(" ", 1)[1] for x in said.splitlines() if x.startswith("author-mail ")), "")
    return author.strip("<> ") in (me, "not.committed.yet")
