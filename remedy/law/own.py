"""What the case file itself asks to be watched: its own deadlines, steps, hearings, and silence.

Nothing here needs a pack: a case of a country without one still has dates that a letter or an order fixed.
"""

from __future__ import annotations

from datetime import date

from remedy.case.model import ANY, FixedDeadline, Step, TermReading
from remedy.case.period import Period
from remedy.law.answer import SET, Item, Reading, Trigger
from remedy.law.contradictions import fixed_early, set_late
from remedy.law.counting import count, trace
from remedy.law.deadlines import LATE, blank, clock_status
from remedy.law.engine import Engine, later
from remedy.law.filings import filing_day
from remedy.law.words import apply_words, waive, words_on
from remedy.law.world import MAYBE, NO, YES, Happening


def deadlines(engine: Engine) -> list[Item]:
    """The deadlines of the file."""
    known = [e for e in engine.case.deadlines if e.set_on is None or engine.clock.has_come(e.set_on)]
    return [_deadline(engine, entry) for entry in known]


def _events(engine: Engine, name: str) -> list[Happening]:
    """The existing events of that id, else all of that kind, in time."""
    known = [h for h in (*engine.world.happenings, *engine.derived) if engine.exists(h) != NO]
    found = [h for h in known if h.id == name] or [h for h in known if h.kind == name]
    return sorted(found, key=Happening.sort_key)


def _newest(engine: Engine, name: str, *, certain: bool = False) -> Happening | None:
    found = [h for h in _events(engine, name) if not certain or engine.exists(h) == YES]
    return found[-1] if found else None


def _deadline(engine: Engine, entry: FixedDeadline) -> Item:
    item = blank(engine, f"{engine.case.id}#deadline:{entry.id}", "deadline", entry.title or entry.id)
    item.owner = entry.owner or item.owner
    item.duty, item.kind, item.law_status = entry.duty, "fixed", "verified" if entry.date else "unverified"
    item.confidential = item.confidential or entry.confidential
    item.cite = [{"source": entry.cite, "article": "", "quote": "", "url": ""}] if entry.cite else []
    if entry.date is not None:
        item.earliest, item.latest = entry.date.earliest, entry.date.latest
        day = entry.set_on
        item.trigger = Trigger(event=SET, date=day, earliest=day, latest=day)
        item.provisional = entry.date.provisional
    else:
        _compute(engine, entry, item)
    item.date = item.earliest if entry.duty == "party" else item.latest
    words = words_on(engine, {f"deadline:{entry.id}"})
    apply_words(words, item, lambda: _combine(entry, item), restorable=False)
    _status(engine, entry, item)
    wrong = set_late(entry) or next((w for o in words if (w := fixed_early(o, entry.set_on))), "")
    if wrong:
        item.status, item.reason = "unclear", f"{wrong}: correct the file first"
    waive(item)
    return item


def _compute(engine: Engine, entry: FixedDeadline, item: Item) -> None:
    """Fills the readings of a deadline that runs from an event; says why where there is none."""
    whole = TermReading(id="main", counting=entry.counting, period=entry.period, start=entry.start, cite=entry.cite)
    found = [_reading(engine, entry, t) for t in (whole, *entry.readings)]
    item.readings = [r for r in found if r is not None]
    if not item.readings:
        item.trigger = Trigger(event=entry.start or "?", date=None, earliest=None, latest=None, recorded=False)
        unknown = [c for c in (entry.counting, *(r.counting for r in entry.readings)) if c]
        unknown = [c for c in unknown if c not in engine.law.conventions]
        item.cause = "unusable" if unknown or entry.period is None else "unrecorded"
        if unknown:
            item.reason = f"no convention is named {unknown[0]}: correct the file"
        elif entry.period is None:
            item.reason = "it has no period: correct the file"
        else:
            item.reason = f"nobody recorded {entry.start}"
        return
    _combine(entry, item)


