"""Kazakhstan v. Marat Zhylanbayev: tried in closed session, refused in cassation on an unknown day of 2024."""

from datetime import date

CASE = "zhylanbayev"


# Thursday 14 December 2023: 29 November and fifteen days


def test_2023_12_14_the_appeal_is_open_today_and_may_already_be_filed(seen):
    appeal = seen("2023-12-14").item("appeal@judgment")
    assert (appeal.status, appeal.date, appeal.days_left, appeal.maybe_done) == ("open", date(2023, 12, 14), 0, True)


def test_2023_12_14_he_was_remanded_on_some_day_before_the_report_of_9_november(seen):
    detained = seen("2023-12-14").event("detained")
    assert (detained.earliest, detained.latest) == (date(2023, 5, 1), date(2023, 11, 9))


def test_2023_12_14_in_custody_his_own_term_runs_from_his_copy(seen):
    view = seen("2023-12-14")
    assert view.item("appeal@judgment").facts["custody"] == "yes"
    assert view.item("appeal@judgment").latest is None


def test_2023_12_15_the_appeal_is_unclear_until_its_day_is_found(seen):
    view = seen("2023-12-15")
    assert view.item("appeal@judgment").status == "unclear"
    assert "gap:appeal-filed@judgment" in view.agenda()


# Tuesday 30 January 2024: eleven days after the appeal ruling


def test_2024_01_30_the_court_is_a_day_late_with_the_copy_of_its_ruling(seen):
    copy = seen("2024-01-30").item("appeal-copy@appeal-decided")
    assert (copy.status, copy.date) == ("overdue", date(2024, 1, 29))


def test_2024_01_30_the_prosecution_may_ask_for_worse_until_monday_20_january_2025(seen):
    assert seen("2024-01-30").item("cassation-worsening@judgment-final").date == date(2025, 1, 20)


def test_2024_01_30_cassation_may_already_be_filed(seen):
    assert seen("2024-01-30").rung("cassation").state == "unclear"


# Wednesday 15 January 2025: refused on some day of 2024


def test_2025_01_15_cassation_is_refused_and_the_same_grounds_may_not_be_brought_again(seen):
    cassation = seen("2025-01-15").rung("cassation")
    assert (cassation.state, cassation.again) == ("refused", "no")
    assert "[CPC 489(1)(6)]" in cassation.again_reason
    assert (cassation.decided["earliest"], cassation.decided["latest"]) == (date(2024, 1, 19), date(2024, 12, 31))


def test_2025_01_15_a_petition_for_a_protest_is_available_and_a_step_says_that_counsel_announced_it(seen):
    view = seen("2025-01-15")
    assert view.rung("protest").state == "available"
    assert {"step:protest", "step:chair", "step:constitutional"} <= set(view.agenda())


# Wednesday 25 November 2026


def test_2026_11_25_whether_the_court_of_cassation_may_be_asked_is_a_question_to_counsel(seen):
    view = seen("2026-11-25")
    assert (view.rung("cassation").state, view.rung("cassation").again) == ("refused", "unclear")
    assert "counsel" in view.item("gap:fact:refused_before_2025_reopens").asks


def test_2026_11_25_the_protest_is_open_by_the_law_of_july_2025(seen):
    item = seen("2026-11-25").item("protest-request@judgment-final")
    assert (item.status, item.date) == ("open", None)
    assert "сроками не ограничена" in seen("2026-11-25").explained("protest-request@judgment-final")
