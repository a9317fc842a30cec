"""Months are added as calendars do: the same day, else the month's last."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from remedy.case.period import shift_months


@pytest.mark.parametrize(
    ("start", "months", "found"),
    [
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(1900, 1, 29), 1, date(1900, 2, 28)),
        (date(2000, 1, 29), 1, date(2000, 2, 29)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2020, 12, 15), 1, date(2021, 1, 15)),
        (date(2020, 2, 29), 12, date(2021, 2, 28)),
    ],
)
def test_a_month_later_is_the_same_day_or_the_last_of_that_month(start, months, found):
    assert shift_months(start, months) == found


@given(st.dates(), st.integers(-30_000, 30_000))
def test_months_are_added_as_dateutil_adds_them(start, months):
    try:
        expected = start + relativedelta(months=months)
    except (ValueError, OverflowError):
        with pytest.raises(OverflowError):
            shift_months(start, months)
    else:
        assert shift_months(start, months) == expected
