"""The agenda: what to act on across cases, in one fixed order of groups, as text and as plain lines.

Called by `remedy due`. Shows items as the assessment gives them; computes no date. A case in which all is quiet takes
one line, which counts what waits in it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from datetime import date

import msgspec

from remedy.case.languages import in_language
from remedy.case.problems import Problem
from remedy.law.answer import Assessment, Item
from remedy.views.codes import coded
from remedy.views.i18n import N_, _, ngettext, titled
from remedy.views.pressing import Pressing
from remedy.views.problems import UNREAD, has_errors, problems_first
from remedy.views.reasons import told
from remedy.views.text import (
    Paint,
    cells,
    clean,
    command_lines,
    cut,
    day_said,
    days_column,
    days_width,
    pad,
    rule,
    wrap,
    wrap_parts,
)
from remedy.views.words import (
    HIDES_IDS,
    NO_CASE,
    asked,
    dated,
    from_phrase,
    hides_ids,
    marks,
    short_rule,
    title_named,
    typed_name,
    uncovered,
    what,
    what_in,
    who,
)

SCREEN = 40
"""Lines that a screen holds: blank lines between groups are left out where the agenda is longer."""

GROUPS: dict[str, tuple[str, str, str]] = {
    "gap": (N_("ASK FIRST"), N_("what nobody recorded, and a clock waits for"), N_("to ask")),
    "missed": (N_("MISSED"), N_("the last day has passed"), N_("missed")),
    "unclear": (N_("UNCLEAR"), N_("find out, and act now as if it were open"), N_("unclear")),
    "week": (N_("THIS WEEK"), N_("act within 7 days"), N_("this week")),
    "month": (N_("THIS MONTH"), N_("act within 31 days"), N_("this month")),
    "later": (N_("LATER"), "", N_("later")),
    "hearing": (N_("HEARINGS"), "", N_("to attend")),
    "waiting": (
        N_("WAITING ON OTHERS"),
        N_("what courts and authorities owe; chase what is late"),
        N_("waiting"),
    ),
    "sanction": (N_("PUNISHMENT ENDING"), "", N_("ending")),
    "review": (N_("LOOK AGAIN"), N_("nothing was recorded for a long time"), N_("to review")),
    "opponent": (N_("THE PROSECUTION'S CLOCKS"), N_("until then it may still act"), N_("of the prosecution")),
    "undated": (N_("OPEN WITHOUT A DATE"), N_("may be done on any day"), N_("undated")),
    "rest": (N_("THE REST"), N_("done, overtaken or not running"), N_("more")),
}
"""The groups in their order: heading, note, word in the last line."""

QUIET = N_("no event for a year, no day ahead")
"""Said of cases that take one line."""

SIGNS = {"gap": "?", "missed": "!", "unclear": "?"}
"""Signs before a line, so that colour is never the only mark."""


def _by_date(item: Item) -> tuple[bool, date, str]:
    return item.date is None, item.date or date.max, item.id


def items_in_order(assessments: Iterable[Assessment]) -> list[Item]:
    """All items by date, null last, then id: the order of JSON."""
    return sorted((i for a in assessments for i in a.items), key=_by_date)


def group_of(item: Item) -> str:
    """The group of the screen that an item stands in."""
    if item.group in ("open", "step"):
        if item.group == "step" and item.waiting_on:
            return "waiting"
        if item.date is None or item.days_left is None or (item.kind == "not-before" and item.days_left <= 0):
            return "undated"
        return "week" if item.days_left <= 7 else "month" if item.days_left <= 31 else "later"
    return item.group if item.group in GROUPS else "rest"


def groups_in_order(assessments: Sequence[Assessment], show_all: bool) -> dict[str, list[Item]]:
    """The groups of the screen in their order, each with its items; empty groups are left out."""
    found: dict[str, list[Item]] = {name: [] for name in GROUPS}
    for item in items_in_order(assessments):
        if item.listed or show_all:
            found[group_of(item)].append(item)
    places = {id(i): p.place(i) for a in assessments for p in (Pressing(a),) for i in a.items if i.type == "gap"}
    found["gap"].sort(key=lambda i: places[id(i)])
    return {name: items for name, items in found.items() if items}


def details(item: Item, group: str, lang: str) -> list[str]:
    """What is said of an item besides its day and title: why, from which event, and its marks."""
    out = []
    if group == "waiting" and item.status and item.type != "step":
        out.append(coded("status", item.status).replace("-", " "))
    elif group == "rest" and item.status:
        out.append(coded("status", item.status))
    if item.type == "step":
        out += [coded("status", item.flag)] if item.flag and item.flag != "pending" else []
        if item.days_waiting is not None:
            out.append(ngettext("{n} day waiting", "{n} days waiting", item.days_waiting))
    if item.type == "hearing" and item.time:
        out.append(clean(item.time))
    unborn = item.cause == "unrecorded"
    out += [x for x in ("" if unborn else from_phrase(item), *marks(item)) if x]
    if item.maybe_done and item.duty == "party":
        out.append(_("record the day of filing"))
    if group == "undated" and item.type == "step" and item.owner:
        out.append(clean(item.owner))
    is_told = group in ("missed", "unclear", "review") or item.status in ("overdue", "not-started")
    is_told = is_told or (group == "undated" and (item.status == "unclear" or item.flag in ("again", "doubt")))
    is_told = is_told or (group == "undated" and item.kind == "not-before") or item.cause == "came-back"
    is_told = is_told or (item.type == "sanction" and item.law_status == "unverified")
    if item.reason and is_told:
        out.append(told(item.reason))
    if item.asks and item.type == "deadline":
        out.append(asked(item, lang))
    if item.hint_i18n and item.status == "open":
        out.append(clean(in_language(item.hint_i18n, lang) or item.hint_i18n["en"]))
    if item.flag == "if-missed":
        out.append(_("only if the term was missed"))
    if item.type == "sanction" and len(item.readings) > 1:
        out.append(
            "; ".join(f"{_counting(r.id)}: {day_said(r.latest) if r.latest else _('no date')}" for r in item.readings)
        )
    if group in ("missed", "unclear") and item.next:
        names = ", ".join(titled(short_rule(n)) for n in item.next)
        left = _("left: {remedies}") if group == "missed" else _("if it was not done: {remedies}")
        out.append(left.format(remedies=names))
    return out


def _counting(id: str) -> str:
    """What the engine calls one way to count a punishment, in words."""
    credit, first_day, rest = id.partition("first-day-")
    parts = (credit.strip("-"), f"{first_day}{rest}")
    return ", ".join(told(x.replace("-", " ")) for x in parts if x)


def together(items: list[Item]) -> list[Item]:
    """Lines that differ by the person alone, as one that names them all."""
    found: dict[tuple[object, ...], list[Item]] = {}
    for n, i in enumerate(items):
        days = (i.date, i.earliest, i.latest, i.status, i.flag, i.reason)
        key = (i.case, i.rule or i.id, i.id.partition("@")[2].partition("/")[0], *days, tuple(marks(i)))
        is_another = any(i.id == known.id for known in found.get(key, ()))  # a masked case that is called the same
        found.setdefault(key if i.person and not is_another else (n,), []).append(i)
    return [
        same[0] if len(same) == 1 else msgspec.structs.replace(same[0], person=", ".join(str(i.person) for i in same))
        for same in found.values()
    ]


def _item_lines(items: list[Item], group: str, n: int, paint: Paint, lang: str) -> list[str]:
    """The lines of one group: aligned columns, what does not fit beside them beneath."""
    items = together(items)
    has_dates = group != "undated" and any(i.date for i in items)
    case_w = min(22, max(cells(clean(i.case)) for i in items))
    who_w = min(16, max(cells(who(i)) for i in items))
    days_w = days_width()
    left = 2 + (days_w + 18 if has_dates else 0) + case_w + 2
    what_w = min(n - left - (who_w + 2 if who_w else 0), max(cells(what(i, lang)) for i in items))
    said = {i.id: details(i, group, lang) for i in items}
    if group == "undated":
        who_w = 0
        most = max(cells(" · ".join(said[i.id])) for i in items)
        what_w = min(what_w, max(28, n - left - 2 - most))
    out = []
    for item in items:
        late = item.status in ("missed", "overdue") or item.flag == "overdue"
        sign = SIGNS.get(group) or ("!" if late else " ")
        days = pad(days_column(item.days_left if item.date else None), days_w, right=True)
        times = f"{days}  {pad(dated(item), 14)}  " if has_dates else ""
        colour = paint.red if late else paint.yellow if group == "unclear" else paint.bold
        line = colour(f"{sign} {times}") + pad(clean(item.case), case_w) + "  "
        room = what_w if cells(what(item, lang)) <= what_w else n - left - (who_w + 2 if who_w else 0)
        title = (short_title := what_in(item, lang, room)) + " " * (what_w - cells(short_title))
        line += paint.bold(title)
        used = left + max(what_w, cells(title))
        if who_w:
            line, used = line + "  " + pad(who(item), who_w), used + 2 + who_w
        parts = said[item.id]
        beside = " · ".join(parts)
        if beside and used + 2 + cells(beside) <= n:
            out.append(line + "  " + paint.dim(beside))
            continue
        out.append(line.rstrip())
        indent = 2 + days_w + 18 if has_dates else left
        out += [" " * indent + paint.dim(x) for x in wrap_parts(parts, n - indent)]
    return out


def _gap_lines(item: Item, assessment: Assessment, case_w: int, n: int, paint: Paint, lang: str) -> list[str]:
    """A question, then what waits for the answer and the command that records it."""
    asks = asked(item, lang)
    if item.person:
        asks = f"{asks} ({clean(item.person)})"
    since = _("open since {day}").format(day=day_said(item.since)) if item.since else ""
    left = 2 + case_w + 2
    head = paint.yellow("? ") + pad(clean(item.case), case_w) + "  "
    lines = wrap(asks, n - left)
    if since and left + cells(lines[-1]) + 2 + cells(since) <= n:
        fill = " " * (n - left - cells(lines[-1]) - cells(since))
        shown = [*map(paint.bold, lines[:-1]), paint.bold(lines[-1]) + fill + paint.dim(since)]
        since = ""
    else:
        shown = list(map(paint.bold, lines))
    out = [head + shown[0], *(" " * left + s for s in shown[1:])]
    waits = [title_named(assessment, b, lang) for b in item.blocks]
    names = _("waits: {names}").format(names=", ".join(dict.fromkeys(waits))) if waits else ""
    note = "; ".join(x for x in (since, names) if x)
    command = clean(item.command)
    indent = 4
    beside = n - indent - cells(command) - 3
    if command and note and beside >= min(40, cells(note)):
        return [*out, " " * indent + paint.dim(cut(note, beside) + " → ") + paint.cyan(command)]
    out += [" " * indent + paint.dim(line) for line in wrap(note, n - indent)[:2]]
    return out + [" " * indent + paint.cyan(line) for line in command_lines(command, n - indent)]


def _foot(assessments: Sequence[Assessment], n: int, paint: Paint) -> list[str]:
    """The cases and days that no pack covers: no mistake, but silence would read as "nothing is left"."""
    out = []
    for a in assessments:
        if a.uncovered and not a.lacks_pack:
            lines = wrap(f"{clean(a.case)}: {uncovered(a)}", n - 2)
            out += [paint.dim("  " + line) for line in lines]
    return [rule(_("NOT COMPUTED"), n, paint=paint), *out] if out else []


def quiet_of(assessments: Sequence[Assessment]) -> dict[str, date]:
    """The cases that take one line, with the day since when; a case alone is shown in full."""
    return {a.case: a.quiet for a in assessments if a.quiet is not None and a.items} if len(assessments) > 1 else {}


def is_folded(item: Item, quiet: Container[str]) -> bool:
    """Whether the one line of its quiet case is enough for an item. A last day that was missed is never folded away."""
    return item.case in quiet and group_of(item) != "missed"


def waiting_in(assessment: Assessment) -> str:
    """How much waits in a quiet case, by group."""
    groups = groups_in_order([assessment], show_all=False)
    left = {
        name: [i for i in items if i.type != "review" and is_folded(i, (i.case,))] for name, items in groups.items()
    }
    return " · ".join(_counts({name: items for name, items in left.items() if items})) or _("nothing else")


def _counts(groups: dict[str, list[Item]]) -> list[str]:
    return [f"{len(items)} {_(GROUPS[name][2])}" for name, items in groups.items()]


def _quiet_lines(quiet: dict[str, date], groups: dict[str, list[Item]], n: int, paint: Paint) -> list[str]:
    """One line for each quiet case: since when, and how much waits in it."""
    note = _(QUIET) + ": remedy due --case …"
    out = [rule(_("QUIET"), n, note, str(len(quiet)), paint)]
    case_w = max(cells(clean(name)) for name in quiet)
    waiting: dict[str, dict[str, list[Item]]] = {name: {} for name in quiet}
    for group, items in groups.items():
        for item in items:
            if is_folded(item, quiet) and item.type != "review":
                waiting[item.case].setdefault(group, []).append(item)
    for name, since in sorted(quiet.items(), key=lambda pair: (pair[1], pair[0])):
        counts = " · ".join(_counts(waiting[name])) or _("nothing else")
        begin = "  " + _("since {day}").format(day=day_said(since)) + "  "
        head = f"{begin}{pad(clean(name), case_w)}  "
        out.append(begin + paint.bold(pad(clean(name), case_w)) + "  " + cut(counts, n - cells(head)))
    return out


def last_line(
    groups: dict[str, list[Item]], assessments: Sequence[Assessment], as_of: str, quiet: int = 0, *, lost: bool = False
) -> str:
    """How many items of each group, of how many cases, as of when, and until when it holds."""
    counts = _counts(groups) + ([_("{n} quiet").format(n=quiet)] if quiet else [])
    ends = [a.holds_until for a in assessments if a.holds_until]
    until = _("holds until {day}").format(day=day_said(min(ends))) if ends else _("holds until something is recorded")
    said = " · ".join(counts) or (_("nothing that could be read") if lost else _("nothing to act on"))
    cases = ngettext("{n} case", "{n} cases", len(assessments))
    return _("{counts} — {cases} as of {day}; {holds}").format(counts=said, cases=cases, day=clean(as_of), holds=until)


def nothing_listed(assessments: Sequence[Assessment], lang: str, *, lost: bool = False) -> list[str]:
    """What is said where nothing is to be acted on: the next day, if there is one. `lost`: a file has an error, so that
    nobody can say that there is nothing."""
    ahead = [i for i in items_in_order(assessments) if i.date and (i.days_left or 0) >= 0]
    if ahead:
        item = ahead[0]
        days = f"{dated(item)}, {days_column(item.days_left)}"
        line = _("Next: {day}: {what}, {case}").format(day=days, what=what(item, lang), case=clean(item.case))
        tail = ", ".join(x for x in (from_phrase(item), *marks(item)) if x)
        return [_(UNREAD) if lost else _("Nothing to act on."), line + (f" ({tail})" if tail else "")]
    if lost:
        return [_(UNREAD)]
    return [_("Nothing to act on, and nothing ahead: record in a case's file what happens next.")]


def _hint(groups: dict[str, list[Item]], n: int, paint: Paint) -> list[str]:
    """How to ask about a line, shown on the first term of the screen."""
    every = [i for items in groups.values() for i in items if i.type == "deadline"]
    item = next((i for i in every if i.date), every[0] if every else None)
    if item is None:
        return []
    words = _("Why this date, by which law:") + " "
    command = f"remedy explain {typed_name(item)}"
    if cells(words) + cells(command) <= n:
        return [paint.dim(words) + paint.cyan(command)]
    return [paint.dim(words.strip()), *(paint.cyan(line) for line in command_lines(command, n))]


def due(
    assessments: Sequence[Assessment],
    problems: Sequence[Problem],
    as_of_text: str,
    width: int,
    paint: Paint,
    lang: str,
    show_all: bool = False,
    *,
    hint: bool = True,
    nothing: str = NO_CASE,
    unread: int = 0,
) -> list[str]:
    """The agenda as lines of at most `width` columns; the last line counts and says as of when.

    `hint`: with a command to ask about a line; `nothing`: what is said where no case is shown; `unread`: how many files
    could not be read.
    """
    blocks = [problems_first(problems, assessments, width, paint, unread)]
    every = groups_in_order(assessments, show_all)
    quiet = {} if show_all else quiet_of(assessments)
    shown = {name: [i for i in items if not is_folded(i, quiet)] for name, items in every.items()}
    groups = {name: items for name, items in shown.items() if items}
    by_case, lost = {a.case: a for a in assessments}, has_errors(problems)
    for name, items in groups.items():
        heading, note, _word = GROUPS[name]
        lines = [rule(_(heading), width, _(note), str(len(items)), paint)]
        if name == "gap":
            case_w = min(22, max(cells(clean(i.case)) for i in items))
            for item in items:
                lines += _gap_lines(item, by_case[item.case], case_w, width, paint, lang)
        else:
            lines += _item_lines(items, name, width, paint, lang)
        blocks.append(lines)
    if quiet:
        blocks.append(_quiet_lines(quiet, every, width, paint))
    blocks.append(_foot(assessments, width, paint))
    if not groups and not quiet:
        told_of = nothing_listed(assessments, lang, lost=lost) if assessments or lost else [clean(_(nothing))]
        blocks.append(told_of)
    last = wrap(last_line(groups, assessments, as_of_text, len(quiet), lost=lost), width)
    commands = [i.command for i in groups.get("gap", ())] + [i.typed for items in groups.values() for i in items]
    blocks.append([paint.dim(x) for x in wrap(_(HIDES_IDS), width)] if hides_ids(*commands) else [])
    blocks.append([*(_hint(groups, width, paint) if hint else ()), *map(paint.bold, last)])
    blocks = [b for b in blocks if b]
    roomy = sum(map(len, blocks)) + len(blocks) - 1 <= SCREEN
    out: list[str] = []
    for block in blocks:
        out += ([""] if out and roomy else []) + block
    return out


def plain(items: Iterable[Item], lang: str = "en") -> list[str]:
    """One line an item for other programs, tab-separated, without a heading.

    Columns: id, type, status, days left, date, earliest, latest, case, title, person, who, from, marks.
    """
    out = []
    for i in items:
        days = [d.isoformat() if d else "" for d in (i.date, i.earliest, i.latest)]
        left = "" if i.days_left is None else str(i.days_left)
        cells = [clean(i.id), i.type, i.status, left, *days, clean(i.case), what(i, lang)]
        cells += [clean(i.person or ""), who(i), from_phrase(i), ", ".join(marks(i))]
        out.append("\t".join(cells))
    return out
