"""Clocks on a punishment: from which day parole or a milder punishment may be asked for, and when a judgment lapses.

Every term of the pack that no known fact excludes is a reading, with and without credit for custody. The safe side
is the latest day, and nothing here is ever missed. Shares and lengths come from the pack.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import msgspec

from remedy.case.model import Sanction
from remedy.law import facts, sanctions
from remedy.law.answer import Cite, Item, Move, Reading, Trigger
from remedy.law.calendar import weakest
from remedy.law.counting import spoken
from remedy.law.custody import credits
from remedy.law.deadlines import blank, id_of
from remedy.law.engine import Engine
from remedy.law.pack_clock import ClockTerm, SanctionClock
from remedy.law.sanctions import Start
from remedy.law.served import first_day, way_to
from remedy.law.words import apply_words, waive, words_on
from remedy.law.world import YES, Happening


class Credited(msgspec.Struct, kw_only=True):
    """Custody that counts as served: the fewest and the most days, over all ratios that may hold."""

    least: int
    most: int
    cite: list[Cite] = []
    conditional: bool = False


class Way(msgspec.Struct, kw_only=True):
    """One reading to be: a term from a first day, with or without credit."""

    term: ClockTerm
    conditional: bool
    start: Start
    credit: Credited | None = None


def items(engine: Engine, punishments: Iterable[tuple[Sanction, str, Item]]) -> list[Item]:
    """One item for each clock of the packs on each punishment that has a first day.

    The agenda lists the first that is open on a punishment, the others once their day is near; while the latest day
    hangs on a fact that nobody stated, it asks for that instead.
    """
    out = []
    for sanction, person, punishment in punishments:
        is_first = True
        for clock in (c for p in engine.packs for c in p.clocks if c.covers(sanction.kind)):
            item = _item(engine, clock, sanction, person, punishment)
            if item is None:
                continue
            near = item.date is not None and engine.clock.has_come(item.date - sanctions.SOON)
            item.flag = "aside" if not (is_first or near) else "" if item.latest or not item.waits_for else "asks"
            is_first = is_first and item.status != "open"
            out.append(item)
    return out


def _item(engine: Engine, clock: SanctionClock, sanction: Sanction, person: str, punishment: Item) -> Item | None:
    starts = _starts(engine, clock, sanction, person)
    if not starts:
        return None
    item = blank(engine, id_of(engine, f"{clock.full}@{sanction.id}", person), "deadline", clock.title["en"])
    item.title_i18n, item.person = clock.title, punishment.person
    item.duty, item.kind, item.rule = "party", "not-before", clock.full
    item.confidential = item.confidential or sanction.confidential
    item.notices = [clock.note] if clock.note else []
    ways, anchor = _ways(engine, clock, sanction, person, starts, item)
    item.readings = _readings(engine, clock, sanction, ways)
    _combine(item, starts[0].trigger)
    if engine.detail:
        item.facts = facts.stated(engine.world, (t.condition for t in clock.terms), person, anchor)
    names = {f"{name}@{sanction.id}{tail}" for name in (clock.full, clock.id) for tail in ("", f"/{person}")}
    apply_words(words_on(engine, names), item, lambda: _combine(item, starts[0].trigger), restorable=False)
    _status(engine, clock, person, punishment, item)
    waive(item)
    return item


def _starts(engine: Engine, clock: SanctionClock, sanction: Sanction, person: str) -> list[Start]:
    """The days that a clock may run from: its own event, else the first day of the punishment."""
    if clock.starts:
        sanction = msgspec.structs.replace(sanction, starts=clock.starts, readings=())
    found = sanctions.starts_of(engine, sanction, sanctions.rule_for(engine, sanction.kind), person)
    return [s for s in found if s.trigger.earliest is not None or s.trigger.latest is not None]


# Readings


def _ways(
    engine: Engine, clock: SanctionClock, sanction: Sanction, person: str, starts: list[Start], item: Item
) -> tuple[list[Way], Happening]:
    """The terms that may hold, from each first day, without and with credit; notes the facts that nobody stated."""
    anchor = _anchor(engine, sanction, person, starts[0])
    unknown: list[str] = []
    terms: list[tuple[ClockTerm, bool]] = []
    for term in clock.terms:
        if not _fits(term, sanction):
            continue
        holds, missing = facts.test(engine.world, term.condition, person, anchor)
        if holds is not False:
            terms.append((term, holds is None))
            unknown += missing
    ways = []
    for start in starts:
        credit = None if clock.starts else _credit(engine, sanction, start, person, anchor, unknown)
        for term, conditional in terms:
            ways.append(Way(term=term, conditional=conditional, start=start))
            if credit is not None and term.has_day:
                ways.append(Way(term=term, conditional=conditional, start=start, credit=credit))
    item.waits_for = facts.known_of(unknown)
    return ways, anchor


def _anchor(engine: Engine, sanction: Sanction, person: str, start: Start) -> Happening:
    """The event on whose day the facts are taken: the decision that imposed the punishment, else its first day."""
    imposed = engine.named(sanction.imposed_by, person) if sanction.imposed_by else None
    if imposed is not None or start.happening is not None:
        return imposed or start.happening  # type: ignore[return-value]  # one of the two is there
    span = (start.trigger.earliest, start.trigger.latest)
    return Happening(start.trigger.event, "", (span,), frozenset({person}), 0)


def _fits(term: ClockTerm, sanction: Sanction) -> bool:
    """Whether a term can be applied to a punishment of this length."""
    if term.unlimited:
        return sanction.unlimited == term.unlimited
    return term.share is None or sanction.length is not None


def _credit(
    engine: Engine, sanction: Sanction, start: Start, person: str, anchor: Happening, unknown: list[str]
) -> Credited | None:
    """What custody counts for, as `sanctions.py` has it; notes the facts on which the ratio depends."""
    rule = sanctions.rule_for(engine, sanction.kind)
    found = credits(engine, sanction, rule, start.happening, start.trigger, person)
    if not found:
        return None
    if len(found) > 1 and rule is not None:
        for one in rule.credits:
            unknown += facts.test(engine.world, one.condition, person, anchor)[1]
    cite = [c for one in found for c in one.cite]
    return Credited(
        least=min(c.least for c in found), most=max(c.most for c in found), cite=cite, conditional=len(found) > 1
    )


def _readings(engine: Engine, clock: SanctionClock, sanction: Sanction, ways: Iterable[Way]) -> list[Reading]:
    """A reading for each way; those that give the same day are one, and one without a day stands for itself."""
    out: dict[Any, Reading] = {}
    for way in ways:
        days = _days_of(engine, clock, sanction, way)
        key = days if days[1] is not None else _name(way)
        if key not in out:
            out[key] = _reading(engine, clock, sanction, way, days)
    return list(out.values())


def _counted(way: Way) -> Iterator[tuple[date | None, int]]:
    """The earliest and the latest first day, each with the days of credit that count for it."""
    credit = way.credit
    yield way.start.trigger.earliest, credit.most if credit is not None else 0
    yield way.start.trigger.latest, credit.least if credit is not None else 0


def _days_of(engine: Engine, clock: SanctionClock, sanction: Sanction, way: Way) -> tuple[date | None, date | None]:
    """The earliest and the latest day on which it may be asked."""
    if not way.term.has_day:
        return None, None
    convention = engine.law.conventions[clock.counting]

    def asked(day: date | None, credit: int) -> date | None:
        return None if day is None else first_day(clock, way.term, sanction.length, day, convention, credit)

    first, last = _counted(way)
    low = asked(*first)
    return low, low if first == last else asked(*last)


def _name(way: Way) -> str:
    """The id of a reading."""
    return "-".join(x for x in (way.start.id, way.term.id, "credited" if way.credit is not None else "") if x)


def _reading(
    engine: Engine, clock: SanctionClock, sanction: Sanction, way: Way, days: tuple[date | None, date | None]
) -> Reading:
    convention = engine.law.conventions[clock.counting]
    term, credit = way.term, way.credit
    title = term.title.get("en", term.id)
    moves: list[Move] = []
    period = ""
    if term.has_day:
        period = spoken(term.period) if term.period else ""
        if term.share is not None and sanction.length is not None:
            period = f"{term.share} of {spoken(sanction.length)}"
        for day, counted in _counted(way) if engine.detail else ():
            moves = way_to(clock, term, sanction.length, day, convention, counted) if day is not None else moves
    tail = "" if credit is None else f", with {_days(credit)} of custody credited"
    return Reading(
        id=_name(way),
        label=f"{title}: {period or term.note}{tail}",
        date=days[1],
        earliest=days[0],
        latest=days[1],
        trigger=way.start.trigger,
        law_status=weakest(clock.status, convention.status, sanctions.standing_of(way.start)),
        cite=[*term.cite, *clock.cite, *(credit.cite if credit is not None else ())],
        period=period,
        convention=convention.id,
        conditional=way.conditional or (credit is not None and credit.conditional),
        reason="" if term.has_day else term.note,
        trace=moves,
    )


def _days(credit: Credited) -> str:
    return f"{credit.least} days" if credit.least == credit.most else f"{credit.least} to {credit.most} days"


def _combine(item: Item, trigger: Trigger) -> None:
    """The day that is safe under all readings: the latest; a reading without a day leaves the last bound open."""
    dated = [r for r in item.readings if r.latest is not None or r.earliest is not None]
    lows, highs = [r.earliest for r in dated], [r.latest for r in dated]
    item.earliest = None if not lows or None in lows else min(d for d in lows if d is not None)
    item.date = None if not highs or None in highs else max(d for d in highs if d is not None)
    item.latest = item.date if len(dated) == len(item.readings) else None
    chosen = next((r for r in dated if r.latest == item.date), item.readings[0] if item.readings else None)
    item.trigger = chosen.trigger if chosen is not None else trigger
    item.cite = list(chosen.cite) if chosen is not None else []
    item.law_status = weakest(*(r.law_status for r in item.readings)) if item.readings else "unverified"
    item.disputed = len(item.readings) > 1


# Status


def _status(engine: Engine, clock: SanctionClock, person: str, punishment: Item, item: Item) -> None:
    """open while it runs; superseded once nothing is left to ask; never missed."""
    over = _over(engine, clock, person, punishment, item)
    if over:
        item.status, item.reason = "superseded", over
        return
    runs, unknown = _runs(engine, clock, person)
    if runs is False:
        item.status, item.reason = "not-started", f"it runs only while {_spell(clock)}"
        item.date = item.earliest = item.latest = None
        return
    refused = _asked(engine, clock, person, item)
    if item.status:
        return
    if item.date is None and item.earliest is None:
        why = "; ".join(dict.fromkeys(r.label for r in item.readings))
        item.status, item.reason = "not-started", why or "no term of the law fits the facts"
        return
    item.status = "open"
    if unknown:
        item.provisional = True
        item.waits_for = facts.known_of([*item.waits_for, *unknown])
    item.reason = "; ".join(x for x in (_since(engine, item), refused, _only_if(clock, unknown)) if x)


def _over(engine: Engine, clock: SanctionClock, person: str, punishment: Item, item: Item) -> str:
    """Why nothing is left to ask; empty where something is."""
    if punishment.status == "ended":
        return punishment.reason if punishment.cause == "ended-by" else "the punishment has ended"
    ended = [h for h in _since_start(engine, clock, clock.ended_by, person, item) if engine.exists(h) == YES]
    return f"{ended[0].id} came first" if ended else ""


def _since_start(
    engine: Engine, clock: SanctionClock, kinds: tuple[str, ...], person: str, item: Item
) -> list[Happening]:
    """The existing events of those kinds that may have come once the punishment had begun."""
    begun = item.trigger.earliest if item.trigger is not None else None
    found = engine.existing(kinds, clock.pack, person)
    return [h for h in found if begun is None or h.hi is None or h.hi >= begun]


def _asked(engine: Engine, clock: SanctionClock, person: str, item: Item) -> str:
    """Settles what was asked and is pending or granted; of a refusal, the words that say so."""
    asked = _since_start(engine, clock, clock.asked, person, item)
    decided = [h for h in _since_start(engine, clock, clock.decided, person, item) if engine.exists(h) == YES]
    newest = decided[-1] if decided else None
    if newest is not None:
        state = engine.world.vocabulary.state_after(newest.kind, newest.outcome, defence_filed=True)
        if state == "granted":
            item.status, item.reason = "superseded", f"{newest.id}: {newest.outcome}"
            return ""
    pending = [h for h in asked if engine.exists(h) == YES and (newest is None or h.sort_key() > newest.sort_key())]
    if pending:
        filing = pending[-1]
        item.done = {"event": filing.id, "date": filing.exact, "earliest": filing.lo, "latest": filing.hi}
        item.status, item.reason = "met", f"{filing.id} is not decided"
        return ""
    item.maybe_done = any(engine.exists(h) != YES for h in asked)
    return f"an earlier request was not granted ({newest.id})" if newest is not None else ""


def _runs(engine: Engine, clock: SanctionClock, person: str) -> tuple[bool | None, list[str]]:
    """Whether the facts of the day let it run, and those that nobody stated."""
    unknown = []
    for name, wanted in clock.runs_while.items():
        found = facts.today(engine.world, name, person, engine.exists)
        if found and not found & set(wanted):
            return False, []
        if not found or not found <= set(wanted):
            unknown.append(name)
    return (None if unknown else True), unknown


def _since(engine: Engine, item: Item) -> str:
    """From when it may be asked, once that day has come."""
    if item.date is not None and item.latest is not None and engine.clock.has_come(item.date):
        return f"it may be asked since {item.date}"
    if item.earliest is not None and item.earliest != item.date and engine.clock.has_come(item.earliest):
        return f"under one reading it may be asked since {item.earliest}"
    return ""


def _only_if(clock: SanctionClock, unknown: list[str]) -> str:
    return f"it runs only while {_spell(clock)}" if unknown else ""


def _spell(clock: SanctionClock) -> str:
    words = {True: "yes", False: "no"}
    return " and ".join(f"{k} is {' or '.join(words.get(x, str(x)) for x in v)}" for k, v in clock.runs_while.items())
