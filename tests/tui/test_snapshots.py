"""What each place looks like: pictures at two sizes, light and dark, in both languages.

New pictures: `pytest -n0 -m slow tests/tui/test_snapshots.py --snapshot-update`, and look at them; then
`python tools/make_pictures.py`.
"""

from __future__ import annotations

from datetime import date

import pytest
from textual.widgets import Input

from remedy.case.team import Team
from remedy.store.desk import Desk
from remedy.tui.start import make_app

pytestmark = pytest.mark.slow

SIZES = [(80, 24), (140, 40)]
THEMES = ["textual-dark", "textual-light"]
WALKS = {
    "agenda": (),
    "agenda filtered": ("f", *"appeal"),
    "cases": ("s",),
    "month": ("m",),
    "law": ("l",),
    "problems": ("p",),
    "timeline": ("o",),
    "ladder": ("o", "right"),
    "deadlines": ("o", "right", "right"),
    "steps": ("o", "right", "right", "right"),
    "record": ("o", "right", "right", "right", "right"),
    "file": ("o", "left"),
    "explanation": ("down", "down", "enter"),
    "form": ("r",),
    "menu": ("i",),
    "keys": ("f1",),
    "hidden names": ("v",),
}
"""The places, and the keys that lead there from the agenda."""


@pytest.mark.parametrize("size", SIZES, ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("place", WALKS)
def test_the_place_looks_as_it_did(snap_compare, folder, law, monkeypatch, place, lang, theme, size):
    monkeypatch.setattr(Input, "cursor_blink", False, raising=False)
    app = make_app(Desk(folder, lambda: law, Team, lambda _zone: date(2021, 3, 12)), lang=lang, watches=False)
    app.theme = theme

    async def walk(pilot) -> None:
        async def settle() -> None:
            for _ in range(3):
                await pilot.pause()
                await app.workers.wait_for_complete()
            await pilot.pause(0.2)

        await settle()
        for key in WALKS[place]:
            await pilot.press(key)
            await settle()
        for field in app.screen.query(Input):
            field.cursor_blink = False

    assert snap_compare(app, terminal_size=size, run_before=walk)
