"""The status of one deadline: open, met, missed, unclear, and why, as section 5 of the design promises.

Takes the readings of `terms.py` and the events of the engine. `date` is the day to act on: the earliest for a
party, the latest for an authority or the opponent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from remedy.case.model import ANY
from remedy.law import facts, filings, limits, overtaking, terms
from remedy.law.answer import Item, Reading, Trigger
from remedy.law.calendar import weakest
from remedy.law.contradictions import fixed_early
from remedy.law.engine import Engine
from remedy.law.pack import Rule
from remedy.law.unlimited import unlimited
from remedy.law.words import apply_words, waive, words_of
from remedy.law.world import YES, Happening

LATE = {"party": "missed", "authority": "overdue", "opponent": "expired"}
"""The status after the last day, by duty."""


def make(engine: Engine, rule: Rule, anchor: Happening, person: str) -> Item:
    """The deadline of a rule at an anchor for a person, with its status as of the clock's day."""
    item = _item(engine, rule, anchor, person)
    if rule.kind == "unlimited":
        unlimited(engine, rule, anchor, person, item)
        apply_words(words_of(engine, rule, anchor, person), item, lambda: None, restorable=False)
        return item
    computed, unknown, reason = terms.readings(context(engine, rule, anchor, person))
    _mark_maybe(engine, computed)
    done = filings.done(engine, rule, anchor, person, computed)
    computed = _governing(engine, computed, done, person, rule)
    item.readings = computed
    if engine.detail:
        conditions = (rule.condition, *(r.condition for v in rule.versions for r in v.readings))
        item.facts = facts.stated(engine.world, conditions, person, anchor)
    if reason:
        item.status, item.reason, item.law_status = "not-started", reason, "unverified"
        item.cause = "uncovered"
        item.trigger = Trigger(event=anchor.id, date=anchor.exact, earliest=anchor.lo, latest=anchor.hi)
        item.trigger.kind, item.trigger.derived = anchor.kind, anchor.derived
        return item
    overtaken = limits.overtaking(engine, rule, anchor, person, computed)
    limits.cap(engine, rule, anchor, person, item)
    combine(rule, item, anchor)
    words = words_of(engine, rule, anchor, person)
    apply_words(words, item, lambda: combine(rule, item, anchor), restorable=rule.restorable)
    if overtaken is not None:
        item.status, item.reason = "superseded", f"{overtaken.id} came first: this clock does not run"
        return item
    _status(engine, rule, anchor, person, item, done)
    unknown += _overtaken_maybe(engine, rule, anchor, person, item)
    begins = anchor.event.when.earliest if anchor.event is not None else None
    wrong = next((w for o in words if (w := fixed_early(o, begins))), "")
    if wrong and item.status not in ("superseded", "not-started") and not item.inferred:
        item.status, item.reason = "unclear", f"{wrong}: correct the file first"
    waive(item)
    add_notices(engine, rule, item)
    if unknown and item.flag != "in-force" and item.status in ("open", "unclear", "overdue", "missed", "not-started"):
        item.reason = (item.reason + "; " if item.reason else "") + f"depends on: {', '.join(dict.fromkeys(unknown))}"
        item.cause = item.cause or "facts"
    return item


def id_of(engine: Engine, tail: str, person: str) -> str:
    """The id of an item: with the person if and only if deadlines run for two or more."""
    return f"{engine.case.id}#{tail}" + (f"/{person}" if len(engine.world.parties) > 1 else "")


def blank(engine: Engine, id: str, type: str, title: str) -> Item:
    """An item of the case, with what every item has."""
    return Item(
        id=id,
        type=type,
        as_of=engine.clock.as_of or date.max,
        case=engine.case.id,
        case_title=engine.case.title,
        country=engine.case.country,
        title=title,
        owner=engine.case.owner or None,
        confidential=engine.case.confidential,
    )


def _item(engine: Engine, rule: Rule, anchor: Happening, person: str) -> Item:
    item = blank(engine, id_of(engine, f"{rule.full}@{anchor.id}", person), "deadline", rule.title.get("en", rule.id))
    item.title_i18n = rule.title
    item.person = person if len(engine.world.parties) > 1 else None
    item.duty, item.kind, item.rule = rule.duty, rule.kind, rule.full
    item.remedy, item.restorable = rule.remedy or None, rule.restorable
    item.next = list(rule.if_missed)
    if anchor.event is not None and anchor.event.confidential:
        item.confidential = True
    return item


