"""The words of a commit: its message, drafted from what the edits mean; what stands against it; what became of it.

Nothing in a message acts on a terminal or tells a secret in a public history.
"""

from __future__ import annotations

from collections.abc import Sequence

from remedy.case.commit import Changed, Outcome, Standing
from remedy.case.model import Case
from remedy.views.ended import killed_by
from remedy.views.i18n import N_, _, ngettext
from remedy.views.mask import Names, alias_of
from remedy.views.text import cells, clean, cut, pad


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
        said.append(_("changed: {names}").format(names=_named(others)))
    return ". ".join(said)


def one_line(text: str) -> str:
    """A text without line ends, control characters and marks that turn the direction of writing."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


KINDS = {"new": N_("new file"), "gone": N_("deleted")}
"""What happened to a file that was not merely changed."""

LAST = 12
"""So many lines of what git and hooks said are shown, the last ones."""


def where(standing: Standing) -> str:
    """On which branch a commit would be, what is not pushed, and that nothing will be."""
    if standing.is_first:
        ahead = _("the first commit there")
    elif standing.ahead is None:
        ahead = _("it follows no other branch: what is not pushed is not known")
    else:
        ahead = ngettext("{n} commit not pushed", "{n} commits not pushed", standing.ahead)
    branch = f"{_('branch')} {clean(standing.branch)}" if standing.branch else _("on no branch")
    return " · ".join((branch, *([ahead] if standing.branch else []), _("nothing is pushed by this")))


def hindrances(standing: Standing) -> list[str]:
    """Why nothing can be committed, and what to do; empty where it can."""
    out = []
    if standing.under_way:
        out.append(
            _(
                "git {command} is under way: in a shell, end it (git {command} --continue) or take it back "
                "(git {command} --abort); then commit here."
            ).format(command=standing.under_way)
        )
    if standing.conflicts:
        said = ngettext(
            "{n} file holds versions that are not reconciled: {names}.",
            "{n} files hold versions that are not reconciled: {names}.",
            len(standing.conflicts),
        )
        out.append(said.format(names=_named(standing.conflicts)))
    if not standing.author:
        out.append(
            _(
                'git does not know who you are: in a shell, git config --global user.name "Your Name", and user.email '
                "likewise; then commit here."
            )
        )
    if standing.locked_by:
        said = _(
            "Another git is at work in this folder: wait for it. If none is, one that died left {path}: delete it."
        )
        out.append(said.format(path=clean(standing.locked_by)))
    return out


def warnings(standing: Standing) -> list[str]:
    """What is to be minded before a commit."""
    out = []
    if not standing.branch:
        out.append(
            _(
                "HEAD is on no branch: this commit would be on none, and hard to find once another branch is checked "
                "out. git switch -c NAME makes one first."
            )
        )
    if standing.is_guessed:
        said = _("user.name and user.email are not both set: git would write {author}, which it made up.")
        out.append(said.format(author=clean(standing.author)))
    return out


def left_out(standing: Standing) -> str:
    """How much else changed in the folder."""
    if not standing.others:
        return ""
    return ngettext(
        "{n} other file of the folder changed: it is no case and is not committed here.",
        "{n} other files of the folder changed: they are no cases and are not committed here.",
        standing.others,
    )


def file_line(changed: Changed, is_ticked: bool, width: int) -> str:
    """One file: whether it goes into the commit, its lines, and whose changes they are."""
    if not changed.own:
        whose = _("not changed by you here")
    else:
        whose = _("changed by you here, and besides") if changed.is_mixed else _("changed by you here")
    lines = "" if changed.added is None else f"+{changed.added} −{changed.taken}"
    kind = _(KINDS[changed.kind]) if changed.kind in KINDS else ""
    tail = " · ".join(x for x in (kind, lines, whose) if x)
    name = clean(changed.name)
    if changed.was:
        name = f"{clean(changed.was)} → {name}"
    room = max(8, width - cells(tail) - 6)
    return cut(f"[{'x' if is_ticked else ' '}] {pad(name, room)}  {tail}", width)


def failed(outcome: Outcome, minutes: int) -> list[str]:
    """Why nothing was committed, and the last that git and the hooks said."""
    said = [clean(x) for x in outcome.said.splitlines() if x.strip()][-LAST:]
    if outcome.stopped == "cancelled":
        why = _("Stopped: nothing was committed; what was staged before is as it was.")
    elif outcome.stopped:
        why = ngettext(
            "Not over after {n} minute, and stopped: nothing was committed.",
            "Not over after {n} minutes, and stopped: nothing was committed.",
            minutes,
        )
    elif said:
        why = _("Nothing was committed. What git, or a hook of yours, said last:")
    else:
        why = _("Nothing was committed: git, or a hook of yours, ended with {code} and said nothing.")
        if outcome.code < 0:
            why = _("Nothing was committed: git was killed by signal {signal} and said nothing.")
        why = why.format(code=outcome.code, signal=killed_by(outcome.code))
    return [why, *said]


def done(outcome: Outcome, branch: str) -> str:
    """Where the commit is."""
    said = _("Committed on {branch}.").format(branch=branch) if branch else _("Committed, on no branch.")
    if outcome.stopped:
        return f"{said} {_('A hook that runs after a commit was stopped.')}"
    return said


def _named(names: Sequence[str]) -> str:
    """The first three names, and how many more there are."""
    more = ngettext("and {n} more", "and {n} more", len(names) - 3) if names[3:] else ""
    return f"{', '.join(one_line(clean(name)) for name in names[:3])} {more}".strip()
