"""The words of a reminder: each entry useful alone, the digest in the agenda's order, as text and as a page.

The language is that of the recipient; whoever calls has chosen it. Lines come in masked where the recipient may not see
what is confidential. Every text from a file passes `clean`, and on the page the escape.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date as Day
from datetime import datetime

import msgspec

from remedy.case.problems import Problem
from remedy.case.shell import shell_word
from remedy.law.answer import Assessment, Item, Rung
from remedy.law.law import Law
from remedy.remind.line import Gone, Line
from remedy.remind.message import Message
from remedy.remind.notices import Moved
from remedy.remind.settings import Recipient
from remedy.remind.whom import can_be_acknowledged
from remedy.views import agenda
from remedy.views.complaints import complaint
from remedy.views.i18n import N_, _, language, ngettext, titled
from remedy.views.markup import document, el
from remedy.views.reasons import told
from remedy.views.text import clean, day_said, days_in, days_phrase, moment_said, weekday_date
from remedy.views.words import asked, cite_phrase, short_id, short_rule, title_named, ways_to_answer, what, who


class Entry(msgspec.Struct, kw_only=True):
    """What is said of one line."""

    group: str
    head: str
    place: str
    lines: list[str]
    commands: list[tuple[str, str]]
    """What each command does, and the command."""


class Page(msgspec.Struct, kw_only=True):
    """A whole message before it is text or a page."""

    subject: str
    begin: str
    groups: list[tuple[str, list[Entry]]]
    end: list[str]


FIRST = ("moved", "missed", "week", "hearing", "unclear", "problem")
"""The groups that a subject names before the others."""


def page(lines: Sequence[Line], lang: str, as_of: Day, name: str, law: Law) -> Page:
    """The message of these lines, for a recipient of that name. Its day is the latest of those that it is at the cases
    of its lines; a line of a case where it is still the day before says so."""
    as_of = max((line.item.as_of for line in lines if line.item is not None), default=as_of)
    entries = [_problem(line.problem) for line in lines if line.problem is not None]
    entries += [_gone(line.gone) for line in lines if line.gone is not None]
    by_item = {id(line.item): line for line in lines if line.item is not None}  # ids as they are shown may be alike
    slim = [
        msgspec.structs.replace(a, items=[i for i in a.items if id(i) in by_item])
        for a in {id(line.answer): line.answer for line in lines if line.answer is not None}.values()
    ]
    for group, items in agenda.groups_in_order(slim, show_all=True).items():
        entries += [_entry(by_item[id(i)], group, lang, as_of, law) for i in items]
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    heads = {"problem": _("PROBLEMS")}
    titled_groups = [(heads.get(g) or _(agenda.GROUPS[g][0]), found) for g, found in groups.items()]
    begin = _("What to act on as of {day}, for {name}").format(day=weekday_date(as_of), name=clean(name))
    end = [_("Each date cites the law that it rests on, so that a lawyer can check it; this is no legal advice.")]
    return Page(subject=_subject(lines, groups, as_of, lang), begin=begin, groups=titled_groups, end=end)


def _subject(lines: Sequence[Line], groups: dict[str, list[Entry]], as_of: Day, lang: str) -> str:
    """One line of a mail's list: of one entry its own words, else how many of which group, what is urgent first."""
    has_moved = [line for line in lines if any(n.moved is not None for n in line.notices)]
    if len(lines) == 1 and lines[0].item is not None:
        item = lines[0].item
        when = days_phrase(item.days_left) if item.date is not None and item.days_left is not None else ""
        word = _("MISSED") if item.status == "missed" else _("MOVED") if has_moved else ""
        return ": ".join(x for x in (word, when, f"{what(item, lang)}, {clean(item.case)}") if x)
    counts = {group: (len(found), _subject_word(group, len(found))) for group, found in groups.items()}
    if has_moved:
        counts["moved"] = len(has_moved), _("moved")
    order = sorted(counts, key=lambda group: FIRST.index(group) if group in FIRST else len(FIRST))
    said = ", ".join(f"{n} {word}" for n, word in map(counts.__getitem__, order))
    return _("remedy, {day}: {counts}").format(day=weekday_date(as_of), counts=said)


