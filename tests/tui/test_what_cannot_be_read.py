"""A file that nobody can read, a folder that goes or is empty: the app says what is not there, and what to do."""

from __future__ import annotations

import re
import shutil
import threading

import pytest

from remedy.tui.shelf import Shelf

BROKEN = "format = 1\nid = \n"
LOST = "1 file cannot be read: its deadlines are not here"


async def looked(user) -> None:
    """The app looks at the disk, as it does each second."""
    user.app.look()
    await user.settle()


def _line(user, words: str) -> str:
    return next((x for x in user.screen.split("\n") if words in x), "")


@pytest.mark.parametrize(
    "size", [(60, 15), *(pytest.param(s, marks=pytest.mark.slow) for s in ((80, 24), (120, 40)))], ids=str
)
def test_a_file_that_does_not_parse_is_told_on_every_list_across_cases_until_it_is_mended(run, folder, size):
    path = folder / "kz/ilyashev.toml"
    whole = path.read_text("utf-8")
    path.write_text(BROKEN, "utf-8")

    async def steps(user):
        for key in ("h", "s", "m"):
            await user.press(key)
            flat = " ".join(user.screen.split())
            assert LOST in flat, key
            assert "ilyashev.toml" in flat and "→ p" in flat
        path.write_text(whole, "utf-8")
        await looked(user)
        for key in ("h", "s", "m"):
            await user.press(key)
            assert "cannot be read" not in user.screen

    run(steps, size=size)


def test_a_file_that_breaks_while_the_app_runs_is_told_with_the_case_that_it_was(run, folder):
    async def steps(user):
        assert "cannot be read" not in user.screen
        (folder / "kz/ilyashev.toml").write_text(BROKEN, "utf-8")
        await looked(user)
        assert "kz-ilyashev-2020" in _line(user, LOST)
        await user.press("a")
        await user.type("2021-03-01")
        await user.press("enter")  # every file is read anew
        assert "kz-ilyashev-2020" in _line(user, LOST)

    run(steps)


def test_a_click_on_it_and_its_key_lead_to_the_problem_of_that_file(run, folder):
    for name in ("kozlov", "matayev"):
        text = (folder / f"kz/{name}.toml").read_text("utf-8")
        (folder / f"kz/{name}.toml").write_text(text + '\n[[event]]\nkind = "judgement"\ndate = 2020-01-01\n', "utf-8")

    async def steps(user):
        await user.press("p", "down", "h")
        (folder / "kz/matayev.toml").write_text(BROKEN, "utf-8")
        await looked(user)
        await user.pilot.click("#unread")
        await user.settle()
        assert user.place == "Problems"
        assert user.app.screen.list.key.file.endswith("matayev.toml")
        await user.press("down", "s", "p")
        assert user.app.screen.list.key.file.endswith("matayev.toml")

    run(steps)


JUDGEMENT = '\n[[event]]\nkind = "judgement"\ndate = 2020-01-01\n'
"""A kind of event that is misspelt."""


def _misspelt(path) -> int:
    """Adds such an event to a file; its line."""
    text = path.read_text("utf-8")
    path.write_text(text + JUDGEMENT, "utf-8")
    return text.count("\n") + 3


def test_an_error_that_hides_no_file_is_told_above_the_lists_with_its_case_file_and_line(run, folder):
    line = _misspelt(folder / "kz/kozlov.toml")

    async def steps(user):
        assert f"1 error: what is shown may lack something: kz-kozlov-2012 (cases/kz/kozlov.toml:{line}) → p" in (
            user.screen
        )
        assert "cannot be read" not in user.screen
        await user.press("v")
        assert "kozlov" not in user.screen
        assert "1 error: what is shown may lack something: case" in user.screen

    run(steps)


def test_more_than_three_errors_are_counted_alone(run, folder):
    path = folder / "kz/kozlov.toml"
    more = (JUDGEMENT.replace("date", f'id = "x{n}"\ndate') for n in range(4))
    path.write_text(path.read_text("utf-8") + "".join(more), "utf-8")

    async def steps(user):
        assert "4 errors: what is shown may lack something → p" in user.screen

    run(steps)


def test_enter_on_what_is_told_leads_to_that_problem_and_e_opens_its_file_at_the_line(run, folder, monkeypatch):
    line = _misspelt(folder / "kz/matayev.toml")
    opened = []

    async def steps(user):
        monkeypatch.setattr(user.app.acting, "edit_file", lambda *at: opened.append(at))
        user.app.screen.query_one("#unread").focus()
        await user.press("e", "enter")
        assert user.place == "Problems"
        assert user.app.screen.list.key.line == line
        assert user.app.screen.list.has_focus

    run(steps)
    assert opened == [("cases/kz/matayev.toml", line)]


