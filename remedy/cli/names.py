"""What is offered to a shell: ids of cases and entries, names of deadlines, kinds and rules; files it offers itself.

Text of a file reaches a shell through one door: only names of plain characters are offered. Quiet in every trouble.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterable
from typing import Any

import click
import typer
from click.shell_completion import CompletionItem

from remedy.case.model import entries_of
from remedy.cli.session import Session, Usage
from remedy.law.answer import Item

SAFE = re.compile(r"\w[\w./@:#-]*")
"""Names that no shell takes for anything but a word, and no command for an option."""

TROUBLE = (Usage, OSError, ValueError)


class Place(click.ParamType[str, str]):
    """A path as it was typed, whose completion is the shell's own; `kind` is dir or file."""

    def __init__(self, kind: str) -> None:
        self.name = self.kind = kind

    def convert(self, value: str, param: Any, ctx: Any) -> str:
        """The path itself: whether it is there, the command says."""
        return value

    def shell_complete(self, ctx: Any, param: Any, incomplete: str) -> list[CompletionItem[str]]:
        """Hands over to the shell."""
        return [CompletionItem(incomplete, type=self.kind)]


FOLDER, FILE = Place("dir"), Place("file")


def _typed(ctx: click.Context, name: str) -> Any:
    """An option as typed so far, behind the command or before it."""
    at: click.Context | None = ctx
    while at is not None:
        if at.params.get(name):
            return at.params[name]
        at = at.parent
    return None


def _path(text: str) -> str:
    """A path as the shell will hand it over: at the time of completion its `~` and variables still stand."""
    return os.path.expanduser(os.path.expandvars(text))  # noqa: PTH111 - Path fails where there is no such user


def _session(ctx: click.Context) -> Session:
    """A session with what was typed so far of the folder, the day and the law."""
    cases, packs = _typed(ctx, "cases"), _typed(ctx, "packs") or []
    return Session(
        cases=_path(cases) if cases else None, as_of=_typed(ctx, "as_of"), packs=[_path(name) for name in packs]
    )


def _offered(names: Iterable[str], begun: str) -> list[str]:
    """The names that begin as was typed, each once, in order, as far as a shell may have them."""
    return [n for n in dict.fromkeys(names) if n.startswith(begun) and SAFE.fullmatch(n)]


def case_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of cases that begin as was typed."""
    try:
        return _offered((f.case.id for f in _session(ctx).case_files if f.case is not None), incomplete)
    except TROUBLE:
        return []


def item_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names of deadlines, gaps and steps of the case already typed: short where that is plain; with the pack, or
    with the case as `due` prints them, where so begun."""
    try:
        session = _session(ctx)
        answer = session.assess(session.case_named(str(_typed(ctx, "case") or "")))
    except TROUBLE:
        return []
    items = sorted((i for i in answer.items if i.listed or i.type == "deadline"), key=lambda i: i.id)
    times = Counter(_short(i) for i in items)
    full = [_full(i) for i in items]
    short = [_short(i) if times[_short(i)] == 1 else _full(i) for i in items]
    return _offered(short, incomplete) or _offered(full, incomplete) or _offered((i.id for i in items), incomplete)


def _full(item: Item) -> str:
    return item.id.removeprefix(f"{item.case}#")


def _short(item: Item) -> str:
    """Without the pack of its rule."""
    return _full(item).removeprefix(f"{item.rule.rpartition('.')[0]}.")


def kind_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The kinds of events that begin as was typed."""
    from remedy.store.law import vocabulary

    return _offered(vocabulary().kinds, incomplete)


def fact_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The facts on which rules depend that begin as was typed."""
    try:
        law = _session(ctx).law
    except TROUBLE:
        return []
    return _offered((name for pack in law.packs.values() for name in pack.facts), incomplete)


def event_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The ids of the entries of the case already typed that begin as was typed."""
    try:
        case = _session(ctx).case_named(str(_typed(ctx, "case") or "")).case
    except TROUBLE:
        return []
    return _offered((name for _, _, name in entries_of(case)), incomplete) if case is not None else []


def rule_names(ctx: typer.Context, incomplete: str) -> list[str]:
    """The names of rules that begin as was typed, in full or, where that is plain, without their pack."""
    try:
        law = _session(ctx).law
    except TROUBLE:
        return []
    rules = [r for p in law.packs.values() for r in p.rules]
    times = Counter(r.id for r in rules)
    names = [r.full for r in rules] + [r.id for r in rules if incomplete and times[r.id] == 1]
    return _offered(names, incomplete)
