"""A filter is typed on the keyboard that is on, names its values, and says what it needs to know."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from remedy.cli import choosing
from remedy.tui.shelf import Filter, typed
from remedy.views.filter_words import DUTIES, KEYS, is_of_duty


@pytest.fixture(autouse=True)
def settings(monkeypatch, tmp_path: Path) -> Path:
    """The user's own settings, not written yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "remedy" / "config.toml"


def seen(user) -> set[str]:
    """The items of the lines that are listed."""
    return {r.key.item.id for r in user.app.screen.list.rows if hasattr(r.key, "item")}


def items(user):
    """The items of the lines that are listed, in full."""
    return [r.key.item for r in user.app.screen.list.rows if hasattr(r.key, "item")]


# Keys in two languages


def test_every_key_of_a_filter_has_a_russian_twin_that_means_the_same():
    assert typed("апелл кто:ана метка:слово страна:kz чей:орган дней:30", "ana") == typed(
        "апелл owner:ана tag:слово country:kz duty:орган in:30", "ana"
    )
    assert all(twin.isalpha() and not twin.isascii() for twin in KEYS.values())
    assert typed("кто:я", "ana") == typed("owner:me", "ana") == Filter(owner="ana")
    assert typed("дней:30д").within == typed("in:30d").within == 30


def test_a_word_with_a_colon_that_is_no_key_is_searched():
    assert typed("gap:fact").words == ("gap:fact",)
    assert typed("кто:") == Filter()


@pytest.mark.parametrize(("lang", "twin"), [("en", "duty:authority"), ("ru", "чей:орг")])
def test_a_duty_is_found_by_the_word_that_stands_on_the_screen_and_by_its_code(run, lang, twin):
    async def steps(user):
        await user.press("f")
        await user.type(twin)
        assert items(user) and {i.duty for i in items(user)} == {"authority"}

    run(steps, lang=lang)


@pytest.mark.parametrize(
    ("typed_", "duty"),
    [("defence", "party"), ("защита", "party"), ("party", "party"), ("prosec", "opponent"), ("обвин", "opponent")],
)
def test_each_duty_is_understood_in_both_languages_and_no_other(typed_, duty):
    assert [code for code in DUTIES if is_of_duty(code, typed_)] == [duty]


@pytest.mark.slow
def test_a_country_is_found_in_cyrillic_letters_too(run):
    async def steps(user):
        await user.press("f")
        await user.type("страна:кз")
        assert items(user)
        await user.type(" страна:ру")
        assert not items(user)

    run(steps, lang="ru")


# What the next days let through


QUESTION = "kz-ilyashev-2020#gap:fact:gravity"
"""A line without a day."""

CASSATION = "kz-ilyashev-2020#kz/criminal.cassation-worsening@judgment-final"
"""A deadline whose last day is 2021-09-15."""


@pytest.mark.parametrize(("day", "is_within"), [(date(2021, 8, 16), True), (date(2021, 8, 15), False)])
def test_the_next_days_of_the_app_let_through_what_days_of_the_command_does(run, day, is_within):
    async def steps(user):
        assert {QUESTION, CASSATION} <= seen(user)
        await user.press("f")
        await user.type("in:30d")
        kept = seen(user)
        assert QUESTION in kept, "it may not wait, whatever its day"
        assert (CASSATION in kept) is is_within
        assert kept == {x.item.id for x in user.app.shelf.lines() if choosing.fits(x.item, 30, None)}

    run(steps, day=day)


def test_the_help_says_that_what_is_unclear_stays_whatever_its_day(run):
    async def steps(user):
        await user.press("f1")
        await user.type("in:30")
        flat = " ".join(user.screen.replace("│", " ").split())
        assert "so many days ahead; what is missed, overdue, unclear" in flat

    run(steps)


# What there is to choose from


def test_the_help_and_the_line_itself_name_the_values_that_exist(run):
    async def steps(user):
        await user.press("f")
        assert "owner: tag: country: duty: in:30" in user.screen
        await user.type("tag:")
        assert "expression" in user.screen.split("\n")[1]
        await user.type("expr")
        assert "expression" not in user.screen.split("\n")[1]
        await user.press("escape", "f1")
        await user.type("duty")
        assert "defence · authority · prosecution" in " ".join(user.screen.split())

    run(steps)


def test_in_russian_both_name_the_keys_and_values_in_russian(run):
    async def steps(user):
        await user.press("а")
        assert "кто: метка: страна: чей: дней:30" in user.screen
        await user.type("чей:")
        assert "защита · орган · обвинение" in " ".join(user.screen.split())

    run(steps, lang="ru")


@pytest.mark.slow
def test_while_names_are_hidden_no_owner_and_no_tag_is_offered(run):
    async def steps(user):
        await user.press("v", "f")
        await user.type("tag:")
        assert "expression" not in user.screen
        await user.press("escape", "f1")
        assert "expression" not in user.screen

    run(steps)


# Mine


@pytest.mark.parametrize("lang", [pytest.param("en", marks=pytest.mark.slow), "ru"])
def test_mine_without_me_says_what_to_write_and_where_and_takes_no_line_away(run, settings, lang):
    async def steps(user):
        before = seen(user)
        await user.press("x")
        flat = " ".join(user.screen.split()).replace(" ", "")
        assert "[me]" in flat and 'id="' in flat
        assert "config.toml" in flat
        assert seen(user) == before != set()
        await user.press("f")
        await user.type("owner:me")
        assert seen(user) == before
        assert "[me]" in " ".join(user.screen.split("\n")[1:4])

    run(steps, told=True, lang=lang)


def test_once_it_is_written_mine_works_without_leaving_the_app(run, folder, settings):
    path = folder / "kz/ilyashev.toml"
    path.write_text(path.read_text("utf-8").replace("title = ", 'owner = "ana"\ntitle = ', 1), "utf-8")

    async def steps(user):
        before = seen(user)
        await user.press("x")
        settings.parent.mkdir(parents=True)
        settings.write_text('[me]\nid = "ana"\n', "utf-8")
        await user.press("x")
        assert {i.case for i in items(user)} == {"kz-ilyashev-2020"}
        await user.press("x")
        assert seen(user) == before
        assert user.app.screen.query_one("#filter").value == ""

    run(steps, told=True)
