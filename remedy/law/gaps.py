"""What nobody recorded and a clock waits for: missing events, unknown facts, hearings that nobody reported.

A gap names its question, the deadlines that wait, since when, and the command that shows how to answer it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from remedy.law import asking, facts, filings, overtaking
from remedy.law.answer import Item, Rung
from remedy.law.deadlines import blank, id_of
from remedy.law.engine import Engine
from remedy.law.own import last_day_of
from remedy.law.pack import Expect, Pack, Rule
from remedy.law.world import YES, Happening

Placed = dict[tuple[str, str], list[Item]]
"""Items by rule and anchor, in their order."""

LIVE = frozenset({"open", "unclear", "not-started", "missed", "overdue"})
"""Statuses of a deadline that is not settled."""


def gaps(engine: Engine, items: list[Item], rungs: list[Rung]) -> list[Item]:
    """All gaps that block something live; those of an overdue authority's line are merged into it."""
    out: list[Item] = []
    placed: Placed = {}
    for item in items:
        placed.setdefault((item.rule, item.id.partition("@")[2].partition("/")[0]), []).append(item)
    for person in engine.world.parties:
        for rank, pack in enumerate(engine.packs):
            for expect in (e for e in pack.expects if engine.knows((e.after,))):
                out += _expected(engine, pack, expect, person, items, placed, rungs, rank)
        out += _facts(engine, person, items)
        out += _of_punishments(engine, person, items)
        out += _again(engine, person, rungs)
        out += _who_filed(engine, person, items)
        out += _anybody_filed(engine, person, items, rungs)
    out += _hearings(engine)
    return _once(out)


def nothing_yet(engine: Engine, items: list[Item]) -> list[Item]:
    """The question of a case in which nothing is recorded, and of which nothing else speaks."""
    if engine.case.events or engine.case.unreadable or any(i.listed for i in items):
        return []
    asks = {
        "en": "Nothing is recorded yet: what happened, and when?",
        "ru": "Ещё ничего не записано: что произошло и когда?",
    }
    item = _gap(engine, "first-event", "", asks, None)
    item.flag = "domestic"
    item.answer, item.record = asking.first(engine)
    return [item]


def _once(found: Iterable[Item]) -> list[Item]:
    out: dict[str, Item] = {}
    for item in found:
        twin = out.setdefault(item.id, item)
        if twin is not item:
            twin.blocks = list(dict.fromkeys([*twin.blocks, *item.blocks]))
            twin.block_titles = twin.block_titles | item.block_titles
            twin.listed = twin.listed or item.listed
    return list(out.values())


def _gap(engine: Engine, tail: str, person: str, asks: dict[str, str], since: date | None) -> Item:
    item = blank(engine, id_of(engine, f"gap:{tail}", person), "gap", asks.get("en", tail))
    item.asks, item.asks_i18n, item.title_i18n = asks.get("en", tail), asks, asks
    item.person = person if len(engine.world.parties) > 1 and person else None
    item.status, item.since, item.group = "open", since, "gap"
    item.command = asking.explained(engine, item.id)
    return item


def _waits(engine: Engine, rule: Rule, kind: str, item: Item) -> bool:
    """Whether this deadline's own readings still wait for an event of that kind."""
    if any(r.trigger.event.partition(" ")[0] == kind and r.trigger.latest is None for r in item.readings):
        return True
    return item.status == "not-started" and any(s.kind == kind for s in rule.starts)


