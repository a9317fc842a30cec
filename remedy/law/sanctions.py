"""Punishments as clocks: when each begins and ends, with and without credit for custody.

The file says what was imposed; the pack says how such a punishment runs. Every tenable reading of a start or a
credit is shown unless nothing depends on it. Custody itself is `custody.py`.
"""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from remedy.case.dates import When
from remedy.case.model import Sanction
from remedy.law.answer import Item, Move, Reading, Trigger
from remedy.law.calendar import weakest
from remedy.law.counting import Convention, count, spoken, trace
from remedy.law.custody import Credit, credits
from remedy.law.deadlines import blank
from remedy.law.engine import Engine
from remedy.law.pack_clock import SanctionRule
from remedy.law.world import YES, Happening

SOON = timedelta(days=90)
"""A sanction that ends within so many days is on the agenda."""


class Start(msgspec.Struct, kw_only=True):
    """One day from which a punishment may run."""

    id: str
    trigger: Trigger
    happening: Happening | None = None


UNSAID = "no pack says how such a punishment runs"

TWO_ENDS = (
    "the earlier end counts its first day, the later one does not; "
    "be ready on the earlier: nobody may be held a day too long"
)
"""The earlier end is the day of the line: to ask a day too early for somebody's freedom costs nothing."""

FIRST_COUNTS, FIRST_DOES_NOT = "first day counted", "first day excluded"
"""What tells the readings of a punishment apart of which no pack speaks."""


def items(engine: Engine) -> list[tuple[Sanction, str, Item]]:
    """One item for each sanction that has been imposed, and for each person whom it concerns."""
    out = []
    for sanction in engine.case.sanctions:
        concerned = [p for p in sanction.person if p in engine.world.parties] or list(engine.world.parties)
        for person in concerned:
            item = _item(engine, sanction, person, several=len(concerned) > 1)
            if item is not None:
                out.append((sanction, person, item))
    return out


def _item(engine: Engine, sanction: Sanction, person: str, *, several: bool) -> Item | None:
    imposed = engine.named(sanction.imposed_by, person) if sanction.imposed_by else None
    fallen = _set_aside(engine, sanction.imposed_by, person) if sanction.imposed_by and imposed is None else None
    if sanction.imposed_by and imposed is None and fallen is None:
        return None
    rule = rule_for(engine, sanction.kind)
    tail = f"sanction:{sanction.id}" + (f"/{person}" if several else "")
    item = blank(engine, f"{engine.case.id}#{tail}", "sanction", sanction.title or sanction.kind)
    item.person = person if len(engine.world.parties) > 1 else None
    item.confidential = item.confidential or sanction.confidential
    item.length = sanction.length.raw if sanction.length else (sanction.unlimited or "")
    item.cite, item.law_status = list(rule.cite) if rule else [], rule.status if rule else "unverified"
    item.reason = rule.note if rule else UNSAID
    starts = starts_of(engine, sanction, rule, person)
    item.readings = [r for start in starts for r in _readings(engine, sanction, rule, start, person)]
    if rule is None and len(item.readings) > 1:
        item.reason = f"{UNSAID}; {TWO_ENDS}"
    item.law_status = weakest(item.law_status, *(standing_of(s) for s in starts))
    if starts:
        item.trigger = starts[0].trigger
        item.starts = starts[0].trigger.date
    _summary(engine, sanction, item, person, fallen)
    return item


def _set_aside(engine: Engine, name: str, person: str) -> Happening | None:
    """The decision that has set aside the one that imposed a punishment."""
    for imposed in engine.world.happenings:
        if imposed.id == name and person in imposed.persons:
            return next((u for u in imposed.undone_by if u.exists(engine.clock) == YES), None)
    return None


def rule_for(engine: Engine, kind: str) -> SanctionRule | None:
    """What the packs say of a kind of punishment, by how its name begins."""
    for pack in engine.packs:
        for rule in pack.sanctions:
            if any(kind.lower().startswith(k.lower()) for k in rule.kind):
                return rule
    return None


