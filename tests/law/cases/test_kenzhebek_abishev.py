"""Kazakhstan v. Kenzhebek Abishev: early release refused, then granted and stopped by the prosecutor's appeal."""

from datetime import date

CASE = "kenzhebek-abishev"


# Monday 12 October 2020: a week after the refusal of early release. 5 October and 15 days: Tuesday 20 October.


def test_2020_10_12_the_refusal_may_be_appealed_until_tuesday_20_october(seen):
    view = seen("2020-10-12")
    appeal = view.item("execution-ruling-appeal@parole-refused")
    assert (appeal.status, appeal.date, appeal.days_left) == ("open", date(2020, 10, 20), 8)
    assert appeal.maybe_done
    assert "15 days on" in view.explained("execution-ruling-appeal@parole-refused")


def test_2020_10_12_in_custody_his_own_term_runs_from_a_copy_that_nobody_recorded(seen):
    appeal = seen("2020-10-12").item("execution-ruling-appeal@parole-refused")
    assert [r.date for r in appeal.readings if r.by == "convict"] == [None]


def test_2020_10_12_the_appeal_against_the_judgment_is_another_matter_and_still_a_question(seen):
    view = seen("2020-10-12")
    assert view.rung("appeal").state == "unclear"
    assert "gap:appeal-filed@judgment" in view.agenda()


# Wednesday 25 November 2020: the regional court upheld the refusal yesterday.


def test_2020_11_25_the_ruling_shows_that_the_appeal_against_the_refusal_was_in_time(seen):
    appeal = seen("2020-11-25").item("execution-ruling-appeal@parole-refused")
    assert (appeal.status, appeal.inferred) == ("met", True)


def test_2020_11_25_the_copy_of_that_ruling_is_due_by_friday_4_december(seen):
    copy = seen("2020-11-25").item("appeal-copy@parole-appeal-decided")
    assert (copy.status, copy.date) == ("open", date(2020, 12, 4))


def test_2020_11_25_the_appeal_against_the_judgment_was_not_refused_by_it(seen):
    view = seen("2020-11-25")
    assert (view.rung("appeal").state, view.rung("appeal").decided) == ("unclear", None)


def test_2020_11_25_the_judgment_is_in_force_since_some_day_before_the_first_ruling_on_early_release(seen):
    final = seen("2020-11-25").event("judgment-final")
    assert (final.exists, final.earliest, final.latest) == ("yes", date(2018, 12, 19), date(2020, 10, 5))


def test_2020_11_25_nobody_asks_when_the_case_reached_a_court_that_has_decided(seen):
    assert not seen("2020-11-25").has("gap:case-received@parole-appeal-filed")


# Tuesday 16 February 2021: the day set for his release; the prosecutor has appealed at the last moment.


def test_2021_02_16_the_prosecutors_appeal_is_pending_and_the_day_of_its_arrival_is_asked(seen):
    view = seen("2021-02-16")
    assert "gap:case-received@prosecutor-appeal-filed" in view.agenda()
    filed = view.event("prosecutor-appeal-filed")
    assert (filed.earliest, filed.latest) == (date(2021, 2, 1), date(2021, 2, 16))


def test_2021_02_16_the_prosecutors_appeal_is_none_against_the_judgment(seen):
    view = seen("2021-02-16")
    assert view.item("prosecutor-appeal@judgment").done is None
    assert view.rung("appeal").opponent is None


def test_2021_02_16_the_prosecution_used_its_term_on_the_last_day(seen):
    clock = seen("2021-02-16").item("execution-ruling-prosecutor@parole-granted")
    assert (clock.status, clock.latest) == ("used", date(2021, 2, 16))


def test_2021_02_16_the_cancelled_release_ends_neither_custody_nor_punishment(seen):
    assert seen("2021-02-16").item("sanction:imprisonment").status == "running"


# Wednesday 25 November 2026


def test_2026_11_25_a_protest_is_available_and_cassation_waits_for_one_answer(seen):
    view = seen("2026-11-25")
    assert (view.rung("protest").state, view.rung("cassation").state) == ("available", "unclear")


def test_2026_11_25_the_cut_term_ends_within_bounds_and_perhaps_has_ended(seen):
    item = seen("2026-11-25").item("sanction:imprisonment-cut")
    assert (item.status, item.earliest, item.latest) == ("unclear", date(2025, 4, 18), date(2027, 2, 4))
