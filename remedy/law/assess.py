"""`assess(case, law, as_of)`: everything that a person sees about a case comes out of here.

Pure: no clock, no disk, no terminal. Puts the parts together and decides what is on the agenda; computes no date.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.case.team import Team
from remedy.law import deadlines, filings, gaps, own, sanctions, shares
from remedy.law.answer import Assessment, Item, Moment, Rung
from remedy.law.clock import Clock
from remedy.law.custody import held
from remedy.law.derivation import derive
from remedy.law.engine import Engine
from remedy.law.ladder import ladder, stage_reached
from remedy.law.law import Law
from remedy.law.pack import Remedy
from remedy.law.words import waive
from remedy.law.world import YES, Happening, World, may_precede

GROUPS = {
    "party": {"missed": "missed", "unclear": "unclear", "open": "open"},
    "authority": {"open": "waiting", "overdue": "waiting", "not-started": "waiting", "unclear": "waiting"},
    "opponent": {"open": "opponent"},
}
"""The place on the agenda by duty and status; what is not named is shown by `--all` only."""

QUIET = timedelta(days=365)
"""Silence after which a case takes one line of the agenda."""

ALONE = Team()
"""A team without settings of its own."""

SETTLED = frozenset({"met", "met-late", "used", "expired"})
"""What stays true of a deadline when its anchor is set aside."""


def assess(
    case: Case,
    law: Law,
    as_of: date,
    problems: Sequence[Problem] = (),
    *,
    team: Team = ALONE,
    detail: bool = True,
) -> Assessment:
    """The case as of a day. `problems` are those of its file, handed through; `team` is how its team works.

    Without `detail` it holds what the agenda lists, and no more: the traces, all events but the newest and the
    deadlines of authorities that were overtaken are left out.
    """
    engine = engine_for(case, law, as_of, detail=detail)
    items = _deadlines(engine)
    rungs = ladder(engine)
    _unlimited(engine, items, rungs)
    _spoken_of(engine, items, rungs)
    punishments = sanctions.items(engine)
    items += [*own.deadlines(engine), *shares.items(engine, punishments)]
    for item in items:
        _place(item)
        if item.status == "missed" and _is_followed(item, rungs):
            item.listed = False
    found = gaps.gaps(engine, items, rungs)
    items += [*found, *own.hearings(engine), *own.steps(engine, items), *(i for *_, i in punishments)]
    items += gaps.nothing_yet(engine, items)
    if _is_closed(engine):
        for item in items:
            item.listed = False
    else:
        items += own.review(engine, team.review_after)
    if team.dual_control:
        _mark_unconfirmed(engine, items)
    for item in items:
        if item.date is not None:
            item.days_left = (item.date - as_of).days
    items.sort(key=lambda i: (i.date is None, i.date or date.max, i.id))
    return Assessment(
        quiet=_quiet_since(engine, items),
        case=case.id,
        file=case.file,
        case_title=case.title,
        country=case.country,
        as_of=as_of,
        holds_until=engine.clock.holds_until,
        items=items,
        ladder=rungs,
        events=moments(engine) if detail else newest(engine),
        problems=list(problems),
        contradicted=dict(engine.world.contradicted),
        uncovered=_uncovered(engine, law),
        lacks_pack=any(p not in law.packs for p in case.packs),
        stage=stage_reached(engine, rungs),
        held=held(engine),
    )


def _quiet_since(engine: Engine, items: list[Item]) -> date | None:
    """The day of the last record, where it lies a year back and nothing listed has fallen due since."""
    listed = [i for i in items if i.listed]
    review = next((i for i in listed if i.type == "review"), None)
    days = [review.since if review is not None else None, *(i.date for i in listed if i is not review and i.date)]
    if days[0] is None or not all(engine.clock.has_come(day + QUIET) for day in days if day is not None):
        return None
    return days[0]


def _mark_unconfirmed(engine: Engine, items: list[Item]) -> None:
    """Marks the deadlines that run from an event which no second person confirmed."""
    by_id = {h.id: h for h in (*engine.world.happenings, *engine.derived)}
    for item in items:
        event = by_id.get(item.trigger.event) if item.trigger is not None and item.type == "deadline" else None
        if event is not None:
            recorded = [h.event for h in (event, *(event.answers if event.derived else ())) if h.event is not None]
            item.unconfirmed = any(not e.confirmed_by for e in recorded)


def engine_for(case: Case, law: Law, as_of: date, *, detail: bool = True) -> Engine:
    """An engine whose events are narrowed by all that is recorded and derived, as of a day."""
    world = World(case, law.vocabulary, law.home_of(case.packs), law.homes_of(case.packs))
    world.narrow()
    forever = Engine(world, law, Clock(None), deadlines.make, detail=False)
    entries = list(_entries(forever))
    if not world.is_exact or any(_fitting(h, openings) is None for _, h, openings in entries):
        if any(_hangs_on_derived(forever, *entry) for entry in entries) or len(entries) < _filed(forever):
            derive(forever)
            entries = list(_entries(forever))
        _open(forever, entries)
        world.narrow()
    engine = Engine(world, law, Clock(as_of), deadlines.make, detail=detail)
    derive(engine)
    return engine


def _hangs_on_derived(engine: Engine, remedy: Remedy, happening: Happening, openings: list[Happening]) -> bool:
    """Whether what follows by law may open the remedy of an event whose day it could narrow, or that nothing opens."""
    follows = {d.event for p in engine.packs for d in p.derives}
    open_ = happening.exact is None or _fitting(happening, openings) is None
    return open_ and not follows.isdisjoint(remedy.after)


def _filed(engine: Engine) -> int:
    """How many filings and decisions there are of remedies, whether or not anything recorded opened them."""
    remedies = [r for p in engine.packs for r in engine.alive(p)]
    persons = engine.world.parties
    return sum(
        len(engine.of_remedy(engine.world.of((*r.filed, *r.decided), r.pack, person), r))
        for r in remedies
        for person in (persons if engine.knows((*r.filed, *r.decided)) else ())
    )


def _entries(engine: Engine) -> Iterator[tuple[Remedy, Happening, list[Happening]]]:
    """What was filed or decided of each remedy that was opened, with its openings."""
    for pack in engine.packs:
        for remedy in engine.alive(pack):
            if not engine.knows(remedy.filed) and not engine.knows(remedy.decided):
                continue
            for person in engine.world.parties:
                openings = engine.openings(remedy, person)
                found = engine.world.of((*remedy.filed, *remedy.decided), pack.id, person) if openings else []
                for happening in engine.of_remedy(found, remedy):
                    yield remedy, happening, openings


def _fitting(happening: Happening, openings: list[Happening]) -> Happening | None:
    """The first opening that may have come before a filing or a decision."""
    return next((o for o in openings if o is not happening and may_precede(o, happening)), None)


def _open(engine: Engine, entries: list[tuple[Remedy, Happening, list[Happening]]]) -> None:
    """A filing is not before the event that opened its remedy."""
    for _, happening, openings in entries:
        fitting = _fitting(happening, openings)
        if fitting is not None:
            engine.world.constraints.append((fitting, happening))
        elif all(not o.derived and o.pack == happening.pack for o in openings):
            engine.world.order(openings[0], happening)


def _deadlines(engine: Engine) -> list[Item]:
    out = []
    for person in engine.world.parties:
        for rule, anchor, unknown in filings.live(engine, person):
            item = engine.deadline(rule, anchor, person)
            if item is not None:
                if unknown and item.cause != "facts":
                    item.reason = f"{item.reason}; depends on: {', '.join(unknown)}".lstrip("; ")
                out.append(item)
        out += _set_aside(engine, person) if engine.detail else []
    return out


def _set_aside(engine: Engine, person: str) -> list[Item]:
    """The deadlines of events that a later decision set aside: what was open is superseded."""
    out = []
    for rule, anchor, by in engine.undone(person):
        item = engine.deadline(rule, anchor, person)
        if item is None:
            continue
        if item.status not in SETTLED:
            item.status, item.reason = "superseded", f"{by.id} has set {anchor.id} aside"
        out.append(item)
    return out


def _unlimited(engine: Engine, items: list[Item], rungs: list[Rung]) -> None:
    """A rule without a last day is open where its remedy is, or where it may be asked again."""
    by_name = {(r.remedy, r.person): r for r in rungs}
    unshown = set() if engine.detail else {r.full for p in engine.packs for r in p.remedies if not r.side}
    newest = {(i.rule, i.person): i for i in sorted(items, key=_begun) if i.kind == "unlimited"}
    for item in items:
        name = f"{item.rule.rpartition('.')[0]}.{item.remedy}"
        rung = by_name.get((name, item.person))
        if rung is None:
            if item.kind == "unlimited" and item.duty == "party" and name in unshown and item.status != "superseded":
                item.status = "not-started"
            continue
        if rung.state == "not-needed" and item.duty == "party":
            item.status, item.reason = "superseded", rung.reason
        if item.kind != "unlimited" or item.duty != "party" or item.status in ("superseded", "not-started"):
            continue
        if item.status == "met" and item is not newest[item.rule, item.person]:
            continue
        if rung.state == "available":
            item.status = "open"
        elif rung.state == "unclear" and item.trigger is not None and item.trigger.provisional:
            item.status, item.reason = "not-started", rung.reason
        elif rung.state == "unclear" and rung.decided is not None:
            item.status, item.reason = "met", rung.reason
        elif rung.state == "unclear":
            item.status, item.maybe_done, item.reason = (
                "open",
                rung.filed is not None or item.maybe_done,
                rung.reason,
            )
            item.flag = item.flag or ("" if rung.filed else "doubt")
        elif rung.again in ("yes", "unclear"):
            item.status = "open" if rung.again == "yes" else "unclear"
            item.flag = "again"
            earlier = "is pending" if rung.state == "pending" else "was refused"
            item.reason = f"another one: an earlier {earlier}; {rung.again_reason}"
        elif rung.state in ("not-yet", "barred"):
            item.status, item.reason = "not-started", rung.reason
        else:
            item.status, item.reason = "met", f"{rung.state}: {rung.reason}"


def _spoken_of(engine: Engine, items: list[Item], rungs: list[Rung]) -> None:
    """What a court or person said of a remedy without a last day: that it will not be used, or until when it may be."""
    for item in items:
        if item.kind != "unlimited" or item.fixed is None or item.status not in ("open", "unclear"):
            continue
        waive(item)
        if item.status != "waived":
            is_over = item.date is not None and engine.clock.has_come(item.date + timedelta(days=1))
            item.status = "missed" if is_over else item.status
            continue
        name = f"{item.rule.rpartition('.')[0]}.{item.remedy}"
        for rung in (r for r in rungs if r.remedy == name and r.person == item.person):
            said, rung.waits_for = f"waived: {item.reason}", []
            if rung.state in ("available", "unclear"):
                rung.state, rung.reason = "lapsed", said
            elif rung.again in ("yes", "unclear"):
                rung.again, rung.again_reason = "no", said


def _begun(item: Item) -> date:
    """The day from which an item runs, for their order in time."""
    return (item.trigger.earliest if item.trigger is not None else None) or date.min


def _is_followed(item: Item, rungs: list[Rung]) -> bool:
    """Whether a remedy that is left after a missed term was taken."""
    pack = item.rule.rpartition(".")[0]
    taken = {
        r.remedy for r in rungs if r.person in (None, item.person) and r.state in ("pending", "granted", "refused")
    }
    return any(f"{pack}.{name}" in taken for name in item.next)


def _place(item: Item) -> None:
    """Whether and where a deadline stands on the agenda."""
    group = GROUPS.get(item.duty, {}).get(item.status)
    if item.status == "not-started" and item.cause == "uncovered":
        group = None
    if (item.duty == "authority" and item.done is not None) or item.flag in ("in-force", "reinstated"):
        group = None
    if item.kind == "unlimited" and group is not None and item.date is None:
        group = "undated" if item.duty == "party" else None
    item.group, item.listed = group or "rest", group is not None and item.flag not in ("aside", "asks")


def _is_closed(engine: Engine) -> bool:
    case = engine.case
    return case.status == "closed" and (case.closed_on is None or engine.clock.has_come(case.closed_on))


def _uncovered(engine: Engine, law: Law) -> str:
    """Why nothing is computed of the case's courts, in words; empty where something is."""
    case = engine.case
    unknown = [p for p in case.packs if p not in law.packs]
    if unknown:
        return f"no pack {', '.join(unknown)} is installed: nothing is computed for it"
    if not case.packs:
        return "the case names no pack: only its own deadlines are computed"
    if not law.home_of(case.packs):
        names = ", ".join(case.packs)
        return f"the case names no domestic pack: nothing is computed of its courts, only {names} and its own deadlines"
    begins = law.packs[law.home_of(case.packs)].begins
    if begins is not None and not engine.clock.has_come(begins):
        return f"{case.packs[0]} knows no law before {begins}: nothing is computed for this day"
    return _uncovered_stage(engine)


