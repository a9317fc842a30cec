"""The app's speed in the price of an empty Textual app: `python tests/bench/app.py [--full]`.

First paint, full load and the median keystroke of a filter, over 100, 1,000 and with --full 10,000 cases. Each start is
a process of its own.
"""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus import make

KEYS = "appeal kz-000"


async def measured(folder: str) -> list[float]:
    """Seconds to the first paint, to the whole folder read, and of the median keystroke, of the app or an empty one."""
    begun = time.perf_counter()
    app = _app(folder)
    async with app.run_test(size=(120, 40)) as pilot:
        painted = time.perf_counter() - begun
        while folder and not app.shelf.is_complete:
            await asyncio.sleep(0.02)
        loaded = time.perf_counter() - begun
        await pilot.press("f" if folder else "tab")
        times = []
        for key in KEYS:
            start = time.perf_counter()
            await pilot.press("space" if key == " " else key)
            times.append(time.perf_counter() - start)
    return [painted, loaded, statistics.median(times)]


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


def best(folder: str, runs: int = 5) -> list[float]:
    """The least of several processes, measure by measure."""
    found = []
    for _ in range(runs):
        done = subprocess.run([sys.executable, __file__, "--one", folder], capture_output=True, text=True, check=True)
        found.append([float(x) for x in done.stdout.split()])
    return [min(column) for column in zip(*found, strict=True)]


def main(full: bool) -> int:
    """Measures and prints."""
    empty = best("")
    broken = 0
    with tempfile.TemporaryDirectory() as name:
        for count in (100, 1000, 10000) if full else (100, 1000):
            folder = Path(name, str(count))
            make(folder, count)
            painted, loaded, key = best(str(folder), 5 if count < 10000 else 1)
            for what, ratio, limit in (
                ("first paint", painted / empty[0], 1.4),
                ("median keystroke", key / empty[2], 1.5),
            ):
                broken += ratio > limit
                said = "ok" if ratio <= limit else "TOO SLOW"
                print(f"app, {count} cases: {what} / an empty app   {ratio:6.2f}  at most {limit:4.1f}  {said}")
            print(f"app, {count} cases: full load / first paint of an empty app {loaded / empty[0]:6.1f}")
    return int(broken > 0)


if __name__ == "__main__":
    if "--one" in sys.argv:
        print(*asyncio.run(measured(sys.argv[2] if len(sys.argv) > 2 else "")))
        sys.exit(0)
    sys.exit(main("--full" in sys.argv))
