"""One item explained: how its day was counted, by which law, which readings there are, what would change it.

Called by `remedy explain`. Every day, reason and quotation comes from the item; nothing is counted here.
"""

from __future__ import annotations

from typing import Any

from remedy.case.shell import shell_word
from remedy.law.answer import Assessment, Cite, Item
from remedy.views.months import Marks, calendars, months_between
from remedy.views.text import (
    Paint,
    bracket,
    clean,
    command_lines,
    count_of,
    cut,
    days_phrase,
    pad,
    rule,
    weekday_date,
    wrap,
)
from remedy.views.trace import LABEL, beside, cite_lines, trace_lines
from remedy.views.words import (
    begins,
    event_name,
    event_phrase,
    happened,
    interval,
    lasting,
    marks,
    short_id,
    short_rule,
    standing,
    title_named,
    title_of,
    triggers,
    what,
    who,
)

ACT = {
    "party": "the day to act on: after it the term may be lost",
    "authority": "the day from which it is late",
    "opponent": "until then the prosecution may still act",
}
"""What the date means for each duty."""

FILL = {
    "DAY": "DAY: as it is known, a day, a month or a year; .. where nobody knows it",
    "WHOM": "WHOM: the id of the person",
    "VALUE": "VALUE: one of those named below",
    "KIND": "KIND: what happened, by its id or its title",
}
"""What is written for a word in capitals."""

FIRST = "the first day on which it may be asked under every reading; it is never missed"
"""What the date means where the law names the earliest day."""


def explain(
    item: Item, assessment: Assessment, calendar_marks: Marks, width: int, paint: Paint, lang: str
) -> list[str]:
    """The item in full, as lines of at most `width` columns."""
    out = [paint.bold(line) for line in wrap(what(item, lang), width)]
    kind = "question" if item.type == "gap" else item.type
    parts = [clean(item.case), short_id(item.id), kind, clean(item.status), who(item)]
    parts.append(f"as of {weekday_date(item.as_of)}")
    out += [paint.dim(line) for line in wrap(" · ".join(x for x in parts if x), width)]
    out += ["", *_facts(item, assessment, width, paint, lang)]
    out += _counted(item, calendar_marks, width, paint)
    out += _law(item, width, paint)
    out += _readings(item, width, paint)
    out += _changes(item, assessment, width, paint, lang)
    return out


def _pairs(pairs: list[tuple[str, str]], n: int, paint: Paint) -> list[str]:
    out = []
    for label, text in pairs:
        lines = wrap(text, n - LABEL - 3) if text else []
        for i, line in enumerate(lines):
            out.append("  " + paint.dim(pad(label if i == 0 else "", LABEL)) + " " + line)
    return out


def _facts(item: Item, assessment: Assessment, n: int, paint: Paint, lang: str) -> list[str]:
    """The short answer at the head, for any type of item."""
    by_type = {"gap": _gap, "sanction": _sanction, "step": _step, "hearing": _hearing}
    pairs = by_type.get(item.type, _deadline)(item, assessment, lang)
    out = _pairs(pairs, n, paint)
    return out + (_answered(item, assessment, n, paint) if item.type == "gap" and item.record else [])


def _answered(item: Item, assessment: Assessment, n: int, paint: Paint) -> list[str]:
    """The command that answers a question, then the same as lines of the file."""
    where = clean(assessment.file) or "the case's file"
    by_hand = f"{'Or' if item.answer else 'To answer it,'} add to {where}:"
    out = ["", "  To answer it:", ""] if item.answer else []
    out += ["    " + paint.cyan(line) for line in command_lines(clean(item.answer), n - 4)]
    words = [said for word, said in FILL.items() if word in item.answer.split() or f"={word}" in item.answer]
    out += ["      " + paint.dim(line) for line in wrap("; ".join(words), n - 6)]
    out += ["", *("  " + line for line in wrap(by_hand, n - 2)), ""]
    return out + ["    " + paint.cyan(cut(clean(line), n - 4)) for line in item.record.split("\n")]


def _day(item: Item) -> str:
    if item.date is None:
        return "no date"
    left = f", {days_phrase(item.days_left)}" if item.days_left is not None else ""
    return weekday_date(item.date) + left


