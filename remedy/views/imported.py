"""What an import does, as JSON and as text: each case, each change, each cell that was not understood.

Called by `remedy import`; what is confidential was masked before.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from remedy.case.grid import Fault
from remedy.case.problems import Problem
from remedy.law.moves import Shift
from remedy.views.complaints import complaint
from remedy.views.edit import moves_lines
from remedy.views.i18n import N_, _, ngettext
from remedy.views.import_faults import faults_lines
from remedy.views.text import Paint, cells, clean, command_lines, pad, rule, wrap


class ImportedEntry(msgspec.Struct, kw_only=True):
    """An entry that comes into a case."""

    table: str
    id: str
    row: int


class ImportedChange(msgspec.Struct, kw_only=True):
    """A key that changes: as the file has it, as the sheet says."""

    table: str
    id: str
    key: str
    before: str
    after: str
    row: int


class ImportedKept(msgspec.Struct, kw_only=True):
    """What stays as the file has it; `why` is typed, conflict, gone, removed, ambiguous (`file`: what it may be)
    or map (`by`: that whose import wrote it)."""

    table: str
    id: str
    key: str
    file: str
    sheet: str
    why: str
    row: int
    command: str = ""
    """What takes the sheet's value; empty where there is none for it alone."""
    by: str = ""
    """The map whose import wrote what the file has."""


class ImportedCase(msgspec.Struct, kw_only=True):
    """One case of the sheet; `state` is new, extended, amended, differs, same or untouched."""

    case: str
    file: str
    row: int
    state: str
    added: list[ImportedEntry]
    amended: list[ImportedChange]
    kept: list[ImportedKept]
    moves: list[Shift]
    reason: str = ""
    """Why it was not touched."""
    lines: str = ""
    """What may be written by hand instead."""
    command: str = ""
    """What takes all the sheet says of this case, where a value has no command of its own."""


class ImportAnswer(msgspec.Struct, kw_only=True):
    """`remedy import`."""

    format: int = 1
    file: str
    sheet: str
    map: str
    written: bool
    """Whether anything was written; never with --dry-run."""
    cases: list[ImportedCase]
    not_understood: list[Fault]
    absent: list[str] = []
    """Cases of earlier imports that this sheet has not."""
    notes: list[str]
    problems: list[Problem]


WORDS = {
    "new": N_("new"),
    "extended": N_("extended"),
    "amended": N_("amended"),
    "differs": N_("differs"),
    "untouched": N_("not touched"),
    "same": N_("nothing to do"),
}
"""States as people read them, in the order of the heading."""

WHY = {
    "typed": N_("kept as typed since the last import"),
    "conflict": N_("kept: the file and the sheet differ, and no import wrote what the file has"),
    "gone": N_("kept: the sheet does not say it any more"),
    "removed": N_("left out: since the last import somebody took it out of the file; --take brings it back"),
    "map": N_("kept: the import of another map wrote it"),
    "ambiguous": N_(
        "not written: it may be one of these, changed, or another; amend or record it by hand, then import"
    ),
}
"""Why a value stays."""


BRIEF = 10
"""So many cases are named of those that were left alone for the same reason."""


def imported(answer: ImportAnswer, width: int, paint: Paint, lang: str, *, dry_run: bool, all_cells: bool) -> list[str]:
    """The whole answer as lines of at most `width` columns; `all_cells` gathers nothing."""
    counts = Counter(c.state for c in answer.cases)
    said = " · ".join(f"{counts[s]} {_word(s)}" for s in WORDS if counts[s]) or _("no case")
    out = [
        rule(
            _("CASES"),
            width,
            f"{clean(answer.file)}, {clean(answer.map)}",
            _("not written: --dry-run") if dry_run else "",
            paint,
        )
    ]
    alike = Counter(c.reason for c in answer.cases if _is_brief(c) and not all_cells)
    for case in answer.cases:
        if (case.state != "same" or case.kept) and alike[case.reason] < 2:
            out += _case(case, width, paint, lang)
    for reason in (r for r, n in alike.items() if n > 1):
        out += _alike([c.case for c in answer.cases if _is_brief(c) and c.reason == reason], reason, width, paint)
    out += faults_lines(answer.not_understood, width, paint, all_cells=all_cells)
    for note in [*map(clean, _absent(answer.absent)), *map(complaint, answer.notes)]:
        out += [f"  {x}" if n else f"· {x}" for n, x in enumerate(wrap(note, width - 2))]
    if not counts.keys() - {"same"} and answer.cases:
        said = ngettext(
            "nothing to do: {n} case as the sheet says", "nothing to do: {n} cases as the sheet says", counts["same"]
        )
    return [*out, said + _kept([k.why for c in answer.cases for k in c.kept])]


