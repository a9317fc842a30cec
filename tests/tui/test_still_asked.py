"""An answer that leaves the question open says which part of it is missing."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from tests.tui.test_bad_moments import answering


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        ("..", "Its day is not known"),
        pytest.param("2021", "may lie after the day shown, 2021-03-12: narrow it", marks=pytest.mark.slow),
        pytest.param("2019-01-01", "lies before", marks=pytest.mark.slow),
        pytest.param("2021-02-15", "", id="answered"),
    ],
)
def test_after_saving_it_is_said_why_the_question_is_still_asked(run, folder, day, reason):
    async def steps(user):
        await answering(user, day)
        await user.press("ctrl+s")
        assert user.place == "Agenda"
        flat = " ".join(user.screen.replace("│", " ").split())
        assert "Saved." in flat
        assert ("Still asked" in flat) is bool(reason)
        assert reason in flat

    run(steps, told=True, size=(200, 40))


@pytest.mark.slow
def test_another_event_than_the_one_asked_for_is_named(run):
    async def steps(user):
        await answering(user, "2021-03-01")
        user.app.screen.query_one("#field-kind", Input).value = "note"
        await user.settle()
        await user.press("ctrl+s")
        flat = " ".join(user.screen.replace("▌", " ").replace("▐", " ").split())
        assert "What was written is “Note”" in flat

    run(steps, told=True, size=(200, 40))
