"""From edits to git: which files are ticked, what the message says, hooks that take their time or refuse."""

from __future__ import annotations

import asyncio
import subprocess
from pathlib import Path

import pytest

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
        while not (mixed / "begun").exists():
            await asyncio.sleep(0.01)
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


@pytest.mark.slow
def test_an_edit_that_was_committed_and_is_undone_is_to_be_committed_again(run, mixed, git):
    async def steps(user):
        await answered(user)
        await user.press("c", "y")
        assert "not committed" not in user.screen
        await user.press("u", "y")
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
