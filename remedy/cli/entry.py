"""The console script. `remedy --version` answers before anything heavy is imported: start-up is a feature."""

from __future__ import annotations

import os
import sys

import remedy


def run() -> None:
    """Runs remedy. A closed pipe ends quietly; nothing a user does ends in a traceback."""
    try:
        if sys.argv[1:] == ["--version"]:
            sys.stdout.write(f"remedy {remedy.__version__}\n")
        else:
            _command()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command() -> None:
    import gc

    from remedy.cli.main import build

    gc.set_threshold(100_000, 20, 20)  # a short run makes many small records and few cycles
    for stream in (sys.stdout, sys.stderr):
        if not stream.isatty() and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")  # a file or a pipe is read as UTF-8; a terminal keeps its own
    try:
        build()(prog_name="remedy")
    except KeyboardInterrupt:
        sys.exit(130)
    except SystemExit:
        sys.stdout.flush()
        raise