def _hanging(
    engine: Engine, rules: dict[str, Rule], expect: Expect, person: str, items: list[Item]
) -> dict[str | None, list[tuple[int, Item]]]:
    """The live deadlines that wait for what is expected, with their place among all, by the id of their anchor where
    it is the event after which that is expected; under None those that are anchored on what is expected itself."""
    out: dict[str | None, list[tuple[int, Item]]] = {}
    for place, item in enumerate(items):
        rule = rules.get(item.rule)
        if (
            rule is None
            or item.status not in LIVE
            or not _same(item, person)
            or item.rule.endswith(f".{expect.within_rule}")
            or item.cause == "uncovered"
            or item.flag == "in-force"
            or not (expect.after in rule.anchors or expect.kind in rule.anchors)
            or not _waits(engine, rule, expect.kind, item)
        ):
            continue
        anchor = item.id.partition("@")[2].partition("/")[0] if expect.after in rule.anchors else None
        out.setdefault(anchor, []).append((place, item))
    return out


def _waits_for_him(item: Item, kind: str) -> bool:
    """Whether a reading waits for such an event that concerns the person himself, though another is recorded."""
    return any(r.trigger.event == kind and r.trigger.latest is None for r in item.readings)


def _expected(
    engine: Engine,
    pack: Pack,
    expect: Expect,
    person: str,
    items: list[Item],
    placed: Placed,
    rungs: list[Rung],
    rank: int,
) -> list[Item]:
    out: list[Item] = []
    happened = engine.existing((expect.after,), pack.id, person)
    if not happened:
        return out
    rules = pack.waiting.get(expect.kind, {})
    hanging = _hanging(engine, rules, expect, person, items)
    for after in happened:
        if engine.exists(after) != YES or (expect.start is not None and (after.lo or date.max) < expect.start):
            continue
        recorded = [h for h in engine.in_round((expect.kind,), after, person) if engine.exists(h) == YES]
        within = _item_of(placed, f"{pack.id}.{expect.within_rule}", after.id, person) if expect.within_rule else None
        if within is not None and within.status in ("open", "not-started") and not recorded:
            continue
        asked = engine.rule_named(expect.within_rule, pack.id)
        if asked is not None and asked.stage not in ("", after.stage):
            continue
        blocked = [i for _, i in sorted((*hanging.get(after.id, ()), *hanging.get(None, ())), key=lambda pair: pair[0])]
        if recorded and not any(_waits_for_him(i, expect.kind) for i in blocked):
            continue
        if within is not None and within.status == "overdue":
            within.asks, within.asks_i18n = expect.asks.get("en", ""), dict(expect.asks)
            within.blocks = [i.id for i in blocked]
            if not blocked:
                continue
        waiting = [i.id for i in blocked] or _unborn(engine, pack, expect, after, placed, rungs)
        if not waiting:
            continue
        item = _gap(engine, f"{expect.kind}@{after.id}", person, expect.asks, after.hi)
        item.answer, item.record = asking.event(engine, expect.kind, after, person)
        item.blocks = waiting
        item.block_titles = {r.full: dict(r.title) for r in pack.rules if r.full in waiting}
        _rank(item, blocked, rank)
        out.append(item)
    return out


def _unborn(
    engine: Engine, pack: Pack, expect: Expect, after: Happening, placed: Placed, rungs: list[Rung]
) -> list[str]:
    """The rules whose anchor would be the missing event itself, while the remedy that waits for it is pending."""
    answered = {h.kind for h in after.answers}
    wanted = set(engine.world.vocabulary.kinds[expect.kind].answers)
    if answered and wanted and not wanted & (answered | {after.kind}):
        return []
    follows = {d.event for d in pack.derives if any(w.event == expect.kind for w in d.sources)}
    if answered and follows and not any(engine.in_round(follows, h, "") for h in after.answers):
        return [
            r.full for r in pack.rules if follows & set(r.anchors) and any(engine.holds_now(v.span) for v in r.versions)
        ]
    pending = {r.remedy for r in rungs if r.state == "pending"}
    if not any(after.kind in remedy.filed and remedy.full in pending for remedy in pack.remedies):
        return []
    live = [
        r for r in pack.rules if expect.kind in r.anchors and any(engine.holds_on(v.span, after.hi) for v in r.versions)
    ]
    computed = {rule for rule, _ in placed} if live else set()
    return [r.full for r in live if r.full not in computed]


