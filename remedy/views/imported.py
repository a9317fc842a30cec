"""What an import does, as JSON and as text: each case, each change, each cell that was not understood.

Called by `remedy import`; what is confidential was masked before.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from remedy.case.grid import Fault
from remedy.case.problems import Problem
from remedy.law.moves import Shift
from remedy.views.edit import moves_lines
from remedy.views.text import Paint, clean, count_of, pad, rule, wrap


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
    """What stays as the file has it; `why` is typed, conflict or gone."""

    table: str
    id: str
    key: str
    file: str
    sheet: str
    why: str
    row: int


class ImportedCase(msgspec.Struct, kw_only=True):
    """One case of the sheet; `state` is new, extended, amended, same or untouched."""

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
    notes: list[str]
    problems: list[Problem]


WORDS = {
    "new": "new",
    "extended": "extended",
    "amended": "amended",
    "untouched": "not touched",
    "same": "nothing to do",
}
"""States as people read them, in the order of the heading."""

WHY = {
    "typed": "kept as typed since the last import",
    "conflict": "kept: the file and the sheet differ, and no import wrote what the file has",
    "gone": "kept: the sheet does not say it any more",
}
"""Why a value stays."""


def imported(answer: ImportAnswer, width: int, paint: Paint, lang: str, *, dry_run: bool) -> list[str]:
    """The whole answer as lines of at most `width` columns."""
    counts = Counter(c.state for c in answer.cases)
    said = " · ".join(f"{counts[s]} {WORDS[s]}" for s in WORDS if counts[s]) or "no case"
    out = [
        rule(
            "CASES",
            width,
            f"{clean(answer.file)}, {clean(answer.map)}",
            "not written: --dry-run" if dry_run else "",
            paint,
        )
    ]
    for case in answer.cases:
        if case.state != "same" or case.kept:
            out += _case(case, width, paint, lang)
    out += _faults(answer.not_understood, width, paint)
    for note in answer.notes:
        out += [f"  {x}" if n else f"· {x}" for n, x in enumerate(wrap(clean(note), width - 2))]
    if not counts.keys() - {"same"} and answer.cases:
        said = f"nothing to do: {count_of(counts['same'], 'case')} as the sheet says"
        said += (
            f"; {count_of(sum(len(c.kept) for c in answer.cases), 'value')} kept"
            if any(c.kept for c in answer.cases)
            else ""
        )
    return [*out, said]


def _case(case: ImportedCase, width: int, paint: Paint, lang: str) -> list[str]:
    colour = {"new": paint.green, "extended": paint.green, "amended": paint.yellow, "untouched": paint.red}.get(
        case.state, paint.dim
    )
    tables = Counter(e.table for e in case.added)
    parts = ", ".join(count_of(n, t, t if t.endswith("s") else "") for t, n in tables.items())
    out = [
        f"  {colour(pad(WORDS[case.state], 13))} {pad(clean(case.case), 34)} {f'row {case.row}':<10}{parts}".rstrip()
    ]
    if case.reason:
        out += [f"      {x}" for x in wrap(clean(case.reason), width - 6)]
        out += [f"        {clean(x)}" for x in case.lines.splitlines()]
    for change in case.amended:
        after = change.after or "nothing: it was of other words"  # a confirmation alone is taken away
        text = f"{_what(change)}: {change.before or 'nothing'} → {after} (row {change.row})"
        out += [f"      {x}" if n == 0 else f"        {x}" for n, x in enumerate(wrap(clean(text), width - 8))]
    for kept in case.kept:
        values = f": the file has {kept.file}" if kept.file else ""
        values += f", the sheet {kept.sheet} (row {kept.row})" if kept.sheet else ""
        text = f"{_what(kept)}{values}; {WHY.get(kept.why, kept.why)}"
        out += [f"      {x}" if n == 0 else f"        {x}" for n, x in enumerate(wrap(clean(text), width - 8))]
    return out + [f"    {x}" for x in moves_lines(case.moves, width - 4, paint, lang)]


def _what(said: ImportedChange | ImportedKept) -> str:
    """Which key of which entry; of the case itself its key alone."""
    return " ".join(x for x in (said.table if said.id else "", said.id, said.key) if x)


def _faults(faults: list[Fault], width: int, paint: Paint) -> list[str]:
    if not faults:
        return []
    out = [rule("NOT UNDERSTOOD", width, "the cases of these cells are left as they are", str(len(faults)), paint)]
    for fault in faults:
        out += [f"  {x}" if n == 0 else f"    {x}" for n, x in enumerate(wrap(clean(fault.sentence()), width - 4))]
    return out
