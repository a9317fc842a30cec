"""Kazakhstan beyond the ladder from the judgment up: days in the life of small cases, as a lawyer would ask them.

Each date can be redone with the code and a wall calendar; `why` stands beside the rarer ones.
"""

from datetime import date

import pytest

from tests.law.test_engine import HEAD, event

FREE = HEAD.replace('gravity = "medium"\n', 'gravity = "medium"\ncustody = false\n')
STAGES = "".join(
    f'[[proceeding]]\nid = "{id}"\nstage = "{stage}"\n'
    for id, stage in (("inquiry", "investigation"), ("trial", "first-instance"), ("prison", "execution"))
)
MADE = FREE + STAGES


# Complaints before trial

UNADDRESSED = event("complaint-filed", "2021-02-01", received="2021-02-01").replace('"2021-02-01"', "2021-02-01")
COMPLAINED = UNADDRESSED + 'facts.complaint_to = "prosecutor"\n'
REFUSED = event("complaint-decided", "2021-02-10", outcome="refused")


def test_who_learns_of_a_decision_has_fifteen_days_to_the_investigating_judge(on, case_of):
    view = on(case_of(FREE + event("decision-learned", "2021-02-01")), "2021-02-10")
    item = view.item("complaint-court@decision-learned")
    assert (item.status, item.date, item.law_status) == ("open", date(2021, 2, 16), "reported")
    assert view.item("complaint-prosecutor@decision-learned").status == "open"
    assert view.rung("complaint-court").state == view.rung("complaint-prosecutor").state == "available"


def test_the_prosecutors_answer_is_due_in_seven_days_three_or_fifteen(on, case_of):
    ends = {"ordinary": date(2021, 2, 8), "urgent": date(2021, 2, 4), "exceptional": date(2021, 2, 16)}
    for term, day in ends.items():
        case = case_of(FREE + COMPLAINED + f'facts.complaint_term = "{term}"\n')
        assert on(case, "2021-02-02").item("complaint-prosecutor-answer@complaint-filed").date == day


def test_while_nobody_knows_which_term_binds_the_prosecutor_only_the_longest_makes_him_late(on, case_of):
    view = on(case_of(FREE + COMPLAINED), "2021-02-12")
    item = view.item("complaint-prosecutor-answer@complaint-filed")
    assert (item.status, item.earliest, item.latest) == ("open", date(2021, 2, 4), date(2021, 2, 16))
    assert view.has("gap:fact:complaint_term@complaint-filed")


def test_the_prosecutors_silence_opens_fifteen_days_to_the_court(on, case_of):
    case = case_of(FREE + COMPLAINED)
    waiting = on(case, "2021-02-15").item("complaint-court@complaint-filed")
    assert (waiting.status, waiting.reason) == ("not-started", "begins on 2021-02-16")
    silent = on(case, "2021-02-17").item("complaint-court@complaint-filed")
    assert (silent.status, silent.date) == ("open", date(2021, 3, 3))
    assert silent.trigger.event == "15 days after complaint-filed"
    late = on(case, "2021-03-04")
    assert late.item("complaint-court@complaint-filed").status == "missed"
    assert late.item("complaint-court@complaint-filed").next == ["term-restoration"]


def test_the_fifteen_days_of_silence_run_from_the_filing_not_from_the_end_of_the_seven_days(on, case_of):
    case = case_of(FREE + COMPLAINED + 'facts.complaint_term = "ordinary"\n')
    view = on(case, "2021-02-12")
    assert view.item("complaint-prosecutor-answer@complaint-filed").status == "overdue"
    assert view.item("complaint-court@complaint-filed").status == "not-started"


def test_a_refusal_within_fifteen_days_ends_the_silence_and_opens_its_own_term(on, case_of):
    view = on(case_of(FREE + COMPLAINED + REFUSED), "2021-02-20")
    assert view.item("complaint-court@complaint-filed").status == "superseded"
    refusal = view.item("complaint-court@complaint-decided")
    assert (refusal.status, refusal.date, refusal.latest) == ("open", date(2021, 2, 25), None)
    assert view.has("gap:complaint-answer-received@complaint-decided")


def test_the_notice_of_the_refusal_takes_the_place_of_the_safe_day(on, case_of):
    notice = event("complaint-answer-received", "2021-02-15")
    item = on(case_of(FREE + COMPLAINED + REFUSED + notice), "2021-02-20").item("complaint-court@complaint-decided")
    assert (item.date, item.latest, item.trigger.event) == (
        date(2021, 3, 2),
        date(2021, 3, 2),
        "complaint-answer-received",
    )


def test_a_complaint_that_was_granted_opens_no_term_to_the_court(on, case_of):
    granted = REFUSED.replace("refused", "granted")
    view = on(case_of(FREE + COMPLAINED + granted), "2021-02-20")
    assert not view.has("complaint-court@complaint-decided")
    assert not view.has("gap:complaint-answer-received@complaint-decided")
    assert view.rung("complaint-prosecutor").state == "granted"


