"""On which events a day hangs: those that are recorded, that follow by law, and that nobody recorded."""

from __future__ import annotations

from datetime import date

import pytest

from remedy.case.dates import read as when
from remedy.law.assess import assess
from remedy.law.supposing import anchors, is_absurd
from remedy.views.supposing import present_day
from tests.conftest import ROOT

DAY = date(2021, 3, 12)


@pytest.fixture(scope="module")
def ilyashev(law):
    from remedy.case.read import read
    from remedy.case.source import Source

    path = ROOT / "cases/kz/ilyashev.toml"
    case, _problems = read(Source(path.name, path.read_text("utf-8")), law.vocabulary)
    return case, assess(case, law, DAY)


def _of(ilyashev, law, tail: str):
    case, answer = ilyashev
    item = next(i for i in answer.items if i.id.endswith(tail))
    return anchors(item, case, answer, law)


def test_an_appeal_hangs_on_the_day_of_the_judgment(ilyashev, law):
    (only,) = _of(ilyashev, law, ".appeal@judgment")
    assert (only.event, only.key, only.earliest) == ("judgment", "date", date(2020, 6, 22))


def test_what_follows_from_finality_hangs_on_it_and_on_the_decisions_from_which_it_follows(ilyashev, law):
    first, *sources = _of(ilyashev, law, ".cassation@judgment-final")
    assert (first.event, first.kind, first.derived) == ("", "judgment-final", True)
    assert present_day(first) == "not recorded; by law 2020-09-15"
    assert {a.event for a in sources} >= {"appeal-decided", "judgment"}


def test_a_term_that_runs_from_the_end_of_another_hangs_on_what_that_one_runs_from(ilyashev, law):
    names = [a.event for a in _of(ilyashev, law, ".appeal-transfer@appeal-filed")]
    assert "judgment" in names and "appeal-filed" in names


def test_a_term_that_runs_from_receipt_hangs_on_the_day_of_receipt_of_that_filing(ilyashev, law):
    first = _of(ilyashev, law, ".cassation-preliminary@cassation-filed")[0]
    assert (first.event, first.key) == ("cassation-filed", "received")
    assert present_day(first) == "not recorded"


def test_a_question_hangs_on_what_it_asks_for_alone(ilyashev, law):
    (only,) = _of(ilyashev, law, "#gap:file-received-by-prosecutor@protest-requested")
    assert (only.event, only.kind, only.proceeding) == ("", "file-received-by-prosecutor", "protest")


def test_a_question_about_a_fact_hangs_on_no_event(ilyashev, law):
    case, answer = ilyashev
    facts = [i for i in answer.items if "#gap:fact:" in i.id]
    assert facts and all(anchors(i, case, answer, law) == [] for i in facts)


@pytest.mark.parametrize(("typed", "absurd"), [("2071-12-31", False), ("2072-01-01", True), ("..", False)])
def test_a_year_that_can_only_be_a_slip_is_told_from_one_that_is_far(typed, absurd):
    assert is_absurd(when(typed), DAY) is absurd
