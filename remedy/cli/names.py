"""What a shell completes: ids of cases, names of deadlines. Quiet in every trouble: a completion is no place for it."""

from __future__ import annotations

import typer

from remedy.cli.session import Session, Usage


def _session(ctx: typer.Context) -> Session:
    before = ctx.find_object(dict) or {}
    stated = ctx.params.get("cases") or before.get("cases")
    day = ctx.params.get("as_of") or before.get("as_of")
    return Session(cases=stated, as_of=day)


def case_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of cases that hold what was typed."""
    try:
        found = [f.case.id for f in _session(ctx).case_files if f.case is not None]
    except (Usage, OSError):
        return []
    return [i for i in found if incomplete.lower() in i.lower()]


def item_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names of deadlines, gaps and steps of the case already typed."""
    try:
        session = _session(ctx)
        answer = session.assess(session.case_named(str(ctx.params.get("case", ""))))
    except (Usage, OSError):
        return []
    names = [i.id.partition("#")[2] for i in answer.items if i.listed or i.type == "deadline"]
    short = [n.partition(".")[2] if "@" in n and "." in n and not n.startswith("gap:") else n for n in names]
    return [n for n in sorted(set(short)) if n.lower().startswith(incomplete.lower())]
