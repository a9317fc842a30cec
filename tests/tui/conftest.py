"""The app over a copy of the repo's own cases, on a fixed day, driven as a person would."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path

import pytest
from textual import events

from remedy.case.team import Team
from remedy.store.desk import Desk
from remedy.tui.app import RemedyApp
from remedy.tui.place import REST
from remedy.tui.start import make_app
from tests.conftest import ROOT

DAY = date(2021, 3, 12)


class User:
    """A person at the app: presses keys, waits until all is read, looks at the screen."""

    def __init__(self, app: RemedyApp, pilot) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Until no worker runs and all was painted."""
        for _ in range(3):
            await self.pilot.pause()
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Keys one after another."""
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        """A text into the field that has the keys; then the fingers rest."""
        await self.press(*("space" if c == " " else c for c in text))
        await self.pilot.pause(2 * REST)
        await self.settle()

    async def paste(self, text: str) -> None:
        """The same at once, as a terminal hands over what was pasted."""
        self.app.screen.post_message(events.Paste(text))
        await self.pilot.pause(2 * REST)
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