def test_who_first_goes_to_the_prosecutor_has_not_missed_the_court(on, case_of):
    case = case_of(FREE + event("decision-learned", "2021-01-20") + COMPLAINED + REFUSED)
    assert on(case, "2021-02-20").item("complaint-court@decision-learned").status == "superseded"


LEARNED = event("decision-learned", "2021-01-20")


def test_a_complaint_to_the_head_of_the_investigating_body_does_not_stop_the_fifteen_days_to_the_court(on, case_of):
    case = case_of(FREE + LEARNED + UNADDRESSED + 'facts.complaint_to = "investigating-body"\n' + REFUSED)
    item = on(case, "2021-02-03").item("complaint-court@decision-learned")
    assert (item.status, item.date) == ("open", date(2021, 2, 4))
    late = on(case, "2021-02-20")
    assert late.item("complaint-court@decision-learned").status == "missed"
    assert not late.has("complaint-court@complaint-filed")
    assert not late.has("complaint-court@complaint-decided")
    assert late.rung("complaint-court").state == "lapsed"


def test_while_nobody_says_to_whom_the_complaint_went_the_older_term_is_kept_and_it_is_asked(on, case_of):
    case = case_of(FREE + LEARNED + UNADDRESSED)
    view = on(case, "2021-02-03")
    assert (view.item("complaint-court@decision-learned").status, view.rung("complaint-court").until) == (
        "open",
        date(2021, 2, 4),
    )
    assert view.has("gap:fact:complaint_to@complaint-filed")
    item = on(case, "2021-02-08").item("complaint-court@decision-learned")
    assert (item.status, "complaint-filed may have overtaken it" in item.reason) == ("unclear", True)


def test_the_notice_of_a_late_refusal_opens_the_fifteen_days_anew_after_the_silence(on, case_of):
    late = event("complaint-decided", "2021-03-20", outcome="refused") + event(
        "complaint-answer-received", "2021-03-26"
    )
    view = on(case_of(FREE + COMPLAINED + late), "2021-04-01")
    assert view.item("complaint-court@complaint-filed").status == "superseded"
    assert view.item("complaint-court@complaint-decided").date == date(2021, 4, 12)


def test_a_complaint_to_the_judge_meets_the_term_and_starts_his(on, case_of):
    filed = event("court-complaint-filed", "2021-02-22") + "received = 2021-02-23\n"
    view = on(case_of(FREE + COMPLAINED + REFUSED + filed), "2021-02-24")
    assert view.item("complaint-court@complaint-decided").status == "met"
    judge = view.item("complaint-court-decision@court-complaint-filed")
    assert (judge.earliest, judge.latest) == (date(2021, 2, 26), date(2021, 3, 5))
    assert view.rung("complaint-court").state == "pending"


def test_complaints_to_the_prosecutor_end_with_the_judgment_in_force(on, case_of):
    case = case_of(
        FREE + event("decision-learned", "2020-03-02") + event("judgment", "2020-06-22", outcome="convicted")
        + event("judgment-final", "2020-07-08")
    )  # fmt: skip
    view = on(case, "2020-09-01")
    assert view.rung("complaint-prosecutor").state == "barred"
    assert view.item("complaint-prosecutor@decision-learned").listed is False


def test_a_case_closed_by_the_investigator_may_be_complained_of_for_a_year(on, case_of):
    closed = event("case-terminated", "2022-05-11", proceeding="inquiry")
    item = on(case_of(MADE + closed), "2022-06-01").item("complaint-termination@case-terminated")
    assert (item.status, item.date) == ("open", date(2023, 5, 11))


def test_the_prosecutors_approval_of_the_end_of_a_case_is_a_second_reading(on, case_of):
    closed = event("case-terminated", "2022-05-11", proceeding="inquiry") + event("termination-approved", "2022-05-20")
    item = on(case_of(MADE + closed), "2022-06-01").item("complaint-termination@case-terminated")
    # 20 May 2023 is a Saturday.
    assert (item.date, item.latest) == (date(2023, 5, 11), date(2023, 5, 22))


def test_a_motion_refused_at_the_end_of_the_inquiry_goes_to_the_prosecutor_in_three_days(on, case_of):
    refused = event("motion-decided", "2021-02-01", proceeding="inquiry", outcome="refused")
    view = on(case_of(MADE + refused), "2021-02-02")
    item = view.item("motion-refusal@motion-decided")
    assert (item.date, item.latest) == (date(2021, 2, 4), None)
    assert view.has("gap:ruling-copy-received@motion-decided")
    served = case_of(MADE + refused + event("ruling-copy-received", "2021-02-03"))
    assert on(served, "2021-02-04").item("motion-refusal@motion-decided").latest == date(2021, 2, 8)


