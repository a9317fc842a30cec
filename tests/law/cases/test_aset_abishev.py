"""Kazakhstan v. Aset Abishev: an appeal that nobody recorded; early release in force when nobody appealed it."""

from datetime import date

from remedy.views.ladder import ladder
from remedy.views.text import Paint

CASE = "aset-abishev"


# Monday 10 December 2018, ten days after the judgment. The fifteenth day, 15 December, is a Saturday; then Sunday,
# Independence Day and a day carried over: Wednesday 19 December.


def test_2018_12_10_the_appeal_is_open_until_wednesday_19_december(seen):
    appeal = seen("2018-12-10").item("appeal@judgment")
    assert (appeal.status, appeal.date, appeal.days_left) == ("open", date(2018, 12, 19), 9)


def test_2018_12_10_explain_shows_each_move_from_saturday_to_wednesday(seen):
    said = seen("2018-12-10").explained("appeal@judgment")
    for move in (
        "Sat 2018-12-15 → Sun 2018-12-16",
        "Mon 2018-12-17 → Tue 2018-12-18",
        "Tue 2018-12-18 → Wed 2018-12-19",
    ):
        assert move in said


def test_2018_12_10_whether_he_is_in_custody_is_asked_because_his_own_term_may_run_from_the_copy(seen):
    view = seen("2018-12-10")
    assert "gap:fact:custody@judgment" in view.agenda()
    assert view.item("appeal@judgment").latest is None


def test_2018_12_10_the_copy_is_due_on_5_or_on_19_december(seen):
    copy = seen("2018-12-10").item("copy@judgment")
    assert (copy.status, copy.earliest, copy.date) == ("open", date(2018, 12, 5), date(2018, 12, 19))


def test_2018_12_10_the_ladder_has_only_the_appeal(seen):
    view = seen("2018-12-10")
    assert view.rung("appeal").state == "available"
    assert {view.rung(n).state for n in ("cassation", "protest", "supervisory", "supreme")} == {"not-yet"}


# Thursday 20 December 2018: the general term is over and nobody recorded an appeal.


def test_2018_12_20_the_appeal_is_unclear_and_not_missed(seen):
    assert seen("2018-12-20").item("appeal@judgment").status == "unclear"


def test_2018_12_20_the_first_question_is_asked_whether_an_appeal_was_lodged(seen):
    gap = seen("2018-12-20").item("gap:appeal-filed@judgment")
    assert gap.listed and "By whom, and on which day?" in gap.asks


def test_2018_12_20_cassation_is_unclear_and_not_refused_to_him(seen):
    assert seen("2018-12-20").rung("cassation").state == "unclear"


def test_2018_12_20_the_prosecutions_term_is_over_and_the_court_is_late_with_the_copy(seen):
    view = seen("2018-12-20")
    assert view.item("prosecutor-appeal@judgment").status == "expired"
    assert view.item("copy@judgment").status == "overdue"


# Wednesday 28 July 2021: early release granted two weeks ago, in force after fifteen days.


def test_2021_07_28_an_executed_judgment_is_in_force_so_a_protest_may_be_asked_for(seen):
    view = seen("2021-07-28")
    assert view.event("judgment-final").latest == date(2021, 7, 14)
    assert view.rung("protest").state == "available"


def test_2021_07_28_nobody_is_told_to_act_on_the_term_of_2018(seen):
    agenda = seen("2021-07-28").agenda()
    assert "kz/criminal.appeal@judgment" not in agenda
    assert "kz/criminal.copy@judgment" not in agenda
    assert "gap:appeal-filed@judgment" in agenda


def test_2021_07_28_he_need_not_appeal_what_was_granted(seen):
    assert not seen("2021-07-28").has("execution-ruling-appeal@parole-decided")


def test_2021_07_28_cassation_waits_for_the_answer_whether_there_was_an_appeal(seen):
    cassation = seen("2021-07-28").rung("cassation")
    assert (cassation.state, cassation.reason) == ("unclear", "whether appeal was used is not certain")


def test_2021_07_28_the_ladder_tells_nobody_to_act_on_the_appeal_as_if_it_were_open(seen):
    said = "\n".join(ladder(seen("2021-07-28").answer, 120, Paint(False), "en")).partition("NEXT")[2]
    assert "? Appeal: find out: nobody recorded whether it was filed" in said
    assert "until Wed 2018-12-19" not in said


def test_2021_07_28_the_prosecution_may_still_appeal_the_early_release_until_tomorrow(seen):
    clock = seen("2021-07-28").item("execution-ruling-prosecutor@parole-decided")
    assert (clock.status, clock.latest, clock.days_left) == ("open", date(2021, 7, 29), 1)
    assert seen("2021-07-30").item("execution-ruling-prosecutor@parole-decided").status == "expired"


# Friday 30 July 2021: released, the day after the fifteenth.


def test_2021_07_30_the_release_ends_the_imprisonment_whose_first_day_lies_within_bounds(seen):
    view = seen("2021-07-30")
    item = view.item("sanction:imprisonment")
    assert (item.status, item.cause, item.latest) == ("ended", "ended-by", date(2021, 7, 30))
    assert "ended by released" in item.reason
    clocks = [i for i in view.answer.items if i.kind == "not-before" and i.status == "superseded"]
    assert {i.reason for i in clocks} == {"ended by released"}


# Wednesday 25 November 2026


def test_2026_11_25_a_protest_is_open_without_a_date_whether_anybody_appealed_or_not(seen):
    view = seen("2026-11-25")
    assert "kz/criminal.protest-request@judgment-final" in view.agenda()
    assert "judgments that nobody appealed" in view.rung("protest").grounds
    assert "a judgment that is executed is in force" in view.event("judgment-final").why[-1]
