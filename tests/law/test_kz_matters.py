"""Several matters in one file: what ends one of them ends no other. Each day is the one that the law's text gives."""

from datetime import date

from tests.law.test_engine import HEAD, event

FREE = HEAD.replace('gravity = "medium"\n', 'gravity = "medium"\ncustody = false\n')
INQUIRY = '[[proceeding]]\nid = "inquiry"\nstage = "investigation"\n'
REFUSED = event("motion-decided", "2026-10-12", outcome="refused", proceeding="inquiry")
PROSECUTOR = 'facts.complaint_to = "prosecutor"\n'
CONVICTED = event("judgment", "2026-09-01", outcome="convicted")


def test_a_decision_learned_of_later_has_its_own_fifteen_days_though_an_older_complaint_was_answered(on, case_of):
    older = (
        event("decision-learned", "2026-09-01", id="d1") + event("complaint-filed", "2026-09-02") + PROSECUTOR
        + event("complaint-decided", "2026-09-08", outcome="refused")
    )  # fmt: skip
    item = on(case_of(FREE + older + event("decision-learned", "2026-10-19", id="d2")), "2026-10-20").item(
        "complaint-court@d2"
    )
    assert (item.status, item.date) == ("open", date(2026, 11, 3))


def test_a_complaint_about_another_decision_leaves_the_term_after_an_earlier_refusal(on, case_of):
    first = (
        event("decision-learned", "2026-10-01", id="d1")
        + event("complaint-filed", "2026-10-05", id="c1", answers=["d1"]) + PROSECUTOR
        + event("complaint-decided", "2026-10-12", id="a1", outcome="refused", answers=["c1"])
        + event("complaint-answer-received", "2026-10-13", answers=["a1"])
    )  # fmt: skip
    second = event("decision-learned", "2026-10-19", id="d2") + event(
        "complaint-filed", "2026-10-20", id="c2", answers=["d2"]
    )
    view = on(case_of(FREE + first + second + PROSECUTOR), "2026-10-21")
    assert (view.item("complaint-court@a1").status, view.item("complaint-court@a1").date) == (
        "open",
        date(2026, 10, 28),
    )


def test_the_answer_of_the_head_of_the_body_does_not_answer_the_complaint_to_the_prosecutor(on, case_of):
    case = case_of(
        FREE + event("complaint-filed", "2026-10-07", id="c1") + 'facts.complaint_to = "investigating-body"\n'
        + event("complaint-decided", "2026-10-14", outcome="refused")
        + event("complaint-filed", "2026-10-22", id="c2") + PROSECUTOR
    )  # fmt: skip
    view = on(case, "2026-11-10")
    assert (view.item("complaint-court@c2").status, view.item("complaint-court@c2").date) == (
        "open",
        date(2026, 11, 23),
    )
    assert view.rung("complaint-prosecutor").state == "pending"


def test_an_answer_to_an_older_complaint_does_not_end_the_three_days_after_a_refused_motion(on, case_of):
    case = case_of(
        FREE + INQUIRY + event("complaint-filed", "2026-10-05") + REFUSED
        + event("ruling-copy-received", "2026-10-12") + event("complaint-decided", "2026-10-13", outcome="refused")
    )  # fmt: skip
    item = on(case, "2026-10-14").item("motion-refusal@motion-decided")
    assert (item.status, item.date) == ("open", date(2026, 10, 15))


def test_a_complaint_that_answers_another_decision_does_not_meet_the_term_after_a_refused_motion(on, case_of):
    case = case_of(
        FREE + INQUIRY + event("decision-learned", "2026-10-08", id="d") + REFUSED
        + event("ruling-copy-received", "2026-10-12") + event("complaint-filed", "2026-10-13", answers=["d"])
    )  # fmt: skip
    assert on(case, "2026-10-14").item("motion-refusal@motion-decided").status == "open"


def test_release_does_not_end_the_complaint_against_house_arrest(on, case_of):
    case = case_of(
        HEAD + event("detained", "2026-10-20") + event("sanction-decided", "2026-10-22", outcome="partly")
        + event("released", "2026-10-22")
    )  # fmt: skip
    assert on(case, "2026-10-23").item("sanction-appeal@sanction-decided").status == "open"


