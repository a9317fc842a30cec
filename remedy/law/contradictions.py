"""Certain contradictions in the order of events, and answers that are not plain, as problems with lines.

Uses the links that the engine computes by; `check` and every command that reads a case show them.
"""

from __future__ import annotations

from remedy.case.problems import Problem
from remedy.case.source import Source
from remedy.law.world import World


def problems(world: World, source: Source) -> list[Problem]:
    """One problem for each event that contradicts another or whose answer is open."""
    out = []
    for happening in world.happenings:
        code = world.contradicted.get(happening.id)
        if code is None or happening.event is None:
            continue
        at = happening.event.at
        if code == "ambiguous-answer":
            out.append(source.problem_at(at, code, f"more than one decision may answer {happening.id}",
                                         f'add answers = ["{happening.id}"] to the decision that answers it'))  # fmt: skip
        elif code == "order":
            other = world.contradicted_with.get(happening.id, "")
            out.append(source.problem_at((*at, "date"), code, f"{happening.id} ({happening.event.when.raw}) {other}",
                                         "correct one of the two days, or write it as uncertain"))  # fmt: skip
    return out
