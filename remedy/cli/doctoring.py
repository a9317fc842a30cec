"""What `remedy doctor` looks at, topic by topic. It reads, asks git and the system, and sends and writes nothing."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

import remedy
from remedy.case.model import Case
from remedy.case.problems import NotMade, Problem
from remedy.case.shell import shell_word
from remedy.cli import completion, scheduling
from remedy.cli.reminding import Reminding
from remedy.cli.session import Session, Usage
from remedy.law import coverage
from remedy.law.answer import Assessment
from remedy.remind import ledger, schedule
from remedy.remind.reach import Lack, lacking, uncovered
from remedy.store import files, git, kept, outside, schedules, surroundings
from remedy.store import settings as own
from remedy.views import mask
from remedy.views.codes import coded
from remedy.views.complaints import complaint
from remedy.views.doctor import HOLDS, DoctorAnswer, Finding, KeptFile
from remedy.views.i18n import _, ngettext
from remedy.views.text import day_said, moment_said

PATIENCE = timedelta(hours=25)
"""After so long without a run of the reminders something is wrong: they run every day."""


class Doctor:
    """One look at everything around the cases."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.findings: list[Finding] = []

    def answer(self, *, privacy: bool) -> DoctorAnswer:
        """All findings, and the files outside where they were asked for."""
        self._say("settings", "ok", f"remedy {remedy.__version__}, Python {sys.version.split()[0]}, {sys.platform}")
        root = self._root()
        looks = [self._settings, self._people, self._reminders, self._cases, self._law, self._holidays, self._git]
        for look in looks if root is not None else ():
            look()
        for look in (self._zones, self._parts, self._terminal):
            look()
        found = list(self._files(root)) if privacy else None
        attention = sum(f.level == "attention" for f in self.findings)
        return DoctorAnswer(attention=attention, findings=self.findings, files=found)

    def _say(self, topic: str, level: str, text: str, fix: str = "") -> None:
        self.findings.append(Finding(topic=topic, level=level, text=text, fix=fix))

    def _problem(self, topic: str, problem: Problem) -> None:
        where = f"{problem.file}:{problem.line}" + (f" {problem.key}" if problem.key else "")
        self._say(topic, "attention", f"{where}: {complaint(problem.message)}", complaint(problem.fix))

    def _root(self) -> Path | None:
        try:
            root = self.session.root
        except Usage as error:
            self._say("cases", "attention", complaint(str(error)), "remedy init")
            return None
        self._say("cases", "ok", _("the folder of cases: {path}").format(path=root.absolute()))
        return root

    # What is read once

    @cached_property
    def reminding(self) -> Reminding:
        """The settings of both files, as reminders use them."""
        found = Reminding(self.session)
        found.settings  # noqa: B018 - read so that what is wrong with it is kept
        return found

    @cached_property
    def assessed(self) -> list[tuple[Case, Assessment]]:
        """Every open case with its answer."""
        return list(self.session.assessments(closed=False))

    def _name(self, case: Case) -> str:
        return mask.alias_of(case) if self.session.masks and case.confidential else case.id

    # Topics

    def _settings(self) -> None:
        team = files.team_file(self.session.root)
        if team is None:
            self._say("settings", "note", _("no remedy.toml beside the cases: every setting is at its default"))
        else:
            self._say("settings", "ok", _("the team's settings: {path}").format(path=team))
        path = own.path()
        is_there = path.is_file()
        said = _("your own settings: {path}") if is_there else _("your own settings would be in {path}: there are none")
        self._say("settings", "ok" if is_there else "note", said.format(path=path))
        self.session.team  # noqa: B018 - read so that what is wrong with it is noted
        problems = [p for p in self.session.problems if p.file == files.SETTINGS]
        for problem in dict.fromkeys([*problems, *self.reminding.problems, *own.problems()]):
            self._problem("settings", problem)
        mode = surroundings.mode_of(path)
        if (
            mode is not None
            and mode & 0o077
            and any(c.url is not None and c.url.written for c in self.reminding.settings.channels.values())
        ):
            said = _("others may read {path}, and an address in it may hold a secret")
            self._say("settings", "attention", said.format(path=path), f"chmod 600 {shell_word(str(path))}")

    def _people(self) -> None:
        settings = self.reminding.settings
        if not settings.recipients:
            self._say("people", "note", _("nobody is set: reminders are printed for whoever runs remedy remind"))
        for recipient in settings.recipients.values():
            said = _("{who} by {ways}, the lines of {whose}")
            whose = ", ".join(recipient.owners) or _("everybody")
            ways = ", ".join(recipient.channels) or _("nothing")
            self._say("people", "ok", said.format(who=recipient.id, ways=ways, whose=whose))
        cases = [mask.mask_case(c) if self.session.masks else c for c, _answer in self.assessed]
        for owner, names in uncovered(settings, self.session.team, cases, mask.WORD).items():
            said = _('nobody is told the lines of "{owner}", which {cases} name')
            fix = _('add "{owner}" to the owners of a recipient').format(owner=owner)
            self._say("people", "attention", said.format(owner=owner, cases=_few(names)), fix)
        for lack in lacking(settings):
            self._lack(lack)

    def _lack(self, lack: Lack) -> None:
        """Says what a channel needs and is not here."""
        if lack.kind == "program" and not surroundings.has_program(lack.name):
            said = _("{channel} runs {name}, and there is no such program here")
            self._say(
                "people", "attention", said.format(channel=lack.channel, name=lack.name), _("give its whole path")
            )
        elif lack.kind == "variable" and not surroundings.has_variable(lack.name):
            said = _(
                "{channel} takes a secret from {name}, which is not set here; a timer has an environment of its own"
            )
            self._say("people", "attention", said.format(channel=lack.channel, name=lack.name))
        elif lack.kind == "part" and surroundings.version_of(lack.name) is None:
            said = _("{channel} needs {name}, which is not installed")
            fix = f'pip install "{surroundings.EXTRAS[lack.name]}"'
            self._say("people", "attention", said.format(channel=lack.channel, name=lack.name), fix)
        elif lack.kind == "file" and not Path(lack.name).expanduser().is_file():
            said = _("{channel} trusts the certificates of {name}, and there is no such file")
            self._say("people", "attention", said.format(channel=lack.channel, name=lack.name))

    def _reminders(self) -> None:
        job = scheduling.job_of(self.session)
        timer = schedules.unit_folder() / f"{job.unit}.timer"
        ways = [str(timer)] if timer.is_file() else []
        try:
            ways += ["crontab"] if schedules.has_cron() and schedule.without(schedules.read_crontab(), job)[1] else []
        except NotMade as error:
            self._say("reminders", "attention", complaint(str(error)))
        for way in ways:
            self._say("reminders", "ok", _("they run every day by {way}").format(way=way))
        last = self._last_run()
        if last is None:
            self._say("reminders", "attention" if ways else "note", _("they never ran for this folder"),
                      "remedy remind --dry-run" if ways else "remedy remind install systemd")  # fmt: skip
            return
        ago = self.session.now - last
        hours = max(0, int(ago.total_seconds() // 3600))
        said = _("they ran last at {when}, {ago} ago")
        said = said.format(when=moment_said(last), ago=ngettext("{n} hour", "{n} hours", hours))
        late = ago > PATIENCE
        fix = ("systemctl --user list-timers" if ways and ways[0] != "crontab" else "remedy remind") if late else ""
        self._say("reminders", "attention" if late else "ok", said, fix)

    def _last_run(self) -> datetime | None:
        """When reminders ran; None where they never did, or nobody can read when."""
        try:
            last = ledger.last_run(self.session.root)
            return datetime.fromisoformat(last).astimezone() if last is not None else None
        except NotMade as error:
            self._say("reminders", "attention", complaint(str(error)))
        except (ValueError, OverflowError):
            pass
        return None

    def _cases(self) -> None:
        open_, closed = len(self.assessed), len(self.session.case_files)
        said = ngettext("{n} open case", "{n} open cases", open_)
        self._say("cases", "ok", f"{said}; " + ngettext("{n} file", "{n} files", closed))
        names = {file.name for file in self.session.case_files}
        errors = [p for p in self.session.problems if p.level == "error"]
        for problem in errors:
            if problem.file not in names and problem.file != files.SETTINGS:
                self._problem("law", problem)
        wrong = {p.file for p in errors if p.file in names}
        if wrong:
            said = ngettext("{n} file has errors", "{n} files have errors", len(wrong))
            self._say("cases", "attention", said, "remedy check")

    def _law(self) -> None:
        used = {name for case, _answer in self.assessed for name in case.packs}
        for pack in self.session.law.packs.values():
            versions = [v for rule in pack.rules for v in rule.versions]
            weak = sum(v.status != "verified" for v in versions)
            read = day_said(pack.verified) if pack.verified is not None else _("never")
            said = _("{pack}: texts read {day}; {weak} of {all} versions not verified")
            text = said.format(pack=pack.id, day=read, weak=weak, all=len(versions))
            self._say(
                "law", "ok" if pack.id in used else "note", text + ("" if pack.id in used else _("; no open case"))
            )

    def _holidays(self) -> None:
        uses: dict[str, list[tuple[Case, Assessment]]] = {}
        for case, answer in self.assessed:
            packs = [self.session.law.packs[n] for n in case.packs if n in self.session.law.packs]
            for name in dict.fromkeys([case.calendar] if case.calendar else [p.calendar for p in packs]):
                if name in self.session.law.calendars:
                    uses.setdefault(name, []).append((case, answer))
        for name, cases in sorted(uses.items()):
            self._calendar(name, cases)

    def _calendar(self, name: str, cases: list[tuple[Case, Assessment]]) -> None:
        today, calendar = self.session.today, self.session.law.calendars[name]
        last = coverage.covered_from(calendar, today.year)
        fix = _("install a newer remedy, or put calendars/{name}.toml into a folder for --packs").format(name=name)
        if last is None:
            self._say("holidays", "attention", _("{name}: this year is not covered").format(name=name), fix)
        else:
            text = _("{name}: covered until {year}").format(name=name, year=last)
            weak = calendar.years[last].status
            self._say("holidays", "ok", text + ("" if weak == "verified" else f", {coded('standing', weak)}"))
        past = [self._name(case) for case, answer in cases if coverage.beyond(answer.items, last, today)]
        if past:
            said = _("{name}: open dates of {cases} lie beyond: they are provisional")
            self._say("holidays", "attention", said.format(name=name, cases=_few(past)), fix)

    def _zones(self) -> None:
        where, is_current = surroundings.zone_data()
        said = _("zone data: {where}").format(where=where)
        if is_current:
            self._say("zones", "ok", said)
            return
        late = _("it does not know that Almaty moved to +05 on 1 March 2024")
        fix = _("update the system's tzdata, or set PYTHONTZPATH to nothing: remedy brings its own")
        self._say("zones", "attention", f"{said}; {late}", fix)

    def _git(self) -> None:
        root = self.session.root
        if not git.is_there():
            self._say("git", "note", _("git is not installed: nothing keeps earlier versions of the cases"))
            return
        state = git.state(root)
        if state is None:
            fix = f"git init {shell_word(str(root.absolute()))}"
            self._say("git", "note", _("the folder is in no git: nothing keeps earlier versions of the cases"), fix)
            return
        ahead = "; " + ngettext("{n} commit not pushed", "{n} commits not pushed", state.ahead) if state.ahead else ""
        self._say("git", "ok", _("branch {name}").format(name=state.branch) + ahead)
        if state.changed:
            said = ngettext("{n} file is not committed", "{n} files are not committed", len(state.changed))
            self._say("git", "note", said)
        hook = git.hook(root, "pre-commit")
        if hook is None:
            fix = "docs/reminders-scheduling.md"
            self._say("git", "note", _("no pre-commit hook checks the cases before they are committed"), fix)
        else:
            self._say("git", "ok", _("a pre-commit hook: {path}").format(path=hook))

    def _parts(self) -> None:
        purposes = {
            "openpyxl": _("workbooks for remedy import"),
            "apprise": _("Telegram, Signal, Matrix and others for remedy remind"),
            "keyring": _("secrets of channels from the keyring"),
        }
        for part, name in surroundings.EXTRAS.items():
            version = surroundings.version_of(part)
            if version is not None:
                self._say("parts", "ok", f"{part} {version}: {purposes[part]}")
            else:
                said = _("{part} is not installed: {purpose}").format(part=part, purpose=purposes[part])
                self._say("parts", "note", said, f'pip install "{name}"')

    def _terminal(self) -> None:
        try:
            words = outside.editor_words(Path("x"), 1)
            self._say("terminal", "ok", _("editor: {program}").format(program=words[0]))
        except NotMade as error:
            is_set = surroundings.variable("VISUAL") or surroundings.variable("EDITOR")
            self._say("terminal", "note", complaint(str(error)) if is_set else _("no editor is known"), "EDITOR=nano")
        term = surroundings.variable("TERM") or _("not set")
        size = f"{self.session.width}, {sys.stdout.encoding}"
        self._say("terminal", "ok", _("TERM {term}; columns and encoding: {size}").format(term=term, size=size))
        self._say("terminal", "note", _("copying in the app goes through the terminal (OSC 52); within tmux it needs "
                                        "set-clipboard on"))  # fmt: skip

    # Files

    def _files(self, root: Path | None) -> Iterator[KeptFile]:
        found = [*kept.outside(root), *kept.completions(completion.places())]
        for file in found:
            if file.kind in ("trust", "reminders", "report", "state", "cache") and (file.mode or 0) & 0o077:
                said = _("others may read {path}").format(path=file.path)
                self._say("files", "attention", said, f"chmod 600 {shell_word(str(file.path))}")
            yield KeptFile(
                path=str(file.path),
                mode=f"{file.mode:04o}" if file.mode is not None else None,
                size=file.size,
                kind=file.kind,
                holds=HOLDS[file.kind],
                delete=_delete(file),
            )
        lines = kept.crontab_lines()
        if lines:
            yield KeptFile(
                path="crontab",
                mode=None,
                size=sum(len(line) + 1 for line in lines),
                kind="schedule",
                holds=HOLDS["schedule"],
                delete="remedy remind uninstall cron",
            )


def _delete(file: kept.Kept) -> str:
    """The command that takes a file away."""
    if file.kind == "schedule":
        return f"systemctl --user disable --now {shell_word(file.path.stem)}.timer; rm {shell_word(str(file.path))}"
    return f"rm {shell_word(str(file.path))}"


def _few(names: list[str]) -> str:
    """Some names, and how many more there are."""
    shown = list(dict.fromkeys(names))
    more = f", … ({len(shown)})" if len(shown) > 5 else ""
    return ", ".join(shown[:5]) + more
