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


# Names hidden


def test_while_names_are_hidden_each_case_has_a_letter_the_same_everywhere_and_a_timeline(run, folder):
    async def steps(user):
        await user.press("v")
        line = user.screen.split("\n")[2]
        called = line.split(", ", 1)[1].partition(" — ")[0]
        assert called in ("case A", "case B", "case C")
        await user.press("n", "o")
        head = user.screen.split("\n")[2:4]
        assert head[0].strip() == called
        assert "Judgment" in user.screen and "recorded yet" not in user.screen
        assert "onfidential" not in user.screen and "lyashev" not in user.screen
        await user.press("s")
        assert all(name in user.screen for name in ("case A", "case B", "case C"))
        await user.press("v", "v")
        assert user.screen.count(called) == 1

    run(steps, day=APPEAL)


def test_hidden_names_steps_and_owners_are_words_of_the_interface(run):
    async def steps(user):
        await user.press("v")
        assert "дело А" in user.screen
        seen = user.screen
        await user.press("n", "o", "right", "right", "right")
        seen += user.screen
        assert "скрыто" in seen
        assert "onfidential" not in seen and "step-" not in seen

    run(steps, day=date(2021, 3, 12), lang="ru")


def test_what_was_scheduled_is_asked_about_without_its_title_while_names_are_hidden(run, folder):
    path = folder / ILYASHEV
    more = '\n[[event]]\nid = "dopros-smagulova"\nkind = "hearing"\ntitle = "Questioning of Smagulova"\n'
    more += 'proceeding = "trial"\nstate = "scheduled"\ndate = 2020-06-29\n'
    path.write_text(path.read_text("utf-8") + more, "utf-8")

    async def steps(user):
        user.app.look()
        await user.settle()
        assert "Questioning of Smagulova" in user.screen
        await user.press("v")
        assert "hidden (2020-06-29): did it take place?" in user.screen
        assert "magulova" not in user.screen

    run(steps, day=APPEAL)


def test_a_filter_typed_with_a_name_goes_when_names_are_hidden(run):
    async def steps(user):
        await user.press("f")
        await user.paste("ilyashev")
        await user.press("enter", "v")
        assert "lyashev" not in user.screen
        assert user.app.screen.typed == ""

    run(steps, day=APPEAL)
