"""What the case file itself asks to be watched: its own deadlines, steps, hearings, and silence.

Nothing here needs a pack: a case of a country without one still has dates that a letter or an order fixed.
"""

from __future__ import annotations

from datetime import date, timedelta

from remedy.case.model import FixedDeadline, Step, TermReading
from remedy.case.period import Period
from remedy.law.answer import Item, Reading, Trigger
from remedy.law.counting import count, trace
from remedy.law.deadlines import LATE, blank
from remedy.law.engine import Engine, later
from remedy.law.world import MAYBE, NO, YES, Happening

REVIEW_AFTER = timedelta(days=90)
"""Silence after which a case is looked at again."""


def named(engine: Engine, name: str) -> Happening | None:
    """The existing event of that id, else the newest of that kind."""
    known = [h for h in (*engine.world.happenings, *engine.derived) if engine.exists(h) != NO]
    found = [h for h in known if h.id == name] or [h for h in known if h.kind == name]
    return max(found, key=Happening.sort_key) if found else None


def deadlines(engine: Engine) -> list[Item]:
    """The deadlines of the file."""
    out = []
    for entry in engine.case.deadlines:
        if entry.set_on is None or engine.clock.has_come(entry.set_on):
            item = _deadline(engine, entry)
            if item is not None:
                out.append(item)
    return out


def _deadline(engine: Engine, entry: FixedDeadline) -> Item | None:
    item = blank(engine, f"{engine.case.id}#deadline:{entry.id}", "deadline", entry.title or entry.id)
    item.owner = entry.owner or item.owner
    item.duty, item.kind, item.law_status = entry.duty, "fixed", "verified" if entry.date else "unverified"
    item.confidential = item.confidential or entry.confidential
    item.cite = [{"source": entry.cite, "article": "", "quote": "", "url": ""}] if entry.cite else []
    if entry.date is not None:
        item.earliest, item.latest = entry.date.earliest, entry.date.latest
        item.trigger = Trigger(
            event="a day fixed in the file", date=entry.set_on, earliest=entry.set_on, latest=entry.set_on
        )
        item.provisional = entry.date.provisional
    elif entry.start and entry.period is not None:
        whole = TermReading(id="main", counting=entry.counting, period=entry.period, start=entry.start, cite=entry.cite)
        item.readings = [r for r in (_reading(engine, entry, t) for t in (whole, *entry.readings)) if r is not None]
        if not item.readings:
            return None
        lows, highs = [r.earliest for r in item.readings], [r.latest for r in item.readings]
        item.earliest = None if None in lows else min(d for d in lows if d is not None)
        item.latest = None if None in highs else max(d for d in highs if d is not None)
        item.trigger, item.disputed = (
            item.readings[0].trigger,
            len({(r.earliest, r.latest) for r in item.readings}) > 1,
        )
        item.provisional = any(r.provisional for r in item.readings)
        item.reason = next((r.reason for r in item.readings if r.reason), "")
    item.date = item.earliest if entry.duty == "party" else item.latest
    _status(engine, entry, item)
    return item


def _reading(engine: Engine, entry: FixedDeadline, term: TermReading) -> Reading | None:
    start = named(engine, term.start or entry.start)
    convention = engine.law.conventions.get(term.counting or entry.counting)
    period = term.period or entry.period
    if start is None or convention is None or period is None:
        return None
    calendar = engine.calendar_of(engine.packs[0] if engine.packs else None)
    ends = [None if d is None else count(d, (period,), convention, calendar) for d in (start.lo, start.hi)]
    first, last = (None if e is None else e.last_day for e in ends)
    why = next((e.provisional for e in ends if e is not None and e.provisional), "")
    begin = start.lo if entry.duty == "party" else start.hi
    return Reading(
        id=term.id,
        label=f"{period.raw} from {start.id}, counted as {convention.id}",
        date=first if entry.duty == "party" else last,
        earliest=first,
        latest=last,
        trigger=Trigger(
            event=start.id,
            date=start.exact,
            earliest=start.lo,
            latest=start.hi,
            derived=start.derived,
            why=list(start.why),
        ),
        law_status="unverified",
        period=period.raw,
        convention=convention.id,
        provisional=bool(why),
        reason=why,
        cite=[{"source": term.cite, "article": "", "quote": "", "url": ""}] if term.cite else [],
        trace=trace(begin, (period,), convention, calendar) if begin is not None else [],
    )


