"""A case on one line: where it is, what stage was reached, the ladder in signs, the next day, the last event."""

from __future__ import annotations

from datetime import date

import msgspec

from remedy.case.model import Case
from remedy.law.answer import Assessment, Rung
from remedy.views.codes import coded
from remedy.views.i18n import N_, _, ngettext, titled
from remedy.views.ladder import STATES
from remedy.views.text import Paint, cells, clean, cut, pad, weekday_date, wrap_parts
from remedy.views.words import begins, interval, lasting, what

COLUMNS = (N_("next day"), N_("case"), N_("in"), N_("stage"), N_("custody"))
"""What the list may be sorted by, in turn."""


class CaseRow(msgspec.Struct, kw_only=True):
    """What stands on the line."""

    id: str
    title: str
    country: str
    stage: str
    ladder: str
    """One sign a remedy of the domestic ladder."""
    next: str
    next_day: date | None
    held: str
    closed: bool
    problems: int

    def sort_key(self, by: int) -> tuple[object, ...]:
        """The place in an order; closed cases stand last in any."""
        keys: tuple[tuple[object, ...], ...] = (
            (self.next_day or date.max,),
            (self.id,),
            (self.country,),
            (self.stage,),
            (not self.held,),
        )
        return (self.closed, *keys[by])


def case_row(case: Case, answer: Assessment, lang: str) -> CaseRow:
    """A case as a line of the list."""
    dated = [i for i in answer.items if i.listed and i.date is not None and i.type in ("deadline", "step", "hearing")]
    ahead = [i for i in dated if i.date is not None and i.date >= answer.as_of] or dated
    first = ahead[0] if ahead else None
    return CaseRow(
        id=clean(answer.case),
        title=clean(answer.case_title),
        country=clean(answer.country),
        stage=titled(clean(answer.stage)).replace("-", " "),
        ladder="".join(signs(answer.ladder)),
        next=f"{weekday_date(first.date)} {what(first, lang)}" if first else "",
        next_day=first.date if first else None,
        held=", ".join(map(clean, answer.held)) or "",
        closed=case.is_closed_on(answer.as_of),
        problems=sum(p.level == "error" for p in answer.problems),
    )


def signs(ladder: list[Rung]) -> list[str]:
    """One sign for each remedy that anything is known of; of several persons the first decides."""
    seen: dict[str, str] = {}
    for rung in ladder:
        if rung.stage != "international":
            seen.setdefault(rung.remedy, STATES.get(rung.state, ("?", ""))[0])
    return list(seen.values())


def widths() -> tuple[int, ...]:
    """The columns of the line, as wide as their heads need."""
    return 26, max(3, cells(_("in"))), 16, 12, max(8, cells(_("custody"))), 40


def heads(width: int, by: int) -> str:
    """The heads of the columns; the one that decides the order is marked."""
    words = list(zip((_("case"), _("in"), _("stage"), _("ladder"), _("custody"), _("next day")), widths(), strict=True))
    marked = {0: 5, 1: 0, 2: 1, 3: 2, 4: 4}[by]
    said = [pad(("▾ " if n == marked else "") + word, w) for n, (word, w) in enumerate(words)]
    return cut("   " + " ".join(said), width)


def case_line(row: CaseRow, width: int, paint: Paint) -> str:
    """The line, at most `width` columns."""
    sign = paint.red("! ") if row.problems else "  "
    case_w, in_w, stage_w, ladder_w, held_w, _day = widths()
    held = paint.yellow(pad(_("held") if row.held else "", held_w))
    name = pad(row.id, case_w)
    rest = max(0, width - 2 - case_w - in_w - stage_w - ladder_w - held_w - 5)
    last = row.next or (_("closed") if row.closed else row.title)
    shown = paint.dim(name) if row.closed else paint.bold(name)
    columns = f"{pad(row.country, in_w)} {pad(row.stage, stage_w)} {pad(row.ladder, ladder_w)}"
    return f"{sign}{shown} {columns} {held} {cut(last, rest)}"


def header(case: Case, answer: Assessment, width: int, paint: Paint, lang: str) -> list[str]:
    """Who, what for, which punishments, held or under a ban, how each stands, how much is served and left; the first
    three punishments, and how many more there are."""
    people = [p for p in case.persons if {"defendant", "applicant"} & set(p.roles)]
    who = ", ".join(clean(p.name or p.id) for p in people) or clean(case.id)
    charges = "; ".join(f"{clean(c.law)} {clean(c.article)}".strip() for c in case.charges)
    state = [_("closed") if case.is_closed_on(answer.as_of) else "", clean(case.country)]
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