def context(engine: Engine, rule: Rule, anchor: Happening, person: str) -> terms.Context:
    """What the readings of one deadline are computed from."""
    pack = engine.law.packs.get(rule.pack)
    extensions = 0
    if rule.extension is not None:
        given = engine.in_round((rule.extension.event,), anchor, person, rule.pack)
        extensions = sum(engine.exists(h) == YES and _extends(h, anchor) for h in given)
    return terms.Context(
        world=engine.world,
        law=engine.law,
        calendar=engine.calendar_of(pack),
        rule=rule,
        anchor=anchor,
        person=person,
        fired=engine.fired(rule, anchor, person),
        extensions=extensions,
        traces=engine.detail,
    )


def _extends(extension: Happening, anchor: Happening) -> bool:
    """An extension belongs to the deadline that it answers, else to those of its own stage."""
    if extension.answers:
        return anchor in extension.answers
    return extension.stage in ("", anchor.stage)


def _mark_maybe(engine: Engine, computed: list[Reading]) -> None:
    """A term that runs from an event that may not have happened is provisional."""
    for reading in computed:
        happening = engine.uncertain.get(reading.trigger.event)
        if happening is not None:
            reading.provisional = reading.trigger.provisional = True
            reading.reason = reading.reason or f"{happening.name} may not have happened yet"


def _governing(
    engine: Engine, computed: list[Reading], done: Sequence[Happening], person: str, rule: Rule
) -> list[Reading]:
    """Whose filing it was decides between the terms of several filers; another's term that still runs is kept."""
    filing = next((h for h in done if h.by_person), None)
    if filing is None or not any(r.by for r in computed):
        return computed
    filer = filing.by_person
    if filer == person or (person == "" and "defendant" in engine.world.roles.get(filer, ())):
        return [r for r in computed if r.by and r.trigger.latest is not None] or computed
    general = [r for r in computed if not r.by]
    _, last, is_known = filings.filing_day(filing, rule.met_by)
    if is_known and last is not None and all(r.earliest is None or last <= r.earliest for r in general):
        return general or computed
    running = [r for r in computed if r.by and (r.latest is None or not engine.clock.is_past(r.latest))]
    return [*general, *running] or computed


def combine(rule: Rule, item: Item, anchor: Happening) -> None:
    """One day to act on out of all readings."""
    known = [r for r in item.readings if r.earliest is not None or r.latest is not None]
    lows = [r.earliest for r in known]
    highs = [r.latest for r in item.readings]
    item.earliest = None if not lows or None in lows else min(d for d in lows if d is not None)
    item.latest = None if not highs or None in highs else max(d for d in highs if d is not None)
    if rule.duty == "party" and rule.kind != "not-before":
        item.date = item.earliest
    else:
        given = [d for d in highs if d is not None]
        item.date = max(given) if given and all(r.latest is not None for r in known) else None
    first = next((r for r in known if r.date == item.date), known[0] if known else item.readings[0])
    item.trigger = first.trigger
    known_from = [r for r in item.readings if r.trigger.earliest or r.trigger.latest]
    item.provisional = anchor.provisional or any(r.provisional for r in known_from)
    item.disputed = anchor.disputed or len({(r.earliest, r.latest) for r in item.readings}) > 1
    item.law_status = weakest(*(r.law_status for r in item.readings))
    item.text_status = weakest(*(r.text_status for r in item.readings))
    item.cite = first.cite
    if rule.duty != "party" and item.date is not None and _unknown_calendar(item):
        item.latest = None


def _unknown_calendar(item: Item) -> bool:
    return any("is not in the calendar" in r.reason for r in item.readings)


# Status


