"""Names are hidden before a screen is shared, whatever is open; what was open comes back when they are shown again."""

from __future__ import annotations

import re
import subprocess
import sys
import threading

import pytest

from remedy.views import presenting
from tests.conftest import ROOT
from tests.tui.test_committing import QUESTION, answered, asked, hook, mixed, until  # noqa: F401 - mixed: a fixture
from tests.tui.test_hidden_names import DAY, NAMED, hostile  # noqa: F401 - fixtures

NAMES = ("lyashev", "ozlov", "atayev")


def named(text: str) -> list[str]:
    """Which names a text holds."""
    return [name for name in NAMES if name in text]


def window(user) -> list[str]:
    """What stands in the dialog that is open, line by line."""
    return [found[0] for line in user.screen.split("\n") if (found := re.search("[│╭╰].*[│╮╯]", line))]


async def _record(user) -> None:
    """A form with a day typed into it, over the case."""
    await user.on(QUESTION)
    await user.press("o", "r")
    await user.paste("2021-02-15")
    assert user.place == "FormDialog" and named(user.screen)


@pytest.fixture
def frames(monkeypatch):
    """All that was painted, frame by frame."""
    from remedy.tui.app import RemedyApp

    seen: list[str] = []
    paints = RemedyApp._display

    def painted(app, screen, renderable) -> None:
        paints(app, screen, renderable)
        if app._running and screen is app.screen:
            seen.append("\n".join(strip.text for strip in screen._compositor.render_strips()))

    monkeypatch.setattr(RemedyApp, "_display", painted)
    return seen


@pytest.fixture
def slow_mask(monkeypatch) -> threading.Event:
    """Names are masked once this is set."""
    goes = threading.Event()
    masks = presenting.presented

    def presented(*given):
        assert goes.wait(60)
        return masks(*given)

    monkeypatch.setattr(presenting, "presented", presented)
    return goes


# What was open


def test_over_a_form_the_menu_hides_its_names_and_the_form_comes_back_as_it_was_typed(run):
    async def steps(user):
        await _record(user)
        before = window(user)
        await user.press("ctrl+p")
        await user.paste("hide names")
        await user.press("enter")
        assert user.place == "CaseScreen"
        assert "NAMES ARE HIDDEN" in user.screen
        assert named(user.screen) == []
        await user.press("s", "h", "v")
        assert user.place == "FormDialog"
        assert window(user) == before

    run(steps)


@pytest.mark.slow
def test_f9_hides_names_from_within_a_field_and_brings_the_field_back(run):
    async def steps(user):
        await _record(user)
        await user.press("f9")
        assert "NAMES ARE HIDDEN" in user.screen and named(user.screen) == []
        await user.press("f9")
        assert user.place == "FormDialog"
        await user.press("x")
        assert user.app.screen.focused.value == "2021-02-15x"

    run(steps)


@pytest.mark.parametrize("key", ["c", *(pytest.param(key, marks=pytest.mark.slow) for key in "uiq")])
def test_no_question_window_or_menu_that_is_open_shows_a_name_once_names_are_hidden(run, mixed, git, key):  # noqa: F811
    async def steps(user):
        await answered(user)
        await user.press(key)
        before, place = window(user), user.place
        assert place in ("Confirm", "Commit", "Menu") and len(before) > 3 and named(user.screen)
        await user.press("f9")
        assert user.place == "Agenda"
        assert "NAMES ARE HIDDEN" in user.screen and named(user.screen) == []
        await user.press("f9")
        assert (user.place, window(user)) == (place, before)

    run(steps)


@pytest.mark.slow
def test_leaving_while_names_are_hidden_asks_about_what_was_typed_without_showing_it(run):
    async def steps(user):
        await _record(user)
        await user.press("f9", "s")
        assert user.place == "Cases"
        await user.press("q")
        assert "Discard what was typed?" in user.screen
        assert "2021-02-15" not in user.screen and named(user.screen) == []
        await user.press("n", "v")
        assert user.app.screen.unsaved() == ["What happened: 2021-02-15"]
        await user.press("f9", "q")
        await user.pilot.press("y")
        await until(lambda: not user.app.is_running)

    run(steps)


def test_a_commit_that_ends_while_names_are_hidden_is_told_when_they_are_shown(run, mixed, git):  # noqa: F811
    hook(mixed, "touch begun; while test ! -e go; do sleep 0.05; done; echo kz-ilyashev-2020")

    async def steps(user):
        await answered(user)
        await user.press("c")
        await user.pilot.press("y")
        await until((mixed / "begun").exists)
        await user.pilot.press("f9", "q")
        await until(lambda: "git is at work: v or F9 shows its window again." in user.screen)
        (mixed / "go").touch()
        await until(lambda: not user.app.hiding.behind[-1].is_at_work)
        await user.settle()
        assert user.place == "Agenda" and named(user.screen) == []
        await user.press("v")
        assert user.place == "Agenda"
        await until(lambda: "Committed on counsel." in user.screen)
        assert "not committed" not in user.screen

    run(steps, told=True)
    assert asked(git, "log", "-1", "--format=%an") == "A"


def test_a_filter_and_what_was_supposed_come_back_too(run):
    async def steps(user):
        await user.press("f")
        await user.paste("ilyashev")
        await user.press("enter", "v")
        assert named(user.screen) == [] and user.app.screen.typed == ""
        await user.press("v")
        assert user.app.screen.typed == "ilyashev"
        await user.press("s")
        user.app.open_case("kz-ilyashev-2020", tab="deadlines")
        await user.settle()
        await user.on("Appeal against the judgment")
        await user.press("enter", "t")
        await user.type("2020-06-25")
        before = user.screen
        assert "WHAT IF" in before
        await user.press("f9")
        assert user.place == "Explain"
        assert "WHAT IF" not in user.screen and named(user.screen) == []
        await user.press("v")
        assert user.screen == before

    run(steps)


