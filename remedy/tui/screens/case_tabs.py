"""The rows of the tabs of one case, of what the views say; each with what it stands for and its line in the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from remedy.case.model import Case, Entry
from remedy.case.source import Path
from remedy.tui.fetching import Full
from remedy.tui.spans import PAINT, Line, line
from remedy.tui.widgets.rows import Row
from remedy.views.agenda import group_of
from remedy.views.codes import coded
from remedy.views.i18n import _
from remedy.views.ladder import beneath, staircases, stairs
from remedy.views.lines import agenda_lines
from remedy.views.show import record_rows
from remedy.views.text import cells, clean, cut, day_said, pad, rule, wrap
from remedy.views.timeline import blocks
from remedy.views.words import secret


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """What a line of a case stands for."""

    key: str
    item: str = ""
    """The id of an item that can be explained."""
    about: str = ""
    """`event:ID`, `step:ID`: an entry that can be acted on."""
    source: tuple[str, str] = ("", "")
    """An address and a path that can be opened outside."""
    line: int = 0
    """Its line in the file."""


Rows = list[Row]
Maker = Callable[[Full, Case, int, str], Rows]


def _fixed(thing: Thing | None, lines: Sequence[str]) -> Row:
    made: list[Line] = [line(text) for text in lines]
    return Row(thing, len(made), lambda _width: made)


def _place(full: Full, path: Path) -> int:
    return full.file.source.line_of(path) if full.file.source is not None and path else 0


def _line_of(full: Full, key: str) -> int:
    """The line of an event, step or deadline by its id."""
    case = full.file.case
    if case is None:
        return 0
    kind, _colon, id = key.partition(":")
    entries: tuple[Entry, ...] = {
        "event": case.events, "step": case.steps, "deadline": case.deadlines, "sanction": case.sanctions
    }.get(kind, ())  # fmt: skip
    found = next((e for e in entries if getattr(e, "id", "") == id), None)
    return _place(full, found.at) if found is not None else 0


def thing_of(full: Full, id: str) -> Thing:
    """An item's id, or `event:ID`, as what a line stands for."""
    if "#" not in id:
        return Thing(key=id, about=id, line=_line_of(full, id))
    tail = id.partition("#")[2]
    anchor = tail.partition("@")[2].partition("/")[0]
    line_ = _line_of(full, tail.partition("/")[0]) or _line_of(full, f"event:{anchor}")
    return Thing(key=id, item=id, about=tail if tail.startswith("step:") else "", line=line_)


def timeline(full: Full, case: Case, width: int, lang: str) -> Rows:
    """Events and clocks, drawn."""
    out = []
    for key, lines in blocks(full.shown, width, PAINT, lang):
        if lines:
            out.append(_fixed(thing_of(full, key) if key else None, lines))
    return out


def ladder(full: Full, case: Case, width: int, lang: str) -> Rows:
    """The staircase, and beneath it what comes next."""
    out = []
    for persons, rungs in staircases(full.shown.ladder):
        if persons:
            out.append(_fixed(None, [rule(_("FOR {names}").format(names=", ".join(persons)), width, paint=PAINT)]))
        for rung, lines in stairs(rungs, width, PAINT, lang):
            thing = Thing(
                key=f"rung:{rung.remedy}/{rung.person}", item=rung.deadline or "", about=f"rung:{rung.remedy}"
            )
            out.append(_fixed(thing, lines))
    return [*out, *(_fixed(None, [text]) for text in beneath(full.shown, width, PAINT, lang))]


def deadlines(full: Full, case: Case, width: int, lang: str) -> Rows:
    """Every clock, those that need something first."""
    items = [i for i in full.shown.items if i.type in ("deadline", "gap", "sanction", "hearing")]
    items.sort(key=lambda i: (group_of(i) == "rest", i.type != "gap"))
    return [_fixed(thing_of(full, i.id), agenda_lines(i, full.shown, width, PAINT, lang, case=False)) for i in items]


STEPS = ("todo", "doing", "waiting", "done", "dropped")


def steps(full: Full, case: Case, width: int, lang: str) -> Rows:
    """The steps by how they stand."""
    out: Rows = []
    for status in STEPS:
        found = [s for s in case.steps if s.status == status]
        if found:
            out.append(_fixed(None, [rule(coded("status", status).upper(), width, "", str(len(found)), PAINT)]))
        for s in found:
            said = [
                secret(s),
                clean(s.owner),
                f"{_('due')} {day_said(s.due)}" if s.due else "",
                clean(s.waiting_on),
                clean(s.note),
            ]
            lines = [PAINT.bold(cut("  " + clean(s.title or s.id), width))]
            lines.append(PAINT.dim(cut("    " + " · ".join(x for x in (clean(s.id), *said) if x), width)))
            out.append(_fixed(Thing(key=f"step:{s.id}", about=f"step:{s.id}", line=_place(full, s.at)), lines))
    return out


def record(full: Full, case: Case, width: int, lang: str) -> Rows:
    """Findings by right, recommendations, people, charges, proceedings, sources."""
    out: Rows = []
    for heading, rows in record_rows(case):
        if not rows:
            continue
        out.append(_fixed(None, [rule(_(heading), width, paint=PAINT)]))
        for n, (label, text) in enumerate(rows):
            lines = wrap(text, width - 26) or [""]
            made = [f"  {PAINT.dim(pad(label, 22))}  {lines[0]}", *(" " * 26 + x for x in lines[1:])]
            out.append(_fixed(Thing(key=f"{heading}:{n}"), made))
    if case.references:
        out.append(_fixed(None, [rule(_("SOURCES"), width, paint=PAINT)]))
    for r in case.references:
        made = [
            f"  {PAINT.bold(cut(clean(r.title or r.id), width - 2))}",
            "    " + PAINT.cyan(cut("  ".join(x for x in (clean(r.url), clean(r.path), secret(r)) if x), width - 4)),
        ]
        out.append(_fixed(Thing(key=f"source:{r.id}", source=(r.url, r.path), line=_place(full, r.at)), made))
    return out


def file(full: Full, case: Case, width: int, lang: str) -> Rows:
    """The text of the file, comments and headings marked."""
    if full.file.source is None or full.is_masked:
        return [_fixed(None, [_("The file is not shown while names are hidden.")])]
    return text_rows(full.file.source.text, width)


def text_rows(toml: str, width: int) -> Rows:
    """The lines of a text with their numbers, were it no TOML."""
    out = []
    for n, text in enumerate(toml.split("\n"), 1):
        shown = clean(text)
        bare = shown.strip()
        colour = PAINT.dim if bare.startswith("#") else PAINT.cyan if bare.startswith("[") else str
        first, *rest = wrap(shown, width - 7) if cells(shown) > width - 7 else [shown]
        lines = [PAINT.dim(f"{n:>5} ") + colour(first), *(" " * 8 + colour(x) for x in rest)]
        out.append(_fixed(Thing(key=f"line:{n}", line=n), lines))
    return out


MAKERS: dict[str, Maker] = {
    "timeline": timeline,
    "ladder": ladder,
    "deadlines": deadlines,
    "steps": steps,
    "record": record,
    "file": file,
}
"""What makes the rows of each tab."""