def _absent(cases: list[str]) -> list[str]:
    """The cases of earlier imports that the sheet has not, as one note."""
    if not cases:
        return []
    said = ngettext(
        "{n} case imported before and not in this sheet: {names}",
        "{n} cases imported before and not in this sheet: {names}",
        len(cases),
    )
    return [said.format(names=_named(cases))]


def _named(cases: list[str]) -> str:
    """The first of many cases, and how many more there are."""
    names = ", ".join(cases[:BRIEF])
    return _("{names} and {n} more").format(names=names, n=len(cases) - BRIEF) if len(cases) > BRIEF else names


def _word(state: str) -> str:
    return _(WORDS[state])


def _kept(why: list[str]) -> str:
    """How many values stay although the sheet says another, of how many it says nothing, how many rows are left out."""
    silent, out_of = why.count("gone"), why.count("removed") + why.count("ambiguous")
    other = len(why) - silent - out_of
    said = []
    if other:
        said.append(ngettext("{n} value stays as the file has it", "{n} values stay as the files have them", other))
    if out_of:
        said.append(ngettext("{n} entry left out", "{n} entries left out", out_of))
    if silent:
        said.append(ngettext("the sheet says {n} value no more", "the sheet says {n} values no more", silent))
    return "".join(f"; {x}" for x in said)


def _case(case: ImportedCase, width: int, paint: Paint, lang: str) -> list[str]:
    colour = {
        "new": paint.green,
        "extended": paint.green,
        "amended": paint.yellow,
        "differs": paint.yellow,
        "untouched": paint.red,
    }.get(case.state, paint.dim)
    tables = Counter(e.table for e in case.added)
    parts = ", ".join(f"{n} {t if n == 1 or t.endswith('s') else t + 's'}" for t, n in tables.items())
    row = _("row {n}").format(n=case.row)
    state_w = max(13, *(cells(_word(state)) for state in WORDS))
    out = [f"  {colour(pad(_word(case.state), state_w))} {pad(clean(case.case), 34)} {pad(row, 10)}{parts}".rstrip()]
    if case.reason:
        out += [f"      {x}" for x in wrap(complaint(case.reason), width - 6)]
        out += [f"        {clean(x)}" for x in case.lines.splitlines()]
    for change in case.amended:
        after = change.after or _("nothing: it was of other words")  # a confirmation alone is taken away
        row = _("row {n}").format(n=change.row)
        text = f"{_what(change)}: {change.before or _('nothing')} → {after} ({row})"
        out += [f"      {x}" if n == 0 else f"        {x}" for n, x in enumerate(wrap(clean(text), width - 8))]
    for kept in case.kept:
        text = f"{_what(kept)}{_values(kept)}; {_(WHY.get(kept.why, kept.why))}{f': {kept.by}' if kept.by else ''}"
        out += [f"      {x}" if n == 0 else f"        {x}" for n, x in enumerate(wrap(clean(text), width - 8))]
        out += [f"      {x}" for x in _command(clean(kept.command), width - 6)]
    out += [f"      {x}" for x in _command(clean(case.command), width - 6)]
    return out + [f"    {x}" for x in moves_lines(case.moves, width - 4, paint, lang)]


def _values(kept: ImportedKept) -> str:
    """What the file has and what the sheet says."""
    has = _("the file has {value}").format(value=kept.file) if kept.file else ""
    has = has or (_("the file leaves it out") if kept.key else "")
    says = _("the sheet {value} (row {n})").format(value=kept.sheet, n=kept.row) if kept.sheet else ""
    return (f": {has}" if has else "") + (f", {says}" if says else "")


def _what(said: ImportedChange | ImportedKept) -> str:
    """Which key of which entry; of the case itself its key alone."""
    table = "" if said.table == "case" else said.table
    return " ".join(x for x in (table, said.id, said.key) if x) or _("the case")


def _command(command: str, width: int) -> list[str]:
    """A command to be copied; within quotation marks no line may end."""
    return [f"→ {command}"] if "'" in command else command_lines(command, width)


def _is_brief(case: ImportedCase) -> bool:
    return case.state == "untouched" and not case.lines


def _alike(cases: list[str], reason: str, width: int, paint: Paint) -> list[str]:
    """Cases that were left alone for the same reason, the first of them by name."""
    said = f"{ngettext('{n} case', '{n} cases', len(cases))}: {complaint(reason)}: {clean(_named(cases))}"
    first, *rest = wrap(said, width - 16)
    return [f"  {paint.red(pad(_word('untouched'), 13))} {first}", *(f"{'':<16}{x}" for x in rest)]
