"""The head of a case: who, what for, which punishments, how each stands, how much is served and left."""

from __future__ import annotations

from datetime import date

from remedy.case.model import Case
from remedy.law.answer import Assessment, Item
from remedy.views.codes import coded
from remedy.views.i18n import _, ngettext
from remedy.views.text import Paint, clean, cut, weekday_date, wrap_parts
from remedy.views.words import begins, interval, lasting, secret, what_in

RUNS = ("running", "unclear")
"""How a punishment stands that runs, or may."""

TITLE = 48
"""Columns of a punishment's name with its person at most."""


def header(case: Case, answer: Assessment, width: int, paint: Paint, lang: str, most: int = 6) -> list[str]:
    """Who, whether held, what for, then the punishments one a line, as many as fit into `most` lines, and how many more
    there are: those that run first, last those that were over before another began, else as they stand in the file."""
    out = [paint.bold(cut(clean(answer.case_title or case.id), width)), *_about(case, answer, width)]
    punishments = _in_order(case, [i for i in answer.items if i.type == "sanction"])
    room = most - len(out)
    shown = punishments if len(punishments) <= room else punishments[: max(0, room - 1)]
    out += [paint.dim(_fitting(_stands(item, lang), width)) for item in shown]
    more = len(punishments) - len(shown)
    return [*out, paint.dim(ngettext("and {n} more: Deadlines", "and {n} more: Deadlines", more))] if more > 0 else out


def _about(case: Case, answer: Assessment, width: int) -> list[str]:
    """Who and how they stand, on two lines at most: what for is cut first."""
    people = [p for p in case.persons if {"defendant", "applicant"} & set(p.roles)]
    who = ", ".join(clean(p.name or p.id) for p in people) or clean(case.id)
    held = ", ".join(map(clean, answer.held))
    state = [who, _("held: {who}").format(who=held) if held else "", secret(case)]
    state += [_("closed") if case.is_closed_on(answer.as_of) else "", clean(case.country)]
    state += [_("owner {who}").format(who=clean(case.owner)) if case.owner else ""]
    names = (f"{clean(c.law)} {clean(c.article)}".strip() for c in case.charges)
    charges = "; ".join(x for x in names if x)
    lines = wrap_parts([x for x in (*state, charges) if x], width)
    return lines if len(lines) <= 2 else [lines[0], cut(" ".join(lines[1:]), width)]


def _in_order(case: Case, items: list[Item]) -> list[Item]:
    """The punishments as the head has them: a detention of before the sentence stands after it."""
    file = {f"sanction:{s.id}": n for n, s in enumerate(case.sanctions)}

    def is_over(item: Item) -> bool:
        """Whether it was over before another of the same person began."""
        begun = [x for i in items if i.person == item.person and (x := _first(i)) is not None]
        return item.status == "ended" and item.latest is not None and any(x > item.latest for x in begun)

    def place(item: Item) -> tuple[int, int]:
        at = file.get(item.id.partition("#")[2].partition("/")[0], len(file))
        return (0 if item.status in RUNS else 2 if is_over(item) else 1), at

    return sorted(items, key=place)


def _first(item: Item) -> date | None:
    return item.starts or (item.trigger.earliest if item.trigger is not None else None)


def _fitting(said: list[str], width: int) -> str:
    """Statements as far as they fit whole."""
    first, *rest = wrap_parts(said, width - 2)
    return f"{first} …" if rest else first


def _stands(item: Item, lang: str) -> list[str]:
    """A punishment in statements, what is needed most first."""
    served, left = item.served_days, item.left_days
    days = [ngettext("{n} day left", "{n} days left", left)] if left else []
    days += [ngettext("{n} day served", "{n} days served", served)] if served is not None else []
    ends = _("ends {day}").format(day=interval(item) or weekday_date(item.ends or item.date)) if item.date else ""
    first = begins(item)
    said = (what_in(item, lang, TITLE), lasting(item.length), coded("status", item.status).replace("-", " "), ends)
    return [x for x in (*said, *days, first) if x]