def _status(engine: Engine, rule: Rule, anchor: Happening, person: str, item: Item, done: list[Happening]) -> None:
    ended = [h for h in overtaking.ending(engine, rule, anchor, person) if engine.exists(h) == YES]
    back = {h.id: by for h in done if (by := filings.sent_back(engine, h)) and not filings.is_late(h, item.latest)}
    done = [h for h in done if h.id not in back]
    certain = [h for h in done if engine.exists(h) == YES]
    item.maybe_done = bool(done) and not certain
    touched = [h for h in (anchor, *done) if h.id in engine.world.contradicted or person in h.doubtful]
    if certain and _is_met(engine, rule, anchor, person, item, certain[0]):
        return
    proven, decision = filings.inferred_by(engine, rule, anchor, person)
    if proven == "yes" and decision is not None and rule.duty == "party":
        item.status, item.inferred = "met", True
        item.reason = f"{decision.id} shows that it was filed"
        if certain:
            item.done = filings.as_done(certain[0], rule)
        return
    taken = filings.accepted(engine, certain[0], person) if certain and not touched else None
    if taken is not None and rule.duty == "party":
        item.status, item.inferred, item.done = "met", True, filings.as_done(certain[0], rule)
        item.reason = f"{taken.id} decided on {certain[0].id} without sending it back as late"
        return
    if back and not certain and rule.duty == "party" and _still_open(engine, item, list(back.values())[-1]):
        return
    if ended and rule.duty != "opponent":
        item.status, item.reason = "superseded", f"overtaken by {ended[0].id}"
        return
    if certain and not touched:
        item.status = "unclear"
        item.done = filings.as_done(certain[0], rule)
        item.reason = (
            _own_term(engine, item) or f"{certain[0].id} was filed on a day that may be too late: find out the day"
        )
        return
    if touched:
        item.status = "unclear"
        wrong = "names somebody who is not in the case" if person in touched[0].doubtful else "contradicts the rest"
        item.reason = f"{touched[0].id} {wrong}: correct the file first"
        return
    if proven == "other-side" and decision is not None:
        item.status, item.cause = "unclear", "other-side"
        item.reason = f"{decision.id} answers the other side; nobody recorded whether this side filed too"
        return
    begins = [r.trigger.earliest for r in item.readings if r.trigger.earliest is not None]
    if begins and not item.fixed and not any(engine.clock.has_come(day) for day in begins):
        item.status, item.reason = "not-started", f"begins on {min(begins)}"
        return
    _running(engine, rule, item, done)
    _restored(engine, rule, anchor, person, item)
    if item.status == "unclear" and rule.duty == "party":
        _in_force(engine, rule, anchor, person, item)
    if item.status != LATE[rule.duty]:
        return
    lost = _lost(engine, rule)
    if lost or (proven == "maybe" and decision is not None and rule.duty == "party"):
        item.status = "unclear"
        item.reason = lost or f"{decision.id if decision else ''} may have been given: then it was filed; find out"


def _still_open(engine: Engine, item: Item, by: Happening) -> bool:
    """What was withdrawn or sent back may be filed again while the term runs; what was sent back to be completed, for
    as long as the court said, which the file may not say."""
    where = clock_status(engine, item)
    completed = by.outcome == filings.RETURNED
    if where == "before" or (where == "between" and not completed):
        item.status = "open" if where == "before" else "unclear"
        more = ", or complete it within the term that the court gave" if completed else ""
        item.cause = "came-back"
        item.reason = f"{by.id}: what was filed came back; the term still runs: file again{more}"
    elif completed and item.fixed is None:
        item.status = "unclear"
        item.reason = f"{by.id}: find out the term that the court gave to complete it, and write it as an [[override]]"
    return bool(item.reason) and item.status in ("open", "unclear")


def _overtaken_maybe(engine: Engine, rule: Rule, anchor: Happening, person: str, item: Item) -> list[str]:
    """The untold facts on which it depends whether an event overtook the deadline; then it is not lost."""
    if item.status not in ("open", "unclear", LATE[rule.duty]):
        return []
    doubts = overtaking.may_end(engine, rule, anchor, person)
    if doubts and item.status == LATE[rule.duty]:
        item.status = "unclear"
        item.reason = f"{doubts[0][0].id} may have overtaken it: say which"
    return [name for _, untold in doubts for name in untold]


def _lost(engine: Engine, rule: Rule) -> str:
    """What of the file could not be read and may have met, ended or moved this deadline; empty where nothing."""
    pack = engine.law.packs.get(rule.pack)
    remedy = next((r for r in pack.remedies if r.id == rule.remedy), None) if pack else None
    kinds = {*rule.done, *rule.ended_by, *rule.unless, *(remedy.decided if remedy else ())}
    lost = engine.case.unreadable & (kinds | {ANY})
    if lost:
        what = min(rule.done, default="it") if lost == {ANY} else min(lost - {ANY})
        return f"an event of the file could not be read and may be {what}: correct it first"
    words = engine.lost_words
    return f"a word on a deadline is lost ({words[0]}): correct it first" if words else ""


def _in_force(engine: Engine, rule: Rule, anchor: Happening, person: str, item: Item) -> None:
    """Where the judgment is executed, nobody acts on its old term: what is asked is whether it was used."""
    act = overtaking.executed(engine, anchor, person) if engine.settles_finality(rule) and item.fixed is None else None
    if act is not None and engine.exists(act) == YES:
        item.flag = "in-force"
        item.reason = (
            f"nobody recorded whether it was filed; {act.id} shows that the judgment is in force: "
            "it was decided, or its term has run"
        )


