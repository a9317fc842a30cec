"""The app's speed in the price of an empty Textual app: part of `run.py`; alone, `python tests/bench/app.py [--full]`.

Over 100, 1,000 and with --full 10,000 cases: the first paint, the whole folder read, the median key typed into the
filter, after which the list must show what fits, and how long a key waits while the folder is still being read. Each
start is a process of its own; the app and the empty one take turns, so that a busy machine slows both.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus import make

KEYS = "appeal kz-000"

FRAME = 1 / 60
"""Seconds from one painting of a screen to the next."""

ENV = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""Compiled modules are kept between runs, as on a user's machine."""

Row = tuple[str, float, float]
"""What is promised, the ratio, the most that it may be."""


async def measured(folder: str) -> list[float]:
    """Seconds to the first paint, to the whole folder read, of the median key into the filter, and of what nineteen of
    twenty keys wait at most while the folder is read; of the app or an empty one."""
    begun = time.perf_counter()
    app = _app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        painted = time.perf_counter() - begun
        waits = [0.0]
        while folder and not app.shelf.is_complete:
            waits.append(await _wait())
        loaded = time.perf_counter() - begun
        await pilot.press("f" if folder else "tab")
        times = []
        for n, key in enumerate(KEYS):
            times.append(await _key(pilot, "space" if key == " " else key))
            if folder:
                _is_narrowed(app.screen, KEYS[: n + 1])
    return [painted, loaded, statistics.median(times), sorted(waits)[len(waits) * 19 // 20]]


async def _wait() -> float:
    """How much later than it could the app turns to what comes next: what a key would wait. The pilot's own keys are no
    measure here, since it waits until the processor rests."""
    start = time.perf_counter()
    await asyncio.sleep(0.005)
    return time.perf_counter() - start - 0.005


async def _key(pilot, key: str) -> float:
    start = time.perf_counter()
    await pilot.press(key)
    return time.perf_counter() - start


def _is_narrowed(screen, typed: str) -> None:
    """What is shown after a key is what fits all that was typed, and it is painted."""
    keys = [r.key for r in screen.list.rows if r.key is not None]
    assert keys, f"nothing fits {typed}"
    assert all(word in k.text for word in typed.split() for k in keys), f"not narrowed by {typed}"
    assert len(keys) == sum(all(w in x.text for w in typed.split()) for x in screen.remedy.shelf.lines())


def _app(folder: str):
    from textual.app import App
    from textual.widgets import Input

    if not folder:

        class Empty(App):
            def compose(self):
                yield Input()

        return Empty()
    from remedy.store.desk import Desk
    from remedy.tui.start import make_app

    return make_app(Desk(Path(folder), _law, _team, lambda _zone: date(2026, 11, 24)), watches=False)


def _law():
    from remedy.store.law import load

    return load()[0]


def _team():
    from remedy.case.team import Team

    return Team()


def _one(folder: str) -> list[float]:
    command = [sys.executable, __file__, "--one", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=ENV)
    return [float(x) for x in done.stdout.split()]


def in_turn(folder: str, runs: int) -> tuple[list[float], list[float]]:
    """Measure by measure, the median over pairs of one start each: the app's in the price of the empty one's, and the
    app's own."""
    ratios, own = [], []
    for _ in range(runs):
        empty, app = _one(""), _one(folder)
        ratios.append([app[0] / empty[0], app[1] / empty[0], app[2] / empty[2]])
        own.append(app)
    return _medians(ratios), _medians(own)


def _medians(found: list[list[float]]) -> list[float]:
    return [statistics.median(column) for column in zip(*found, strict=True)]


def rows(folders: dict[int, Path], runs: int = 7) -> tuple[list[Row], list[str]]:
    """The promises with their ratios, and what is told beside them."""
    out: list[Row] = []
    told = []
    for count, folder in folders.items():
        (paint, load, key), own = in_turn(str(folder), runs if count < 10000 else min(runs, 3))
        out.append((f"app, {count:,} cases: first paint / an empty app", paint, 1.4))
        out.append((f"app, {count:,} cases: median key in the filter / same", key, 1.5))
        told.append(
            f"app, {count:,} cases: full load / first paint of an empty app {load:.1f}; "
            f"a key waits while it reads, in sixtieths of a second {own[3] / FRAME:.1f}"
        )
    return out, told


def show(found: Sequence[Row]) -> int:
    """Prints a table of promises; how many are broken."""
    for what, ratio, limit in found:
        print(f"{what:<54} {ratio:6.2f}  at most {limit:4.1f}  {'ok' if ratio <= limit else 'TOO SLOW'}")
    return sum(ratio > limit for _, ratio, limit in found)


def main(full: bool) -> int:
    """Measures and prints."""
    with tempfile.TemporaryDirectory() as name:
        folders = {n: Path(name, str(n)) for n in ((100, 1000, 10000) if full else (100, 1000))}
        for count, folder in folders.items():
            make(folder, count)
        found, told = rows(folders)
    broken = show(found)
    print(*told, sep="\n")
    return int(broken > 0)


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(*asyncio.run(measured(sys.argv[2] if len(sys.argv) > 2 else "")))
        sys.exit(0)
    sys.exit(main("--full" in sys.argv))
