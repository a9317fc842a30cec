"""A report of an error in the program itself, for its makers: where it happened, and no text of any case.

Written to the user's state folder, readable by the user alone; the last ten are kept.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from datetime import date
from pathlib import Path

import remedy
from remedy.case.problems import NotMade
from remedy.store import state

FOLDER = "reports"
"""In the user's state folder."""

KEPT = 10


def report(error: BaseException, day: date) -> Path | None:
    """Writes the report; where it stands, or None where it could not be written.

    Only places in the program and kinds of errors: the words of an error may quote a case.
    """
    folder = state.place() / FOLDER
    head = f"remedy {remedy.__version__}, Python {sys.version.split()[0]}, {sys.platform}, {day.isoformat()}"
    try:
        state.make(folder)
        path = _free(folder, day)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(f"{head}\n{cause(error)}\n")
    except (OSError, NotMade):
        return None
    for old in sorted(folder.glob("*.txt"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return path


def cause(error: BaseException) -> str:
    """Where in the program an error came from, and its kind: the same text is the same cause."""
    lines: list[str] = []
    at: BaseException | None = error
    while at is not None:
        lines.append(type(at).__name__)
        lines += [f"  {f.filename}:{f.lineno} in {f.name}" for f in traceback.extract_tb(at.__traceback__)]
        at = at.__cause__ or at.__context__
    return "\n".join(lines)


def _free(folder: Path, day: date) -> Path:
    """A name that no report has: reports sort by it."""
    names = (folder / f"{day.isoformat()}-{n:04}.txt" for n in range(10_000))
    return next(path for path in names if not path.exists())