def test_a_file_in_another_encoding_says_which_byte_of_which_line_what_to_do_and_is_shown_there(
    run, folder, monkeypatch
):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    path = folder / "kz/kozlov.toml"
    text = path.read_text("utf-8")
    line = text[: text.index("title")].count("\n") + 1
    bytes_ = text.replace('"Kazakhstan v.', '"Казахстан против', 1).encode("cp1251", "ignore")
    path.write_bytes(bytes_)

    async def steps(user):
        await user.press("p", "enter")
        flat = " ".join(user.screen.replace("│", " ").split())
        assert user.place == "UnreadFile"
        assert f"cases/kz/kozlov.toml:{line}: byte" in flat and "is not UTF-8; save the file as UTF-8" in flat
        assert "set EDITOR, such as EDITOR=nano" in flat and "e (or у, F11) opens the file at this line" in flat
        assert "\\xca\\xe0\\xe7" in flat
        await user.press("escape")
        opened = []
        monkeypatch.setenv("EDITOR", "true")
        monkeypatch.setattr("remedy.store.outside.editor_words", lambda *at: opened.append(at) or ["true"])
        await user.press("e")
        assert opened == [(path, line)]

    run(steps)
    assert path.read_bytes() == bytes_


def test_a_file_that_nobody_may_read_says_so_though_it_has_no_text(run, folder, monkeypatch):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    (folder / "kz/kozlov.toml").unlink()
    (folder / "kz/kozlov.toml").symlink_to("kozlov.txt")
    (folder / "kz/kozlov.txt").write_bytes(b"x" * (2 * 1024 * 1024 + 1))

    async def steps(user):
        await user.press("p", "enter")
        flat = " ".join(user.screen.replace("│", " ").split())
        assert "the file is larger than 2 MiB" in flat and "set EDITOR" in flat

    run(steps)


def test_while_names_are_hidden_neither_the_file_nor_the_case_is_named(run, folder):
    async def steps(user):
        (folder / "kz/ilyashev.toml").write_text(BROKEN, "utf-8")
        await looked(user)
        await user.press("v")
        assert "lyashev" not in user.screen
        assert LOST in user.screen and re.search("case [ABC]", _line(user, LOST))

    run(steps)


def test_the_agenda_with_nothing_but_broken_files_does_not_say_that_there_is_nothing(run, folder):
    for path in folder.rglob("*.toml"):
        path.write_text(BROKEN, "utf-8")

    async def steps(user):
        assert "3 files cannot be read: their deadlines are not here" in user.screen
        assert "something may be in what could not" in user.screen
        assert "Nothing to act on." not in user.screen
        await user.press("s")
        assert "No case here" not in user.screen

    run(steps)


def test_the_command_says_the_same_words_at_the_head_of_its_problems(folder, tmp_path, monkeypatch, capsys):
    from remedy.cli.due_command import agenda

    (folder / "kz/ilyashev.toml").write_text(BROKEN, "utf-8")
    assert agenda({"cases": str(folder), "lang": "en", "as_of": "2021-03-12"}) == 3
    lines = capsys.readouterr().out.split("\n")
    assert "PROBLEMS" in lines[0]
    assert LOST in lines[1]


def test_a_folder_that_goes_is_told_with_what_to_do_and_its_cases_come_back_with_it(run, folder):
    away = folder.with_name("away")

    async def steps(user):
        folder.rename(away)
        await looked(user)
        for key in ("h", "s", "m"):
            await user.press(key)
            flat = " ".join(user.screen.split())
            assert "The folder of cases is gone" in flat and "--cases DIR" in flat, key
            assert "Nothing to act on" not in flat
        await user.press("h", "v")
        assert str(folder.parent) not in user.screen
        await user.press("v", "c", "i", "e", "u", "escape")
        away.rename(folder)
        await looked(user)
        assert "is gone" not in user.screen
        assert "kz-ilyashev-2020" in user.screen

    run(steps)


def test_after_its_folder_went_the_app_can_be_left(run, folder):
    async def steps(user):
        shutil.rmtree(folder)
        await looked(user)
        await user.press("q")
        assert not user.app.is_running

    run(steps)


def test_what_is_read_in_the_background_is_put_on_the_shelf_by_the_app_itself(run, folder, tmp_path, monkeypatch):
    elsewhere = []

    def note(what: str) -> None:
        if threading.current_thread() is not threading.main_thread():
            elsewhere.append(what)

    def put(self, name, value):
        if name in ("is_gone", "total"):
            note(name)
        object.__setattr__(self, name, value)

    class Entries(dict):
        def items(self):
            note("entries")
            return super().items()

    monkeypatch.setattr(Shelf, "__setattr__", put)

    async def steps(user):
        user.app.shelf.entries = Entries(user.app.shelf.entries)
        folder.rename(tmp_path / "away")
        await looked(user)
        assert "is gone" in user.screen
        assert elsewhere == []

    run(steps)


def test_an_empty_folder_says_how_to_make_a_case_and_shows_the_first_at_once(run, folder, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()

    async def steps(user):
        for key in ("h", "s"):
            await user.press(key)
            flat = " ".join(user.screen.split())
            assert "No case here yet" in flat and "remedy new" in flat and "remedy init" in flat
        shutil.copy(folder / "kz/ilyashev.toml", empty)
        await looked(user)
        assert "Kazakhstan v." in user.screen

    run(steps, root=empty, size=(60, 15))