def starts_of(engine: Engine, sanction: Sanction, rule: SanctionRule | None, person: str) -> list[Start]:
    """The days from which a punishment may run: as the file says, else as the pack does."""
    named: list[tuple[str, str | When]] = [("", sanction.starts or _default_start(engine, sanction, rule, person))]
    named += [(r.id, r.starts) for r in sanction.readings]
    out = []
    for id, start in named:
        if isinstance(start, When):
            trigger = Trigger(
                event="a day stated in the file", date=start.exact, earliest=start.earliest, latest=start.latest
            )
            out.append(Start(id=id, trigger=trigger))
            continue
        found = engine.named(start, person) if start else None
        if found is not None:
            trigger = Trigger(
                event=found.id,
                kind=found.kind,
                date=found.exact,
                earliest=found.lo,
                latest=found.hi,
                derived=found.derived,
                why=list(found.why),
            )
            out.append(Start(id=id, trigger=trigger, happening=found))
    return out


def _default_start(engine: Engine, sanction: Sanction, rule: SanctionRule | None, person: str) -> str:
    """Where the pack lets such a punishment run from: another event where it stands beside a main punishment."""
    if rule is None:
        return ""
    for other in engine.case.sanctions:
        beside = rule.beside.get(_kind_of(engine, other.kind), "")
        same = other.imposed_by == sanction.imposed_by
        whose = not other.person or not sanction.person or bool(set(other.person) & set(sanction.person))
        if other is not sanction and beside and same and whose and (not other.person or person in other.person):
            return beside
    return rule.starts


def _kind_of(engine: Engine, kind: str) -> str:
    rule = rule_for(engine, kind)
    return rule.kind[0] if rule is not None else ""


