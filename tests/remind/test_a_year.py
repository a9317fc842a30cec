"""A year of reminders, day by day, against a simple model: edits, lines taken out, a machine that sleeps, runs that are
killed, channels that fail, holidays that move, an owner and a deputy, lines taken in hand. To each person: each lead
that was true on a day on which the machine ran at least once; none twice without a crash; none after it was moot. The
deputy hears of a line exactly if nobody had it in hand, and reads nothing of what is confidential."""

import contextlib
import json
import os
from datetime import date, timedelta
from random import Random

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from remedy.remind.ledger import Acknowledged
from remedy.remind.settings import Recipient
from tests.remind.conftest import settings_of

LEADS = (30, 14, 7, 3, 1, 0)
BEFORE = 3
"""So many days before the end the deputy is told too."""

FIRST = {0: date(2023, 12, 1), 1: date(2024, 1, 15), 2: date(2021, 12, 20)}
"""The years hold a leap day, the end of Almaty's +06 and a New Year with worked Saturdays."""

PEOPLE = {
    "aigul": Recipient(id="aigul", channels=("exec",), owners=("counsel",), confidential=True),
    "berik": Recipient(id="berik", channels=("exec",), owners=("deputy",)),
}
"""The owner, who sees all, and the deputy, from whom what is confidential is hidden."""

OWNER = {"a": "aigul", "b": "aigul", "c": "berik"}
"""Whose each letter is; `b` is confidential."""

SECRET = ("letter-b", "Hidden")

HEAD = (
    'format = 1\nid = "kz-y"\ntitle = "K. v. Y."\ncountry = "KZ"\npacks = ["kz/criminal"]\nowner = "counsel"\n'
    'deputy = "deputy"\n[[person]]\nid = "y"\nname = "Y."\nrole = "defendant"\n'
)


class Model:
    """What is true, told simply: three deadlines fixed by letter, and one that rolls over days off."""

    def __init__(self, random: Random, first: date) -> None:
        self.random = random
        self.days = {name: first + timedelta(days=random.randint(5, 200)) for name in "abc"}
        self.done: dict[str, date] = {}
        self.waived: set[str] = set()
        self.removed: set[str] = set()
        """Letters that somebody took out of the file."""
        self.in_hand: set[tuple[str, date, str]] = set()
        self.judged = first + timedelta(days=random.randint(0, 60))
        self.off: set[date] = set()

    def edit(self, today: date) -> None:
        """One thing changes in the file, or in the calendar of days off."""
        name = self.random.choice("abc")
        match self.random.randint(0, 6):
            case 0 | 1:
                self.days[name] = today + timedelta(days=self.random.randint(-3, self.random.choice((6, 12, 90))))
                self.done.pop(name, None)
                self.waived.discard(name)
                self.removed.discard(name)
            case 2:
                self.done[name] = today
            case 3:
                self.waived.add(name)
            case 4:
                self.judged = today - timedelta(days=self.random.randint(0, 40))
            case 5:
                self.off = {today + timedelta(days=self.random.randint(1, 40)) for _ in range(5)}
            case 6:
                self.removed.add(name)

    def take_in_hand(self, today: date) -> Acknowledged | None:
        """Somebody says on some days that a letter is in hand."""
        name = self.random.choice("abc")
        if not self.is_open(name) or self.random.random() > 0.15:
            return None
        stage = "before" if today <= self.days[name] else "after"
        self.in_hand.add((name, self.days[name], stage))
        at = f"{today}T06:00:00+00:00"
        return Acknowledged(id=f"kz-y#deadline:letter-{name}", date=self.days[name], by="aigul", at=at, stage=stage)

    def text(self, today: date) -> str:
        out = [HEAD]
        if self.judged <= today:
            out.append(f'[[event]]\nid = "judgment"\nkind = "judgment"\noutcome = "convicted"\ndate = {self.judged}\n')
        for name, day in self.done.items():
            out.append(f'[[event]]\nid = "done-letter-{name}"\nkind = "statement"\ntitle = "{_title(name)}"\n')
            out.append(f"date = {day}\nconfidential = {'true' if name == 'b' else 'false'}\n")
        for name, day in self.days.items():
            if name in self.removed:
                continue
            answer = f'"done-letter-{name}"' if name in self.done else ""
            out.append(f'[[deadline]]\nid = "letter-{name}"\ntitle = "{_title(name)}"\ndate = {day}\nduty = "party"\n')
            out.append(f"done = [{answer}]\nconfidential = {'true' if name == 'b' else 'false'}\n")
            out.append('owner = "deputy"\n' if name == "c" else "")
        for name in self.waived - self.removed:
            out.append(f'[[override]]\non = "deadline:letter-{name}"\nwaived = true\nreason = "no"\n')
        return "".join(out)

    def is_open(self, name: str) -> bool:
        return name not in {*self.done} | self.waived | self.removed

    def lead(self, name: str, today: date) -> tuple[str, str] | None:
        """The lead that is true of a letter for its owner: the nearest that has come, while it is open."""
        left = (self.days[name] - today).days
        come = [n for n in LEADS if n >= left >= 0]
        return (str(self.days[name]), str(min(come))) if self.is_open(name) and come else None

    def hands_on(self, name: str, today: date) -> bool:
        """Whether the deputy is told of a letter of the owner: its end is near or past, and nobody has it in hand."""
        left, day = (self.days[name] - today).days, self.days[name]
        stages = ("before", "after") if left >= 0 else ("after",)
        return self.is_open(name) and left <= BEFORE and not any((name, day, s) in self.in_hand for s in stages)


