"""All that was read of a folder of cases and around it, and how a finding is made of it. No module here prints."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import msgspec

from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.case.team import Team
from remedy.law.answer import Assessment
from remedy.law.law import Law
from remedy.remind.schedule import Job
from remedy.remind.settings import Settings
from remedy.views.complaints import complaint
from remedy.views.doctor import Finding


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """One look at a folder of cases."""

    root: Path
    now: datetime
    today: date
    masks: bool
    """Whether names of what is confidential may not be read."""
    settings: Settings
    team: Team
    law: Law
    job: Job
    """What a daily schedule runs for this folder."""
    of_settings: tuple[Problem, ...]
    """What is wrong with the settings, of the team and one's own."""
    of_cases: tuple[Problem, ...]
    """The errors of cases and law."""
    files: tuple[str, ...]
    """The names of the case files."""
    assessed: tuple[tuple[Case, Assessment], ...]
    """Every open case with its answer."""


def found(topic: str, level: str, text: str, fix: str = "") -> Finding:
    """One finding; `level` is ok, note or attention."""
    return Finding(topic=topic, level=level, text=text, fix=fix)


def reproach(topic: str, problem: Problem) -> Finding:
    """A problem of a file as a finding."""
    where = f"{problem.file}:{problem.line}" + (f" {problem.key}" if problem.key else "")
    return found(topic, "attention", f"{where}: {complaint(problem.message)}", complaint(problem.fix))


def few(names: list[str]) -> str:
    """Some names, and how many more there are."""
    shown = list(dict.fromkeys(names))
    more = f", … ({len(shown)})" if len(shown) > 5 else ""
    return ", ".join(shown[:5]) + more
