"""Days as people know them: exact, in part, or not at all."""

from datetime import date

import pytest

from remedy.case.dates import BadDate, parse, read, typed


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2021-03", date(2021, 3, 1), date(2021, 3, 31)),
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-01-05/2021-02-10", date(2021, 1, 5), date(2021, 2, 10)),
        ("../2021-03-11", None, date(2021, 3, 11)),
        ("2021-03-11/..", date(2021, 3, 11), None),
        ("[2017-01-27, 2017-01-28]", date(2017, 1, 27), date(2017, 1, 28)),
        ("..", None, None),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
    ],
)
def test_each_written_form_has_exact_bounds(written, first, last):
    assert (parse(written).earliest, parse(written).latest) == (first, last)


def test_a_question_mark_makes_everything_downstream_provisional():
    assert parse("2021-03-11?").provisional
    assert not parse("2021-03-11").provisional


def test_03_04_2021_is_refused_and_both_iso_forms_are_shown():
    with pytest.raises(BadDate) as error:
        read("03/04/2021")
    assert "2021-04-03" in error.value.fix
    assert "2021-03-04" in error.value.fix


def test_22_06_2020_is_taken_on_the_command_line_and_refused_in_a_file():
    assert typed("22.06.2020").exact == date(2020, 6, 22)
    with pytest.raises(BadDate, match="not written"):
        read("22.06.2020")


@pytest.mark.parametrize(
    "wrong", ["2021-13", "2021-02-30", "2021-03-11/2021-01-01", "spring", "[]", "0000", "9999", "0202-03-11"]
)
def test_what_is_no_date_says_what_to_write(wrong):
    with pytest.raises(BadDate) as error:
        parse(wrong)
    assert error.value.fix


@pytest.mark.parametrize(
    ("typed_", "meant"),
    [
        ("июнь 2020", "2020-06"),
        ("Июня 2020 г.", "2020-06"),
        ("June 2020", "2020-06"),
        ("маусым 2020", "2020-06"),
        ("2020 жылғы маусым", "2020-06"),
        ("06.2020", "2020-06"),
        ("6.2020", "2020-06"),
        ("22 июня 2020 года", "2020-06-22"),
        ("June 22, 2020", "2020-06-22"),
        ("2020 жылғы 22 маусым", "2020-06-22"),
        ("июнь 2020?", "2020-06?"),
        ("../22.06.2020", "../2020-06-22"),
        ("01.06.2020/июль 2020", "2020-06-01/2020-07"),
        ("[22.06.2020, 23.06.2020]", "[2020-06-22, 2020-06-23]"),
        (" .. ", ".."),
        ("не знаю", ".."),
        ("«Неизвестно»", ".."),
        ("Don’t know", ".."),
        ("unknown.", ".."),
        ("белгісіз", ".."),
        ("?", ".."),
        ('"март 2021"', "2021-03"),
        ("«22.06.2020»", "2020-06-22"),
    ],
)
def test_days_are_typed_as_people_write_them_and_kept_as_iso(typed_, meant):
    assert typed(typed_).raw == meant


@pytest.mark.parametrize(
    ("wrong", "cure"),
    [
        ("22.06.20", "write 22.06.2020"),
        ("22.06.98", "write 22.06.1998"),
        ("13.2020", "write the month as 01 to 12"),
        ("30 февраля 2020", "check the month and the day"),
        ("июнь", "22.06.2020"),
        ("июнь июль 2020", "22.06.2020"),
        ("вчера", "22.06.2020"),
        ("03/04/2021", "2021-04-03"),
        ("июнь 20", "22.06.2020"),
    ],
)
def test_what_may_mean_two_things_or_nothing_is_not_taken_where_it_is_typed(wrong, cure):
    with pytest.raises(BadDate) as error:
        typed(wrong)
    assert cure in error.value.fix


def test_a_file_that_holds_such_a_date_is_told_how_to_write_it():
    for wrong, fix in (("июнь 2020", 'write "2020-06"'), ("../22.06.2020", 'write "../2020-06-22"')):
        with pytest.raises(BadDate) as error:
            read(wrong)
        assert error.value.fix == fix
