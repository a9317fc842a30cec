"""What a team settles for all its cases: when to look again, and whether a second person confirms."""

from datetime import date

import pytest

from remedy.case.period import parse
from remedy.case.source import Source
from remedy.case.team import Team, read
from remedy.law.assess import assess
from tests.conftest import View
from tests.law.test_engine import FREE, HEAD, JUDGED, event


@pytest.fixture
def of_team(law, case_of):
    """A case of a team as of a day."""
    return lambda team, text, day: View(assess(case_of(text), law, date.fromisoformat(day), team=team))


def test_a_team_looks_again_after_its_own_time_of_silence(of_team):
    case = HEAD + event("ruling", "2021-03-01")
    assert of_team(Team(), case, "2021-05-29").has("review") is False
    assert of_team(Team(), case, "2021-05-30").has("review") is True
    month = Team(review_after=parse("P1M"))
    assert of_team(month, case, "2021-03-31").has("review") is False
    assert of_team(month, case, "2021-04-01").item("review").date == date(2021, 4, 1)


def test_under_dual_control_a_term_from_a_day_that_nobody_confirmed_is_marked(of_team):
    strict = Team(dual_control=True)
    case = HEAD + FREE + JUDGED
    assert of_team(strict, case, "2020-07-01").item("appeal@judgment").unconfirmed is True
    assert of_team(Team(), case, "2020-07-01").item("appeal@judgment").unconfirmed is False
    confirmed = HEAD + FREE + event("judgment", "2020-06-22", outcome="convicted", confirmed_by="A. B., 2020-06-23")
    assert of_team(strict, confirmed, "2020-07-01").item("appeal@judgment").unconfirmed is False


def test_what_follows_by_law_is_confirmed_with_the_event_that_it_follows_from(of_team):
    strict = Team(dual_control=True)
    case = HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-01")
    decided = event("appeal-decided", "2020-09-15", outcome="upheld")
    worse = "cassation-worsening@judgment-final"
    assert of_team(strict, case + decided, "2020-10-01").item(worse).unconfirmed is True
    decided = event("appeal-decided", "2020-09-15", outcome="upheld", confirmed_by="A. B.")
    assert of_team(strict, case + decided, "2020-10-01").item(worse).unconfirmed is False


def test_the_settings_are_read_with_what_is_wrong_in_them():
    team, problems = read(Source("remedy.toml", 'format = 1\nreview_after = "P30D"\ndual_controll = true\n'))
    assert team == Team(review_after=parse("P30D"))
    assert [(p.line, p.code, p.fix) for p in problems] == [(3, "unknown-key", 'did you mean "dual_control"?')]


def test_a_case_is_quiet_a_year_after_the_last_record_and_holds_until_then(law, case_of):
    case = case_of(HEAD + event("ruling", "2021-03-01"))
    before = assess(case, law, date(2022, 2, 28))
    assert (before.quiet, before.holds_until) == (None, date(2022, 3, 1))
    assert assess(case, law, date(2022, 3, 1)).quiet == date(2021, 3, 1)


def test_a_case_in_which_something_fell_due_within_a_year_is_not_quiet(law, case_of):
    letter = '[[deadline]]\nid = "d"\ntitle = "D"\ndate = 2021-09-01\nduty = "party"\n'
    case = case_of(HEAD + event("ruling", "2021-03-01") + letter)
    assert assess(case, law, date(2022, 8, 31)).quiet is None
    assert assess(case, law, date(2022, 9, 1)).quiet == date(2021, 3, 1)
