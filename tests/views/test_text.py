from __future__ import annotations

from datetime import date

import pytest

from remedy.views import text
from remedy.views.text import (
    Paint,
    bracket,
    cells,
    clean,
    cut,
    days_phrase,
    pad,
    span_words,
    weekday_date,
    wrap,
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\u202eb", "a\\u202eb"),
        ("zero\u200bwidth\ufeff", "zero\\u200bwidth\\ufeff"),
        ("\x9b1m\x7f", "\\x9b1m\\x7f"),
        ("\u2066x\u2069\u061c\u200f", "\\u2066x\\u2069\\u061c\\u200f"),
        ("line\nbreak\ttab\r\nend", "line break tab end"),
        ("a\u2028b", "a\\u2028b"),
        ("\U000e0041", "\\U000e0041"),
        ("lone \ud800", "lone \\ud800"),
        ("Әлнұр Ильяшев, 判决 é", "Әлнұр Ильяшев, 判决 é"),
        ("[bold]markup[/bold]", "[bold]markup[/bold]"),
    ],
)
def test_what_is_invisible_or_active_is_shown_as_a_visible_escape(written, shown):
    assert clean(written) == shown


def test_an_east_asian_letter_takes_two_columns_and_a_combining_mark_none():
    assert cells("判决") == 4
    assert cells("e\u0301") == 1
    assert pad("判决", 5) == "判决 "


def test_a_text_is_cut_to_columns_not_letters():
    assert cut("判决书副本", 5) == "判决…"
    assert cut("short", 5) == "short"


def test_wrapped_lines_never_pass_the_width_even_for_one_long_word():
    lines = wrap("https://example.org/" + "x" * 50 + " 判决判决判决判决判决判决", 20)
    assert all(cells(line) <= 20 for line in lines)
    assert "".join(lines).count("x") == 51  # the one of example.org too


def test_a_command_that_is_too_long_continues_so_that_it_can_be_copied():
    assert text.command_lines("remedy record a-case a-kind", 24) == [
        "→ remedy record a-case \\",
        "    a-kind",
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [(0, "today"), (1, "tomorrow"), (-1, "yesterday"), (6, "in 6 days"), (-3, "3 days ago")],
)
def test_days_are_said_as_people_say_them(days, words):
    assert days_phrase(days) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [(6, "6 days"), (-12, "12 d ago"), (-999, "999 d ago"), (-1289, "1289d ago"), (-12890, "12890 d")],
)
def test_days_are_never_cut_in_their_column(days, words):
    assert text.days_column(days) == words
    assert len(words) <= 9


@pytest.mark.parametrize(
    ("a", "b", "words"),
    [
        ("2020-06-22", "2020-06-23", "1 day"),
        ("2020-06-22", "2020-07-05", "13 days"),
        ("2020-06-22", "2020-07-06", "2 weeks"),
        ("2020-06-22", "2020-08-21", "8 weeks"),
        ("2020-06-22", "2020-08-22", "2 months"),
        ("2020-01-31", "2020-08-30", "6 months"),
        ("2020-06-22", "2021-06-22", "1 year"),
        ("2020-06-22", "2022-09-22", "2 years 3 months"),
    ],
)
def test_a_gap_is_put_in_words(a, b, words):
    assert span_words(date.fromisoformat(a), date.fromisoformat(b)) == words


def test_an_uncertain_day_stands_in_brackets_and_a_known_one_does_not():
    a, b = date(2020, 9, 15), date(2021, 3, 11)
    assert bracket(a, a) == "Tue 2020-09-15"
    assert bracket(a, b) == "[2020-09-15 … 2021-03-11]"
    assert bracket(None, b) == "[… 2021-03-11]"
    assert bracket(a, None) == "[2020-09-15 …]"
    assert bracket(None, None) == "day unknown"


def test_weekdays_do_not_depend_on_the_locale():
    assert weekday_date(date(2020, 7, 7)) == "Tue 2020-07-07"


def test_colour_is_written_only_where_it_is_enabled():
    assert Paint(False).red("late") == "late"
    assert Paint(True).red("late") == "\x1b[1;31mlate\x1b[0m"


@pytest.mark.parametrize("n", [80, 100, 120])
def test_a_heading_is_exactly_as_wide_as_the_screen(n):
    assert cells(text.rule("WAITING", n, "a note that is far too long for it " * 4, "12")) == n
    assert cells(text.rule("NEXT", n)) == n
