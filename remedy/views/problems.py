"""The problems of files as text: one sentence each, the place first, so that an editor can jump there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from remedy.case.problems import Problem
from remedy.views.answers import CheckAnswer
from remedy.views.complaints import complaint
from remedy.views.i18n import NP_, _, ngettext, pgettext
from remedy.views.text import Paint, clean, wrap

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
