"""From edits to git: which files are ticked, what the message says, hooks that take their time or refuse."""

from __future__ import annotations

import asyncio
import subprocess
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from remedy.store import uncommitted
from tests.tui.test_a_session import QUESTION

THEIRS = "\n# a line of a colleague\n"
KOZLOV, ILYASHEV = "kz/kozlov.toml", "kz/ilyashev.toml"
MEANT = "kz-ilyashev-2020: Case file reached the prosecutor 2021-02-15"


async def answered(user) -> None:
    """One edit of this session."""
    await user.on(QUESTION)
    await user.press("r")
    await user.paste("2021-02-15")
    await user.press("ctrl+s")


def asked(git: list[str], *words: str) -> str:
    """What git says."""
    return subprocess.run([*git, *words], capture_output=True, text=True, check=True).stdout.strip()


def hook(folder: Path, lines: str) -> None:
    """A hook before each commit."""
    file = folder / ".git" / "hooks" / "pre-commit"
    file.write_text(f"#!/bin/sh\n{lines}\n", "utf-8")
    file.chmod(0o755)


async def until(is_so: Callable[[], object]) -> None:
    """Waits for something that comes without a key; not for ever."""
    for _ in range(3000):
        if is_so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come")


@pytest.fixture
def slow_git(monkeypatch) -> threading.Event:
    """git looks at once, and tells what it saw when this is set."""
    told = threading.Event()
    looks = uncommitted.standing

    def standing(*given, **more):
        found = looks(*given, **more)
        assert told.wait(60)
        return found

    monkeypatch.setattr(uncommitted, "standing", standing)
    return told


@pytest.fixture
def mixed(folder, git) -> Path:
    """A folder in which a colleague changed a case, and an editor left a file of its own."""
    subprocess.run([*git, "config", "core.hooksPath", ".git/hooks"], check=True)
    with (folder / KOZLOV).open("a", encoding="utf-8") as file:
        file.write(THEIRS)
    (folder / "kz" / ".ilyashev.toml.swp").write_text("x", "utf-8")
    return folder


def message(user) -> str:
    """What stands in the line of the message."""
    return user.app.screen.query_one("#line").value


def test_what_this_session_changed_is_ticked_and_the_message_follows_the_ticks_until_a_person_wrote_it(run, mixed, git):
    async def steps(user):
        await answered(user)
        assert "1 edit not committed" in user.screen
        await user.press("c")
        for said in (
            f"[x] {ILYASHEV}",
            "+6 −0 · changed by you here",
            f"[ ] {KOZLOV}",
            "+2 −0 · not changed by you here",
            "1 other file of the folder changed",
        ):
            assert said in user.screen
        assert message(user) == MEANT
        await user.press("up", "up", "down", "space")
        assert f"[x] {KOZLOV}" in user.screen
        assert message(user) == f"{MEANT}. changed: {KOZLOV}"
        await user.press("space", "down", "end")
        assert message(user) == MEANT
        await user.paste(" by letter")
        await user.press("up", "space", "space", "down", "enter", "y")
        assert user.place == "Agenda"
        assert "not committed" not in user.screen

    run(steps)
    assert asked(git, "log", "-1", "--format=%s") == f"{MEANT} by letter"
    assert asked(git, "show", "--name-only", "--format=", "HEAD") == ILYASHEV
    assert asked(git, "status", "--porcelain") == "M kz/kozlov.toml\n?? kz/.ilyashev.toml.swp"


@pytest.mark.slow
def test_one_click_ticks_a_file(run, mixed, git):
    async def steps(user):
        await answered(user)
        await user.press("c")
        for is_ticked in (True, False):
            await user.pilot.click("#files", offset=(5, 1))
            await user.settle()
            assert (f"[x] {KOZLOV}" in user.screen) is is_ticked

    run(steps)


