"""A rule applied to an anchor: every tenable reading with its exact earliest and latest last day.

Within one version a later trigger never gives an earlier last day, so the ends of an interval are computed at the
ends of each stretch in which one version is in force. No status is decided here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import msgspec

from remedy.case.dates import Span, clip
from remedy.case.period import Period
from remedy.law import facts
from remedy.law.answer import Move, Reading, Trigger, authority
from remedy.law.calendar import Calendar, weakest
from remedy.law.clock import ONE_DAY
from remedy.law.counting import Convention, count, spoken, trace
from remedy.law.law import Law
from remedy.law.pack import ReadingRule, Rule, Start, Version
from remedy.law.world import Happening, World

Fired = Callable[[Start], list[Happening]]
"""The events with which a start has begun; empty where nobody recorded one."""


class Piece(msgspec.Struct, kw_only=True):
    """One reading of one version from one trigger."""

    reading: str
    rule: ReadingRule | None
    version: Version
    trigger: Happening | None
    start: Start
    spans: tuple[Span, ...]
    stages: tuple[Period, ...]
    convention: Convention
    conditional: bool = False
    law_changes: bool = False


class Context(msgspec.Struct, kw_only=True):
    """What the readings of one deadline are computed from."""

    world: World
    law: Law
    calendar: Calendar | None
    rule: Rule
    anchor: Happening
    person: str
    fired: Fired
    traces: bool = True
    """Whether the readings carry their trace: an agenda of a thousand cases shows none."""
    extensions: int = 0
    """How many extensions were certainly given."""
    assumed: dict[str, Any] | None = None
    decided_on: tuple[Span, ...] | None = None
    """The day of the decision, where a calculator is told another than the anchor's."""


def readings(context: Context) -> tuple[list[Reading], list[str], str]:
    """All readings of a fixed rule, the facts they wait for, and why there is none where there is none."""
    pieces, unknown, reason = _pieces(context)
    out = [_computed(context, piece) for piece in pieces]
    if context.rule.selected_by == "act":
        out += [_computed(context, piece) for piece in _later_law(context, pieces)]
    merged = _merged(out, party_first=context.rule.duty == "party" and context.rule.kind != "not-before")
    return _told_apart(merged), unknown, reason


def _told_apart(found: list[Reading]) -> list[Reading]:
    """No two readings of one id: those that differ by their trigger are named after it."""
    if len({r.id for r in found}) == len(found):
        return found
    times = Counter(r.id for r in found)
    for reading in found:
        if times[reading.id] > 1:
            reading.id = f"{reading.id}-from-{reading.trigger.event.partition(' ')[0]}"
    for id, same in Counter(r.id for r in found).items():
        twins = [r for r in found if r.id == id] if same > 1 else []
        for number, reading in enumerate(twins[1:], 2):
            reading.id = f"{id}-{number}"
    return found


def trigger_spans(happening: Happening, on: str) -> tuple[Span, ...]:
    """The days from which a term may run: the event's, or the day it was sent or received."""
    stated = getattr(happening.event, on) if on and happening.event is not None else None
    if stated is not None:
        spans: tuple[Span, ...] = stated.spans
        return spans
    return happening.bounded()


