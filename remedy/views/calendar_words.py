"""What an entry of a calendar says: its title, and a description that is useful alone.

Called by `calendar_entries`. No count of days stands here: an entry must not change because a day went by. Every text
comes back cleaned.
"""

from __future__ import annotations

import re

from remedy.law.answer import Assessment, Item, Moment
from remedy.views.codes import coded
from remedy.views.explain import ACT, FIRST
from remedy.views.i18n import N_, _, ngettext
from remedy.views.reasons import told
from remedy.views.text import bracket, clean, day_said, weekday_date
from remedy.views.words import (
    asked,
    authority,
    begins,
    cite_phrase,
    from_phrase,
    happened,
    interval,
    marks,
    standing,
    title_named,
    title_of,
    typed_name,
    what,
    who,
)

MARKED = frozenset({"missed", "overdue", "unclear", "not-started"})
"""Statuses that stand in the title."""

OVER = frozenset({"met", "met-late", "waived", "superseded", "used", "expired", "ended", "done", "dropped"})
"""Statuses after which nobody need look at it any more."""

UNCERTAIN = {
    "party": N_("act by this day"),
    "authority": N_("late after this day"),
    "opponent": N_("may act until this day"),
    "hearing": N_("may be on this day"),
    "sanction": N_("not before this day"),
}
"""What the day of the entry is, where the day itself is known only within bounds."""

LATE = N_("act now")
"""What a party is told where the day to act on is past and the term may still run, or ran within bounds."""

FIRST_SURE = N_("sure from this day on")
"""The same where the law names the earliest day."""

_WEB = re.compile(r"https?://[!#-;=?-\[\]_a-z~%]+", re.ASCII | re.IGNORECASE)
"""An address that may stand in a calendar as it is."""


def title(item: Item, lang: str) -> str:
    """How it stands, whose clock, what, of which case, and how sure the day is."""
    name = what(item, lang)
    if item.type == "hearing" and item.time:
        name = f"{name}, {clean(item.time)}"
    forms = {
        "authority": _("Authority must act by this day: {what}"),
        "opponent": _("Prosecution may act until this day: {what}"),
        "not-before": _("May be asked from this day on: {what}"),
        "sanction": _("Punishment ends: {what}"),
    }
    form = forms.get(item.type) or forms.get(item.duty) or forms.get(item.kind) or "{what}"
    said = f"{form.replace('{what}', name)} · {clean(item.case)}"
    status = coded("status", item.status) if item.status in MARKED else ""
    unsure = "; ".join(unsure_of(item))
    return marked(status, said) + (f" [{unsure}]" if unsure else "")


def marked(word: str, text: str) -> str:
    """A title with what a reader must know first."""
    return f"[{word}] {text}" if word else text


def unsure_of(item: Item) -> list[str]:
    """Why the day may be another, in few words; how sure the law is stands in the description."""
    out = []
    if interval(item):
        means = (
            LATE
            if is_past(item)
            else FIRST_SURE
            if item.kind == "not-before"
            else UNCERTAIN.get(item.duty) or UNCERTAIN.get(item.type, "")
        )
        out.append(f"{bounds(item)}: {_(means)}" if means else bounds(item))
    elif item.status == "unclear" and is_past(item):
        out.append(_(LATE))
    out += [_("disputed")] if item.disputed else []
    return out + ([_("provisional")] if item.provisional else [])


def is_past(item: Item) -> bool:
    """Whether the day on which a party had to act is gone: no day to act by, and nothing to ring before."""
    gone_by = item.date is not None and item.date < item.as_of
    return item.type == "deadline" and item.duty == "party" and item.kind != "not-before" and gone_by


def bounds(item: Item) -> str:
    """Between which days the day lies."""
    if item.earliest is None:
        return _("no later than {day}").format(day=day_said(item.latest)) if item.latest else ""
    if item.latest is None:
        return _("{day} or later").format(day=day_said(item.earliest))
    return _("between {day} and {other}").format(day=day_said(item.earliest), other=day_said(item.latest))


def description(item: Item, assessment: Assessment, lang: str, *, masked: bool, zone: str, court: str) -> str:
    """By when, whose, why, by which law, what to do next, and the command that explains."""
    first = " · ".join(x for x in (from_phrase(item), *marks(item)) if x)
    case = f"{clean(item.case)}, {clean(item.case_title)}" if item.case_title != item.case else clean(item.case)
    place = [_labelled(_("court or body"), court)]
    blocks = [
        [first, *_meaning(item, zone), _labelled(_("case"), case), _labelled(_("who acts"), who(item)), *place],
        _reasons(item, assessment, lang),
        _counted(item),
        _law(item),
        [] if masked else [command(item)],
    ]
    return "\n\n".join("\n".join(line for line in lines if line) for lines in blocks if any(lines))


