"""What `remedy remind install` and `uninstall` do, in order: the texts, shown; the question; only then the system."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from remedy.case.problems import NotMade
from remedy.cli.consent import agreed
from remedy.cli.exit_codes import ExitCode
from remedy.cli.session import Session, Usage
from remedy.remind import schedule
from remedy.remind.schedule import Job
from remedy.store import schedules
from remedy.views.i18n import _
from remedy.views.scheduling import ScheduleAnswer, Written, shown

CRONTAB = "crontab"
"""How the user's crontab is named to a person."""


def job_of(session: Session, at: str = "07:30") -> Job:
    """What is to run for the folder of a session. Raises Usage."""
    try:
        hour, minute = schedule.time_of(at)
    except ValueError:
        raise Usage(_('--at: "{text}" is no time of day; write one such as 07:30').format(text=at)) from None
    folder = str(_folder(session).resolve())
    packs = [word for f in session.folders for word in ("--packs", str(f.absolute()))]
    lang, env = _language(session)
    command = (*schedules.program(), "remind", "--cases", folder, *packs, *lang)
    return Job(command=command, folder=folder, hour=hour, minute=minute, env={**schedules.environment(), **env})


def _language(session: Session) -> tuple[list[str], dict[str, str]]:
    """The words and variables by which the schedule speaks the language of now: the settings say theirs each day, a
    word on the command line is repeated, and the locale, which a schedule has not, comes along."""
    stated, own = session.stated_lang, session.settings.lang
    if stated is not None:
        return ([] if stated == "en" == (own or "en") else ["--lang", stated]), {}
    return [], {"LANG": session.lang} if own is None and session.lang != "en" else {}


def _folder(session: Session) -> Path:
    """The folder of cases; one that was named and is gone has its schedule taken back all the same."""
    named = session.named_root
    return Path(named) if named and not Path(named).exists() else session.root


def units_of(job: Job) -> dict[Path, str]:
    """The units of a job, by where they belong. Raises NotMade."""
    folder = schedules.unit_folder()
    texts = {"service": schedule.service(job), "timer": schedule.timer(job)}
    return {folder / f"{job.unit}.{kind}": text for kind, text in texts.items()}


class _Plan:
    """What is to change, how, and what there is to say of it."""

    def __init__(self) -> None:
        self.changes: list[Written] = []
        self.steps: list[Callable[[], list[str]]] = []
        """Each does one thing and gives the commands that remain to be run by hand."""
        self.notes: list[str] = []


def install(session: Session, kind: str, at: str, *, yes: bool, dry_run: bool) -> int:
    """Puts a timer or a crontab line there; what is there already is left."""
    job, plan = job_of(session, at), _Plan()
    session.root  # noqa: B018 - a folder that is not there is refused
    (_add_units if kind == "systemd" else _add_cron)(job, plan)
    return _carry_out(session, plan, _("Write this?"), yes=yes, dry_run=dry_run)


def uninstall(session: Session, kind: str | None, *, yes: bool, dry_run: bool) -> int:
    """Takes the timer or the line of this folder back."""
    job, plan = job_of(session), _Plan()
    if kind != "cron":
        _drop_units(job, plan)
    if kind == "cron" or (kind is None and schedules.has_cron()):
        _drop_cron(job, plan)
    if not plan.changes:
        plan.notes.append(_("there is none for {folder}: nothing to take back").format(folder=job.folder))
    return _carry_out(session, plan, _("Take this away?"), yes=yes, dry_run=dry_run)


def _carry_out(session: Session, plan: _Plan, question: str, *, yes: bool, dry_run: bool) -> int:
    """Shows, asks and does. The exit code."""
    if not session.json:
        session.show(shown(plan.changes, session.width, session.paint))
    is_new = any(change.sign != "=" for change in plan.changes)
    answer = ScheduleAnswer(done=not is_new, changes=plan.changes, commands=[], notes=plan.notes)
    code = int(ExitCode.DONE)
    if dry_run:
        session.tell(_("not written: --dry-run"))
    elif is_new and not agreed(session, question, yes=yes):
        code = ExitCode.NO
    else:
        answer.commands = [command for step in plan.steps for command in step()]
        answer.done = True
        if answer.commands:
            code = ExitCode.UNSENT
    if session.json:
        session.answer(answer)
        return code
    if answer.commands:
        session.complain(_("this remains to be run by hand:"))
        session.say_lines("\n".join(answer.commands))
    for note in plan.notes:
        session.tell(note)
    return code


# systemd


