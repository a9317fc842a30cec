"""Nothing that a person typed or saved goes unasked: forms, undo, pastes, the palette; and arrows work at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial

import pytest
from textual import events
from textual.widgets import Button, Input

from remedy.store import outside
from remedy.tui.screens.explain import Explain

QUESTION = "When did the case file reach the prosecutor's office?"


async def opened(user, typed: str = "") -> None:
    """The form that answers the question."""
    await user.on(QUESTION)
    await user.press("r")
    if typed:
        await user.paste(typed)
    assert user.place == "FormDialog"


# Undo


def test_undo_says_what_it_takes_back_and_enter_leaves_the_edit(run, folder):
    path = folder / "kz/ilyashev.toml"

    async def steps(user):
        await opened(user, "2021-02-15")
        await user.press("ctrl+s")
        after = path.read_bytes()
        for key in ("u", "г", "ctrl+z"):
            await user.press(key)
            assert user.place == "Confirm"
            for words in ("Undo this edit?", "Case file reached the prosecutor 2021-02-15", "kz/ilyashev.toml"):
                assert words in user.screen
            assert "- date = 2021-02-15" in user.screen
            await user.press("enter")
            assert path.read_bytes() == after
        await user.press("u", "escape")
        assert path.read_bytes() == after

    run(steps)


def test_undo_is_asked_on_a_low_terminal_with_its_buttons_in_sight(run):
    async def steps(user):
        await opened(user, "2021-02-15")
        await user.press("ctrl+s", "u")
        assert user.place == "Confirm"
        for button in user.app.screen.query(Button):
            assert user.app.screen.region.contains_region(button.region) and button.region.area
        assert any("No" in line and "Yes" in line for line in user.screen.split("\n"))

    run(steps, size=(60, 15), told=True)


# Forms


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
def test_a_form_in_which_something_was_typed_is_left_only_after_a_yes(run, key):
    async def steps(user):
        await opened(user, "2021-02-15")
        await user.press(key)
        assert "Discard what was typed?" in user.screen
        assert "On which day: 2021-02-15" in user.screen
        await user.press("enter")
        assert user.place == "FormDialog"
        assert user.app.screen.values()["date"] == "2021-02-15"
        await user.press(key, "y")
        assert user.place == "Agenda" if key == "escape" else not user.app.is_running

    run(steps)


def test_the_button_that_cancels_asks_too(run):
    async def steps(user):
        await opened(user, "2021-02-15")
        await user.pilot.click("#cancel")
        await user.settle()
        assert user.place == "Confirm"

    run(steps)


@pytest.mark.parametrize("key", ["escape", "ctrl+q"])
def test_a_form_as_it_was_opened_is_left_at_once(run, key):
    async def steps(user):
        await opened(user)
        await user.press(key)
        assert user.place == "Agenda" if key == "escape" else not user.app.is_running

    run(steps)


def test_another_place_chosen_in_the_palette_over_a_form_asks_first(run):
    async def steps(user):
        await opened(user, "2021-02-15")
        for answer, place in (("enter", "FormDialog"), ("y", "Cases")):
            await user.press("ctrl+p")
            await user.type("Cases")
            await user.press("enter")
            assert user.place == "Confirm"
            await user.press(answer)
            assert user.place == place

    run(steps)


def test_no_key_but_the_one_on_the_button_saves(run, folder):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await opened(user, "2021-02-15")
        assert "Save (Ctrl+S)" in user.screen
        await user.press(*(f"f{n}" for n in range(2, 13) if n not in (9, 10)))  # F9 hides names, F10 is the menu
        assert user.place == "FormDialog"

    run(steps)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before


def test_a_form_on_a_low_terminal_says_that_there_is_more_and_page_down_leads_there(run):
    async def steps(user):
        await opened(user, "2021-02-15")
        assert "PgDn: more below" in user.screen and "+ date = 2021-02-15" not in user.screen
        for _ in range(8):
            await user.press("pagedown")
        assert "PgDn" not in user.screen and "PgUp: more above" in user.screen
        assert "+ date = 2021-02-15" in user.screen

    run(steps, size=(60, 15))


def test_on_another_size_the_form_wraps_anew_what_would_change(run):
    async def steps(user):
        await opened(user, "2021-02-15")
        whole = "Answer to the petition for a protest (protest-answer@protest-requested): not started →"
        assert whole in user.screen
        await user.pilot.resize_terminal(64, 40)
        await user.settle()
        assert "(protest-answer@protest-requested): not started" in user.screen and whole not in user.screen
        await user.pilot.resize_terminal(120, 40)
        await user.settle()
        assert whole in user.screen

    run(steps)


def test_a_form_on_a_file_that_is_gone_says_so_before_anything_is_typed(run, folder):
    async def steps(user):
        await opened(user)
        (folder / "kz/ilyashev.toml").unlink()
        user.app.look()
        await user.settle()
        assert "the file of this case is gone" in user.screen

    run(steps)


def test_an_explanation_of_a_case_that_is_gone_says_so_and_waits_for_nothing(run, folder):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("enter")
        assert isinstance(user.app.screen, Explain)
        (folder / "kz/ilyashev.toml").unlink()
        user.app.look()
        await user.settle()
        assert "This case is not there" in user.screen and "reading…" not in user.screen

    run(steps)


def test_what_was_typed_just_before_ctrl_q_is_asked_about_too(run):
    async def steps(user):
        await opened(user)
        user.app.post_message(events.Paste("2021-02-15"))
        user.app.simulate_key("ctrl+q")
        await user.settle()
        assert user.place == "Confirm" and "On which day: 2021-02-15" in user.screen

    run(steps)


def test_what_was_typed_just_before_the_key_that_saves_is_in_the_file(run, folder):
    async def steps(user):
        await opened(user, "2021-02-1")
        for key in ("6", "ctrl+s"):
            user.app.simulate_key(key)
        await user.settle()

    run(steps)
    assert "date = 2021-02-16" in (folder / "kz/ilyashev.toml").read_text("utf-8")


# Pastes


def test_what_is_pasted_on_a_list_presses_no_key_and_is_answered(run):
    async def steps(user):
        for key in ("h", "s", "m", "l", "p"):
            await user.press(key)
            place = user.place
            user.app.clear_notifications()
            user.app.post_message(events.Paste("quit and undo"))
            await user.settle()
            assert user.place == place
            assert "Nothing takes text here" in user.screen

    run(steps, told=True)


def test_that_the_terminal_sends_no_utf8_is_said_once(run):
    async def steps(user):
        for _ in range(3):
            user.app.unreadable()
        await user.settle()
        assert user.screen.count("no UTF-8") == 1

    run(steps, told=True)


# Arrows


@pytest.mark.parametrize("how", ["key", "mouse", pytest.param("palette", marks=pytest.mark.slow)])
def test_arrows_work_at_once_in_every_place_however_it_was_reached(run, how):
    async def steps(user):
        for title, key, name in (
            ("Cases", "s", "Cases"), ("Month", "m", "Month"), ("Law", "l", "LawScreen"), ("Agenda", "h", "Agenda"),
        ):  # fmt: skip
            if how == "key":
                await user.press(key)
            elif how == "palette":
                await user.press("f10")
                await user.type(title)
                await user.press("enter")
            else:
                line = user.screen.split("\n")[-1]
                await user.pilot.click(offset=(line.index(f" {key} {title}") + 1, 39))
                await user.settle()
            assert user.place == name
            place = user.app.screen
            seen = partial(getattr, place, "day") if name == "Month" else partial(getattr, place.list, "cursor")
            before = seen()
            await user.press("down")
            assert seen() != before

    run(steps)


def test_arrows_work_at_once_in_a_case_and_in_an_explanation(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("o")
        before = user.app.screen.list.cursor
        await user.press("down")
        assert user.app.screen.list.cursor > before
        await user.press("escape")
        await user.on(QUESTION)
        await user.press("enter", "down", "down")
        assert user.app.screen.list.scroll_y > 0

    run(steps, size=(80, 15))


# The editor


def test_what_is_pressed_in_an_editor_does_not_end_who_waits_for_it_and_the_editor_itself_hears_it():
    before = {s: signal.getsignal(s) for s in (signal.SIGINT, signal.SIGQUIT)}
    program = "import os, signal; print(signal.getsignal(signal.SIGINT) is signal.default_int_handler)"
    with outside.deaf():
        for number in before:
            os.kill(os.getpid(), number)
        heard = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    assert heard == "True\n"
    assert {s: signal.getsignal(s) for s in before} == before


def test_a_field_takes_what_is_pasted(run):
    async def steps(user):
        await opened(user, "2021-02-15")
        assert user.app.focused is not None and isinstance(user.app.focused, Input)
        assert user.app.focused.value == "2021-02-15"

    run(steps)