def test_a_motion_refused_at_the_trial_starts_no_clock_of_the_inquiry(on, case_of):
    refused = event("motion-decided", "2021-02-01", proceeding="trial", outcome="refused")
    assert not on(case_of(MADE + refused), "2021-02-02").has("motion-refusal@motion-decided")


# Measures of the investigating judge


def test_arrest_is_complained_of_in_three_days_and_the_safe_day_is_not_moved(on, case_of):
    arrest = event("sanction-decided", "2021-03-19", outcome="granted")
    item = on(case_of(FREE + arrest), "2021-03-20").item("sanction-appeal@sanction-decided")
    assert (item.status, item.date, item.latest) == ("open", date(2021, 3, 22), date(2021, 3, 25))
    assert {r.convention for r in item.readings} == {"kz-cpc-no-roll", "kz-cpc"}
    assert item.disputed


def test_between_the_safe_day_and_the_moved_one_the_term_is_not_called_missed(on, case_of):
    arrest = event("sanction-decided", "2021-03-19", outcome="granted")
    assert on(case_of(FREE + arrest), "2021-03-24").item("sanction-appeal@sanction-decided").status == "unclear"
    assert on(case_of(FREE + arrest), "2021-03-26").item("sanction-appeal@sanction-decided").status == "missed"


def test_an_arrest_that_the_judge_refused_leaves_the_defence_nothing_to_complain_of(on, case_of):
    view = on(case_of(FREE + event("sanction-decided", "2021-03-19", outcome="refused")), "2021-03-20")
    assert not view.has("sanction-appeal@sanction-decided")


def test_the_regional_court_decides_on_the_measure_in_three_days_of_arrival(on, case_of):
    filed = event("sanction-appeal-filed", "2021-03-19") + "received = 2021-03-24\n"
    case = case_of(FREE + event("sanction-decided", "2021-03-17", outcome="granted") + filed)
    view = on(case, "2021-03-25")
    assert view.item("sanction-appeal@sanction-decided").status == "met"
    # Saturday 27 March 2021.
    assert view.item("sanction-appeal-decision@sanction-appeal-filed").date == date(2021, 3, 29)
    assert view.rung("sanction-appeal").state == "pending"


def test_the_judges_refusal_of_a_complaint_goes_to_the_regional_court_in_three_days(on, case_of):
    refused = event("court-complaint-filed", "2021-06-28") + event(
        "court-complaint-decided", "2021-07-01", outcome="refused"
    )
    item = on(case_of(FREE + refused), "2021-07-02").item("complaint-court-appeal@court-complaint-decided")
    # Sunday the 4th; 5 and 6 July 2021 are days off.
    assert (item.date, item.latest) == (date(2021, 7, 4), date(2021, 7, 7))


# Order proceedings


ORDER = event("order-judgment", "2022-03-10", outcome="convicted")


def test_an_order_judgment_is_objected_to_in_seven_days_from_the_copy(on, case_of):
    served = event("judgment-copy-received", "2022-03-14", to="p")
    item = on(case_of(FREE + ORDER + served), "2022-03-15").item("order-objection@order-judgment")
    assert (item.status, item.date, item.latest) == ("open", date(2022, 3, 24), date(2022, 3, 24))


def test_an_order_judgment_is_not_appealed_against_as_a_judgment_is(on, case_of):
    view = on(case_of(FREE + ORDER), "2022-03-15")
    assert not view.has("appeal@order-judgment") and view.rung("appeal").state == "not-yet"
    assert view.has("gap:judgment-copy-received@order-judgment")


def test_the_size_of_the_fine_has_no_stated_term_and_the_reason_says_seven_days(on, case_of):
    item = on(case_of(FREE + ORDER), "2022-03-15").item("order-fine@order-judgment")
    assert (item.status, item.date) == ("open", None)
    assert item.reason.startswith("the law states no limit; ")
    assert item.hint_i18n["en"] == "act within seven days of the copy"


def test_an_objection_sets_the_order_judgment_aside_and_the_fine_with_it(on, case_of):
    done = event("order-objection-filed", "2022-03-16") + event(
        "order-objection-decided", "2022-03-18", outcome="granted"
    )
    view = on(case_of(FREE + ORDER + done), "2022-03-21")
    assert view.item("order-objection@order-judgment").status == "met"
    assert (view.rung("order-objection").state, view.rung("order-fine").state) == ("granted", "barred")


def test_the_other_side_appeals_against_an_order_judgment_in_seven_days_of_its_copy(on, case_of):
    view = on(case_of(FREE + ORDER + event("opponent-copy-received", "2022-03-11")), "2022-03-15")
    clock = view.item("order-appeal@order-judgment")
    assert (clock.status, clock.date) == ("open", date(2022, 3, 18))


# Rulings of the court of first instance


RULED = event("ruling", "2022-12-01", proceeding="trial", outcome="refused")


