"""What goes wrong around the app: small terminals, files that go, full disks, no git, an error of the program itself.

Each time the person is told, what was typed stays, the file is whole, and the app goes on.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
from pathlib import Path

import pytest
from textual.widgets import Button
from textual.widgets._toast import Toast, ToastRack

from remedy.store import write
from remedy.tui.reading_app import ReadingApp
from remedy.tui.screens.agenda import Agenda

QUESTION = "When did the case file reach the prosecutor's office?"
SECRET = "Ilyashev"


async def answering(user, typed: str = "2021-02-15") -> None:
    """The form that answers the question, with a day in it."""
    await user.on(QUESTION)
    await user.press("r")
    await user.type(typed)
    assert user.place == "FormDialog"


@pytest.fixture
def reports(monkeypatch, tmp_path):
    """The app as it is for a person: errors are told and reported; and the folder of the reports."""
    monkeypatch.setattr(ReadingApp, "raises", property(lambda _self: False))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state" / "remedy" / "reports"


# A small terminal


def test_on_sixty_columns_and_fifteen_lines_every_place_shows_its_head_and_a_line(run):
    async def steps(user):
        for key, words in (("h", "Agenda"), ("s", "Cases"), ("m", "Month"), ("l", "Law"), ("p", "Problems")):
            await user.press(key)
            lines = user.screen.split("\n")
            assert len(lines) == 15
            assert words in lines[0]
            assert user.app.screen.list.size.height >= 1
            assert max(map(len, lines)) <= 60
        await user.press("h")
        await user.on(QUESTION)
        await user.press("o")
        for _ in range(6):
            assert user.app.screen.list.size.height >= 1
            await user.press("right")

    run(steps, size=(60, 15))


def test_on_sixty_columns_and_fifteen_lines_the_buttons_of_a_form_are_seen_and_reached_by_tab(run, folder):
    async def steps(user):
        await answering(user)
        whole = user.app.screen.region
        for name in ("save", "cancel"):
            button = user.app.screen.query_one(f"#{name}", Button)
            assert button.region.area and whole.contains_region(button.region)
        for _ in range(12):
            await user.press("tab")
            if user.app.focused.id == "save":
                break
            assert user.app.focused.region.height and whole.contains_region(user.app.focused.region)
        await user.press("enter")
        assert user.place == "Agenda"

    run(steps, size=(60, 15))
    assert "file-received-by-prosecutor" in (folder / "kz/ilyashev.toml").read_text("utf-8")


def test_a_terminal_of_another_size_keeps_what_was_typed_in_a_form(run):
    async def steps(user):
        await answering(user)
        for size in ((60, 15), (30, 8), (140, 40)):
            await user.pilot.resize_terminal(*size)
            await user.settle()
        assert user.app.screen.values()["date"] == "2021-02-15"
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps, told=True)


# Files


def test_a_case_whose_file_is_deleted_while_it_is_shown_says_so_and_a_form_on_it_cannot_save(run, folder):
    path = folder / "kz/ilyashev.toml"

    async def steps(user):
        await user.on(QUESTION)
        await user.press("o", "r")
        await user.type("judgment")
        path.unlink()
        user.app.look()
        await user.settle()
        await user.press("ctrl+s")
        assert user.place == "FormDialog"
        assert "the file of this case is gone" in user.screen
        await user.press("escape", "y")
        assert user.place == "CaseScreen"
        assert "This case is not there" in user.screen
        await user.press("i", "e", "escape")
        assert "kz-kozlov" in user.screen or user.place == "Agenda"

    run(steps, told=True)
    assert not path.exists()


def test_a_file_broken_in_the_editor_is_told_with_its_line_on_return(run, folder, tmp_path, monkeypatch):
    editor = tmp_path / "breaks"
    editor.write_text('#!/bin/sh\nprintf "format = 1\\nid = \\n" > "$1"\n')
    editor.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.setattr(ReadingApp, "suspend", lambda _self: contextlib.nullcontext())

    async def steps(user):
        await user.on(QUESTION)
        await user.press("e")
        assert "ilyashev.toml:2" in user.screen
        await user.press("p")
        assert "ilyashev.toml:2" in user.screen

    run(steps, told=True)


@pytest.mark.parametrize(
    ("lang", "does", "words"),
    [
        ("en", "kill -9 $$", "The editor was killed by signal 9 (SIGKILL)."),
        ("ru", "kill -9 $$", "Редактор завершён сигналом 9 (SIGKILL)."),
        ("en", "exit 3", "The editor ended with 3."),
    ],
)
def test_how_an_editor_that_did_not_end_well_ended_is_said_in_words(run, tmp_path, monkeypatch, lang, does, words):
    editor = tmp_path / "ends"
    editor.write_text(f"#!/bin/sh\n{does}\n")
    editor.chmod(0o755)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", str(editor))
    monkeypatch.setattr(ReadingApp, "suspend", lambda _self: contextlib.nullcontext())

    async def steps(user):
        await user.press("e")
        assert words in " ".join(re.sub(r"[│▌█]", " ", user.screen).split())

    run(steps, lang=lang, told=True)


@pytest.mark.parametrize(
    ("step", "code", "words"),
    [("fsync", errno.ENOSPC, "No space left on device"), ("open", errno.EACCES, "Permission denied")],
    ids=["full disk", "read-only folder"],
)
def test_where_the_disk_refuses_the_form_stays_says_why_and_leaves_nothing_behind(
    run, folder, monkeypatch, step, code, words
):
    path = folder / "kz/ilyashev.toml"
    before, files = path.read_bytes(), sorted(path.parent.iterdir())
    real = getattr(os, step)

    def refuses(what, *more):
        if step == "fsync" or (str(what).endswith(write.SUFFIX)):
            raise OSError(code, os.strerror(code))
        return real(what, *more)

    async def steps(user):
        await answering(user)
        monkeypatch.setattr(write.os, step, refuses)
        await user.press("ctrl+s")
        assert words in user.screen
        assert user.place == "FormDialog"
        assert user.app.screen.values()["date"] == "2021-02-15"
        assert path.read_bytes() == before
        assert sorted(path.parent.iterdir()) == files
        monkeypatch.setattr(write.os, step, real)
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps, told=True)
    assert "file-received-by-prosecutor" in path.read_text("utf-8")
    assert sorted(path.parent.iterdir()) == files


# Git


def test_without_git_commit_says_so_and_quitting_asks_for_none(run, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))

    async def steps(user):
        await answering(user)
        await user.press("ctrl+s")
        await user.press("c")
        assert "git is not installed" in user.screen
        assert user.place == "Agenda"
        await user.press("q")
        assert not user.app.is_running

    run(steps, told=True)


def test_in_a_folder_outside_git_commit_says_how_to_begin(run):
    async def steps(user):
        await user.press("c")
        assert "git init" in user.screen

    run(steps, told=True)


# Errors of the program


def _said(user, reports: Path, kind: str) -> str:
    """The message on the screen leads to a report, in which no word of a case stands."""
    assert user.app.is_running
    assert f"went wrong ({kind})" in user.screen
    (report,) = reports.iterdir()
    assert report.name in re.sub(r"[\s│▌█]+", "", user.screen)
    text = report.read_text("utf-8")
    assert kind in text and "test_bad_moments.py" in text
    assert SECRET not in text and "lyashev" not in text
    return text


@pytest.mark.parametrize("where", ["fill", "line", "key", "preview", "reading", "case"])
def test_an_error_in_one_place_is_told_and_reported_without_any_text_of_a_case(run, reports, monkeypatch, where):
    def breaks(*_args, **_more):
        raise KeyError(f"{SECRET} was tried")

    async def steps(user):
        from remedy.store.desk import Desk
        from remedy.tui.acting import Acting
        from remedy.tui.screens import agenda

        if where == "fill":
            monkeypatch.setattr(Agenda, "fill", breaks)
            user.app.renew()
        elif where == "line":
            monkeypatch.setattr(agenda, "agenda_lines", breaks)
            user.app.renew()
        elif where == "key":
            monkeypatch.setattr(Acting, "commit", breaks)
            await user.press("c")
        elif where == "preview":
            monkeypatch.setattr(Desk, "draft", breaks)
            await answering(user)
            await user.press("escape", "y")
        elif where == "reading":
            monkeypatch.setattr(Desk, "assess", breaks)
            user.app.shelf.entries.popitem()
            user.app.look()
        else:
            monkeypatch.setattr(Desk, "assess", breaks)
            user.app.open_case("kz-ilyashev-2020")
        await user.settle()
        _said(user, reports, "KeyError")
        monkeypatch.undo()
        await user.press("escape", "s")
        assert user.place == "Cases"
        assert "Vladimir Kozlov" in user.screen

    run(steps, told=True)


def test_a_line_that_cannot_be_drawn_leaves_the_others_as_they_are(run, reports, monkeypatch):
    from remedy.tui.screens import agenda

    real, seen = agenda.agenda_lines, []

    def breaks(item, *more, **named):
        seen.append(item.id)
        if item.type == "gap":
            raise ZeroDivisionError(SECRET)
        return real(item, *more, **named)

    async def steps(user):
        monkeypatch.setattr(agenda, "agenda_lines", breaks)
        user.app.renew()
        await user.settle()
        assert "This line cannot be shown" in user.screen
        assert "Cassation to the convict's detriment" in user.screen
        _said(user, reports, "ZeroDivisionError")

    run(steps, told=True)


def test_one_cause_has_one_report_a_session_and_what_a_terminal_sends_again_and_again_is_said_once(run, reports):
    def wrong(kind):
        try:
            raise kind(SECRET)
        except Exception as error:
            return error

    async def steps(user):
        for _ in range(3):
            user.app.trouble(wrong(ValueError), is_told_once=True)
        await user.settle()
        assert user.screen.count("went wrong (ValueError)") == 1
        user.app.clear_notifications()
        user.app.trouble(wrong(ValueError))
        await user.settle()
        _said(user, reports, "ValueError")
        user.app.trouble(wrong(KeyError))
        await user.settle()
        assert len(list(reports.iterdir())) == 2

    run(steps, told=True)


def test_where_no_report_can_be_written_the_message_comes_all_the_same(run, reports, monkeypatch):
    reports.parent.parent.write_text("no folder", "utf-8")

    async def steps(user):
        monkeypatch.setattr(Agenda, "fill", lambda _self: 1 / 0)
        user.app.renew()
        await user.settle()
        assert "ZeroDivisionError" in user.screen
        assert user.app.is_running

    run(steps, told=True)


# Ctrl+C


def test_ctrl_c_ends_nothing_and_says_what_does(run, folder):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.press("ctrl+c")
        assert "Ctrl+Q" in user.screen
        await answering(user)
        await user.press("ctrl+c")
        assert user.place == "FormDialog"
        assert user.app.screen.values()["date"] == "2021-02-15"

    run(steps, told=True)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before


def test_ctrl_q_asks_as_q_does_where_an_edit_is_not_in_git(run, folder):
    import subprocess

    subprocess.run(["git", "-C", str(folder), "init", "--quiet"], check=True)

    async def steps(user):
        await answering(user)
        await user.press("ctrl+s")
        await user.press("ctrl+q")
        assert user.place == "Confirm"
        await user.press("ctrl+q")
        await user.press("enter")
        assert user.place == "Agenda"

    run(steps, told=True)


def test_ctrl_c_in_each_dialog_ends_nothing_and_says_what_does(run, folder, git):
    async def steps(user):
        for keys, place in (
            (("a",), "Ask"),
            (("i",), "Menu"),
            (("r",), "FormDialog"),
            (("ctrl+t",), "Menu"),
            (("question_mark",), "KeysHelp"),
            (("r", "2", "escape"), "Confirm"),
        ):
            await user.on(QUESTION)
            await user.press(*keys)
            user.app.clear_notifications()
            await user.press("ctrl+c")
            assert (user.place, user.app.is_running) == (place, True)
            assert "Ctrl+Q" in user.screen, place
            await user.press("escape")
            if place == "Confirm":
                await user.press("escape", "y")
        await answering(user)
        await user.press("ctrl+s", "c")
        user.app.clear_notifications()
        await user.press("ctrl+c")
        assert user.place == "Commit"
        assert "Ctrl+Q" in user.screen
        await user.press("escape", "q", "ctrl+c")
        assert user.place == "Confirm"

    run(steps, told=True)


# Days at the ends of time


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_on_the_first_and_the_last_day_that_can_be_asked_about_every_place_is_shown(run, day):
    async def steps(user):
        await user.press("a")
        await user.type(day)
        await user.press("enter")
        for key in "hsmlp":
            await user.press(key, "left", "right", "pagedown", "end", "home")
            assert day in user.screen.split("\n")[0]
        await user.press("s", "enter")
        for _ in range(6):
            assert day in user.screen.split("\n")[0]
            await user.press("right")

    run(steps, told=True)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_outside_the_years_of_cases_is_refused_in_words_where_it_is_typed(run, day):
    async def steps(user):
        await user.press("a")
        await user.type(day)
        await user.press("enter")
        assert user.place == "Ask"
        assert f'"{day}" lies outside the years 1900 to 2200' in user.screen
        await user.press("escape", "h")
        assert user.app.desk.stated is None or day not in user.screen

    run(steps)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("0001-01-01", "lies outside the years"),
        ("2200-12-31", "lies too far away to be meant"),
        ("1900-01-01", "the first that is known begins on 2015-01-01"),
        ("2020-02-30", "2020-02-30"),
        ("кукуруза", "кукуруза"),
        ("9" * 200, "99"),
    ],
)
def test_an_absurd_day_supposed_of_an_event_is_answered_in_words_and_taken_back(run, folder, day, words):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.on(QUESTION)
        await user.press("o", "right", "right")
        await user.on("Appeal against the judgment")
        await user.press("enter", "t")
        await user.paste(day)
        assert "WHAT IF" in user.screen
        assert words in " ".join(user.screen.split()), user.screen
        await user.press("escape")
        assert "WHAT IF" not in user.screen
        assert user.place == "Explain"

    run(steps)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before


# The place in a list


def test_on_a_small_terminal_the_cursor_is_back_on_the_line_of_a_file_that_went_and_came_again(run, folder):
    path = folder / "kz/ilyashev.toml"
    text = path.read_bytes()

    async def looked(user):
        user.app.look()
        await user.settle()

    async def steps(user):
        for is_moved in (False, True):
            await user.on("Communication to the Committee")
            at = user.app.screen.list.key.item.id
            path.unlink()
            await looked(user)
            assert "Communication to the Committee" not in user.screen
            if is_moved:
                await user.press("up")
            path.write_bytes(text)
            await looked(user)
            listed = user.app.screen.list
            is_back = getattr(getattr(listed.key, "item", None), "id", "") == at
            assert is_back != is_moved
            top = listed._tops[listed.cursor] - listed.scroll_offset.y
            assert 0 <= top < listed.size.height

    run(steps, size=(60, 15))


# The law


def test_slash_in_the_law_searches_rules_by_any_word_and_esc_shows_all_again(run):
    async def steps(user):
        await user.press("l")
        every = len(user.app.screen.list.rows)
        await user.press("slash")
        await user.type("cassation")
        shown = [r.key for r in user.app.screen.list.rows if r.key]
        assert shown and all("assation" in user.screen for _ in shown) and len(shown) < every
        await user.press("enter")
        assert user.app.focused is user.app.screen.list
        await user.press("slash")
        await user.type("zzz")
        assert "No rule fits." in user.screen
        await user.press("escape")
        assert len(user.app.screen.list.rows) == every

    run(steps)


# Messages


def test_a_message_whose_time_is_up_as_its_screen_is_drawn_stops_nothing(run):
    async def steps(user):
        user.app.notify("saved", timeout=5)
        await user.settle()
        (told,) = user.app._notifications
        told.raised_at -= 5
        assert told.has_expired and told.time_left > 0  # with less, the next lines would never end
        await user.pilot.pause()
        rack = user.app.screen.query_one(ToastRack)
        await rack.mount(Toast(told))
        await user.press("s")
        assert user.place == "Cases"

    run(steps, told=True)
