"""Any keys in any order, with pastes and files that break, go and come back: no error, and no name while names are
hidden."""

from __future__ import annotations

import random
import re

import pytest
from textual import events

NAMES = re.compile("lyashev|ozlov|atayev")

KEYS = (
    *("v", "f9", "enter", "escape", "escape", "up", "down", "down", "left", "right", "tab", "shift+tab", "space"),
    *"oirsnmlphaywuctxfgjkdbze",
    *("slash", "1", "2", "f1", "f3", "f5", "f7", "f10", "ctrl+p", "ctrl+s", "ctrl+c", "pagedown", "home", "end"),
)
"""All but those that leave the app."""

TEXTS = (
    "2021-02-15",
    "14.03.2026 10:00",
    "не знаю",
    "protest-refused",
    "a\nb\nc",
    "«x»",
    "9999-12-31",
    "lyash",
    "in:30d",
)


def _spoil(dice: random.Random, folder, kept: dict) -> None:
    path, done = dice.choice(sorted(kept)), dice.choice(("touched", "broken", "no text", "gone", "back"))
    match done:
        case "touched":
            path.write_bytes(kept[path] + b"# touched\n")
        case "broken":
            path.write_text("format = [", "utf-8")
        case "no text":
            path.write_bytes(b"\xff\xfe")
        case "gone":
            path.unlink(missing_ok=True)
        case _:
            for each, content in kept.items():
                each.write_bytes(content)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_pressed_no_error_comes_and_no_hidden_name_is_seen(run, git, folder, monkeypatch, seed):
    monkeypatch.setenv("EDITOR", "true")
    dice = random.Random(seed)

    async def steps(user):
        kept = {path: path.read_bytes() for path in folder.rglob("*.toml")}
        pressed: list[str] = []
        for _ in range(150):
            match dice.choices(("keys", "text", "file"), (86, 8, 6))[0]:
                case "keys":
                    keys = [dice.choice(KEYS) for _ in range(dice.choice((1, 1, 1, 5)))]
                    await user.pilot.press(*keys)
                    pressed += keys
                case "text":
                    text = dice.choice(TEXTS)
                    user.app.screen.post_message(events.Paste(text))
                    pressed.append(text)
                case _:
                    _spoil(dice, folder, kept)
                    user.app.look()
            await user.settle()
            assert user.app.is_running
            assert user.app._reported == {}, pressed
            seen = NAMES.search(user.screen) if user.app.shelf.hides else None
            assert seen is None, (seen, pressed)

    run(steps)