def test_a_ruling_of_the_trial_court_is_complained_of_in_fifteen_days(on, case_of):
    item = on(case_of(MADE + RULED), "2022-12-05").item("ruling-appeal@ruling")
    # 16 December 2022 is Independence Day, a Friday.
    assert (item.status, item.date, item.latest) == ("open", date(2022, 12, 19), date(2022, 12, 19))


def test_a_ruling_pronounced_on_a_later_day_has_two_readings(on, case_of):
    item = on(case_of(MADE + RULED + event("ruling-pronounced", "2022-12-06")), "2022-12-07").item(
        "ruling-appeal@ruling"
    )
    assert (item.date, item.latest) == (date(2022, 12, 19), date(2022, 12, 21))


def test_the_prosecutor_too_has_three_days_against_the_judge_who_refused_the_arrest(on, case_of):
    case = case_of(FREE + event("sanction-decided", "2026-05-06", outcome="refused"))
    item = on(case, "2026-05-08").item("sanction-prosecutor@sanction-decided")
    assert (item.status, item.earliest, item.latest) == ("open", date(2026, 5, 9), date(2026, 5, 12))


def test_on_a_convicts_complaint_the_defence_acts_within_the_prosecutors_ten_days(on, case_of):
    decided = event("complaint-decided", "2026-03-02", outcome="refused", proceeding="prison")
    item = on(case_of(MADE + decided), "2026-03-05").item("execution-ruling-appeal@complaint-decided")
    assert (item.date, item.latest) == (date(2026, 3, 12), date(2026, 3, 17))
    filed = (
        event("appeal-filed", "2026-03-12", received="2026-03-13", proceeding="prison")
        + 'facts.ruling_under = "convict-complaint"\n'
    )
    court = on(case_of(MADE + decided + filed), "2026-03-13").item("execution-complaint-appeal-decision@appeal-filed")
    assert court.latest == date(2026, 3, 16)


def test_the_prosecutors_appeal_against_early_release_is_shown_as_pending(on, case_of):
    released = event("parole-requested", "2021-01-11", proceeding="prison") + event(
        "parole-decided", "2021-02-01", outcome="granted", proceeding="prison"
    )
    opposed = event("appeal-filed", "2021-02-16", by="prosecution", proceeding="prison")
    rung = on(case_of(MADE + released + opposed), "2021-02-20").rung("execution-appeal")
    assert (rung.state, rung.reason) == ("pending", "appeal-filed of the other side is not decided")


def test_a_complaint_to_the_constitutional_court_needs_no_proceeding_of_its_own_to_be_seen(on, case_of):
    packs = MADE.replace('packs = ["kz/criminal"]', 'packs = ["kz/criminal", "kz/constitutional"]')
    final = event("judgment", "2024-03-01", outcome="convicted") + event("judgment-final", "2024-05-14")
    view = on(case_of(packs + final + event("constitutional-filed", "2024-09-02")), "2025-06-01")
    assert view.item("kz/constitutional.complaint@judgment-final").status == "met"


def test_a_suit_of_which_no_pack_says_anything_is_said_to_be_uncovered(on, case_of):
    suit = '[[proceeding]]\nid = "claim"\nstage = "suit"\n'
    view = on(case_of(MADE + suit), "2025-06-01")
    assert view.answer.uncovered == "no pack of the case covers claim (suit): nothing is computed of it"


def test_an_appeal_that_was_withdrawn_and_ended_without_an_outcome_does_not_open_cassation(on, case_of):
    case = case_of(
        FREE + event("judgment", "2026-09-01", outcome="convicted") + event("appeal-filed", "2026-09-10")
        + event("withdrawn", "2026-10-21") + event("appeal-decided", "2026-11-02")
    )  # fmt: skip
    rung = on(case, "2026-11-26").rung("cassation")
    assert (rung.state, rung.reason) == ("unclear", "whether appeal was used is not certain")


def test_a_returned_cassation_complaint_says_so_and_may_be_cured_and_filed_again(on, case_of):
    case = case_of(
        FREE + event("judgment", "2025-09-01", outcome="convicted") + event("appeal-filed", "2025-09-10")
        + event("appeal-decided", "2025-11-03", outcome="upheld") + event("cassation-filed", "2026-01-12")
        + event("cassation-decided", "2026-01-15", outcome="returned")
    )  # fmt: skip
    rung = on(case, "2026-02-02").rung("cassation")
    assert (rung.state, rung.returned["event"]) == ("available", "cassation-filed")


def test_an_order_judgment_comes_into_force_after_the_last_of_both_terms_where_nobody_objected(on, case_of):
    served = event("judgment-copy-received", "2022-03-14", to="p") + event("opponent-copy-received", "2022-03-11")
    view = on(case_of(FREE + event("order-judgment", "2022-03-10") + served), "2022-04-01")
    final = view.event("judgment-final")
    assert (final.derived, final.earliest, final.latest) == (True, date(2022, 3, 24), date(2022, 3, 25))


