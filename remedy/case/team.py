"""The team's settings, `remedy.toml` beside the cases: how a team works, the same for every case.

Read tolerantly like a case: a wrong value is said and its default holds.
"""

from __future__ import annotations

from typing import Any

import msgspec

from remedy.case import fields
from remedy.case.period import Period
from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Source

FORMS: dict[str, fields.Form] = {
    "review_after": fields.length,
    "dual_control": fields.flag,
    "owners": fields.table,
    "lead_times": fields.table,
}
"""The keys of the file besides `format`; owners and lead times are for reminders."""


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """What a team has settled for all its cases."""

    review_after: Period = Period(0, 90, "P90D")
    """Silence after which a case is looked at again."""
    dual_control: bool = False
    """Whether a second person confirms the events that terms run from (`confirmed_by`)."""


def read(source: Source) -> tuple[Team, list[Problem]]:
    """The settings and what is wrong with their file."""
    if source.problem is not None:
        return Team(), [source.problem]
    problems: list[Problem] = []
    values: dict[str, Any] = {}
    for key, value in source.data.items():
        form = FORMS.get(key)
        if form is None:
            if key != "format":
                fix = did_you_mean(key, FORMS)
                problems.append(source.problem_at((key,), "unknown-key", f'unknown key "{key}"; it is not used', fix))
            continue
        try:
            values[key] = form(value)
        except fields.Bad as bad:
            problems.append(source.problem_at((key,), bad.code, f"{key}: {bad}", bad.fix))
    known = {k: v for k, v in values.items() if k in Team.__struct_fields__}
    return Team(**known), problems