def _readings(
    engine: Engine, sanction: Sanction, rule: SanctionRule | None, start: Start, person: str
) -> list[Reading]:
    """One for each credit that may be given; where no pack speaks of such a punishment, with its first day counted and
    without it: which of them holds nobody can say."""
    law = engine.law
    if rule is not None:
        return _counted(engine, sanction, rule, start, person, law.conventions.get(rule.counting))
    out = []
    for name, words in ((law.sentence_from_first, FIRST_COUNTS), (law.sentence, FIRST_DOES_NOT)):
        for reading in _counted(engine, sanction, None, start, person, law.conventions.get(name)):
            id = words.replace(" ", "-")
            reading.id = id if reading.id == "main" else f"{reading.id}-{id}"
            reading.label = f"{reading.label}; {words}"
            out.append(reading)
    ends = {(r.earliest, r.latest) for r in out}
    return out if len(ends) > 1 else out[len(out) // 2 :]


def _counted(
    engine: Engine,
    sanction: Sanction,
    rule: SanctionRule | None,
    start: Start,
    person: str,
    convention: Convention | None,
) -> list[Reading]:
    if sanction.length is None or convention is None:
        return []
    label = f"{spoken(sanction.length)} from {start.trigger.event}"
    found = credits(engine, sanction, rule, start.happening, start.trigger, person)
    plain = _reading(start.id or "main", label, start, sanction, convention, rule, None, traced=engine.detail)
    if not found:
        return [plain]
    plain.id, plain.label = start.id or "without-credit", f"{label}, without credit"
    out = [plain]
    for i, credit in enumerate(found):
        id = f"{start.id}-credited" if start.id else "credited"
        id += f"-{credit.ratio:g}" if len(found) > 1 and i else ""
        out.append(
            _reading(id, f"{label}, {credit.words}", start, sanction, convention, rule, credit, traced=engine.detail)
        )
    return out


def _end(start: date | None, sanction: Sanction, convention: Convention) -> date | None:
    if start is None or sanction.length is None:
        return None
    return count(start, (sanction.length,), convention, None).last_day


def _back(day: date | None, days: int) -> date | None:
    """A day earlier by so many days, not before the calendar begins."""
    return None if day is None else date.fromordinal(max(1, day.toordinal() - days))


def _reading(
    id: str,
    label: str,
    start: Start,
    sanction: Sanction,
    convention: Convention,
    rule: SanctionRule | None,
    credit: Credit | None,
    *,
    traced: bool,
) -> Reading:
    trigger = start.trigger
    first, last = _end(trigger.earliest, sanction, convention), _end(trigger.latest, sanction, convention)
    lo, hi = (first, last) if credit is None else (_back(first, credit.most), _back(last, credit.least))
    moves: list[Move] = []
    if traced and trigger.latest is not None and sanction.length is not None:
        moves = trace(trigger.latest, (sanction.length,), convention, None)
        if credit is not None and last is not None and hi is not None:
            moves[-1].why += ": the end without credit"
            moves.append(Move(start=last, to=hi, why=f"{credit.least} days of credit", cite=credit.authority))
    return Reading(
        id=id,
        label=label,
        date=hi,
        earliest=lo,
        latest=hi,
        trigger=trigger,
        trace=moves,
        law_status=weakest(rule.status if rule else "unverified", standing_of(start)),
        cite=[*(rule.cite if rule else ()), *(credit.cite if credit else ())],
        period=sanction.length.raw if sanction.length else "",
        convention=convention.id,
        conditional=credit is not None and credit.conditional,
        reason=credit.reason if credit is not None else "",
    )


def standing_of(start: Start) -> str:
    """The standing of the law by which the first day follows, where nobody recorded it."""
    return start.happening.status if start.happening is not None and start.happening.derived else "verified"


def _summary(engine: Engine, sanction: Sanction, item: Item, person: str, fallen: Happening | None) -> None:
    clock = engine.clock
    ended = engine.named(sanction.ended_by, person) if sanction.ended_by else None
    ended = ended or fallen or _ended_by_law(engine, item, person)
    item.status, item.group, item.listed = "not-started", "rest", False
    if item.readings:
        lows, highs = [r.earliest for r in item.readings], [r.latest for r in item.readings]
        item.earliest = None if None in lows else min(d for d in lows if d is not None)
        item.latest = None if None in highs else max(d for d in highs if d is not None)
        item.disputed = len({(r.earliest, r.latest) for r in item.readings}) > 1
    if ended is not None:
        item.status, item.cause, item.reason = "ended", "ended-by", f"ended by {ended.id}"
        item.earliest, item.latest, item.disputed = ended.lo, ended.hi, False
    elif not item.readings:
        item.status = "no-length" if sanction.length is None else "not-started"
        if item.status == "not-started" and not item.starts:
            item.reason = f"its first day is not known; {item.reason}".rstrip("; ")
        return
    item.ends = item.latest if item.earliest == item.latest else None
    item.date = item.earliest or item.latest
    if ended is None and item.latest is not None and clock.is_past(item.latest):
        item.status = "ended"
    elif ended is None:
        item.status = "unclear" if item.earliest is not None and clock.is_past(item.earliest) else "running"
    if item.starts is not None and clock.as_of is not None:
        end = min(clock.as_of, item.latest or clock.as_of)
        item.served_days = max(0, (end - item.starts).days + 1)
        item.left_days = max(0, (item.latest - clock.as_of).days) if item.latest else None
    near = item.earliest is not None and clock.has_come(item.earliest - SOON)
    if near and item.status != "ended":
        item.listed, item.group = True, "sanction"


def _ended_by_law(engine: Engine, item: Item, person: str) -> Happening | None:
    """What ends every punishment of a person, such as death, if it came while this one ran."""
    kinds = engine.world.vocabulary.kinds
    for happening in engine.world.happenings:
        if kinds[happening.kind].ends_sanctions and person in happening.persons and engine.exists(happening) == YES:
            last = item.readings[0].latest if item.readings else None
            if last is None or happening.lo is None or happening.lo <= last:
                return happening
    return None
