"""All that `check` finds in the files, in the law and in the settings. Enter goes to the line."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar

from remedy.case.problems import Problem
from remedy.tui.keys import Act, without
from remedy.tui.place import Place
from remedy.tui.searching import fits_all, searched
from remedy.tui.spans import PAINT, line, plain
from remedy.tui.widgets.rows import Maker, Row
from remedy.views.complaints import complaint, sentence
from remedy.views.i18n import N_, _, pgettext
from remedy.views.text import clean, cut


class Problems(Place):
    """Two lines a problem: where and what, then what to write."""

    HEADING = N_("Problems")
    EMPTY = N_("No problem was found.")
    ACTS: ClassVar[tuple[Act, ...]] = without("mine")

    _comes = False
    """Whether somebody came here by a key or a click, and looks for what is worst."""
    _to: object = None
    """The problem that somebody came for."""

    def come(self, to: object = None) -> None:
        """What one came for is gone to; else what hides a whole file: that is what brought one here."""
        self._comes, self._to = True, to

    def _lost(self) -> frozenset[str]:
        """The files of which nothing can be used."""
        return frozenset(e.name for e in self.remedy.shelf.lost())

    def fill(self) -> None:
        """What hides a whole file first, then errors, then warnings, by file."""
        words = self.typed.split()
        found = sorted(self.remedy.shelf.all_problems(), key=partial(_place, self._lost()))
        names = {name: _("file {n}").format(n=n) for n, name in enumerate(sorted({p.file for p in found}), 1)}
        hides = self.remedy.shelf.hides
        called = {name: number if hides else "" for name, number in names.items()}
        found = [p for p in found if fits_all(words, searched(_seen(p, called[p.file])))]
        self.list.show([Row(p, 2, _maker(p, called[p.file])) for p in found])
        if self._comes and not (self._to is not None and self.list.jump(self._is_sought)) and self._lost():
            self.list.jump(lambda p: p.file in self._lost())
        self._comes, self._to = False, None

    def _is_sought(self, problem: Problem) -> bool:
        return problem == self._to

    def _entry(self) -> str | None:
        key = self.list.key
        entries = self.remedy.shelf.entries.values()
        found = next((e for e in entries if isinstance(key, Problem) and e.name == key.file), None)
        return found.case.id if found is not None and found.case is not None else None

    def chosen_case(self) -> str | None:
        """The case of the file."""
        return self._entry()

    def chosen_line(self) -> int:
        """The line of the problem."""
        return self.list.key.line if isinstance(self.list.key, Problem) else 1

    def chosen_text(self) -> str:
        """The sentence; while names are hidden, no more than is shown."""
        if not isinstance(self.list.key, Problem):
            return ""
        if self.remedy.shelf.hides:
            row = self.list.rows[self.list.cursor]
            return " ".join(plain(x).strip() for x in row.make(100)).strip()
        return sentence(self.list.key)

    def chosen(self, key: Any) -> None:
        """The file at the line; where it cannot be read, in one's own editor."""
        case = self._entry()
        if case is not None:
            self.remedy.open_case(case, tab="file", line=self.chosen_line())
        elif isinstance(key, Problem):
            self.remedy.acting.edit_file(key.file, key.line)

    def action_editor(self) -> None:
        """One's own editor at the line."""
        if isinstance(self.list.key, Problem):
            self.remedy.acting.edit_file(self.list.key.file, self.list.key.line)


def _place(lost: frozenset[str], problem: Problem) -> tuple[bool, bool, str, int]:
    """Where a problem stands among all."""
    return problem.level != "error", problem.file not in lost, problem.file, problem.line


def _seen(problem: Problem, alias: str) -> str:
    """What a search looks at: nothing that is not shown."""
    return f"{alias} {problem.code}" if alias else sentence(problem)


def _maker(problem: Problem, alias: str) -> Maker:
    """`alias` stands in the place of the file's name where names are hidden."""
    said = clean(problem.code) if alias else f"{complaint(problem.message)} [{clean(problem.code)}]"
    cure = "" if alias else complaint(problem.fix)
    level = pgettext("level", problem.level)
    colour = PAINT.red if problem.level == "error" else PAINT.yellow

    def make(width: int) -> list[Any]:
        place = clean(f"{alias or problem.file}:{problem.line}")
        first = f"{colour(level)} {PAINT.bold(place)}  {said}"
        return [line(first), line("    " + PAINT.dim(cut(f"→ {cure}" if cure else "", width - 4)))]

    return make
