"""A year of reminders, day by day, against a simple model: edits, a machine that sleeps, runs that are killed, channels
that fail, holidays that move. Each lead that was true on a day on which the machine ran was told at least once; none
twice without a crash; none after it was moot."""

import contextlib
import os
from datetime import date, timedelta
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remedy.remind.settings import Recipient
from tests.remind.conftest import settings_of

LEADS = (30, 14, 7, 3, 1, 0)
FIRST = {0: date(2023, 6, 1), 1: date(2024, 1, 15), 2: date(2021, 12, 20)}
"""The years hold a leap day, the end of Almaty's +06 and a New Year with worked Saturdays."""

HEAD = 'format = 1\nid = "kz-y"\ntitle = "K. v. Y."\ncountry = "KZ"\npacks = ["kz/criminal"]\n'


class Model:
    """What is true, told simply: three deadlines fixed by letter, and one that rolls over days off."""

    def __init__(self, random: Random, first: date) -> None:
        self.random = random
        self.days = {name: first + timedelta(days=random.randint(5, 200)) for name in "abc"}
        self.done: dict[str, date] = {}
        self.waived: set[str] = set()
        self.judged = first + timedelta(days=random.randint(0, 60))
        self.off: set[date] = set()

    def edit(self, today: date) -> None:
        """One thing changes in the file, or in the calendar of days off."""
        name = self.random.choice("abc")
        match self.random.randint(0, 5):
            case 0 | 1:
                self.days[name] = today + timedelta(days=self.random.randint(-3, 90))
                self.done.pop(name, None)
            case 2:
                self.done[name] = today
            case 3:
                self.waived.add(name)
            case 4:
                self.judged = today - timedelta(days=self.random.randint(0, 40))
            case 5:
                self.off = {today + timedelta(days=self.random.randint(1, 40)) for _ in range(5)}

    def text(self, today: date) -> str:
        out = [HEAD, '[[person]]\nid = "y"\nname = "Y."\nrole = "defendant"\n']
        if self.judged <= today:
            out.append(f'[[event]]\nid = "judgment"\nkind = "judgment"\noutcome = "convicted"\ndate = {self.judged}\n')
        for name, day in self.done.items():
            out.append(f'[[event]]\nid = "done-{name}"\nkind = "statement"\ntitle = "{name}"\ndate = {day}\n')
        for name, day in self.days.items():
            answer = f'"done-{name}"' if name in self.done else ""
            out.append(f'[[deadline]]\nid = "{name}"\ntitle = "Letter {name}"\ndate = {day}\nduty = "party"\n')
            out.append(f"done = [{answer}]\n")
        for name in self.waived:
            out.append(f'[[override]]\non = "deadline:{name}"\nwaived = true\nreason = "no"\n')
        return "".join(out)

    def lead(self, name: str, today: date) -> tuple[date, int] | None:
        """The lead that is true of a letter's deadline: the nearest that has come, while it is open."""
        left = (self.days[name] - today).days
        if name in self.done or name in self.waived or left < 0:
            return None
        return self.days[name], min((n for n in LEADS if n >= left), default=-1)


def live(office, seed: int, length: int = 366) -> tuple[int, int]:
    """A year; the figures are how many mornings there were and how many notices were told."""
    random = Random(seed)
    first = FIRST[seed % 3]
    model = Model(random, first)
    law = office.law
    office.settings = settings_of(recipients={"aigul": Recipient(id="aigul", channels=("exec",))})
    crashed, heard = set[str](), set[str]()
    mornings = 0
    today = first
    while (today - first).days < length:
        for _ in range(random.choice((0, 0, 0, 1, 2))):
            model.edit(today)
        office.write(model.text(today))
        calendar = law.calendars["KZ"]
        years = {
            y: msgspec.structs.replace(c, off=c.off | {d for d in model.off if d.year == y} - c.worked)
            for y, c in calendar.years.items()
        }
        moved = msgspec.structs.replace(calendar, years=years)
        office.law = msgspec.structs.replace(law, calendars={**law.calendars, "KZ": moved})
        office.post.failing = random.choice((None, None, None, None, "unsent", "closed", "unknown", "killed before",
                                             "killed after"))  # fmt: skip
        is_ill = office.post.failing is not None
        before = len(office.post.given)
        with contextlib.suppress(office.Killed):
            office.run(today)
        mornings += 1
        for message in office.post.given[before:]:
            for n in message.data["notices"]:
                item = next(i for i in message.data["items"] if i["id"] == n["id"])
                name = n["id"].rpartition(":")[2]
                if n["kind"] == "lead" and name in model.days:
                    assert model.lead(name, today) == (date.fromisoformat(item["date"]), int(n["lead"])), "moot"
                assert item["status"] not in ("met", "waived", "superseded"), "moot"
        for message in office.post.given[before:]:
            for key in office.ledger().begun[message.key].keys:
                assert key not in heard or key in crashed, "told twice without a crash"
                heard.add(key)
                crashed.update({key} if is_ill else ())
        if not is_ill:
            told = {key for key, _, _ in office.ledger().sent}
            for name in "abc":
                lead = model.lead(name, today)
                if lead is not None and lead[1] >= 0:
                    assert f"kz-y#deadline:{name}|{lead[0]}|{lead[1]}" in told, "true, and not told"
        today += timedelta(days=random.choice((1, 1, 1, 1, 1, 2, 9)))
    return mornings, len(heard)


@pytest.mark.parametrize("seed", range(3))
def test_each_true_lead_is_told_at_least_once_none_twice_without_a_crash_none_when_moot(office, seed):
    mornings, told = live(office, seed)
    assert mornings > 100 and told > 10


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 10**9))
def test_any_year_of_edits_sleeps_and_crashes_keeps_that_promise(tmp_path_factory, law, seed):
    from tests.remind.conftest import Office

    root = tmp_path_factory.mktemp("year")
    (root / "cases").mkdir()
    before = os.environ.get("XDG_STATE_HOME")
    os.environ["XDG_STATE_HOME"] = str(root / "state")
    try:
        live(Office(root / "cases", law), seed)
    finally:
        os.environ.pop("XDG_STATE_HOME")
        if before is not None:
            os.environ["XDG_STATE_HOME"] = before
