"""What `remedy trust` says: all that a file would be allowed, how it stands, and the list of files that are trusted."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from remedy.case.problems import Problem
from remedy.views.i18n import N_, _
from remedy.views.text import Paint, clean, days_in, wrap

KINDS = {
    "channel": N_("a way out"),
    "program": N_("runs"),
    "host": N_("connects to"),
    "user": N_("logs in as"),
    "sender": N_("writes as"),
    "secret": N_("takes a secret from"),
    "url": N_("sends to"),
    "certificates": N_("trusts the certificates of"),
    "recipient": N_("tells"),
    "within": N_("beside the cases, and a change of it does not end the trust"),
    "confidential": N_("shows confidential entries to"),
}
"""What a line of a file allows, in words."""

STANDINGS = {
    "trusted": N_("trusted"),
    "changed": N_("changed since: not trusted any more"),
    "unknown": N_("not trusted"),
    "gone": N_("gone, or cannot be read"),
}
"""How a file stands."""

MARKED = frozenset({"program", "within", "confidential", "certificates"})
"""Kinds that deserve a second look."""


class Allowed(msgspec.Struct, kw_only=True):
    """One thing that a file would be allowed."""

    line: int
    kind: str
    value: str


class TrustAnswer(msgspec.Struct, kw_only=True):
    """`remedy trust FILE`."""

    format: int = 1
    file: str
    sha256: str
    allows: list[Allowed]
    was: str
    """How the file stood before: `trusted`, `changed` or `unknown`."""
    trusted: bool
    """Whether it is now."""
    problems: list[Problem] = []


class TrustedFile(msgspec.Struct, kw_only=True):
    """One file on which there is a word."""

    file: str
    sha256: str
    since: str
    standing: str
    """`trusted`, `changed` or `gone`."""


class TrustListAnswer(msgspec.Struct, kw_only=True):
    """`remedy trust --list`."""

    format: int = 1
    files: list[TrustedFile]


def trust(answer: TrustAnswer, width: int, paint: Paint) -> list[str]:
    """All that the file would be allowed, each with its line."""
    out = [_("{file} would be allowed:").format(file=clean(answer.file))]
    for one in answer.allows:
        said = f"{_(KINDS[one.kind])}: {clean(one.value)}"
        first, *rest = wrap(said, width - 8) or [""]
        colour = paint.yellow if one.kind in MARKED else str
        out += [f"{one.line:>5}  {colour(first)}", *(f"       {colour(line)}" for line in rest)]
    if not answer.allows:
        out.append("       " + _("nothing: it names no program, no host and no address"))
    if answer.was == "changed":
        out.append(_("It was trusted, and has been changed since."))
    return out


def trusted_files(files: Iterable[TrustedFile], paint: Paint) -> list[str]:
    """The files that are trusted, and how each stands now."""
    out = []
    for one in files:
        standing = _(STANDINGS[one.standing])
        colour = paint.green if one.standing == "trusted" else paint.yellow
        out.append(f"{clean(one.file)}  {days_in(one.since)}  {colour(standing)}")
    return out or [_("No file is trusted.")]
