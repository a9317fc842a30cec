"""What a defence lawyer asked of the engine: each a small case, a day, and what must be said."""

from datetime import date

import pytest

from tests.law.test_engine import HEAD, event

FREE = '[facts]\ngravity = "medium"\ncustody = false\n'
MADE = HEAD.replace('[facts]\ngravity = "medium"\n', FREE)
SECOND = '[[person]]\nid = "q"\nrole = "defendant"\nfacts = { custody = false }\n'
JUDGED = event("judgment", "2026-05-04", outcome="convicted")
HELD = HEAD + event("detained", "2026-10-01") + event("judgment", "2026-11-02", outcome="convicted")


def test_the_convict_in_custody_may_still_appeal_after_counsels_term(on, case_of):
    case = case_of(HELD + event("judgment-copy-received", "2026-11-12", to="p"))
    appeal = on(case, "2026-11-23").item("appeal@judgment")
    assert (appeal.status, appeal.date, appeal.latest) == ("unclear", date(2026, 11, 17), date(2026, 11, 27))
    assert "until 2026-11-27" in appeal.reason and "ended on 2026-11-17" in appeal.reason


def test_counsels_late_appeal_does_not_take_the_convicts_own_term(on, case_of):
    copy = event("judgment-copy-received", "2026-11-12", to="p")
    case = case_of(HELD + copy + event("appeal-filed", "2026-11-20", by="lawyer"))
    assert on(case, "2026-11-27").item("appeal@judgment").status == "unclear"
    assert on(case, "2026-11-28").item("appeal@judgment").status == "met-late"


def test_finality_waits_for_the_convicts_own_term(on, case_of):
    case = case_of(HELD + event("judgment-copy-received", "2026-11-12", to="p"))
    final = next(e for e in on(case, "2026-12-20").answer.events if e.kind == "judgment-final")
    assert (final.earliest, final.latest) == (date(2026, 11, 27), date(2026, 11, 28))


def test_a_copy_served_on_counsel_leaves_the_question_when_the_convict_got_his(on, case_of):
    case = case_of(HELD + event("judgment-copy-received", "2026-11-12", to="lawyer"))
    assert on(case, "2026-11-23").has("gap:judgment-copy-received@judgment")


def test_a_protest_for_the_convict_grants_the_petition_though_no_petition_is_recorded(on, sample):
    rung = on(sample("matayev"), "2022-07-10").rung("protest", "aset")
    assert (rung.state, rung.reason) == ("granted", "protest-filed: brought")


def test_a_protest_against_the_convict_answers_no_petition_and_is_named(on, case_of):
    case = case_of(
        MADE + JUDGED + event("appeal-filed", "2026-05-10") + event("appeal-decided", "2026-07-10", outcome="upheld")
        + event("protest-filed", "2026-08-01", by="prosecution", aim="worse")
    )  # fmt: skip
    view = on(case, "2026-11-23")
    assert view.rung("protest").state == "available"
    assert not view.item("protest-request@judgment-final").inferred
    assert "worse" in view.rung("supervisory").reason


WITHDRAWN = JUDGED + event("appeal-filed", "2026-05-12") + event("withdrawn", "2026-06-08", answers=["appeal-filed"])


def test_a_withdrawn_appeal_is_no_appeal_for_cassation(on, case_of):
    case = case_of(MADE + WITHDRAWN + event("appeal-decided", "2026-06-15", outcome="withdrawn"))
    assert on(case, "2026-07-01").rung("cassation").state == "not-yet"


def test_a_withdrawn_appeal_makes_nothing_final_before_the_court_ends_it(on, case_of):
    view = on(case_of(MADE + WITHDRAWN), "2026-06-10")
    assert not any(e.kind == "judgment-final" for e in view.answer.events)
    assert view.rung("appeal").state == "lapsed"
    assert view.item("gap:appeal-decided@withdrawn").asks.startswith("On which day did the appellate court end")


def test_an_appeal_left_without_consideration_leaves_the_end_of_the_term_as_the_day_of_finality(on, case_of):
    late = event("appeal-filed", "2026-05-22") + event("appeal-decided", "2026-06-15", outcome="returned")
    view = on(case_of(MADE + JUDGED + late), "2026-07-01")
    final = next(e for e in view.answer.events if e.kind == "judgment-final")
    assert (final.earliest, final.latest) == (date(2026, 5, 19), date(2026, 5, 20))
    assert view.rung("appeal").state == "lapsed"