def _rank(item: Item, blocked: list[Item], rank: int) -> None:
    """Those that block a party's clock or a step of the domestic ladder come first."""
    first = rank == 0 and any(b.duty == "party" or b.remedy for b in blocked)
    item.flag = "first" if first else ("domestic" if rank == 0 else "international")


def _same(item: Item, person: str) -> bool:
    return item.person is None or item.person == person


def _item_of(placed: Placed, rule: str, anchor: str, person: str) -> Item | None:
    return next((i for i in placed.get((rule, anchor), ()) if _same(i, person)), None)


def _facts(engine: Engine, person: str, items: list[Item]) -> list[Item]:
    """The facts on which live deadlines depend and that nobody stated."""
    out = []
    for rule, anchor, unknown in filings.live(engine, person):
        item = engine.deadline(rule, anchor, person)
        if (
            item is None
            or item.status not in LIVE
            or item.flag == "in-force"
            or not (item.date or item.latest or item.status == "unclear")
        ):
            continue
        missing = [*unknown]
        for version in rule.versions:
            if not any(
                engine.holds_on(version.span, r.trigger.latest) for r in item.readings if r.version == version.label
            ):
                continue
            for reading in version.readings:
                missing += facts.test(engine.world, reading.condition, person, anchor)[1]
        asked = [(name, anchor) for name in facts.known_of(missing)]
        asked += [(name, h) for h, untold in overtaking.may_end(engine, rule, anchor, person) for name in untold]
        for name, about in asked:
            if item.status == "overdue" or name not in _declared(engine):
                continue
            filings_ = [h for h in about.answers if h.kind in engine.world.facts_of.get(name, ())]
            gap = _fact_gap(engine, name, filings_[0] if filings_ else about, person)
            gap.blocks = [item.id]
            gap.flag = "first" if rule.duty == "party" else "domestic"
            out.append(gap)
    return out


def _of_punishments(engine: Engine, person: str, items: list[Item]) -> list[Item]:
    """The facts that nobody stated and on which a clock on a punishment depends; the agenda asks one at a time."""
    out = []
    for item in items:
        if item.kind != "not-before" or item.status != "open" or not _same(item, person):
            continue
        for name in item.waits_for:
            since = item.trigger.latest if item.trigger is not None else None
            gap = _gap(engine, f"fact:{name}", person, _declared(engine).get(name, {"en": f"What is {name}?"}), since)
            gap.blocks, gap.flag = [item.id], "domestic"
            gap.block_titles = {item.id: item.title_i18n}
            gap.listed = item.flag != "aside" and name == item.waits_for[0]
            gap.answer, gap.record = asking.fact(engine, name, person)
            out.append(gap)
    return out


def _declared(engine: Engine) -> dict[str, dict[str, str]]:
    return {f.id: f.asks for pack in engine.packs for f in pack.facts.values()}


def _fact_gap(engine: Engine, name: str, anchor: Happening, person: str) -> Item:
    asks = _declared(engine).get(name, {"en": f"What is {name}?"})
    gap = _gap(engine, f"fact:{name}@{anchor.id}", person, asks, anchor.hi)
    gap.answer, gap.record = asking.fact(engine, name, person, anchor)
    return gap


def _again(engine: Engine, person: str, rungs: list[Rung]) -> list[Item]:
    """The facts on which it depends whether a remedy is open, or open once more."""
    out = []
    for rung in rungs:
        if rung.person not in (None, person):
            continue
        for name in (n for n in rung.waits_for if n not in engine.world.facts_of):
            gap = _gap(engine, f"fact:{name}", person, _declared(engine).get(name, {"en": f"What is {name}?"}), None)
            gap.blocks, gap.flag, gap.remedy = [rung.remedy], "domestic", rung.remedy
            gap.answer, gap.record = asking.fact(engine, name, person)
            out.append(gap)
    return out


