"""What a human-rights lawyer asked of the app after a day with it."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest import ROOT

ILYASHEV = "kz/ilyashev.toml"
APPEAL = date(2020, 7, 1)
"""Six days before the appeal runs out."""


# What is nearest


@pytest.mark.parametrize("way", ["n", "т", "f12", "click", "enter"])
def test_the_first_screen_says_what_is_nearest_and_leads_there(run, way):
    async def steps(user):
        line = user.screen.split("\n")[1].strip()
        assert line.startswith("nearest: Appeal against the judgment, kz-ilyashev-2020 — Tue 2020-07-07, in 6 days")
        if way == "click":
            await user.pilot.click("#nearest")
        elif way == "enter":
            user.app.screen.query_one("#nearest").focus()
            await user.press("enter")
        else:
            await user.press(way)
        await user.settle()
        assert user.app.screen.list.has_focus
        assert user.app.screen.chosen_item() == ("kz-ilyashev-2020", "kz-ilyashev-2020#kz/criminal.appeal@judgment")

    run(steps, day=APPEAL)


# Names hidden


def test_while_names_are_hidden_each_case_has_a_letter_the_same_everywhere_and_a_timeline(run, folder):
    async def steps(user):
        await user.press("v")
        line = user.screen.split("\n")[2]
        called = line.split(", ", 1)[1].partition(" — ")[0]
        assert called in ("case A", "case B", "case C")
        await user.press("n", "o")
        head = user.screen.split("\n")[2:4]
        assert head[0].strip() == called
        assert "Judgment" in user.screen and "recorded yet" not in user.screen
        assert "onfidential" not in user.screen and "lyashev" not in user.screen
        await user.press("s")
        assert all(name in user.screen for name in ("case A", "case B", "case C"))
        await user.press("v", "v")
        assert user.screen.count(called) == 1

    run(steps, day=APPEAL)


def test_hidden_names_steps_and_owners_are_words_of_the_interface(run):
    async def steps(user):
        await user.press("v")
        assert "дело А" in user.screen
        seen = user.screen
        await user.press("n", "o", "right", "right", "right")
        seen += user.screen
        assert "скрыто" in seen
        assert "onfidential" not in seen and "step-" not in seen

    run(steps, day=date(2021, 3, 12), lang="ru")


def test_what_was_scheduled_is_asked_about_without_its_title_while_names_are_hidden(run, folder):
    path = folder / ILYASHEV
    more = '\n[[event]]\nid = "dopros-smagulova"\nkind = "hearing"\ntitle = "Questioning of Smagulova"\n'
    more += 'proceeding = "trial"\nstate = "scheduled"\ndate = 2020-06-29\n'
    path.write_text(path.read_text("utf-8") + more, "utf-8")

    async def steps(user):
        user.app.look()
        await user.settle()
        assert "Questioning of Smagulova" in user.screen
        await user.press("v")
        assert "hidden (2020-06-29): did it take place?" in user.screen
        assert "magulova" not in user.screen

    run(steps, day=APPEAL)


def test_a_filter_typed_with_a_name_goes_when_names_are_hidden(run):
    async def steps(user):
        await user.press("f")
        await user.paste("ilyashev")
        await user.press("enter", "v")
        assert "lyashev" not in user.screen
        assert user.app.screen.typed == ""

    run(steps, day=APPEAL)


# Forms


async def _records(user, kind: str, day: str) -> None:
    """Opens the form of a new event in the case under way, and fills in what must be."""
    await user.press("s")
    await user.on("Ilyashev")
    await user.press("r")
    await user.paste(kind)
    await user.press("tab")
    await user.paste(day)


def test_an_empty_line_of_persons_means_defendants_and_applicants_and_names_only_those(run):
    async def steps(user):
        await user.press("s")
        await user.on("Ilyashev")
        await user.press("r")
        assert "empty: all defendants and applicants: ilyashev" in user.screen
        assert "aba-chr" not in user.screen

    run(steps)


def test_a_filing_recorded_without_a_day_gets_its_day_and_no_second_one_is_added(run, folder):
    path = folder / ILYASHEV
    before = path.read_text("utf-8")

    async def steps(user):
        await user.press("n")
        assert "record the day of filing" in user.screen
        await _records(user, "Appeal filed", "01.07.2020")
        said = " ".join(user.screen.replace("│", " ").split())
        assert "the case has it without a day; saving gives it this day, and adds no second one" in said
        user.app.screen.query_one("#field-sources").focus()
        await user.paste("vot-tak")
        await user.press("ctrl+s")
        assert user.place == "Cases"

    run(steps, day=date(2020, 7, 2), size=(160, 50))
    after = path.read_text("utf-8")
    assert after.count('kind = "appeal-filed"') == before.count('kind = "appeal-filed"') == 1
    assert 'kind = "appeal-filed"\ndate = 2020-07-01\n' in after
    assert 'sources = ["rferl-2020", "vot-tak"]' in after


def test_an_event_recorded_with_that_day_is_corrected_in_the_timeline_and_not_by_a_command(run, folder):
    path = folder / ILYASHEV
    before = path.read_bytes()

    async def steps(user):
        await _records(user, "Judgment", "2020-06-22")
        assert "the case has this already, with that day" in user.screen
        await user.press("ctrl+s")
        assert user.place == "FormDialog"

    run(steps)
    assert path.read_bytes() == before


def test_what_lies_after_the_day_shown_says_from_when_on_it_will_be_seen(run, folder):
    async def steps(user):
        await user.press("a")
        await user.paste("2021-03-12")
        await user.press("enter")
        await _records(user, "Protest refused", "2021-03-15")
        words = "2021-03-15 is later than the day shown, 2021-03-12: it will be seen from 2021-03-15 on."
        assert words in " ".join(user.screen.replace("│", " ").split())
        await user.press("ctrl+s")
        assert words in " ".join(user.app._notifications.__iter__().__next__().message.split())

    run(steps, day=date(2021, 4, 1), told=True, size=(140, 45))
    assert "date = 2021-03-15" in (folder / ILYASHEV).read_text("utf-8")


def test_another_day_is_asked_for_with_today_offered_and_escape_stays(run):
    async def steps(user):
        await user.press("a")
        await user.paste("2020-07-01")
        await user.press("enter", "a")
        assert user.place == "Ask"
        assert user.app.screen.query_one("#line").value == "2021-03-12"
        await user.press("escape")
        assert "AS OF Wed 2020-07-01" in user.screen
        await user.press("a")
        await user.paste("2020-07-02")
        await user.press("enter")
        assert "AS OF Thu 2020-07-02" in user.screen
        await user.press("a", "enter")
        assert "AS OF" not in user.screen

    run(steps)


@pytest.mark.parametrize("typed", [("отложено", "защита"), ("postponed", "defence")])
def test_states_outcomes_and_sides_are_offered_in_words_and_the_file_gets_the_code(run, folder, typed):
    async def steps(user):
        await _records(user, "protest-requested", "2021-03-10")
        assert "состоялось, назначено, отложено, отменено" in user.screen
        assert "защита, обвинение, потерпевший" in user.screen
        for field, text in zip(("state", "by"), typed, strict=True):
            user.app.screen.query_one(f"#field-{field}").focus()
            await user.paste(text)
        await user.press("ctrl+s")

    run(steps, lang="ru", size=(140, 45))
    text = (folder / ILYASHEV).read_text("utf-8")
    assert 'state = "postponed"' in text and text.count('by = "defence"') >= 1


def test_an_outcome_in_russian_is_the_code_in_the_file(run, folder):
    async def steps(user):
        await _records(user, "hearing", "2021-03-10")
        await user.press("escape", "д")
        await _records(user, "judgment", "2021-03-10")
        assert "осужден, оправдан" in user.screen
        user.app.screen.query_one("#field-outcome").focus()
        await user.paste("Осужден")
        await user.press("ctrl+s")

    run(steps, lang="ru", size=(140, 45))
    assert (folder / ILYASHEV).read_text("utf-8").count('outcome = "convicted"') >= 1


def test_a_question_is_answered_with_yes_or_no_in_the_interfaces_language(run, folder):
    async def steps(user):
        await user.on("Большой ли объем")
        await user.press("i")
        await user.paste("Ответить")
        await user.press("enter")
        assert "да, нет" in user.screen
        user.app.screen.query_one("#field-value").focus()
        await user.paste("нет")
        await user.press("ctrl+s")

    run(steps, day=APPEAL, lang="ru")
    assert "large_judgment = false" in (folder / ILYASHEV).read_text("utf-8")


# Menus, undo, editor, footer


@pytest.mark.parametrize(
    ("line", "waives"),
    [("Appeal against the judgment", True), ("Prosecutor's appeal", False), ("Copy of the judgment", False)],
)
def test_only_what_the_defence_may_leave_is_offered_to_be_waived(run, line, waives):
    async def steps(user):
        await user.on(line)
        await user.press("i")
        ids = [user.app.screen.query_one("#choices").get_option_at_index(n).id for n in range(4)]
        assert ("waive" in ids) is waives

    run(steps, day=APPEAL)


def test_after_undo_the_filter_stays_and_the_cursor_is_on_the_line_again(run):
    question = "When did the case file reach the prosecutor's office?"

    async def steps(user):
        await user.press("f")
        await user.paste("ilyashev")
        await user.press("enter")
        await user.on(question)
        asked = user.app.screen.chosen_item()
        await user.press("r")
        await user.paste("2021-02-15")
        await user.press("ctrl+s")
        assert user.app.screen.chosen_item() != asked
        await user.press("u", "y")
        await user.settle()
        assert user.app.screen.chosen_item() == asked
        assert user.app.screen.query_one("#filter").value == "ilyashev"
        await user.press("enter")
        assert user.place == "Explain" and question in user.screen

    run(steps)


def test_escape_leaves_the_cursor_where_it_was(run):
    async def steps(user):
        await user.press("f")
        await user.paste("cassation to the convict")
        await user.press("enter")
        chosen = user.app.screen.chosen_item()
        for key in ("i", "r", "enter"):
            await user.press(key, "escape")
            assert user.app.screen.chosen_item() == chosen
            assert user.app.screen.query_one("#filter").value
        await user.press("escape")
        assert user.app.screen.query_one("#filter").value == ""
        assert user.app.screen.chosen_item() == chosen

    run(steps)


def test_without_an_editor_the_file_is_shown_in_the_app_at_the_line(run, monkeypatch, folder):
    monkeypatch.delenv("EDITOR", raising=False)
    monkeypatch.delenv("VISUAL", raising=False)
    lines = (folder / ILYASHEV).read_text("utf-8").split("\n")

    async def steps(user):
        await user.press("n", "e")
        assert user.place == "CaseScreen" and user.app.screen.tab == "file"
        shown = " ".join(user.screen.split())
        assert "no editor is known" in shown and "Meanwhile, the file is shown here." in shown
        line = user.app.screen.thing().line
        assert "judgment" in "".join(lines[line - 2 : line + 1])
        await user.press("left")
        assert "Meanwhile" not in user.screen
        await user.press("e")
        assert user.app.screen.tab == "file" and "Meanwhile" in user.screen
        assert len(user.app.screen_stack) == 2

    run(steps, day=APPEAL, size=(120, 30))


@pytest.mark.parametrize("lang", ["en", "ru"])
@pytest.mark.parametrize("width", [60, 100])
def test_the_footer_shows_whole_keys_and_leads_to_the_menu(run, lang, width):
    async def steps(user):
        footer = user.app.screen.query_one("KeyLine")
        shown = user.screen.split("\n")[-1].split()
        whole = [w for keys in (footer.keys, footer.ends) for _key, s, does, _works in keys for w in (s, *does.split())]
        ends = [word for _key, shown, does, _works in footer.ends for word in (shown, *does.split())]
        likely = shown[: -len(ends)]
        assert likely == whole[: len(likely)] != []
        assert shown[-len(ends) :] == ends
        assert "F10" in ends and "F1" in ends

    run(steps, lang=lang, size=(width, 30))


def test_hiding_undo_and_commit_are_in_the_menu_and_their_keys_in_the_help(run):
    async def steps(user):
        await user.press("f1")
        for keys in ("c с, F8", "v м, F9", "u г, Ctrl+Z"):
            assert any(
                keys in "".join(t for t, _ in row.make(80)[0]) for row in user.app.screen.query_one("#keys").rows
            )
        await user.press("escape", "f10")
        await user.pilot.pause(0.3)
        for title in ("Undo", "Hide names", "Commit"):
            assert title in [c.title for c in user.app.get_system_commands(user.app.screen_stack[0])]
        assert user.place == "CommandPalette"

    run(steps)


def test_a_missed_appeal_stands_on_the_home_screen_however_long_nothing_happened(run, folder):
    text = (ROOT / "cases" / "kz" / "whatsapp-nine.toml").read_text("utf-8")
    served = """
