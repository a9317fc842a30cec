"""What a rule depends on, on a day: custody, gravity. Unknown facts are never assumed.

Events speak first, then the person, then the case; a stated list means "one of these".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from remedy.law.pack import Condition
from remedy.law.world import MAYBE, YES, Happening, World, may_precede

Values = frozenset[Any]
"""The values that a fact may have; empty where nothing is known."""

UNKNOWN: Values = frozenset()
"""Nothing was recorded or stated."""


def _as_values(value: Any) -> Values:
    return frozenset(value) if isinstance(value, list) else frozenset({value})


def speaking(world: World, name: str, person: str) -> list[tuple[Happening, Any]]:
    """The events that say something about a fact of a person, in time."""
    known = world.said.get((name, person))
    if known is not None:
        return known
    out = []
    for happening in world.happenings:
        if happening.event is None or happening.state != "held" or person not in happening.persons:
            continue
        kind = world.vocabulary.kinds[happening.kind]
        if name in happening.event.facts:
            out.append((happening, happening.event.facts[name]))
        elif name in kind.sets:
            out.append((happening, kind.sets[name]))
    out.sort(key=lambda pair: pair[0].sort_key())
    world.said[name, person] = out
    return out


def _from_events(said: list[tuple[Happening, Any]], first: date, last: date) -> Values:
    """The values possible at the end of some day of [first, last].

    Before the first event that speaks nothing is known, save that a person who was detained later was free until then.
    """
    opening, value = said[0]
    now: Values = frozenset({None})
    if value is True and opening.lo is not None and opening.lo > first:
        now = frozenset({False})
    for happening, value in said:
        if happening.hi is not None and happening.hi <= first:
            now = _as_values(value)
        elif happening.lo is None or happening.lo <= last:
            now = now | _as_values(value)
    return UNKNOWN if None in now else now


def today(world: World, name: str, person: str, exists: Callable[[Happening], str]) -> Values:
    """The values that a fact may have at the end of the day asked about, by the events that exist on it."""
    now: Values = UNKNOWN
    for happening, value in speaking(world, name, person):
        if exists(happening) == YES:
            now = _as_values(value)
        elif exists(happening) == MAYBE and now:
            now = now | _as_values(value)
    if now:
        return now
    for stated in (*(p.facts for p in world.case.persons if p.id == person), world.case.facts):
        if name in stated:
            return _as_values(stated[name])
    return UNKNOWN


def values(world: World, name: str, person: str, on: Happening) -> Values:
    """The values that a fact may have on the day of an event."""
    key = (name, person, on, on.lo, on.hi)
    found = world.valued.get(key)
    if found is None:
        found = world.valued[key] = _allowed(world, name, person, on)
    return found


def _allowed(world: World, name: str, person: str, on: Happening) -> Values:
    """The same, computed."""
    found = _said(world, name, person, on)
    allowed = world.fact_values.get(name)
    if allowed is not None and any(
        v not in allowed or isinstance(v, bool) != isinstance(allowed[0], bool) for v in found
    ):
        return UNKNOWN
    return found


def _said(world: World, name: str, person: str, on: Happening) -> Values:
    """The values that were recorded or stated, whatever they are; an event's own fact speaks for no other event."""
    own = name in world.facts_of
    for happening in (on, *(on.answers if own else ())):
        if happening.event is not None and name in happening.event.facts:
            return _as_values(happening.event.facts[name])
    said = [] if own else speaking(world, name, person)
    if said and on.lo is not None and on.hi is not None:
        found = _from_events(said, on.lo, on.hi)
        if found:
            return found
    for stated in (*(p.facts for p in world.case.persons if p.id == person), world.case.facts):
        if name in stated:
            return _as_values(stated[name])
    return UNKNOWN


ANCHOR_KEYS = frozenset({"outcome", "form", "aim", "kind", "side", "preceded_by"})
"""The keys of an anchor that a condition may name; any other is a fact."""


def _key(anchor: Happening, name: str) -> str:
    """What an anchor says under a key; empty where nobody said it."""
    if name == "form":
        return anchor.event.form if anchor.event is not None else ""
    return str(getattr(anchor, name))


def _is_preceded(world: World, kinds: Iterable[str], person: str, anchor: Happening) -> bool:
    """Whether an event of one of the kinds may have come before the anchor."""
    earlier = (h for kind in kinds for h in world.by_kind.get(kind, ()) if h is not anchor and h.state == "held")
    return any(person in h.persons and may_precede(h, anchor) for h in earlier)


def test(
    world: World, condition: Condition, person: str, anchor: Happening, assumed: dict[str, Any] | None = None
) -> tuple[bool | None, list[str]]:
    """Whether a condition holds, and the facts that nobody stated; None while it depends on them."""
    unknown: list[str] = []
    for name, wanted in condition.items():
        if name == "preceded_by":
            if not _is_preceded(world, wanted, person, anchor):
                return False, []
            continue
        if name in ANCHOR_KEYS:
            said = _key(anchor, name)
            if said in wanted:
                continue
            if said or name != "outcome":
                return False, []
            unknown.append(name)
            continue
        if anchor.kind not in world.facts_of.get(name, (anchor.kind,)):
            continue
        stated = assumed is not None and name in assumed
        found = _as_values(assumed[name]) if assumed and stated else values(world, name, person, anchor)
        if found and found <= set(wanted):
            continue
        if found and not found & set(wanted):
            return False, []
        unknown.append(name)
    return (None if unknown else True), unknown


def stated(world: World, conditions: Iterable[Condition], person: str, anchor: Happening) -> dict[str, str]:
    """The facts that conditions name, each with the values that it may have on the anchor's day, in words."""
    words = {True: "yes", False: "no"}
    out = {}
    for name in dict.fromkeys(n for c in conditions for n in c if n not in ANCHOR_KEYS):
        if anchor.kind not in world.facts_of.get(name, (anchor.kind,)):
            continue
        found = sorted(
            str(words.get(v, v)) if isinstance(v, bool) else str(v) for v in values(world, name, person, anchor)
        )
        out[name] = " or ".join(found) or "not stated"
        later = _first_later(world, name, person, anchor) if found == [words[False]] else None
        if later is not None and later.event is not None:
            out[name] += f" (the first that is recorded is later: {later.id} {later.event.when.raw})"
    return out


def _first_later(world: World, name: str, person: str, on: Happening) -> Happening | None:
    """The first event that says yes, where a fact is taken for no because that comes after the day asked about."""
    if name in world.facts_of or (on.event is not None and name in on.event.facts):
        return None
    said = speaking(world, name, person)
    if not said or said[0][1] is not True or on.hi is None:
        return None
    opening = said[0][0]
    return opening if opening.lo is not None and opening.lo > on.hi else None


def known_of(unknown: Iterable[str]) -> list[str]:
    """Names in order, each once."""
    return list(dict.fromkeys(unknown))
