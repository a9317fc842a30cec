"""One case of a page: who and for what, timeline and ladder drawn, each term explained, steps, sources, problems."""

from __future__ import annotations

from remedy.case.model import Case
from remedy.law.answer import Assessment, Item
from remedy.views.agenda import GROUPS, groups_in_order
from remedy.views.codes import coded
from remedy.views.complaints import sentence
from remedy.views.i18n import _, ngettext
from remedy.views.markup import Safe, el, join, link
from remedy.views.page.explained import explained, facts, heading
from remedy.views.page.ladder import ladder
from remedy.views.page.timeline import timeline
from remedy.views.show import record_rows, sanction_rows, step_rows
from remedy.views.text import clean, day_said, days_in, weekday_date

FIRST = ("WHO", "CHARGES")
"""What of the record stands at the head of a case; the rest stands at its end."""


def items_of(assessment: Assessment) -> tuple[list[Item], list[Item]]:
    """What is on the agenda, in its order, and the deadlines and punishments besides."""
    listed = [i for items in groups_in_order([assessment], show_all=False).values() for i in items]
    every = groups_in_order([assessment], show_all=True)
    taken = {id(i) for i in listed}
    rest = [i for name in GROUPS for i in every.get(name, []) if id(i) not in taken]
    rest.sort(key=lambda i: (i.date is None, i.date or i.as_of, i.id))
    return listed, [i for i in rest if i.type in ("deadline", "sanction")]


def item_id(place: str, number: int) -> str:
    """The id of an item's explanation, by its place among those of its case."""
    return f"{place}-i{number}"


def section(case: Case, assessment: Assessment, place: str, lang: str) -> Safe:
    """The case as a section whose id is `place`."""
    out: list[str] = [_head(case, assessment, place, lang), _drawn(assessment, place, lang)]
    listed, rest = items_of(assessment)
    shown = [explained(i, assessment, item_id(place, n), lang, on_paper=True) for n, i in enumerate(listed)]
    out += [el("h3", _("What to act on, explained")), *shown] if shown else []
    shown = [explained(i, assessment, item_id(place, n), lang, on_paper=False) for n, i in enumerate(rest, len(listed))]
    note = _(GROUPS["rest"][1])
    out += [el("h3", heading(_(GROUPS["rest"][0])), el("small", f" {len(rest)} · {note}")), *shown] if shown else []
    out += _record(case, assessment)
    return el("section", join(out, "\n"), id=place, class_="case", aria_labelledby=f"{place}-title")


def _head(case: Case, assessment: Assessment, place: str, lang: str) -> Safe:
    closed = " " + _("since {day}").format(day=day_said(case.closed_on)) if case.closed_on else ""
    parts = [clean(case.id), clean(case.country), coded("case", case.status) + closed]
    parts += [_("owner {who}").format(who=clean(case.owner))] if case.owner else []
    parts += [", ".join(clean(t) for t in case.tags)] if case.tags else []
    parts.append(_("as of {day}").format(day=weekday_date(assessment.as_of)))
    record = [(name, rows) for name, rows in record_rows(case) if name in FIRST and rows]
    punished = sanction_rows(case, assessment, lang)
    record += [("PUNISHMENT", punished)] if punished else []
    said = [join([el("h3", heading(_(name))), facts(_labelled(rows))]) for name, rows in record]
    title = el("h2", clean(case.title or case.id), id=f"{place}-title")
    note = el("p", clean(case.note)) if case.note else ""
    return join([title, el("p", " · ".join(p for p in parts if p), class_="dim"), note, *said], "\n")


def _labelled(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Rows whose label is said once; a text without any stands by itself."""
    return [(label, text or "—") for label, text in rows]


def _drawn(assessment: Assessment, place: str, lang: str) -> Safe:
    time = el("div", el("h3", _("Timeline")), timeline(assessment, f"{place}-time", lang))
    stairs = el("div", el("h3", _("Ladder of remedies")), ladder(assessment, f"{place}-ladder", lang))
    return el("div", time, stairs, class_="drawn")


def _record(case: Case, assessment: Assessment) -> list[str]:
    """What the file records besides, its sources with their addresses, and what is wrong with it."""
    out: list[str] = []
    steps = [("STEPS", step_rows(case))]
    for name, rows in [*steps, *((n, r) for n, r in record_rows(case) if n not in FIRST)]:
        out += [el("h3", heading(_(name))), facts(_labelled(rows))] if rows else []
    if case.references:
        lines = []
        for r in case.references:
            said = " · ".join(x for x in (r.id, r.title, days_in(r.date.raw) if r.date else "", r.note) if x)
            where = link(r.url) if r.url else r.path
            lines.append(el("li", said, *([el("br"), where] if where else [])))
        out += [el("h3", heading(_("SOURCES"))), el("ul", *lines)]
    if assessment.problems:
        count = ngettext("{n} problem", "{n} problems", len(assessment.problems))
        lines = [el("li", sentence(p), class_="bad" if p.level == "error" else None) for p in assessment.problems]
        out += [el("h3", heading(_("PROBLEMS")), el("small", f" {count}")), el("ul", *lines)]
    return out