def test_a_hook_that_refuses_leaves_the_dialog_with_what_was_typed_and_is_quoted(run, mixed, git):
    hook(mixed, "printf 'a \\033[31mred\\033[0m word\\n'; for i in 1 2 3 4 5 6 7 8 9; do echo no $i; done; exit 1")

    async def steps(user):
        await answered(user)
        await user.press("c", "up", "end")
        await user.paste(" again")
        await user.press("enter", "y")
        assert user.place == "Commit"
        for said in ("Nothing was committed. What git, or a hook of yours, said last", "\\x1b[31mred", "no 9"):
            assert said in user.screen
        hook(mixed, "exit 0")
        assert message(user) == f"{MEANT} again"
        await user.press("y")
        assert user.place == "Agenda"

    run(steps)
    assert asked(git, "log", "-1", "--format=%s") == f"{MEANT} again"


def test_while_a_hook_works_the_dialog_says_so_and_stops_it_on_request(run, mixed, git):
    hook(mixed, "touch begun; sleep 60")

    async def steps(user):
        await answered(user)
        await user.press("c")
        await user.pilot.press("y")
        await until((mixed / "begun").exists)
        await user.pilot.pause()
        assert "git and its hooks are at work" in user.screen
        await user.pilot.press("y", "н", "ctrl+q", "down")
        await user.pilot.pause()
        assert user.place == "Commit"
        assert "wait for it, or stop it with Esc" in user.screen
        await user.press("escape")
        assert user.place == "Commit"
        assert "Stopped: nothing was committed" in user.screen
        assert message(user) == MEANT
        await user.press("escape")
        assert "1 edit not committed" in user.screen

    run(steps, told=True)
    assert asked(git, "log", "-1", "--format=%s") == "first"
    assert asked(git, "diff", "--cached") == ""


@pytest.mark.parametrize("key", ["c", "q"])
def test_what_git_answers_when_something_else_is_open_opens_nothing_over_it(run, mixed, git, slow_git, key):
    async def steps(user):
        await answered(user)
        await user.pilot.press(key, "r")
        await until(lambda: user.place == "FormDialog")
        slow_git.set()
        await user.settle()
        assert user.place == "FormDialog"
        assert "git answered when something else was open" in user.screen
        await user.press("y")
        assert user.app.is_running and user.place == "FormDialog"
        await user.press("backspace", "escape", key)
        assert user.place == {"c": "Commit", "q": "Confirm"}[key]

    run(steps, told=True)
    assert asked(git, "log", "-1", "--format=%s") == "first"


def test_names_that_were_hidden_while_git_was_asked_stay_hidden(run, mixed, git, slow_git):
    async def steps(user):
        await answered(user)
        await user.pilot.press("c", "v")
        await until(lambda: user.app.shelf.hides)
        slow_git.set()
        await user.settle()
        assert user.place == "Agenda"
        assert "ilyashev" not in user.screen

    run(steps)


@pytest.mark.parametrize("types_on", [True, pytest.param(False, marks=pytest.mark.slow)])
def test_what_was_typed_while_git_was_asked_about_leaving_is_asked_about_too(run, mixed, git, slow_git, types_on):
    async def steps(user):
        await answered(user)
        await user.press("r")
        await user.type("2021")
        await user.press("ctrl+q")
        assert "Discard what was typed?" in user.screen
        await user.pilot.press("y")
        await until(lambda: user.place == "FormDialog")
        await user.pilot.press(*("-02" if types_on else ""))
        slow_git.set()
        await user.settle()
        assert "Quit without a commit?" in user.screen
        await user.press("y")
        assert user.app.is_running is types_on
        if types_on:
            assert "Discard what was typed?" in user.screen and "2021-02" in user.screen

    run(steps)


def test_an_edit_made_while_git_was_asked_is_still_to_be_committed(run, mixed, git, slow_git):
    async def steps(user):
        await user.on(QUESTION)
        await user.pilot.press("c", "r")
        await until(lambda: user.place == "FormDialog")
        await user.pilot.pause()
        await user.pilot.press(*"2021-02-15", "ctrl+s")
        await until(lambda: user.place == "Agenda")
        slow_git.set()
        await user.settle()
        await user.press("escape", "s")
        assert "1 edit not committed" in user.screen

    run(steps)


