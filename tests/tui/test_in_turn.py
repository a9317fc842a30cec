"""Letters that come in one piece, as over a slow line: each acts where the one before has led."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Input


async def at_once(user, *keys: str) -> None:
    """Keys that nobody waits between."""
    for key in keys:
        user.app.post_message(events.Key(key, key if len(key) == 1 else None))
    await user.pilot.pause()
    await user.settle()


def test_a_key_that_opens_the_filter_and_letters_behind_it_are_a_filter(run):
    async def steps(user):
        await at_once(user, "f", *"kozlov", "enter", "s")
        assert user.place == "Cases"
        await user.press("h")
        assert user.app.screen.query_one("#filter", Input).value == "kozlov"

    run(steps)


def test_a_key_that_opens_a_form_and_what_is_typed_into_its_fields_is_in_them(run):
    async def steps(user):
        await user.on("When did the case file reach")
        await at_once(user, "r", *"2021-02-15", "tab", *"a1b")
        assert user.place == "FormDialog"
        assert user.app.screen.values()["date"] == "2021-02-15"
        assert "a1b" in user.app.screen.values().values()

    run(steps)


def test_a_paste_behind_a_key_goes_where_the_key_has_led(run):
    async def steps(user):
        user.app.post_message(events.Key("f", "f"))
        user.app.post_message(events.Paste("quit and undo"))
        user.app.post_message(events.Key("x", "x"))
        await user.settle()
        assert user.app.focused.value == "quit and undox"

    run(steps)


@pytest.mark.parametrize("letters", ["hsmlp", "ыь", "shsh"])
def test_letters_on_a_list_lead_to_the_place_of_the_last(run, letters):
    places = {"p": "Problems", "ь": "Month", "h": "Agenda"}

    async def steps(user):
        await at_once(user, *letters)
        assert user.place == places[letters[-1]]

    run(steps)


def test_keys_behind_a_question_answer_it_as_they_would_one_by_one(run, folder):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.on("When did the case file reach")
        await at_once(user, "r", *"2021-02-15", "escape", "n", "escape", "y", "s")
        assert user.place == "Cases"

    run(steps)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before
