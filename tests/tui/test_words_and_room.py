"""What is said on a screen fits there and is said in words: codes, readings, whose days off, errors, sources."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest

from remedy.store import outside
from remedy.tui import forms
from remedy.tui.fetching import full_of
from remedy.views.text import short

APPEAL = date(2020, 7, 1)
ILYASHEV = "kz/ilyashev.toml"


def test_on_a_small_terminal_no_line_of_a_rule_is_cut_at_the_right(run):
    async def steps(user):
        await user.press("l")
        panel = user.app.screen.query_one("#rule")
        made = ["".join(t for t, _tag in line) for row in panel.rows for line in row.make(panel.size.width - 1)]
        assert made and max(map(len, made)) < panel.size.width
        assert not [x for x in made if x.endswith("…")]

    run(steps, size=(60, 15))


def test_why_a_day_cannot_be_supposed_is_read_to_its_end_on_a_small_terminal(run):
    async def steps(user):
        await user.press("n", "enter")
        assert user.place == "Explain"
        await user.press("t")
        await user.paste("the day after they came to the office with the letter, perhaps in the evening of that day")
        rows = user.app.screen.list.rows[:8]
        made = ["".join(t for t, _tag in line) for row in rows for line in row.make(60)]
        assert max(map(len, made)) < 60
        assert "WHAT IF" in made[0] and len(made[1]) > 10

    run(steps, day=APPEAL, size=(60, 24))


def test_a_source_with_an_address_and_a_file_asks_which_to_open(run, folder, monkeypatch):
    opened = []
    monkeypatch.setattr(outside, "open_source", lambda source, _root: opened.append(source))
    path = folder / ILYASHEV
    more = '\n[sources.both]\ntitle = "The letter"\nurl = "https://example.org/l"\npath = "docs/letter.pdf"\n'
    path.write_text(path.read_text("utf-8") + more, "utf-8")

    async def steps(user):
        user.app.look()
        await user.settle()
        user.app.open_case("kz-ilyashev-2020", tab="record")
        await user.settle()
        await user.on("The letter")
        assert "docs/letter.pdf" in user.screen
        for keys in (("enter",), ("down", "enter")):
            await user.press("enter")
            assert user.place == "Menu"
            await user.press(*keys)
        assert opened == ["https://example.org/l", "docs/letter.pdf"]

    run(steps)


def test_a_month_says_whose_days_off_it_shades_and_another_calendar_can_be_chosen(run, folder, law):
    abroad = msgspec.structs.replace(law.calendars["KZ"], id="XX", title="Elsewhere", years={})
    law = msgspec.structs.replace(law, calendars={**law.calendars, "XX": abroad})
    path = folder / "kz/kozlov.toml"
    path.write_text(path.read_text("utf-8").replace('country = "KZ"', 'country = "KZ"\ncalendar = "XX"', 1), "utf-8")

    async def steps(user):
        user.app.desk.law = law
        user.app.read_all()
        await user.settle()
        await user.press("m")
        line = user.screen.split("\n")[1]
        assert "July 2020 · days off: Kazakhstan, working days · k (л): another" in line
        grid = user.app.screen.query_one("#grid")
        assert grid.mark(date(2020, 7, 6)).startswith("holiday")
        await user.press("k", "k")
        assert "days off: Elsewhere" in user.screen
        assert grid.mark(date(2020, 7, 6)) is None
        await user.press("л")
        assert "days off: Kazakhstan" in user.screen

    run(steps, day=APPEAL)


def test_the_grid_follows_the_calendar_of_the_case_under_the_cursor(run, folder, law):
    abroad = msgspec.structs.replace(law.calendars["KZ"], id="XX", title="Elsewhere", years={})
    law = msgspec.structs.replace(law, calendars={**law.calendars, "XX": abroad})
    path = folder / ILYASHEV
    path.write_text(path.read_text("utf-8").replace('country = "KZ"', 'country = "KZ"\ncalendar = "XX"', 1), "utf-8")

    async def steps(user):
        user.app.desk.law = law
        user.app.read_all()
        await user.settle()
        await user.press("m")
        assert "days off: Kazakhstan" in user.screen
        day = user.app.shelf.lines()
        user.app.screen.day = next(x.item.date for x in day if "ilyashev" in x.item.case and x.item.date)
        user.app.screen.renew()
        await user.settle()
        assert "days off: Elsewhere" in user.screen

    run(steps, day=APPEAL)


@pytest.mark.parametrize(("lang", "word"), [("en", "especially grave"), ("ru", "особо тяжкое")])
def test_the_form_of_a_fact_offers_words_and_gives_the_file_the_code(run, law, lang, word):
    async def steps(user):
        full = full_of(user.app, user.app.shelf.entry_of("kz-ilyashev-2020"))
        (field, *_more) = forms.fact(full, law, "gravity", "", "", lang).fields
        assert word in field.choices and "especially-grave" not in field.hint
        assert (field.meant(word), field.meant("especially-grave")) == ("especially-grave", "especially-grave")

    run(steps, lang=lang)


def test_the_form_of_a_reading_says_each_in_words_with_its_day(run):
    async def steps(user):
        entries = user.app.shelf.entries.values()
        fulls = [full_of(user.app, e) for e in entries if e.case is not None]
        item = next(
            i for f in fulls for i in f.answer.items if i.type == "deadline" and len({r.date for r in i.readings}) > 1
        )
        field = forms.word(item, "choose", APPEAL, "en").fields[0]
        assert [field.meant(x) for x in field.choices] == [r.id for r in item.readings]
        assert all(r.label in x and str(r.date or "") in x for r, x in zip(item.readings, field.choices, strict=True))

    run(steps, day=date(2020, 8, 1))


def test_what_is_shortened_is_cut_between_words_and_never_in_a_day():
    parts = ("from judgment 2020-06-22", "2020-07-02…2020-07-09", "decided [2019-11-29 … 2020-01-19] at the latest")
    for width in range(8, 110):
        said = short(parts, width)
        assert len(said) <= width
        if width > 26:
            words = said.removesuffix(" …")
            assert (
                " · ".join(parts).startswith(words) and words[-1] not in "-…[" and words.count("[") == words.count("]")
            )


@pytest.mark.parametrize(("size", "where"), [((80, 24), "under"), ((100, 30), "beside"), ((80, 15), "nowhere")])
def test_the_article_of_the_chosen_line_is_said_beside_it_or_under_the_list(run, size, where):
    async def steps(user):
        await user.on("Cassation to the convict's detriment")
        lines = user.screen.split("\n")
        law = [n for n, x in enumerate(lines) if "CPC 487" in x]
        if where == "under":
            (at,) = law
            assert lines[at].startswith(" Law: CPC 487") and at == len(lines) - 2  # above the keys
        elif where == "beside":
            assert "from judgment-final" in lines[law[0]]
            assert "Law:" not in user.screen
        else:
            assert law == []

    run(steps, size=size)
