"""The message of a commit, drafted from what the edits mean; nothing in it acts on a terminal or tells a secret."""

from __future__ import annotations

from collections.abc import Sequence

from remedy.case.model import Case
from remedy.views.i18n import _, ngettext
from remedy.views.mask import Names, alias_of


def meant(phrase: str, case: Case) -> tuple[str, str]:
    """The case and what an edit of it means; of what is confidential nothing that could be read in a public history."""
    if case.confidential:
        return one_line(alias_of(case)), _("file changed")
    return one_line(case.id), one_line(Names(case).text(phrase))


def drafted(edits: Sequence[tuple[str, str]], others: Sequence[str]) -> str:
    """One line: each case with what its edits mean, then the files that were changed outside this session."""
    by_case: dict[str, list[str]] = {}
    for case, phrase in edits:
        known = by_case.setdefault(case, [])
        if phrase not in known:
            known.append(phrase)
    said = [f"{case}: {'; '.join(phrases)}" for case, phrases in by_case.items()]
    if others:
        names = ", ".join(one_line(name) for name in others[:3])
        more = ngettext("and {n} more", "and {n} more", len(others) - 3) if others[3:] else ""
        said.append(_("changed: {names}").format(names=f"{names} {more}".strip()))
    return ". ".join(said)


def one_line(text: str) -> str:
    """A text without line ends, control characters and marks that turn the direction of writing."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
