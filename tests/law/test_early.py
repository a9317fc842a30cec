"""An event before what it answers starts no clock, and that is known before it is saved."""

from __future__ import annotations

from datetime import date

import pytest

from remedy.law.assess import assess
from remedy.law.early import early

CASE = """format = 1
id = "a"
title = "A"
country = "KZ"
packs = ["kz/criminal"]

[[proceeding]]
id = "protest"
stage = "protest"

[[event]]
kind = "protest-requested"
date = 2021-02-03
proceeding = "protest"
"""


def _early(case_of, law, kind: str, day: str):
    before = case_of(CASE)
    after = case_of(f'{CASE}\n[[event]]\nkind = "{kind}"\ndate = {day}\nproceeding = "protest"\n')
    return early(assess(before, law, date(2021, 3, 1)), before, after, law)


@pytest.mark.parametrize(("day", "is_early"), [("2021-02-02", True), ("2021-02-03", False), ('"2021-02"', False)])
def test_the_file_cannot_reach_the_prosecutor_before_the_petition(case_of, law, day, is_early):
    found = _early(case_of, law, "file-received-by-prosecutor", day)
    assert [e.anchor for e in found] == (["protest-requested"] if is_early else [])
    assert all(e.starts and e.earliest == date(2021, 2, 3) for e in found)


def test_a_refusal_before_the_petition_meets_nothing(case_of, law):
    (found,) = _early(case_of, law, "protest-refused", "2021-01-15")
    assert found.anchor == "protest-requested" and not found.starts


def test_an_event_that_answers_nothing_is_never_early(case_of, law):
    assert _early(case_of, law, "statement", "2001-01-01") == []
