"""What an edit moves: what is only called otherwise is no deadline lost and another won."""

from datetime import date

import pytest

from remedy.law.assess import assess
from remedy.law.moves import moves
from tests.conftest import ROOT

DAY = date(2021, 3, 12)

CASE = """format = 1
id = "kz-test"
title = "Kazakhstan v. Test"
country = "KZ"
packs = ["kz/criminal"]

[facts]
gravity = "medium"
custody = false

[[person]]
id = "test"
role = "defendant"

[[event]]
kind = "judgment"
date = 2020-06-22
outcome = "convicted"

[[event]]
kind = "appeal-decided"
date = 2020-09-15
outcome = "upheld"
"""

SECOND = '[[person]]\nid = "other"\nrole = "defendant"\n'

IN_FORCE = '[[event]]\nid = "in-force"\nkind = "judgment-final"\ndate = 2020-09-15\n'


@pytest.fixture
def moved(case_of, law):
    """What moves from one text to another; the deadlines lost and won apart."""

    def told(before, after):
        found = moves(*(assess(case_of(text), law, DAY) for text in (before, after)))
        lost = [s.id for s in found if s.after is None]
        won = [s.id for s in found if s.before is None]
        return {s.id.partition("#")[2] or s.id: s for s in found}, lost, won

    return told


@pytest.fixture
def nine():
    """Two judgments: what follows from the first by law is named after its day."""
    return (ROOT / "cases/kz/whatsapp-nine.toml").read_text("utf-8")


def test_another_day_of_the_judgment_loses_no_cassation_that_is_named_after_its_day(moved, nine):
    found, lost, won = moved(nine, nine.replace("date = 2019-08-05\nproceeding", "date = 2019-08-06\nproceeding"))
    assert (lost, won) == ([], [])
    shift = found["kz/criminal.prosecutor-appeal@judgment/others"]
    assert (shift.before.date, shift.after.date) == (date(2019, 8, 20), date(2019, 8, 21))


def test_an_event_recorded_under_its_own_id_instead_of_derived_loses_nothing(moved):
    _found, lost, won = moved(CASE, f"{CASE}\n{IN_FORCE}")
    assert (lost, won) == ([], [])


def test_a_judgment_that_is_taken_away_still_loses_its_deadlines(moved):
    without = CASE[: CASE.index("[[event]]")]
    _found, lost, won = moved(CASE, without)
    assert "kz-test#kz/criminal.appeal@judgment" in lost and won == []
    assert moved(without, CASE)[1] == []


def test_where_a_second_defendant_comes_each_has_what_all_had(moved):
    two = CASE.replace("[[event]]", f"{SECOND}\n[[event]]", 1)
    found, lost, won = moved(CASE, two)
    assert (found, lost, won) == ({}, [], [])
    assert moved(two, CASE) == ({}, [], [])


def test_a_remedy_that_goes_with_its_law_is_told(moved):
    found, _lost, won = moved(CASE, CASE.replace('packs = ["kz/criminal"]', "packs = []"))
    gone = found["kz/criminal.cassation"]
    assert gone.before.status and gone.after is None and won == []


TWO = """format = 1
id = "kz-test"
title = "Kazakhstan v. Test"
country = "KZ"
packs = ["kz/criminal"]

[facts]
custody = false

[[person]]
id = "test"
role = "defendant"
"""

FIRST, SECOND_JUDGMENT = (
    f'\n[[proceeding]]\nid = "{name}"\nstage = "first-instance"\n\n[[event]]\nid = "{name}-judgment"\n'
    f'kind = "judgment"\n'
    f'date = {day}\nproceeding = "{name}"\noutcome = "convicted"\n'
    for name, day in (("a", "2020-06-22"), ("b", "2020-11-02"))
)


def test_where_the_first_of_two_judgments_goes_what_follows_from_the_second_is_not_told_lost(moved):
    later = SECOND_JUDGMENT.replace("2020-11-02", "2020-11-03")
    found, lost, won = moved(TWO + FIRST + SECOND_JUDGMENT, TWO + later)
    shift = found["kz/criminal.cassation-worsening@judgment-final"]
    assert (shift.before.date, shift.after.date) == (date(2021, 11, 18), date(2021, 11, 19))
    assert [id for id in lost if id.endswith("2020-11-17")] == won == []


def test_another_id_of_the_case_loses_no_deadline_of_its_own(moved):
    own = CASE + '\n[[deadline]]\nid = "reply"\ntitle = "Reply"\ndate = 2021-04-08\n'
    assert moved(own, own.replace('id = "kz-test"', 'id = "kz-other"')) == ({}, [], [])