def test_one_stays_where_one_went_while_names_were_hidden_unless_a_window_waits(run):
    async def steps(user):
        await user.press("v", "s")
        await user.on("case A")
        await user.press("o", "v")
        assert user.place == "CaseScreen" and named(user.screen)
        await user.press("escape")
        assert user.place == "Cases" and named(user.screen)
        await user.press("h")
        await user.on(QUESTION)
        await user.press("v", "enter", "v")
        assert user.place == "Explain" and "kz-ilyashev-2020" in user.screen
        await user.press("v")
        assert user.place == "Explain" and named(user.screen) == []

    run(steps)


def test_the_tab_that_was_turned_to_while_names_were_hidden_stays(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("o", "v", "right", "v")
        assert user.place == "CaseScreen" and user.app.screen.tab == "ladder"
        assert named(user.screen)

    run(steps)


def test_the_banner_stands_above_a_window_that_is_opened_while_names_are_hidden(run):
    async def steps(user):
        await user.press("v")
        for key in ("a", "f10", "question_mark", "ctrl+t"):
            await user.press(key)
            assert user.place != "Agenda"
            assert user.screen.startswith(" NAMES ARE HIDDEN"), key
            await user.press("escape")

    run(steps, size=(80, 15))


def test_messages_with_names_go_when_names_are_hidden(run):
    async def steps(user):
        await user.press("f")
        await user.press("escape")
        user.app.notify("Undone: kz-ilyashev-2020")
        await user.settle()
        assert "Undone: kz-ilyashev" in user.screen
        await user.press("v")
        assert "Undone" not in user.screen
        await user.press("v")
        assert "Undone" not in user.screen

    run(steps, told=True)


@pytest.mark.slow
def test_what_is_copied_while_names_are_hidden_says_no_more_than_the_screen(run, hostile):  # noqa: F811
    async def steps(user):
        await user.press("v")
        for key in ("h", "s", "p"):
            await user.press(key)
            listed = user.app.screen.list
            for index, row in enumerate(listed.rows):
                if row.key is not None and index % 5 == 1:
                    user.app._clipboard = ""
                    listed._move(index)
                    await user.pilot.press("y")
                    assert user.app._clipboard and NAMED.findall(user.app._clipboard) == [], key
        assert "Copied" in user.screen

    run(steps, day=DAY, root=hostile, told=True)


def test_quiet_cases_are_folded_while_names_are_hidden_as_before(run):
    def headings(user) -> list[str]:
        return [line for line in user.screen.split("\n") if line.startswith(" ── ")]

    async def steps(user):
        before = headings(user)
        assert any("QUIET" in x for x in before)
        await user.press("v")
        assert headings(user) == before

    run(steps)


# Many cases


def test_from_the_key_on_no_frame_shows_a_name_and_keys_are_answered_while_lists_are_masked(run, frames, slow_mask):
    async def steps(user):
        frames.clear()
        await user.pilot.press("v")
        await until(lambda: "hiding names…" in user.screen)
        for key, place in (("s", "Cases"), ("m", "Month"), ("l", "LawScreen"), ("p", "Problems"), ("h", "Agenda")):
            await user.pilot.press(key)
            await user.pilot.pause()
            assert user.place == place
        assert "NAMES ARE HIDDEN" in user.screen and "hiding names…" in user.screen
        slow_mask.set()
        await user.settle()
        assert "hiding names…" not in user.screen
        assert [r for r in user.app.screen.list.rows if r.key is not None]
        assert len(frames) > 6
        assert [f for f in frames if named(f)] == []

    run(steps)


def test_names_are_shown_again_at_once_while_they_are_being_masked_and_later(run, slow_mask):
    async def steps(user):
        before = user.screen
        await user.pilot.press("v")
        await until(lambda: "hiding names…" in user.screen)
        await user.pilot.press("v")
        await until(lambda: user.screen == before)
        slow_mask.set()
        await user.settle()
        assert user.screen == before
        await user.press("v", "v")
        assert user.screen == before

    run(steps)


def test_a_file_that_is_written_while_names_are_hidden_is_seen_when_they_are_shown(run, folder):
    path = folder / "kz/ilyashev.toml"

    async def steps(user):
        await user.press("v")
        text = path.read_text("utf-8").replace('title = "', 'title = "Renamed ', 1)
        path.write_text(text, "utf-8")
        user.app.look()
        await user.settle()
        assert "Renamed" not in user.screen
        await user.press("v", "s")
        assert "Renamed" in user.screen

    run(steps)


@pytest.mark.slow
def test_in_a_thousand_cases_no_frame_shows_a_name_from_the_key_on(run, frames, tmp_path):
    subprocess.run([sys.executable, ROOT / "tests/bench/corpus.py", tmp_path / "many", "1000"], check=True)

    async def steps(user):
        assert "kz-00" in user.screen
        frames.clear()
        await user.pilot.press("v")
        await user.pilot.press("s")
        assert user.place == "Cases"
        assert user.app.shelf.is_turning
        await until(lambda: not user.app.shelf.is_turning)
        await user.settle()
        assert user.app.screen.list.rows
        await user.press("h")
        assert len(frames) > 3
        assert [f for f in frames if "kz-00" in f or "Example" in f or "Person" in f] == []

    run(steps, root=tmp_path / "many")
