"""One item explained: how its day was counted, by which law, which readings there are, what would change it.

Called by `remedy explain`. Every day, reason and quotation comes from the item; nothing is counted here.
"""

from __future__ import annotations

from typing import Any

from remedy.law.answer import Assessment, Cite, Item
from remedy.views.became import stands
from remedy.views.codes import coded
from remedy.views.i18n import N_, _, ngettext
from remedy.views.months import Marks, calendars, months_between
from remedy.views.reasons import fact, told
from remedy.views.text import (
    Paint,
    bracket,
    clean,
    command_lines,
    cut,
    days_in,
    days_phrase,
    pad,
    rule,
    weekday_date,
    wrap,
)
from remedy.views.trace import beside, cite_lines, label_width, trace_lines
from remedy.views.words import (
    HIDES_IDS,
    asked,
    begins,
    event_name,
    event_phrase,
    happened,
    hides_ids,
    interval,
    is_set_without_a_day,
    lasting,
    marks,
    short_id,
    short_rule,
    standing,
    title_named,
    triggers,
    typed_name,
    ways_to_answer,
    what,
    who,
)

ACT = {
    "party": N_("the day to act on: after it the term may be lost"),
    "authority": N_("the day from which it is late"),
    "opponent": N_("until then the prosecution may still act"),
}
"""What the date means for each duty."""

FILL = {
    "DAY": N_("DAY: as it is known, a day, a month or a year; .. where nobody knows it"),
    "WHOM": N_("WHOM: the id of the person"),
    "VALUE": N_("VALUE: one of those named below"),
    "KIND": N_("KIND: what happened, by its id or its title"),
}
"""What is written for a word in capitals."""

FIRST = N_("the first day on which it may be asked under every reading; it is never missed")
"""What the date means where the law names the earliest day."""

UNMOVED = N_("Nothing known: only a new fact, a ruling on the term, or a change of the law.")
"""Where nothing that is recorded would change the day."""


def explain(
    item: Item, assessment: Assessment, calendar_marks: Marks, width: int, paint: Paint, lang: str
) -> list[str]:
    """The item in full, as lines of at most `width` columns."""
    out = [paint.bold(line) for line in wrap(what(item, lang), width)]
    kind = "question" if item.type == "gap" else item.type
    status = stands(item, assessment)
    parts = [clean(item.case), short_id(item.id), coded("kind", kind), status, who(item)]
    parts.append(_("as of {day}").format(day=weekday_date(item.as_of)))
    out += [paint.dim(line) for line in wrap(" · ".join(x for x in parts if x), width)]
    out += ["", *_facts(item, assessment, width, paint, lang)]
    out += _counted(item, calendar_marks, width, paint)
    out += _law(item, width, paint)
    out += _readings(item, width, paint)
    out += _changes(item, assessment, width, paint, lang)
    return out


def _pairs(pairs: list[tuple[str, str]], n: int, paint: Paint) -> list[str]:
    out = []
    label_w = label_width()
    for label, text in pairs:
        lines = wrap(text, n - label_w - 3) if text else []
        for i, line in enumerate(lines):
            out.append("  " + paint.dim(pad(_(label) if i == 0 else "", label_w)) + " " + line)
    return out


def _facts(item: Item, assessment: Assessment, n: int, paint: Paint, lang: str) -> list[str]:
    """The short answer at the head, for any type of item."""
    out = _pairs(pairs_of(item, assessment, lang), n, paint)
    return out + (_answered(item, assessment, n, paint) if item.type == "gap" and item.record else [])


