"""The problems of files as text: one sentence each, the place first, so that an editor can jump there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from remedy.case.problems import Problem
from remedy.law.answer import Assessment
from remedy.views.complaints import complaint, sentence
from remedy.views.i18n import N_, NP_, _, ngettext, pgettext
from remedy.views.text import Paint, clean, rule, wrap
from remedy.views.words import uncovered

if TYPE_CHECKING:  # the schemas of all answers: the agenda needs none of them
    from remedy.views.answers import CheckAnswer

LEVELS = (NP_("level", "error"), NP_("level", "warning"))
"""How much a problem matters."""


def check(answer: CheckAnswer, width: int, paint: Paint) -> list[str]:
    """Each problem with its cure beneath, those that a file has many times as one; a last line counts all."""
    out: list[str] = []
    for problem in _grouped(answer.problems):
        place = f"{problem.file}:{problem.line}"
        colour = paint.red if problem.level == "error" else paint.yellow
        key = f" {problem.key}:" if problem.key else ""
        level = colour(pgettext("level", problem.level))
        out.append(f"{clean(place)}: {level} [{problem.code}]{clean(key)}")
        out += [f"    {line}" for line in wrap(complaint(problem.message), width - 4)]
        if problem.fix:
            out += [
                f"    → {line}" if n == 0 else f"      {line}"
                for n, line in enumerate(wrap(complaint(problem.fix), width - 6))
            ]
    counted = ngettext("{n} error", "{n} errors", answer.errors)
    counted += ", " + ngettext("{n} warning", "{n} warnings", answer.warnings)
    out.append(ngettext("{n} file checked:", "{n} files checked:", answer.files) + f" {counted}")
    return out


MANY = frozenset({"unsourced"})
"""Codes that a file may have for each of its entries: one line a file says them all."""

NAMED = 12
"""Lines that such a one names."""


def _grouped(problems: Iterable[Problem]) -> list[Problem]:
    """The problems in order; of those of MANY in one file only the first, which counts them and names their lines."""
    found: dict[Problem | tuple[str, str], list[Problem]] = {}
    for problem in problems:
        key = (problem.file, problem.code) if problem.code in MANY else problem
        found.setdefault(key, []).append(problem)
    return [same[0] if len(same) == 1 else _as_one(same) for same in found.values()]


def _as_one(same: list[Problem]) -> Problem:
    tables = Counter(p.key.partition("[")[0] for p in same)
    counted = _(" and ").join(f"{n} {table if n == 1 else table + 's'}" for table, n in tables.items())
    where = ", ".join(str(p.line) for p in same[:NAMED]) + (", …" if len(same) > NAMED else "")
    return msgspec.structs.replace(same[0], key="", message=f"{counted} name no source: lines {where}")


UNREAD = N_("Nothing to act on in what could be read; something may be in what could not: correct that first.")
"""What is said where a file has an error and nothing is listed."""


def unread(count: int) -> str:
    """How many files cannot be read, and what that means."""
    return ngettext(
        "{n} file cannot be read: its deadlines are not here",
        "{n} files cannot be read: their deadlines are not here",
        count,
    )


LACKING = N_("fix these first: what follows may lack something")
"""What errors mean that do not hide a file."""


SAID = 3
"""So many errors are told with the place of each; of more only the number."""


def unread_told(names: Sequence[str], others: int, places: Sequence[str], key: str) -> str:
    """What stands above every list of the app while something cannot be read: which, and the key of Problems.

    `names`: the files, none where they must not be named; `others`: how many errors other files have, `places`: where.
    """
    shown = ", ".join(map(clean, names[:2])) + (", …" if names[2:] else "")
    said = [unread(len(names)) + (f": {shown}" if any(names) else "")] if names else []
    if others:
        where = f": {', '.join(map(clean, places))}" if places and others <= SAID else ""
        said.append(
            ngettext(
                "{n} error: what is shown may lack something", "{n} errors: what is shown may lack something", others
            )
            + where
        )
    return "; ".join(said) + (f" → {key}" if said else "")


def folder_gone(folder: str) -> str:
    """What is said where the folder of cases went while one looked at it; no path where names are hidden."""
    said = (
        _("The folder of cases is gone, and with it every deadline: {folder}")
        if folder
        else _("The folder of cases is gone, and with it every deadline")
    )
    cure = _("bring it back, or name another: remedy --cases DIR")
    return f"{said.format(folder=clean(folder))}; {cure}"


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether anything could not be read, so that nobody can say that there is nothing."""
    return any(p.level == "error" for p in problems)


def problems_first(
    problems: Sequence[Problem], assessments: Sequence[Assessment], n: int, paint: Paint, lost: int = 0
) -> list[str]:
    """Problems that take something away, and cases that name a pack which is not at hand; `lost`: how many files could
    not be read at all."""
    errors = [p for p in problems if p.level == "error"]
    warnings = len(problems) - len(errors)
    out = [paint.red("! ") + paint.bold(unread(lost))] if lost else []
    for problem in errors:
        lines = wrap(sentence(problem), n - 2)
        out += [paint.red("! ") + lines[0], *("  " + line for line in lines[1:])]
    for a in assessments:
        if a.uncovered and a.lacks_pack:
            lines = wrap(f"{clean(a.case)}: {uncovered(a)}", n - 2)
            out += [paint.yellow("? ") + lines[0], *("  " + line for line in lines[1:])]
    if out and warnings:
        more = ngettext("{n} warning more: remedy check", "{n} warnings more: remedy check", warnings)
        out.append(paint.dim(f"  {more}"))
    if out:
        return [rule(_("PROBLEMS"), n, _(LACKING), str(len(errors) or ""), paint), *out]
    return []