def _subject_word(group: str, n: int) -> str:
    return ngettext("problem", "problems", n) if group == "problem" else _(agenda.GROUPS[group][2])


def _problem(problem: Problem) -> Entry:
    return Entry(
        group="problem",
        head=_("{file} cannot be used in full: its deadlines may be missing here").format(file=clean(problem.file)),
        place=_("line {n}").format(n=problem.line),
        lines=[complaint(text) for text in (problem.message, problem.fix) if text],
        commands=[(_("every problem"), "remedy check")],
    )


STATES = {"cancelled": N_("it was cancelled"), "postponed": N_("it was postponed")}
"""What the file says of a hearing that is scheduled no more."""


def _gone(gone: Gone) -> Entry:
    """A date that was told, or was to be, and that nothing gives any more: nobody may have meant it."""
    said = _("{what}, on {day}: the case gives this date no more")
    undo = _("next: see what was taken out of the file; if that was a mistake, put it back")
    return Entry(
        group="problem",
        head=said.format(what=clean(short_id(gone.name)), day=weekday_date(gone.day)),
        place=clean(gone.case),
        lines=[_(STATES[gone.state]) if gone.state in STATES else undo],
        commands=[(_("in full"), f"remedy timeline {shell_word(clean(gone.case))}")],
    )


def _entry(line: Line, group: str, lang: str, as_of: Day, law: Law) -> Entry:
    item, answer = line.item, line.answer
    assert item is not None and answer is not None
    there = "" if item.as_of == as_of else _("as of {day}").format(day=weekday_date(item.as_of))
    place = (clean(item.case), clean(item.case_title), clean(line.court), _whose(item), there)
    why = _why(item, answer, group, lang)
    return Entry(
        group=group,
        head=_head(item, lang),
        place=" · ".join(x for x in place if x),
        lines=[
            x for x in (*_changes(line, item.as_of), *why, _day_off(item, line, law), *_next(item, answer, lang)) if x
        ],
        commands=_commands(item, line),
    )


def _day_off(item: Item, line: Line, law: Law) -> str:
    """That an own last day is no working day, and which is the last one before it."""
    if item.duty != "party" or item.date is None or (item.days_left or 0) < 0 or line.behind is None:
        return ""
    packs = [item.rule.rpartition(".")[0], *line.behind.packs]
    names = [line.behind.calendar, *(law.packs[p].calendar for p in packs if p in law.packs)]
    calendar = next((law.calendars[n] for n in names if n in law.calendars), None)
    if calendar is None or calendar.is_working_day(item.date) is not False:
        return ""
    before = calendar.working_day_before(item.date)
    said = _("{day} is no working day: the last one before it is {before}")
    return said.format(day=weekday_date(item.date), before=weekday_date(before)) if before is not None else ""


def _whose(item: Item) -> str:
    """Who is to act, and whose line it is."""
    parts = [who(item)] if item.waiting_on or item.duty in ("authority", "opponent") else []
    parts = [_("acts: {name}").format(name=parts[0])] if parts else []
    owner = clean(item.owner or "") or (who(item) if not parts else "")
    return " · ".join([*parts, *([_("for {name}").format(name=owner)] if owner else [])])


def _head(item: Item, lang: str) -> str:
    """What, by when, and how many days are left."""
    if item.type == "gap":
        asks = asked(item, lang)
        return f"{asks} ({clean(item.person)})" if item.person else asks
    if item.date is None or item.days_left is None:
        return what(item, lang)
    said = _("{what} — {day}, {left}")
    return said.format(what=what(item, lang), day=weekday_date(item.date), left=days_phrase(item.days_left))


