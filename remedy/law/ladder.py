"""The ladder of remedies: what was used, what is pending, what is still open, for each person.

Each remedy has one state, the first that fits, for its newest round. Reads the engine's events and deadlines.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from remedy.law import facts
from remedy.law.answer import Item, Rung, authority
from remedy.law.calendar import weakest
from remedy.law.engine import Engine
from remedy.law.pack import Opening, Pack, Remedy, RemedyVersion
from remedy.law.rounds import Round, fixed_term, newest_round, used
from remedy.law.unlimited import no_limit
from remedy.law.world import MAYBE, YES, Happening

ENDING = frozenset({"acquitted"})
"""Outcomes after which nothing more is needed."""


def ladder(engine: Engine) -> list[Rung]:
    """All rungs, in the order of the packs, for each person; a matter beside the ladder only once it was opened."""
    out = []
    for person in engine.world.parties:
        ended: dict[str, Happening | None] = {}
        for pack in engine.packs:
            for remedy in pack.remedies if engine.detail else engine.alive(pack):
                current = newest_round(engine, remedy, person)
                if current is not None or (engine.detail and not remedy.side):
                    forum = engine.forum(remedy)
                    if forum not in ended:
                        ended[forum] = _ended_by(engine, person, forum)
                    out.append(rung(engine, pack, remedy, person, current, ended[forum]))
    return out


def stage_reached(engine: Engine, rungs: list[Rung]) -> str:
    """The furthest stage at home in which a remedy was taken; else that of the newest event of a court or authority."""
    taken = [r.stage for r in rungs if r.state in ("pending", "granted", "refused") and r.stage != "international"]
    if taken:
        return taken[-1]
    known = [h for h in engine.world.happenings if h.stage and engine.exists(h) == YES]
    known = [h for h in known if h.stage != "international"] or known
    return max(known, key=Happening.sort_key).stage if known else ""


def rung(
    engine: Engine, pack: Pack, remedy: Remedy, person: str, current: Round | None, ended: Happening | None
) -> Rung:
    """One remedy for one person in its newest round; `ended` is the decision that ended the case for him, if any."""
    found = Rung(
        remedy=remedy.full,
        title=remedy.title.get("en", remedy.id),
        title_i18n=dict(remedy.title),
        person=person if len(engine.world.parties) > 1 else None,
        stage=remedy.stage,
        extraordinary=remedy.extraordinary,
    )
    _describe(engine, remedy, current, found)
    if ended is not None and not (current and current.decision is ended):
        found.state, found.reason = "not-needed", f"{ended.id}: {ended.outcome or 'the case has ended'}"
        return found
    _state(engine, pack, remedy, current, person, found)
    if found.state in ("refused", "pending"):
        _again(engine, pack, remedy, current, person, found)
    return found


def _ended_by(engine: Engine, person: str, forum: str) -> Happening | None:
    """The newest decision of a forum, or event of no court at all, that ended the case for a person."""
    newest: Happening | None = None
    for happening in (*engine.world.happenings, *engine.derived):
        kind = engine.world.vocabulary.kinds.get(happening.kind)
        by_law = kind is not None and kind.ends_case
        decides = by_law or (kind is not None and kind.role in ("opens", "decides"))
        elsewhere = bool(happening.stage) and happening.pack != forum
        if not decides or elsewhere or happening.stage == "international" or person not in happening.persons:
            continue
        ends = happening.outcome in {*ENDING, "convicted"} or by_law
        later = newest is None or happening.sort_key() > newest.sort_key()
        if ends and later and engine.exists(happening) == YES:
            newest = happening
    return newest if newest is not None and newest.outcome != "convicted" else None


def _about(happening: Happening) -> dict[str, Any]:
    return {
        "event": happening.id,
        "date": happening.exact,
        "earliest": happening.lo,
        "latest": happening.hi,
        "outcome": happening.outcome,
    }


def _describe(engine: Engine, remedy: Remedy, current: Round | None, found: Rung) -> None:
    if current is None:
        return
    found.opened = current.opening.exact
    found.opened_earliest = current.opening.lo
    if current.filings:
        found.filed = _about(current.filings[0])
    if current.decision is not None and engine.exists(current.decision) == YES:
        found.decided = _about(current.decision)
    if current.opponent:
        found.opponent = _about(current.opponent[0])
    if current.back:
        found.returned = _about(current.back[-1])


def version_on(engine: Engine, remedy: Remedy, day: date | None) -> RemedyVersion | None:
    """The version in force on a day; today where the day is open."""
    held = [v for v in remedy.versions if engine.holds_on(v.span, day)]
    return held[-1] if held else None


def _is_uncovered(engine: Engine, remedy: Remedy, day: date | None) -> bool:
    """Whether a day lies before the first version that is known of a remedy."""
    first = min((v.span.start.earliest or date.min for v in remedy.versions), default=date.min)
    return day is not None and day < first


def _governed(engine: Engine, remedy: Remedy, day: date | None, found: Rung) -> str:
    """Takes the version of the day of an act. Where none covers it, says so and shows no law of another day."""
    version = version_on(engine, remedy, day)
    if version is None and _is_uncovered(engine, remedy, day):
        found.version, found.to, found.grounds, found.law_status = "", "", "", "unverified"
        found.requires, found.cite = [], []
        return ", under a law that no version here covers"
    _use(engine, found, version or version_on(engine, remedy, None))
    return ""


def _use(engine: Engine, found: Rung, version: RemedyVersion | None) -> None:
    if version is not None:
        found.version, found.to = version.label, version.to
        found.requires, found.cite = list(version.requires), list(version.cite)
        found.law_status = version.status
        found.grounds = " ".join(g for g in (version.grounds, version.grounds_in.get(engine.case.country, "")) if g)


def _state(engine: Engine, pack: Pack, remedy: Remedy, current: Round | None, person: str, found: Rung) -> None:
    now = version_on(engine, remedy, None)
    _use(engine, found, now)
    if current is None:
        found.reason = "opens after " + " or ".join(
            [*map(_spell_opening, remedy.openings), *(f"a missed {m}" for m in remedy.after_missed)]
        )
        found.reason += "; no version is in force on this day" if now is None else ""
        return
    decision = current.decision
    if decision is not None and engine.exists(decision) == YES:
        acted = decision.lo or decision.hi
        beyond = _governed(engine, remedy, acted, found)
        given = engine.world.vocabulary.state_after(
            decision.kind, decision.outcome, defence_filed=current.by_defence and decision.aim != "worse"
        )
        found.state = given or "unclear"
        said = decision.outcome or ("brought" if engine.role_of(decision) == "files" else "decided")
        found.other_side = not current.by_defence
        whose = ", on what the other side filed" if found.other_side and given else ""
        found.reason = f"{decision.id}: {said}{whose}" if given else f"{decision.id} has no outcome: record it"
        found.reason += beyond
        return
    certain = [h for h in current.filings if engine.exists(h) == YES]
    if decision is not None:
        found.state, found.reason = "unclear", f"{decision.id} may have come already: find out"
        return
    if certain:
        filing = certain[0]
        beyond = _governed(engine, remedy, filing.hi, found)
        against = ": it asks for what is worse for the convict" if filing.aim == "worse" else ""
        found.state, found.reason = "pending", f"{filing.id} is not decided{against}{beyond}"
        if filing.hi is not None and engine.clock.as_of is not None:
            found.pending_days = (engine.clock.as_of - filing.hi).days
        return
    if current.opening in current.opponent:
        found.state, found.reason = "pending", f"{current.opening.id} of the other side is not decided"
        _governed(engine, remedy, current.opening.hi, found)
        return
    if current.filings:
        found.state = "unclear"
        found.reason = f"{current.filings[0].id} may have been filed: find out the day"
        _until(engine, pack, remedy, current, person, found)
        return
    _unused(engine, pack, remedy, current, person, found, now)


def _unused(
    engine: Engine, pack: Pack, remedy: Remedy, current: Round, person: str, found: Rung, now: RemedyVersion | None
) -> None:
    """Nothing was filed: unclear, barred, lapsed, available or not yet."""
    if now is None:
        found.reason = "no version is in force"
        return
    needed = [(name, used(engine, pack, name, person)) for name in now.requires]
    lacking = [name for name, is_used in needed if is_used is False]
    if lacking:
        found.reason = f"needs {', '.join(lacking)} to have been used"
        return
    holds, unknown = facts.test(engine.world, now.condition, person, current.opening)
    if holds is False:
        found.state, found.reason = "barred", "its conditions are not met: " + _spell(now.condition)
        return
    item = _until(engine, pack, remedy, current, person, found)
    doubts = [name for name, is_used in needed if is_used is None]
    if doubts and current.opening.conditional:
        found.reason = f"needs {', '.join(doubts)} to have been used, and then {current.opening.name} has not come yet"
    elif engine.exists(current.opening) == MAYBE:
        found.state, found.reason = "unclear", f"{current.opening.name} may not have happened yet"
    elif doubts:
        found.state, found.reason = "unclear", f"whether {', '.join(doubts)} was used is not certain"
    elif unknown:
        found.state, found.reason = "unclear", f"depends on {', '.join(unknown)}, which nobody stated"
        found.waits_for = unknown
    elif item is not None and item.status == "unclear":
        found.state, found.reason = "unclear", item.reason
    elif bar := _bar(engine, remedy, now, person):
        found.state, found.reason, found.bar = "barred", bar, bar
    elif item is not None and item.status == "missed":
        found.state, found.reason = "lapsed", f"its last day was {item.latest}"
    elif item is not None and item.status in ("waived", "met-late", "superseded"):
        found.state, found.reason = "lapsed", f"{item.status}: {item.reason or item.title}"
    elif item is not None and item.status == "met":
        found.state, found.reason = "lapsed", "what was filed was withdrawn or returned, and its term has run"
    elif item is not None and item.status == "not-started":
        found.reason = item.reason
    elif remedy.after_missed and not _certainly_missed(engine, remedy, person):
        found.state, found.reason = "unclear", "open only if the term was missed"
    elif remedy.by != "defence":
        found.reason = "may be brought by the prosecution"
    elif item is not None and item.date:
        found.state, found.reason = "available", f"until {item.date.isoformat()}"
    else:
        said = "" if remedy.id in pack.lost else _no_limit(engine, remedy)
        found.state = "available" if said else "unclear"
        what = "a rule of it cannot be used" if remedy.id in pack.lost else "no version of its rule is in force"
        found.reason = said or f"within what time it may be asked is not known here: {what}"


def _until(engine: Engine, pack: Pack, remedy: Remedy, current: Round, person: str, found: Rung) -> Item | None:
    """Notes the fixed term of the remedy's opening, where it has one."""
    item = fixed_term(engine, pack, remedy, person, current.opening)
    if item is not None:
        found.until, found.deadline = item.date, item.id
        found.law_status = weakest(found.law_status, item.law_status)
    return item