def _pieces(context: Context) -> tuple[list[Piece], list[str], str]:
    rule, pieces, unknown = context.rule, [], []
    mains = _triggers(context, rule.starts)
    decided = rule.selected_by == "decided"
    covered = False
    for version in rule.versions:
        first, last = version.span.candidates()
        if decided:
            governing = clip(context.decided_on or context.anchor.bounded(), first, last)
            if not governing:
                continue
        applying = []
        for reading in version.readings:
            holds, missing = facts.test(
                context.world, reading.condition, context.person, context.anchor, context.assumed
            )
            if holds is not False and (not reading.optional or reading.has_begun(context.fired)):
                applying.append((reading, holds))
                unknown += missing
        replaced = any(r.instead and holds is True and r.has_begun(context.fired) for r, holds in applying)
        sets: list[tuple[ReadingRule | None, bool, list[tuple[Happening | None, Start]]]] = []
        if not replaced:
            sets.append((None, False, mains))
        for reading, holds in applying:
            sets.append((reading, holds is None, _triggers(context, reading.starts) if reading.starts else mains))
        for reading_rule, conditional, triggers in sets:
            for happening, start in triggers:
                spans: tuple[Span, ...] = ((None, None),)
                if happening is not None:
                    spans = trigger_spans(happening, start.on)
                    spans = spans if decided else _within(spans, version, rule, first, last)
                    if not spans:
                        continue
                elif not clip(context.anchor.bounded(), first, last):
                    continue
                covered = True
                piece = _piece(context, version, reading_rule, happening, start, spans)
                piece.conditional = conditional
                pieces.append(piece)
    reason = "" if covered else _uncovered(rule, context.anchor)
    return pieces, unknown, reason


def _within(spans: tuple[Span, ...], version: Version, rule: Rule, first: date, last: date | None) -> tuple[Span, ...]:
    """The triggers that a version governs; what is open before the first version stays open."""
    found = clip(spans, first, last)
    if found and spans[0][0] is None and version is rule.versions[0]:
        return ((None, found[0][1]), *found[1:])
    return found


def _uncovered(rule: Rule, anchor: Happening) -> str:
    first = min((v.span.start.earliest or date.min for v in rule.versions), default=date.min)
    day = anchor.hi or anchor.lo
    if day is not None and day < first:
        return f"no version of {rule.full} covers {anchor.id} of {day}: the first that is known begins on {first}"
    return f"no version of {rule.full} covers the day of {anchor.id}"


def _triggers(context: Context, starts: Sequence[Start]) -> list[tuple[Happening | None, Start]]:
    """With `earliest`, the first of the recorded triggers; with `each`, all. (None, start) where none is recorded."""
    found = [(h, s) for s in starts for h in context.fired(s)]
    if context.rule.starts_mode == "each":
        lacking = [s for s in starts if not any(s is fired for _, fired in found)]
        return [*found, *((None, s) for s in lacking)]
    if not found:
        return [(None, starts[0])]
    return [min(found, key=lambda pair: pair[0].sort_key())]


def _piece(
    context: Context,
    version: Version,
    reading: ReadingRule | None,
    trigger: Happening | None,
    start: Start,
    spans: tuple[Span, ...],
) -> Piece:
    counting = (reading.counting if reading else "") or version.counting
    return Piece(
        reading=reading.id if reading else "",
        rule=reading,
        version=version,
        trigger=trigger,
        start=start,
        spans=spans,
        stages=(reading.stages if reading else ()) or version.stages,
        convention=context.law.conventions[counting],
    )


def _later_law(context: Context, pieces: list[Piece]) -> list[Piece]:
    """Where the law changes before the last day: the same triggers under the later version."""
    out = []
    for piece in pieces:
        if piece.trigger is None or piece.rule is not None:
            continue
        hi = piece.spans[-1][1]
        if hi is None:
            continue
        last = count(hi, piece.stages, piece.convention, context.calendar).last_day
        for version in context.rule.versions:
            begins = version.span.start.earliest
            if begins is None or begins > last or begins <= (piece.version.span.start.earliest or date.min):
                continue
            spans = _reaching(piece, context.calendar, begins)
            spans = clip(spans, None, begins - ONE_DAY)
            if spans:
                changed = _piece(context, version, None, piece.trigger, piece.start, spans)
                changed.law_changes = True
                out.append(changed)
    return out


def _reaching(piece: Piece, calendar: Calendar | None, begins: date) -> tuple[Span, ...]:
    """The triggers whose term still runs on the day that a later version begins."""
    lo, hi = piece.spans[0][0], piece.spans[-1][1]
    if hi is None:
        return ()
    first, last = (lo or date(1900, 1, 1)).toordinal(), hi.toordinal()
    while first < last:
        middle = (first + last) // 2
        if count(date.fromordinal(middle), piece.stages, piece.convention, calendar).last_day >= begins:
            last = middle
        else:
            first = middle + 1
    return clip(piece.spans, date.fromordinal(first), None)