@pytest.mark.parametrize("first", ["acquitted", "convicted"])
def test_a_ruling_on_the_prosecutors_appeal_leaves_cassation_unclear_and_not_closed(on, case_of, first):
    case = case_of(
        MADE + event("judgment", "2026-05-04", outcome=first) + event("appeal-filed", "2026-05-18", by="prosecution")
        + event("appeal-decided", "2026-07-10", outcome="convicted" if first == "acquitted" else "upheld")
    )  # fmt: skip
    assert on(case, "2026-07-20").rung("cassation").state == "unclear"


def test_after_an_acquittal_nothing_asks_for_restoration(on, case_of):
    case = case_of(
        MADE + event("judgment", "2026-05-04", outcome="acquitted")
        + event("appeal-filed", "2026-05-18", by="prosecution")
        + event("appeal-decided", "2026-07-10", outcome="convicted")
    )  # fmt: skip
    assert on(case, "2026-07-20").rung("restoration").state == "not-yet"


def test_the_prosecutions_appeal_against_an_acquittal_keeps_the_courts_clock(on, case_of):
    case = case_of(
        MADE + event("judgment", "2026-05-04", outcome="acquitted")
        + event("appeal-filed", "2026-05-18", by="prosecution") + event("case-received", "2026-06-05")
    )  # fmt: skip
    assert on(case, "2026-11-23").item("appeal-decision@appeal-filed").status == "overdue"
    assert on(case, "2026-11-23").rung("appeal").opponent["event"] == "appeal-filed"


def test_a_judgment_is_final_for_all_only_when_the_last_convicts_term_has_ended(on, case_of):
    case = case_of(
        HEAD + SECOND + event("detained", "2026-09-01", person=["p"])
        + event("judgment", "2026-10-01", outcome="convicted")
        + event("judgment-copy-received", "2026-10-20", to="p", person=["p"])
    )  # fmt: skip
    view = on(case, "2026-11-20")
    finals = [e for e in view.answer.events if e.kind == "judgment-final"]
    assert [(e.earliest, e.latest) for e in finals] == [(date(2026, 11, 4), date(2026, 11, 5))]
    assert view.item("cassation-worsening@judgment-final/q").date == date(2027, 11, 5)


def test_a_fellow_defendants_appeal_keeps_the_judgment_from_entering_into_force(on, case_of):
    appealed = (
        MADE
        + SECOND
        + event("judgment", "2026-10-01", outcome="convicted")
        + event("appeal-filed", "2026-10-10", person=["p"])
    )
    assert not any(e.kind == "judgment-final" for e in on(case_of(appealed), "2026-11-20").answer.events)
    ended = case_of(appealed + event("appeal-decided", "2026-12-01", outcome="upheld", person=["p"]))
    finals = [e for e in on(ended, "2026-12-20").answer.events if e.kind == "judgment-final"]
    assert [e.earliest for e in finals] == [date(2026, 12, 1)]


RESTORED = event("restoration-requested", "2026-06-12") + event("restoration-decided", "2026-06-20", outcome="granted")


def test_a_missed_term_leaves_the_agenda_once_restoration_was_asked_for(on, case_of):
    view = on(case_of(MADE + JUDGED + event("restoration-requested", "2026-06-12")), "2026-06-15")
    appeal = view.item("appeal@judgment")
    assert (appeal.status, appeal.listed, view.rung("restoration").state) == ("missed", False, "pending")


def test_a_term_restored_without_a_new_day_is_not_lost_and_nothing_is_final(on, case_of):
    view = on(case_of(MADE + JUDGED + RESTORED), "2026-07-01")
    appeal = view.item("appeal@judgment")
    assert (appeal.status, appeal.restored) == ("unclear", True)
    assert "ask the court for the day" in appeal.reason
    assert view.rung("restoration").state == "granted"
    assert not any(e.kind == "judgment-final" for e in view.answer.events)
    assert view.item("prosecutor-appeal@judgment").status == "expired"


def test_the_prosecutions_clock_to_the_supreme_court_runs_from_the_ruling_or_from_finality(on, case_of):
    case = case_of(
        MADE + event("judgment", "2025-09-01", outcome="convicted") + event("appeal-filed", "2025-09-10")
        + event("appeal-decided", "2025-11-10", outcome="upheld") + event("cassation-filed", "2025-12-01")
        + event("cassation-decided", "2026-05-14", outcome="upheld")
    )  # fmt: skip
    clock = on(case, "2026-11-20").item("supreme-worsening@cassation-decided")
    assert (clock.status, clock.latest) == ("expired", date(2026, 11, 16))
    assert {r.trigger.event for r in clock.readings} == {"cassation-decided", "judgment-final"}


