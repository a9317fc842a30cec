"""What `remedy doctor` does: it reads what there is, and has each topic looked at. It sends and writes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from remedy.cli import completion, scheduling
from remedy.cli.reminding import Reminding
from remedy.cli.session import Session, Usage
from remedy.remind.health import cases, machine, people, runs
from remedy.remind.health.around import Around, found
from remedy.store import files, kept
from remedy.store import settings as own
from remedy.views.complaints import complaint
from remedy.views.doctor import DoctorAnswer, Finding
from remedy.views.i18n import _

LOOKS = (people.settings, people.people, runs.reminders, cases.cases, cases.law, cases.holidays)
"""What is looked at of a folder of cases."""


def answer(session: Session, *, privacy: bool) -> DoctorAnswer:
    """All findings, and the files outside where they were asked for."""
    root, findings = _root(session)
    findings = [machine.program(), *findings]
    if root is not None:
        findings += _of_folder(session, root)
    findings += [*machine.zones(), *machine.parts(), *machine.terminal(session.width)]
    outside = [*kept.outside(root), *kept.completions(completion.places())] if privacy else []
    findings += machine.open_to_others(outside)
    return DoctorAnswer(
        attention=sum(f.level == "attention" for f in findings),
        findings=findings,
        files=list(machine.shown(outside)) if privacy else None,
    )


def _root(session: Session) -> tuple[Path | None, list[Finding]]:
    """The folder of cases, where there is one, and what is said of it."""
    try:
        root = session.root
    except Usage as error:
        return None, [found("cases", "attention", complaint(str(error)), "remedy init")]
    return root, [found("cases", "ok", _("the folder of cases: {path}").format(path=root.absolute()))]


def _of_folder(session: Session, root: Path) -> Iterator[Finding]:
    around = _read(session, root)
    for look in LOOKS:
        yield from look(around)
    yield from machine.repository(root)


def _read(session: Session, root: Path) -> Around:
    """All that the topics look at."""
    reminding = Reminding(session)
    settings, team = reminding.settings, session.team
    assessed = tuple(session.assessments(closed=False))
    of_team = [p for p in session.problems if p.file == files.SETTINGS]
    return Around(
        root=root,
        now=session.now,
        today=session.today,
        masks=session.masks,
        settings=settings,
        team=team,
        law=session.law,
        job=scheduling.job_of(session),
        of_settings=tuple(dict.fromkeys([*of_team, *reminding.problems, *own.problems()])),
        of_cases=tuple(p for p in session.problems if p.level == "error" and p.file != files.SETTINGS),
        files=tuple(file.name for file in session.case_files),
        assessed=assessed,
    )
