"""Kazakhstan v. Vladimir Kozlov: the supervisory review of the old kind. No version of the pack covers 2012 and 2013,
and every screen says so."""

from datetime import date

import pytest

from remedy.views.agenda import due
from remedy.views.ladder import ladder
from remedy.views.text import Paint

CASE = "kozlov"
NO_LAW = "kz/criminal knows no law before 2015-01-01: nothing is computed for this day"


def agenda_of(view):
    return " ".join(" ".join(due([view.answer], [], "", 100, Paint(False), "en")).split())


# Saturday 20 October 2012, Tuesday 6 August 2013: under the law before 2015


@pytest.mark.parametrize("day", ["2012-10-20", "2013-08-06"])
def test_before_2015_agenda_and_ladder_say_that_no_law_is_known_for_the_day(seen, day):
    view = seen(day)
    assert NO_LAW in agenda_of(view)
    assert NO_LAW in ladder(view.answer, 100, Paint(False), "en")


def test_2012_10_20_no_fifteen_days_are_counted_from_the_judgment_of_october_2012(seen):
    item = seen("2012-12-20").item("appeal@judgment")
    assert (item.status, item.date, item.law_status) == ("not-started", None, "unverified")
    said = seen("2012-12-20").explained("appeal@judgment")
    assert "runs from judgment [2012-10-01 … 2012-10-31]" in said
    assert "no version of kz/criminal.appeal covers judgment of 2012-10-31" in said


def test_2012_10_20_the_ladder_has_an_appeal_that_may_be_filed_and_nothing_available(seen):
    view = seen("2012-10-20")
    assert view.rung("appeal").state == "unclear"
    assert not any(r.state == "available" for r in view.answer.ladder)


def test_2013_08_06_the_refused_supervisory_review_is_shown_under_a_law_that_no_version_covers(seen):
    rung = seen("2013-08-06").rung("supreme")
    assert (rung.state, rung.cite, rung.version) == ("refused", [], "")
    assert rung.reason == "supreme-decided: refused, under a law that no version here covers"


def test_2013_08_06_nothing_is_said_to_be_barred_or_repeatable_by_a_law_that_did_not_exist(seen):
    view = seen("2013-08-06")
    assert {view.rung(name).again for name in ("appeal", "supreme")} == {"unclear"}
    assert view.rung("cassation").reason == "no version is in force"


# Tuesday 10 February 2015: the Code of 2014 is six weeks old


def test_2015_02_10_cassation_is_unclear_for_nobody_read_who_could_ask_for_it_and_when(seen):
    view = seen("2015-02-10")
    assert view.rung("cassation").state == "unclear"
    assert view.item("cassation@judgment-final").status == "not-started"
    assert view.rung("protest").reason == "no version is in force"


# Wednesday 25 November 2026


def test_2026_11_25_cassation_and_a_protest_are_open_by_the_law_of_today_on_an_unverified_finality(seen):
    view = seen("2026-11-25")
    assert {view.rung(name).state for name in ("cassation", "protest")} == {"available"}
    item = view.item("cassation@judgment-final")
    assert (item.listed, item.law_status) == (True, "unverified")
    assert "by the law of later years" in view.event("judgment-final").why[-1]


def test_2026_11_25_the_refusal_of_2013_is_not_taken_for_one_of_todays_exceptional_review(seen):
    rung = seen("2026-11-25").rung("supreme")
    assert (rung.state, rung.again) == ("refused", "unclear")
    assert "no version here covers that day" in rung.again_reason


def test_2026_11_25_the_seven_and_a_half_years_ended_within_bounds_that_are_no_dispute(seen):
    item = seen("2026-11-25").item("sanction:imprisonment")
    assert (item.status, item.earliest, item.latest) == ("ended", date(2020, 4, 30), date(2020, 5, 29))
    said = seen("2026-11-25").explained("sanction:imprisonment")
    assert "begins [2012-11-01 … 2012-11-30]" in said
    assert "disputed" not in said and "override" not in said