def _changes(line: Line, as_of: Day) -> list[str]:
    """What moved, what comes late, and why it is told to somebody else."""
    is_step = line.item is not None and line.item.type == "step"
    out = [moved_words(n.moved, is_step=is_step) for n in line.notices if n.moved is not None]
    day = line.late_since(as_of)
    if day is not None:
        out.append(_("late: it was to be told on {day}").format(day=weekday_date(day)))
    if (
        line.deputy and line.item is not None and (line.item.days_left or 0) < 0
    ):  # who had it in hand before may not now
        out.append(_("told to you as the deputy: since its day nobody has taken it in hand"))
    elif line.deputy:
        out.append(_("told to you as the deputy: nobody has acknowledged it"))
    return out


def moved_words(moved: Moved, *, is_step: bool = False) -> str:
    """`moved: it was Tue 2020-07-07; judgment is on 2020-06-23, not 2020-06-22`. A step may hang on another day, which
    anything can have moved: nothing more is known of it."""
    was, now = moved.was, moved.now
    if (now.date, now.time) == (was.date, was.time):
        return _("it stands again: for a time nothing gave this date")
    if now.date is None:
        why = _("nothing says from which day it runs any more")
    elif now.fixed and not was.fixed:
        why = _("a court or a person fixed another day")
    elif now.event != was.event:
        why = _("it now runs from {event}").format(event=titled(clean(now.event)))
    elif now.day != was.day:
        said = _("{event} is on {now}, not {was}")
        unknown = _("a day not known")
        days = {"now": day_said(now.day) if now.day else unknown, "was": day_said(was.day) if was.day else unknown}
        why = said.format(event=titled(clean(now.event)), **days)
    elif now.version != was.version:
        why = _("the rule changed: now its version of {day}").format(day=days_in(clean(now.version)))
    elif (now.period, now.convention) != (was.period, was.convention):
        why = _("the rule changed: another length, or another way of counting")
    elif now.reading != was.reading:
        why = _("another reading of the law decides now: a fact was recorded, or a reading came up")
    elif now.version:
        why = _("days off were moved by decree, or the calendar was corrected")
    elif now.date == was.date:
        why = _("the file now says {time}").format(time=clean(now.time) or _("no hour"))
    elif is_step:
        why = _("the day that it hangs on moved, or the file says another")
    else:
        why = _("the case's file says another day")
    day = " ".join(x for x in (weekday_date(was.date) if was.date else "", clean(was.time)) if x)
    return _("moved: it was {day}; {why}").format(day=day, why=why)


def _why(item: Item, answer: Assessment, group: str, lang: str) -> list[str]:
    """The rule, the article, the event that it runs from and how far the date is to be trusted."""
    law = " ".join(x for x in (short_rule(item.rule), cite_phrase(item.cite)) if x)
    parts = [law and _("rule {rule}").format(rule=law), *agenda.details(item, group, lang)]
    if item.kind == "unlimited" and item.status == "open" and item.reason:
        parts.append(told(item.reason))  # no last day, and yet a time after which it may be refused
    waits = [title_named(answer, b, lang) for b in item.blocks]
    if waits:
        parts.append(_("waits: {names}").format(names=", ".join(dict.fromkeys(waits))))
    said = " · ".join(dict.fromkeys(x for x in parts if x))
    if item.type == "hearing":  # its time, which is no reason
        return [said]
    return [_("why: {words}").format(words=said)] if said else []