def _uncovered_stage(engine: Engine) -> str:
    """The proceedings of the file at a stage of which no pack of the case says anything, in words."""
    kinds = engine.world.vocabulary.kinds
    covered = {r.stage for p in engine.packs for r in p.remedies} | {r.stage for p in engine.packs for r in p.rules}
    covered |= {kinds[a].stage or "" for p in engine.packs for r in p.rules for a in r.anchors if a in kinds}
    found = [p for p in engine.case.proceedings if p.stage and p.stage not in covered]
    if not found:
        return ""
    names = ", ".join(p.id if p.id == p.stage else f"{p.id} ({p.stage})" for p in found)
    return f"no pack of the case covers {names}: nothing is computed of it"


def _only(happening: Happening, parties: Sequence[str]) -> list[str]:
    """The parties whom an event concerns, where it does not concern them all."""
    concerned = [p for p in parties if p in happening.persons]
    return [] if len(concerned) == len(parties) else concerned


def moments(engine: Engine) -> list[Moment]:
    """All events as of the day, in time, derived ones included."""
    return [_moment(engine, h) for h in sorted((*engine.world.happenings, *engine.derived), key=Happening.sort_key)]


def newest(engine: Engine) -> list[Moment]:
    """The last event that was recorded and has happened, alone; none where nothing has."""
    held = [h for h in engine.world.happenings if h.hi is not None and h.exists(engine.clock) == YES]
    return [_moment(engine, max(held, key=lambda h: (h.hi or date.min, h.lo or date.min)))] if held else []


def _moment(engine: Engine, happening: Happening) -> Moment:
    kind = engine.world.vocabulary.kinds.get(happening.kind)
    event = happening.event
    titles = kind.title if kind else {"en": happening.kind}
    return Moment(
        id=happening.id,
        kind=happening.kind,
        title=(event.title if event else "") or titles["en"],
        title_i18n={} if event and event.title else dict(titles),
        note=event.note if event else "",
        written=event.when.raw if event else "",
        earliest=happening.lo,
        latest=happening.hi,
        until=event.until.latest if event and event.until else None,
        exists=happening.exists(engine.clock),
        undone_by=next((u.id for u in happening.undone_by if u.exists(engine.clock) == YES), ""),
        state=happening.state,
        derived=happening.derived,
        provisional=happening.provisional,
        disputed=happening.disputed,
        outcome=happening.outcome,
        proceeding=event.proceeding if event else "",
        stage=happening.stage,
        by=event.by if event else "",
        persons=_only(happening, engine.world.parties),
        why=list(happening.why),
        sources=list(event.sources) if event else [],
        time=event.time if event else "",
        language=event.language if event else "",
        confidential=event.confidential if event else False,
    )
