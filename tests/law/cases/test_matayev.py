"""Kazakhstan v. Seitkazy and Aset Matayev: reasons promised for the last day to appeal; a protest after five years."""

from datetime import date

import pytest

CASE = "matayev"
BOTH = ("seitkazy", "aset")


# Monday 17 October 2016. 3 October and fifteen days: Tuesday 18 October, the day for which the full text is promised.


@pytest.mark.parametrize("person", BOTH)
def test_2016_10_17_the_appeal_is_open_until_the_day_for_which_the_reasons_are_promised(seen, person):
    appeal = seen("2016-10-17").item(f"appeal@judgment/{person}")
    assert (appeal.status, appeal.date, appeal.days_left) == ("open", date(2016, 10, 18), 1)
    assert appeal.date.strftime("%A") == "Tuesday"


@pytest.mark.parametrize(("person", "known"), [("seitkazy", "no or yes"), ("aset", "not stated")])
def test_2016_10_17_whether_each_was_in_custody_is_asked_for_his_own_term_may_run_from_his_copy(seen, person, known):
    view = seen("2016-10-17")
    assert f"gap:fact:custody@judgment/{person}" in view.agenda()
    assert view.item(f"appeal@judgment/{person}").facts["custody"] == known


@pytest.mark.parametrize("person", BOTH)
def test_2016_10_17_the_copy_is_late_only_after_the_last_day_to_appeal(seen, person):
    copy = seen("2016-10-17").item(f"copy@judgment/{person}")
    assert (copy.status, copy.date) == ("open", date(2016, 10, 18))


def test_2016_10_19_the_appeal_is_unclear_and_never_missed(seen):
    assert seen("2016-10-19").item("appeal@judgment/aset").status == "unclear"


# Friday 12 March 2021: years of refused petitions, a protest that nobody expects


@pytest.mark.parametrize("person", BOTH)
def test_2021_03_12_the_judgment_is_final_since_the_appeal_ruling(seen, person):
    view = seen("2021-03-12")
    assert view.item(f"appeal@judgment/{person}").inferred
    assert view.event("judgment-final").latest == date(2016, 12, 9)


def test_2021_03_12_the_copy_of_2016_is_not_chased_for_the_one_who_was_paroled(seen):
    view = seen("2021-03-12")
    assert view.item("appeal-copy@appeal-decided/seitkazy").status == "superseded"
    assert view.item("appeal-copy@appeal-decided/aset").status == "overdue"


def test_2021_03_12_what_the_prosecution_could_ask_for_ended_in_december_2017(seen):
    worse = seen("2021-03-12").item("cassation-worsening@judgment-final/aset")
    assert (worse.status, worse.latest) == ("expired", date(2017, 12, 11))


# Sunday 10 July 2022: the protest is filed


@pytest.mark.parametrize("person", BOTH)
def test_2022_07_10_the_petition_was_granted_and_the_supreme_court_must_decide(seen, person):
    view = seen("2022-07-10")
    assert view.rung("protest", person).state == "granted"
    assert view.rung("supervisory", person).state == "pending"


# Tuesday 19 July 2022: both acquitted


@pytest.mark.parametrize("person", BOTH)
def test_2022_07_19_the_acquittal_leaves_nothing_to_do(seen, person):
    view = seen("2022-07-19")
    assert view.rung("supervisory", person).state == "granted"
    assert view.rung("cassation", person).state == "not-needed"
    assert view.agenda() == []


def test_2022_07_19_the_ban_of_ten_years_has_ended_with_the_judgment(seen):
    view = seen("2022-07-19")
    assert {view.item(f"sanction:ban/{person}").status for person in BOTH} == {"ended"}
    assert view.event("judgment").undone_by == "protest-decided"


def test_2022_07_20_the_case_is_closed_and_has_no_agenda(seen):
    assert seen("2026-11-25").agenda() == []
