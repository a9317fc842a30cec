"""What an advocate must see of Kazakhstan v. Alnur Ilyashev, day by day; each day can be redone on paper."""

from datetime import date

import pytest

from remedy.views.agenda import groups_in_order


@pytest.fixture
def seen(on, sample):
    return lambda day: on(sample("ilyashev"), day)


# 30 June 2020: eight days after the judgment


def test_2020_06_30_the_appeal_is_open_until_tuesday_7_july(seen):
    appeal = seen("2020-06-30").item("appeal@judgment")
    assert (appeal.status, appeal.date, appeal.days_left) == ("open", date(2020, 7, 7), 7)
    assert appeal.date.strftime("%A") == "Tuesday"


def test_2020_06_30_the_appeal_may_already_be_filed(seen):
    assert seen("2020-06-30").item("appeal@judgment").maybe_done


def test_2020_06_30_not_in_custody_at_the_end_of_the_day_so_no_reading_from_the_copy(seen):
    assert [r.id for r in seen("2020-06-30").item("appeal@judgment").readings] == ["main"]


def test_2020_06_30_the_appeal_cites_the_code_with_its_words(seen):
    cite = seen("2020-06-30").item("appeal@judgment").cite[0]
    assert cite["article"] == "418(1)"
    assert "пятнадцати суток" in cite["quote"]


def test_2020_06_30_the_copy_is_due_on_29_june_or_on_7_july_and_the_later_counts_against_the_court(seen):
    copy = seen("2020-06-30").item("copy@judgment")
    assert {r.date for r in copy.readings} == {date(2020, 6, 29), date(2020, 7, 7)}
    assert (copy.status, copy.date, copy.earliest) == ("open", date(2020, 7, 7), date(2020, 6, 29))


def test_2020_06_30_whether_the_judgment_is_large_is_asked(seen):
    assert "large" in seen("2020-06-30").item("gap:fact:large_judgment@judgment").asks


def test_2020_06_30_the_prosecution_may_appeal_until_7_july(seen):
    other = seen("2020-06-30").item("prosecutor-appeal@judgment")
    assert (other.status, other.date) == ("open", date(2020, 7, 7))


def test_2020_06_30_everything_after_the_appeal_is_not_yet_open(seen):
    view = seen("2020-06-30")
    assert view.rung("appeal").state == "unclear"
    later = ("restoration", "cassation", "protest", "supervisory", "supreme", "new-circumstances")
    assert {view.rung(name).state for name in later} == {"not-yet"}


# 7, 8 and 10 July 2020: the term ends and nobody knows whether it was kept


def test_2020_07_07_the_last_day_itself_is_still_open(seen):
    assert seen("2020-07-07").item("appeal@judgment").status == "open"


def test_2020_07_08_the_day_after_is_unclear(seen):
    assert seen("2020-07-08").item("appeal@judgment").status == "unclear"


def test_2020_07_10_the_appeal_is_unclear_and_never_missed(seen):
    appeal = seen("2020-07-10").item("appeal@judgment")
    assert appeal.status == "unclear"
    assert "appeal-filed" in appeal.reason
    assert appeal.next == ["restoration"]


def test_2020_07_10_the_court_is_late_with_the_copy_and_its_line_asks_for_the_day_of_service(seen):
    view = seen("2020-07-10")
    copy = view.item("copy@judgment")
    assert copy.status == "overdue"
    assert "copy" in copy.asks
    assert not view.has("gap:judgment-copy-received@judgment")


def test_2020_07_10_the_prosecutions_term_is_over(seen):
    assert seen("2020-07-10").item("prosecutor-appeal@judgment").status == "expired"


def test_2020_07_10_no_clock_of_the_prosecution_starts_on_a_conditional_finality(seen):
    view = seen("2020-07-10")
    final = next(e for e in view.answer.events if e.kind == "judgment-final")
    assert (final.derived, final.exists) == (True, "maybe")
    assert not any(i.rule.endswith("cassation-worsening") for i in view.answer.items)


# 1 December 2020: the appeal was decided


def test_2020_12_01_nobody_is_told_that_the_appeal_was_missed(seen):
    view = seen("2020-12-01")
    appeal = view.item("appeal@judgment")
    assert (appeal.status, appeal.inferred, appeal.listed) == ("met", True, False)


