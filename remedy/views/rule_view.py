"""A compiled rule as the records that `rules` shows: everything that a lawyer needs to check it."""

from __future__ import annotations

from datetime import date
from typing import Any

from remedy.law.counting import spoken
from remedy.law.pack import Pack, Rule, Start, Version
from remedy.law.pack_clock import SanctionClock
from remedy.views.rules import ReadingView, RuleRow, RuleView, VersionView


def _starts(starts: tuple[Start, ...]) -> list[str]:
    out = []
    for s in starts:
        words = s.kind or (f"the end of {s.end_of}" if s.end_of else f"{s.missed} was missed")
        words = f"{spoken(s.after)} after {words}" if s.after else words
        words += " (the one before)" if s.before else ""
        out.append(words + (f" (to the {s.to})" if s.to else "") + (f" ({s.on})" if s.on else ""))
    return out


def condition_words(condition: dict[str, tuple[Any, ...]]) -> str:
    """A condition on facts in words: `custody is yes; gravity is grave or medium`."""
    words = {True: "yes", False: "no", "": "not stated"}
    return "; ".join(
        f"{name} is {' or '.join(words.get(v, str(v)) if isinstance(v, bool | str) else str(v) for v in values)}"
        for name, values in condition.items()
    )


def _period(version: Version) -> str:
    return " + ".join(s.raw for s in version.stages)


def _version(version: Version) -> VersionView:
    until = (
        version.span.until.isoformat() if version.span.until else version.span.ends.raw if version.span.ends else None
    )
    return VersionView(
        start=version.label,
        until=until,
        period=_period(version),
        status=version.status,
        note=version.note,
        counting=version.counting if version.stages else "",
        cite=list(version.cite),
        readings=[
            ReadingView(
                id=r.id,
                label=r.title.get("en", ""),
                starts=_starts(r.starts),
                counting=r.counting,
                note=r.note,
                period=" + ".join(s.raw for s in r.stages),
                when="; ".join(filter(None, [condition_words(r.condition), "only where it was recorded" * r.optional])),
                cite=list(r.cite),
            )
            for r in version.readings
        ],
    )


def view_of(rule: Rule, pack: Pack) -> RuleView:
    """A rule in full."""
    extension = f"{rule.extension.event}, at most {rule.extension.each_max.raw} each" if rule.extension else ""
    return RuleView(
        id=rule.full,
        title=rule.title.get("en", rule.id),
        title_i18n=dict(rule.title),
        duty=rule.duty,
        by=rule.by,
        kind=rule.kind,
        remedy=rule.remedy,
        anchor=" or ".join(rule.anchors),
        starts=_starts(rule.starts),
        starts_mode=rule.starts_mode,
        done=list(rule.done),
        met_by=rule.met_by,
        ended_by=list(rule.ended_by),
        unless=list(rule.unless),
        not_after=rule.not_after,
        when=condition_words(rule.condition),
        if_missed=list(rule.if_missed),
        restorable=rule.restorable,
        selected_by=rule.selected_by,
        extension=extension,
        versions=[_version(v) for v in rule.versions],
        note=rule.note,
        verified=pack.verified.isoformat() if isinstance(pack.verified, date) else "",
        sources={name: str(row.get("title", "")) for name, row in pack.sources.items()},
    )


def row_of(rule: Rule, pack: Pack) -> RuleRow:
    """A rule of a pack as one line, by its newest version."""
    newest = rule.versions[-1]
    return RuleRow(
        id=rule.full,
        title=rule.title.get("en", rule.id),
        title_i18n=dict(rule.title),
        duty=rule.duty,
        kind=rule.kind,
        anchor=" or ".join(rule.anchors),
        period=_period(newest) or "no limit",
        status=newest.status,
        examples=len(rule.example),
        verified=pack.verified.isoformat() if pack.verified else "",
        verified_by=pack.verified_by,
        cite=", ".join(dict.fromkeys(c.get("article", "") for c in newest.cite if c.get("article"))),
    )


def clock_row(clock: SanctionClock, pack: Pack) -> RuleRow:
    """A clock on a punishment as one line of the list."""
    shares = [
        str(t.share) if t.share is not None else t.period.raw if t.period is not None else "" for t in clock.terms
    ]
    return RuleRow(
        id=f"{pack.id}.{clock.id}",
        title=clock.title.get("en", clock.id),
        title_i18n=dict(clock.title),
        duty="party",
        kind="not-before",
        anchor=" or ".join(clock.sanction),
        period=", ".join(dict.fromkeys(filter(None, shares))),
        status=clock.status,
        examples=len(clock.example),
        verified=pack.verified.isoformat() if pack.verified else "",
        verified_by=pack.verified_by,
        cite=", ".join(dict.fromkeys(c.get("article", "") for c in clock.cite if c.get("article"))),
    )
