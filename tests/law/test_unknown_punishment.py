"""A punishment of which no pack speaks: both ends, the earlier as the day to look at, and why."""

from datetime import date

import pytest

from remedy.law.assess import assess

CASE = """
format = 1
id = "xx-a"
title = "A"
country = "XX"
[[person]]
id = "a"
role = "defendant"
[[event]]
kind = "detained"
date = 2026-11-01
[[event]]
kind = "judgment"
date = 2026-11-04
outcome = "convicted"
[[sanction]]
id = "arrest"
kind = "arrest"
length = "{length}"
starts = "judgment"
{more}
"""
WHY = "no pack says how such a punishment runs"


@pytest.fixture
def punished(case_of, law):
    def made(length="P30D", more="", on=date(2026, 11, 26)):
        found = assess(case_of(CASE.format(length=length, more=more)), law, on)
        return next(i for i in found.items if i.type == "sanction")

    return made


@pytest.mark.parametrize(
    ("length", "first", "last"),
    [
        ("P30D", date(2026, 12, 3), date(2026, 12, 4)),
        ("P1M", date(2026, 12, 3), date(2026, 12, 4)),
        ("P1Y", date(2027, 11, 3), date(2027, 11, 4)),
    ],
)
def test_its_first_day_is_counted_or_not_and_the_earlier_end_is_its_day(punished, length, first, last):
    item = punished(length)
    assert (item.date, item.earliest, item.latest, item.disputed) == (first, first, last, True)
    assert {r.id: r.latest for r in item.readings} == {"first-day-counted": first, "first-day-excluded": last}
    ends = "the earlier end counts its first day, the later one does not"
    assert item.reason == f"{WHY}; {ends}; be ready on the earlier: nobody may be held a day too long"


def test_each_credit_is_told_with_both_ends(punished):
    item = punished(more='credit = [{ from = "detained", to = "judgment", ratio = 1 }]')
    ends = {r.id: r.latest for r in item.readings}
    assert ends["without-credit-first-day-counted"] == date(2026, 12, 3)
    assert ends["credited-first-day-counted"] == date(2026, 11, 29)  # 1 to 4 November: both end days, four of them
    assert ends["credited-first-day-excluded"] == date(2026, 11, 30)


@pytest.mark.parametrize(
    ("day", "status"), [(date(2026, 12, 3), "running"), (date(2026, 12, 4), "unclear"), (date(2026, 12, 5), "ended")]
)
def test_between_its_two_ends_it_is_unclear_whether_it_ended(punished, day, status):
    assert punished(on=day).status == status


def test_where_a_pack_says_how_it_runs_there_is_one_end(case_of, law):
    text = CASE.format(length="P30D", more="").replace('country = "XX"', 'country = "KZ"\npacks = ["kz/criminal"]')
    (item,) = [i for i in assess(case_of(text), law, date(2026, 11, 26)).items if i.type == "sanction"]
    assert (item.earliest == item.latest or len(item.readings) > 1, WHY in item.reason) == (True, False)
    assert not any("first-day" in r.id for r in item.readings)
