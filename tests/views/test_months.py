"""Months and weeks as the app draws them: where each day lies, and that the calendar's ends are no error."""

from __future__ import annotations

from datetime import date

from remedy.views.months import load, mondays, shifted, stepped, weeks_of


def test_a_month_is_its_weeks_from_monday_with_nothing_for_other_months():
    weeks = weeks_of(2021, 2)
    assert weeks[0][0] == date(2021, 2, 1)
    assert [len(w) for w in weeks] == [7] * 4
    assert weeks_of(2021, 3)[-1][3:] == [None] * 4


def test_the_load_of_weeks_counts_from_the_day_asked_about_and_ends_with_the_last_week():
    friday = date(2021, 3, 12)
    assert mondays(friday, 2) == [date(2021, 3, 8), date(2021, 3, 15)]
    days = [date(2021, 3, 11), friday, date(2021, 3, 14), date(2021, 3, 15), date(2021, 3, 21), date(2021, 3, 22)]
    assert load(friday, days, 2) == [2, 2]


def test_stepping_beyond_the_calendar_stays_where_one_is():
    assert stepped(date.max, 1) == date.max
    assert stepped(date.min, -7) == date.min
    assert stepped(date(2020, 2, 28), 1) == date(2020, 2, 29)
    assert shifted(date(9999, 12, 5), 1) == date(9999, 12, 5)
    assert shifted(date(2021, 1, 31), 1) == date(2021, 2, 28)
