"""The problems of files as text: one sentence each, the place first, so that an editor can jump there."""

from __future__ import annotations

from remedy.views.answers import CheckAnswer
from remedy.views.i18n import NP_, ngettext, pgettext
from remedy.views.text import Paint, clean, wrap

LEVELS = (NP_("level", "error"), NP_("level", "warning"))
"""How much a problem matters."""


def check(answer: CheckAnswer, width: int, paint: Paint) -> list[str]:
    """Each problem with its cure beneath, and a last line that counts."""
    out: list[str] = []
    for problem in answer.problems:
        place = f"{problem.file}:{problem.line}"
        colour = paint.red if problem.level == "error" else paint.yellow
        key = f" {problem.key}:" if problem.key else ""
        level = colour(pgettext("level", problem.level))
        out.append(f"{clean(place)}: {level} [{problem.code}]{clean(key)}")
        out += [f"    {line}" for line in wrap(clean(problem.message), width - 4)]
        if problem.fix:
            out += [
                f"    → {line}" if n == 0 else f"      {line}"
                for n, line in enumerate(wrap(clean(problem.fix), width - 6))
            ]
    counted = ngettext("{n} error", "{n} errors", answer.errors)
    counted += ", " + ngettext("{n} warning", "{n} warnings", answer.warnings)
    out.append(ngettext("{n} file checked:", "{n} files checked:", answer.files) + f" {counted}")
    return out
