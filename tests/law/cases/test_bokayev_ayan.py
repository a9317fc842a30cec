"""Kazakhstan v. Max Bokayev and Talgat Ayan: two convicts, one judgment, sources that disagree, a ban from release."""

from datetime import date

import pytest

from remedy.law.plan import plan

CASE = "bokayev-ayan"
BOTH = ("bokayev", "ayan")


# Tuesday 13 December 2016: the last day to appeal. 28 November is not counted; 13 December is the fifteenth day.


@pytest.mark.parametrize("person", BOTH)
def test_2016_12_13_each_of_the_two_may_appeal_today(seen, person):
    appeal = seen("2016-12-13").item(f"appeal@judgment/{person}")
    assert (appeal.status, appeal.date, appeal.days_left) == ("open", date(2016, 12, 13), 0)
    assert appeal.law_status == "reported"


@pytest.mark.parametrize("person", BOTH)
def test_2016_12_13_in_custody_the_convicts_own_term_runs_from_his_copy_so_no_latest_day_is_known(seen, person):
    appeal = seen("2016-12-13").item(f"appeal@judgment/{person}")
    assert [(r.by, r.date) for r in appeal.readings] == [("", date(2016, 12, 13)), ("convict", None)]
    assert appeal.latest is None


def test_2016_12_13_the_prosecution_may_appeal_until_the_same_day(seen):
    assert seen("2016-12-13").item("prosecutor-appeal@judgment/ayan").date == date(2016, 12, 13)


def test_2016_12_13_the_copy_is_not_late_yet_whether_the_judgment_is_large_or_not(seen):
    copy = seen("2016-12-13").item("copy@judgment/bokayev")
    assert (copy.status, copy.earliest, copy.date) == ("open", date(2016, 12, 5), date(2016, 12, 13))


def test_2016_12_13_the_ladder_has_the_appeal_available_and_nothing_further(seen):
    view = seen("2016-12-13")
    assert view.rung("appeal", "ayan").state == "available"
    assert {view.rung(name, "ayan").state for name in ("restoration", "cassation", "supervisory", "supreme")} == {
        "not-yet"
    }


def test_2016_12_14_nobody_is_told_that_the_appeal_was_missed_and_whether_it_was_lodged_is_asked(seen):
    view = seen("2016-12-14")
    assert view.item("appeal@judgment/ayan").status == "unclear"
    assert "gap:appeal-filed@judgment/ayan" in view.agenda()


# Tuesday 31 January 2017: eleven days after the appeal; counsel "is lodging" a petition to the Supreme Court.


@pytest.mark.parametrize("person", BOTH)
def test_2017_01_31_the_ruling_shows_that_an_appeal_was_filed(seen, person):
    appeal = seen("2017-01-31").item(f"appeal@judgment/{person}")
    assert (appeal.status, appeal.inferred, appeal.listed) == ("met", True, False)


def test_2017_01_31_the_copy_of_the_ruling_is_one_day_late(seen):
    copy = seen("2017-01-31").item("appeal-copy@appeal-decided/bokayev")
    assert (copy.status, copy.date, copy.days_left) == ("overdue", date(2017, 1, 30), -1)


def test_2017_01_31_the_prosecution_may_ask_for_worse_until_monday_22_january_2018(seen):
    worse = seen("2017-01-31").item("cassation-worsening@judgment-final/ayan")
    assert (worse.status, worse.date) == ("open", date(2018, 1, 22))
    assert "Sat 2018-01-20 → Sun 2018-01-21" in seen("2017-01-31").explained("cassation-worsening@judgment-final/ayan")


def test_2017_01_31_cassation_and_a_protest_are_open_without_limit_and_the_step_says_that_one_is_being_lodged(seen):
    view = seen("2017-01-31")
    assert {view.rung(name, "bokayev").state for name in ("cassation", "protest")} == {"available"}
    assert "step:cassation-petition" in view.agenda()


def test_2017_01_31_the_transfer_has_happened_whichever_source_is_right(seen):
    transfer = seen("2017-01-31").event("transfer")
    assert (transfer.exists, transfer.disputed) == ("yes", True)
    assert (transfer.earliest, transfer.latest) == (date(2017, 1, 27), date(2017, 1, 28))


# Monday 8 February 2021: four days after Max Bokayev's release; the last day on the ruling of 22 January.


def test_2021_02_08_only_the_one_released_may_appeal_the_ruling_on_oversight_until_today(seen):
    view = seen("2021-02-08")
    appeal = view.item("execution-ruling-appeal@oversight-ruling/bokayev")
    assert (appeal.status, appeal.date) == ("open", date(2021, 2, 8))
    assert not view.has("execution-ruling-appeal@oversight-ruling/ayan")
    assert "Sat 2021-02-06 → Sun 2021-02-07" in view.explained("execution-ruling-appeal@oversight-ruling/bokayev")


def test_2021_02_08_his_imprisonment_has_ended_and_his_ban_runs_from_the_release(seen):
    view = seen("2021-02-08")
    assert view.item("sanction:imprisonment-bokayev").status == "ended"
    ban = view.item("sanction:ban-bokayev")
    assert (ban.starts, ban.latest) == (date(2021, 2, 4), date(2024, 2, 3))


def test_2021_02_08_the_other_ban_has_neither_first_day_nor_last_and_a_step_asks_for_his_release(seen):
    view = seen("2021-02-08")
    ban = view.item("sanction:ban-ayan")
    assert (ban.status, ban.date) == ("not-started", None)
    assert "begins not known" in view.explained("sanction:ban-ayan")
    assert "step:release-ayan" in seen("2021-02-19").agenda()


def test_2021_02_08_the_custody_before_the_judgment_may_shorten_the_others_term_by_an_unknown_ratio(seen):
    item = seen("2021-02-08").item("sanction:imprisonment-ayan")
    assert item.status == "unclear"
    assert {r.id: r.latest for r in item.readings}["without-credit"] == date(2022, 1, 19)
    assert len({r.latest for r in item.readings}) == 4


# Saturday 3 February 2024: the last day of the ban.


def test_2024_02_03_ban_and_oversight_end_on_a_weekend_and_are_not_moved(seen):
    view = seen("2024-02-03")
    ban = view.item("sanction:ban-bokayev")
    assert (ban.status, ban.date, ban.listed) == ("running", date(2024, 2, 3), True)
    assert view.item("sanction:oversight").latest == date(2024, 2, 4)


def test_2024_02_03_cassation_goes_to_three_judges_and_the_opinion_asks_for_its_outcome(seen):
    view = seen("2024-02-03")
    assert "three judges" in view.rung("cassation", "bokayev").to
    petition = view.rung("petition", "bokayev")
    assert (petition.state, petition.reason) == ("unclear", "opinion-adopted has no outcome: record it")


def test_2024_02_03_nobody_is_advised_to_prepare_a_petition_that_was_decided(seen, sample, law):
    suggested = {s.remedy for s in plan(sample(CASE), law, seen("2024-02-03").answer)}
    assert "un/wgad.petition" not in suggested
    assert "kz/criminal.cassation" in suggested


def test_2024_02_03_the_copy_of_2017_is_chased_no_more_for_the_one_whose_sentence_was_executed(seen):
    assert seen("2024-02-03").item("appeal-copy@appeal-decided/bokayev").status == "superseded"