def _combine(entry: FixedDeadline, item: Item) -> None:
    lows, highs = [r.earliest for r in item.readings], [r.latest for r in item.readings]
    item.earliest = None if None in lows else min(d for d in lows if d is not None)
    item.latest = None if None in highs else max(d for d in highs if d is not None)
    item.trigger = item.readings[0].trigger
    item.disputed = len({(r.earliest, r.latest) for r in item.readings}) > 1
    item.provisional = any(r.provisional for r in item.readings)
    item.date = item.earliest if entry.duty == "party" else item.latest


def _reading(engine: Engine, entry: FixedDeadline, term: TermReading) -> Reading | None:
    start = _newest(engine, term.start or entry.start, certain=entry.duty != "party")
    convention = engine.law.conventions.get(term.counting or entry.counting)
    period = term.period or entry.period
    if start is None or convention is None or period is None:
        return None
    calendar = engine.calendar_of(engine.packs[0] if engine.packs else None)
    ends = [None if d is None else count(d, (period,), convention, calendar) for d in (start.lo, start.hi)]
    first, last = (None if e is None else e.last_day for e in ends)
    why = next((e.provisional for e in ends if e is not None and e.provisional), "")
    if engine.exists(start) == MAYBE:
        why = why or f"{start.id} may not have happened yet"
    begin = start.lo if entry.duty == "party" else start.hi
    return Reading(
        id=term.id,
        label=f"{period.raw} from {start.id}, counted as {convention.id}",
        date=first if entry.duty == "party" else last,
        earliest=first,
        latest=last,
        trigger=Trigger(
            event=start.id,
            kind=start.kind,
            date=start.exact,
            earliest=start.lo,
            latest=start.hi,
            derived=start.derived,
            provisional=start.provisional or engine.exists(start) == MAYBE,
            why=list(start.why),
        ),
        law_status="unverified",
        period=period.raw,
        convention=convention.id,
        provisional=bool(why) or start.provisional,
        reason=why,
        cite=[{"source": term.cite, "article": "", "quote": "", "url": ""}] if term.cite else [],
        trace=trace(begin, (period,), convention, calendar) if begin is not None and engine.detail else [],
    )


def _filings(engine: Engine, entry: FixedDeadline, item: Item) -> list[Happening]:
    """What may meet it: the events named, on or after the day from which it runs, the first of them first."""
    since = item.trigger.earliest if item.trigger is not None else entry.set_on
    found = {id(h): h for name in entry.done for h in _events(engine, name)}
    later = [h for h in found.values() if since is None or h.hi is None or h.hi >= since]
    return sorted(later, key=Happening.sort_key)


def _status(engine: Engine, entry: FixedDeadline, item: Item) -> None:
    done = _filings(engine, entry, item)
    certain = [h for h in done if engine.exists(h) == YES]
    item.maybe_done = bool(done) and not certain
    if certain:
        _meet(engine, entry, item, certain[0])
        return
    where = clock_status(engine, item)
    begun = item.trigger is not None and item.trigger.recorded
    if where == "unknown":
        unclear = (begun or item.cause == "unusable") and entry.duty == "party"
        item.status = "unclear" if unclear else "not-started"
        return
    item.status = "open" if where == "before" else "unclear"
    lost = _lost(engine, entry)
    if where == "after" and not item.maybe_done and not lost:
        item.status = LATE[entry.duty]
    elif where != "before":
        between = f"the last day lies between {item.date} and {item.latest}: find out which; act now"
        may = f"it may have been done: find out the day of {done[0].id}; act now" if done else ""
        item.reason = may or (lost if where == "after" else between)


def _meet(engine: Engine, entry: FixedDeadline, item: Item, filing: Happening) -> None:
    """met, met-late, used or unclear, by the day on which it was sent."""
    lo, hi, _ = filing_day(filing, "sent")
    item.done = {"event": filing.id, "date": lo if lo == hi else None, "earliest": lo, "latest": hi}
    is_plain = filing.id not in engine.world.contradicted and not filing.doubtful
    if is_plain and hi is not None and item.date is not None and hi <= item.date:
        item.status = "used" if entry.duty == "opponent" else "met"
    elif is_plain and lo is not None and item.latest is not None and lo > item.latest:
        item.status = "expired" if entry.duty == "opponent" else "met-late"
    else:
        item.status = "unclear"
        item.reason = _whether_in_time(engine, item, filing)


