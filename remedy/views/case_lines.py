"""The head of a case: who, what for, which punishments, how each stands, how much is served and left."""

from __future__ import annotations

from remedy.case.model import Case
from remedy.law.answer import Assessment
from remedy.views.codes import coded
from remedy.views.i18n import _, ngettext
from remedy.views.text import Paint, clean, cut, weekday_date, wrap_parts
from remedy.views.words import begins, interval, lasting, secret, what


def header(case: Case, answer: Assessment, width: int, paint: Paint, lang: str) -> list[str]:
    """Who, what for, which punishments, held or under a ban, how each stands, how much is served and left; the first
    three punishments, and how many more there are."""
    people = [p for p in case.persons if {"defendant", "applicant"} & set(p.roles)]
    who = ", ".join(clean(p.name or p.id) for p in people) or clean(case.id)
    charges = "; ".join(f"{clean(c.law)} {clean(c.article)}".strip() for c in case.charges)
    state = [secret(case), _("closed") if case.is_closed_on(answer.as_of) else "", clean(case.country)]
    state += [_("held: {who}").format(who=", ".join(map(clean, answer.held)))] if answer.held else []
    state += [_("owner {who}").format(who=clean(case.owner))] if case.owner else []
    out = [paint.bold(cut(clean(answer.case_title or case.id), width))]
    out.append(cut(" · ".join(x for x in (who, charges, *state) if x), width))
    punishments = [i for i in answer.items if i.type == "sanction"]
    for item in punishments[:3]:
        served, left = item.served_days, item.left_days
        days = [ngettext("{n} day served", "{n} days served", served)] if served is not None else []
        days += [ngettext("{n} day left", "{n} days left", left)] if left is not None else []
        ends = _("ends {day}").format(day=interval(item) or weekday_date(item.ends or item.date)) if item.date else ""
        stands = coded("status", item.status).replace("-", " ")
        said = (what(item, lang), lasting(item.length), stands, ends, *reversed(days), begins(item))
        begun, *rest = wrap_parts([x for x in said if x], width - 2)
        out += [paint.dim(begun), *(paint.dim("  " + x) for x in rest)]
    more = len(punishments) - 3
    return [*out, paint.dim(ngettext("and {n} more: Deadlines", "and {n} more: Deadlines", more))] if more > 0 else out