[[event]]
kind = "judgment-copy-received"
date = 2020-01-08
person = ["others"]
proceeding = "trial"
to = "others"
"""
    (folder / "kz" / "whatsapp-nine.toml").write_text(text + served, "utf-8")

    async def steps(user):
        assert "MISSED" in user.screen
        (line,) = (x for x in user.screen.split("\n") if "kz-whatsapp-nine" in x and "Appeal against" in x)
        assert line.split()[0] == "!"

    run(steps, day=date(2026, 11, 26), size=(120, 40))


def test_a_day_that_no_calendar_has_is_warned_of_on_the_case_and_shown_at_its_line(run, folder):
    file = folder / "kz" / "kozlov.toml"
    lines = file.read_text("utf-8").split("\n")
    at = [n for n, line in enumerate(lines) if line.startswith("date = ")][3]
    lines[at] = 'date = "2019-13-45"'
    file.write_text("\n".join(lines), "utf-8")

    async def steps(user):
        await user.press("p", "enter")
        assert user.place == "CaseScreen"
        assert f'{at + 1} date = "2019-13-45"' in user.screen
        assert (
            f"1 error: what is shown may lack something: kz-kozlov-2012 (cases/kz/kozlov.toml:{at + 1}) → p"
            in user.screen
        )

    run(steps, size=(100, 30), told=True)


def test_a_file_that_is_no_toml_is_shown_at_its_line_where_no_editor_is_known(run, folder, monkeypatch):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    file = folder / "kz" / "kozlov.toml"
    lines = file.read_text("utf-8").split("\n")
    lines[59] = "this is [no TOML"
    file.write_text("\n".join(lines), "utf-8")

    async def steps(user):
        await user.press("p", "enter")
        assert user.place == "UnreadFile"
        assert "60 this is [no TOML" in user.screen
        assert "no editor is known" in user.screen
        await user.press("escape")
        assert user.place == "Problems"

    run(steps, size=(100, 30), told=True)


def test_whom_a_copy_was_served_on_is_added_to_what_is_recorded_and_no_second_service(run, folder):
    path = folder / "kz" / "whatsapp-nine.toml"
    text = (ROOT / "cases" / "kz" / "whatsapp-nine.toml").read_text("utf-8")
    served = (
        '\n[[event]]\nkind = "judgment-copy-received"\ndate = 2020-01-08\nperson = ["others"]\nproceeding = "trial"\n'
    )
    path.write_text(text + served, "utf-8")

    async def steps(user):
        await user.press("s")
        await user.on("hats")
        await user.press("r")
        for name, said in (
            ("kind", "judgment-copy-received"),
            ("date", "08.01.2020"),
            ("to", "others"),
            ("proceeding", "trial"),
            ("person", "others"),
        ):
            user.app.screen.query_one(f"#field-{name}").focus()
            await user.paste(said)
        shown = " ".join(user.screen.replace("│", " ").split())
        assert "saving adds what it does not say yet, and no second one" in shown, user.screen
        await user.press("ctrl+s")

    run(steps, day=date(2020, 2, 1), size=(160, 50))
    after = path.read_text("utf-8")
    assert after.count("judgment-copy-received") == (text + served).count("judgment-copy-received")
    assert after.rstrip().endswith('to = "others"')