def _title(name: str) -> str:
    return f"{'Hidden' if name == 'b' else 'Plain'} letter {name}"


def check_words(message) -> None:
    """Nothing of what is confidential is in any part of what the deputy gets; the owner reads it as it is."""
    parts = [
        message.subject,
        message.text,
        message.html,
        (message.calendar or b"").decode("utf-8").replace("\r\n ", ""),
    ]
    whole = "\n".join([*parts, json.dumps(message.data, default=str)])
    if message.recipient.id == "berik":
        assert [word for word in SECRET if word in whole] == []


def check_key(model: Model, whom: str, key: str, today: date) -> None:
    """What is told is true of whoever is told it on that day."""
    id, day, lead = key.removesuffix("|alone").rsplit("|", 2)
    name = id.rpartition("letter-")[2]
    if not id.startswith("kz-y#deadline:letter-") or lead.startswith(("moved", "gone")):
        return
    assert model.is_open(name), "moot"
    if OWNER[name] == whom and lead.isdigit():
        assert model.lead(name, today) == (day, lead), "moot"
    elif OWNER[name] == whom:
        assert lead.startswith("missed") and (name, model.days[name], "after") not in model.in_hand, "in hand"
    else:
        assert whom == "berik" and model.hands_on(name, today), "the deputy has nothing to do with it"
        assert lead in ("deputy", "0") or lead.startswith("missed")


def check_told(model: Model, told: set[tuple[str, str]], today: date) -> None:
    """What was true on a day on which the machine ran is told by its end."""
    for name, owner in OWNER.items():
        lead = model.lead(name, today)
        if lead is not None:
            assert (owner, f"kz-y#deadline:letter-{name}|{lead[0]}|{lead[1]}") in told, "true, and not told"
        if owner == "aigul" and model.hands_on(name, today):
            last = "deputy" if model.days[name] >= today else "missed"
            keys = {key for whom, key in told if whom == "berik"}
            mine = f"kz-y#deadline:letter-{name}|{model.days[name]}|{last}"
            assert any(key.startswith(mine) for key in keys), "the deputy was not told"


def live(office, seed: int, length: int) -> dict[str, int]:
    """So many days; how many mornings there were, how many notices each was told, how many of them as the deputy."""
    random = Random(seed)
    today = first = FIRST[seed % 3]
    model, law = Model(random, first), office.law
    office.settings = settings_of(recipients=PEOPLE, deputy_before=BEFORE)
    crashed, heard = set[tuple[str, str]](), set[tuple[str, str]]()
    mornings = 0
    while (today - first).days < length:
        for _ in range(random.choice((0, 0, 0, 1, 2))):
            model.edit(today)
        if taken := model.take_in_hand(today):
            office.ledger().append([taken])
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
        ledger = office.ledger()
        for message in office.post.given[before:]:
            check_words(message)
            assert {i["status"] for i in message.data["items"]}.isdisjoint({"met", "waived", "superseded"}), "moot"
            for key in ledger.begun[message.key].keys:
                mine = (message.recipient.id, key)
                check_key(model, *mine, today)
                assert mine not in heard or mine in crashed, "told twice without a crash"
                heard.add(mine)
                crashed.update({mine} if is_ill else ())
        if not is_ill:
            check_told(model, {(whom, key) for key, whom, _ in ledger.sent}, today)
        today += timedelta(days=random.choice((1, 1, 1, 1, 1, 2, 9)))
    found = {whom: sum(w == whom for w, _ in heard) for whom in PEOPLE}
    as_deputy = sum(whom == "berik" and key.endswith("|deputy") for whom, key in heard)
    return {"mornings": mornings, **found, "as deputy": as_deputy, "in hand": len(model.in_hand)}


@pytest.mark.parametrize("seed", range(3))
def test_each_true_lead_is_told_at_least_once_none_twice_without_a_crash_none_when_moot(office, seed):
    found = live(office, seed, 160)
    assert found["mornings"] > 50 and min(found["aigul"], found["berik"]) > 10
    assert found["as deputy"] > 0 and found["in hand"] > 0


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
        live(Office(root / "cases", law), seed, 366)
    finally:
        os.environ.pop("XDG_STATE_HOME")
        if before is not None:
            os.environ["XDG_STATE_HOME"] = before
