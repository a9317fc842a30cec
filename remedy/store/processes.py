"""Programs run to their end away from the terminal: fed, heard, and ended with all that they started.

They have a session of their own, so that nothing they start can open the terminal and ask there. Called by `commits`
and by the programs of reminders; what they say is bytes, for the caller to judge.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

import msgspec

from remedy.case.commit import Stopped

KEPT = 64 * 1024
"""Bytes of a program's output that are kept; the rest is read and forgotten, so that it does not block."""

GRACE = 1.0
"""Seconds to wait for the end of the output after the program itself ended: what it left running may hold it open."""

STEP = 0.05
"""Seconds between two looks at whether the program is to be stopped."""


class Ended(msgspec.Struct, frozen=True):
    """How a program ended, and what was kept of what it said."""

    code: int
    out: bytes
    err: bytes = b""
    stopped: Stopped = ""
    """Why it was ended before its own end."""
    pid: int = 0


def run(
    words: Sequence[str],
    *,
    env: Mapping[str, str],
    cwd: str | Path,
    timeout: float,
    given: bytes | None = None,
    stop: threading.Event | None = None,
    merges: bool = False,
    patience: float = 0.0,
) -> Ended:
    """Runs a program until it ends, its time is over, or `stop` is set. Raises OSError or ValueError at its start.

    `given`: its input, else none. `merges`: what it says and its errors are one, of which the end is kept, not the
    beginning. `patience`: seconds that it and all that it started have to end by themselves before they are killed.
    """
    process = subprocess.Popen(
        list(words),
        stdin=subprocess.DEVNULL if given is None else subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT if merges else subprocess.PIPE,
        env=dict(env),
        cwd=cwd,
        start_new_session=True,
    )
    out, err = bytearray(), bytearray()
    threads = [threading.Thread(target=_drain, args=(process.stdout, out, merges), daemon=True)]
    if not merges:
        threads.append(threading.Thread(target=_drain, args=(process.stderr, err, False), daemon=True))
    if given is not None:
        threads.append(threading.Thread(target=_feed, args=(process.stdin, given), daemon=True))
    for thread in threads:
        thread.start()
    stopped: Stopped = ""
    try:
        stopped = _waited(process, timeout, stop)
        if stopped:
            kill(process, patience)
    except BaseException:
        kill(process)
        raise
    finally:
        until = time.monotonic() + GRACE
        for thread in threads:
            thread.join(max(0.0, until - time.monotonic()))
    return Ended(process.returncode, bytes(out), bytes(err), stopped, process.pid)


def _waited(process: subprocess.Popen[bytes], timeout: float, stop: threading.Event | None) -> Stopped:
    """Waits for the end; why the program is to be stopped before it."""
    until = time.monotonic() + timeout
    while True:
        left = until - time.monotonic()
        try:
            process.wait(max(0.0, left if stop is None else min(STEP, left)))
            return ""
        except subprocess.TimeoutExpired:
            if stop is not None and stop.is_set():
                return "cancelled"
            if time.monotonic() >= until:
                return "timeout"


def kill(process: subprocess.Popen[bytes], patience: float = 0.0) -> None:
    """Ends a program with all that it started; with patience it may first tidy up."""
    if sys.platform == "win32":
        tree = ["taskkill", "/T", "/F", "/PID", str(process.pid)]
        with suppress(OSError):
            subprocess.run(tree, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    else:
        if patience:
            with suppress(OSError):
                os.killpg(process.pid, signal.SIGTERM)
            if _is_over(process, patience):
                return
        with suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _is_over(process: subprocess.Popen[bytes], patience: float) -> bool:
    """Waits for the end of a program and of all that it started; whether it came in time."""
    until = time.monotonic() + patience
    while True:
        process.poll()  # who ended and was not asked still counts as one of the group
        try:
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        except OSError:  # macOS refuses where only such are left that ended
            return process.returncode is not None
        if time.monotonic() >= until:
            return False
        time.sleep(STEP)


def _feed(stream: IO[bytes], given: bytes) -> None:
    """Gives the input; a program that does not want it does not have to read it."""
    with suppress(OSError), stream:
        stream.write(given)


def _drain(stream: IO[bytes], kept: bytearray, ends: bool) -> None:
    """Reads to the end and keeps the beginning, or the end."""
    with stream:
        while chunk := os.read(stream.fileno(), 65536):
            if ends:
                kept += chunk
                del kept[:-KEPT]
            else:
                kept += chunk[: KEPT - len(kept)]