def test_a_ruling_on_a_motion_during_the_trial_is_kept_for_the_appeal(on, case_of):
    case = case_of(MADE + RULED + 'facts.ruling_on = "trial-motion"\n')
    view = on(case, "2022-12-05")
    assert not view.has("ruling-appeal@ruling")
    assert view.rung("private-complaint").state == "barred"


def test_while_nobody_says_what_was_ruled_on_the_private_complaint_stays_open_and_it_is_asked(on, case_of):
    view = on(case_of(MADE + RULED), "2022-12-05")
    item = view.item("ruling-appeal@ruling")
    assert (item.status, item.date) == ("open", date(2022, 12, 19))
    assert "depends on: ruling_on" in item.reason
    assert view.has("gap:fact:ruling_on@ruling")


def test_what_a_term_depends_on_is_said_whatever_words_a_court_used(on, case_of):
    word = '\n[[override]]\non = "ruling-appeal@ruling"\nsince = 2022-12-05\nwaived = true\n'
    view = on(case_of(MADE + RULED + word + 'reason = "All depends on the judge"\n'), "2022-12-06")
    assert view.item("ruling-appeal@ruling").reason == "All depends on the judge; depends on: ruling_on"


def test_before_the_judgment_nobody_is_a_convict_whose_copy_might_start_the_term(on, case_of):
    view = on(case_of(HEAD + STAGES + event("detained", "2022-11-01") + RULED), "2022-12-05")
    assert view.item("ruling-appeal@ruling").latest == date(2022, 12, 19)


def test_one_held_in_custody_may_complain_from_the_copy_of_a_ruling_given_after_the_judgment(on, case_of):
    held = (
        HEAD + STAGES + event("detained", "2022-10-01") + event("judgment", "2022-11-15", outcome="convicted") + RULED
    )
    view = on(case_of(held), "2022-12-05")
    assert view.item("ruling-appeal@ruling").latest is None
    assert view.has("gap:ruling-copy-received@ruling")
    served = case_of(held + event("ruling-copy-received", "2022-12-12", to="p"))
    assert on(served, "2022-12-22").item("ruling-appeal@ruling").latest == date(2022, 12, 27)


def test_a_private_complaint_is_not_taken_for_the_appeal_of_the_judgment(on, case_of):
    case = case_of(
        MADE + RULED + event("private-complaint-filed", "2022-12-12")
        + event("judgment", "2022-12-20", outcome="convicted")
    )  # fmt: skip
    view = on(case, "2022-12-27")
    assert view.item("ruling-appeal@ruling").status == "met"
    assert view.item("appeal@judgment").status == "open"
    assert (view.rung("private-complaint").state, view.rung("appeal").state) == ("pending", "available")


def test_the_appeal_of_the_judgment_is_not_taken_for_a_private_complaint(on, case_of):
    judged = event("judgment", "2022-12-02", outcome="convicted") + event("appeal-filed", "2022-12-12")
    assert on(case_of(MADE + RULED + judged), "2022-12-27").item("ruling-appeal@ruling").status == "missed"


# The record and the appeal


def test_remarks_on_the_record_are_due_in_five_days_of_its_signing(on, case_of):
    signed = event("judgment", "2020-06-22", outcome="convicted") + event("record-signed", "2020-07-01")
    case = case_of(FREE + signed)
    item = on(case, "2020-07-02").item("record-remarks@record-signed")
    assert (item.status, item.date) == ("open", date(2020, 7, 7))
    assert (
        on(case_of(FREE + signed + event("remarks-filed", "2020-07-07")), "2020-07-08")
        .item("record-remarks@record-signed")
        .status
        == "met"
    )


def test_remarks_that_nobody_made_leave_the_agenda_once_the_judgment_is_in_force(on, case_of):
    signed = event("judgment", "2020-06-22", outcome="convicted") + event("record-signed", "2020-06-24")
    case = case_of(FREE + signed)
    assert on(case, "2020-07-01").item("record-remarks@record-signed").status == "missed"
    assert on(case, "2020-08-01").item("record-remarks@record-signed").status == "superseded"


APPEALED = event("judgment", "2025-05-15", outcome="convicted") + event("appeal-filed", "2025-05-20")


def test_the_case_goes_up_one_day_after_the_term_to_appeal_and_the_notice_to_the_parties(on, case_of):
    open_ = on(case_of(FREE + APPEALED), "2025-05-26").item("appeal-transfer@appeal-filed")
    assert (open_.date, open_.latest) == (date(2025, 6, 2), None)
    told = case_of(FREE + APPEALED + event("appeal-notified", "2025-05-27"))
    late = on(told, "2025-06-03").item("appeal-transfer@appeal-filed")
    assert (late.status, late.latest) == ("overdue", date(2025, 6, 2))


def test_without_the_notice_to_the_parties_the_court_is_not_called_late(on, case_of):
    assert on(case_of(FREE + APPEALED), "2025-06-20").item("appeal-transfer@appeal-filed").status == "unclear"


