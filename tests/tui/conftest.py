"""The app over a copy of the repo's own cases, on a fixed day, driven as a person would."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
import textual.app
import textual.constants
import textual.pilot
import textual.screen
from textual import events
from textual.worker import WorkerCancelled

from remedy.case.team import Team
from remedy.store.desk import Desk
from remedy.tui import place
from remedy.tui.app import RemedyApp
from remedy.tui.start import make_app
from tests.conftest import ROOT

DAY = date(2021, 3, 12)

MOMENT = 0.01
"""Seconds within which a timer is waited for."""


async def _until_idle(min_sleep: float = 0, max_sleep: float = 1) -> None:
    """Until nothing is left to do, now or within a moment: in place of Textual's own, that looks fifty times a second
    how busy the processor is."""
    loop = asyncio.get_running_loop()
    end, quiet = loop.time() + max_sleep, 0
    while quiet < 3 and loop.time() < end:
        soon = any(not t.cancelled() and t.when() < loop.time() + MOMENT for t in loop._scheduled)
        await asyncio.sleep(0.001 if soon else 0)
        quiet = 0 if soon or loop._ready else quiet + 1


@pytest.fixture(autouse=True)
def _without_waiting(monkeypatch):
    """Painted at once, and the fingers rest for a moment that nobody feels."""
    for module in (textual.app, textual.pilot):
        monkeypatch.setattr(module, "wait_for_idle", _until_idle)
    monkeypatch.setattr(textual.screen, "UPDATE_PERIOD", 0.001)
    monkeypatch.setattr(textual.constants, "TEXTUAL_ANIMATIONS", "none")
    monkeypatch.setattr(place, "REST", MOMENT / 2)


class User:
    """A person at the app: presses keys, waits until all is read, looks at the screen."""

    def __init__(self, app: RemedyApp, pilot) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Until no worker runs, save those that the app itself called back, and all was painted."""
        for _ in range(3):
            await self.pilot.pause()
            for worker in list(self.app.workers):
                with contextlib.suppress(WorkerCancelled):
                    await worker.wait()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Keys one after another, each once what the one before began is done."""
        for key in keys:
            await self.pilot.press(key)
            if not all(worker.is_finished for worker in self.app.workers):
                await self.settle()
        await self.settle()

    async def type(self, text: str) -> None:
        """A text into the field that has the keys; then the fingers rest."""
        await self.press(*("space" if c == " " else c for c in text))
        await self.pilot.pause(2 * place.REST)
        await self.settle()

    async def paste(self, text: str) -> None:
        """The same at once, as a terminal hands over what was pasted."""
        self.app.screen.post_message(events.Paste(text))
        await self.pilot.pause(2 * place.REST)
        await self.settle()

    @property
    def screen(self) -> str:
        """What is seen, as text."""
        return "\n".join(strip.text.rstrip() for strip in self.app.screen._compositor.render_strips())

    @property
    def place(self) -> str:
        """The class of the screen."""
        return type(self.app.screen).__name__

    async def on(self, words: str) -> None:
        """Puts the cursor on the first line that holds some words."""
        rows = self.app.screen.query_one("#list")
        for index, row in enumerate(rows.rows):
            text = " ".join(t for line in row.make(200) for t, _ in line)
            if row.key is not None and words in text:
                rows._move(index)
                await self.settle()
                return
        raise AssertionError(f"no line holds {words!r}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of three of the cases: one under way, one quiet for years, one closed."""
    made = tmp_path / "cases" / "kz"
    made.mkdir(parents=True)
    for name in ("ilyashev", "kozlov", "matayev"):
        shutil.copy(ROOT / "cases" / "kz" / f"{name}.toml", made)
    return made.parent


@pytest.fixture
def git(folder: Path) -> list[str]:
    """The folder under git, everything committed; the words that ask it something."""
    words = ["git", "-C", str(folder)]
    subprocess.run([*words, "init", "--quiet", "--initial-branch", "counsel"], check=True)
    for key, value in (("user.email", "a@example.org"), ("user.name", "A")):
        subprocess.run([*words, "config", key, value], check=True)
    subprocess.run([*words, "add", "--all"], check=True)
    subprocess.run([*words, "commit", "--quiet", "--message", "first"], check=True)
    return words


@pytest.fixture
def run(folder, law):
    """Runs a session of the app over the folder: `run(steps, day=…, lang=…, size=…)`; `told`: messages are seen."""

    def running(
        steps: Callable[[User], Awaitable[None]],
        *,
        day: date = DAY,
        lang: str = "en",
        size: tuple[int, int] = (120, 40),
        root: Path = folder,
        told: bool = False,
    ) -> None:
        async def session() -> None:
            app = make_app(Desk(root, lambda: law, Team, lambda _zone: day), lang=lang, watches=False)
            async with app.run_test(size=size, notifications=told) as pilot:
                user = User(app, pilot)
                await user.settle()
                await steps(user)

        asyncio.run(session())

    return running