def test_an_appeal_withdrawn_within_the_term_may_be_filed_again_until_its_last_day(on, case_of):
    case = case_of(FREE + CONVICTED + event("appeal-filed", "2026-09-07") + event("withdrawn", "2026-09-10"))
    item = on(case, "2026-09-11").item("appeal@judgment")
    assert (item.status, item.date, "file again" in item.reason) == ("open", date(2026, 9, 16), True)
    assert on(case, "2026-09-17").item("appeal@judgment").status == "superseded"


def test_an_appeal_returned_to_be_completed_counts_as_filed_for_as_long_as_the_court_said(on, case_of):
    case = case_of(
        FREE
        + CONVICTED
        + event("appeal-filed", "2026-09-07")
        + event("appeal-decided", "2026-09-09", outcome="returned")
    )
    assert on(case, "2026-09-10").item("appeal@judgment").status == "open"
    later = on(case, "2026-09-18")
    assert later.item("appeal@judgment").status == "unclear"
    assert "the term that the court gave to complete it" in later.item("appeal@judgment").reason
    assert later.event("judgment-final").exists == "maybe"


def test_a_refusal_to_restore_the_term_may_be_complained_of_in_fifteen_days(on, case_of):
    asked = event("restoration-requested", "2026-09-21") + event("restoration-decided", "2026-10-05", outcome="refused")
    view = on(case_of(FREE + CONVICTED + asked), "2026-10-06")
    item = view.item("restoration-appeal@restoration-decided")
    assert (item.status, item.date, item.law_status) == ("open", date(2026, 10, 20), "reported")
    assert not any(r.remedy.endswith("term-restoration") for r in view.answer.ladder)


def test_a_missed_private_complaint_is_restored_by_the_court_that_ruled_and_on_the_grounds_of_appeals(on, case_of):
    trial = '[[proceeding]]\nid = "trial"\nstage = "first-instance"\n'
    ruled = event("ruling", "2026-10-01", outcome="refused", proceeding="trial") + 'facts.ruling_on = "apart"\n'
    view = on(case_of(FREE + trial + ruled), "2026-10-20")
    assert view.item("ruling-appeal@ruling").next == ["restoration"]
    assert view.rung("restoration").state == "available"
    assert view.rung("restoration").to == "Trial court"


def test_a_returned_cassation_complaint_does_not_open_the_exceptional_review(on, case_of):
    case = case_of(
        FREE + event("judgment", "2026-03-02", outcome="convicted") + event("appeal-filed", "2026-03-10")
        + event("appeal-decided", "2026-04-20", outcome="upheld") + event("cassation-filed", "2026-09-01", id="cf1")
        + event("cassation-decided", "2026-09-07", outcome="returned")
        + event("cassation-filed", "2026-10-05", id="cf2")
    )  # fmt: skip
    view = on(case, "2026-10-10")
    assert view.rung("supreme").state == "not-yet"
    assert view.rung("cassation").state == "pending"


def test_a_later_ruling_that_applied_the_norm_is_a_second_reading_of_the_constitutional_year(on, case_of):
    packs = FREE.replace('packs = ["kz/criminal"]', 'packs = ["kz/criminal", "kz/constitutional"]')
    case = case_of(
        packs + event("judgment-final", "2025-11-24") + event("cassation-decided", "2026-06-10", outcome="upheld")
    )
    item = on(case, "2026-11-25").item("kz/constitutional.complaint@judgment-final")
    assert (item.status, item.date, item.latest) == ("unclear", date(2026, 11, 24), date(2027, 6, 10))


def test_the_inferred_entry_into_force_does_not_bar_the_petition_against_the_fine(on, case_of):
    served = event("judgment-copy-received", "2026-10-20", to="p") + event("opponent-copy-received", "2026-10-13")
    view = on(case_of(FREE + event("order-judgment", "2026-10-12") + served), "2026-10-28")
    assert view.item("order-fine@order-judgment").status == "open"
    assert view.rung("order-fine").state == "available"
