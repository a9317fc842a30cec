"""What an edit moves: two assessments of one case on one day, compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date as Day

import msgspec

from remedy.case.model import Case
from remedy.law.answer import Assessment, Cite, Item, Moment, Rung
from remedy.law.assess import assess
from remedy.law.law import Law


class State(msgspec.Struct, kw_only=True):
    """How a deadline or remedy stands."""

    status: str
    date: Day | None = None
    earliest: Day | None = None
    latest: Day | None = None
    inferred: bool = False
    rule_gives: Day | None = None
    """What the rule would give where a court or a person fixed another day."""


class Shift(msgspec.Struct, kw_only=True):
    """One deadline or remedy that is not what it was; `before` or `after` is None where it is not there."""

    id: str
    title: str
    title_i18n: dict[str, str] = {}
    before: State | None
    after: State | None
    reason: str = ""
    """Why it is now what it is."""
    cite: str = ""
    """The articles alone."""
    law: list[Cite] = []
    """The same with their sources."""


LOOKED_AT = 5000
"""How many events, on all days together, are looked at to see that nothing moves; a case has few."""


def is_unmoved(before: Case, after: Case, law: Law, as_of: Day) -> bool:
    """Whether two writings of a case give the same answers: as of a day, and of at most thirteen on which something
    happened: a sample, no proof."""
    found = sorted({e.when.exact for e in before.events if e.when.exact is not None})
    many = max(2, min(12, LOOKED_AT // (len(before.events) + 1)))
    days = {as_of, *found[:: max(1, -(-len(found) // many))], *found[-1:]}
    return all(assess(before, law, day) == assess(after, law, day) for day in sorted(days))


def moves(before: Assessment, after: Assessment) -> list[Shift]:
    """All that differs between two assessments: deadlines first, by day; then remedies in the order of the ladder."""
    out = []
    for old, new in sorted(_paired(before, after), key=_place):
        one, other = _item(old), _item(new)
        if one != other:
            shown = new or old
            assert shown is not None
            out.append(_shift(shown, one, other, _why(old, new), shown.cite))
    for rung in after.ladder:
        was_so = [r for r in before.ladder if r.remedy == rung.remedy and _concerns(r.person, rung.person)]
        differ = [r for r in was_so if r.state != rung.state]
        if differ or not was_so:
            out.append(_step(differ[0] if differ else None, rung))
    for rung in before.ladder:
        if not any(r.remedy == rung.remedy and _concerns(r.person, rung.person) for r in after.ladder):
            out.append(_step(rung, None))
    return out


def _concerns(one: str | None, other: str | None) -> bool:
    """Whether what is said of one is said of the other too; None is every party."""
    return one == other or one is None or other is None


Meaning = tuple[str, str | None, str]
"""Rule, person and kind of anchor of a deadline."""


def _place(pair: tuple[Item | None, Item | None]) -> tuple[Day, str]:
    shown = pair[1] or pair[0]
    assert shown is not None
    return shown.date or Day.max, shown.id


def _paired(before: Assessment, after: Assessment) -> list[tuple[Item | None, Item | None]]:
    """Each deadline as it was and is: the same id, else the same rule, person and kind of anchor.

    What follows by law is named after its day or its place among others, so its id changes with them; that is no
    deadline lost and another won. Of several that were renamed together those belong to each other whose anchors lie
    nearest. Where a second party comes, each has what all had."""
    was, now = ({i.id: i for i in a.items if i.type == "deadline"} for a in (before, after))
    same = [id for id in was if id in now and not (_is_derived(before, was[id]) and _is_derived(after, now[id]))]
    pairs: list[tuple[Item | None, Item | None]] = [(was[id], now[id]) for id in same]
    gone, come = (_by_meaning(a, found.keys() - same, found) for a, found in ((before, was), (after, now)))
    for rule, person, anchor in {**gone, **come}:
        of_all = rule, None, anchor
        olds = gone.get((rule, person, anchor)) or gone.get(of_all, [])
        news = come.get((rule, person, anchor)) or come.get(of_all, [])
        if person is None and not (olds and news) and _of_persons(of_all, come if olds else gone):
            continue
        pairs += _nearest(olds, news)
    return pairs


Anchored = tuple[Day, Item]
"""A deadline with the day of its anchor; `Day.max` where none is known."""


def _nearest(olds: list[Anchored], news: list[Anchored]) -> Iterator[tuple[Item | None, Item | None]]:
    """The old and the new of one meaning, those together whose anchors lie nearest; what is left over is alone."""
    left, right = list(olds), list(news)
    while left and right:
        _far, i, j = min((abs((o[0] - n[0]).days), i, j) for i, o in enumerate(left) for j, n in enumerate(right))
        yield left.pop(i)[1], right.pop(j)[1]
    yield from ((item, None) for _day, item in left)
    yield from ((None, item) for _day, item in right)


def _of_persons(of_all: Meaning, found: dict[Meaning, list[Anchored]]) -> bool:
    """Whether what all had is there for single persons."""
    return any((rule, None, anchor) == of_all for rule, person, anchor in found if person is not None)


def _anchor(told: Assessment, item: Item) -> Moment | None:
    """The event after which a deadline is named."""
    name = item.id.rpartition("@")[2]
    name = name.removesuffix(f"/{item.person}") if item.person else name
    return next((m for m in told.events if m.id == name), None)


def _is_derived(told: Assessment, item: Item) -> bool:
    anchor = _anchor(told, item)
    return anchor is not None and anchor.derived


def _by_meaning(told: Assessment, ids: Iterable[str], items: dict[str, Item]) -> dict[Meaning, list[Anchored]]:
    """Those deadlines by what they mean, the earliest anchor first."""
    out: dict[Meaning, list[Anchored]] = {}
    for id in sorted(ids):
        item, anchor = items[id], _anchor(told, items[id])
        meaning = (item.rule, item.person, anchor.kind if anchor is not None else id.rpartition("#")[2])
        day = (anchor.earliest or anchor.latest) if anchor is not None else None
        out.setdefault(meaning, []).append((day or Day.max, item))
    return {meaning: sorted(found, key=_first) for meaning, found in out.items()}


def _first(found: Anchored) -> tuple[Day, str]:
    return found[0], found[1].id


def _why(old: Item | None, new: Item | None) -> str:
    """Why a deadline is now what it is: what is now known of a fact on which it depends, then its own reason."""
    if new is None:
        return ""
    before = old.facts if old is not None else new.facts
    changed = [f"{name}: {words}" for name, words in new.facts.items() if before.get(name) != words]
    return "; ".join(x for x in (*changed, new.reason) if x)


def _item(item: Item | None) -> State | None:
    if item is None:
        return None
    return State(
        status=item.status,
        date=item.date,
        earliest=item.earliest,
        latest=item.latest,
        inferred=item.inferred,
        rule_gives=(item.fixed or {}).get("computed"),
    )


def _articles(cites: list[Cite]) -> str:
    return ", ".join(dict.fromkeys(c.get("article", "") for c in cites if c.get("article")))


def _named(cites: list[Cite]) -> list[Cite]:
    """Source and article alone: which place of the law it is."""
    return [{key: c[key] for key in ("source", "article") if key in c} for c in cites if c.get("article")]


def _shift(item: Item, before: State | None, after: State | None, reason: str, cites: list[Cite]) -> Shift:
    return Shift(
        id=item.id,
        title=item.title,
        title_i18n=item.title_i18n,
        before=before,
        after=after,
        reason=reason,
        cite=_articles(cites),
        law=_named(cites),
    )


def _step(before: Rung | None, after: Rung | None) -> Shift:
    shown = after or before
    assert shown is not None
    return Shift(
        id=shown.remedy + (f"/{shown.person}" if shown.person else ""),
        title=shown.title,
        title_i18n=shown.title_i18n,
        before=State(status=before.state) if before is not None else None,
        after=State(status=after.state, date=after.until) if after is not None else None,
        reason=after.reason if after is not None else "",
        cite=_articles(shown.cite),
        law=_named(shown.cite),
    )
