"""What a human-rights lawyer asked of the app after a day with it."""

from __future__ import annotations

from datetime import date

import pytest

ILYASHEV = "kz/ilyashev.toml"
APPEAL = date(2020, 7, 1)
"""Six days before the appeal runs out."""


# What is nearest


@pytest.mark.parametrize("way", ["n", "т", "f12", "click", "enter"])
def test_the_first_screen_says_what_is_nearest_and_leads_there(run, way):
    async def steps(user):
        line = user.screen.split("\n")[1].strip()
        assert line.startswith("nearest: Appeal against the judgment, kz-ilyashev-2020 — Tue 2020-07-07, in 6 days")
        if way == "click":
            await user.pilot.click("#nearest")
        elif way == "enter":
            user.app.screen.query_one("#nearest").focus()
            await user.press("enter")
        else:
            await user.press(way)
        await user.settle()
        assert user.app.screen.list.has_focus
        assert user.app.screen.chosen_item() == ("kz-ilyashev-2020", "kz-ilyashev-2020#kz/criminal.appeal@judgment")

    run(steps, day=APPEAL)
