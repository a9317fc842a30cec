"""Every key that does something is in the help of its place and in the menu; the footer ends with the way to both."""

from __future__ import annotations

import pytest
from textual.binding import BindingsMap
from textual.screen import Screen

from remedy.tui.keys import spelled
from remedy.tui.offers import acts_of
from remedy.tui.screens import PLACES
from remedy.tui.widgets.key_line import KeyLine

OPEN = {"h": "Agenda", "s": "Cases", "m": "Month", "l": "LawScreen", "p": "Problems"}
"""Keys of the places, from which the case and the explanation are opened too."""

OWN = {"ctrl+c", "super+c"}
"""Keys of Textual's screens that copy a selection; they are told when they are pressed."""


def keys_of(screen) -> set[str]:
    """Every key that the screen or a widget of it has and that does something there, save those that edit a text."""
    from textual.widgets import Input

    found: set[str] = set()
    widgets = [w for w in screen.query("*") if w.can_focus and not isinstance(w, Input)]
    for node in (screen, *widgets):
        for kind in type(node).__mro__:
            if kind.__module__.startswith("remedy.") or kind is Screen:
                bound = BindingsMap(kind.__dict__.get("BINDINGS", ())).key_to_bindings
                found |= {k for k, acts in bound.items() if any(screen.check_action(a.action, ()) for a in acts)}
    return found - OWN


async def walk(user, does) -> None:
    """Does something on every place, on a case and on an explanation."""
    for key in OPEN:
        await user.press(key)
        does(user.app.screen)
    await user.press("h")
    await user.on("Cassation to the convict's detriment")
    await user.press("enter")
    assert user.place == "Explain"
    does(user.app.screen)
    await user.press("escape", "o")
    assert user.place == "CaseScreen"
    does(user.app.screen)


def test_each_key_of_each_place_is_in_its_help_and_each_act_of_the_help_in_the_menu(run):
    lacking, silent = [], []

    def compares(screen) -> None:
        app = screen.app
        acts = acts_of(screen)
        assert [a for a in acts if "_" in spelled(a) or "PAGE" in spelled(a)] == []
        told = {k for act in acts for k in (act.letter, *act.other.split(",")) if k}
        twins = {k for k in keys_of(screen) if not k.isascii()}
        lacking.extend((type(screen).__name__, k) for k in sorted(keys_of(screen) - twins - told))
        menu = {command.title for command in app.get_system_commands(screen)}
        silent.extend((type(screen).__name__, a.title) for a in acts if a.title not in menu and a.title != "Menu")

    async def steps(user):
        await walk(user, compares)
        assert set(OPEN.values()) == {*(n for n in PLACES.values())}

    run(steps)
    assert (lacking, silent) == ([], [])


def test_the_strip_of_weeks_is_moved_from_the_list_and_found_in_help_and_menu(run):
    async def steps(user):
        await user.press("right")
        assert user.app.focused.id == "weeks"
        await user.press("right", "right", "left")
        assert user.app.focused.chosen == 1
        await user.press("f1")
        await user.type("strip")
        assert user.screen.count("on the strip of weeks") == 3
        await user.press("escape", "f10")
        await user.type("week's lines")
        await user.press("enter")
        assert user.app.focused.id == "list" or "Nothing lies in that week" in user.screen

    run(steps, told=True)


@pytest.mark.slow
def test_a_command_of_the_menu_moves_the_list_and_the_grid(run):
    async def steps(user):
        before = user.app.screen.list.cursor
        await user.press("f10")
        await user.type("line below")
        await user.press("enter")
        assert user.app.screen.list.cursor > before
        await user.press("m", "f10")
        await user.type("next day")
        await user.press("enter")
        assert user.app.screen.day.day == 13

    run(steps)


@pytest.mark.parametrize(
    ("lang", "size"),
    [
        ("ru", (60, 15)),
        ("en", (80, 24)),
        *(
            pytest.param(x, s, marks=pytest.mark.slow)
            for x, s in (("en", (60, 15)), ("ru", (80, 24)), ("ru", (120, 40)))
        ),
    ],
)
def test_the_footer_ends_with_keys_and_menu_and_begins_with_what_is_likely_next(run, size, lang):
    ends = {"en": "F1 Keys  F10 Menu", "ru": "F1 Клавиши  F10 Меню"}[lang]
    first = {"en": "⏎ Open  i Act  r Record", "ru": "⏎ Открыть  ш Действие  к Запись"}[lang]
    seen = []

    async def steps(user):
        for key in OPEN:
            await user.press(key)
            line = user.screen.split("\n")[-1]
            assert line.rstrip().endswith(ends)
            assert len(line) <= size[0]
            seen.append(line)

    run(steps, size=size, lang=lang)
    assert seen[0].strip().startswith(first)


def test_a_click_at_the_right_end_of_the_footer_opens_the_menu(run):
    async def steps(user):
        line = user.app.screen.query_one(KeyLine)
        await user.pilot.click(KeyLine, offset=(line.size.width - 3, 0))
        await user.settle()
        assert user.place == "CommandPalette"

    run(steps, size=(60, 15))


def test_sorting_stops_at_no_column_that_is_not_shown(run):
    async def steps(user):
        await user.press("s")
        screen = user.app.screen
        shown = {n for n, width in enumerate(screen.room) if width}
        assert len(shown) < len(screen.room)
        passed = set()
        for _ in screen.room:
            await user.press("z")
            passed.add(screen.by)
            assert "▾" in user.screen.split("\n")[1]
        assert passed == shown

    run(steps, size=(60, 15))
