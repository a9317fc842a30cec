"""What `remedy init` made, what it left as it was, and which commands come next."""

from __future__ import annotations

import msgspec

from remedy.views.i18n import N_, _
from remedy.views.text import clean

PURPOSES = {
    "remedy.toml": N_("how your team works"),
    "cases/example-1.toml": N_("a first case, invented: change it or delete it"),
    ".taplo.toml": N_("tells TOML editors the schema"),
    ".schema/case.json": N_("what a case may say"),
    ".gitignore": N_("what git leaves out"),
    ".gitattributes": N_("one form of line ends on every machine"),
}
"""What each file is for."""


class InitAnswer(msgspec.Struct, kw_only=True):
    """`remedy init`."""

    format: int = 1
    folder: str
    written: bool
    files: list[str]
    """Those that were written, or would be, from the folder."""
    left: list[str]
    """Those that were there and stay as they are."""
    git: bool
    """Whether the folder becomes a repository of git."""
    next: list[str]


def begun(answer: InitAnswer) -> list[str]:
    """The answer as lines."""
    said = _("made in {folder}:") if answer.written else _("would make in {folder}:")
    out = [said.format(folder=clean(answer.folder))]
    longest = max([len(name) for name in answer.files], default=0)
    out += [f"  {name:<{longest}}  {_(PURPOSES[name])}" for name in answer.files]
    out += [_("left as it is: {file}").format(file=name) for name in answer.left]
    if answer.git:
        out.append(_("a git repository, with nothing committed yet") if answer.written else _("git init"))
    if answer.written:
        out += [f"{_('next:') if n == 0 else ' ' * len(_('next:'))} {clean(x)}" for n, x in enumerate(answer.next)]
    return out
