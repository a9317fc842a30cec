"""Custody that counts towards a punishment: spans of days, each counted by a ratio of the pack or of the file.

Both end days count. Where the file names spans, those; else the custody before the punishment's first day, so that
nobody forgets what the law counts.
"""

from __future__ import annotations

from datetime import date

import msgspec

from remedy.case.model import Sanction
from remedy.law import facts
from remedy.law.answer import Cite, Trigger, authority
from remedy.law.clock import ONE_DAY
from remedy.law.engine import Engine
from remedy.law.pack_clock import SanctionRule
from remedy.law.world import YES, Happening


class Credit(msgspec.Struct, kw_only=True):
    """One tenable credit: at least and at most so many days."""

    ratio: float
    least: int
    most: int
    words: str
    conditional: bool = False
    reason: str = ""
    cite: tuple[Cite, ...] = ()

    @property
    def authority(self) -> str:
        """Source and article."""
        return authority(self.cite)


def held(engine: Engine) -> list[str]:
    """The parties who are certainly held on the day asked about; a party that the file does not name is the case."""
    every = [(p, facts.today(engine.world, "custody", p, engine.exists)) for p in engine.world.parties]
    return [p or engine.case.id for p, found in every if found == frozenset({True})]


class _Span(msgspec.Struct, kw_only=True):
    """Custody from some day to another, both included; exact where least equals most."""

    least: int
    most: int
    words: str
    ratio: float | None = None


def credits(
    engine: Engine,
    sanction: Sanction,
    rule: SanctionRule | None,
    start: Happening | None,
    trigger: Trigger,
    person: str,
) -> list[Credit]:
    """The credits of a sanction: one for each ratio that may hold. None where there was no custody to count."""
    spans = _stated(engine, sanction, person) if sanction.credit else _before(engine, start, trigger, person)
    spans = [s for s in spans if s.most > 0]
    if not spans or (not sanction.credit and (rule is None or not rule.credits)):
        return []
    if all(s.ratio is not None for s in spans):
        return [_credit(spans, None, (), conditional=False, reason="")]
    ratios = _ratios(engine, sanction, rule, person)
    return [_credit(spans, ratio, cite, conditional=len(ratios) > 1, reason=why) for ratio, cite, why in ratios]


def _ratios(
    engine: Engine, sanction: Sanction, rule: SanctionRule | None, person: str
) -> list[tuple[float, tuple[Cite, ...], str]]:
    """The ratios of the pack that may hold for a person, with the fact on which each depends."""
    anchor = next((h for h in engine.world.happenings if h.id == sanction.imposed_by), None)
    out = []
    for credit in rule.credits if rule is not None else ():
        holds: bool | None = True
        unknown: list[str] = []
        if credit.condition:
            holds, unknown = (
                facts.test(engine.world, credit.condition, person, anchor) if anchor else (None, list(credit.condition))
            )
        if holds is not False:
            out.append((credit.ratio, credit.cite, f"depends on {', '.join(unknown)}" if unknown else ""))
    return out or [(1.0, (), "no ratio is stated: one day for one")]


def _credit(
    spans: list[_Span], ratio: float | None, cite: tuple[Cite, ...], *, conditional: bool, reason: str
) -> Credit:
    least = sum(int(s.least * (s.ratio or ratio or 1)) for s in spans)
    most = sum(int(s.most * (s.ratio or ratio or 1)) for s in spans)
    words = "; ".join(f"{s.words}, each counted as {(s.ratio or ratio or 1):g}" for s in spans)
    return Credit(
        ratio=ratio or spans[0].ratio or 1, least=least, most=most, words=words, conditional=conditional,
        reason=reason, cite=cite,
    )  # fmt: skip


def _stated(engine: Engine, sanction: Sanction, person: str) -> list[_Span]:
    out = []
    for span in sanction.credit:
        first, last = engine.named(span.start, person), engine.named(span.end, person)
        if first is not None and last is not None:
            out += _between(first.lo, first.hi, last.lo, last.hi, span.ratio)
    return out


def _before(engine: Engine, start: Happening | None, trigger: Trigger, person: str) -> list[_Span]:
    """Custody before the punishment's first day, by the events that speak of it."""
    said = [
        h
        for h in facts.speaking(engine.world, "custody", person)
        if engine.exists(h[0]) == YES and h[0] is not start and (start is None or h[0].sort_key() <= start.sort_key())
    ]
    if trigger.earliest is None or trigger.latest is None:
        return []
    out: list[_Span] = []
    opened: Happening | None = None
    for happening, value in said:
        if value is True and opened is None:
            opened = happening
        elif value is False and opened is not None:
            out += _between(opened.lo, opened.hi, happening.lo, happening.hi, None)
            opened = None
    if opened is not None and start is not None and opened.kind != start.kind:
        out += _between(opened.lo, opened.hi, trigger.earliest - ONE_DAY, trigger.latest - ONE_DAY, None)
    return out


def _between(
    lo: date | None, hi: date | None, end_lo: date | None, end_hi: date | None, ratio: float | None
) -> list[_Span]:
    """A span with its fewest and most days; nothing where no bound is known."""
    if lo is None or hi is None or end_lo is None or end_hi is None or end_hi < lo:
        return []
    most = (end_hi - lo).days + 1
    least = max(0, (end_lo - hi).days + 1)
    first = lo.isoformat() if lo == hi else f"{lo} or later"
    last = end_hi.isoformat() if end_lo == end_hi else f"{end_hi} or earlier"
    days = f"{most} days" if least == most else f"{least} to {most} days"
    return [_Span(least=least, most=most, words=f"custody of {days} from {first} to {last}", ratio=ratio)]
