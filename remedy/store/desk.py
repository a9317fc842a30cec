"""The folder of cases as one works at it: files read, assessed as of a day, edited by proved drafts, saved.

The app of the terminal and every command that writes go through it. It holds no answer itself: whoever asks keeps it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from remedy.case.problems import NotMade, Problem

if TYPE_CHECKING:  # the app paints before it reads: what reading needs is imported where it is used
    from remedy.case.model import Case
    from remedy.case.source import Source
    from remedy.case.team import Team
    from remedy.case.vocabulary import Vocabulary
    from remedy.law.answer import Assessment
    from remedy.law.law import Law
    from remedy.law.moves import Shift
    from remedy.store.cases import CaseFile
    from remedy.store.splice import Edit, Editor

Clock = Callable[[str], date]
"""Today's day in a time zone, by its name."""


class Draft(msgspec.Struct, kw_only=True):
    """One proved edit of one file, not written yet: its text, what it moves, and the errors that it would bring."""

    path: Path
    name: str
    before: str
    after: str
    case: Case
    """As it would read then."""
    was: Assessment
    """How the case stands without the edit."""
    now: Assessment
    """How it stands with it."""
    moved: list[Shift]
    problems: list[Problem]
    """All errors of the file as it would be."""
    added: list[Problem]
    """Those that this edit brings: with any of them it is not saved."""