def _last(context: Context, piece: Piece, day: date | None, *, extended: bool) -> tuple[date | None, str, str]:
    """The last day from one trigger: with why it is provisional, and its standing in the calendar."""
    if day is None:
        return None, "", "verified"
    extension = context.rule.extension
    more = extension is not None and extended and context.extensions > 0
    stages = piece.stages
    if more and extension is not None and extension.base == "nominal":
        stages = (*stages, *[extension.each_max] * context.extensions)
    done = count(day, stages, piece.convention, context.calendar)
    if more and extension is not None and extension.base == "rolled":
        for _ in range(context.extensions):
            done = count(done.last_day, (extension.each_max,), piece.convention, context.calendar)
    standing = "verified"
    if done.last_day != done.nominal and context.calendar is not None:
        first, last = sorted((done.nominal, done.last_day))
        standing = context.calendar.status(first, last) or "unverified"
    return done.last_day, done.provisional, standing


def _computed(context: Context, piece: Piece) -> Reading:
    happening = piece.trigger
    lo = piece.spans[0][0] if happening is not None else None
    hi = piece.spans[-1][1] if happening is not None else None
    earliest, why_lo, standing_lo = _last(context, piece, lo, extended=False)
    latest, why_hi, standing_hi = _last(context, piece, hi, extended=True)
    party = context.rule.duty == "party" and context.rule.kind != "not-before"
    version, own = piece.version, piece.rule
    day = earliest if party else latest
    provisional = why_lo or why_hi or _partly(context.rule, happening)
    derived_status = happening.status if happening is not None and happening.derived else "verified"
    label = _label(context, piece)
    led = happening.led(authority(version.cite)) if happening is not None else ()
    text_status = weakest(
        (own.status if own else "") or version.status,
        piece.convention.status if piece.convention.basis == "default" else "verified",
        derived_status,
    )
    return Reading(
        id=own.id if own else (f"law-{version.label}" if piece.law_changes else "main"),
        label=label,
        date=day,
        earliest=earliest,
        latest=latest,
        trigger=_trigger(piece, lo, hi),
        law_status=weakest(text_status, standing_lo, standing_hi),
        text_status=text_status,
        cite=[*(own.cite if own and own.cite else version.cite)],
        version=version.label,
        period=" + ".join(s.raw for s in piece.stages),
        convention=piece.convention.id,
        by=own.by if own else "",
        conditional=piece.conditional,
        provisional=bool(provisional) or (happening is not None and (happening.provisional or happening.conditional)),
        reason=provisional
        or ("" if happening is not None else f"nobody recorded {_what(piece.start)}")
        or _weak_days(weakest(standing_lo, standing_hi), earliest or latest),
        trace=[*led, *_trace(context, piece, lo if party else hi)],
    )


def _weak_days(standing: str, day: date | None) -> str:
    """Why a verified rule gives a date that is not: it was moved by days off that are only reported."""
    return "" if standing == "verified" or day is None else f"the days off of {day.year} are only {standing}"


def _partly(rule: Rule, trigger: Happening | None) -> str:
    """Why the dates say nothing about some days of an interval: no version covers them."""
    first = rule.versions[0].span.candidates()[0]
    if trigger is None or trigger.lo is None or trigger.lo >= first:
        return ""
    return f"no version of {rule.full} covers {trigger.id} before {first}"


def _what(start: Start) -> str:
    end = f"the end of {start.end_of}" if start.end_of else start.missed
    return f"{start.kind or end}{' (' + start.on + ')' if start.on else ''}"