def test_a_ruling_of_the_court_of_cassation_asks_nothing_about_refusals_before_july_2025(on, case_of):
    case = case_of(
        MADE + event("judgment", "2025-09-01", outcome="convicted") + event("appeal-filed", "2025-09-10")
        + event("appeal-decided", "2025-11-10", outcome="upheld") + event("cassation-filed", "2025-12-01")
        + event("cassation-decided", "2026-05-14", outcome="upheld")
    )  # fmt: skip
    view = on(case, "2026-11-20")
    assert view.has("gap:fact:second_cassation") and not view.has("gap:fact:refused_before_2025_reopens")
    assert view.rung("supreme").state == "available"


def test_a_refusal_at_the_preliminary_consideration_does_not_open_the_exceptional_review(on, sample):
    assert on(sample("ilyashev"), "2026-11-23").rung("supreme").state == "not-yet"


def test_a_remedy_on_which_the_law_is_silent_says_so_with_its_limits(on, sample):
    reason = on(sample("ilyashev"), "2026-11-23").rung("communication").reason
    assert reason.startswith("the law states no limit") and "five years" in reason


def test_what_was_set_aside_still_happened(on, sample):
    judgment = next(e for e in on(sample("matayev"), "2026-11-23").answer.events if e.kind == "judgment")
    assert (judgment.exists, judgment.undone_by) == ("yes", "protest-decided")


def test_what_a_later_decision_set_aside_leaves_its_open_terms_superseded(on, case_of):
    quashed = event("cassation-decided", "2026-05-12", outcome="quashed", undoes=["judgment"])
    view = on(case_of(MADE + JUDGED + quashed), "2026-05-12")
    appeal = view.item("appeal@judgment")
    assert (appeal.status, appeal.reason) == ("superseded", "cassation-decided has set judgment aside")
    assert appeal.id.partition("#")[2] not in view.agenda()


def test_a_decision_after_the_retrial_proves_no_appeal_against_the_judgment_set_aside(on, case_of):
    rounds = JUDGED.replace('"judgment"', '"judgment"\nid = "first"')
    rounds += event("cassation-decided", "2026-06-12", outcome="remitted", undoes=["first"])
    rounds += event("judgment", "2026-07-01", id="second", outcome="convicted")
    rounds += event("appeal-decided", "2026-09-01", outcome="upheld")
    view = on(case_of(MADE + rounds), "2026-10-01")
    assert view.item("appeal@second").inferred
    assert not view.item("appeal@first").inferred


def test_a_ruling_that_answers_one_convicts_appeal_leaves_the_others_pending(on, case_of):
    filed = event("appeal-filed", "2026-05-12", id="his", person=["p"])
    filed += event("appeal-filed", "2026-05-13", id="hers", person=["q"])
    ruling = event("appeal-decided", "2026-08-03", outcome="upheld", answers=["his"])
    view = on(case_of(MADE + SECOND + JUDGED + filed + ruling), "2026-09-01")
    assert view.rung("appeal", "p").state == "refused"
    assert view.rung("appeal", "q").state == "pending"
    assert not view.has("cassation@judgment-final/q")


def test_a_judgment_of_which_only_the_first_possible_day_is_known_leaves_the_prosecutions_risk_open(on, case_of):
    judged = '[[event]]\nkind = "judgment"\ndate = "2026-05-04/.."\nknown = 2026-05-08\noutcome = "convicted"\n'
    clock = on(case_of(MADE + judged), "2026-05-08").item("prosecutor-appeal@judgment")
    assert (clock.status, clock.latest) == ("open", None)


def test_the_end_of_a_ban_is_on_the_agenda_from_ninety_days_before(on, case_of):
    ban = '[[sanction]]\nid = "ban"\nkind = "ban"\nlength = "P1Y"\nstarts = 2021-03-01\n'
    case = case_of(MADE + ban)
    assert on(case, "2021-11-29").item("sanction:ban").listed is False
    assert on(case, "2021-11-30").item("sanction:ban").listed is True


def test_an_administrative_case_that_was_terminated_leaves_the_criminal_ladder_open(on, case_of):
    both = MADE.replace('["kz/criminal"]', '["kz/criminal", "kz/administrative"]')
    other = '[[proceeding]]\nid = "fine"\nstage = "first-instance"\npack = "kz/administrative"\n'
    trial = '[[proceeding]]\nid = "trial"\nstage = "first-instance"\n'
    ended = event("case-terminated", "2026-05-10", proceeding="fine")
    case = both + other + trial + JUDGED + 'proceeding = "trial"\n' + ended
    states = {r.remedy: r.state for r in on(case_of(case), "2026-05-12").answer.ladder}
    assert (states["kz/criminal.appeal"], states["kz/administrative.appeal"]) == ("available", "not-needed")
