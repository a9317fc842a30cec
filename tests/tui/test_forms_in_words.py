"""What forms ask and refuse is said in their own words, and what people type is understood."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests.tui.small import folder_of, opened, put, words

SERVED = "gap:judgment-copy-received@judgment"
CUSTODY = "gap:fact:custody@judgment"
APPEAL = "kz/criminal.appeal@judgment"
UNDATED = '\n[[event]]\nkind = "judgment-copy-received"\ndate = ".."\nnote = "by hand"\n'
HEARING = '\n[[event]]\nkind = "hearing"\nproceeding = "trial"\ndate = 2023-07-03\nstate = "scheduled"\n'
IN_TIME = '\n[[event]]\nkind = "judgment-copy-received"\ndate = 2023-05-20\nto = "small"\n'


@pytest.fixture
def folder(tmp_path, request):
    """One small case, with what a test adds to it."""
    return folder_of(tmp_path, getattr(request, "param", ""))


@pytest.fixture
def path(folder):
    """Its file."""
    return folder / "small.toml"


@pytest.fixture
def run(run):
    """In summer, on a terminal that shows a form whole."""
    return partial(run, day=date(2023, 8, 1), size=(120, 70))


def slow(*values):
    """Further values of the same kind, tried where there is time."""
    return [pytest.param(value, marks=pytest.mark.slow) for value in values]


def with_(more: str):
    """The case with more lines."""
    return pytest.mark.parametrize("folder", [more], indirect=True, ids=["more"])


def offers(user) -> list[str]:
    """What an open menu offers."""
    choices = user.app.screen.query_one("#choices")
    return [choices.get_option_at_index(n).id for n in range(choices.option_count)]


# What is missing


@pytest.mark.parametrize(
    ("lang", "said"),
    [("en", "Still to be filled in: “On which day”."), ("ru", "Осталось заполнить: «В какой день».")],
)
def test_ctrl_s_without_a_day_names_the_field_that_is_missing_and_goes_there(run, lang, said):
    async def steps(user):
        await opened(user, "", "record:appeal-filed")
        await put(user, "note", "by post")
        await user.press("ctrl+s")
        assert said in words(user) and '""' not in words(user)
        assert user.app.focused.id == "field-date"

    run(steps, lang=lang)


def test_a_blank_is_no_answer_where_one_is_needed(run, path):
    before = path.read_bytes()

    async def steps(user):
        await opened(user, "event:judgment", "remove")
        await put(user, "reason", "   ")
        await user.press("ctrl+s")
        assert "Still to be filled in: “Why”." in words(user) and user.place == "FormDialog"

    run(steps)
    assert path.read_bytes() == before


# Questions about what is in the file


@with_(UNDATED)
def test_a_question_about_an_event_without_a_day_opens_that_event_with_what_is_recorded(run, path):
    async def steps(user):
        await opened(user, SERVED, "record")
        assert user.app.screen.values()["note"] == "by hand" and user.app.screen.values()["date"] == ".."
        assert user.app.focused.id == "field-date"
        await user.type("18.05.2023")
        assert '- date = ".."' in words(user) and "+ date = 2023-05-18" in words(user)
        await user.press("ctrl+s")

    run(steps)
    text = path.read_text("utf-8")
    assert text.count("judgment-copy-received") == 1 and 'date = 2023-05-18\nnote = "by hand"' in text


@with_(IN_TIME.replace('to = "small"', 'note = "by hand"'))
def test_a_copy_served_on_nobody_said_whom_is_asked_about_with_its_day_and_gets_its_name(run, path):
    async def steps(user):
        await opened(user, SERVED, "record")
        assert user.app.screen.values()["date"] == "2023-05-20" and user.app.screen.values()["note"] == "by hand"
        assert user.app.focused.id == "field-to" and "Кому*" in words(user)
        await user.press("ctrl+s")
        assert "Осталось заполнить: «Кому»." in words(user)
        await user.type("small")
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps, lang="ru")
    text = path.read_text("utf-8")
    assert text.count("judgment-copy-received") == 1 and 'note = "by hand"\nto = "small"' in text


def test_another_event_than_the_one_asked_about_is_recorded_from_the_same_menu(run):
    async def steps(user):
        user.app.acting.act("kz-small-2023", SERVED, "")
        await user.settle()
        assert "new" in offers(user)
        user.app.screen.dismiss("new")
        await user.settle()
        assert user.app.screen.values()["kind"] == ""

    run(steps)


@with_(HEARING)
def test_whether_a_scheduled_hearing_took_place_is_answered_by_its_state(run, path):
    async def steps(user):
        await opened(user, "gap:hearing@hearing", "record")
        assert user.app.screen.values()["state"] == "held"
        assert '- state = "scheduled"' in words(user) and '+ state = "held"' in words(user)
        await user.press("escape")
        assert user.place == "Agenda"
        await opened(user, "gap:hearing@hearing", "record")
        await user.press("ctrl+s")

    run(steps)
    assert path.read_text("utf-8").count('kind = "hearing"') == 1 and 'state = "held"' in path.read_text("utf-8")


@pytest.mark.parametrize(
    ("lang", "label", "said"),
    [("en", "To whom*", "“To whom”"), ("ru", "Кому*", "Осталось заполнить: «Кому»")],
)
def test_to_whom_a_copy_was_served_is_starred_where_the_question_asks_it_and_demanded_in_words(run, lang, label, said):
    async def steps(user):
        await opened(user, SERVED, "record")
        assert label in words(user)
        await user.paste("18.05.2023")
        await user.press("ctrl+s")
        assert said in words(user) and user.app.focused.id == "field-to"

    run(steps, lang=lang)


def test_a_copy_served_on_nobody_knows_whom_is_recorded_without_a_name(run, path):
    async def steps(user):
        await opened(user, SERVED, "record")
        await user.paste("18.05.2023")
        await put(user, "to", "не знаю")
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps)
    assert "date = 2023-05-18" in path.read_text("utf-8") and "\nto = " not in path.read_text("utf-8")


# Words


@pytest.mark.parametrize(
    ("lang", "typed", "said"),
    [
        ("en", "maybe", "“maybe” is no answer to this; write one of: “yes”, “no”"),
        ("ru", "наверное", "«наверное» — не ответ на этот вопрос; напишите одно из: «да», «нет»"),
        ("ru", "не знаю", "о том, что неизвестно, ничего не записывается"),
    ],
)
def test_a_refused_answer_is_told_in_the_words_of_the_form_and_names_no_code(run, lang, typed, said):
    async def steps(user):
        await opened(user, CUSTODY, "fact")
        await user.paste(typed)
        await user.press("ctrl+s")
        assert said in words(user)
        for code in ("is no value", "true", "false", *(["custody"] if lang == "ru" else [])):
            assert code not in words(user)

    run(steps, lang=lang)


@pytest.mark.parametrize("typed", ["«Да»", *slow("“Yes”", "да.", "true")])
def test_an_answer_is_understood_in_quotes_and_in_any_case_of_letters(run, path, typed):
    async def steps(user):
        await opened(user, CUSTODY, "fact")
        await user.paste(typed)
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps, lang="ru")
    assert "custody = true" in path.read_text("utf-8")


@pytest.mark.parametrize("typed", ["не знаю", *slow("«Неизвестно»", "unknown", "don’t know", "?")])
def test_a_day_that_somebody_does_not_know_is_an_unknown_day(run, path, typed):
    async def steps(user):
        await opened(user, "", "record:appeal-filed")
        await put(user, "date", typed)
        assert "it happened; the day is not known" in words(user)
        await user.press("ctrl+s")

    run(steps)
    assert 'kind = "appeal-filed"\ndate = ".."' in path.read_text("utf-8")


def test_where_one_day_is_needed_not_knowing_is_answered_with_what_to_write(run, path):
    before = path.read_bytes()

    async def steps(user):
        await opened(user, "step:call", "move")
        await put(user, "due", "не знаю")
        await user.press("ctrl+s")
        assert "write a day such as 2021-03-12" in words(user) and user.place == "FormDialog"

    run(steps)
    assert path.read_bytes() == before


def test_typographic_quotes_stand_in_the_file_as_they_were_typed(run, path):
    said = 'Ходатайство «о восстановлении» — “срок” ‘пропущен’ "так"'

    async def steps(user):
        await opened(user, "event:judgment", "amend")
        await put(user, "note", said)
        await user.press("ctrl+s")
        assert user.place == "Agenda"
        await opened(user, "event:judgment", "amend")
        assert user.app.screen.values()["note"] == said

    run(steps)
    assert "«о восстановлении» — “срок” ‘пропущен’" in path.read_text("utf-8")


# The hour of a hearing


@pytest.mark.parametrize("typed", ["14.09.2023 10:00", *slow("2023-09-14T10:00", "14.09.2023, в 10.00")])
def test_the_hour_of_a_hearing_is_typed_after_its_day_and_said_beneath_it(run, path, typed):
    async def steps(user):
        await opened(user, "", "record:hearing")
        await put(user, "state", "scheduled")
        await put(user, "date", typed)
        assert "Thu 2023-09-14, at 10:00" in words(user)
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps)
    assert 'kind = "hearing"\ndate = 2023-09-14\n' in path.read_text("utf-8")
    assert 'time = "10:00"' in path.read_text("utf-8")


@with_(HEARING)
def test_the_hour_of_a_hearing_that_is_in_the_file_is_added_and_its_day_stays(run, path):
    async def steps(user):
        await opened(user, "event:hearing", "amend")
        await put(user, "date", "03.07.2023 14:30")
        await user.press("ctrl+s")

    run(steps)
    assert 'time = "14:30"' in path.read_text("utf-8") and path.read_text("utf-8").count("date = 2023-07-03") == 1


def test_an_hour_that_is_none_is_refused_beneath_the_day(run):
    async def steps(user):
        await opened(user, "", "record:hearing")
        await put(user, "date", "14.09.2023 25:00")
        assert "is no date" in words(user) and user.app.screen.query_one("#save").disabled

    run(steps)


# What is offered


@with_(IN_TIME)
@pytest.mark.parametrize("about", [APPEAL, "event:judgment-copy-received", "rung:kz/criminal.appeal"])
def test_of_a_missed_appeal_restoration_and_the_appeal_itself_are_offered(run, folder, about):
    async def steps(user):
        user.app.acting.act("kz-small-2023", about, "")
        await user.settle()
        assert {"record:restoration-requested", "record:appeal-filed"} <= set(offers(user))
        assert len(offers(user)) == len(set(offers(user)))

    run(steps)


@with_(IN_TIME)
def test_a_missed_appeal_gets_the_step_of_asking_for_its_restoration(run, path):
    async def steps(user):
        user.app.acting.act("kz-small-2023", APPEAL, "")
        await user.settle()
        assert "Add a step: Restoration of the term to appeal" in words(user)
        user.app.screen.dismiss("ask:kz/criminal.restoration")
        await user.settle()
        await user.press("ctrl+s")

    run(steps)
    assert 'title = "Restoration of the term to appeal"\nremedy = "restoration"' in path.read_text("utf-8")


def test_an_appeal_in_time_offers_no_restoration_before_all(run):
    async def steps(user):
        user.app.acting.act("kz-small-2023", APPEAL, "")
        await user.settle()
        assert "ask:kz/criminal.restoration" not in offers(user)

    run(steps, day=date(2023, 5, 20))
