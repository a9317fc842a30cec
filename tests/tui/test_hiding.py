"""Names are hidden before a screen is shared, whatever is open; what was open comes back when they are shown again."""

from __future__ import annotations

from tests.tui.test_hidden_names import DAY, NAMED, OPEN, hostile  # noqa: F401 - a fixture

QUESTION = "answer to the petition"


async def _record(user) -> None:
    """A form with a day typed into it, over the case."""
    await user.press("s")
    await user.on("yashev")
    await user.press("o", "r")
    assert user.place == "FormDialog"
    await user.paste("2021-02-15")


async def _hides_by_the_menu(user) -> None:
    await user.press("ctrl+p")
    await user.paste("hide names")
    await user.press("enter")


def test_over_a_form_the_menu_hides_its_names_and_the_form_comes_back_as_it_was_typed(run):
    async def steps(user):
        await _record(user)
        before = user.screen
        assert "lyashev" in before
        await _hides_by_the_menu(user)
        assert "NAMES ARE HIDDEN" in user.screen
        assert "lyashev" not in user.screen
        assert user.place == "CaseScreen"
        await user.press("v")
        assert user.place == "FormDialog"
        assert user.screen == before

    run(steps)


def test_f9_hides_names_from_within_a_field(run):
    async def steps(user):
        await _record(user)
        await user.press("f9")
        assert "NAMES ARE HIDDEN" in user.screen and "lyashev" not in user.screen
        await user.press("f9")
        assert user.place == "FormDialog"
        assert user.app.screen.unsaved() != []

    run(steps)
