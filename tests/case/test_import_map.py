"""What an author of a map gets wrong is said with line, key and cure; how its dates, words and ids are read."""

from datetime import date

import pytest

from remedy.case import import_dates
from remedy.case.grid import guarded, letters, unguarded
from remedy.case.import_map import read
from remedy.case.slugs import id_of
from remedy.case.source import Source

GOOD = """format = 1
[case]
id = "Case"
title = "Title"

[[event]]
kind = { value = "judgment" }
date = { column = "Judged", date = "DD.MM.YYYY" }
"""


def problems(text):
    return [f"{p.line} {p.key}: {p.message}; {p.fix}" for p in read(Source("map.toml", text))[1]]


def test_a_map_of_a_few_lines_is_enough():
    assert problems(GOOD) == []


WRONG = [
    ('kind = { value = "judgment" }', 'knid = { value = "judgment" }', "7 event[1].knid", 'did you mean "kind"?'),
    ('"DD.MM.YYYY"', '"DD.MM.YY"', "8 event[1].date.date", "a year has four digits"),
    ('"DD.MM.YYYY"', '"DD.YYYY"', "8 event[1].date.date", "a day only with one"),
    ('date = "DD.MM.YYYY" }', 'date = { "до DD.MM.YYYY" = "before {}" } }', "8 event[1].date.date", "../{}"),
    ('"DD.MM.YYYY"', '"июнь YYYY"', "8 event[1].date.date", "MMMM for the name of a month"),
    ('"DD.MM.YYYY"', '"March YYYY"', "8 event[1].date.date", "MMMM for the name of a month"),
    ('id = "Case"', 'id = { value = "x" }', "3 case.id", "every row would be the same case"),
    ('id = "Case"', "", "2 case", 'add id = "COLUMN"'),
    ('title = "Title"', 'title = { colunm = "Title" }', "4 case.title.colunm", 'did you mean "column"?'),
    ('title = "Title"', "title = 5", "4 case.title", 'write "COLUMN"'),
    ('title = "Title"', 'title = "Title"\nstatus = { value = "opne" }', "5 case.status.value", 'did you mean "open"?'),
    ('title = "Title"', 'title = "Title"\ntags = { column = "T", split = 1 }', "5 case.tags.split", "text in quotes"),
    ("format = 1", "format = 1\nencoding = 'cp-1251'", "2 encoding", 'did you mean "cp1251"?'),
    ("format = 1", "format = 1\ndelimiter = '#'", "2 delimiter", "separates no columns"),
    ("format = 1", "format = 1\nempty = [1]", "2 empty", "more than texts"),
    ("format = 1", "format = 2", "1 format", "write format = 1"),
    ("[[event]]", "[event]", "6 event", "two brackets"),
    ("[[event]]", "[[evnt]]", "6 evnt[1]", 'did you mean "event"?'),
    ('date = { column = "Judged", date = "DD.MM.YYYY" }', "", "6 event[1]", "event has no date"),
    ('[[event]]', '[[event]]\naccounts = "Said by"', "7 event[1].accounts", "toml = true"),
    ("format = 1", "format = ", "1 ", "not TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "where", "said"), WRONG, ids=[f"{n}-{w[2]}" for n, w in enumerate(WRONG)])
def test_a_mistake_in_a_map_is_said_with_line_key_and_cure(old, new, where, said):
    assert old in GOOD
    found = problems(GOOD.replace(old, new, 1))
    assert any(p.startswith(where) and said in p for p in found), found


READ = [
    ("DD.MM.YYYY", "22.06.2020", date(2020, 6, 22)),
    ("D.M.YYYY", "1.3.2021", date(2021, 3, 1)),
    ("M/D/YYYY", "3/4/2021", date(2021, 3, 4)),
    ("D/M/YYYY", "3/4/2021", date(2021, 4, 3)),
    ("MM.YYYY", "06.2020", "2020-06"),
    ("YYYY", "2020", "2020"),
    ("ISO", "../2021-03-11", "../2021-03-11"),
    ("ISO", "2021-03-11?", "2021-03-11?"),
    ("ISO", "2021-03-11", date(2021, 3, 11)),
    ("MMMM YYYY", "Июнь 2020", "2020-06"),
    ("MMM YYYY", "июн. 2020", "2020-06"),
    ("D MMMM YYYY г.", "2 маусым 2020 г.", date(2020, 6, 2)),
    ({"до DD.MM.YYYY": "../{}"}, "до 11.03.2021", "../2021-03-11"),
    ({"ок. MM.YYYY": "{}?"}, "ок. 03.2021", "2021-03?"),
]


@pytest.mark.parametrize(("form", "text", "meant"), READ, ids=[f"{r[1]} as {r[0]}" for r in READ])
def test_a_date_is_read_in_the_stated_form(form, text, meant):
    pairs = form if isinstance(form, dict) else {form: "{}"}
    assert import_dates.read(text, tuple(import_dates.pattern(f, m) for f, m in pairs.items())) == meant


@pytest.mark.parametrize(
    ("forms", "text", "said"),
    [
        (["DD.MM.YYYY"], "1.3.2021", 'say date = ["DD.MM.YYYY", "D.M.YYYY"]'),
        (["DD.MM.YYYY"], "31.02.2021", "no day of the calendar"),
        (["DD.MM.YYYY"], "22.06.20", "four digits"),
        (["ISO"], "мар.21", "four digits"),
        (["MMMM YYYY"], "слово 2020", "add its form"),
        (["MMMM YYYY"], "22 июня 2020", 'say date = ["MMMM YYYY", "D MMMM YYYY"]'),
        (["DD.MM.YYYY"], "22.06.1620", "no day of the calendar"),
        (["D/M/YYYY", "M/D/YYYY"], "3/4/2021", "2021-03-04 or 2021-04-03"),
        (["ISO"], "вчера", "add its form"),
        (["DD.MM.YYYY"], "２２.06.2020", "add its form"),
    ],
)
def test_a_date_that_does_not_fit_or_fits_twice_is_not_guessed(forms, text, said):
    with pytest.raises(import_dates.dates.BadDate) as found:
        import_dates.read(text, tuple(import_dates.pattern(f) for f in forms))
    assert said in f"{found.value}; {found.value.fix}"


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Ильяшев Алнур", "ilyashev-alnur"),
        ("Ғабит Қ. Өтеулі", "gabit-q-oteuli"),
        ("Дело № 12/34", "delo-no-12-34"),
        ("../x", "x"),
        ("Žižek", "zizek"),
        ("案件", ""),
        ("...", ""),
    ],
)
def test_an_id_is_made_of_latin_and_cyrillic_letters(text, id):
    assert id_of(text) == id


@pytest.mark.parametrize("text", ["=1+1", "+7 701", "-", "@x", "\tx", "\rx", "'=1", "''x", "'x", "it's", "", "x=1"])
def test_a_cell_that_could_run_is_guarded_and_read_back_as_it_was(text):
    assert unguarded(guarded(text)) == text
    assert guarded(text)[:1] not in ("=", "+", "-", "@", "\t", "\r")


def test_columns_are_named_as_a_spreadsheet_names_them():
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