def test_an_appeal_against_a_ruling_on_execution_transfers_no_case(on, case_of):
    granted = event("parole-decided", "2021-02-01", proceeding="prison", outcome="granted")
    filed = event("appeal-filed", "2021-02-16", proceeding="prison", by="prosecution")
    assert not on(case_of(MADE + granted + filed), "2021-02-20").has("appeal-transfer@appeal-filed")


def test_the_appeal_hearing_is_set_within_ten_days_of_the_cases_arrival(on, case_of):
    case = case_of(FREE + APPEALED + event("case-received", "2025-06-04"))
    item = on(case, "2025-06-17").item("appeal-hearing-set@appeal-filed")
    # 14 June 2025 is a Saturday.
    assert (item.status, item.date) == ("overdue", date(2025, 6, 16))
    assert item.asks.startswith("Did the appellate court set the hearing")
    set_ = event("case-received", "2025-06-04") + event("appeal-hearing-set", "2025-06-10")
    assert on(case_of(FREE + APPEALED + set_), "2025-06-17").item("appeal-hearing-set@appeal-filed").status == "met"


# Cassation and the file


FINAL = (
    event("judgment", "2025-06-02", outcome="convicted") + event("appeal-filed", "2025-06-10")
    + event("appeal-decided", "2025-08-11", outcome="upheld")
    + event("cassation-filed", "2025-09-03", id="first") + "received = 2025-09-05\n"
)  # fmt: skip


def test_a_complaint_returned_after_three_days_was_returned_late(on, case_of):
    back = event("cassation-decided", "2025-09-10", id="back", outcome="returned")
    item = on(case_of(FREE + FINAL + back), "2025-09-15").item("cassation-return@back")
    assert (item.status, item.date, item.listed) == ("met-late", date(2025, 9, 8), False)


def test_a_complaint_that_was_returned_may_be_filed_again_without_a_limit(on, case_of):
    back = event("cassation-decided", "2025-09-08", id="back", outcome="returned")
    view = on(case_of(FREE + FINAL + back), "2025-09-15")
    assert view.item("cassation-return@back").status == "met"
    assert view.rung("cassation").state == "available"


def test_a_complaint_that_nobody_returned_leaves_no_clock_of_a_return(on, case_of):
    items = on(case_of(FREE + FINAL), "2025-10-01").answer.items
    assert not [i.id for i in items if "cassation-return" in i.id]


def test_the_parties_are_told_of_the_cassation_hearing_ten_days_after_the_files_arrival(on, case_of):
    case = case_of(FREE + FINAL + event("cassation-file-received", "2025-10-01"))
    view = on(case, "2025-10-14")
    notice = view.item("cassation-notice@first")
    assert (notice.status, notice.date) == ("overdue", date(2025, 10, 13))
    assert view.item("cassation-decision@first").date == date(2026, 4, 1)


def test_the_prosecutor_hands_the_file_over_thirty_days_after_it_reached_him(on, case_of):
    case = case_of(
        FREE + FINAL + event("file-received-by-prosecutor", "2025-09-10")
        + event("file-requested-from-prosecutor", "2025-09-15")
    )  # fmt: skip
    item = on(case, "2025-10-01").item("file-from-prosecutor@file-requested-from-prosecutor")
    assert (item.status, item.date) == ("open", date(2025, 10, 10))


def test_a_sentence_stays_suspended_for_six_months_at_most(on, case_of):
    case = case_of(FREE + FINAL + event("execution-suspended", "2025-10-20"))
    assert on(case, "2026-04-20").item("suspension@execution-suspended").status == "open"
    late = on(case, "2026-04-21").item("suspension@execution-suspended")
    assert (late.status, late.date) == ("overdue", date(2026, 4, 20))
    assert late.asks == "Is the sentence still suspended, after six months?"


# Newly discovered circumstances


FOUND = event("new-circumstance-found", "2023-03-01")
ASKED = event("new-circumstances-filed", "2023-03-10", id="asked") + "received = 2023-03-13\n"
COURT = 'facts = { reopening_asked_of = "first-instance" }\n'


def test_a_new_circumstance_for_the_convict_has_no_limit_and_gives_the_prosecution_no_clock(on, case_of):
    view = on(case_of(FREE + FOUND), "2023-04-01")
    assert view.item("new-circumstances@new-circumstance-found").status == "open"
    assert view.rung("new-circumstances").state == "available"
    assert not view.has("new-circumstances-worsening@new-circumstance-found")
    assert not [r for r in view.answer.ladder if r.remedy.endswith(".new-circumstances-worse")]


def test_a_new_circumstance_against_the_convict_gives_the_prosecution_one_year(on, case_of):
    view = on(case_of(FREE + FOUND + 'aim = "worse"\n'), "2023-04-01")
    clock = view.item("new-circumstances-worsening@new-circumstance-found")
    assert (clock.status, clock.date) == ("open", date(2024, 3, 1))
    assert not view.has("new-circumstances@new-circumstance-found")
    assert (view.rung("new-circumstances").state, view.rung("new-circumstances-worse").state) == ("not-yet", "not-yet")


