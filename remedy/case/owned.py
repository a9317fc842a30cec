"""Whether the owner that a case names is anybody whom the team's settings know. Pure."""

from __future__ import annotations

from collections.abc import Collection

from remedy.case.model import Case
from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Source


def unknown_owner(case: Case, source: Source, known: Collection[str]) -> list[Problem]:
    """A warning where nobody of that name is known: what is due to nobody is told to nobody."""
    if not case.owner or case.owner in known:
        return []
    message = f'"{case.owner}" is no owner of remedy.toml and no recipient'
    return [source.problem_at(("owner",), "unknown-owner", message, did_you_mean(case.owner, known))]
