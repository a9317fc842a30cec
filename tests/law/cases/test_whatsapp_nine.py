"""Kazakhstan: nine members of a WhatsApp group. Co-defendants judged on different days; an opinion whose follow-up runs
from the day on which it was provided to the State."""

from datetime import date

import pytest

CASE = "whatsapp-nine"
OPEN_TERM = "and nobody recorded judgment-copy-received"


# Tuesday 20 August 2019: the fifteenth day for those judged on 5 August


def test_2019_08_20_those_judged_on_5_august_may_appeal_today(seen):
    view = seen("2019-08-20")
    appeal = view.item("appeal@judgment/others")
    assert (appeal.status, appeal.date, appeal.latest) == ("open", date(2019, 8, 20), None)
    assert view.item("prosecutor-appeal@judgment/others").date == date(2019, 8, 20)


def test_2019_08_20_their_judgment_starts_nothing_for_the_one_who_was_judged_later(seen):
    view = seen("2019-08-20")
    assert not any("/taurbekov" in name and "appeal@" in name for name in view.agenda())
    assert view.rung("appeal", "taurbekov").state == "not-yet"
    assert view.rung("appeal", "others").state == "available"


def test_2019_08_20_the_copy_is_not_late_yet(seen):
    copy = seen("2019-08-20").item("copy@judgment/others")
    assert (copy.status, copy.earliest, copy.date) == ("open", date(2019, 8, 12), date(2019, 8, 20))


# Tuesday 21 January 2020: the fifteenth day for Taurbekov; Christmas, 7 January, lies inside and counts


def test_2020_01_21_taurbekov_may_appeal_today(seen):
    appeal = seen("2020-01-21").item("appeal@judgment-taurbekov/taurbekov")
    assert (appeal.status, appeal.date, appeal.days_left) == ("open", date(2020, 1, 21), 0)


def test_2020_01_21_the_others_appeal_is_unclear_for_nobody_recorded_one_nor_the_copy(seen):
    appeal = seen("2020-01-21").item("appeal@judgment/others")
    assert appeal.status == "unclear"
    assert OPEN_TERM in appeal.reason


def test_2020_01_21_whether_the_others_appealed_is_asked_of_them_alone(seen):
    agenda = seen("2020-01-21").agenda()
    assert "gap:appeal-filed@judgment/others" in agenda
    assert "gap:appeal-filed@judgment-taurbekov/taurbekov" not in agenda


@pytest.mark.parametrize("remedy", ["cassation", "protest"])
def test_2020_01_21_what_follows_finality_is_unclear_for_the_others_and_never_lapsed(seen, remedy):
    rung = seen("2020-01-21").rung(remedy, "others")
    assert rung.state == "unclear"
    assert rung.reason == "judgment-final may not have happened yet"


def test_2020_01_21_the_court_owes_the_others_their_copy_since_20_august(seen):
    copy = seen("2020-01-21").item("copy@judgment/others")
    assert (copy.status, copy.date) == ("overdue", date(2019, 8, 20))


# October 2021 to 1 May 2022: the follow-up of the opinion


def test_2021_10_15_the_six_months_have_not_provably_begun(seen):
    assert seen("2021-10-15").item("deadline:follow-up").status == "not-started"


def test_2022_04_15_the_government_may_be_late_and_cannot_be_called_late_yet(seen):
    item = seen("2022-04-15").item("deadline:follow-up")
    assert (item.status, item.earliest, item.date) == ("open", date(2022, 4, 1), date(2022, 4, 30))


def test_2022_04_15_explain_counts_from_october_and_not_from_the_adoption_in_september(seen):
    said = seen("2022-04-15").explained("deadline:follow-up")
    assert "runs from opinion-issued [2021-10-01 … 2021-10-31]" in said
    assert "standing: not verified" in said


def test_2022_05_01_it_is_one_day_overdue_and_the_saturday_was_not_moved(seen):
    item = seen("2022-05-01").item("deadline:follow-up")
    assert (item.status, item.days_left) == ("overdue", -1)


def test_2022_05_01_the_ladder_asks_for_the_outcome_of_the_opinion(seen):
    petition = seen("2022-05-01").rung("petition", "others")
    assert (petition.state, petition.reason) == ("unclear", "opinion-adopted has no outcome: record it")


# Sunday 1 October 2023: two years on


def test_2023_10_01_the_follow_up_is_519_days_overdue(seen):
    assert seen("2023-10-01").item("deadline:follow-up").days_left == -519


def test_2023_10_01_no_punishment_has_an_end_for_no_single_length_is_known(seen):
    view = seen("2023-10-01")
    assert {view.item(f"sanction:sentence-{who}").date for who in ("others", "taurbekov")} == {None}


def test_2023_10_01_a_step_asks_for_an_entry_for_each_of_the_nine(seen):
    assert "step:name-each" in seen("2023-10-01").agenda()
