"""Every weight of a line and the line of the cursor can be read in every theme that the app offers."""

from __future__ import annotations

import asyncio

import pytest
from textual.app import App
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from remedy.tui.colours import ANSI, LEAST, contrast, legible, styles


def test_contrast_is_that_of_the_accessibility_guidelines():
    assert contrast(Color(0, 0, 0), Color(255, 255, 255)) == pytest.approx(21)
    assert contrast(Color(119, 119, 119), Color(255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_a_colour_that_can_be_read_stays_as_the_theme_has_it():
    assert legible(Color(0, 0, 120), Color(255, 255, 255)) == Color(0, 0, 120)


@pytest.mark.parametrize("name", [n for n in BUILTIN_THEMES if not n.startswith("ansi")])
def test_every_weight_is_legible_on_the_background_and_on_the_cursor(name):
    async def session() -> dict[str, tuple[Color, Color]]:
        app = App()
        async with app.run_test():
            app.theme = name
            back = Color.parse(app.theme_variables["background"])
            found = {}
            for tag, style in styles(app, back).items():
                if style.color is not None:
                    over = Color.from_rich_color(style.bgcolor) if style.bgcolor else back
                    found[tag] = (Color.from_rich_color(style.color), over)
            return found

    found = asyncio.run(session())
    assert set(found) >= {"dim", "red", "yellow", "green", "cyan", "cursor", "blurred"}
    assert {t: round(contrast(a, b), 1) for t, (a, b) in found.items() if contrast(a, b) < LEAST - 0.05} == {}


def test_with_the_terminals_own_colours_nothing_is_told_by_colour_alone():
    assert ANSI["cursor"].reverse
    assert ANSI["dim"].dim
