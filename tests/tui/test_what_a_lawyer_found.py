"""What a lawyer found who lived in the app for a week: each claim was once untrue."""

from __future__ import annotations

import subprocess
from datetime import date

import pytest

from tests.tui.test_a_session import QUESTION

ILYASHEV = "kz/ilyashev.toml"


def _last(git: list[str]) -> str:
    return subprocess.run([*git, "log", "-1", "--format=%s"], capture_output=True, text=True, check=True).stdout.strip()


async def _answered(user, day: str = "2021-02-15") -> None:
    await user.on(QUESTION)
    await user.press("r")
    await user.paste(day)
    await user.press("ctrl+s")


# Cases


def test_the_list_of_cases_says_in_words_what_is_late_and_fits_eighty_columns(run):
    async def steps(user):
        await user.press("s")
        lines = user.screen.split("\n")
        heads = lines[1]
        for head in ("in", "case", "stage", "ladder", "next deadline", "custody"):
            assert head in heads
        (matayev,) = [x for x in lines if "Seitkazy" in x]
        assert "overdue" in matayev and "KZ" in matayev and "appeal" in matayev
        assert max(map(len, lines)) <= 80
        assert "Ladder:" in user.screen and "refused" in user.screen

    run(steps, size=(80, 24), day=date(2020, 7, 10))


@pytest.mark.slow
def test_on_a_wide_screen_the_last_event_stands_beside(run):
    async def steps(user):
        await user.press("s")
        assert "last event" in user.screen
        (kozlov,) = [x for x in user.screen.split("\n") if "Kozlov" in x]
        assert "2013-08-05" in kozlov

    run(steps, size=(140, 40))


def test_cases_are_sorted_by_the_column_whose_head_is_clicked(run):
    async def steps(user):
        await user.press("s")
        await user.pilot.click("#columns", offset=(7, 0))
        await user.settle()
        assert "▾case" in user.screen
        shown = [n for x in user.screen.split("\n") for n in ("Ilyashev", "Kozlov", "Seitkazy") if n in x]
        assert shown == ["Ilyashev", "Seitkazy", "Kozlov"]
        await user.press("z")
        assert "▾stage" in user.screen

    run(steps)


@pytest.mark.slow
def test_only_what_is_mine_is_listed_among_cases_too(run, folder):
    path = folder / ILYASHEV
    path.write_text(path.read_text("utf-8").replace('country = "KZ"', 'country = "KZ"\nowner = "aigul"', 1), "utf-8")

    async def steps(user):
        user.app.me = "aigul"
        await user.press("s", "x")
        await user.settle()
        await user.pilot.pause(0.2)
        assert "Ilyashev" in user.screen
        assert "Kozlov" not in user.screen

    run(steps)


# Forms


