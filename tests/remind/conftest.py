"""A folder of cases of which people are reminded day by day: the ledger is real, the channel keeps what it gets."""

from __future__ import annotations

import contextlib
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from remedy.case.read import read
from remedy.case.source import Source
from remedy.case.team import Team
from remedy.law.assess import assess
from remedy.remind.ledger import Ledger
from remedy.remind.line import Behind
from remedy.remind.message import Unknown, Unsent
from remedy.remind.plan import Planner
from remedy.remind.run import Run
from remedy.remind.settings import Channel, Recipient, Settings


def settings_of(**values):
    """Settings in which `exec` is a channel."""
    return Settings(channels={"exec": Channel(id="exec", type="exec", program=("tell",))}, **values)


class Killed(BaseException):
    """The process dies here."""


class Post:
    """A channel that keeps what it was given; `failing` says how the next messages end."""

    def __init__(self):
        self.given = []
        self.failing = None

    @contextlib.contextmanager
    def open(self, channel):
        if self.failing == "closed":
            raise Unsent("no connection")
        yield self

    def send(self, message):
        if self.failing == "unsent":
            raise Unsent("refused")
        if self.failing == "killed before":
            raise Killed
        self.given.append(message)
        if self.failing == "unknown":
            raise Unknown("the connection broke")
        if self.failing == "killed after":
            raise Killed


class Office:
    """The folder, its people and its days."""

    Killed = Killed

    def __init__(self, root: Path, law) -> None:
        self.root, self.law, self.post = root, law, Post()
        self.texts: dict[str, str] = {}
        self.team = Team()
        self.settings = settings_of(recipients={"aigul": Recipient(id="aigul", channels=("exec",))})
        self.only = None

    def write(self, text: str, name: str = "a.toml") -> None:
        self.texts[name] = text

    def ledger(self) -> Ledger:
        return Ledger(self.root)

    def planned(self, day: date):
        planner = Planner(self.settings, self.team, self.ledger(), self.settings.recipients_or_me(), self.only)
        here, broken = set(), False
        for name, text in self.texts.items():
            case, problems = read(Source(name, text), self.law.vocabulary)
            errors = [p for p in problems if p.level == "error"]
            if case is None:
                broken = True
                for problem in errors:
                    planner.problem(problem, day)
                continue
            here.add(case.id)
            if not case.is_closed_on(day):
                answer = assess(case, self.law, day, errors, team=self.team, detail=False)
                again = partial(self._again, case, day)
                planner.add(case, answer, Behind(case, case.zone or "Asia/Almaty", again))
        planner.absent(lambda: None if broken else here, day)
        return planner, planner.plan()

    def _again(self, case, day: date):
        return case, assess(case, self.law, day, team=self.team)

    def run(self, day: date, at: str = "T07:00:00+00:00"):
        """One morning: what was told, as (kind, lead) by id."""
        planner, plan = self.planned(day)
        run = Run(planner.ledger, self.settings, self.law, "en", self.post.open, lambda: f"{day}{at}")
        before = len(self.post.given)
        run.begin(plan)
        self.outcomes = run.send(plan)
        return self.post.given[before:]

    def told(self, day: date) -> list[str]:
        """The leads told on one morning, without the copies that go alone."""
        return [n["lead"] for m in self.run(day) if len(m.data["notices"]) != 0 for n in m.data["notices"]]


@pytest.fixture
def office(tmp_path, monkeypatch, law):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    root = tmp_path / "cases"
    root.mkdir()
    return Office(root, law)
