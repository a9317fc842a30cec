"""A case on one page, and the list of cases.

Called by `remedy show` and `remedy list`. Takes the file's own statements from the Case and all else from the
Assessment.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec

from remedy.case.dates import When
from remedy.case.model import Case, Entry, Sanction
from remedy.case.period import Period
from remedy.case.problems import Problem
from remedy.law.answer import Assessment, Item
from remedy.views.agenda import group_of
from remedy.views.became import stands
from remedy.views.codes import coded
from remedy.views.i18n import N_, _, ngettext, titled
from remedy.views.ladder import STATES
from remedy.views.reasons import fact, told
from remedy.views.text import (
    Paint,
    bracket,
    cells,
    clean,
    command_lines,
    day_said,
    days_in,
    days_phrase,
    pad,
    rule,
    weekday_date,
    wrap,
)
from remedy.views.words import (
    NO_CASE,
    asked,
    begins,
    dated,
    from_phrase,
    interval,
    lasting,
    marks,
    secret,
    short_id,
    title_of,
    uncovered,
    what,
)

if TYPE_CHECKING:
    from remedy.views.answers import ShowAnswer

LABEL = 16
"""Columns of the words at the left."""

HEADS = (N_("case"), N_("title"), N_("in"), N_("status"), N_("stage"), N_("next day"))
"""The columns of the list."""

AHEAD = 8
"""Lines of what to act on; the rest is in `remedy due`."""


class ListRow(msgspec.Struct, kw_only=True):
    """One case of the list."""

    id: str
    title: str
    country: str = ""
    status: str = "open"
    stage: str = ""
    next_date: date | None = None
    next_title: str = ""
    next_marks: str = ""
    """The event that the next date runs from, and its marks."""
    problems: int = 0


def show(case: Case, assessment: Assessment, width: int, paint: Paint, lang: str) -> list[str]:
    """The case as lines of at most `width` columns."""
    out = [paint.bold(line) for line in wrap(clean(case.title or case.id), width)]
    closed = " " + _("since {day}").format(day=day_said(case.closed_on)) if case.closed_on else ""
    parts = [clean(case.id), clean(case.country), coded("case", case.status) + closed]
    parts += [_("owner {who}").format(who=clean(case.owner))] if case.owner else []
    parts += [", ".join(clean(t) for t in case.tags)] if case.tags else []
    parts.append(_("as of {day}").format(day=weekday_date(assessment.as_of)))
    out += [paint.dim(line) for line in wrap(" · ".join(p for p in parts if p), width)]
    if case.note:
        out += ["", *wrap(clean(case.note), width)]
    if assessment.uncovered:
        out += ["", *wrap(uncovered(assessment), width)]
    for heading, note, rows in (
        (N_("WHO"), "", _who(case)),
        (N_("CHARGES"), "", _charges(case)),
        (N_("PUNISHMENT"), "", sanction_rows(case, assessment, lang)),
        (N_("PROCEEDINGS"), "", _proceedings(case)),
        (N_("STATE REACHED"), N_("remedy ladder shows it in full"), _state(assessment, lang)),
    ):
        out += _section(_(heading), _(note), rows, width, paint)
    out += _ahead(assessment, width, paint, lang)
    for heading, rows in (
        (N_("VIOLATIONS FOUND"), _findings(case)),
        (N_("RECOMMENDATIONS"), _recommendations(case)),
        (N_("STEPS"), step_rows(case)),
    ):
        out += _section(_(heading), "", rows, width, paint)
    return out + _sources(case, width, paint)


Rows = list[tuple[str, str]]


def record_rows(case: Case) -> list[tuple[str, Rows]]:
    """What the file records beside its events: each heading with its rows of label and text."""
    return [
        (N_("WHO"), _who(case)),
        (N_("CHARGES"), _charges(case)),
        (N_("PROCEEDINGS"), _proceedings(case)),
        (N_("VIOLATIONS FOUND"), _findings(case)),
        (N_("RECOMMENDATIONS"), _recommendations(case)),
    ]


def _section(heading: str, note: str, rows: Rows, n: int, paint: Paint) -> list[str]:
    if not rows:
        return []
    out = ["", rule(heading, n, note, paint=paint)]
    label_w = min(30, max(LABEL, *(cells(label) for label, _text in rows)))
    for label, text in rows:
        lines = wrap(text, n - label_w - 4) or [""]
        left = wrap(label, label_w) or [""]
        for i in range(max(len(lines), len(left))):
            name = pad(left[i] if i < len(left) else "", label_w)
            out.append(f"  {paint.dim(name)}  {lines[i] if i < len(lines) else ''}".rstrip())
    return out


def _join(*parts: str) -> str:
    return " · ".join(p for p in parts if p)


def _tail(entry: Entry) -> str:
    """The mark, the note and the sources of any entry."""
    sources = "[" + ", ".join(clean(s) for s in entry.sources) + "]" if entry.sources else ""
    return " ".join(x for x in (secret(entry), clean(entry.note), sources) if x)


def _who(case: Case) -> Rows:
    rows = []
    for p in case.persons:
        facts = ", ".join(fact(str(k), str(v)) for k, v in p.facts.items())
        rows.append((", ".join(coded("role", r) for r in p.roles), _join(clean(p.name or p.id), facts, _tail(p))))
    return rows


def _charges(case: Case) -> Rows:
    rows = []
    for c in case.charges:
        label = clean(c.article) or _("charge")
        whom = ", ".join(clean(p) for p in c.person)
        rows.append((label, _join(clean(c.law), clean(c.title), whom, titled(clean(c.outcome), "outcome"), _tail(c))))
    return rows


def sanction_rows(case: Case, assessment: Assessment, lang: str) -> Rows:
    """Each punishment with its length, its first and its last day."""
    computed = {short_id(i.id).partition("/")[0]: i for i in assessment.items if i.type == "sanction"}
    return [(clean(s.kind or s.id), _sanction(s, computed.get(f"sanction:{clean(s.id)}"))) for s in case.sanctions]


def _sanction(s: Sanction, item: Item | None) -> str:
    length = clean(s.unlimited) or (lasting(s.length.raw) if s.length else _("length not recorded"))
    if item is None:
        return _join(length, _tail(s))
    starts = _("from {day}").format(day=begins(item)) if begins(item) else _("start not known")
    last = item.ends or item.date
    ends = _("ends {day}").format(day=weekday_date(last)) if last else _("end not known")
    left = days_phrase(item.days_left) if item.days_left is not None else ""
    if item.status == "ended" and item.ends is None and interval(item):
        ends, left = _("ended {day}").format(day=bracket(item.earliest, item.latest)), ""
    return _join(length, starts, ends + (f" ({left})" if left else ""), *marks(item), _tail(s))


def _proceedings(case: Case) -> Rows:
    rows = []
    for p in case.proceedings:
        text = _join(clean(p.body), clean(p.number), coded("mode", p.mode), clean(p.title), _tail(p))
        rows.append((titled(clean(p.stage)).replace("-", " "), text or ("" if p.id == p.stage else clean(p.id))))
    return rows


def _state(assessment: Assessment, lang: str) -> Rows:
    rows = []
    for r in assessment.ladder:
        if r.state in ("not-yet", "not-needed"):
            continue
        sign, word = STATES.get(r.state, ("?", clean(r.state)))
        name = title_of(r, lang) + (f" ({clean(r.person)})" if r.person else "")
        rows.append((f"{sign} {_(word).lower()}", _join(name, told(r.to), told(r.reason))))
    return rows or ([("", _("no remedy is open or was used yet"))] if assessment.ladder else [])


def _ahead(assessment: Assessment, n: int, paint: Paint, lang: str) -> list[str]:
    """What to act on: questions, then deadlines and steps in the order of days."""
    listed = [i for i in assessment.items if i.listed and group_of(i) != "rest"]
    listed.sort(key=lambda i: (i.type != "gap", i.date is None, i.date or date.max, i.id))
    if not listed:
        return []
    out = ["", rule(_("WHAT IS NEXT"), n, "remedy due", str(len(listed)), paint)]
    for item in listed[:AHEAD]:
        if item.type == "gap":
            lines = wrap(asked(item, lang), n - 20)
            label = "? " + _("to ask")
        else:
            left = days_phrase(item.days_left) if item.days_left is not None and item.date else ""
            said = (what(item, lang), stands(item, assessment), left, from_phrase(item), *marks(item))
            lines = wrap(_join(*said), n - 20)
            label = dated(item)
        out += ["  " + paint.bold(pad(label, LABEL)) + "  " + lines[0]]
        out += [" " * (LABEL + 4) + line for line in lines[1:]]
        if item.type == "gap":
            out += [" " * (LABEL + 4) + paint.cyan(x) for x in command_lines(clean(item.command), n - 20)]
    if len(listed) > AHEAD:
        more = _("{n} more: remedy due --case {case}").format(n=len(listed) - AHEAD, case=clean(assessment.case))
        out.append(paint.dim(f"  {more}"))
    return out


def _findings(case: Case) -> Rows:
    """The findings under each right that they breach."""
    by_right: dict[str, list[str]] = {}
    for f in case.findings:
        by = _("by {who}").format(who=coded("role", f.by)) if f.by else ""
        events = _("at {events}").format(events=", ".join(told(e) for e in f.events)) if f.events else ""
        text = _join(clean(f.title) or _("finding"), by, events, _tail(f))
        for right in f.breaches or (_("no right named"),):
            by_right.setdefault(clean(right), []).append(text)
    return [
        (right if i == 0 else "", f"- {text}")
        for right, texts in sorted(by_right.items())
        for i, text in enumerate(texts)
    ]


def _recommendations(case: Case) -> Rows:
    rows = []
    for r in case.recommendations:
        to = _("to {body}").format(body=clean(r.to)) if r.to else ""
        by = _("by {who}").format(who=coded("role", r.by)) if r.by else ""
        rows.append((coded("recommendation", r.status), _join(clean(r.text or r.title or r.id), to, by, _tail(r))))
    return rows


def step_rows(case: Case) -> Rows:
    """Each step with its status, owner and days."""
    rows = []
    for s in case.steps:
        due = _("due {day}").format(day=weekday_date(s.due)) if s.due else ""
        waits = _("waiting on {whom}").format(whom=clean(s.waiting_on)) if s.waiting_on else ""
        done = _("done {day}").format(day=weekday_date(s.done_on)) if s.done_on else ""
        name = clean(s.title) + (f" ({clean(s.id)})" if s.title != s.id else "") if s.title else clean(s.id)
        said = (name, clean(s.owner), due, waits, done, _tail(s))
        rows.append((coded("status", s.status), _join(*said)))
    return rows


def _sources(case: Case, n: int, paint: Paint) -> list[str]:
    """Each source with its address on a line of its own, so that it can be copied."""
    out = ["", rule(_("SOURCES"), n, paint=paint)] if case.references else []
    for r in case.references:
        text = _join(clean(r.id), clean(r.title), days_in(clean(r.date.raw)) if r.date else "", clean(r.note))
        out += [("  " if i == 0 else "    ") + line for i, line in enumerate(wrap(text, n - 4))]
        out += ["    " + paint.dim(line) for line in wrap(clean(r.url or r.path), n - 4)]
    return out


def answer(case: Case, assessment: Assessment, problems: list[Problem]) -> ShowAnswer:
    """The same as JSON: the statements of the file as written, and what follows from them."""
    # answers.py takes ListRow from here
    from remedy.views.answers import ShowAnswer, item_view

    return ShowAnswer(
        case=assessment.case,
        case_title=assessment.case_title,
        country=assessment.country,
        status=case.status,
        as_of=assessment.as_of,
        holds_until=assessment.holds_until,
        uncovered=assessment.uncovered,
        persons=[_record(e) for e in case.persons],
        charges=[_record(e) for e in case.charges],
        proceedings=[_record(e) for e in case.proceedings],
        findings=[_record(e) for e in case.findings],
        recommendations=[_record(e) for e in case.recommendations],
        steps=[_record(e) for e in case.steps],
        sources=[_record(e) for e in case.references],
        remedies=assessment.ladder,
        items=[item_view(i) for i in assessment.items],
        problems=problems,
    )


def _record(entry: Entry) -> dict[str, Any]:
    """An entry's filled keys as plain values; uncertain dates and lengths as they were written."""
    made: dict[str, Any] = {}
    for name in entry.__struct_fields__:
        value = getattr(entry, name)
        if name == "at" or value in ("", (), {}, None):
            continue
        made[name] = value.raw if isinstance(value, (When, Period)) else msgspec.to_builtins(value)
    return made


