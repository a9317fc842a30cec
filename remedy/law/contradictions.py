"""Certain contradictions in the order of events, and answers that are not plain, as problems with lines.

The engine finds them while it links events; every command that reads a case shows them.
"""

from __future__ import annotations

from remedy.case.model import Case
from remedy.case.problems import Problem
from remedy.case.source import Source


def problems(case: Case, contradicted: dict[str, list[str]], source: Source) -> list[Problem]:
    """One problem for each event that contradicts another or whose answer is open."""
    out = []
    for event in case.events:
        code, words = contradicted.get(event.id, ["", ""])
        if code == "ambiguous-answer":
            out.append(
                source.problem_at(
                    event.at,
                    code,
                    f"more than one decision may answer {event.id}",
                    f'add answers = ["{event.id}"] to the decision that answers it',
                )
            )
        elif code == "order":
            out.append(
                source.problem_at(
                    (*event.at, "date"),
                    code,
                    f"{event.id} ({event.when.raw}) {words}",
                    "correct one of the two days, or write it as uncertain",
                )
            )
    return out
