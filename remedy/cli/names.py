"""What is offered to a shell: ids of cases, names of deadlines, names of rules.

Text of a file reaches a shell through one door: only names of plain characters are offered. Quiet in every trouble.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import typer

from remedy.case.model import entries_of
from remedy.cli.session import Session, Usage

SAFE = re.compile(r"[\w./@:#-]+")
"""Names that no shell takes for anything but a word."""

TROUBLE = (Usage, OSError, ValueError)


def _session(ctx: typer.Context) -> Session:
    """A session with what was typed so far of the folder, the day and the law."""
    before = ctx.find_object(dict) or {}
    cases, day, packs = (ctx.params.get(name) or before.get(name) for name in ("cases", "as_of", "packs"))
    return Session(cases=cases, as_of=day, packs=list(packs) if packs else None)


def _offered(names: Iterable[str]) -> list[str]:
    return [n for n in dict.fromkeys(names) if SAFE.fullmatch(n)]


def case_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of cases that begin as was typed."""
    try:
        found = [f.case.id for f in _session(ctx).case_files if f.case is not None]
    except TROUBLE:
        return []
    return _offered(i for i in found if i.lower().startswith(incomplete.lower()))


def item_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names of deadlines, gaps and steps of the case already typed: short, or in full where so begun."""
    try:
        session = _session(ctx)
        answer = session.assess(session.case_named(str(ctx.params.get("case", ""))))
    except TROUBLE:
        return []
    full = [i.id.partition("#")[2] for i in answer.items if i.listed or i.type == "deadline"]
    short = [n.partition(".")[2] if "@" in n and "." in n and not n.startswith("gap:") else n for n in full]
    begun = incomplete.lower()
    fitting = [n for n in sorted(set(short)) if n.lower().startswith(begun)]
    return _offered(fitting or [n for n in sorted(set(full)) if n.lower().startswith(begun)])


def kind_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The kinds of events that begin as was typed."""
    from remedy.store.law import vocabulary

    return _offered(k for k in vocabulary().kinds if k.startswith(incomplete.lower()))


def event_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of the entries of the case already typed that begin as was typed."""
    try:
        case = _session(ctx).case_named(str(ctx.params.get("case", ""))).case
    except TROUBLE:
        return []
    ids = [name for _, _, name in entries_of(case)] if case is not None else []
    return _offered(i for i in ids if i.lower().startswith(incomplete.lower()))


def rule_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names of rules that begin as was typed, in full or, where that is plain, without their pack."""
    try:
        law = _session(ctx).law
    except TROUBLE:
        return []
    rules = [r for p in law.packs.values() for r in p.rules]
    times = Counter(r.id for r in rules)
    names = [r.full for r in rules] + [r.id for r in rules if incomplete and times[r.id] == 1]
    return _offered(n for n in names if n.lower().startswith(incomplete.lower()))
