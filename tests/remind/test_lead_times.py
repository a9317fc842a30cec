"""How many days before: a person's own settings, then the rule's, the case's, the owner's, the default."""

import json
from datetime import date

import pytest

from remedy.case.team import LEADS, Team
from remedy.law.answer import Item
from remedy.remind.lead_times import LeadTimes
from remedy.remind.settings import Recipient, Settings

ANNA = Recipient(id="anna")
RULE, CASE, OWNER = {"kz/criminal.appeal": (5,)}, {"kz-a": (6,)}, {"counsel": (8,)}


def line(type="deadline", **values):
    given = {"case": "kz-a", "rule": "kz/criminal.appeal", "owner": "counsel", "date": date(2021, 9, 1), **values}
    return Item(id="kz-a#x", type=type, case_title="A", country="KZ", as_of=date(2021, 8, 1), title="x", **given)


@pytest.mark.parametrize(
    ("rows", "days"),
    [
        ({}, LEADS),
        ({"default": (9,)}, (9,)),
        ({"default": (9,), **OWNER}, (8,)),
        ({"default": (9,), **OWNER, **CASE}, (6,)),
        ({"default": (9,), **OWNER, **CASE, **RULE}, (5,)),
        ({"kz/criminal.appeal": ()}, ()),
    ],
)
def test_the_nearest_word_holds_and_a_persons_own_before_all(rows, days):
    found = LeadTimes(Settings(), Team(lead_times=rows))
    assert found.of(line(), ANNA) == days
    assert found.settled(line()) == (days if rows else None)
    assert found.of(line(), Recipient(id="anna", leads=(2,))) == (2,)


def test_ones_own_settings_hold_before_the_teams_for_the_same_name_alone():
    found = LeadTimes(Settings(lead_times={"default": (9,)}), Team(lead_times={"default": (4,), **CASE}))
    assert found.of(line(), ANNA) == (6,)
    assert found.of(line(case="kz-b"), ANNA) == (9,)


def test_other_lines_have_days_of_their_own_and_a_hearing_on_monday_is_told_on_friday():
    found = LeadTimes(Settings(), Team(lead_times={"default": (9,)}))
    mine = Recipient(id="anna", leads=(2,))
    assert found.of(line("sanction"), mine) == (30, 7, 1)
    assert found.of(line("hearing", date=date(2021, 9, 6)), mine) == (3, 1)
    assert found.of(line("hearing", date=date(2021, 9, 7)), mine) == (1,)
    assert LeadTimes(Settings(), Team(lead_times={"hearings": (2,)})).of(line("hearing"), mine) == (2,)


def test_the_calendar_of_a_mail_rings_when_its_recipient_is_told(office):
    from icalendar import Calendar

    from tests.remind.conftest import settings_of
    from tests.remind.test_reminders import CASE as TEXT

    anna = Recipient(id="anna", channels=("exec",), leads=(12, 2))
    office.settings = settings_of(recipients={"anna": anna})
    office.write(TEXT.format(day="2021-09-01"))
    (message,) = office.run(date(2021, 8, 30))
    assert json.loads(json.dumps(message.data["notices"]))[0]["lead"] == "2"
    rings = Calendar.from_ical(message.calendar).walk("VALARM")
    assert sorted(-ring["trigger"].dt.days for ring in rings) == [2, 12]


def test_a_step_rings_on_its_own_day_alone_as_it_is_told(office):
    from icalendar import Calendar

    from tests.remind.conftest import settings_of
    from tests.remind.test_reminders import CASE as TEXT

    office.settings = settings_of(recipients={"anna": Recipient(id="anna", channels=("exec",))})
    step = '[[step]]\nid = "ask"\ntitle = "Ask"\nstatus = "todo"\ndue = 2021-08-30\n'
    office.write(TEXT.format(day="2022-09-01") + step)
    (message,) = office.run(date(2021, 8, 30))
    rings = Calendar.from_ical(message.calendar).walk("VALARM")
    assert [ring["trigger"].dt.days for ring in rings] == [0]