def _next(item: Item, answer: Assessment, lang: str) -> list[str]:
    """What to do next."""
    if item.type == "gap":
        return [_("next: find it out, and record it")]
    if item.type == "hearing":
        return [_("next: be there; afterwards record what happened")]
    if item.type == "step":
        asked = _("next: ask again, and record the answer")
        return [asked if item.flag == "chase" else _("next: take the step, or say what holds it up")]
    if item.type == "review":
        waits = agenda.waiting_in(answer) if answer.quiet is not None else ""
        waits = _("what else waits in it: {counts}").format(counts=waits) if waits else ""
        return [waits, _("next: ask how the case stands; record what happened")]
    if item.type == "sanction":
        return [_("next: see that it ends on that day, and record it")]
    if item.duty == "opponent":
        return [_("next: wait; until that day the other side may still act")]
    if item.duty == "authority" and item.status != "overdue":
        return [_("next: wait; if nothing has come by then, ask for it")]
    if item.duty == "authority":
        return [_("next: ask for the answer; an omission may itself be complained of")]
    if item.status == "missed":
        return [_("next: see what is left; ask for the term to be restored where there is a reason")]
    if item.status == "unclear":
        return [_("next: find out, and act now as if it were open")]
    if item.maybe_done:
        return [_("next: find out whether it was done, and record it; if it was not, do it now")]
    rung = _rung(item, answer)
    needs = ", ".join(titled(short_rule(r)) for r in rung.requires) if rung is not None else ""
    to = told(rung.to) if rung is not None and rung.to else ""
    said = _("next: file it with {to}").format(to=to) if to else _("next: file it")
    return [said + ("; " + _("it needs: {names}").format(names=needs) if needs else "")]


def _rung(item: Item, answer: Assessment) -> Rung | None:
    name = f"{item.rule.rpartition('.')[0]}.{item.remedy}"
    return next((r for r in answer.ladder if r.remedy == name and r.person == item.person), None)


def _commands(item: Item, line: Line) -> list[tuple[str, str]]:
    """How to see why, how to answer, and how to say that somebody has it in hand."""
    case, id = shell_word(clean(item.case)), shell_word(clean(short_id(item.id)))
    ack = [(_("taken in hand"), f"remedy remind ack {case} {id}")] if can_be_acknowledged(item) else []
    if line.masked:  # by its alias only this command finds it
        return ack
    out = [(_("in full"), f"remedy explain {case} {id}")]
    out += [(_("answer"), way) for way in ways_to_answer(item)]
    if item.status == "missed":
        out.append((_("what is left"), f"remedy ladder {case}"))
    return [*out, *ack]


def text(page: Page) -> str:
    """The message as plain text, no line longer than it needs."""
    out = [page.begin]
    for heading, entries in page.groups:
        out += ["", f"── {heading} ── {len(entries)} ──"]
        for entry in entries:
            out += ["", entry.head, *(f"    {x}" for x in (entry.place, *entry.lines))]
            out += [f"    {does}: {command}" for does, command in entry.commands]
    return "\n".join([*out, "", *page.end, ""])


STYLE = (
    "body{font:15px/1.45 sans-serif;max-width:42em;margin:1em auto;padding:0 1em}"
    "h2{font-size:1em;border-bottom:1px solid}h3{margin:1.2em 0 .2em}p{margin:.2em 0}code{white-space:pre-wrap}"
)


def page_html(page: Page, lang: str) -> str:
    """The message as a whole page without scripts, pictures or anything to be fetched."""
    body = [el("p", page.begin)]
    for heading, entries in page.groups:
        body.append(el("h2", f"{heading} · {len(entries)}"))
        for entry in entries:
            body.append(el("h3", entry.head))
            body += [el("p", x) for x in (entry.place, *entry.lines)]
            body += [el("p", f"{does}: ", el("code", command)) for does, command in entry.commands]
    body += [el("p", x) for x in page.end]
    return document(lang, page.subject, STYLE, body)


def trial(recipient: Recipient, at: str) -> Message:
    """A message to try a channel: no case in it."""
    subject = _("remedy: a trial message")
    body = _("This message was sent by remedy remind test at {time}: the channel works.").format(
        time=moment_said(datetime.fromisoformat(at))
    )
    whole = Page(subject=subject, begin=body, groups=[], end=[])
    data = {"format": 1, "recipient": recipient.id, "subject": subject, "notices": [], "items": [], "problems": []}
    return Message(
        key=hashlib.sha256(f"{recipient.id} {at}".encode()).hexdigest()[:32],
        recipient=recipient,
        subject=subject,
        text=text(whole),
        html=page_html(whole, language()),
        data=data,
    )
