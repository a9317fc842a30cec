"""A process that has loaded Python's and others' libraries once, and divides for each command that a test types.

The command runs in a process of its own, with its own folder, environment, streams and exit code; only the start of an
interpreter is spared. `conftest.py` starts one a worker. What is about that start itself runs in a fresh process.
"""

from __future__ import annotations

import gc
import json
import os
import subprocess
import sys
import time
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any


class Divided:
    """The process as tests see it."""

    def __init__(self, folder: Path) -> None:
        self._out, self._err = folder / "out", folder / "err"
        self._process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def run(self, words: Sequence[str], cwd: str, env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
        """A command: as `subprocess.run` gives it back."""
        asked = {"words": [str(w) for w in words], "cwd": cwd, "env": env, "out": str(self._out), "err": str(self._err)}
        _write(self._process.stdin, asked)
        assert self._process.stdout is not None
        code = json.loads(self._process.stdout.readline())
        return subprocess.CompletedProcess(words, code, self._out.read_bytes(), self._err.read_bytes())

    def end(self) -> None:
        """Nothing more is asked."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait()
        self._process.stdout.close()


def _write(stream: IO[str] | None, record: Any) -> None:
    assert stream is not None
    stream.write(json.dumps(record) + "\n")
    stream.flush()


def serve() -> None:
    """Reads commands and divides for each, until there are no more."""
    asked, answered = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nothing, stream)
    os.close(nothing)
    _load()
    gc.freeze()
    for line in asked:
        child = os.fork()
        if child == 0:
            os._exit(_run(**json.loads(line)))
        _write(answered, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))


def _load() -> None:
    """What nearly every command needs: its modules, not those of single commands, and the law of the package."""
    import remedy.cli.session  # noqa: F401
    from remedy.store import law

    found, load = law.load(), law.load
    law.load = lambda folders=(): load(folders) if folders else found


def _run(words: list[str], cwd: str, env: dict[str, str], out: str, err: str) -> int:
    """A command in this process, as an interpreter begins and ends it: its exit code."""
    for stream, path in ((1, out), (2, err)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(file, stream)
        os.close(file)
    # Descriptors, open to the end.
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    sys.argv = ["remedy", *words]
    code = 0
    try:
        from remedy.cli.entry import run

        run()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
        code = 1
    sys.stdout.flush()
    sys.stderr.flush()
    return code


if __name__ == "__main__":
    serve()
