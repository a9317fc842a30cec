"""Rounds, sides, what a decision proves, words of a court, facts: each claim with a small case."""

from datetime import date
from pathlib import Path

HEAD = """
format = 1
id = "x"
title = "X"
country = "KZ"
packs = ["kz/criminal"]
[facts]
gravity = "medium"
[[person]]
id = "p"
role = "defendant"
[[person]]
id = "lawyer"
role = "counsel"
"""


def event(kind, day, **more):
    extra = "".join(f"{k} = {v!r}\n".replace("'", '"') for k, v in more.items())
    written = day if day[:4].isdigit() and len(day) == 10 else f'"{day}"'
    return f'[[event]]\nkind = "{kind}"\ndate = {written}\n{extra}'


UPHELD = event("appeal-filed", "2020-07-01") + event("appeal-decided", "2020-09-15", outcome="upheld")
JUDGED = event("judgment", "2020-06-22", outcome="convicted")
FREE = event("detained", "2020-04-17") + event("released", "2020-06-22")
HELD = event("detained", "2020-04-17")


def test_a_retrial_begins_a_new_round(on, case_of):
    case = case_of(
        HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-01")
        + event("appeal-decided", "2020-09-15", outcome="quashed", undoes=["judgment"])
        + event("judgment", "2021-02-01", id="judgment-2", outcome="convicted")
    )  # fmt: skip
    view = on(case, "2021-02-05")
    assert view.item("appeal@judgment-2").status == "open"
    assert view.item("appeal@judgment-2").date == date(2021, 2, 16)
    assert view.rung("appeal").state == "available"


def test_a_quashed_judgment_is_not_final(on, case_of):
    case = case_of(HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-01")
                   + event("appeal-decided", "2020-09-15", outcome="quashed"))  # fmt: skip
    assert not any(e.kind == "judgment-final" for e in on(case, "2020-12-01").answer.events)


def test_a_decision_on_the_prosecutors_appeal_alone_proves_nothing_for_the_defence(on, case_of):
    case = case_of(HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-01", by="prosecution")
                   + event("appeal-decided", "2020-09-15", outcome="upheld"))  # fmt: skip
    view = on(case, "2020-12-01")
    appeal = view.item("appeal@judgment")
    assert (appeal.status, appeal.inferred) == ("unclear", False)
    assert view.item("gap:appeal-filed@judgment").blocks == [appeal.id]