def _trace(context: Context, piece: Piece, day: date | None) -> list[Move]:
    if day is None or not context.traces:
        return []
    extension = context.rule.extension
    more = context.extensions if extension is not None else 0
    if extension is None or not more or extension.base == "nominal":
        stages = piece.stages if extension is None else (*piece.stages, *[extension.each_max] * more)
        return trace(day, stages, piece.convention, context.calendar)
    moves = trace(day, piece.stages, piece.convention, context.calendar)
    given_by = authority(extension.cite)
    for _ in range(more):
        end = count(moves[-1].to, (extension.each_max,), piece.convention, context.calendar).last_day
        why = f"extended by at most {spoken(extension.each_max)}"
        moves.append(Move(start=moves[-1].to, to=end, why=why, cite=given_by))
    return moves


def _trigger(piece: Piece, lo: date | None, hi: date | None) -> Trigger:
    happening = piece.trigger
    if happening is None:
        return Trigger(event=_what(piece.start), date=None, earliest=None, latest=None, recorded=False)
    return Trigger(
        event=happening.id,
        kind=happening.kind,
        date=lo if lo is not None and lo == hi else None,
        earliest=lo,
        latest=hi,
        derived=happening.derived,
        provisional=happening.provisional or happening.conditional,
        why=list(happening.why),
    )


def _label(context: Context, piece: Piece) -> str:
    if piece.law_changes:
        return f"the law as worded from {piece.version.label}, in force before the last day"
    if piece.rule is not None:
        return piece.rule.title.get("en", "") or piece.rule.note or f"{piece.rule.id}: from {_what(piece.start)}"
    if context.rule.starts_mode == "each" and len(context.rule.starts) > 1:
        return f"from {_what(piece.start)}"
    return f"{' and then '.join(map(spoken, piece.stages))} from {_what(piece.start)}"


def _merged(found: list[Reading], *, party_first: bool) -> list[Reading]:
    """Joins stretches of one reading across an exact change of law, and readings that give the same day."""
    out: list[Reading] = []
    for reading in found:
        same = next((r for r in out if _is_stretch(r, reading)), None)
        if same is not None:
            _stretch(same, reading, party_first=party_first)
            continue
        twin = next((r for r in out if _is_twin(r, reading)), None)
        if twin is not None:
            twin.law_status = weakest(twin.law_status, reading.law_status)
            twin.text_status = weakest(twin.text_status, reading.text_status)
            twin.provisional = twin.provisional or reading.provisional
            continue
        out.append(reading)
    return out


def _is_twin(a: Reading, b: Reading) -> bool:
    """Whether two readings give the same day, or will, whatever the day is from which both run."""
    if (a.earliest, a.latest) != (b.earliest, b.latest):
        return False
    undated = a.earliest is None and a.trigger.latest is None and b.trigger.latest is None
    same = (a.id, a.trigger.event, a.period, a.convention, a.by) == (
        b.id,
        b.trigger.event,
        b.period,
        b.convention,
        b.by,
    )
    return same if undated else a.earliest is not None


def _is_stretch(a: Reading, b: Reading) -> bool:
    """Whether `b` goes on where `a` ends: the same reading, triggers that follow each other."""
    if a.id != b.id or a.trigger.event != b.trigger.event or a.trigger.latest is None or b.trigger.earliest is None:
        return False
    return a.trigger.latest < b.trigger.earliest


def _stretch(into: Reading, more: Reading, *, party_first: bool) -> None:
    """Widens a reading to the exact minimum and maximum over both stretches."""
    if into.earliest is not None and more.earliest is not None and more.earliest < into.earliest:
        into.earliest = more.earliest
    into.latest = None if more.latest is None or into.latest is None else max(into.latest, more.latest)
    into.date = into.earliest if party_first else into.latest
    into.trigger = msgspec.structs.replace(into.trigger, latest=more.trigger.latest, date=None)
    into.law_status = weakest(into.law_status, more.law_status)
    into.text_status = weakest(into.text_status, more.text_status)
    into.provisional = into.provisional or more.provisional
    into.label += f"; from {more.version} as then worded"
