"""What may be prepared next: the steps that the packs' playbooks suggest, hung on the days of one assessment.

Suggests, writes nothing. A step that the case's file already holds is named with its state.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Day

import msgspec

from remedy.case.model import Case
from remedy.case.period import Period, shift_days, shift_months
from remedy.law.answer import Assessment, Item, Rung
from remedy.law.counting import spoken
from remedy.law.law import Law
from remedy.law.pack import Pack, Playbook

AHEAD = ("available", "unclear")
"""States of a remedy that is still to be asked for."""


class Suggestion(msgspec.Struct, kw_only=True):
    """One step that somebody may take."""

    id: str
    remedy: str
    """In full: kz/criminal.appeal."""
    remedy_title: str
    remedy_title_i18n: dict[str, str] = {}
    state: str
    """That of the remedy: available, unclear, pending."""
    persons: list[str] = []
    """For whom; empty: for all."""
    title: str
    title_i18n: dict[str, str] = {}
    by: str
    """defence | observers | supporters."""
    date: Day | None
    """By when; None: on any day, the law sets no limit."""
    days_left: int | None
    since: str
    """In words: what the day is counted from."""
    why: str = ""
    why_i18n: dict[str, str] = {}
    step: str | None = None
    """The step of the file that is this one."""
    step_status: str = ""


def plan(case: Case, law: Law, answer: Assessment) -> list[Suggestion]:
    """The steps suggested for every remedy that is open or under way, in the order of the ladder, then by day."""
    out: list[Suggestion] = []
    packs = [law.packs[name] for name in case.packs if name in law.packs]
    for rung in answer.ladder:
        pack = next((p for p in packs if rung.remedy.startswith(f"{p.id}.")), None)
        if pack is not None:
            out += sorted(_suggested(case, pack, answer, rung), key=lambda s: s.date or Day.max)
    return _joined(out)


def _suggested(case: Case, pack: Pack, answer: Assessment, rung: Rung) -> Iterator[Suggestion]:
    name = rung.remedy.removeprefix(f"{pack.id}.")
    for entry in pack.playbook:
        if entry.remedy != name:
            continue
        hung = _hung(pack, entry, answer, rung)
        if hung is None:
            continue
        day, since = hung
        step = next((s for s in case.steps if s.id == entry.id and s.remedy in ("", name, rung.remedy)), None)
        yield Suggestion(
            id=entry.id,
            remedy=rung.remedy,
            remedy_title=rung.title,
            remedy_title_i18n=rung.title_i18n,
            state=rung.state,
            persons=[rung.person] if rung.person else [],
            title=entry.title.get("en", entry.id),
            title_i18n=dict(entry.title),
            by=entry.by,
            date=day,
            days_left=(day - answer.as_of).days if day is not None else None,
            since=since,
            why=entry.why.get("en", ""),
            why_i18n=dict(entry.why),
            step=step.id if step is not None else None,
            step_status=step.status if step is not None else "",
        )


def _hung(pack: Pack, entry: Playbook, answer: Assessment, rung: Rung) -> tuple[Day | None, str] | None:
    """The day of a step and what it is counted from; None where the step is not for the state of the remedy."""
    ahead = rung.state in AHEAD and rung.decided is None
    if entry.before_end is not None:
        if not ahead:
            return None
        if rung.until is None:
            return None, "the law sets no last day"
        return _shift(rung.until, entry.before_end, -1), f"{spoken(entry.before_end)} before the last day, {rung.until}"
    if entry.after_end is not None:
        ended = _ended(pack, entry.remedy, answer, rung) if ahead else None
        if ended is None or ended.latest is None:
            return None
        return _shift(ended.latest, entry.after_end, 1), f"{spoken(entry.after_end)} after the last day, {ended.latest}"
    if entry.after_filed is not None:
        filed = rung.filed.get("latest") if rung.filed and rung.state == "pending" else None
        if not isinstance(filed, Day):
            return None
        return _shift(filed, entry.after_filed, 1), f"{spoken(entry.after_filed)} after the filing of {filed}"
    if entry.after_rule:
        silent = [i for i in answer.items if i.rule == f"{pack.id}.{entry.after_rule}" and i.status == "overdue"]
        mine = [i for i in silent if i.person == rung.person and i.latest is not None]
        if rung.state != "pending" or not mine:
            return None
        return mine[-1].latest, f"the last day of the authority, {mine[-1].latest}, has passed"
    if not ahead:
        return None
    if entry.after_returned is not None:
        back = rung.returned.get("latest") if rung.returned else None
        if not isinstance(back, Day):
            return None
        return _shift(back, entry.after_returned, 1), f"{spoken(entry.after_returned)} after the filing that came back"
    opened = rung.opened or rung.opened_earliest
    if entry.after_open is None or opened is None:
        return None, "open without a last day"
    return _shift(opened, entry.after_open, 1), f"{spoken(entry.after_open)} after it opened, {opened}"


def _ended(pack: Pack, name: str, answer: Assessment, rung: Rung) -> Item | None:
    """The term that has ended: the remedy's own, else the one whose missing opened it."""
    remedy = next((r for r in pack.remedies if r.id == name), None)
    names = {name, *(remedy.after_missed if remedy is not None else ())}
    own = [
        i
        for i in answer.items
        if i.remedy in names and i.kind == "fixed" and i.duty == "party" and i.person == rung.person
    ]
    return own[-1] if own else None


def _shift(day: Day, by: Period, sign: int) -> Day:
    return shift_days(shift_months(day, sign * by.months) if by.months else day, sign * by.days)


def _joined(found: Iterable[Suggestion]) -> list[Suggestion]:
    """The same step on the same day for several persons, once."""
    out: dict[tuple[str, str, Day | None, str], Suggestion] = {}
    for one in found:
        twin = out.setdefault((one.remedy, one.id, one.date, one.state), one)
        if twin is not one:
            twin.persons += [p for p in one.persons if p not in twin.persons]
    return list(out.values())