def _common(item: Item) -> list[tuple[str, str]]:
    said = [m for m in marks(item) if m != interval(item)]
    return [("marks", " · ".join(said)), ("why", clean(item.reason))]


def _deadline(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    label = "last day" if item.kind != "not-before" else "not before"
    means = FIRST if item.kind == "not-before" else ACT.get(item.duty, "")
    pairs = [(label, _day(item) + (f" ({means})" if item.date and means else ""))]
    if interval(item):
        pairs.append(("between", bracket(item.earliest, item.latest)))
    if item.trigger:
        pairs.append(("runs from", event_phrase(item.trigger)))
        pairs += [("", clean(w)) for w in item.trigger.why]
    elif item.type == "deadline" and not item.rule:
        pairs.append(("runs from", "nothing: a day set by letter or order"))
    if item.facts:
        pairs.append(("facts", "; ".join(f"{clean(k)}: {clean(v)}" for k, v in item.facts.items())))
    if item.done:
        event = clean(str(item.done.get("event") or "it"))
        pairs.append(("done by", f"{event} {happened(item.done)}"))
    if item.fixed:
        pairs.append(("fixed", _fixed(item.fixed)))
    pairs += _common(item)
    if item.next:
        pairs.append(("if missed", ", ".join(title_named(assessment, x, lang) for x in item.next)))
    return pairs


def _fixed(said: dict[str, Any]) -> str:
    """What a court or a person said, and what the rule gives without it."""
    words = ["waived"] if said.get("waived") else []
    if "date" in said:
        rule = said.get("computed")
        words += [f"{said['date']} by court or person", f"the rule gives {rule or 'no day'}"]
    return "; ".join([*words, clean(str(said.get("reason", "")))])


def _gap(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    waits = dict.fromkeys(f"{title_named(assessment, b, lang)} ({short_id(b)})" for b in item.blocks)
    since = f"{weekday_date(item.since)}, {count_of((item.as_of - item.since).days, 'day')}" if item.since else ""
    asks = clean(item.asks_i18n.get(lang) or item.asks)
    return [("to find out", asks), ("open since", since), ("waits for it", "; ".join(waits)), *_common(item)]


def _sanction(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    served = count_of(item.served_days, "day") if item.served_days is not None else ""
    left = count_of(item.left_days, "day") if item.left_days is not None else ""
    between = bracket(item.earliest, item.latest) if interval(item) else ""
    return [
        ("begins", begins(item) or "not known"),
        ("length", lasting(item.length)),
        ("ends", weekday_date(item.ends) if item.ends else _day(item)),
        ("between", between),
        ("served", served),
        ("left", left),
        *_common(item),
    ]


def _step(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    waiting = count_of(item.days_waiting, "day") if item.days_waiting is not None else ""
    return [
        ("due", _day(item)),
        ("status", clean(item.status) + (f", {clean(item.flag)}" if item.flag else "")),
        ("owner", clean(item.owner or "")),
        ("waiting on", clean(item.waiting_on) + (f", {waiting}" if waiting else "")),
        ("remedy", title_named(assessment, item.remedy, lang) if item.remedy else ""),
        *_common(item),
    ]


def _hearing(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    between = bracket(item.earliest, item.latest) if interval(item) else ""
    return [("day", _day(item)), ("between", between), ("time", clean(item.time)), *_common(item)]


def _counted(item: Item, calendar_marks: Marks, n: int, paint: Paint) -> list[str]:
    traced = [r for r in item.readings if r.trace]
    if not traced:
        return []
    out = ["", rule("HOW IT WAS COUNTED", n, paint=paint)]
    for reading in traced:
        if len(traced) > 1:
            out += ["  " + paint.bold(line) for line in wrap(clean(reading.label or reading.id), n - 2)]
        out += trace_lines(reading.trace, n, paint)
    first = {r.trace[0].start for r in traced}
    last = {r.trace[-1].to for r in traced}
    months = sorted({m for r in traced for m in months_between(r.trace[0].start, r.trace[-1].to)})
    drawn = calendars(months[:6], first, last, calendar_marks, n - 2, paint, _end(item))
    return [*out, "", *("  " + line for line in drawn)]


def _law(item: Item, n: int, paint: Paint) -> list[str]:
    cites: list[Cite] = []
    for cite in [*item.cite, *(c for r in item.readings for c in r.cite)]:
        if cite not in cites:
            cites.append(cite)
    if not cites:
        return []
    moved = item.text_status == "verified" and item.law_status != "verified"
    note = standing(item.text_status if moved else item.law_status) if item.law_status else ""
    note += f"; the days off by which a day was moved: {standing(item.law_status)}" if moved else ""
    return ["", rule("THE LAW", n, f"standing: {note}" if note else "", paint=paint), *cite_lines(cites, n, paint)]


def _end(item: Item) -> str:
    """What the day of a reading is called."""
    return "first day" if item.kind == "not-before" else "last day"


def _readings(item: Item, n: int, paint: Paint) -> list[str]:
    if len(item.readings) < 2:
        return []
    safe = "; the day to act on is safe under all" if item.duty == "party" else ""
    note = f"each is tenable{safe}"
    return ["", rule("READINGS", n, note, str(len(item.readings)), paint), *beside(item.readings, n, paint, _end(item))]


def _changes(item: Item, assessment: Assessment, n: int, paint: Paint, lang: str) -> list[str]:
    if item.type not in ("deadline", "sanction"):
        return []
    said = [(text, "") for text in _reasons(item)]
    names = {item.id, item.id.partition("#")[2], short_id(item.id), item.rule, short_rule(item.rule)}
    for gap in assessment.items:
        if gap.type == "gap" and (set(gap.blocks) | {short_id(b) for b in gap.blocks}) & names:
            asks = clean(gap.asks_i18n.get(lang) or gap.asks) or title_of(gap, lang)
            said.append((f"An answer to: {asks}", clean(gap.command)))
    out = ["", rule("WHAT WOULD CHANGE IT", n, paint=paint)]
    for text, command in said:
        lines = wrap(text, n - 4)
        out += ["  - " + lines[0], *("    " + line for line in lines[1:])]
        out += ["    " + paint.cyan(line) for line in command_lines(command, n - 4)]
    if not said:
        out.append("  Nothing known: only a new fact, a ruling on the term, or a change of the law.")
    for notice in item.notices:
        lines = wrap(clean(notice), n - 4)
        out += [paint.yellow("  ! ") + lines[0], *("    " + line for line in lines[1:])]
    return out


def _reasons(item: Item) -> list[str]:
    out: list[str] = []
    for t in {t.event: t for t in triggers(item)}.values():
        if t.earliest is None and t.latest is None:
            out.append(f"The day of {event_name(t)}: it is not known.")
        elif t.earliest != t.latest:
            out.append(f"The day of {event_name(t)}: known only as {bracket(t.earliest, t.latest)}.")
        if t.derived and " " not in t.event:  # a day that is counted is no event that somebody records
            out.append(f"{event_name(t)} follows from the law: once it is recorded, the record counts.")
        if t.provisional:
            out.append(f"{event_name(t)} is provisional: it may not have happened, or not on that day.")
    days = {r.date for r in item.readings}
    filers = {r.by for r in item.readings}
    if len(filers) > 1 and any(r.latest is None or r.by for r in item.readings):
        own = next(r for r in item.readings if r.by)
        out.append(f"Who files: {clean(own.label)} has a term of his own beside the general one.")
    elif len(days) > 1:
        ids = " or ".join(clean(r.id) for r in item.readings) or "its id"
        name = f"{shell_word(clean(item.case))} {shell_word(short_id(item.id))}"
        how = f": remedy override choose {name} --reading ID --reason WHY" if item.type == "deadline" else "."
        out.append(f"A decision for one reading ({ids}){how}")
    if item.provisional:
        reasons = [clean(r.reason) for r in item.readings if r.provisional and r.reason]
        out.append("It is provisional" + (": " + "; ".join(dict.fromkeys(reasons)) if reasons else "") + ".")
    if item.maybe_done:
        out.append("The day of the filing: it may be filed already; a recorded filing answers this.")
    if item.law_status not in ("", "verified"):
        weak = next((clean(r.reason) for r in item.readings if r.reason and not r.provisional), "")
        what = (
            f"A check of what it rests on: {weak}"
            if weak
            else f"A look at the text of the law: it is {standing(item.law_status)}"
        )
        out.append(what + ".")
    if item.restorable and item.status in ("missed", "unclear"):
        out.append("A ruling that restores the term.")
    return out
