"""The words of a reminder: each entry useful alone, the digest in the agenda's order, as text and as a page.

The language is that of the recipient; whoever calls has chosen it. Lines come in masked where the recipient may not see
what is confidential. Every text from a file passes `clean`, and on the page the escape.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Sequence
from datetime import date as Day
from datetime import datetime

import msgspec

from remedy.case.problems import Problem
from remedy.case.shell import shell_word
from remedy.law.answer import Assessment, Item, Rung
from remedy.remind.message import Message
from remedy.remind.notices import Moved, Notice
from remedy.remind.settings import Recipient
from remedy.views import agenda
from remedy.views.complaints import complaint
from remedy.views.i18n import _, language, titled
from remedy.views.reasons import told
from remedy.views.text import clean, day_said, days_in, days_phrase, moment_said, weekday_date
from remedy.views.words import asked, cite_phrase, short_id, short_rule, title_named, ways_to_answer, what, who


class Line(msgspec.Struct, kw_only=True):
    """One line of the agenda with all that is told of it at one time."""

    notices: list[Notice]
    late: bool = False
    deputy: bool = False
    """Whether it is told to the deputy, because nobody acknowledged it."""
    item: Item | None = None
    answer: Assessment | None = None
    """Its item and case as the recipient may see them."""
    whole: tuple[Item, Assessment] | None = None
    """The same unmasked: for names that must stay what they are, never for words."""
    zone: str = "UTC"
    """That of the case, for the times of its hearings."""
    gone: tuple[str, str, Day] | None = None
    """Of a date that the file gives no more: the case and the line as they may be shown, and the day that it was."""
    problem: Problem | None = None
    """Of a file that cannot be used in full; then there is no item."""

    @property
    def is_alone(self) -> bool:
        """Whether it is worth a message of its own: the last day itself, and what was missed."""
        return any(n.kind == "missed" or (n.kind == "lead" and n.lead == "0") for n in self.notices)


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


FIRST = ("missed", "week", "hearing", "unclear", "problem")
"""The groups that a subject names before the others."""


def page(lines: Sequence[Line], lang: str, as_of: Day, name: str) -> Page:
    """The message of these lines, for a recipient of that name."""
    entries = [_problem(line.problem) for line in lines if line.problem is not None]
    entries += [_gone(*line.gone) for line in lines if line.gone is not None]
    by_item = {line.item.id: line for line in lines if line.item is not None}
    slim = [
        msgspec.structs.replace(a, items=[i for i in a.items if i.id in by_item])
        for a in {id(line.answer): line.answer for line in lines if line.answer is not None}.values()
    ]
    for group, items in agenda.groups_in_order(slim, show_all=True).items():
        entries += [_entry(by_item[i.id], group, lang) for i in items]
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.group, []).append(entry)
    titled_groups = [
        (_("PROBLEMS") if g == "problem" else _(agenda.GROUPS[g][0]), found) for g, found in groups.items()
    ]
    begin = _("What to act on as of {day}, for {name}").format(day=weekday_date(as_of), name=clean(name))
    end = [_("Each date cites the law that it rests on, so that a lawyer can check it; this is no legal advice.")]
    return Page(subject=_subject(lines, groups, as_of, lang), begin=begin, groups=titled_groups, end=end)


def _subject(lines: Sequence[Line], groups: dict[str, list[Entry]], as_of: Day, lang: str) -> str:
    """One line of a mail's list: of one entry its own words, else how many of which group."""
    if len(lines) == 1 and lines[0].item is not None:
        item = lines[0].item
        when = days_phrase(item.days_left) if item.date is not None and item.days_left is not None else ""
        word = _("MISSED") if item.status == "missed" else ""
        return ": ".join(x for x in (word, when, f"{what(item, lang)}, {clean(item.case)}") if x)
    counts = []
    for group, found in sorted(
        groups.items(), key=lambda pair: FIRST.index(pair[0]) if pair[0] in FIRST else len(FIRST)
    ):
        word = _("problems") if group == "problem" else _(agenda.GROUPS[group][2])
        counts.append(f"{len(found)} {word}")
    return _("remedy, {day}: {counts}").format(day=weekday_date(as_of), counts=", ".join(counts))