def test_no_other_place_is_gone_to_while_git_is_at_work_and_its_outcome_is_not_lost(run, mixed, git):
    hook(mixed, "touch begun; while test ! -e go; do sleep 0.05; done")

    async def steps(user):
        await answered(user)
        await user.press("c")
        await user.pilot.press("y")
        await until((mixed / "begun").exists)
        await user.pilot.press("ctrl+p", *"Cases")
        await until(lambda: "all cases, sorted" in user.screen and "what to act on" not in user.screen)
        await user.pilot.press("enter")
        await until(lambda: "wait for it, or stop it with Esc" in user.screen)
        assert user.place == "Commit"
        await user.pilot.press("ctrl+p")
        (mixed / "go").touch()
        await user.settle()
        assert user.place == "Agenda"
        assert "not committed" not in user.screen

    run(steps, told=True)
    assert asked(git, "log", "-1", "--format=%s") == MEANT


def test_a_message_that_was_typed_is_asked_about_before_another_place_is_gone_to(run, mixed, git):
    async def steps(user):
        await answered(user)
        await user.press("c", "up", "end")
        await user.paste(" by letter")
        await user.press("ctrl+p")
        await user.type("Cases")
        await user.press("enter")
        assert "Discard what was typed?" in user.screen
        assert f"Message: {MEANT} by letter" in " ".join(user.screen.replace("│", " ").split())
        await user.press("enter")
        assert user.place == "Commit" and message(user) == f"{MEANT} by letter"

    run(steps)


@pytest.mark.slow
def test_an_edit_that_was_committed_and_is_undone_is_to_be_committed_again(run, mixed, git):
    async def steps(user):
        await answered(user)
        await user.press("c", "y")
        assert "not committed" not in user.screen
        await user.press("u")
        assert "It is in git already" in user.screen
        await user.press("y")
        assert "1 edit not committed" in user.screen
        await user.press("q")
        assert user.place == "Confirm"
        await user.press("escape", "c")
        assert message(user) == "kz-ilyashev-2020: Undone: Case file reached the prosecutor 2021-02-15"
        await user.press("y", "q")
        assert not user.app.is_running

    run(steps)
    assert asked(git, "diff", "HEAD~2", "HEAD") == ""


@pytest.mark.slow
def test_what_somebody_else_committed_meanwhile_is_not_asked_about(run, mixed, git):
    async def steps(user):
        await answered(user)
        asked(git, "commit", "--quiet", "--all", "--message", "in a shell")
        await user.press("q")
        assert not user.app.is_running

    run(steps)


@pytest.mark.slow
def test_a_head_on_no_branch_and_a_merge_are_told_before_anything_is_done(run, folder, git):
    asked(git, "checkout", "--quiet", "--detach")

    async def steps(user):
        await answered(user)
        await user.press("c")
        assert "on no branch" in user.screen and "git switch -c NAME" in user.screen
        assert not user.app.screen.query_one("#yes").disabled
        await user.press("escape")
        (folder / ".git" / "MERGE_HEAD").write_text(asked(git, "rev-parse", "HEAD") + "\n", "utf-8")
        await user.press("c")
        assert "git merge is under way" in user.screen and "git merge --abort" in user.screen
        await user.press("y")
        assert user.place == "Commit"

    run(steps)
    assert asked(git, "log", "-1", "--format=%s") == "first"


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["en", "ru"])
def test_on_a_small_terminal_files_message_and_buttons_are_seen_also_after_a_refusal(run, mixed, git, lang):
    for n in range(30):
        (mixed / f"c{n:02}.toml").write_text("format = 1\n", "utf-8")
    hook(mixed, "for i in 1 2 3 4 5 6 7 8 9; do echo no $i; done; exit 1")

    async def steps(user):
        await user.press("r")  # the cursor is on the question
        await user.paste("2021-02-15")
        await user.press("ctrl+s")
        await user.press("c", "up", "up", "end")
        for said in ("[x] kz/ilyashev.toml", "kz-ilyashev-2020: ", "(Esc)"):
            assert said in user.screen
        await user.press("escape", "c", "д" if lang == "ru" else "y")
        for said in ("c00.toml", "no 9", "kz-ilyashev-2020: ", "(Esc)"):
            assert said in user.screen

    run(steps, size=(60, 15), lang=lang)
