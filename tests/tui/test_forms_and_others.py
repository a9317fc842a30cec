"""Somebody else writes in the file of an open form: nothing is saved unseen, nothing of theirs is put back."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest

from tests.tui.small import DAY, JUDGMENT, folder_of, opened, put, swap, words

LATER = JUDGMENT.replace("15", "16")
SERVED = "gap:judgment-copy-received@judgment"
STEP = '\n[[step]]\nid = "call"\ntitle = "Call the court"\nowner = "aigul"\ndue = 2023-06-01\n'


@pytest.fixture
def folder(tmp_path):
    """One small case."""
    return folder_of(tmp_path)


@pytest.fixture
def path(folder):
    """Its file."""
    return folder / "small.toml"


@pytest.fixture
def run(run):
    """On a day soon after the judgment, on a terminal that shows a form whole."""
    return partial(run, day=DAY, size=(120, 70))


def test_ctrl_s_at_once_after_somebody_elses_change_saves_nothing_and_shows_it_and_the_next_one_saves(run, path):
    async def steps(user):
        await opened(user, "event:judgment", "amend")
        await put(user, "sources", "report")
        swap(path, JUDGMENT, LATER)
        theirs = path.read_bytes()
        await user.press("ctrl+s")
        assert path.read_bytes() == theirs and user.place == "FormDialog"
        for said in ("Nothing was saved yet", "CHANGED BY SOMEBODY ELSE", "- date = 2023-05-15", "+ date = 2023-05-16"):
            assert said in words(user)
        assert '+ sources = ["report"]' in words(user)
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps)
    assert 'sources = ["report"]' in path.read_text("utf-8") and LATER in path.read_text("utf-8")


def test_an_answer_whose_anchor_moved_on_the_disk_meanwhile_is_shown_before_it_is_saved(run, path):
    async def steps(user):
        await opened(user, SERVED, "record")
        await put(user, "to", "small")
        await put(user, "date", "2023-05-18")
        swap(path, JUDGMENT, LATER)
        theirs = path.read_bytes()
        await user.press("ctrl+s")
        assert path.read_bytes() == theirs
        assert "+ date = 2023-05-16" in words(user) and "+ date = 2023-05-18" in words(user)
        assert user.app.screen.values()["date"] == "2023-05-18"
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps, day=date(2023, 8, 1))
    assert "date = 2023-05-18" in path.read_text("utf-8")


def test_a_second_change_after_the_first_was_shown_stops_saving_once_more(run, path):
    async def steps(user):
        await opened(user, "event:judgment", "amend")
        await put(user, "sources", "report")
        for was, day in (("15", "16"), ("16", "17")):
            swap(path, JUDGMENT.replace("15", was), JUDGMENT.replace("15", day))
            theirs = path.read_bytes()
            await user.press("ctrl+s")
            assert path.read_bytes() == theirs and f"+ date = 2023-05-{day}" in words(user)
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps)
    assert "date = 2023-05-17" in path.read_text("utf-8")


def test_a_reason_to_take_an_event_away_does_not_take_away_what_it_became_meanwhile(run, path):
    async def steps(user):
        await opened(user, "event:judgment", "remove")
        await user.paste("entered twice")
        swap(path, 'note = "read out"', 'note = "read out, and handed over"')
        theirs = path.read_bytes()
        await user.press("ctrl+s")
        assert path.read_bytes() == theirs and '+ note = "read out, and handed over"' in words(user)

    run(steps)


def test_a_file_that_broke_meanwhile_is_left_as_it_is(run, path):
    async def steps(user):
        await opened(user, "event:judgment", "amend")
        await put(user, "sources", "report")
        swap(path, JUDGMENT, "kind = \n")
        theirs = path.read_bytes()
        await user.press("ctrl+s", "ctrl+s")
        assert path.read_bytes() == theirs and "the file has an error that stops every edit" in words(user)

    run(steps)


def test_what_somebody_else_changed_in_the_same_event_appears_in_the_form_and_is_not_put_back(run, path):
    async def steps(user):
        await opened(user, "event:judgment", "amend")
        await put(user, "sources", "report")
        swap(path, JUDGMENT, LATER)
        user.app.look()
        await user.settle()
        assert user.app.screen.values()["date"] == "2023-05-16"
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps)
    assert LATER in path.read_text("utf-8")


def test_a_field_that_both_changed_is_shown_as_both_have_it(run, path):
    async def steps(user):
        await opened(user, "event:judgment", "amend")
        await put(user, "date", "17.05.2023")
        swap(path, JUDGMENT, LATER)
        await user.press("ctrl+s")
        assert "Day: somebody else wrote “2023-05-16”, this form says “17.05.2023”." in words(user)
        assert LATER in path.read_text("utf-8")
        await user.press("ctrl+s")

    run(steps)
    assert JUDGMENT.replace("15", "17") in path.read_text("utf-8")


@pytest.mark.parametrize(("id", "typed"), [("move", ("due", "2023-06-15")), ("step:doing", None)])
def test_a_step_gets_what_was_typed_and_keeps_the_owner_that_somebody_else_gave_it(run, path, id, typed):
    async def steps(user):
        await opened(user, "step:call", id)
        if typed:
            await put(user, *typed)
        swap(path, 'owner = "aigul"\n', 'owner = "dana"\n')
        await user.press("ctrl+s", "ctrl+s")
        assert user.place == "Agenda"

    run(steps)
    text = path.read_text("utf-8")
    assert 'owner = "dana"' in text and "aigul" not in text
    assert ("due = 2023-06-15" if typed else 'status = "doing"') in text


def test_an_entry_that_somebody_else_took_away_meanwhile_is_said_to_be_gone(run, path):
    async def steps(user):
        await opened(user, "step:call", "move")
        await put(user, "due", "2023-06-15")
        swap(path, STEP, "")
        theirs = path.read_bytes()
        await user.press("ctrl+s", "ctrl+s")
        assert "is not in the file any more" in words(user) and path.read_bytes() == theirs

    run(steps)


def test_a_note_that_stands_in_the_file_is_gone_on_with_and_not_replaced_by_the_first_key(run, path):
    async def steps(user):
        await opened(user, "event:judgment", "amend")
        user.app.screen.query_one("#field-note").focus()
        await user.type("!")
        assert user.app.screen.values()["note"] == "read out!"

    run(steps)


def test_an_event_of_which_sources_disagree_gets_a_note_and_keeps_their_days(run, path):
    accounts = "accounts = { letter = 2023-05-15, report = 2023-05-16 }\n"
    swap(path, JUDGMENT, f'kind = "judgment"\n{accounts}')

    async def steps(user):
        await opened(user, "event:judgment", "amend")
        await put(user, "note", "read out in part")
        assert not user.app.screen.query_one("#save").disabled
        await user.press("ctrl+s")
        assert user.place == "Agenda"

    run(steps)
    assert 'note = "read out in part"' in path.read_text("utf-8") and accounts in path.read_text("utf-8")