def _no_limit(engine: Engine, remedy: Remedy) -> str:
    """What the law says of the time within which a remedy without a last day is asked; empty where no version does."""
    rules = [r for p in engine.packs for r in p.rules if r.remedy == remedy.id and r.pack == remedy.pack]
    rules = [r for r in rules if r.kind == "unlimited"]
    for rule in rules:
        held = [v for v in rule.versions if engine.holds_now(v.span)]
        if held:
            return no_limit(held[-1])
    return "" if rules else "no rule of this pack limits it"


def _certainly_missed(engine: Engine, remedy: Remedy, person: str) -> bool:
    for name in remedy.after_missed:
        for pack in engine.packs:
            for rule in pack.rules:
                if rule.remedy == name and rule.pack == remedy.pack and rule.duty == "party" and rule.kind == "fixed":
                    for anchor in engine.anchors(rule, person):
                        item = engine.deadline(rule, anchor, person)
                        if item is not None and item.status in ("missed", "met-late"):
                            return True
    return False


def _spell_opening(opening: Opening) -> str:
    since = f" since {opening.start}" if opening.start else ""
    return (opening.words or opening.event) + since


def _spell(condition: dict[str, tuple[Any, ...]]) -> str:
    return "; ".join(f"{k} = {' or '.join(map(str, v))}" for k, v in condition.items())