def test_2020_12_01_the_judgment_is_final_since_the_appeal_ruling(seen):
    final = next(e for e in seen("2020-12-01").answer.events if e.kind == "judgment-final")
    assert (final.derived, final.earliest, final.latest) == (True, date(2020, 9, 15), date(2020, 9, 15))


def test_2020_12_01_the_ten_days_for_the_copy_of_the_ruling_ended_on_25_september(seen):
    copy = seen("2020-12-01").item("appeal-copy@appeal-decided")
    assert (copy.status, copy.date) == ("overdue", date(2020, 9, 25))


def test_2020_12_01_the_prosecution_may_ask_for_worse_until_15_september_2021(seen):
    worse = seen("2020-12-01").item("cassation-worsening@judgment-final")
    assert (worse.status, worse.date, worse.law_status) == ("open", date(2021, 9, 15), "reported")


def test_2020_12_01_the_ladder(seen):
    view = seen("2020-12-01")
    assert [view.rung(n).state for n in ("appeal", "cassation", "protest")] == ["refused", "unclear", "unclear"]


# 12 March 2021: refused in cassation, a petition for a protest is pending


def test_2021_03_12_the_first_line_of_the_agenda_asks_when_the_file_reached_the_prosecutor(seen):
    first = groups_in_order([seen("2021-03-12").answer], False)["gap"][0]
    assert first.id == "kz-ilyashev-2020#gap:file-received-by-prosecutor@protest-requested"
    assert first.since == date(2021, 3, 11)


def test_2021_03_12_the_thirty_days_have_not_provably_begun(seen):
    answer = seen("2021-03-12").item("protest-answer@protest-requested")
    assert (answer.status, answer.date, answer.latest) == ("not-started", None, None)


def test_2021_03_12_cassation_is_refused_and_may_not_be_repeated_on_the_same_grounds(seen):
    cassation = seen("2021-03-12").rung("cassation")
    assert (cassation.state, cassation.again) == ("refused", "no")
    assert "[CPC 489(1)(6)]" in cassation.again_reason


def test_2021_03_12_the_petition_is_pending_since_some_day_after_the_appeal(seen):
    protest = seen("2021-03-12").rung("protest")
    assert protest.state == "pending"
    assert (protest.filed["earliest"], protest.filed["latest"]) == (date(2020, 9, 15), date(2021, 3, 11))


def test_2021_03_12_the_supreme_court_is_not_yet_seized(seen):
    assert seen("2021-03-12").rung("supervisory").state == "not-yet"


def test_2021_03_12_the_steps_hold_the_observers_recommendations(seen):
    assert "step:recommendations" in seen("2021-03-12").agenda()


# 1 June 2023: over two years of silence


def test_2023_06_01_the_same_gap_is_still_open(seen):
    assert seen("2023-06-01").item("gap:file-received-by-prosecutor@protest-requested").since == date(2021, 3, 11)


def test_2023_06_01_the_petition_is_pending_for_more_than_810_days(seen):
    assert seen("2023-06-01").rung("protest").pending_days > 810


def test_2023_06_01_a_review_is_due(seen):
    assert "review" in seen("2023-06-01").agenda()


def test_2023_06_01_both_ends_of_the_restriction_are_shown(seen):
    item = seen("2023-06-01").item("sanction:restriction")
    assert {r.id: r.latest for r in item.readings} == {
        "without-credit": date(2023, 9, 14),
        "credited": date(2023, 5, 3),
    }
    assert item.listed


def test_2023_06_01_the_ban_runs_until_september_2025(seen):
    assert seen("2023-06-01").item("sanction:ban").latest == date(2025, 9, 14)


# 23 November 2026: what is still open


def test_2026_11_23_a_new_petition_and_cassation_are_open_without_a_date(seen):
    view = seen("2026-11-23")
    agenda = view.agenda()
    assert "kz/criminal.protest-request@judgment-final" in agenda
    assert "kz/criminal.cassation@judgment-final" in agenda
    assert view.item("cassation@judgment-final").date is None


def test_2026_11_23_whether_cassation_may_be_asked_again_is_a_question_for_counsel(seen):
    view = seen("2026-11-23")
    assert view.rung("cassation").again == "unclear"
    assert "counsel" in view.item("gap:fact:refused_before_2025_reopens").asks


def test_2026_11_23_the_ban_has_ended(seen):
    assert seen("2026-11-23").item("sanction:ban").status == "ended"
