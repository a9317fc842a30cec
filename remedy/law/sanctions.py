"""Punishments as clocks: when each begins and ends, with and without credit for custody.

The file says what was imposed; the pack says how such a punishment runs. Both readings of a credit are shown
unless nothing depends on it.
"""

from __future__ import annotations

from datetime import date, timedelta

from remedy.case.dates import When
from remedy.case.model import CreditSpan, Sanction
from remedy.law.answer import Item, Reading, Trigger
from remedy.law.clock import ONE_DAY
from remedy.law.counting import Convention, count, trace
from remedy.law.deadlines import blank
from remedy.law.engine import Engine
from remedy.law.pack import SanctionRule
from remedy.law.world import YES, Happening

SOON = timedelta(days=90)
"""A sanction that ends within so many days is on the agenda."""


def items(engine: Engine) -> list[Item]:
    """One item for each sanction that has been imposed and has a length."""
    out = []
    for sanction in engine.case.sanctions:
        persons = [p for p in sanction.person if p in engine.world.parties] or list(engine.world.parties)
        item = _item(engine, sanction, persons[0])
        if item is not None:
            out.append(item)
    return out


def _item(engine: Engine, sanction: Sanction, person: str) -> Item | None:
    imposed = _event(engine, sanction.imposed_by, person) if sanction.imposed_by else None
    if sanction.imposed_by and imposed is None:
        return None
    rule = rule_for(engine, sanction.kind)
    item = blank(engine, f"{engine.case.id}#sanction:{sanction.id}", "sanction", sanction.title or sanction.kind)
    item.person = person if len(engine.world.parties) > 1 else None
    item.confidential = item.confidential or sanction.confidential
    item.length = sanction.length.raw if sanction.length else (sanction.unlimited or "")
    item.cite, item.law_status = list(rule.cite) if rule else [], rule.status if rule else "unverified"
    item.reason = rule.note if rule else "no pack says how such a punishment runs"
    starts = [
        ("", sanction.starts or (rule.starts if rule else "")),
        *((r.id, r.starts) for r in sanction.readings),
    ]
    for name, start in starts:
        item.readings += _readings(engine, sanction, rule, name, start, person)
    _summary(engine, sanction, item, person)
    return item


def rule_for(engine: Engine, kind: str) -> SanctionRule | None:
    """What the packs say of a kind of punishment, by how its name begins."""
    for pack in engine.packs:
        for rule in pack.sanctions:
            if any(kind.lower().startswith(k.lower()) for k in rule.kind):
                return rule
    return None


def _event(engine: Engine, name: str, person: str) -> Happening | None:
    """The existing event of that id, else the newest of that kind."""
    known = [h for h in (*engine.world.happenings, *engine.derived) if person in h.persons and engine.exists(h) == YES]
    by_id = [h for h in known if h.id == name and (h.kind != name or not h.derived)]
    if by_id:
        return by_id[0]
    found = [h for h in known if h.kind == name]
    return max(found, key=Happening.sort_key) if found else None


def _readings(
    engine: Engine, sanction: Sanction, rule: SanctionRule | None, name: str, start: str | When | None, person: str
) -> list[Reading]:
    if isinstance(start, When):
        trigger = Trigger(
            event="a day stated in the file", date=start.exact, earliest=start.earliest, latest=start.latest
        )
    else:
        happening = _event(engine, start, person) if start else None
        if happening is None:
            return []
        trigger = Trigger(
            event=happening.id,
            date=happening.exact,
            earliest=happening.lo,
            latest=happening.hi,
            derived=happening.derived,
            why=list(happening.why),
        )
    if sanction.length is None:
        return []
    convention = engine.law.conventions.get(rule.counting if rule else "kz-sentence") or next(
        iter(engine.law.conventions.values())
    )
    days = [_end(trigger.earliest, sanction, convention), _end(trigger.latest, sanction, convention)]
    label = f"{sanction.length.raw} from {trigger.event}"
    made = [
        _reading(
            name or ("without-credit" if sanction.credit else "main"),
            f"{label}, without credit" if sanction.credit else label,
            trigger,
            days,
            sanction,
            convention,
            rule,
            0,
        )
    ]
    credited = _credit(engine, sanction.credit, person)
    if credited is not None and credited[0]:
        shown = f"{label}, {credited[1]}"
        made.append(
            _reading(
                f"{name}-credited" if name else "credited",
                shown,
                trigger,
                days,
                sanction,
                convention,
                rule,
                credited[0],
            )
        )
    return made


