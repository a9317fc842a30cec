"""The columns of the list of cases: they fit, say in words what is late, and sort."""

from __future__ import annotations

from datetime import date

import pytest

from remedy.law.assess import assess
from remedy.views.case_columns import (
    CASE,
    COLUMNS,
    CUSTODY,
    LADDER,
    LAST,
    NEXT,
    case_line,
    case_row,
    column_at,
    heads,
    widths,
)
from remedy.views.text import PLAIN, cells

HELD = """format = 1
id = "a"
title = "Kazakhstan v. Somebody with a long name and another one beside it"
country = "KZ"
packs = ["kz/criminal"]

[[person]]
id = "x"
name = "X"
role = "defendant"

[[proceeding]]
id = "trial"
stage = "first-instance"

[[event]]
kind = "detained"
date = 2020-05-01

[[event]]
kind = "judgment"
date = 2020-06-22
proceeding = "trial"
outcome = "convicted"

[[event]]
kind = "judgment-copy-received"
date = 2020-06-22
to = "x"
"""


def _row(case_of, law, day: date):
    case = case_of(HELD)
    return case_row(case, assess(case, law, day, detail=False), "en")


@pytest.mark.parametrize("width", [40, 60, 77, 100, 137])
def test_all_columns_together_fit_the_width(case_of, law, width):
    row = _row(case_of, law, date(2020, 7, 1))
    room = widths([row], width)
    assert cells(case_line(row, room, PLAIN)) <= width
    assert cells(heads(room, NEXT)) <= width
    assert room[CASE] and room[NEXT]


def test_at_eighty_columns_only_the_last_event_is_left_out(case_of, law):
    room = widths([_row(case_of, law, date(2020, 7, 1))], 77)
    assert [n for n in range(len(COLUMNS)) if not room[n]] == [LAST]


def test_a_deadline_is_counted_until_its_day_and_named_missed_after_it(case_of, law):
    on_the_day, after = (_row(case_of, law, date(2020, 7, d)) for d in (7, 9))
    assert on_the_day.cells[NEXT].startswith("Tue 2020-07-07 ")
    assert "missed" not in on_the_day.cells[NEXT]
    assert "2020-07-07 missed: Appeal against the judgment" in after.cells[NEXT]
    assert after.late and after.cells[CUSTODY] == "held" and after.cells[LADDER]


def test_the_last_event_is_the_newest_that_has_happened(case_of, law):
    assert "2020-05-01 Detained" in _row(case_of, law, date(2020, 6, 1)).cells[LAST]
    assert "2020-06-22" in _row(case_of, law, date(2020, 6, 22)).cells[LAST]


def test_a_place_of_the_heads_is_a_column(case_of, law):
    room = widths([_row(case_of, law, date(2020, 7, 1))], 137)
    line = heads(room, NEXT)
    for n, head in enumerate(COLUMNS):
        assert column_at(room, line.index(("▾" if n == NEXT else "") + head)) == n
    assert column_at(room, 0) is None
