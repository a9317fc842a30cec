"""What comes next, on one line."""

from __future__ import annotations

import pytest
from make import appeal, item

from remedy.views.nearest import nearest_line, nearest_of
from remedy.views.text import cells


def test_the_nearest_is_the_first_day_that_has_not_passed():
    past = item("a@past", on="2020-06-30")
    today = item("a@today", on="2020-07-01")
    later = item("a@later", on="2020-07-02")
    assert nearest_of([later, past, today, item("a@undated")]) is today
    assert nearest_of([past]) is None


def test_it_is_named_with_its_case_its_day_how_far_it_is_and_its_doubts():
    assert nearest_line(appeal(), 0, 120, "en") == (
        "nearest: Appeal against the judgment, kz-ilyashev-2020 — Tue 2020-07-07, in 6 days · may already be filed"
    )
    assert "2020-07-07, in 6 days · 2 missed · may" in nearest_line(appeal(), 2, 120, "en")
    assert "Wed 2020-07-01, today" in nearest_line(item("x", on="2020-07-01"), 0, 120, "en")


@pytest.mark.parametrize("width", [60, 80, 100])
def test_the_day_is_never_cut_away(width):
    line = nearest_line(appeal(), 3, width, "en")
    assert cells(line) <= width
    assert "Tue 2020-07-07, in 6 days" in line


def test_where_nothing_lies_ahead_it_says_how_many_were_missed_or_nothing():
    assert nearest_line(None, 3, 80, "en") == "no day lies ahead; 3 missed"
    assert nearest_line(None, 0, 80, "en") == ""