def _bar(engine: Engine, remedy: Remedy, version: RemedyVersion, person: str) -> str:
    """The event that closes a remedy under a version, in words; empty where nothing does."""
    for bar in version.barred_by:
        for happening in engine.existing((bar.event,), remedy.pack, person):
            if engine.exists(happening) == YES and (not bar.outcome or happening.outcome == bar.outcome):
                unless = f", unless there are {bar.unless}" if bar.unless else ""
                where = f" [{_place_of(version, bar.article)}]" if bar.article else ""
                said = f"{happening.id} ({happening.outcome}) bars another" if happening.outcome else ""
                return f"{said or f'{happening.id} bars it'}{unless}{where}"
    return ""


def _place_of(version: RemedyVersion, article: str) -> str:
    """An article with the act that it stands in, as the version cites it; alone where it cites none such."""
    found = [c for c in version.cite if c.get("article") == article]
    return authority(found[:1]) or article


def _again(engine: Engine, pack: Pack, remedy: Remedy, current: Round | None, person: str, found: Rung) -> None:
    """Whether the version in force on the day lets it be asked again."""
    if current is None or remedy.by != "defence":
        return
    now = version_on(engine, remedy, None)
    decided = current.decision or (current.filings[0] if current.filings else current.opening)
    if _is_uncovered(engine, remedy, decided.hi):
        found.again, found.again_reason = "unclear", "no version here covers that day: ask counsel what it leaves open"
        return
    if now is None:
        found.again, found.again_reason = "no", "no version is in force"
        return
    if found.state == "pending" and found.version == now.label:
        found.again, found.again_reason = "no", "it is pending, and the law is the same as when it was filed"
        return
    if remedy.id in pack.lost:
        found.again, found.again_reason = "unclear", "a rule of it cannot be used: ask counsel within what time"
        return
    if any(r.remedy == remedy.id and r.duty == "party" and r.kind == "fixed" for r in pack.rules):
        found.again, found.again_reason = "no", "its term has run"
        return
    bar = _bar(engine, remedy, now, person)
    if bar:
        found.again, found.again_reason, found.bar = "no", bar, bar
        return
    asked = [a for a in now.again if current.decision is None or a.covers(decided.lo, decided.hi)]
    tests = [facts.test(engine.world, a.condition, person, current.opening) for a in asked]
    unknown = list(dict.fromkeys(name for _, names in tests for name in names))
    if unknown:
        found.again, found.again_reason = "unclear", "a question to counsel decides"
        found.waits_for = unknown
    elif any(holds is False for holds, _ in tests):
        found.again, found.again_reason = "no", "; ".join(_spell(a.condition) for a in asked)
    else:
        found.again, found.again_reason = "yes", "the law in force sets no bar"
