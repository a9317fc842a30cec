"""The individual complaint to the Constitutional Court, beside the criminal case whose act applied the norm."""

from datetime import date

from tests.law.test_engine import event

HEAD = """
format = 1
id = "applied"
title = "A norm was applied"
country = "KZ"
packs = ["kz/criminal", "kz/constitutional"]
[facts]
gravity = "medium"
[[person]]
id = "p"
role = "defendant"
facts = { custody = false }
[[proceeding]]
id = "court"
stage = "constitutional"
pack = "kz/constitutional"
"""


def convicted(judged, filed, upheld):
    return HEAD + event("judgment", judged, outcome="convicted") + event("appeal-filed", filed) + event(
        "appeal-decided", upheld, outcome="upheld"
    )  # fmt: skip


CASE = convicted("2023-11-29", "2023-12-10", "2024-01-19")


def test_the_year_runs_from_the_entry_into_force_of_the_criminal_judgment(on, case_of):
    complaint = on(case_of(CASE), "2024-06-01").item("complaint@judgment-final")
    # 19 January 2025 is a Sunday: the Monday is only a reading
    assert (complaint.status, complaint.date, complaint.latest) == ("open", date(2025, 1, 19), date(2025, 1, 20))


def test_nothing_of_it_is_verified_and_the_way_of_counting_is_said_to_be_unknown(on, case_of):
    complaint = on(case_of(CASE), "2024-06-01").item("complaint@judgment-final")
    assert complaint.law_status == "unverified"
    assert {r.convention for r in complaint.readings} == {"kz-default", "kz-default-no-roll"}
    assert any("was not found" in notice for notice in complaint.notices)


def test_before_the_appeal_is_decided_there_is_no_act_in_force_to_complain_of(on, case_of):
    view = on(case_of(CASE), "2024-01-10")
    assert not view.has("complaint@judgment-final")
    assert view.rung("complaint").state == "not-yet"


def test_after_the_year_the_complaint_is_missed(on, case_of):
    view = on(case_of(CASE), "2025-01-21")
    assert view.item("complaint@judgment-final").status == "missed"
    assert view.rung("complaint").state == "lapsed"


def test_a_complaint_filed_in_the_year_is_pending_until_the_court_decides(on, case_of):
    filed = CASE + event("constitutional-filed", "2024-12-02")
    view = on(case_of(filed), "2025-02-01")
    assert (view.item("complaint@judgment-final").status, view.rung("complaint").state) == ("met", "pending")
    decided = filed + event("constitutional-decided", "2025-05-16", outcome="granted")
    assert on(case_of(decided), "2025-06-01").rung("complaint").state == "granted"


def test_acts_in_force_before_2023_are_not_covered(on, case_of):
    view = on(case_of(convicted("2020-06-22", "2020-07-01", "2020-09-15")), "2023-02-01")
    complaint = view.item("complaint@judgment-final")
    assert (complaint.status, complaint.date) == ("not-started", None)
    assert "begins on 2023-01-01" in complaint.reason


def test_where_the_year_ends_under_the_new_constitution_that_is_a_warning(on, case_of):
    late = on(case_of(convicted("2025-07-01", "2025-07-10", "2025-09-10")), "2026-08-03")
    complaint = late.item("complaint@judgment-final")
    assert complaint.date == date(2026, 9, 10)
    assert any("1 July 2026" in notice for notice in complaint.notices)


def test_where_the_year_ended_before_the_new_constitution_there_is_no_such_warning(on, case_of):
    complaint = on(case_of(convicted("2025-03-01", "2025-03-10", "2025-06-10")), "2026-05-04").item(
        "complaint@judgment-final"
    )
    assert not any("1 July 2026" in notice for notice in complaint.notices)
