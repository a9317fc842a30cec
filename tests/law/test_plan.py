"""What the playbooks suggest, on a day of a case: hung on the last day, the filing, the opening, the silence."""

from datetime import date

import pytest

from remedy.law.assess import assess
from remedy.law.plan import plan
from tests.law.test_engine import FREE, HEAD, JUDGED, event


@pytest.fixture
def planned(law, case_of):
    """The suggestions for a case on a day, by id."""

    def made(case, day):
        case = case_of(case) if isinstance(case, str) else case
        return {s.id: s for s in plan(case, law, assess(case, law, date.fromisoformat(day)))}

    return made


def test_while_the_appeal_is_open_its_steps_lie_before_the_last_day(planned):
    steps = planned(HEAD + FREE + JUDGED, "2020-06-23")
    assert steps["appeal-file"].date == date(2020, 7, 4)  # three days before Tuesday 7 July
    assert steps["appeal-copy"].date == date(2020, 6, 25)
    assert steps["appeal-report"].by == "observers"
    assert "appeal-received" not in steps


def test_once_it_was_filed_the_steps_of_waiting_take_their_place(planned):
    steps = planned(HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-01"), "2020-07-02")
    assert steps["appeal-received"].date == date(2020, 7, 15)
    assert "appeal-file" not in steps


def test_after_a_missed_term_the_grounds_of_restoration_are_collected_from_the_last_day(planned):
    steps = planned(HEAD + FREE + JUDGED, "2020-07-20")
    assert steps["restoration-proof"].date == date(2020, 7, 8)
    assert steps["restoration-proof"].days_left == -12


def test_a_remedy_without_a_limit_has_its_days_from_its_opening(planned):
    steps = planned(HEAD + FREE + JUDGED + event("appeal-filed", "2020-07-01")
                    + event("appeal-decided", "2020-09-15", outcome="upheld"), "2020-09-16")  # fmt: skip
    assert steps["cassation-file"].date == date(2020, 10, 15)
    assert steps["protest-file"].date == date(2020, 10, 15)


def test_an_overdue_prosecutor_is_reminded_from_his_last_day(planned):
    asked = event("appeal-filed", "2020-07-01") + event("appeal-decided", "2020-09-15", outcome="upheld")
    asked += event("protest-requested", "2021-03-01") + event("file-received-by-prosecutor", "2021-03-10")
    assert "protest-silence" not in planned(HEAD + FREE + JUDGED + asked, "2021-04-09")
    assert planned(HEAD + FREE + JUDGED + asked, "2021-04-10")["protest-silence"].date == date(2021, 4, 9)


def test_a_step_that_the_file_holds_is_named_with_its_state(planned):
    held = '[[step]]\nid = "appeal-copy"\ntitle = "Copy"\nremedy = "appeal"\nstatus = "done"\n'
    step = planned(HEAD + FREE + JUDGED + held, "2020-06-23")["appeal-copy"]
    assert (step.step, step.step_status) == ("appeal-copy", "done")


def test_a_step_for_several_convicts_on_one_day_stands_once(planned):
    two = HEAD + '[[person]]\nid = "q"\nrole = "defendant"\n' + FREE + JUDGED
    assert planned(two, "2020-06-23")["appeal-file"].persons == ["p", "q"]


def test_ilyashev_on_2021_03_12_has_the_steps_of_a_pending_petition(planned, sample):
    steps = planned(sample("ilyashev"), "2021-03-12")
    assert {"protest-letters", "protest-reached", "protest-ask"} <= set(steps)
    assert "protest-file" not in steps


def test_every_remedy_of_kazakhstans_ladder_has_a_step(law):
    pack = law.packs["kz/criminal"]
    own = {r.id for r in pack.remedies if r.by == "defence" and not r.side}
    assert own - {e.remedy for e in pack.playbook} == set()
