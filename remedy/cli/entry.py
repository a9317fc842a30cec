"""The console script. `remedy --version` answers before anything heavy is imported: start-up is a feature."""

from __future__ import annotations

import os
import sys

import remedy

UNSENT = 5
"""The exit code where the answer reached nobody: a full disk, a device that refuses."""


CLOSED: set[str] = set()
"""The streams that the caller had closed: what goes there reaches nobody."""


def run() -> None:
    """Runs remedy. A closed pipe ends quietly; nothing a user does ends in a traceback."""
    _open_streams()
    try:
        if sys.argv[1:] == ["--version"]:
            sys.stdout.write(f"remedy {remedy.__version__}\n")
        else:
            _command()
        sys.stdout.flush()
    except BrokenPipeError:
        _forget_output()
    except OSError as error:
        _forget_output()
        from remedy.views.complaints import complaint
        from remedy.views.i18n import _

        said = _("the answer could not be written: {why}").format(why=complaint(error.strerror or str(error)))
        _say(f"remedy: {said}\n")
        sys.exit(UNSENT)


def _open_streams() -> None:
    """A stream that the caller closed leads nowhere."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            CLOSED.add(name)
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))


def _forget_output() -> None:
    """What is left to write goes nowhere, so that the interpreter's own last flush finds no fault."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(line: str) -> None:
    try:
        sys.stderr.write(line)
        sys.stderr.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stderr.fileno())


def _command() -> None:
    import gc

    from remedy.cli import words
    from remedy.cli.main import build

    words.begin(sys.argv[1:], os.environ)
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