def test_the_judge_checks_a_request_to_reopen_in_ten_days_and_hears_it_in_thirty(on, case_of):
    view = on(case_of(FREE + FOUND + ASKED + COURT + event("reopened", "2023-03-20")), "2023-03-25")
    check, hearing = (view.item(f"new-circumstances-{x}@asked") for x in ("check", "hearing"))
    # 23 March 2023 is Nauryz.
    assert (check.status, check.date) == ("met", date(2023, 3, 24))
    assert (hearing.status, hearing.date) == ("open", date(2023, 4, 19))


def test_a_request_made_to_the_prosecutor_does_not_bind_the_judge_to_ten_days(on, case_of):
    asked = ASKED + 'facts = { reopening_asked_of = "prosecutor" }\n'
    assert not on(case_of(FREE + FOUND + asked), "2023-04-25").has("new-circumstances-check@asked")


def test_a_refusal_to_reopen_is_complained_of_in_fifteen_days_unless_the_cassation_court_refused(on, case_of):
    refused = event("new-circumstances-decided", "2023-04-19", outcome="refused")
    view = on(case_of(FREE + FOUND + ASKED + refused + COURT), "2023-04-25")
    item = view.item("new-circumstances-appeal@new-circumstances-decided")
    assert (item.status, item.date) == ("open", date(2023, 5, 4))
    assert view.rung("new-circumstances-appeal").state == "available"
    final = case_of(FREE + FOUND + ASKED + refused + COURT.replace("first-instance", "cassation"))
    assert not on(final, "2023-04-25").has("new-circumstances-appeal@new-circumstances-decided")
    assert on(final, "2023-04-25").rung("new-circumstances-appeal").state == "barred"


# The execution of the sentence


REFUSED_PAROLE = event("parole-decided", "2020-10-05", proceeding="prison", outcome="refused")


def test_kenzhebek_abishevs_refusal_of_early_release_opened_an_appeal_of_fifteen_days(on, case_of):
    view = on(case_of(MADE + REFUSED_PAROLE), "2020-10-10")
    assert view.item("execution-ruling-appeal@parole-decided").date == date(2020, 10, 20)
    assert (view.rung("execution-appeal").state, view.rung("execution-appeal").until) == (
        "available",
        date(2020, 10, 20),
    )
    assert not view.has("execution-ruling-prosecutor@parole-decided")


def test_the_regional_courts_ruling_shows_that_he_appealed(on, case_of):
    upheld = event("appeal-decided", "2020-11-24", proceeding="prison", outcome="upheld")
    view = on(case_of(MADE + REFUSED_PAROLE + upheld), "2020-12-01")
    assert view.item("execution-ruling-appeal@parole-decided").inferred
    assert view.rung("execution-appeal").state == "refused"
    assert view.rung("appeal").state == "not-yet"
    assert not any(e.kind == "judgment-final" for e in view.answer.events)


def test_the_prosecutors_appeal_of_the_last_day_was_in_time(on, case_of):
    granted = event("parole-decided", "2021-02-01", proceeding="prison", outcome="granted")
    clock = on(case_of(MADE + granted), "2021-02-16").item("execution-ruling-prosecutor@parole-decided")
    assert (clock.status, clock.date) == ("open", date(2021, 2, 16))
    filed = event("appeal-filed", "2021-02-16", proceeding="prison", by="prosecution")
    used = on(case_of(MADE + granted + filed), "2021-02-20").item("execution-ruling-prosecutor@parole-decided")
    assert used.status == "used"


def test_an_appeal_of_the_judgment_on_an_unknown_day_is_not_moved_by_a_later_ruling_on_early_release(on, case_of):
    case = case_of(
        MADE + event("judgment", "2018-12-21", outcome="convicted") + event("appeal-filed", "..")
        + event("appeal-decided", "2019-03-15", outcome="upheld") + REFUSED_PAROLE
    )  # fmt: skip
    appeal = next(e for e in on(case, "2020-10-10").answer.events if e.kind == "appeal-filed")
    assert (appeal.earliest, appeal.latest) == (date(2018, 12, 21), date(2019, 3, 15))
    assert on(case, "2020-10-10").answer.contradicted == {}


def test_on_a_convicts_own_complaint_the_prosecutor_has_ten_days(on, case_of):
    granted = event("complaint-decided", "2021-04-21", proceeding="prison", outcome="granted")
    clock = on(case_of(MADE + granted), "2021-04-25").item("execution-ruling-prosecutor@complaint-decided")
    # Saturday 1 May 2021 is a holiday, carried to Monday.
    assert clock.date == date(2021, 5, 4)
    assert not on(case_of(MADE + granted), "2021-04-25").has("complaint-court@complaint-decided")


