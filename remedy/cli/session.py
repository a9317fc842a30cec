"""What one command works with: the folder, the law, the day, the language, and where its words go.

The only place that looks at the clock, the environment and the terminal. stdout is data; stderr is for people.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from remedy.case import dates
from remedy.case.check import double as check_double
from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.case.team import Team
from remedy.case.vocabulary import Vocabulary
from remedy.cli import lookup
from remedy.cli.exit_codes import ExitCode
from remedy.cli.streams import write as write
from remedy.cli.words import language_of, wants_iso
from remedy.law.answer import Assessment, Item
from remedy.law.calendar import WEEKENDS
from remedy.law.law import Law
from remedy.store import cases as stored
from remedy.store import files, settings
from remedy.store.desk import Desk
from remedy.views import i18n
from remedy.views.complaints import complaint, sentence
from remedy.views.i18n import _
from remedy.views.text import Paint, clean, day_said


class Usage(Exception):
    """A word on the command line that fits nothing, or several things: exit 2. `lines` say more, one a line."""

    code: int = ExitCode.USAGE

    def __init__(self, message: str, lines: str = "") -> None:
        super().__init__(message)
        self.lines = lines


class Broken(Usage):
    """The one file that was asked for cannot be used: exit 3, with its problems."""

    code = ExitCode.INCOMPLETE


class Session:
    """One run of one command."""

    def __init__(
        self,
        cases: str | None = None,
        as_of: str | None = None,
        format: str | None = None,
        lang: str | None = None,
        packs: list[str] | None = None,
        no_color: bool = False,
        quiet: bool = False,
        include_confidential: bool = False,
    ) -> None:
        self._cases, self._as_of = cases, as_of
        self.json = format == "json"
        self._lang, self._packs, self._no_color = lang, packs or [], no_color
        self.quiet, self.include_confidential = quiet, include_confidential
        self.code = 0
        self.problems: list[Problem] = []

    # Where and when

    @cached_property
    def root(self) -> Path:
        """The cases folder."""
        found = files.find_root(self._cases, os.environ.get("REMEDY_CASES"), Path.cwd())
        if found is None:
            raise Usage(_("no folder of cases here or above: name one with --cases DIR, or set REMEDY_CASES"))
        try:
            is_there = found.is_dir()
        except OSError as error:
            said = _("{path} cannot be opened: {why}; make its folder readable")
            raise Broken(said.format(path=found, why=complaint(error.strerror or str(error)))) from None
        if not is_there:
            raise Usage(_("{path} is no folder: name the folder of case files with --cases DIR").format(path=found))
        return found

    @property
    def named_root(self) -> str | None:
        """The cases folder as it was named on the command line."""
        return self._cases

    def would_find(self, folder: Path) -> bool:
        """Whether a command typed here, without `--cases`, works at that folder of cases."""
        found = files.find_root(None, os.environ.get("REMEDY_CASES"), Path.cwd())
        return found is not None and found.resolve() == folder.resolve()

    @cached_property
    def stated_day(self) -> date | None:
        """The day of `--as-of`."""
        if self._as_of is None:
            return None
        try:
            found = dates.typed(self._as_of).exact
        except dates.BadDate as error:
            raise Usage(f"--as-of: {error}; {error.fix}") from None
        if found is None:
            said = _('--as-of: "{text}" is not one day; write a day such as 2021-03-12')
            raise Usage(said.format(text=self._as_of))
        return found

    def day_for(self, case: Case) -> date:
        """The stated day, else today in the zone of the case or of its first pack."""
        return self.desk.day_for(case)

    @property
    def today(self) -> date:
        """The stated day, else today where the machine stands."""
        return self.stated_day or self.now.date()

    @property
    def now(self) -> datetime:
        """The moment, with the machine's own zone."""
        return datetime.now().astimezone()

    # What is read

    @cached_property
    def folders(self) -> list[Path]:
        """Further folders of law, named by the user."""
        out = []
        for name in self._packs:
            folder = Path(name)
            if not folder.is_dir():
                raise Usage(_("--packs: {name} is no folder").format(name=name))
            out.append(folder)
        return out

    @cached_property
    def law(self) -> Law:
        """All law at hand."""
        from remedy.store import law as stored_law

        law, problems = stored_law.load(self.folders)
        self.note(problems)
        i18n.name(law)
        return law

    @cached_property
    def team(self) -> Team:
        """How the team works: its settings beside the cases; what is wrong with them is noted."""
        from remedy.case import team

        path = files.team_file(self.root)
        if path is None:
            return team.Team()
        source, problem = files.read(path, files.SETTINGS)
        found, problems = team.read(source) if source is not None else (team.Team(), [problem] if problem else [])
        self.note(problems)
        return found

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The words of events."""
        return self.law.vocabulary

    @cached_property
    def case_files(self) -> list[stored.CaseFile]:
        """All files of the folder."""
        return stored.load(self.root, self.vocabulary)

    @cached_property
    def desk(self) -> Desk:
        """The folder with its law, settings and clock."""
        return Desk(self.root, lambda: self.law, lambda: self.team, today_in, self.stated_day, self.folders)

    def assess(self, file: stored.CaseFile, *, detail: bool = True) -> Assessment:
        """One case as of its day; its problems are noted."""
        if file.case is None or file.source is None:
            self.note(file.problems)
            raise Broken(_("{file} cannot be used").format(file=file.name))
        answer = self.desk.assess(file, detail=detail)
        self.note(self.shown(answer.problems, file.case))
        return answer

    def shown(self, problems: list[Problem], *cases: Case) -> list[Problem]:
        """The problems of a file, masked where no person looks, if it holds secrets in any of its states."""
        if not self.hides or not problems:
            return problems
        from remedy.views import mask

        for case in cases:
            problems = mask.problems_of(problems, case)
        return problems

    def readable(self, *, closed: bool = True) -> Iterator[stored.CaseFile]:
        """Every file that can be used, one at a time; problems of the others are noted.

        Without `closed`, cases that are closed on their day are left out.
        """
        ids: dict[str, str] = {}
        for path in files.case_files(self.root):
            file = stored.load_one(path, self.root, self.vocabulary)
            if file.case is None or file.source is None:
                self.note(file.problems)
                continue
            self.note(check_double(file.case, file.source, ids))
            if not closed and file.case.is_closed_on(self.day_for(file.case)):
                self.note(self.shown(self.desk.errors(file), file.case))
                continue
            yield file

    def assessments(self, *, detail: bool = False, closed: bool = True) -> Iterator[tuple[Case, Assessment]]:
        """Every case that can be used, assessed, one at a time and then forgotten."""
        for file in self.readable(closed=closed):
            if file.case is not None:
                yield file.case, self.assess(file, detail=detail)

    def note(self, problems: Iterable[Problem]) -> None:
        """Keeps problems for the head of the answer; errors make the exit code 3."""
        for problem in problems:
            if problem not in self.problems:
                self.problems.append(problem)
            if problem.level == "error":
                self.code = 3

    def case_named(self, name: str) -> stored.CaseFile:
        """The case of that id, or of that unique part of an id. Raises Usage."""
        fitting, message = lookup.matching(self, name)
        if len(fitting) == 1:
            return fitting[0]
        lost = [] if fitting else lookup.broken(self.case_files, name)
        if lost:
            self.note(p for f in lost for p in f.problems)
            raise Broken(_("{file} cannot be used").format(file=lost[0].name))
        raise Usage(message)

    def file_named(self, name: str) -> stored.CaseFile:
        """The file of a case, one that cannot be used included. Raises Usage."""
        try:
            return self.case_named(name)
        except Broken:
            self.code, self.problems = 0, []
            return lookup.broken(self.case_files, name)[0]

    def asked(self, name: str) -> Assessment:
        """The assessment of the case that a command is about, masked where no person looks."""
        file = self.case_named(name)
        answer = self.assess(file)
        if self.masks and file.case is not None:
            from remedy.views import mask

            return mask.mask(answer, file.case)
        return answer

    def masked_case(self, name: str) -> Case:
        """The case itself, masked likewise."""
        from remedy.views import mask

        case = self.case_named(name).case
        if case is None:
            raise Usage(_("{file} cannot be used").format(file=name))
        return mask.mask_case(case) if self.masks else case

    def marks(self, rule: str) -> Callable[[date], str | None]:
        """What each day is in the calendar of a rule's pack: weekend, holiday, worked."""
        pack = self.law.packs.get(rule.rpartition(".")[0])
        calendar = self.law.calendars.get(pack.calendar if pack else "") or WEEKENDS
        return calendar.mark

    def item_named(self, answer: Assessment, name: str) -> Item:
        """The item of an id as `due` prints it, the case's and the pack's prefix optional. Raises Usage."""
        tails = {i.id.partition("#")[2]: i for i in answer.items}
        name = name.partition("#")[2] if "#" in name else name
        fitting = [t for t in tails if t == name]
        fitting = fitting or [t for t in tails if t.partition(".")[2] == name]
        fitting = fitting or [
            t for t in tails if t.partition(".")[2].partition("/")[0] == name or t.partition("/")[0] == name
        ]
        fitting = fitting or [t for t in tails if name.lower() in t.lower()]
        if len(fitting) == 1:
            return tails[fitting[0]]
        if fitting:
            several = _('"{name}" fits several: {names}')
            raise Usage(several.format(name=name, names=", ".join(sorted(fitting))))
        said = _('{case} has nothing named "{name}" as of {day}; {cure}')
        cure = lookup.nearest_words(name, tails)
        raise Usage(said.format(case=answer.case, name=name, day=day_said(answer.as_of), cure=cure))

    # Where words go

    @cached_property
    def settings(self) -> settings.Settings:
        """The user's own."""
        return settings.mine()

    @cached_property
    def lang(self) -> str:
        """The language of titles."""
        return language_of(self._lang, os.environ, self.settings.lang)

    @property
    def stated_lang(self) -> str | None:
        """The language of `--lang` or of REMEDY_LANG; None where the settings or the locale gave it."""
        named = self._lang or os.environ.get("REMEDY_LANG", "")[:2].lower()
        return language_of(named, {}) if named else None

    @property
    def writes_iso(self) -> bool:
        """Whether the user wants the days that people read in ISO."""
        return wants_iso(os.environ, self.settings.dates)

    def speak(self) -> None:
        """Chooses the language of all words, for JSON English, and how days are written; says what is wrong in the
        settings."""
        wanted = "en" if self.json else self.lang
        if i18n.language() != wanted:
            i18n.use(wanted)
        i18n.write_days(iso=self.json or self.writes_iso)
        for problem in self.settings.problems:
            write(sys.stderr, f"remedy: {sentence(problem)}\n")

    @property
    def is_terminal(self) -> bool:
        """Whether a person looks at stdout."""
        return sys.stdout.isatty()

    @property
    def paint(self) -> Paint:
        """Colours on a terminal only."""
        dumb = os.environ.get("TERM") == "dumb"
        return Paint(self.is_terminal and not self._no_color and not os.environ.get("NO_COLOR") and not dumb)

    @property
    def width(self) -> int:
        """Columns: the terminal's, COLUMNS, else 100; never below 80, never over 120."""
        return max(80, min(120, shutil.get_terminal_size((100, 40)).columns))

    @property
    def masks(self) -> bool:
        """Whether confidential entries are masked: wherever no person at a terminal looks."""
        return not self.include_confidential and not (self.is_terminal and not self.json)

    @property
    def hides(self) -> bool:
        """Whether words on stderr may reach something else than a person at a terminal."""
        return not self.include_confidential and (self.masks or not sys.stderr.isatty())

    def show(self, lines: Iterable[str]) -> None:
        """Prints lines of text."""
        for line in lines:
            write(sys.stdout, f"{line}\n")

    def answer(self, record: Any) -> None:
        """Prints an answer as JSON."""
        from remedy.views.answers import encode

        write(sys.stdout, encode(record))

    def complain(self, message: str) -> None:
        """One plain line on stderr."""
        write(sys.stderr, f"remedy: {complaint(message)}\n")

    def tell(self, message: str) -> None:
        """One plain line on stderr that complains of nothing; none with `-q`."""
        if not self.quiet:
            write(sys.stderr, f"{complaint(message)}\n")

    def say_lines(self, lines: str) -> None:
        """Further lines on stderr: the problems of an edit, or what may be written by hand."""
        for line in lines.splitlines():
            write(sys.stderr, f"    {clean(line)}\n")

    def say_problems(self) -> None:
        """The problems, on stderr, where the answer itself does not hold them; nothing with `-q`."""
        for problem in () if self.quiet else self.problems:
            if problem.level == "error":
                write(sys.stderr, f"{sentence(problem)}\n")


def today_in(zone: str) -> date:
    """Today's day in a zone; in UTC where the zone is not known."""
    from zoneinfo import ZoneInfo

    try:
        return datetime.now(ZoneInfo(zone)).date()
    except (KeyError, ValueError, OSError):
        return datetime.now(ZoneInfo("UTC")).date()
