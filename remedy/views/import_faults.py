"""Cells of a sheet that were not understood, as text: a word that stands in many of them is said once.

Called by `views/imported.py`; what is confidential was masked before.
"""

from __future__ import annotations

from remedy.case.grid import Fault
from remedy.views.complaints import complaint
from remedy.views.i18n import _, ngettext
from remedy.views.text import Paint, clean, rule, wrap

NAMED = 3
"""So many cells of a group are named."""

LISTED = 40
"""So many groups are shown: with more of them the map does not fit the sheet."""

Group = tuple[str, str, str, str, str]
"""Sheet, column, its name, what is wrong, the cure."""


def faults_lines(faults: list[Fault], width: int, paint: Paint, *, all_cells: bool) -> list[str]:
    """The heading and each word, or each cell; nothing where all was understood."""
    if not faults:
        return []
    groups: dict[Group | int, list[Fault]] = {}
    for n, fault in enumerate(faults):
        name = (fault.sheet, fault.column, fault.header, fault.message, fault.fix)
        groups.setdefault(n if all_cells else name, []).append(fault)
    cells = ngettext("{n} cell", "{n} cells", len(faults))
    note = _("the cases of these cells are left as they are")
    out = [rule(_("NOT UNDERSTOOD"), width, note, cells, paint)]
    listed = list(groups.values()) if all_cells else list(groups.values())[:LISTED]
    for group in listed:
        said = _sentence(group)
        out += [f"  {x}" if n == 0 else f"    {x}" for n, x in enumerate(wrap(said, width - 4))]
    if len(listed) < len(groups):
        out.append("  " + _("and {n} more: --all-cells").format(n=len(groups) - len(listed)))
    elif len(groups) < len(faults):
        out.append("  " + _("each cell: --all-cells"))
    return out


def _sentence(group: list[Fault]) -> str:
    first = group[0]
    if len(group) == 1:
        return _one(first)
    more = " …" if len(group) > NAMED else ""
    if not first.cell:
        rows = ", ".join(str(f.row) for f in group[:NAMED])
        counted = ngettext("{n} row", "{n} rows", len(group))
        where = f"{first.sheet}: {counted} ({rows}{more})"
    else:
        words = list(dict.fromkeys(f.value for f in group))
        one = f' "{words[0]}":' if len(words) == 1 and words[0] else ""
        such = " " + _('such as "{word}"').format(word=next(w for w in words if w)) if len(words) > 1 else ""
        counted = ngettext("{n} cell", "{n} cells", len(group))
        cells = ", ".join(f.cell for f in group[:NAMED])
        where = f'{first.sheet}, "{first.header}":{one} {counted}{such} ({cells}{more})'
    return clean(where) + ": " + _said(first)


def _said(fault: Fault) -> str:
    return complaint(fault.message) + (f"; {complaint(fault.fix)}" if fault.fix else "")


def _one(fault: Fault) -> str:
    """The place first, then what is wrong and the cure, as `Fault.sentence` says it in English."""
    row = _("row {n}").format(n=fault.row)
    where = f'{fault.sheet}!{fault.cell}: {row}, "{fault.header}"' if fault.cell else f"{fault.sheet}: {row}"
    return clean(where + (f': "{fault.value}":' if fault.value else ":")) + " " + _said(fault)