def test_a_day_before_the_petition_says_why_no_clock_starts(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.paste("2020-06-01")
        said = " ".join(user.screen.replace("│", " ").split())
        assert "lies before what it answers" in said
        assert "does not start from it" in said
        await user.press("ctrl+u")
        await user.paste("2021-02-15")
        assert "lies before" not in user.screen

    run(steps)


def test_a_mistake_in_a_date_is_told_once(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.paste("03/04/2021")
        assert user.screen.count("may be the 03") == 1

    run(steps)


def test_the_outcomes_offered_follow_the_kind_while_one_types_it(run):
    async def steps(user):
        await user.press("s", "r")
        assert "acquitted" not in user.screen
        await user.paste("Judgment")
        assert "convicted, acquitted" in user.screen
        await user.press("ctrl+u")
        await user.paste("Protest refused")
        assert "convicted, acquitted" not in user.screen

    run(steps)


@pytest.mark.slow
def test_a_hearing_to_come_is_recorded_as_scheduled_and_a_day_to_come_is_not_held(run, folder):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("o", "r")
        await user.paste("hearing")
        await user.press("tab")
        await user.paste("2021-04-20")
        assert "has not come yet" in user.screen
        user.app.screen.query_one("#field-state").focus()
        await user.paste("scheduled")
        user.app.screen.query_one("#field-proceeding").focus()
        await user.paste("protest")
        await user.press("ctrl+s")

    run(steps)
    assert 'state = "scheduled"' in (folder / ILYASHEV).read_text("utf-8")


@pytest.mark.slow
def test_an_open_form_says_at_once_what_somebody_else_changed_in_its_file(run, folder):
    path = folder / ILYASHEV

    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.paste("2021-02-15")
        path.write_text("# a colleague was here\n" + path.read_text("utf-8"), "utf-8")
        user.app.look()
        await user.settle()
        await user.settle()
        assert "CHANGED BY SOMEBODY ELSE" in user.screen
        assert "+ # a colleague was here" in user.screen
        assert user.app.screen.values()["date"] == "2021-02-15"

    run(steps)


# Month


def test_another_day_asked_about_leads_the_month_there_and_an_empty_day_is_named(run):
    async def steps(user):
        await user.press("m", "n")
        assert "April 2021" in user.screen
        await user.press("a")
        await user.paste("2020-07-01")
        await user.press("enter")
        assert "July 2020" in user.screen
        assert "Nothing on this day: Wed 2020-07-01" in user.screen
        for words in ("· weekend", "* day off", "dim: no working day"):
            assert words in user.screen
        await user.press("a", "enter")
        assert "March 2021" in user.screen

    run(steps)


# Commit


def test_a_commit_is_asked_with_buttons_and_enter_and_escape_mean_no(run, folder, git):
    async def steps(user):
        await _answered(user)
        for key in ("enter", "escape", "n"):
            await user.press("c")
            assert "branch counsel" in user.screen
            assert "not pushed" in user.screen
            await user.press(key)
            assert user.place == "Agenda"

    run(steps)
    assert _last(git) == "first"


def test_the_drafted_message_is_the_meaning_of_the_edits_and_can_be_changed(run, folder, git):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.paste("15.02.2021")
        await user.press("ctrl+s")
        await user.press("c")
        assert "kz-ilyashev-2020: Case file reached the prosecutor 2021-02-15" in user.screen
        await user.press("up", "end")
        await user.paste(" by letter")
        await user.press("enter")
        assert user.place == "Commit"  # Enter leads to the buttons, to No
        await user.press("y")

    run(steps)
    assert _last(git) == "kz-ilyashev-2020: Case file reached the prosecutor 2021-02-15 by letter"


@pytest.mark.slow
def test_a_commit_says_nothing_of_a_confidential_case(run, folder, git):
    path = folder / ILYASHEV
    path.write_text(
        path.read_text("utf-8").replace('country = "KZ"', 'country = "KZ"\nconfidential = true', 1), "utf-8"
    )

    async def steps(user):
        user.app.look()
        await user.settle()
        await _answered(user)
        await user.press("c", "y")

    run(steps)
    assert _last(git) == "confidential (KZ): file changed"


# Keys, menus, help


def test_the_law_offers_only_what_it_does(run):
    async def steps(user):
        await user.press("l")
        rules = len(user.app.screen.list.rows)
        for key in ("x", "r", "i", "e"):
            await user.press(key)
            assert user.place == "LawScreen"
            assert len(user.app.screen.list.rows) == rules
        await user.press("f1")
        assert "only what is mine" not in user.screen
        await user.press("escape", "y")
        assert "Code of Kazakhstan on Administrative Offences" in user.app.clipboard

    run(steps)


def test_a_line_of_the_timeline_is_copied_with_its_citation(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("o")
        await user.on("last day: Appeal against the judgment")
        await user.press("y")
        first, law = user.app.clipboard.split("\n")
        assert "2020-07-07" in first
        assert law == "Law: CPC 418(1), 49(1) (verified)"
        await user.on("Judgment")
        await user.press("y")
        assert "Source: " in user.app.clipboard

    run(steps)


@pytest.mark.slow
def test_a_line_is_copied_as_markdown_too(run):
    async def steps(user):
        await user.on("Cassation to the convict")
        await user.press("w")
        first, *rest = user.app.clipboard.splitlines()
        assert first.startswith("**kz-ilyashev-2020: Cassation") and rest[-1].startswith("> Law: CPC")

    run(steps)


def test_the_first_arrow_in_a_menu_moves_and_enter_takes_what_is_marked(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("i")
        menu = user.app.screen
        ids = [menu.query_one("#choices").get_option_at_index(n).id for n in range(2)]
        await user.press("down")
        assert menu.query_one("#choices").highlighted == 1
        await user.press("up", "enter")
        assert user.place == "FormDialog"
        assert ids[0].startswith("record:")

    run(steps)


@pytest.mark.parametrize(
    ("lang", "width"),
    [("ru", 60), *(pytest.param(*x, marks=pytest.mark.slow) for x in (("ru", 100), ("en", 60), ("en", 100)))],
)
def test_no_word_of_the_help_is_cut(run, lang, width):
    async def steps(user):
        await user.press("f1")
        rows = user.app.screen.query_one("#keys")
        room = rows.size.width
        for row in rows.rows:
            for pieces in row.make(room):
                text = "".join(t for t, _ in pieces)
                assert len(text) < room and "…" not in text
        before = rows.scroll_offset.y
        await user.press("down", "down")
        assert rows.scroll_offset.y == before + 2

    run(steps, lang=lang, size=(width, 24))


# Names hidden


def test_the_file_of_a_confidential_case_is_not_shown_either_while_names_are_hidden(run, folder):
    path = folder / ILYASHEV
    said = path.read_text("utf-8").replace('country = "KZ"', 'country = "KZ"\nconfidential = true', 1)
    path.write_text(said, "utf-8")

    async def steps(user):
        user.app.look()
        await user.settle()
        user.app.open_case("kz-ilyashev-2020", tab="file")
        await user.settle()
        assert "lyashev" in user.screen
        await user.press("v")
        assert "The file is not shown while names are hidden." in user.screen
        assert "lyashev" not in user.screen

    run(steps)


def test_hiding_names_takes_them_from_messages_filters_and_the_list_of_problems(run, folder):
    path = folder / ILYASHEV
    path.write_text(path.read_text("utf-8") + '\n[[event]]\nkind = "no-such-kind"\ndate = 2021-01-01\n', "utf-8")

    async def steps(user):
        user.app.look()
        await user.settle()
        await user.press("f")
        await user.paste("ilyashev")
        await user.press("enter")
        user.app.notify("Undone: kz-ilyashev-2020")
        await user.settle()
        assert "lyashev" in user.screen
        await user.press("v")
        seen = user.screen
        for key in ("s", "m", "p", "l", "c", "u", "f10"):
            await user.press(key)
            seen += user.screen
        assert "lyashev" not in seen.lower()
        assert "file 1:" in seen

    run(steps, told=True)


def test_what_is_confidential_carries_a_mark_in_clear_and_none_where_names_are_hidden(run, folder):
    path = folder / ILYASHEV
    text = path.read_text("utf-8")
    for table in ("event", "step"):
        text = text.replace(f"[[{table}]]\n", f"[[{table}]]\nconfidential = true\n", 1)
    path.write_text(text, "utf-8")
    kozlov = folder / "kz/kozlov.toml"
    said = kozlov.read_text("utf-8").replace('country = "KZ"', 'country = "KZ"\nconfidential = true', 1)
    kozlov.write_text(said, "utf-8")

    async def steps(user):
        user.app.look()
        await user.settle()
        await user.press("s")
        assert "▪ KZ Kazakhstan v. Vladimir Kozlov" in user.screen
        assert "▪ confidential" in user.screen
        await user.on("Ilyashev")
        await user.press("enter")
        assert "▪ confidential" in user.screen
        await user.press("right", "right", "right")
        assert "petition · ▪ confidential" in user.screen
        await user.press("v")
        assert "▪" not in user.screen
        await user.press("left", "left", "left")
        assert "▪" not in user.screen
        await user.press("s")
        assert "▪" not in user.screen

    run(steps)


# Errors of the program


@pytest.mark.parametrize(("widget", "key"), [("weeks", "h"), ("month_grid", "m")])
def test_a_strip_or_month_that_cannot_be_drawn_says_so_and_the_app_goes_on(run, monkeypatch, widget, key):
    from remedy.tui.reading_app import ReadingApp
    from remedy.tui.widgets import month_grid, weeks

    told: list[Exception] = []
    monkeypatch.setattr(ReadingApp, "trouble", lambda _self, error: told.append(error))

    def broken(*_args: object) -> None:
        raise KeyError("Ilyashev was tried")

    async def steps(user):
        real = weeks.styles
        for module in (weeks, month_grid):
            monkeypatch.setattr(module, "styles", broken)
        await user.press("s", key)
        await user.settle()
        assert "This cannot be shown: an error of the program." in user.screen
        assert len(told) >= 1
        monkeypatch.setattr(weeks, "styles", real)
        await user.press("s")
        assert user.place == "Cases"

    run(steps)
