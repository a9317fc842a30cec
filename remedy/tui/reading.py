"""Reading in the background: all cases once, then what changes on the disk.

The only module of the app that asks the desk for files.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from remedy.case.problems import Problem
from remedy.store.desk import Desk
from remedy.tui.shelf import Entry, Stamp
from remedy.views.citing import places
from remedy.views.i18n import _

PAUSE = 0.0
"""Seconds a reader rests between files: long enough that keys are answered."""

BATCH = 0.15
"""Seconds of reading that are handed over together."""


Broke = Callable[[Exception], None]
"""Who is told of an error of the program."""


def entry_of(desk: Desk, path: Path, stamp: Stamp, broke: Broke) -> Entry:
    """One file, read and assessed for the lists; one on which the program fails is a problem, and the rest is read."""
    try:
        return _entry_of(desk, path, stamp)
    except Exception as error:
        broke(error)
        said = _("remedy itself failed on this file ({kind}): none of its dates is shown").format(
            kind=type(error).__name__
        )
        cure = _("use another version of remedy, and send its makers the report")
        problem = Problem(path.name, 1, "", "error", "program-error", said, cure)
        return Entry(path=path, name=path.name, stamp=stamp, case=None, answer=None, problems=[problem])


def _entry_of(desk: Desk, path: Path, stamp: Stamp) -> Entry:
    file = desk.load(path)
    if file.case is None or file.source is None:
        return Entry(path=path, name=file.name, stamp=stamp, case=None, answer=None, problems=file.problems)
    answer = desk.assess(file, detail=False)
    for item in answer.items:
        item.cite = places(item)
        for reading in item.readings:
            reading.cite, reading.trace = [], []
    problems = [*answer.problems, *(p for p in file.problems if p not in answer.problems)]
    return Entry(path=path, name=file.name, stamp=stamp, case=file.case, answer=answer, problems=problems)


def read_all(
    desk: Desk,
    stamps: dict[Path, Stamp],
    hand: Callable[[list[Entry]], None],
    is_cancelled: Callable[[], bool],
    broke: Broke,
) -> None:
    """Reads every file and hands the entries over in batches; stops where nobody waits any more."""
    batch: list[Entry] = []
    since = time.monotonic()
    for path, stamp in stamps.items():
        if is_cancelled():
            return
        batch.append(entry_of(desk, path, stamp, broke))
        time.sleep(PAUSE)
        if time.monotonic() - since > BATCH:
            hand(batch)
            _keep()
            batch, since = [], time.monotonic()
    hand(batch)
    _keep()


def _keep() -> None:
    """What was read stays: the collector of cycles need not look through it with each key that is pressed."""
    gc.collect()
    gc.freeze()


def changed(desk: Desk, known: dict[Path, Stamp], broke: Broke) -> tuple[list[Entry], list[Path]]:
    """What is new or another on the disk, read; and what is gone."""
    now = desk.stamps()
    fresh = [entry_of(desk, path, stamp, broke) for path, stamp in now.items() if known.get(path) != stamp]
    return fresh, _gone(known, now)


def _gone(known: Iterable[Path], now: dict[Path, Stamp]) -> list[Path]:
    return [path for path in known if path not in now]
