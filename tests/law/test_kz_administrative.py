"""An administrative penalty and what is left against it: three weeks of one case, and one inside a criminal case."""

from datetime import date

from tests.law.test_engine import event

HEAD = """
format = 1
id = "fined"
title = "Fined for a picket"
country = "KZ"
packs = ["kz/administrative"]
[[person]]
id = "p"
role = "defendant"
"""
FINED = event("penalty-imposed", "2026-03-02")
SERVED = event("ruling-copy-received", "2026-03-05")
APPEALED = event("appeal-filed", "2026-03-10")


def test_until_the_copy_is_served_the_ten_days_have_not_begun_and_its_day_is_asked_for(on, case_of):
    view = on(case_of(HEAD + FINED), "2026-03-04")
    assert view.item("appeal@penalty-imposed").status == "not-started"
    assert "served or received" in view.item("gap:ruling-copy-received@penalty-imposed").asks


def test_a_tenth_day_on_a_sunday_is_the_day_to_act_and_the_monday_only_a_reading(on, case_of):
    appeal = on(case_of(HEAD + FINED + SERVED), "2026-03-10").item("appeal@penalty-imposed")
    assert (appeal.status, appeal.date, appeal.latest) == ("open", date(2026, 3, 15), date(2026, 3, 16))
    assert any("was not found" in notice for notice in appeal.notices)


def test_on_the_monday_it_is_unclear_and_on_the_tuesday_missed(on, case_of):
    case = case_of(HEAD + FINED + SERVED)
    assert on(case, "2026-03-16").item("appeal@penalty-imposed").status == "unclear"
    assert on(case, "2026-03-17").item("appeal@penalty-imposed").status == "missed"


def test_after_the_ten_days_an_appeal_in_the_persons_favour_is_left_while_he_counts_as_punished(on, case_of):
    view = on(case_of(HEAD + FINED + SERVED), "2026-04-01")
    assert view.item("appeal@penalty-imposed").next == ["late-appeal"]
    assert view.rung("late-appeal").state == "available"
    assert "as long as the person counts as punished" in view.item("late-appeal@penalty-imposed").reason


def test_an_appeal_against_arrest_is_decided_within_a_day_of_the_cases_arrival(on, case_of):
    arrested = HEAD.replace('role = "defendant"\n', 'role = "defendant"\nfacts = { arrest = true }\n')
    case = case_of(arrested + FINED + SERVED + APPEALED + event("case-received", "2026-03-12"))
    assert on(case, "2026-03-12").item("appeal-decision@appeal-filed").date == date(2026, 3, 13)


def test_while_nobody_says_whether_it_is_arrest_the_court_is_not_called_late_before_the_tenth_day(on, case_of):
    case = case_of(HEAD + FINED + SERVED + APPEALED + event("case-received", "2026-03-12"))
    view = on(case, "2026-03-20")
    decision = view.item("appeal-decision@appeal-filed")
    # the tenth day, 22 March, is a Sunday; Nauryz lasts until the 25th
    assert (decision.earliest, decision.date) == (date(2026, 3, 13), date(2026, 3, 26))
    assert view.has("gap:fact:arrest@appeal-filed")


UPHELD = HEAD + FINED + SERVED + APPEALED + event("appeal-decided", "2026-03-19", outcome="upheld")


def test_a_petition_for_a_protest_may_be_brought_for_two_years_and_a_worsening_protest_for_one(on, case_of):
    view = on(case_of(UPHELD), "2026-04-01")
    petition, worse = view.item("protest-request@penalty-final"), view.item("protest-worsening@penalty-final")
    assert (petition.status, petition.date) == ("open", date(2028, 3, 19))
    assert (worse.status, worse.date) == ("open", date(2027, 3, 19))
    assert petition.law_status == "unverified"


def test_the_prosecutor_has_thirty_working_days_from_the_arrival_of_the_file_and_six_months_at_most(on, case_of):
    asked = event("protest-requested", "2026-04-06") + event("file-received-by-prosecutor", "2026-04-20")
    view = on(case_of(UPHELD + asked), "2026-05-04")
    # 1, 7, 9 and 11 May are holidays, the 9th a Saturday anyway; 27 May is Kurban Ait, still an estimate
    assert view.item("protest-answer@protest-requested").date == date(2026, 6, 5)
    assert view.item("protest-answer-longest@protest-requested").date == date(2026, 10, 20)


def test_without_the_day_of_the_files_arrival_the_thirty_days_have_not_begun(on, case_of):
    view = on(case_of(UPHELD + event("protest-requested", "2026-04-06")), "2026-06-30")
    assert view.item("protest-answer@protest-requested").status == "not-started"
    assert view.has("gap:file-received-by-prosecutor@protest-requested")


def test_a_penalty_in_force_before_july_2025_has_no_known_term_for_a_petition(on, case_of):
    case = case_of(HEAD + event("penalty-imposed", "2024-07-31") + event("penalty-final", "2024-08-19"))
    petition = on(case, "2025-08-01").item("protest-request@penalty-final")
    assert (petition.status, petition.date) == ("not-started", None)
    assert "no version of kz/administrative.protest-request covers" in petition.reason


def test_an_administrative_arrest_before_a_criminal_case_keeps_its_clocks_apart(on, case_of):
    mixed = HEAD.replace('["kz/administrative"]', '["kz/criminal", "kz/administrative"]')
    mixed += '[[proceeding]]\nid = "arrest"\nstage = "first-instance"\npack = "kz/administrative"\n'
    mixed += '[[proceeding]]\nid = "trial"\nstage = "first-instance"\n'
    mixed += FINED + 'proceeding = "arrest"\n' + SERVED + 'proceeding = "arrest"\n'
    mixed += event("judgment", "2026-03-09", outcome="convicted", proceeding="trial")
    view = on(case_of(mixed), "2026-03-12")
    assert view.item("appeal@penalty-imposed").date == date(2026, 3, 15)
    assert view.item("appeal@judgment").date == date(2026, 3, 26)