def listing(rows: list[ListRow], width: int, paint: Paint) -> list[str]:
    """The cases as a table of at most `width` columns; the last line counts."""
    if not rows:
        return wrap(_(NO_CASE), width)
    id_w = min(26, max(4, *(cells(clean(r.id)) for r in rows)))
    heads = [_(word) for word in HEADS]
    stages = [titled(clean(r.stage)) for r in rows]
    states = [coded("case", r.status) for r in rows]
    stage_w = min(16, max(*map(cells, stages), cells(heads[4])))
    state_w = max(*map(cells, states), cells(heads[3]))
    in_w = max(2, cells(heads[2]))
    title_w = min(width - id_w - stage_w - state_w - in_w - 26, max(5, *(cells(clean(r.title)) for r in rows)))
    widths = (id_w, title_w, in_w, state_w, stage_w, 14)
    out = [paint.dim("  ".join(pad(h, w) for h, w in zip(heads, widths, strict=True)).rstrip())]
    for r, stage, state in zip(rows, stages, states, strict=True):
        texts = (clean(r.id), clean(r.title), clean(r.country), state, stage)
        shown = [pad(t, w) for t, w in zip(texts, widths, strict=False)]
        line = paint.bold(shown[0]) + "  " + "  ".join(shown[1:]) + "  " + weekday_date(r.next_date)
        out.append(line.rstrip())
        under = _join(clean(r.next_title), clean(r.next_marks)) if r.next_date else ""
        problems = f"! {_problems(r.problems)}: remedy check" if r.problems else ""
        for text in wrap(_join(problems, _("next: {what}").format(what=under) if under else ""), width - 4):
            out.append("    " + (paint.yellow(text) if problems else paint.dim(text)))
    bad = sum(r.problems for r in rows)
    cases = ngettext("{n} case", "{n} cases", len(rows))
    return [*out, "", paint.bold(cases) + (f" · {_problems(bad)}" if bad else "")]


def _problems(n: int) -> str:
    return ngettext("{n} problem", "{n} problems", n)