def _add_units(job: Job, plan: _Plan) -> None:
    units = units_of(job)
    fresh: dict[Path, str] = {}
    seen: dict[Path, str | None] = {}
    for path, text in units.items():
        before = seen[path] = schedules.read_unit(path)
        if before is not None and not schedule.is_ours(before):
            raise NotMade(_("{path} is not remedy's own: nothing was written").format(path=path))
        if before not in (None, text):
            plan.changes.append(Written(place=str(path), lines=(before or "").splitlines(), sign="-"))
        if before != text:
            fresh[path] = text
        plan.changes.append(Written(place=str(path), lines=text.splitlines(), sign="=" if before == text else "+"))
    plan.steps.append(lambda: _write_units(job, fresh, seen))
    plan.notes.append(_("it runs while you are logged in; to run always: {command}").format(
        command="loginctl enable-linger"))  # fmt: skip
    plan.notes.append(_("what it said: {command}").format(command=f"journalctl --user -u {job.unit}"))


def _write_units(job: Job, fresh: dict[Path, str], seen: Mapping[Path, str | None]) -> list[str]:
    """Writes what is not there yet and starts the timer. The commands that are left. Raises NotMade."""
    _still(seen)
    schedules.write_units(fresh)
    return _asked(["daemon-reload"], ["enable", "--now", f"{job.unit}.timer"])


def _still(seen: Mapping[Path, str | None]) -> None:
    """Raises NotMade where a unit is another than the one that was shown: somebody has put it there meanwhile."""
    for path, before in seen.items():
        if schedules.read_unit(path) != before:
            raise NotMade(_("{path} was changed meanwhile: nothing was written; try again").format(path=path))


def _asked(*orders: list[str]) -> list[str]:
    """Gives systemd its orders; from the first that it refuses on, the commands to be run by hand."""
    for n, words in enumerate(orders):
        if not schedules.has_systemctl() or schedules.systemctl(*words):
            return [" ".join(["systemctl", "--user", *left]) for left in orders[n:]]
    return []


def _drop_units(job: Job, plan: _Plan) -> None:
    seen: dict[Path, str | None] = {}
    for kind in ("service", "timer"):
        path = schedules.unit_folder() / f"{job.unit}.{kind}"
        before = schedules.read_unit(path)
        if before is not None and schedule.is_ours(before):
            seen[path] = before
            plan.changes.append(Written(place=str(path), lines=before.splitlines(), sign="-"))
    if seen:
        plan.steps.append(lambda: _remove_units(job, seen))


def _remove_units(job: Job, seen: Mapping[Path, str | None]) -> list[str]:
    _still(seen)
    is_stopped = not _asked(["disable", "--now", f"{job.unit}.timer"])
    schedules.remove_units([*seen, schedules.unit_folder() / "timers.target.wants" / f"{job.unit}.timer"])
    return _asked(*(() if is_stopped else (["stop", f"{job.unit}.timer"],)), ["daemon-reload"])


# cron


def _add_cron(job: Job, plan: _Plan) -> None:
    before = schedules.read_crontab()
    after = schedule.with_block(before, job)
    there = schedule.without(before, job)[1]
    lines = schedule.without(after, job)[1]
    if after == before:
        plan.changes.append(Written(place=CRONTAB, lines=lines, sign="="))
    else:
        if there:
            plan.changes.append(Written(place=CRONTAB, lines=there, sign="-"))
        plan.changes.append(Written(place=CRONTAB, lines=lines, sign="+"))
        plan.steps.append(lambda: _write_cron(job, before, there, lambda now: schedule.with_block(now, job)))
    mail = schedule.mail_to(before)
    if mail == "":
        plan.notes.append(_('MAILTO="" in the crontab: cron throws away what is printed; channels still send'))
    else:
        to = mail or _("your mailbox on this machine")
        plan.notes.append(_("cron mails what is printed to {to}; MAILTO=… in the crontab says another").format(to=to))
    plan.notes.append(_("cron does not make up for what a machine slept through; the next run tells it"))


def _drop_cron(job: Job, plan: _Plan) -> None:
    before = schedules.read_crontab()
    there = schedule.without(before, job)[1]
    if there:
        plan.changes.append(Written(place=CRONTAB, lines=there, sign="-"))
        plan.steps.append(lambda: _write_cron(job, before, there, lambda now: schedule.without(now, job)[0]))


def _write_cron(job: Job, shown: str, there: list[str], change: Callable[[str], str]) -> list[str]:
    """Changes the crontab as it is now: what was added to it while the question stood stays. Raises NotMade where the
    lines that were shown are others now."""
    now = schedules.read_crontab()
    if now != shown and schedule.without(now, job)[1] != there:
        raise NotMade(_("the lines of remedy in the crontab were changed meanwhile: nothing was written; try again"))
    after = change(now)
    if after != now:
        schedules.write_crontab(after)
    return []
