"""What if: another day of an event, recorded or not, is supposed; what would move is told, and nothing is written."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import ROOT
from tests.tui.test_a_session import QUESTION


def _flat(user) -> str:
    return " ".join(user.screen.replace("│", " ").split())


async def _asks(user, line: str) -> None:
    """Explains a clock of the case under the cursor and asks what if."""
    await user.press("o", "right", "right")
    await user.on(line)
    await user.press("enter", "t")


def test_the_event_that_is_moved_is_named_with_its_present_day(run, folder):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.on(QUESTION)
        await _asks(user, "Appeal against the judgment")
        assert 'What if "Judgment" (2020-06-22) were on:' in user.screen
        await user.paste("25.06.2020")
        assert "Judgment: 2020-06-22 → Thu 2020-06-25" in user.screen
        await user.press("escape")
        assert "What if" not in user.screen.split("⏎")[0] and user.place == "Explain"

    run(steps)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before


def test_every_deadline_of_the_case_that_moves_is_shown_from_old_to_new_with_its_article(run):
    async def steps(user):
        await user.on(QUESTION)
        await _asks(user, "Appeal against the judgment")
        await user.paste("2020-06-25")
        said = _flat(user)
        assert "Appeal against the judgment (appeal@judgment): met 2020-07-07, inferred" not in said
        assert "(appeal@judgment): met, inferred 2020-07-07 → met, inferred 2020-07-10" in said
        assert "(prosecutor-appeal@judgment): expired 2020-07-07 → expired 2020-07-10" in said
        assert said.count("CPC 418(1)") >= 2

    run(steps)


def test_where_a_deadline_hangs_on_announcement_and_service_one_says_which_is_moved(run, folder):
    shutil.copy(ROOT / "cases/kz/whatsapp-nine.toml", folder / "kz")
    before = (folder / "kz/whatsapp-nine.toml").read_bytes()

    async def steps(user):
        await user.press("s")
        await user.on("nine members")
        await _asks(user, "Tue 2019-08-20")
        assert "Another day of which event?" in user.screen
        assert "Judgment — 2019-08-05" in user.screen
        assert "Copy of the judgment served (others) — not recorded" in user.screen
        await user.press("down", "enter")
        assert 'What if "Copy of the judgment served (others)" (not recorded) were on:' in _flat(user)
        await user.paste("2021-03-05")
        assert "(appeal@judgment/others): unclear [2019-08-20 …] → unclear [2019-08-20 … 2021-03-25]" in _flat(user)

    run(steps)
    assert (folder / "kz/whatsapp-nine.toml").read_bytes() == before


def test_a_day_for_what_nobody_recorded_shows_the_deadline_that_would_begin(run, folder):
    before = (folder / "kz/ilyashev.toml").read_bytes()

    async def steps(user):
        await user.on(QUESTION)
        await user.press("enter", "t")
        assert "(not recorded) were on:" in user.screen
        await user.paste("2021-03-01")
        said = _flat(user)
        assert "1 deadline or remedy would move" in said
        assert "(protest-answer@protest-requested): not started → open 2021-03-31" in said
        assert "CPC 486(4)" in said

    run(steps)
    assert (folder / "kz/ilyashev.toml").read_bytes() == before


def test_a_day_that_has_not_come_is_counted_as_of_that_day_and_says_so(run):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("enter", "t")
        await user.paste("2021-04-01")
        said = _flat(user)
        assert "That day is later than the day shown, 2021-03-12: both sides are counted as of 2021-04-01." in said
        assert "not started → open 2021-05-04" in said

    run(steps)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("", "every deadline that moves is then shown here"),
        ("2021-02-31", "check the month and the day"),
        ("soon", "write"),
        ("2150", "2150 lies too far away to be meant; write a day such as 22.06.2020"),
        ("0020-06-22", "lies outside the years"),
    ],
)
def test_an_absurd_or_empty_day_is_answered_in_words(run, typed, answer):
    async def steps(user):
        await user.on(QUESTION)
        await user.press("enter", "t")
        if typed:
            await user.paste(typed)
        top = _flat(user).partition("i (or ш, Space)")[0]
        assert answer in top
        assert "would move" not in top.lower()

    run(steps)


def test_a_day_that_contradicts_the_record_says_what_it_contradicts(run):
    async def steps(user):
        await user.on(QUESTION)
        await _asks(user, "Appeal against the judgment")
        await user.paste("2021-03-05")
        assert "judgment (2021-03-05) is after appeal-filed, which cannot precede it" in _flat(user)

    run(steps)


def test_what_is_supposed_is_counted_anew_when_the_file_changes(run, folder):
    path = folder / "kz/ilyashev.toml"

    async def steps(user):
        await user.on(QUESTION)
        await user.press("enter", "t")
        await user.paste("2021-03-01")
        added = '\n[[event]]\nid = "arrived"\nkind = "file-received-by-prosecutor"\ndate = 2021-02-15\n'
        path.write_text(path.read_text("utf-8") + added, "utf-8")
        user.app.look()
        await user.settle()
        assert "not started → open 2021-03-31" not in _flat(user)

    run(steps)


def test_in_russian_the_question_names_the_event_and_its_day(run):
    async def steps(user):
        await user.on("прокуратур")
        await _asks(user, "Апелляционная жалоба на приговор")
        assert "Что, если бы «Приговор» (22.06.2020) было в день:" in user.screen

    run(steps, lang="ru")
