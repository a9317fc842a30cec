"""Search in whichever letters a name is typed."""

from __future__ import annotations

from datetime import date

import pytest

from remedy.tui.searching import fits, fits_all, searched


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("ильяшев", "Kazakhstan v. Alnur Ilyashev"),
        ("ИЛЬЯШЕВ", "Alnur Ilyashev"),
        ("сейтказы", "Seitkazy Matayev"),
        ("бокаев", "Maks Bokayev"),
        ("жыланбаев", "Marat Zhylanbayev"),
        ("smagul", "Смагулова А."),
        ("bokayev", "Бокаев"),
        ("апелл", "Апелляционная жалоба"),
    ],
)
def test_a_name_is_found_in_the_other_alphabet_and_in_its_own(typed, text):
    assert fits(typed, searched(text))


def test_another_name_is_not_found():
    assert not fits("козлов", searched("Alnur Ilyashev"))
    assert not fits_all(("ильяшев", "козлов"), searched("Alnur Ilyashev"))


@pytest.mark.parametrize("place", ["h", "s"])
def test_cyrillic_letters_find_ilyashev_in_the_agenda_and_among_the_cases(run, place):
    async def steps(user):
        await user.press(place, "f")
        await user.type("ильяшев")
        await user.press("enter")
        assert user.app.screen.chosen_case() == "kz-ilyashev-2020"
        keys = [r.key for r in user.app.screen.list.rows if r.key is not None]
        assert keys and all("ilyashev" in str(getattr(k, "entry", k).name) for k in keys)

    run(steps, day=date(2020, 7, 1))
