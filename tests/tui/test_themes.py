"""Colours: light, dark, of high contrast; chosen in the language of the interface, remembered for the user, legible."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path

import pytest
from textual.color import Color
from textual.command import CommandPalette
from textual.filter import Monochrome
from textual.screen import ModalScreen

from remedy.case.team import Team
from remedy.store import choices
from remedy.store.desk import Desk
from remedy.tui.colours import HIGH, LEAST, MOST, contrast
from remedy.tui.start import make_app
from remedy.tui.themes import CHOICE, THEMES
from tests.tui.conftest import User

SHORT = ((), ("right",), ("escape", "f", *"tag:"), ("escape", "p"), ("h", "f1"))
WALK = (
    *SHORT, ("escape", "f10"), ("escape", "ctrl+t"), ("escape", "x"), ("s",), ("m",), ("l",), ("h", "o"), ("right",),
    ("right", "right"), ("right", "right"), ("escape", "i"), ("escape", "r", *"judgment", "tab", *"2021-02"),
    ("escape", "h", "enter"), ("escape", "a"), (*"2021-03-01", "enter"), ("v",),
)  # fmt: skip
"""Keys, after each group of which all words on the screen are looked at."""


@pytest.fixture(autouse=True)
def own(monkeypatch, tmp_path: Path) -> Path:
    """Folders of the user's own, empty."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path


def _part(screen):
    """The part of the screen that is in use: what lies behind a dialog is dimmed on purpose."""
    if isinstance(screen, CommandPalette):
        return screen.query_one("CommandList").region
    return screen.query_one(".dialog").region if isinstance(screen, ModalScreen) else screen.region


def faint(screen, least: float, dims=lambda strip: strip) -> list[tuple[str, float, str, str]]:
    """Words that are seen with less contrast than that; a button that does nothing now may be faint."""
    region, off, out = _part(screen), [w.region for w in screen.query("Button:disabled")], []
    for y, strip in enumerate(screen._compositor.render_strips()):
        if not region.y <= y < region.bottom or any(r.y <= y < r.bottom for r in off):
            continue
        for text, style, _control in dims(strip.crop(region.x, region.right)):
            if not any(c.isalnum() or c in "?!" for c in text) or style.color is None or style.bgcolor is None:
                continue
            fore, back = Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor)
            fore, back = (back, fore) if style.reverse else (fore, back)
            found = contrast(fore.blend(back, 0.5) if style.dim else fore, back)
            if found < least - 0.05:
                out.append((text.strip(), round(found, 1), style.color.name, style.bgcolor.name))
    return out


def walked(folder, law, theme: str, least: float, walk=WALK, dims=lambda strip: strip) -> list:
    """What is faint on any screen of a walk."""
    (folder / "broken.toml").write_text("format = \n", "utf-8")
    found: list = []

    async def session() -> None:
        desk = Desk(folder, lambda: law, Team, lambda _zone: date(2021, 3, 12))
        app = make_app(desk, watches=False, theme=theme)
        async with app.run_test(size=(120, 40), notifications=True) as pilot:
            user = User(app, pilot)
            await user.settle()
            assert app.theme == theme
            for keys in walk:
                await pilot.press(*keys)
                await user.settle()
                found.extend((type(app.screen).__name__, *x) for x in faint(app.screen, least, dims))

    asyncio.run(session())
    return found


def test_every_word_of_the_agenda_its_help_and_the_problems_has_seven_to_one_in_high_contrast(folder, law):
    assert walked(folder, law, HIGH, MOST, SHORT) == []


@pytest.mark.slow
@pytest.mark.parametrize(("theme", "least"), [(HIGH, MOST), ("textual-dark", LEAST), ("textual-light", LEAST)])
def test_every_word_on_every_screen_has_the_contrast_that_its_theme_promises(folder, law, theme, least):
    assert walked(folder, law, theme, least) == []


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", HIGH])
def test_without_colours_every_word_is_still_legible(folder, law, monkeypatch, theme):
    monkeypatch.setenv("NO_COLOR", "1")
    filters = Monochrome()
    assert walked(folder, law, theme, LEAST, dims=lambda s: filters.apply(list(s), Color(0, 0, 0))) == []


def test_what_is_faint_is_found(folder, law):
    assert walked(folder, law, "textual-dark", 15, walk=((),)) != []


@pytest.mark.parametrize(("lang", "word", "key"), [("en", "high contrast", "ctrl+t"), ("ru", "тема", "f10")])
def test_a_theme_is_chosen_by_its_name_in_the_language_of_the_interface_and_remembered(
    run, folder, own, lang, word, key
):
    before = sorted(folder.rglob("*"))

    async def steps(user):
        await user.press(key)
        if key == "f10":
            await user.type(word)
            await user.press("enter")
        assert all(w in user.screen for w in (("светлая", "тёмная") if lang == "ru" else ("light", "dark")))
        assert "textual" not in user.screen
        await user.type("контраст" if lang == "ru" else "contrast")
        await user.press("enter")
        assert user.app.theme == HIGH

    run(steps, lang=lang)
    assert choices.kept(CHOICE) == HIGH
    (kept,) = [p for p in own.rglob("*") if p.is_file() and folder not in p.parents]
    assert kept == own / "state" / "remedy" / choices.FILE
    assert kept.stat().st_mode & 0o077 == 0
    assert sorted(folder.rglob("*")) == before


def test_where_the_choice_cannot_be_written_the_colours_change_and_it_is_said(run, own):
    (own / "state").write_text("no folder", "utf-8")

    async def steps(user):
        await user.press("ctrl+t")
        await user.type("light")
        await user.press("enter")
        assert user.app.theme == "textual-light"
        assert "Not remembered" in user.screen

    run(steps, told=True)


def test_the_newest_choice_counts_and_a_torn_line_is_none(own):
    choices.keep(CHOICE, "textual-light")
    choices.keep(CHOICE, HIGH)
    choices.keep(CHOICE, HIGH)
    path = own / "state" / "remedy" / choices.FILE
    assert [json.loads(x) for x in path.read_text("utf-8").splitlines()] == [
        {"theme": "textual-light"},
        {"theme": HIGH},
    ]
    with path.open("ab") as file:
        file.write(b'{"theme": "textual-l')
    assert choices.kept(CHOICE) == HIGH
    assert choices.kept("another") == ""


def test_a_theme_of_another_version_is_not_taken(folder, law):
    app = make_app(Desk(folder, lambda: law, Team, lambda _zone: date(2021, 3, 12)), watches=False, theme="rainbow")
    assert app.theme in THEMES
