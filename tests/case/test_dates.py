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
