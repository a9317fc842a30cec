"""Kyrgyzstan v. Azimjan Askarov: no domestic pack, decisions undone, death in custody, a Saturday in dispute."""

from datetime import date

import pytest

CASE = "askarov"


# Monday 15 August 2016: the Supreme Court has annulled the appeal ruling in July; he stays in detention


def test_2016_08_15_it_is_said_that_nothing_of_the_courts_of_kyrgyzstan_is_computed(seen):
    assert "no domestic pack: nothing is computed of its courts" in seen("2016-08-15").answer.uncovered


def test_2016_08_15_no_deadline_stands_on_the_agenda_and_nothing_is_missed(seen):
    view = seen("2016-08-15")
    assert [i.id for i in view.answer.items if i.type == "deadline" and i.listed] == []


def test_2016_08_15_the_ladder_has_the_views_of_the_committee_and_no_domestic_stair(seen):
    (rung,) = seen("2016-08-15").answer.ladder
    assert rung.remedy == "un/hrc.communication"
    assert rung.decided["latest"] == date(2016, 3, 31)
    assert rung.reason == "opinion-adopted has no outcome: record it"


def test_2016_08_15_the_appeal_ruling_of_2010_still_happened_though_it_was_set_aside(seen):
    ruling = seen("2016-08-15").event("appeal-decided")
    assert (ruling.exists, ruling.undone_by) == ("yes", "supreme-decided-2016-07")


def test_2016_08_15_the_first_life_sentence_ended_on_some_day_of_july(seen):
    item = seen("2016-08-15").item("sanction:life")
    assert (item.status, item.earliest, item.latest) == ("ended", date(2016, 7, 1), date(2016, 7, 31))


def test_2016_08_15_the_hearing_of_july_is_not_asked_about_for_the_court_has_decided_since(seen):
    assert not seen("2016-08-15").has("gap:hearing@views-hearing")


# Saturday 1 August 2020: a week after his death


def test_2020_08_01_death_has_ended_the_second_life_sentence(seen):
    item = seen("2020-08-01").item("sanction:life-2017")
    assert (item.status, item.latest) == ("ended", date(2020, 7, 25))
    assert "ended by died" in seen("2020-08-01").explained("sanction:life-2017")


def test_2020_08_01_the_matter_is_not_closed_by_his_death(seen):
    assert seen("2020-08-01").rung("communication").state == "unclear"


# 26 to 28 June 2021: served on Wednesday 16 June, the tenth day is a Saturday


def test_2021_06_26_the_saturday_itself_is_the_day_to_act(seen):
    item = seen("2021-06-26").item("deadline:death-complaint")
    assert (item.status, item.days_left, item.disputed, item.provisional) == ("open", 0, True, True)
    assert {r.id: r.date for r in item.readings} == {"main": date(2021, 6, 28), "no-roll": date(2021, 6, 26)}


def test_2021_06_27_it_is_unclear_and_not_missed_monday_is_still_tenable(seen):
    item = seen("2021-06-27").item("deadline:death-complaint")
    assert item.status == "unclear"
    assert "lies between 2021-06-26 and 2021-06-28" in item.reason


def test_2021_06_28_the_complaint_of_monday_is_in_time_for_the_lawyers_and_late_for_the_judge(seen):
    item = seen("2021-06-28").item("deadline:death-complaint")
    assert (item.status, item.done["date"]) == ("unclear", date(2021, 6, 28))
    assert "in time under one reading and late under another" in item.reason


def test_2021_06_28_explain_puts_the_two_readings_side_by_side_with_whose_each_is(seen):
    said = seen("2021-06-28").explained("deadline:death-complaint")
    assert "Sat 2021-06-26 → Sun 2021-06-27" in said and "Sun 2021-06-27 → Mon 2021-06-28" in said
    assert "there is no calendar of holidays" in said
    assert "The judge of first instance" in said and "the lawyers, by 24.kg" in said


# Sunday 1 August 2021: the City Court has overturned the dismissal


def test_2021_08_01_nobody_is_told_to_file_what_waits_to_be_examined(seen):
    view = seen("2021-08-01")
    item = view.item("deadline:death-complaint")
    assert (item.listed, item.status) == (False, "unclear")
    assert "death-complaint-dismissed was set aside: it waits to be examined" in item.reason
    assert "step:death-follow-up" in view.agenda()


@pytest.mark.parametrize(
    ("day", "stage"), [("2010-10-01", "first-instance"), ("2016-08-15", "supervisory"), ("2021-08-01", "appeal")]
)
def test_the_list_tells_the_stage_of_a_case_without_a_domestic_ladder(seen, day, stage):
    assert seen(day).answer.stage == stage
