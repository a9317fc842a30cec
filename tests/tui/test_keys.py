"""Keys as promised: a twin for each letter, another way for each action, no letter that says yes by its place."""

from __future__ import annotations

import asyncio

import pytest

from remedy.tui.dialogs.confirm import Confirm
from remedy.tui.keys import EVERYWHERE, LIST, TWINS, bindings
from remedy.tui.screens import PLACES, load


def test_every_letter_key_has_its_twin_at_the_same_place_of_the_cyrillic_keyboard():
    rows = ("qwertyuiop[]", "йцукенгшщзхъ"), ("asdfghjkl;'", "фывапролджэ"), ("zxcvbnm,.", "ячсмитьбю")
    assert {a: b for latin, cyrillic in rows for a, b in zip(latin, cyrillic, strict=True)} == TWINS
    for act in (*EVERYWHERE, *LIST):
        if act.letter:
            keys = bindings((act,))[0].key.split(",")
            assert TWINS[act.letter] in keys


@pytest.mark.parametrize("name", PLACES)
def test_no_two_actions_of_a_place_share_a_key(name):
    place = load(name)
    keys = [k for act in (*place.ACTS, *EVERYWHERE) for b in bindings((act,)) for k in b.key.split(",")]
    assert sorted(keys) == sorted(set(keys))


def _answer(*keys: str, lang: str) -> bool | None:
    from textual.app import App

    class Asking(App[None]):
        answer: bool | None = None

        def on_mount(self) -> None:
            self.push_screen(Confirm("Take it away?", lang=lang), lambda said: setattr(self, "answer", said))

    async def session() -> bool | None:
        app = Asking()
        async with app.run_test() as pilot:
            await pilot.pause()
            await pilot.press(*keys)
            await pilot.pause()
            return app.answer

    return asyncio.run(session())


@pytest.mark.parametrize("keys", [("enter",), ("escape",), ("n",), ("н",), ("т",)])
def test_enter_escape_and_every_letter_but_the_languages_own_yes_mean_no(keys):
    assert _answer(*keys, lang="ru") is False


def test_the_first_letter_of_yes_follows_the_language_and_never_the_place_of_a_key():
    assert _answer("д", lang="ru") is True
    assert _answer("y", lang="ru") is False
    assert _answer("y", lang="en") is True
    assert _answer("н", lang="en") is False


def test_the_other_button_must_be_chosen_to_say_yes_by_enter():
    assert _answer("right", "enter", lang="en") is True