def test_early_release_is_decided_within_a_month_of_the_petitions_arrival(on, case_of):
    asked = event("parole-requested", "2025-12-29", proceeding="prison") + "received = 2025-12-31\n"
    item = on(case_of(MADE + asked), "2026-01-15").item("execution-decision@parole-requested")
    # Saturday 31 January 2026.
    assert (item.status, item.date) == ("open", date(2026, 2, 2))


# Extradition


def test_extradition_is_complained_of_in_ten_days_from_the_copy(on, case_of):
    decided = event("extradition-decided", "2021-04-21", outcome="granted")
    view = on(case_of(FREE + decided), "2021-04-25")
    item = view.item("extradition-appeal@extradition-decided")
    assert (item.date, item.latest) == (date(2021, 5, 4), None)
    assert view.has("gap:ruling-copy-received@extradition-decided")
    served = case_of(FREE + decided + event("ruling-copy-received", "2021-04-26"))
    assert on(served, "2021-04-27").item("extradition-appeal@extradition-decided").latest == date(2021, 5, 6)


# What is easily confused


def test_the_copy_of_one_ruling_is_not_the_copy_of_another(on, case_of):
    held = HEAD + STAGES + event("detained", "2020-01-10")
    first = event("motion-decided", "2020-03-02", proceeding="inquiry", outcome="refused")
    first += event("ruling-copy-received", "2020-03-03", id="copy-1", to="p")
    view = on(case_of(held + first + REFUSED_PAROLE), "2020-10-10")
    assert view.answer.contradicted == {}
    assert view.item("execution-ruling-appeal@parole-decided").latest is None
    assert view.has("gap:ruling-copy-received@parole-decided")
    assert not view.has("gap:ruling-copy-received@motion-decided")


def test_a_complaint_about_the_first_decision_leaves_the_second_open(on, case_of):
    learned = event("decision-learned", "2021-01-20", id="one") + COMPLAINED
    view = on(case_of(FREE + learned + event("decision-learned", "2021-02-22", id="two")), "2021-02-25")
    assert view.item("complaint-prosecutor@one").status == "met"
    assert view.item("complaint-prosecutor@two").status == "open"


# The whole


def test_what_nobody_opened_beside_the_ladder_is_not_shown(on, sample):
    shown = {r.remedy.rpartition(".")[2] for r in on(sample("ilyashev"), "2021-03-12").answer.ladder}
    assert not shown & {
        "complaint-court",
        "sanction-appeal",
        "private-complaint",
        "execution-appeal",
        "order-objection",
    }


@pytest.mark.parametrize("day", ["2020-07-01", "2021-03-12", "2023-06-01", "2026-11-23"])
def test_the_rules_beside_the_ladder_add_nothing_to_ilyashevs_agenda(on, sample, law, day):
    beside = {r.id for r in law.packs["kz/criminal"].remedies if r.side}
    listed = [i for i in on(sample("ilyashev"), day).answer.items if i.listed]
    assert [i.id for i in listed if i.remedy in beside or i.rule.endswith(("-hearing-set", "-transfer"))] == []


def test_whether_anybody_appealed_against_the_judgment_holds_up_no_appeal_of_a_ruling(on, sample):
    view = on(sample("kenzhebek-abishev"), "2020-10-10")
    assert view.rung("execution-appeal").state == "unclear"
    asked = view.item("gap:appeal-filed@judgment")
    assert asked.blocks == [f"kz/criminal.{name}" for name in ("appeal", "restoration", "cassation")]


def test_prison_in_place_of_restriction_of_liberty_may_be_appealed_by_the_convict(on, case_of):
    stage = '[[proceeding]]\nid = "x"\nstage = "execution"\n'
    ruling = '[[event]]\nkind = "ruling"\nid = "r"\ndate = 2026-10-08\noutcome = "granted"\nproceeding = "x"\n'
    item = on(case_of(HEAD + stage + ruling), "2026-10-12").item("execution-ruling-appeal-against@r")
    assert (item.status, item.date) == ("open", date(2026, 10, 23))


def test_the_refusal_to_lift_a_measure_may_be_complained_of_within_three_days(on, case_of):
    stage = '[[proceeding]]\nid = "x"\nstage = "investigation"\n'
    ruling = '[[event]]\nkind = "ruling"\nid = "r"\ndate = 2026-10-07\noutcome = "refused"\nproceeding = "x"\n'
    item = on(case_of(HEAD + stage + ruling), "2026-10-08").item("sanction-refusal-appeal@r")
    assert (item.status, item.date) == ("open", date(2026, 10, 10))


def test_a_cassation_complaint_returned_for_defects_starts_no_clock_of_the_prosecution(on, case_of):
    case = HEAD + event("cassation-filed", "2026-04-06") + event("cassation-decided", "2026-04-14", outcome="returned")
    assert not on(case_of(case), "2026-04-20").has("supreme-worsening@cassation-decided")