def pairs_of(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    """The short answer for any type of item: labels, to be translated, and texts."""
    by_type = {"gap": _gap, "sanction": _sanction, "step": _step, "hearing": _hearing}
    return by_type.get(item.type, _deadline)(item, assessment, lang)


def _answered(item: Item, assessment: Assessment, n: int, paint: Paint) -> list[str]:
    """The command that answers a question, then the same as lines of the file."""
    where = clean(assessment.file) or _("the case's file")
    by_hand = _("Or add to {file}:") if item.answer else _("To answer it, add to {file}:")
    out = ["", "  " + _("To answer it:"), ""] if item.answer else []
    out += ["    " + paint.cyan(line) for way in ways_to_answer(item) for line in command_lines(way, n - 4)]
    out += ["      " + paint.dim(line) for line in wrap("; ".join(to_fill(item)), n - 6)]
    out += ["", *("  " + line for line in wrap(by_hand.format(file=where), n - 2)), ""]
    return out + ["    " + paint.cyan(cut(clean(line), n - 4)) for line in item.record.split("\n")]


def to_fill(item: Item) -> list[str]:
    """What is to be written for each word in capitals of the command that answers a question."""
    said = [_(said) for word, said in FILL.items() if word in item.answer.split() or f"={word}" in item.answer]
    return [*said, _(HIDES_IDS)] if hides_ids(item.answer, item.record) else said


def _day(item: Item) -> str:
    if item.date is None:
        return _("no date")
    left = f", {days_phrase(item.days_left)}" if item.days_left is not None else ""
    return weekday_date(item.date) + left


def _common(item: Item) -> list[tuple[str, str]]:
    said = [m for m in marks(item) if m != interval(item)]
    return [("marks", " · ".join(said)), ("why", told(item.reason))]


def _deadline(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    label = "last day" if item.kind != "not-before" else "not before"
    means = FIRST if item.kind == "not-before" else ACT.get(item.duty, "")
    pairs = [(label, _day(item) + (f" ({_(means)})" if item.date and means else ""))]
    if interval(item):
        pairs.append(("between", bracket(item.earliest, item.latest)))
    if item.trigger:
        pairs.append(("runs from", event_phrase(item.trigger)))
        pairs += [("", told(w)) for w in item.trigger.why]
    elif item.type == "deadline" and not item.rule:
        pairs.append(("runs from", _("nothing: a day set by letter or order")))
    if item.facts:
        pairs.append(("facts", "; ".join(fact(k, v) for k, v in item.facts.items())))
    if item.done:
        event = told(str(item.done.get("event") or _("it")))
        pairs.append(("done by", f"{event} {happened(item.done)}"))
    if item.fixed:
        pairs.append(("fixed", _fixed(item.fixed)))
    pairs += _common(item)
    if item.next:
        pairs.append(("if missed", ", ".join(title_named(assessment, x, lang) for x in item.next)))
    return pairs


def _fixed(said: dict[str, Any]) -> str:
    """What a court or a person said, and what the rule gives without it."""
    words = [_("waived")] if said.get("waived") else []
    if "date" in said:
        gives = days_in(str(said.get("computed") or _("no day")))
        fixed = _("{day} by court or person").format(day=days_in(str(said["date"])))
        words += [fixed, _("the rule gives {day}").format(day=gives)]
    return "; ".join([*words, clean(str(said.get("reason", "")))])


def _gap(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    waits = dict.fromkeys(f"{title_named(assessment, b, lang)} ({short_id(b)})" for b in item.blocks)
    days = (item.as_of - item.since).days if item.since else 0
    since = f"{weekday_date(item.since)}, " + ngettext("{n} day", "{n} days", days) if item.since else ""
    asks = asked(item, lang)
    return [("to find out", asks), ("open since", since), ("waits for it", "; ".join(waits)), *_common(item)]


def _sanction(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    served = ngettext("{n} day", "{n} days", item.served_days) if item.served_days is not None else ""
    left = ngettext("{n} day", "{n} days", item.left_days) if item.left_days is not None else ""
    between = bracket(item.earliest, item.latest) if interval(item) else ""
    return [
        ("begins", begins(item) or _("not known")),
        ("length", lasting(item.length)),
        ("ends", weekday_date(item.ends) if item.ends else _day(item)),
        ("between", between),
        ("served", served),
        ("left", left),
        *_common(item),
    ]


def _step(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    waiting = ngettext("{n} day", "{n} days", item.days_waiting) if item.days_waiting is not None else ""
    return [
        ("due", _day(item)),
        ("status", coded("status", item.status) + (f", {coded('status', item.flag)}" if item.flag else "")),
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
    out = ["", rule(_("HOW IT WAS COUNTED"), n, paint=paint)]
    for reading in traced:
        if len(traced) > 1:
            out += ["  " + paint.bold(line) for line in wrap(told(reading.label or reading.id), n - 2)]
        out += trace_lines(reading.trace, n, paint)
    first = {r.trace[0].start for r in traced}
    last = {r.trace[-1].to for r in traced}
    months = sorted({m for r in traced for m in months_between(r.trace[0].start, r.trace[-1].to)})
    drawn = calendars(months[:6], first, last, calendar_marks, n - 2, paint, end_of(item))
    return [*out, "", *("  " + line for line in drawn)]


def law_of(item: Item) -> tuple[list[Cite], str]:
    """What it rests on, each once, and how sure that is."""
    cites: list[Cite] = []
    for cite in [*item.cite, *(c for r in item.readings for c in r.cite)]:
        if cite not in cites:
            cites.append(cite)
    moved = item.text_status == "verified" and item.law_status != "verified"
    note = standing(item.text_status if moved else item.law_status) if item.law_status else ""
    off = _("the days off by which a day was moved: {standing}")
    note += f"; {off.format(standing=standing(item.law_status))}" if moved else ""
    return cites, _("standing: {standing}").format(standing=note) if note else ""


def _law(item: Item, n: int, paint: Paint) -> list[str]:
    cites, said = law_of(item)
    return ["", rule(_("THE LAW"), n, said, paint=paint), *cite_lines(cites, n, paint)] if cites else []


def end_of(item: Item) -> str:
    """What the day of a reading is called."""
    return "first day" if item.kind == "not-before" else "last day"


def _readings(item: Item, n: int, paint: Paint) -> list[str]:
    if len(item.readings) < 2:
        return []
    head = rule(_("READINGS"), n, tenable(item), str(len(item.readings)), paint)
    return ["", head, *beside(item.readings, n, paint, end_of(item))]


def tenable(item: Item) -> str:
    """What several readings of a term mean."""
    safe = item.duty == "party"
    return _("each is tenable; the day to act on is safe under all") if safe else _("each is tenable")


def changes_of(item: Item, assessment: Assessment, lang: str) -> list[tuple[str, str]]:
    """What would change the day: a sentence, and the command for it, if there is one."""
    said = [(text, "") for text in _reasons(item)]
    names = {item.id, item.id.partition("#")[2], short_id(item.id), item.rule, short_rule(item.rule)}
    for gap in assessment.items:
        if gap.type == "gap" and (set(gap.blocks) | {short_id(b) for b in gap.blocks}) & names:
            asks = asked(gap, lang)
            said.append((_("An answer to: {question}").format(question=asks), clean(gap.command)))
    return said


def _changes(item: Item, assessment: Assessment, n: int, paint: Paint, lang: str) -> list[str]:
    if item.type not in ("deadline", "sanction"):
        return []
    said = changes_of(item, assessment, lang)
    out = ["", rule(_("WHAT WOULD CHANGE IT"), n, paint=paint)]
    for text, command in said:
        lines = wrap(text, n - 4)
        out += ["  - " + lines[0], *("    " + line for line in lines[1:])]
        out += ["    " + paint.cyan(line) for line in command_lines(command, n - 4)]
    if not said:
        out.append("  " + _(UNMOVED))
    for notice in item.notices:
        lines = wrap(told(notice), n - 4)
        out += [paint.yellow("  ! ") + lines[0], *("    " + line for line in lines[1:])]
    return out


def _reasons(item: Item) -> list[str]:
    out: list[str] = []
    for t in {t.event: t for t in triggers(item)}.values():
        if is_set_without_a_day(t):
            continue
        if t.earliest is None and t.latest is None:
            out.append(_("The day of {event}: it is not known.").format(event=event_name(t)))
        elif t.earliest != t.latest:
            known = bracket(t.earliest, t.latest)
            out.append(_("The day of {event}: known only as {day}.").format(event=event_name(t), day=known))
        if t.derived and " " not in t.event:  # a day that is counted is no event that somebody records
            said = _("{event} follows from the law: once it is recorded, the record counts.")
            out.append(said.format(event=event_name(t)))
        if t.provisional:
            said = _("{event} is provisional: it may not have happened, or not on that day.")
            out.append(said.format(event=event_name(t)))
    days = {r.date for r in item.readings}
    filers = {r.by for r in item.readings}
    if len(filers) > 1 and any(r.latest is None or r.by for r in item.readings):
        own = next(r for r in item.readings if r.by)
        said = _("Who files: {label} has a term of his own beside the general one.")
        out.append(said.format(label=told(own.label)))
    elif len(days) > 1:
        ids = _(" or ").join(clean(r.id) for r in item.readings) or _("its id")
        name = typed_name(item)
        said = _("A decision for one reading ({ids}).").format(ids=ids)
        how = _("A decision for one reading ({ids}): {command}")
        command = f"remedy override choose {name} --reading ID --reason WHY"
        out.append(how.format(ids=ids, command=command) if item.type == "deadline" else said)
    if item.provisional:
        reasons = "; ".join(dict.fromkeys(told(r.reason) for r in item.readings if r.provisional and r.reason))
        said = _("It is provisional: {why}.") if reasons else _("It is provisional.")
        out.append(said.format(why=reasons))
    if item.maybe_done:
        out.append(_("The day of the filing: it may be filed already; a recorded filing answers this."))
    if item.law_status not in ("", "verified"):
        weak = next((told(r.reason) for r in item.readings if r.reason and not r.provisional), "")
        look = _("A look at the text of the law: it is {standing}.").format(standing=standing(item.law_status))
        out.append(_("A check of what it rests on: {why}.").format(why=weak) if weak else look)
    if item.restorable and item.status in ("missed", "unclear"):
        out.append(_("A ruling that restores the term."))
    return out