def _whether_in_time(engine: Engine, item: Item, filing: Happening) -> str:
    """Why a filing is neither in time nor late: its day is open, or the readings differ; what a dismissal left."""
    if filing.exact is None or not item.disputed:
        return f"{filing.id} was on a day that may be too late: find out the day"
    reason = f"{filing.id} of {filing.exact} is in time under one reading and late under another"
    undone = (h for h in engine.world.happenings if filing in h.answers and h.is_undone(engine.clock))
    fallen = next(undone, None)
    if fallen is None:
        return f"{reason}: find out which holds"
    item.flag = "reinstated"
    return f"{reason}; {fallen.id} was set aside: it waits to be examined"


def _lost(engine: Engine, entry: FixedDeadline) -> str:
    """Why it cannot be said to be missed: something that may have met or moved it could not be read."""
    known = {h.id for h in engine.world.happenings} | set(engine.world.vocabulary.kinds)
    wrong = [name for name in entry.done if name not in known]
    if wrong:
        return f"no event is named {wrong[0]}: correct the file first"
    if engine.case.unreadable & ({ANY} | set(entry.done)):
        return "an event of the file could not be read and may have met it: correct it first"
    words = engine.lost_words
    return f"a word on a deadline is lost ({words[0]}): correct it first" if words else ""


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
        if step.status == "waiting" and step.since is not None and step.chase_after is not None:
            item.chase_on = later(step.since, step.chase_after)
        item.flag = _flag(engine, item)
        out.append(item)
    return out


def _due(engine: Engine, step: Step, items: list[Item]) -> date | None:
    if step.due is not None:
        return step.due
    offset = step.before or step.after
    if offset is None:
        return None
    if offset.is_event:
        found = _newest(engine, offset.target)
        base = found.lo if found is not None else None
        if found is None:
            scheduled = engine.case.event(offset.target)
            base = scheduled.when.earliest if scheduled is not None else None
    else:
        tails = (f"#{offset.target}", f".{offset.target}", f".{offset.target}/")
        base = next((i.date for i in items if i.id.endswith(tails[:2]) or tails[2] in i.id), None)
    by = offset.by
    return later(base, Period(-by.months, -by.days, by.raw) if step.before else by)


def _flag(engine: Engine, item: Item) -> str:
    if item.date is not None and engine.clock.is_past(item.date):
        return "overdue"
    if item.date is not None and engine.clock.has_come(item.date):
        return "due"
    if item.chase_on is not None and engine.clock.has_come(item.chase_on):
        return "chase"
    return "pending"


def last_day_of(happening: Happening) -> date | None:
    """The last day of an event that may last several."""
    until = happening.event.until.latest if happening.event is not None and happening.event.until else None
    return until or happening.hi


def hearings(engine: Engine) -> list[Item]:
    """Scheduled events that are not past."""
    out = []
    for happening in engine.world.happenings:
        event = happening.event
        if event is None or happening.state != "scheduled":
            continue
        if happening.known is not None and not engine.clock.has_come(happening.known):
            continue
        last = last_day_of(happening)
        if last is not None and engine.clock.is_past(last):
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


def review(engine: Engine, after: Period) -> list[Item]:
    """One item where nothing was recorded for so long."""
    days = [h.hi for h in engine.world.happenings if h.hi is not None and engine.exists(h) == YES]
    days += [s.since for s in engine.case.steps if s.since is not None and engine.clock.has_come(s.since)]
    days += [s.done_on for s in engine.case.steps if s.done_on is not None and engine.clock.has_come(s.done_on)]
    if not days:
        return []
    last = max(days)
    due = later(last, after) or last
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