def _end(start: date | None, sanction: Sanction, convention: Convention) -> date | None:
    if start is None or sanction.length is None:
        return None
    return count(start, (sanction.length,), convention, None).last_day


def _credit(engine: Engine, spans: tuple[CreditSpan, ...], person: str) -> tuple[int, str] | None:
    """How many days custody counts for, with both its end days, and how that is said."""
    total, words = 0, []
    for span in spans:
        first, last = _event(engine, span.start, person), _event(engine, span.end, person)
        if first is None or last is None or first.exact is None or last.exact is None:
            return None
        days = (last.exact - first.exact).days + 1
        total += int(days * span.ratio)
        words.append(f"custody of {days} days from {first.exact} to {last.exact}, each counted as {span.ratio:g}")
    return total, "; ".join(words)


def _reading(
    id: str,
    label: str,
    trigger: Trigger,
    days: list[date | None],
    sanction: Sanction,
    convention: Convention,
    rule: SanctionRule | None,
    credit: int,
) -> Reading:
    back = timedelta(days=credit)
    lo, hi = (None if d is None else d - back for d in days)
    moves = []
    if trigger.latest is not None and sanction.length is not None:
        moves = trace(trigger.latest, (sanction.length,), convention, None)
        if credit and hi is not None:
            moves[-1].why += ": the end without credit"
            moves.append(type(moves[0])(start=moves[-1].to, to=hi, why=f"{credit} days of credit"))
    return Reading(
        id=id,
        label=label,
        date=hi,
        earliest=lo,
        latest=hi,
        trigger=trigger,
        trace=moves,
        law_status=rule.status if rule else "unverified",
        cite=list(rule.cite) if rule else [],
        period=sanction.length.raw if sanction.length else "",
        convention=convention.id,
    )


def _summary(engine: Engine, sanction: Sanction, item: Item, person: str) -> None:
    clock = engine.clock
    ended = _event(engine, sanction.ended_by, person) if sanction.ended_by else None
    item.status, item.group, item.listed = "not-started", "rest", False
    if ended is not None:
        item.status, item.reason = "ended", f"ended by {ended.id}"
        item.ends = item.date = ended.exact
        return
    if not item.readings:
        item.status = "no-length" if sanction.length is None else "not-started"
        return
    lows, highs = [r.earliest for r in item.readings], [r.latest for r in item.readings]
    item.earliest = None if None in lows else min(d for d in lows if d is not None)
    item.latest = None if None in highs else max(d for d in highs if d is not None)
    item.ends = item.latest if item.earliest == item.latest else None
    item.date, item.trigger = item.earliest, item.readings[0].trigger
    item.starts = item.trigger.date
    item.disputed = item.earliest != item.latest
    if item.latest is not None and clock.is_past(item.latest):
        item.status = "ended"
    elif item.earliest is not None and clock.is_past(item.earliest):
        item.status = "unclear"
    else:
        item.status = "running"
    if item.starts is not None and clock.as_of is not None:
        end = min(clock.as_of, item.latest or clock.as_of)
        item.served_days = (end - item.starts).days + 1
        item.left_days = max(0, (item.latest - clock.as_of).days) if item.latest else None
    near = item.earliest is not None and clock.has_come(item.earliest - SOON + ONE_DAY)
    if near and item.status != "ended":
        item.listed, item.group = True, "sanction"