def test_the_prosecutions_own_term_is_used_and_never_inferred(on, case_of):
    case = case_of(HEAD + FREE + JUDGED + event("appeal-decided", "2020-09-15", outcome="upheld"))
    assert on(case, "2020-12-01").item("prosecutor-appeal@judgment").status == "expired"
    filed = case_of(HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-01", by="prosecution"))
    assert on(filed, "2020-07-02").item("prosecutor-appeal@judgment").status == "used"


def test_an_appeal_filed_on_the_last_day_is_met_and_on_the_next_is_late(on, case_of):
    kept = case_of(HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-07"))
    late = case_of(HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-08"))
    assert on(kept, "2020-08-01").item("appeal@judgment").status == "met"
    assert on(late, "2020-08-01").item("appeal@judgment").status == "met-late"


def test_a_late_appeal_is_met_once_the_term_was_restored(on, case_of):
    case = case_of(HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-10")
                   + event("restoration-decided", "2020-07-14", outcome="granted"))  # fmt: skip
    appeal = on(case, "2020-08-01").item("appeal@judgment")
    assert (appeal.status, appeal.restored) == ("met", True)


def test_without_any_filing_the_appeal_is_missed_and_restoration_is_what_is_left(on, case_of):
    view = on(case_of(HEAD + FREE + JUDGED), "2020-07-08")
    appeal = view.item("appeal@judgment")
    assert (appeal.status, appeal.next) == ("missed", ["restoration"])
    assert view.rung("restoration").state == "available"
    assert view.rung("appeal").state == "lapsed"


def test_a_convict_in_custody_may_still_have_his_term_from_the_copy(on, case_of):
    appeal = on(case_of(HEAD + HELD + JUDGED), "2020-07-20").item("appeal@judgment")
    assert (appeal.status, appeal.latest) == ("unclear", None)
    assert "judgment-copy-received" in appeal.reason


def test_counsels_own_appeal_runs_from_pronouncement_even_in_custody(on, case_of):
    case = case_of(HEAD + HELD + JUDGED + event("judgment-copy-received", "2020-07-06", to="p")
                   + event("appeal-filed", "2020-07-10", by="lawyer"))  # fmt: skip
    assert on(case, "2020-08-01").item("appeal@judgment").status == "met-late"


def test_the_convicts_own_appeal_runs_from_the_copy_handed_to_him(on, case_of):
    case = case_of(HEAD + HELD + JUDGED + event("judgment-copy-received", "2020-07-06", to="p")
                   + event("appeal-filed", "2020-07-10", by="p"))  # fmt: skip
    appeal = on(case, "2020-08-01").item("appeal@judgment")
    assert (appeal.status, appeal.date) == ("met", date(2020, 7, 21))


def test_unknown_custody_gives_both_branches_and_a_question(on, case_of):
    view = on(case_of(HEAD + JUDGED), "2020-07-01")
    assert {r.id for r in view.item("appeal@judgment").readings} == {"main", "copy"}
    assert view.has("gap:fact:custody@judgment")


def test_a_day_fixed_by_the_court_takes_the_place_of_the_computed_one_from_its_day(on, case_of):
    word = '[[override]]\non = "appeal@judgment"\nsince = 2020-07-14\ndate = 2020-07-20\nreason = "ruling of 14 July"\n'
    case = case_of(HEAD + FREE + JUDGED + word)
    assert on(case, "2020-07-13").item("appeal@judgment").status == "missed"
    appeal = on(case, "2020-07-14").item("appeal@judgment")
    assert (appeal.status, appeal.date, appeal.restored) == ("open", date(2020, 7, 20), True)
    assert appeal.fixed["computed"] == date(2020, 7, 7)


def test_a_waived_term_leaves_the_agenda_with_its_reason(on, case_of):
    word = '[[override]]\non = "appeal@judgment"\nwaived = true\nreason = "the client decided so"\n'
    view = on(case_of(HEAD + FREE + JUDGED + word), "2020-07-20")
    appeal = view.item("appeal@judgment")
    assert (appeal.status, appeal.reason, appeal.listed) == ("waived", "the client decided so", False)


def test_a_refused_remedy_is_pending_again_once_its_refusal_was_set_aside(on, case_of):
    case = case_of(
        HEAD + FREE + JUDGED + UPHELD
        + event("cassation-filed", "2020-10-01") + event("cassation-decided", "2020-12-01", outcome="refused")
        + event("protest-decided", "2021-05-01", outcome="quashed", undoes=["cassation-decided"])
    )  # fmt: skip
    assert on(case, "2021-04-30").rung("cassation").state == "refused"
    assert on(case, "2021-05-01").rung("cassation").state == "pending"


def test_an_event_that_may_have_happened_starts_the_partys_clock_only(on, case_of):
    case = case_of(HEAD + FREE + event("judgment", "2020-06-01/2020-06-22", outcome="convicted"))
    view = on(case, "2020-06-10")
    appeal = view.item("appeal@judgment")
    assert (appeal.status, appeal.provisional, appeal.date) == ("open", True, date(2020, 6, 16))
    assert not view.has("prosecutor-appeal@judgment")


def test_two_defendants_have_their_deadlines_each(on, case_of):
    second = '[[person]]\nid = "q"\nrole = "defendant"\n'
    view = on(case_of(HEAD + second + FREE + JUDGED), "2020-07-01")
    assert view.item("appeal@judgment/p").person == "p"
    assert view.item("appeal@judgment/q").person == "q"


def test_a_hearing_that_is_past_becomes_the_question_whether_it_took_place(on, case_of):
    case = case_of(HEAD + FREE + JUDGED + event("appeal-hearing", "2020-09-08", state="scheduled"))
    assert on(case, "2020-09-08").item("hearing:appeal-hearing").status == "scheduled"
    view = on(case, "2020-09-09")
    assert view.has("gap:appeal-hearing@appeal-hearing")
    assert not view.has("hearing:appeal-hearing")


def test_a_case_without_a_pack_computes_its_own_deadlines_and_says_that_holidays_are_not_known(on, case_of):
    case = case_of(
        'format = 1\nid = "y"\ntitle = "Y"\ncountry = "KG"\n' + event("decision-learned", "2016-05-24")
        + '[[deadline]]\nid = "complaint"\nfrom = "decision-learned"\nperiod = "P11D"\ncounting = "plain"\n'
        'readings = [{ id = "no-roll", counting = "plain-no-roll" }]\n'
    )  # fmt: skip
    view = on(case, "2016-05-25")
    item = view.item("deadline:complaint")
    assert {r.id: r.date for r in item.readings} == {"main": date(2016, 6, 6), "no-roll": date(2016, 6, 4)}
    assert (item.date, item.disputed, item.provisional) == (date(2016, 6, 4), True, True)
    assert "pack" in view.answer.uncovered


def test_an_acquittal_ends_what_was_open(on, sample):
    view = on(sample("matayev"), "2022-07-20")
    assert view.rung("supervisory", "aset").state == "granted"
    assert view.rung("cassation", "aset").state == "not-needed"
    assert view.agenda() == []


def test_matayev_the_prosecutors_protest_of_2022_is_shown_before_the_acquittal(on, sample):
    view = on(sample("matayev"), "2022-07-10")
    assert view.rung("supervisory", "seitkazy").state == "pending"
    assert view.rung("cassation", "seitkazy").state == "refused"


def test_the_extension_of_the_answer_adds_at_most_a_month(on, case_of):
    base = (
        HEAD + FREE + JUDGED + UPHELD
        + event("protest-requested", "2020-10-01") + event("file-received-by-prosecutor", "2020-10-20")
    )  # fmt: skip
    plain = on(case_of(base), "2020-11-01").item("protest-answer@protest-requested")
    assert plain.latest == date(2020, 11, 19)
    longer = case_of(base + event("term-extended", "2020-11-10", answers=["protest-requested"]))
    assert on(longer, "2020-11-15").item("protest-answer@protest-requested").latest == date(
        2020, 12, 20
    )  # Saturday 19 December; that Sunday was worked


def test_the_agenda_without_detail_lists_what_the_full_assessment_lists(law, sample):
    from remedy.law.assess import assess

    for name in sorted(p.stem for p in Path("cases").rglob("*.toml")):
        case = sample(name)
        for day in ("2017-01-15", "2020-07-01", "2020-10-01", "2021-03-12", "2023-06-01", "2024-02-01", "2026-11-25"):
            full, short = (assess(case, law, date.fromisoformat(day), detail=d) for d in (True, False))
            listed = [[(i.id, i.status, i.date) for i in a.items if i.listed] for a in (full, short)]
            assert listed[0] == listed[1], (name, day)