def command(item: Item) -> str:
    """The command that explains it."""
    return f"remedy explain {typed_name(item)}"


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _meaning(item: Item, zone: str) -> list[str]:
    """What the day is."""
    if item.type == "deadline":
        means = FIRST if item.kind == "not-before" else ACT.get(item.duty, "")
        return [f"{weekday_date(item.date)}: {_(means)}"] if means else []
    if item.type == "sanction":
        return [_labelled(_("begins"), begins(item)), _labelled(_("ends"), bracket(item.earliest, item.latest))]
    if item.type == "step":
        return [_labelled(_("status"), coded("status", item.status)), _labelled(_("due"), _due(item))]
    time = f"{clean(item.time)} ({zone})" if item.time and zone else clean(item.time)
    return [_labelled(_("day"), bracket(item.earliest, item.latest)), _labelled(_("time"), time)]


def _due(item: Item) -> str:
    return weekday_date(item.date) if item.date else ""


def _reasons(item: Item, assessment: Assessment, lang: str) -> list[str]:
    """Why it stands so, and what to do next."""
    out = [told(item.reason)]
    if item.type == "deadline":
        out.append(asked(item, lang) if item.asks else "")
        out.append(clean(item.hint_i18n.get(lang) or item.hint_i18n.get("en", "")))
    left = ", ".join(title_named(assessment, name, lang) for name in item.next)
    if left:
        forms = {"missed": _("left: {remedies}"), "unclear": _("if it was not done: {remedies}")}
        out.append(forms.get(item.status, _("if missed: {remedies}")).format(remedies=left))
    if item.type == "step" and item.remedy:
        out.append(_labelled(_("remedy"), title_named(assessment, item.remedy, lang)))
    out += [f"! {told(notice)}" for notice in item.notices]
    return out


def _counted(item: Item) -> list[str]:
    """Each reading with its moves."""
    traced = [r for r in item.readings if r.trace]
    out = []
    for reading in traced:
        if len(item.readings) > 1:
            between = f" {bracket(reading.earliest, reading.latest)}" if reading.earliest != reading.latest else ""
            out.append(f"— {told(reading.label or reading.id)}: {weekday_date(reading.date)}{between}")
        for move in reading.trace:
            days = (
                weekday_date(move.start)
                if move.start == move.to
                else f"{day_said(move.start)} → {weekday_date(move.to)}"
            )
            out.append(f"{days}: {told(move.why)}" + (f" ({authority(move.cite)})" if move.cite else ""))
    untold = len(item.readings) - len(traced)
    if untold and len(item.readings) > 1:
        out.append(ngettext("{n} reading without a day", "{n} readings without a day", untold))
    return [_("How it was counted:"), *out] if out else []


def _law(item: Item) -> list[str]:
    """Each source with its quotation, and its standing."""
    cites = []
    for cite in [*item.cite, *(c for r in item.readings for c in r.cite)]:
        if cite not in cites:
            cites.append(cite)
    out = []
    for cite in cites:
        quote = f" “{clean(cite['quote'])}”" if cite.get("quote") else ""
        out.append(f"{cite_phrase([cite]) or _('source')}{quote}")
    if item.law_status:
        out.append(_("standing: {standing}").format(standing=standing(item.law_status)))
    return out if cites else []


def url_of(item: Item) -> str:
    """The first address of the law that it rests on; empty where none is an address of the web."""
    found = (c.get("url", "") for c in [*item.cite, *(c for r in item.readings for c in r.cite)])
    return next((u for u in found if is_web(u)), "")


def is_web(url: str) -> bool:
    """Whether an address is one of the web, written so that it may stand in a calendar as it is."""
    return _WEB.fullmatch(url) is not None


def over(item: Item, lang: str) -> tuple[str, str]:
    """Title and description of what need not be done any more, or stands in this calendar no longer."""
    word = coded("status", item.status) if item.status in OVER else gone()
    word = _("no date") if item.listed and item.date is None else word
    done = f"{told(str(item.done.get('event') or ''))} {happened(item.done)}" if item.done else ""
    said = [_labelled(_("done by"), done), told(item.reason)]
    return marked(word, f"{what(item, lang)} · {clean(item.case)}"), "\n".join(x for x in said if x)


def event_title(moment: Moment, assessment: Assessment, lang: str) -> str:
    """What an event is called, with its case."""
    return f"{title_of(moment, lang)} · {clean(assessment.case)}"


def gone() -> str:
    """What is said of an entry that was in the calendar and is not any more."""
    return _("no longer in this calendar")
