"""Words of a court or a person, one after another: the last holds, and what the rule gives is never forgotten."""

from datetime import date

import pytest

from tests.law.test_engine import FREE, HEAD, JUDGED, event


def word(since, reason, said):
    return f'[[override]]\non = "appeal@judgment"\nsince = {since}\nreason = "{reason}"\n{said}\n'


FIRST = word("2020-06-30", "Order of 30 June", "date = 2020-07-20")
SECOND = word("2020-07-15", "Order of 15 July", "date = 2020-07-31")
RULE = date(2020, 7, 7)


@pytest.fixture
def appeal(on, case_of):
    """The appeal of a convict at liberty, judged on 22 June 2020, as of a day, with words on it."""
    return lambda words, day, facts=FREE: on(case_of(HEAD + facts + JUDGED + words), day)


def test_after_a_second_order_the_rule_still_gives_its_own_day(appeal):
    before, after = (appeal(FIRST + SECOND, day).item("appeal@judgment") for day in ("2020-07-14", "2020-07-15"))
    assert (before.date, before.fixed["computed"]) == (date(2020, 7, 20), RULE)
    assert (after.date, after.fixed["computed"], after.fixed["reason"]) == (
        date(2020, 7, 31), RULE, "Order of 15 July",
    )  # fmt: skip
    told = appeal(FIRST + SECOND, "2020-07-15").explained("appeal@judgment")
    assert "2020-07-31 by court or person; the rule gives 2020-07-07; Order of 15 July" in told
    assert "2020-07-20" not in told


def test_an_order_within_a_term_that_an_order_made_longer_restores_nothing(appeal):
    assert appeal(FIRST + SECOND, "2020-07-15").item("appeal@judgment").restored is False


def test_a_term_that_was_restored_stays_so_when_it_is_made_longer(appeal):
    restored = word("2020-07-10", "Restored on 10 July", "date = 2020-07-20")
    assert appeal(restored + SECOND, "2020-07-15").item("appeal@judgment").restored is True


def test_a_reading_that_is_chosen_after_an_order_moves_what_the_rule_gives_and_not_the_order(appeal):
    chosen = word("2020-07-01", "Counsel", 'reading = "main"')
    item = appeal(FIRST + chosen, "2020-07-02", facts="").item("appeal@judgment")
    assert (item.date, item.fixed["date"], item.fixed["computed"]) == (date(2020, 7, 20), date(2020, 7, 20), RULE)
    assert [r.id for r in item.readings] == ["main"]


def test_a_term_that_is_waived_after_an_order_says_both(appeal):
    view = appeal(FIRST + word("2020-07-01", "The client", "waived = true"), "2020-07-02")
    item = view.item("appeal@judgment")
    assert (item.status, item.reason) == ("waived", "The client")
    assert (item.fixed["date"], item.fixed["computed"]) == (date(2020, 7, 20), RULE)
    assert "waived; 2020-07-20 by court or person; the rule gives 2020-07-07; The client" in view.explained(
        "appeal@judgment"
    )


def test_an_order_after_a_waiver_opens_the_term_again(appeal):
    item = appeal(word("2020-07-01", "The client", "waived = true") + SECOND, "2020-07-16").item("appeal@judgment")
    assert (item.status, item.date, "waived" in item.fixed) == ("open", date(2020, 7, 31), False)


FINAL = event("appeal-filed", "2020-07-01", by="defence") + event("appeal-decided", "2020-09-15", outcome="upheld")


def on_protest(said):
    return (
        f'[[override]]\non = "protest-request@judgment-final"\nsince = 2021-02-01\nreason = "No wish of his"\n{said}\n'
    )


def test_a_remedy_without_a_last_day_that_is_waived_is_open_no_more(on, case_of):
    case = case_of(HEAD + FREE + JUDGED + FINAL + on_protest("waived = true"))
    before, after = on(case, "2021-01-31"), on(case, "2021-02-01")
    assert (before.item("protest-request@judgment-final").status, before.rung("protest").state) == ("open", "available")
    item = after.item("protest-request@judgment-final")
    assert (item.status, item.reason, item.listed) == ("waived", "No wish of his", False)
    assert (after.rung("protest").state, after.rung("protest").reason) == ("lapsed", "waived: No wish of his")


def test_a_last_day_that_an_order_gives_to_a_remedy_without_one_is_acted_on_and_ends_it(on, case_of):
    case = case_of(HEAD + FREE + JUDGED + FINAL + on_protest("date = 2021-03-01"))
    last, after = (on(case, day).item("protest-request@judgment-final") for day in ("2021-03-01", "2021-03-02"))
    assert (last.status, last.group, last.date) == ("open", "open", date(2021, 3, 1))
    assert (after.status, after.group) == ("missed", "missed")
    assert on(case, "2021-03-01").answer.holds_until == date(2021, 3, 2)