class Desk:
    """A folder of cases, the law, the team's settings and a clock."""

    def __init__(
        self,
        root: Path,
        law: Callable[[], Law],
        team: Callable[[], Team],
        clock: Clock,
        stated: date | None = None,
        packs: Sequence[Path] = (),
    ) -> None:
        """`law` and `team` are asked for once, when they are first needed; `packs`: further folders of law."""
        self.root, self.clock = root, clock
        self._law, self._team = law, team
        self.packs, self.stated = packs, stated
        """The day asked about, where it is not today."""

    @cached_property
    def law(self) -> Law:
        """All law at hand."""
        return self._law()

    @cached_property
    def team(self) -> Team:
        """How the team works."""
        return self._team()

    @property
    def vocabulary(self) -> Vocabulary:
        """The words of events."""
        return self.law.vocabulary

    # Reading

    def paths(self) -> Iterator[Path]:
        """The case files, in order of name."""
        from remedy.store import files

        return files.case_files(self.root)

    def is_there(self) -> bool:
        """Whether the folder is there: it may have been deleted, or lie on a disk that was taken away."""
        try:
            return self.root.is_dir()
        except OSError:
            return False

    def stamps(self) -> dict[Path, tuple[int, int]]:
        """Every case file with the time of its last change, in nanoseconds, and its size: what changed since?"""
        out = {}
        for path in self.paths():
            try:
                found = path.stat()
            except OSError:
                continue
            out[path] = (found.st_mtime_ns, found.st_size)
        return out

    def load(self, path: Path) -> CaseFile:
        """One case file."""
        from remedy.store import cases as stored

        return stored.load_one(path, self.root, self.vocabulary)

    def legible(self, path: Path) -> str:
        """The text of a file that cannot be used, to be looked at; empty where it has none."""
        from remedy.store import files

        return files.legible(path)

    def zone_of(self, case: Case) -> str:
        """The zone in which a case's day is told: its own, else its first pack's, else that of its country's law."""
        pack = self.law.packs.get(case.packs[0]) if case.packs else None
        return case.zone or (pack.zone if pack else self._zone_of_country(case) or "UTC")

    def zone_of_hearings(self, case: Case) -> str:
        """The zone of the hours in a case: its own, else that of its courts' law. Empty where neither is known: then an
        hour names no moment, and a guess would send people to court hours too early or too late."""
        home = self.law.packs.get(self.law.home_of(case.packs))
        return case.zone or (home.zone if home else self._zone_of_country(case))

    def _zone_of_country(self, case: Case) -> str:
        """The zone of the law of a case's country; empty where there is none."""
        start = f"{case.country.lower()}/"
        return next((p.zone for id, p in self.law.packs.items() if id.startswith(start)), "") if case.country else ""

    def today(self, case: Case) -> date:
        """Today in the zone of a case."""
        return self.clock(self.zone_of(case))

    def day_for(self, case: Case) -> date:
        """The stated day, else today in the zone of the case."""
        return self.stated or self.today(case)

    def errors(self, file: CaseFile) -> list[Problem]:
        """What stops something in a file: form, references, doubles, order."""
        from remedy.case.check import Check
        from remedy.law.against import problems as against

        out = [p for p in file.problems if p.level == "error"]
        if file.case is not None and file.source is not None:
            out += Check(file.case, file.source, self.vocabulary).errors()
            out += [p for p in against(file.case, self.law, file.source) if p.level == "error"]
            out += zone_problems(file.case, file.source)
        return out

    def assess(self, file: CaseFile, *, detail: bool = True, day: date | None = None) -> Assessment:
        """A case that can be used, as of its day; its errors stand in the answer. Raises ValueError for another.

        `day`: what is supposed may lie ahead; the case is then seen as of that day.
        """
        from remedy.case.check import believable
        from remedy.law.assess import assess
        from remedy.law.contradictions import problems as contradictions

        if file.case is None or file.source is None:
            raise ValueError(f"{file.name} cannot be used")
        found = self.errors(file)
        today, as_of = self.today(file.case), day or self.day_for(file.case)
        case = believable(file.case, max(today, as_of) if day is not None else today)
        answer = assess(case, self.law, as_of, team=self.team, detail=detail)
        found += contradictions(file.case, answer.contradicted, file.source)
        answer.problems = found
        return answer

    # Writing

    def editor(self, file: CaseFile) -> Editor:
        """An editor of a file that still is what was read. Raises NotMade where it is not."""
        from remedy.store.splice import Editor

        try:
            text = file.path.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NotMade(f"{file.name} cannot be read any more: {error}") from None
        if file.source is None or file.source.text != text:
            raise NotMade(f"{file.name} was changed by somebody else meanwhile: nothing was written; try again")
        return Editor(file.source)

    def draft(self, file: CaseFile, edit: Edit, *, day: date | None = None) -> Draft:
        """A proved edit with what it would move. Raises NotMade where the file could not be read after it.

        `day`: as of which both are seen; None: as of the case's day.
        """
        from remedy.law.moves import moves

        after = self.read(file, edit.after)
        if after.case is None:
            raise NotMade(f"{file.name} could not be read after this edit: nothing was written")
        old, new = self.assess(file, day=day), self.assess(after, day=day)
        return Draft(
            path=file.path,
            name=file.name,
            before=edit.before,
            after=edit.after,
            case=after.case,
            was=old,
            now=new,
            moved=moves(old, new),
            problems=new.problems,
            added=new_errors(old.problems, new.problems),
        )

    def read(self, file: CaseFile, text: str) -> CaseFile:
        """A file as if it held another text."""
        from remedy.case.read import read as read_case
        from remedy.case.source import Source
        from remedy.store.cases import CaseFile

        source = Source(file.name, text)
        if source.problem is not None:
            return CaseFile(path=file.path, name=file.name, case=None, source=source, problems=[source.problem])
        case, problems = read_case(source, self.vocabulary)
        return CaseFile(path=file.path, name=file.name, case=case, source=source, problems=problems)

    def save(self, draft: Draft) -> None:
        """Writes a draft. Raises Unwritten where the file is not the one that was read, or cannot be written."""
        from remedy.store import write

        write.replace(draft.path, draft.before.encode("utf-8"), draft.after.encode("utf-8"), self.root)


_NUMBER, _LINE = re.compile(r"\[\d+\]"), re.compile(r"line \d+")


def new_errors(was: Iterable[Problem], now: Iterable[Problem]) -> list[Problem]:
    """The errors that an edit brings: of those that are alike but for their place, as many as there are more now."""
    old = Counter(map(_key, was))
    out = []
    for problem in now:
        old[_key(problem)] -= 1
        if problem.level == "error" and old[_key(problem)] < 0:
            out.append(problem)
    return out


def _key(problem: Problem) -> tuple[str, str, str]:
    """A problem without its lines and numbers, which any edit above it moves."""
    return _NUMBER.sub("[]", problem.key), problem.code, _LINE.sub("line", problem.message)


def zone_problems(case: Case, source: Source) -> list[Problem]:
    """What is wrong with the zone that a case names for itself: without it its day is told in UTC."""
    from zoneinfo import ZoneInfo, available_timezones

    from remedy.case.problems import did_you_mean

    if not case.zone:
        return []
    try:
        ZoneInfo(case.zone)
    except (KeyError, ValueError, OSError):
        fix = did_you_mean(case.zone, available_timezones())
        message = f'no time zone is named "{case.zone}": its days are told in UTC'
        return [source.problem_at(("zone",), "dangling-reference", message, fix)]
    return []