def _problem(problem: Problem) -> Entry:
    return Entry(
        group="problem",
        head=_("{file} cannot be used in full: its deadlines may be missing here").format(file=clean(problem.file)),
        place=_("line {n}").format(n=problem.line),
        lines=[complaint(problem.message), complaint(problem.fix)],
        commands=[(_("every problem"), "remedy check")],
    )


def _gone(case: str, id: str, day: Day) -> Entry:
    """A date that was told, or was to be, and that nothing gives any more: nobody may have meant it."""
    return Entry(
        group="problem",
        head=_("{what}, on {day}: the case gives this date no more").format(
            what=clean(short_id(id)), day=weekday_date(day)
        ),
        place=clean(case),
        lines=[_("next: see what was taken out of the file; if that was a mistake, put it back")],
        commands=[(_("in full"), f"remedy timeline {shell_word(clean(case))}")],
    )


def _entry(line: Line, group: str, lang: str) -> Entry:
    item, answer = line.item, line.answer
    assert item is not None and answer is not None
    case = clean(item.case)
    return Entry(
        group=group,
        head=_head(item, lang),
        place=" · ".join(x for x in (case, clean(item.case_title), _whose(item)) if x),
        lines=[x for x in (*_changes(line), *_why(item, answer, group, lang), *_next(item, answer, lang)) if x],
        commands=_commands(item, line),
    )


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


def _changes(line: Line) -> list[str]:
    """What moved, what comes late, and why it is told to somebody else."""
    out = [moved_words(n.moved) for n in line.notices if n.moved is not None]
    if line.late:
        day = min(n.since for n in line.notices)
        out.append(_("late: it was to be told on {day}").format(day=weekday_date(day)))
    if line.deputy:
        out.append(_("told to you as the deputy: nobody has acknowledged it"))
    return out


def moved_words(moved: Moved) -> str:
    """`moved: it was Tue 2020-07-07; judgment is on 2020-06-23, not 2020-06-22`."""
    was, now = moved.was, moved.now
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
    elif now.version:
        why = _("days off were moved by decree, or the calendar was corrected")
    else:
        why = _("the case's file says another day")
    day = weekday_date(was.date) if was.date else ""
    return _("moved: it was {day}; {why}").format(day=day, why=why)


def _why(item: Item, answer: Assessment, group: str, lang: str) -> list[str]:
    """The rule, the article, the event that it runs from and how far the date is to be trusted."""
    law = " ".join(x for x in (short_rule(item.rule), cite_phrase(item.cite)) if x)
    parts = [law and _("rule {rule}").format(rule=law), *agenda.details(item, group, lang)]
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
        return [_("next: ask how the case stands; record what happened")]
    if item.type == "sanction":
        return [_("next: see that it ends on that day, and record it")]
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
    out = [(_("in full"), f"remedy explain {case} {id}")]
    out += [(_("answer"), way) for way in ways_to_answer(item)]
    if item.status == "missed":
        out.append((_("what is left"), f"remedy ladder {case}"))
    if item.type in ("gap", "deadline"):
        out.append((_("taken in hand"), f"remedy remind ack {case} {id}"))
    return out


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

    def e(words: str) -> str:
        return html.escape(words, quote=True)

    out = [f'<!doctype html><html lang="{e(lang)}"><head><meta charset="utf-8"><title>{e(page.subject)}</title>']
    out += [f"<style>{STYLE}</style></head><body><p>{e(page.begin)}</p>"]
    for heading, entries in page.groups:
        out.append(f"<h2>{e(heading)} · {len(entries)}</h2>")
        for entry in entries:
            out.append(f"<h3>{e(entry.head)}</h3>")
            out += [f"<p>{e(x)}</p>" for x in (entry.place, *entry.lines)]
            out += [f"<p>{e(does)}: <code>{e(command)}</code></p>" for does, command in entry.commands]
    out += [f"<p>{e(x)}</p>" for x in page.end]
    return "\n".join([*out, "</body></html>", ""])


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