def _who_filed(engine: Engine, person: str, items: list[Item]) -> list[Item]:
    """Where only the other side's filing is recorded and a decision came: who filed?"""
    out = []
    for item in items:
        if item.status != "unclear" or item.cause != "other-side" or not _same(item, person):
            continue
        rule = next(r for p in engine.packs for r in p.rules if r.full == item.rule)
        asks = {
            "en": f"Who filed ({', '.join(rule.done)}): the defence too, or the other side alone?",
            "ru": "Кто подал: и защита, или только другая сторона?",
        }
        gap = _gap(engine, f"{rule.done[0]}@{item.id.partition('@')[2].partition('/')[0]}", person, asks, None)
        gap.blocks, gap.flag = [item.id], "first"
        gap.answer, gap.record = asking.filed_too(engine, rule.done[0])
        out.append(gap)
    return out


def _anybody_filed(engine: Engine, person: str, items: list[Item], rungs: list[Rung]) -> list[Item]:
    """Whether anybody filed, where finality or a further remedy hangs on it and nobody recorded it."""
    out = []
    for pack in engine.packs:
        for way in (w for d in pack.derives for w in d.sources if w.if_none):
            rules = {r.full: r for r in pack.rules if r.id in way.after_end_of and r.duty == "party"}
            for item in (i for i in items if i.rule in rules and i.status == "unclear" and _same(i, person)):
                over = item.date is not None and engine.clock.is_past(item.date)
                if not over or item.done or item.fixed or item.restored or item.cause == "other-side":
                    continue
                kind, anchor = way.if_none[0], item.id.partition("@")[2].partition("/")[0]
                titles = engine.world.vocabulary.title(kind)
                asks = {"en": f"{titles['en']}? By whom, and on which day?"}
                asks |= {"ru": f"{titles['ru']}? Кем и когда?"} if "ru" in titles else {}
                gap = _gap(engine, f"{kind}@{anchor}", person, asks, item.date)
                waiting = [r for r in rungs if r.state == "unclear" and r.person in (None, person)]
                ladder = {r.full for r in pack.remedies if not r.side}
                gap.blocks = [r.remedy for r in waiting if r.remedy in ladder]
                gap.flag = "first"
                known = engine.world.by_id.get(anchor)
                if known:
                    gap.answer, gap.record = asking.event(engine, kind, known[0], person, by="defence")
                out.append(gap)
    return out


def _is_settled(engine: Engine, hearing: Happening, last: date) -> bool:
    """Whether a later decision of the same stage shows that nobody waits for the hearing any more."""
    return any(
        engine.role_of(h) in ("decides", "opens")
        and h.stage == hearing.stage
        and h.pack == hearing.pack
        and ((h.lo is not None and h.lo >= last) or (_same_place(h, hearing) and h.hi is not None and h.hi >= last))
        and engine.exists(h) == YES
        for h in engine.world.happenings
    )


def _same_place(a: Happening, b: Happening) -> bool:
    """Whether two events are recorded in one proceeding."""
    return a.event is not None and b.event is not None and a.event.proceeding == b.event.proceeding != ""


def _hearings(engine: Engine) -> list[Item]:
    """Scheduled events whose day is past: did they take place?"""
    out = []
    for happening in engine.world.happenings:
        last = last_day_of(happening)
        if happening.state == "scheduled" and last is not None and engine.clock.is_past(last):
            if _is_settled(engine, happening, last):
                continue
            gap = _gap(
                engine, f"{happening.kind}@{happening.id}", "", asking.took_place(engine, happening), happening.hi
            )
            gap.confidential = gap.confidential or (happening.event is not None and happening.event.confidential)
            gap.id = f"{engine.case.id}#gap:{happening.kind}@{happening.id}"
            gap.command = asking.explained(engine, gap.id)
            gap.flag = "domestic"
            gap.answer, gap.record = asking.held(engine, happening.id)
            out.append(gap)
    return out
