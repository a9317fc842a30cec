"""An advocate's session in the app: what the screen says, what the keys do, what is in the file afterwards."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date

import pytest

QUESTION = "When did the case file reach the prosecutor's office?"


def test_the_first_screen_asks_what_nobody_recorded(run):
    async def steps(user):
        assert user.place == "Agenda"
        assert "ASK FIRST" in user.screen
        assert QUESTION in user.screen

    run(steps)


def test_enter_on_a_line_explains_it_with_the_law_quoted(run):
    async def steps(user):
        await user.on("Cassation to the convict's detriment")
        await user.press("enter")
        assert user.place == "Explain"
        assert "HOW IT WAS COUNTED" in user.screen

    run(steps)


def test_answering_the_question_starts_the_prosecutors_thirty_days(run, folder):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        assert "record an event" in user.screen
        await user.type("15.02.2021")
        assert "Mon 2021-02-15" in user.screen
        assert "Answer to the petition for a protest" in user.screen
        await user.press("ctrl+s")
        assert user.place == "Agenda"
        assert QUESTION not in user.screen
        assert "Wed 2021-03-17" in user.screen

    run(steps)
    assert 'kind = "file-received-by-prosecutor"\ndate = 2021-02-15' in (folder / "kz/ilyashev.toml").read_text("utf-8")


def test_undo_gives_the_first_bytes_again(run, folder):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.type("2021-02-15")
        await user.press("ctrl+s")
        assert (folder / "kz/ilyashev.toml").read_bytes() != before
        await user.press("u", "y")
        assert QUESTION in user.screen

    run(steps)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before


def test_undo_refuses_where_somebody_else_changed_the_file(run, folder):
    path = folder / "kz/ilyashev.toml"

    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.type("2021-02-15")
        await user.press("ctrl+s")
        path.write_text(path.read_text("utf-8") + "\n# a colleague\n", "utf-8")
        await user.press("u", "y")

    run(steps)
    assert path.read_text("utf-8").endswith("# a colleague\n")
    assert "file-received-by-prosecutor" in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("latin", "cyrillic", "place"), [("s", "ы", "Cases"), ("m", "ь", "Month"), ("l", "д", "LawScreen")]
)
def test_a_letter_works_on_the_keyboard_that_is_on(run, latin, cyrillic, place):
    async def steps(user):
        await user.press(latin)
        assert user.place == place
        await user.press("h")
        await user.press(cyrillic)
        assert user.place == place
        await user.press("р")
        assert user.place == "Agenda"

    run(steps)


def test_typing_in_the_filter_triggers_no_command(run):
    async def steps(user):
        await user.press("f")
        await user.type("qhsq")
        assert user.place == "Agenda"
        assert user.app.is_running
        await user.press("escape")
        assert QUESTION in user.screen

    run(steps)


def test_the_filter_takes_words_and_keys(run):
    async def steps(user):
        await user.press("slash")
        await user.type("duty:opponent")
        assert "Cassation to the convict's detriment" in user.screen
        assert QUESTION not in user.screen

    run(steps)


def test_a_file_that_changes_on_the_disk_appears_at_once(run, folder):
    path = folder / "kz/ilyashev.toml"

    async def steps(user):
        text = path.read_text("utf-8")
        added = '\n[[event]]\nid = "arrived"\nkind = "file-received-by-prosecutor"\ndate = 2021-02-15\n'
        path.write_text(text + added, "utf-8")
        user.app.look()
        await user.settle()
        assert QUESTION not in user.screen

    run(steps)


def test_a_file_that_breaks_while_it_is_shown_is_a_problem_with_its_line(run, folder):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("o")
        (folder / "kz/ilyashev.toml").write_text("format = 1\nid = \n", "utf-8")
        user.app.look()
        await user.settle()
        assert "This case is not there, or its file cannot be used" in user.screen
        await user.press("p")
        assert "ilyashev.toml:2" in user.screen

    run(steps)


def test_a_file_that_is_deleted_while_it_is_shown_leaves_the_lists(run, folder):
    async def steps(user):
        (folder / "kz/ilyashev.toml").unlink()
        user.app.look()
        await user.settle()
        assert "kz-ilyashev" not in user.screen

    run(steps)


def test_another_day_is_seen_under_a_banner_and_a_leads_back(run):
    async def steps(user):
        await user.press("a")
        await user.type("2020-07-01")
        await user.press("enter")
        assert "AS OF Wed 2020-07-01" in user.screen
        assert "Tue 2020-07-07" in user.screen
        await user.press("a", "enter")
        assert "AS OF" not in user.screen

    run(steps)


def test_left_and_right_of_time_step_through_the_events_of_a_case(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("o")
        await user.press("comma")
        assert user.app.desk.stated is not None
        before = user.app.desk.stated
        await user.press("comma")
        assert user.app.desk.stated < before

    run(steps)


def test_hiding_names_leaves_no_name_on_any_screen(run):
    async def steps(user):
        await user.press("v")
        assert "NAMES ARE HIDDEN" in user.screen
        seen = user.screen
        await user.press("s")
        seen += user.screen
        assert "lyashev" not in seen

    run(steps)


def test_what_if_says_what_another_day_would_move_and_writes_nothing(run, folder):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.on(QUESTION)
        await user.press("o")
        await user.press("right", "right")
        await user.on("Appeal against the judgment")
        await user.press("enter")
        await user.press("t")
        await user.type("2020-06-25")
        assert "WHAT IF" in user.screen
        assert "2020-07-10" in user.screen

    run(steps)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before


def test_a_form_stays_with_what_was_typed_where_the_file_cannot_be_written(run, folder, monkeypatch):
    from remedy.store import write

    def full(*_args: object, **_more: object) -> None:
        raise write.NotWritable("ilyashev.toml could not be written: No space left on device; the old file is whole")

    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.type("2021-02-15")
        monkeypatch.setattr(write, "replace", full)
        await user.press("ctrl+s")
        assert "No space left on device" in user.screen
        assert user.place == "FormDialog"
        assert user.app.screen.values()["date"] == "2021-02-15"

    run(steps)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before


def test_a_form_whose_file_was_changed_meanwhile_says_so_and_keeps_what_was_typed(run, folder):
    path = folder / "kz/ilyashev.toml"

    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.type("2021-02-1")
        path.write_text("# a colleague\n" + path.read_text("utf-8"), "utf-8")
        await user.type("5")
        assert "The file was changed meanwhile" in user.screen
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps)
    text = path.read_text("utf-8")
    assert text.startswith("# a colleague\n")
    assert "date = 2021-02-15" in text


def test_an_event_that_a_punishment_names_is_not_taken_from_under_it_and_where_is_said(run, folder):
    path = folder / "kz/ilyashev.toml"
    before = path.read_bytes()

    async def steps(user):
        user.app.acting.act("kz-ilyashev-2020", "event:detained", "remove")
        await user.settle()
        await user.type("entered twice")
        said = " ".join(user.screen.replace("│", " ").split())
        assert "something points to it" in said
        assert "sanction[1].credit" in said
        assert "point it to another" in said
        assert user.app.screen.query_one("#save").disabled

    run(steps)
    assert path.read_bytes() == before


def test_before_an_event_is_taken_away_what_named_it_is_said_to_lead_to_another(run, folder):
    path = folder / "kz/ilyashev.toml"
    second = '\n[[event]]\nid = "detained-2"\nkind = "detained"\ndate = 2020-04-18\n'
    free = path.read_text("utf-8").replace('events = ["detained"', 'events = ["suspected"')
    path.write_text(free + second, "utf-8")

    async def steps(user):
        user.app.acting.act("kz-ilyashev-2020", "event:detained", "remove")
        await user.settle()
        await user.type("entered twice")
        assert "sanction[1].credit leads to detained-2 then" in user.screen
        assert not user.app.screen.query_one("#save").disabled

    run(steps)


def test_escape_in_a_form_writes_nothing(run, folder):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.type("2021-02-15")
        await user.press("escape", "y")
        assert user.place == "Agenda"

    run(steps)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before


def test_a_mistyped_date_is_refused_while_one_types_with_what_to_write(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.type("03/04/2021")
        assert "2021" in user.screen
        assert user.app.screen.query_one("#save").disabled

    run(steps)


def test_commit_drafts_its_message_from_what_was_edited_and_pushes_nothing(run, folder):
    if shutil.which("git") is None:
        raise AssertionError("git is needed")
    git = ["git", "-C", str(folder)]
    subprocess.run([*git, "init", "--quiet"], check=True)
    for key, value in (("user.email", "a@example.org"), ("user.name", "A")):
        subprocess.run([*git, "config", key, value], check=True)
    subprocess.run([*git, "add", "--all"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--message", "first"], check=True)

    async def steps(user):
        await user.on(QUESTION)
        await user.press("r")
        await user.type("2021-02-15")
        await user.press("ctrl+s")
        await user.press("c")
        assert "kz/ilyashev.toml" in user.screen
        await user.press("right", "enter")

    run(steps)
    said = subprocess.run([*git, "log", "-1", "--format=%s"], capture_output=True, text=True, check=True).stdout
    assert "kz-ilyashev-2020: " in said
    assert subprocess.run([*git, "status", "--porcelain"], capture_output=True, text=True, check=True).stdout == ""


def test_a_year_of_nothing_is_one_line_and_opens_its_case(run):
    async def steps(user):
        await user.on("kz-kozlov-2012")
        await user.press("enter")
        assert user.place == "CaseScreen"

    run(steps, day=date(2026, 11, 24))


def test_the_tabs_of_a_case_turn_by_arrows_and_the_file_opens_at_the_line_of_the_event(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("o")
        for words in ("┌", "from", "──", "WHO"):
            await user.press("right")
            assert words in user.screen
        await user.press("right")
        assert "format = 1" in user.screen

    run(steps)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(60, 15), (80, 24), (140, 40)])
def test_every_place_can_be_shown_at_any_size_and_resized_with_a_form_open(run, size):
    async def steps(user):
        for key in ("h", "s", "m", "l", "p"):
            await user.press(key)
        await user.press("h")
        await user.on(QUESTION)
        await user.press("o")
        for _ in range(6):
            await user.press("right")
        await user.press("escape", "r")
        await user.pilot.resize_terminal(70, 20)
        await user.settle()
        assert user.place == "FormDialog"

    run(steps, size=size)


def test_help_names_the_keys_of_the_place_with_their_twins(run):
    async def steps(user):
        await user.press("f1")
        assert "Keys of Agenda" in user.screen
        assert "r к" in user.screen
        await user.type("undo")
        assert "u г" in user.screen

    run(steps)


def test_the_palette_offers_every_action(run):
    async def steps(user):
        titles = {c.title for c in user.app.get_system_commands(user.app.screen)}
        assert {"Agenda", "Record", "Commit", "Undo", "Other day", "Hide names", "Copy", "Filter"} <= titles

    run(steps)


def test_a_question_of_fact_is_answered_by_a_form_of_its_own(run, folder):
    async def steps(user):
        await user.on("refused before 1 July 2025")
        await user.press("i")
        await user.press("enter")
        await user.type("no")
        await user.press("ctrl+s")

    run(steps, day=date(2026, 11, 24))
    assert "refused_before_2025_reopens = false" in (folder / "kz/ilyashev.toml").read_text("utf-8")


def test_a_step_is_put_on_another_day(run, folder):
    async def steps(user):
        await user.on("Ask whether the HRC communication was filed")
        await user.press("i")
        await user.type("another owner")
        await user.press("enter")
        await user.type("2026-12-01")
        assert "Tue 2026-12-01" in user.screen
        await user.press("ctrl+s")

    run(steps, day=date(2026, 11, 24))
    assert "due = 2026-12-01" in (folder / "kz/ilyashev.toml").read_text("utf-8")


def test_the_steps_of_the_playbooks_are_added_each_once(run, folder):
    before = (folder / "kz/ilyashev.toml").read_text("utf-8").count("[[step]]")

    async def steps(user):
        for _ in range(2):
            await user.on("Petition for a protest")
            await user.press("i")
            await user.type("playbooks")
            await user.press("enter")
            await user.press("ctrl+s")
            await user.press("escape")

    run(steps)
    text = (folder / "kz/ilyashev.toml").read_text("utf-8")
    assert text.count("[[step]]") > before
    assert len({line for line in text.splitlines() if line.startswith("id = ")}) == text.count("\nid = ")


def test_while_names_are_hidden_no_form_menu_or_copy_shows_them(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("v")
        for key in ("i", "r", "y", "e", "c"):
            await user.press(key)
            assert user.place == "Agenda"
            assert "ilyashev" not in user.screen.lower()

    run(steps, told=True)


def test_who_acts_is_found_by_the_word_that_the_line_shows(run):
    async def steps(user):
        await user.press("f")
        await user.type("owner:defence")
        assert "Communication to the Committee" in user.screen
        await user.press("escape", "f")
        await user.type("no such word")
        assert "Nothing fits what is typed" in user.screen

    run(steps, day=date(2026, 11, 24))


def test_after_the_answer_the_explanation_goes_on_to_what_waited_for_it(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("enter")
        assert "answers this here" in user.screen
        await user.press("r")
        assert "protest" in user.screen  # the proceeding of the petition
        await user.type("2021-02-15")
        await user.press("ctrl+s")
        assert user.place == "Explain"
        assert "Answer to the petition for a protest" in user.screen
        assert "Wed 2021-03-17" in user.screen

    run(steps)


def test_an_editor_that_is_not_here_is_named_and_the_app_stays(run, monkeypatch):
    monkeypatch.setenv("EDITOR", "no-such-editor-here")
    monkeypatch.delenv("VISUAL", raising=False)

    async def steps(user):
        await user.press("e")
        assert "no-such-editor-here" in user.screen
        await user.press("s")
        assert user.place == "Cases"

    run(steps, told=True)


def test_a_stair_of_the_ladder_offers_what_may_happen_to_it(run):
    async def steps(user):
        await user.press("o", "right")
        await user.on("Petition for a protest")
        await user.press("i")
        assert "kz-ilyashev-2020 — Petition for a protest" in user.screen
        assert "Record: Protest refused" in user.screen

    run(steps)


def test_a_step_is_not_done_on_a_day_to_come(run, folder):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.on("Follow up the observers' recommendations")
        await user.press("i")
        await user.press("enter")
        await user.press(*["backspace"] * 10)
        await user.type("2030-01-01")
        assert "has not come yet" in user.screen
        await user.press("ctrl+s")

    run(steps, day=date(2026, 11, 24))
    assert (folder / "kz/ilyashev.toml").read_bytes() == before