def _restored(engine: Engine, rule: Rule, anchor: Happening, person: str, item: Item) -> None:
    """A term that was restored without a new day: nobody knows its last day, so it is not lost."""
    if item.status != LATE[rule.duty] or item.fixed is not None:
        return
    found = engine.restorations(rule, anchor, person)
    if found:
        item.status, item.restored = "unclear", True
        item.reason = f"{found[0].id} restored the term without a new last day: file now, and ask the court for the day"


def _own_term(engine: Engine, item: Item) -> str:
    """Which filer's term still runs where another's has ended; empty where there is one for all."""
    own = [r for r in item.readings if r.by]
    rest = [r.latest for r in item.readings if not r.by and r.latest is not None]
    if (
        not own
        or not rest
        or not engine.clock.is_past(max(rest))
        or (own[-1].latest is not None and own[-1].latest <= max(rest))
    ):
        return ""
    until = f"until {own[-1].latest}" if own[-1].latest else f"and nobody recorded {own[-1].trigger.event}"
    return f"the term of another filer still runs ({own[-1].label}), {until}; the general one ended on {max(rest)}"


def _is_met(engine: Engine, rule: Rule, anchor: Happening, person: str, item: Item, filing: Happening) -> bool:
    """Decides met, met-late and used where the day of the filing allows it."""
    lo, hi, is_known = filings.filing_day(filing, rule.met_by)
    word = {"opponent": "used"}.get(rule.duty, "met")
    if filing.id in engine.world.contradicted or person in filing.doubtful or not is_known:
        return False
    if hi is not None and item.date is not None and hi <= item.date:
        item.status = word
    elif lo is not None and item.latest is not None and lo > item.latest:
        item.restored = bool(engine.restorations(rule, anchor, person))
        item.status = "met" if item.restored else {"opponent": "expired"}.get(rule.duty, "met-late")
    elif rule.duty == "authority" and lo is not None and item.latest is None:
        item.status = "met"
    else:
        return False
    item.done = filings.as_done(filing, rule)
    return True


def clock_status(engine: Engine, item: Item) -> str:
    """before, between or after the last day; `unknown` where no day can be said."""
    if item.date is None and item.latest is None and item.earliest is None:
        return "unknown"
    if item.date is not None and not engine.clock.is_past(item.date):
        return "before"
    if item.latest is None:
        return "between" if item.date is not None else "unknown"
    return "after" if engine.clock.is_past(item.latest) else "between"


def _running(engine: Engine, rule: Rule, item: Item, done: list[Happening]) -> None:
    where = clock_status(engine, item)
    trigger = item.trigger
    if rule.kind == "not-before":
        item.status = "open" if where != "unknown" else "not-started"
        return
    if where == "before":
        item.status = "open"
    elif where == "after" and not item.maybe_done:
        item.status = LATE[rule.duty]
    elif where == "unknown":
        begun = trigger is not None and trigger.recorded
        item.status = ("unclear" if rule.duty == "party" else "open") if begun else "not-started"
        item.cause = "" if begun else "unrecorded"
        item.reason = _why_unknown(trigger)
    else:
        item.status = "unclear"
        item.reason = _why_unclear(engine, rule, item, done)


def _why_unknown(trigger: Trigger | None) -> str:
    if trigger is None or not trigger.recorded:
        what = trigger.event if trigger is not None else "its trigger"
        return f"nobody recorded {what}"
    return f"the day of {trigger.event} is open: act now and find out"


def _why_unclear(engine: Engine, rule: Rule, item: Item, done: list[Happening]) -> str:
    if done:
        verb = "may have been filed in time" if rule.duty != "authority" else "may have been done in time"
        return f"{verb}: find out the day of {done[0].id}; act now as if it was not"
    own = _own_term(engine, item)
    if own:
        return own
    if item.latest is None:
        open_ = next((r for r in item.readings if r.latest is None), None)
        what = open_.trigger.event if open_ is not None else "a trigger"
        return f"the term may still run from {what}, which nobody recorded: find out; act now"
    return f"the last day lies between {item.date} and {item.latest}: find out which; act now"


def add_notices(engine: Engine, rule: Rule, item: Item) -> None:
    """Adds the pack's warnings for last days in a span."""
    pack = engine.law.packs.get(rule.pack)
    lo = item.earliest or item.date
    hi = item.latest or item.date
    for notice in pack.notices if pack else ():
        if lo is not None and hi is not None and lo <= notice.until and notice.start <= hi:
            item.notices.append(notice.text.get("en", ""))