def _status(engine: Engine, entry: FixedDeadline, item: Item) -> None:
    clock = engine.clock
    done = [h for h in (named(engine, d) for d in entry.done) if h is not None]
    certain = [h for h in done if engine.exists(h) == YES]
    item.maybe_done = any(engine.exists(h) == MAYBE for h in done)
    for filing in certain:
        item.done = {"event": filing.id, "date": filing.exact, "earliest": filing.lo, "latest": filing.hi}
        if filing.hi is not None and item.date is not None and filing.hi <= item.date:
            item.status = "used" if entry.duty == "opponent" else "met"
        elif filing.lo is not None and item.latest is not None and filing.lo > item.latest:
            item.status = "met-late"
        else:
            item.status = "unclear"
        return
    if item.date is None:
        item.status = "not-started" if item.latest is None else "unclear"
    elif not clock.is_past(item.date):
        item.status = "open"
    elif item.latest is not None and clock.is_past(item.latest) and not item.maybe_done:
        item.status = LATE[entry.duty]
    else:
        item.status, item.reason = "unclear", "it may have been done: find out; act now"


def steps(engine: Engine, items: list[Item]) -> list[Item]:
    """The advocacy steps that exist and are not finished."""
    out = []
    for step in engine.case.steps:
        if step.since is not None and not engine.clock.has_come(step.since):
            continue
        item = blank(engine, f"{engine.case.id}#step:{step.id}", "step", step.title)
        item.owner, item.status, item.remedy = step.owner or item.owner, step.status, step.remedy or None
        item.waiting_on, item.confidential = step.waiting_on, item.confidential or step.confidential
        item.since = step.since
        item.date = item.earliest = item.latest = _due(engine, step, items)
        item.group = "waiting" if step.status == "waiting" else "step"
        item.listed = step.status in ("todo", "doing", "waiting")
        if step.done_on is not None and not engine.clock.has_come(step.done_on):
            item.status, item.listed = "doing", True
        if not item.listed:
            item.group = "rest"
        if step.status == "waiting" and step.since is not None and engine.clock.as_of is not None:
            item.days_waiting = (engine.clock.as_of - step.since).days
        item.flag = _flag(engine, step, item)
        out.append(item)
    return out


def _due(engine: Engine, step: Step, items: list[Item]) -> date | None:
    if step.due is not None:
        return step.due
    offset = step.before or step.after
    if offset is None:
        return None
    if offset.is_event:
        found = named(engine, offset.target)
        base = found.lo if found is not None else None
        if found is None:
            scheduled = engine.case.event(offset.target)
            base = scheduled.when.earliest if scheduled is not None else None
    else:
        tails = (f"#{offset.target}", f".{offset.target}", f".{offset.target}/")
        base = next((i.date for i in items if i.id.endswith(tails[:2]) or tails[2] in i.id), None)
    by = offset.by
    return later(base, Period(-by.months, -by.days, by.raw) if step.before else by)


def _flag(engine: Engine, step: Step, item: Item) -> str:
    if item.date is not None and engine.clock.is_past(item.date):
        return "overdue"
    if item.date is not None and engine.clock.has_come(item.date):
        return "due"
    if step.status == "waiting" and step.since is not None and step.chase_after is not None:
        chase = later(step.since, step.chase_after)
        if chase is not None and engine.clock.has_come(chase):
            return "chase"
    return "pending"


def hearings(engine: Engine) -> list[Item]:
    """Scheduled events that are not past."""
    out = []
    for happening in engine.world.happenings:
        event = happening.event
        if event is None or happening.state != "scheduled":
            continue
        if happening.hi is not None and engine.clock.is_past(happening.hi):
            continue
        kind = engine.world.vocabulary.kinds[event.kind]
        item = blank(engine, f"{engine.case.id}#hearing:{event.id}", "hearing", event.title or kind.title["en"])
        item.title_i18n = {} if event.title else dict(kind.title)
        item.date = item.earliest = happening.lo
        item.latest, item.time, item.group = happening.hi, event.time, "hearing"
        item.confidential = item.confidential or event.confidential
        item.status, item.provisional = "scheduled", happening.provisional
        out.append(item)
    return out


def review(engine: Engine) -> list[Item]:
    """One item where nothing was recorded for REVIEW_AFTER."""
    days = [h.hi for h in engine.world.happenings if h.hi is not None and engine.exists(h) == YES]
    days += [s.since for s in engine.case.steps if s.since is not None and engine.clock.has_come(s.since)]
    days += [s.done_on for s in engine.case.steps if s.done_on is not None and engine.clock.has_come(s.done_on)]
    if not days:
        return []
    last = max(days)
    due = last + REVIEW_AFTER
    if not engine.clock.has_come(due):
        return []
    item = blank(
        engine,
        f"{engine.case.id}#review",
        "review",
        f"Look again: nothing since {last}",
    )
    item.date = item.earliest = item.latest = due
    item.since, item.status, item.group = last, "open", "review"
    return [item]
