"""One commit of some files, with the user's own hooks: it may take its time, can be stopped, and leaves no half of it.

git and its hooks have no terminal, and no editor opens. What they say is handed back; the index is as it was wherever
nothing was committed. Never a push.
"""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Sequence
from pathlib import Path

from remedy.case.commit import Changed, Outcome
from remedy.store import git, processes
from remedy.store.uncommitted import intend, specs

TIMEOUT = 900.0
"""Seconds after which a commit is given up: a hook may run long checks of a whole folder."""

PATIENCE = 2.0
"""Seconds that git and its hooks have to tidy up when they are stopped."""

UNPASSED = ("GPG_TTY", "SSH_TTY")
"""Variables by which a program that asks for a passphrase would find the terminal after all."""


def commit(
    folder: Path,
    files: Sequence[Changed],
    message: str,
    stop: threading.Event | None = None,
    timeout: float = TIMEOUT,
) -> Outcome:
    """Commits those files as they are now and nothing else; what is staged of others stays so."""
    names = [name for changed in files for name in changed.at]
    try:
        work = Path(git.line(folder, "rev-parse", "--show-toplevel"))
        known = set(os.fsdecode(git.ask(work, "ls-files", "-z")).split("\0"))
        fresh = [n for n in names if n not in known and os.path.lexists(work / n)]
        before = _head(work)
        is_committed = False
        try:
            intend(work, fresh)
            ended = _run(work, names, message, stop, timeout)
            is_committed = ended.code == 0 or _is_done(work, before, names)
        finally:
            if not is_committed:
                _forget(work, fresh, before)
    except git.Unanswered as error:
        return Outcome(is_committed=False, said=str(error))
    except OSError as error:
        return Outcome(is_committed=False, said=f"{error.filename or 'git'}: {error.strerror or error}")
    said = ended.out.decode("utf-8", "replace").strip()
    return Outcome(is_committed=is_committed, stopped=ended.stopped, code=ended.code, said=said)


def _run(
    work: Path, names: Sequence[str], message: str, stop: threading.Event | None, timeout: float
) -> processes.Ended:
    """`git commit`, and what it leaves where it is killed taken away."""
    inner = Path(git.line(work, "rev-parse", "--absolute-git-dir"))
    index = work / git.line(work, "rev-parse", "--git-path", "index")
    lock = index.with_name(f"{index.name}.lock")
    was_locked = lock.exists()
    env = {k: v for k, v in os.environ.items() if k not in UNPASSED}
    env |= {"GIT_TERMINAL_PROMPT": "0", "GIT_EDITOR": "true"}
    words = ["git", "-c", "core.fsmonitor=false", "commit", "--quiet", "--only", f"--message={message}"]
    words += ["--pathspec-from-file=-", "--pathspec-file-nul"]  # read to its end: nothing is left there for a hook
    ended = processes.run(
        words, env=env, cwd=work, timeout=timeout, given=specs(names), stop=stop, merges=True, patience=PATIENCE
    )
    if ended.code < 0 or ended.stopped:
        for left in (inner / f"next-index-{ended.pid}.lock", *(() if was_locked else (lock,))):
            with contextlib.suppress(OSError):
                left.unlink()
    return ended


def _head(work: Path) -> str:
    """The last commit; empty where there is none yet. Raises git.Unanswered where git does not tell which."""
    try:
        return git.line(work, "rev-parse", "--verify", "--quiet", "HEAD")
    except git.Unanswered:
        git.line(work, "rev-parse", "--git-dir")
        return ""


def _is_done(work: Path, before: str, names: Sequence[str]) -> bool:
    """Whether the commit is there though git did not end well: a hook that runs after it may have been stopped.

    Its message does not tell: a hook may have written another. Raises git.Unanswered.
    """
    now = _head(work)
    if now in ("", before) or git.line(work, "log", "-1", "--format=%P", now) != before:
        return False
    held = git.ask(work, "diff-tree", "--no-commit-id", "--name-only", "-r", "-z", "--root", now)
    return {*names} <= {*os.fsdecode(held).split("\0")}


def _forget(work: Path, fresh: Sequence[str], before: str) -> None:
    """Takes files out of the index that were put there for this commit; none where a commit may hold them by now."""
    with contextlib.suppress(git.Unanswered):
        if fresh and _head(work) == before:
            given = b"".join(os.fsencode(n) + b"\0" for n in fresh)
            git.ask(work, "update-index", "--force-remove", "-z", "--stdin", given=given)
