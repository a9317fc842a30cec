"""What `remedy remind install` and `uninstall` write or take away: shown before it is done, and told after it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from remedy.views.i18n import _
from remedy.views.text import Paint, clean, rule


class Written(msgspec.Struct, kw_only=True):
    """One file or block: where, what it holds, and whether it comes or goes."""

    place: str
    lines: list[str]
    sign: str
    """`+` comes, `-` goes, `=` is there already."""


class ScheduleAnswer(msgspec.Struct, kw_only=True):
    """`remedy remind install` and `uninstall`."""

    format: int = 1
    done: bool
    """Whether it was done, or nothing had to be."""
    changes: list[Written]
    commands: list[str]
    """What remains to be run by hand, because it could not be run here."""
    notes: list[str]


def shown(changes: Iterable[Written], width: int, paint: Paint) -> list[str]:
    """Each file or block with its lines."""
    out: list[str] = []
    for change in changes:
        out.append(rule(clean(change.place), width, "", "", paint))
        if change.sign == "=":
            out.append("  " + _("there already, as it is to be"))
            continue
        colour = paint.green if change.sign == "+" else paint.red
        out += [colour(f"  {change.sign} {clean(line)}".rstrip()) for line in change.lines]
    return out
