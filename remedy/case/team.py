"""The team's settings, `remedy.toml` beside the cases: how a team works, the same for every case.

Read tolerantly like a case: a wrong value is said and its default holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from remedy.case import fields
from remedy.case.period import Period
from remedy.case.problems import Problem, did_you_mean
from remedy.case.source import Source

LEADS = (30, 14, 7, 3, 1, 0)
"""The days before a last day on which people are told, where no setting says otherwise."""


class Owner(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody whose lines the cases name."""

    name: str = ""
    deputy: str = ""
    """Who is told too, shortly before the end, where the case names no deputy of its own."""


def owners(value: Any) -> dict[str, Owner]:
    """`{ counsel = { name = "…", deputy = "…" } }`."""
    found = {}
    for id, row in fields.table(value).items():
        fields.only(fields.table(row), ("name", "deputy"))
        found[id] = Owner(**{key: fields.text(v) for key, v in row.items()})
    return found


def lead_times(value: Any) -> dict[str, tuple[int, ...]]:
    """The days before a last day on which people are told: `{ default = [30, 7, 1, 0], "kz-x-2020" = [2, 1, 0] }`; a
    name is that of a case, a rule in full, or an owner. A list alone is the default."""
    rows = fields.table({"default": value} if isinstance(value, list) else value)
    for name, days in rows.items():
        if not isinstance(days, list) or not all(type(d) is int and 0 <= d <= 3660 for d in days):
            raise fields.Bad("wrong-type", f"{name} is no list of days", f'write "{name}" = [30, 14, 7, 3, 1, 0]')
    return {name: tuple(sorted(set(days), reverse=True)) for name, days in rows.items()}


def _any(value: Any) -> Any:
    """What another reader of the same file checks: who is told, and by what."""
    return value


FORMS: dict[str, fields.Form] = {
    "review_after": fields.length,
    "dual_control": fields.flag,
    "owners": owners,
    "lead_times": lead_times,
    **dict.fromkeys(("remind", "channels", "recipients"), _any),
}
"""The keys of the file besides `format`."""


class Team(msgspec.Struct, frozen=True, kw_only=True):
    """What a team has settled for all its cases."""

    review_after: Period = Period(0, 90, "P90D")
    """Silence after which a case is looked at again."""
    dual_control: bool = False
    """Whether a second person confirms the events that terms run from (`confirmed_by`)."""
    owners: dict[str, Owner] = {}
    told: frozenset[str] = frozenset()
    """The recipients of the same file and the owners whom they name, whether the file is trusted or not."""
    lead_times: dict[str, tuple[int, ...]] = {}
    """When people are told, by case, rule or owner, and `default`."""


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
    return Team(**known, told=frozenset(_told(source.data.get("recipients")))), problems


def _told(recipients: Any) -> Iterator[str]:
    """The names that the table of recipients holds; what is wrong with it another reader says."""
    for id, row in recipients.items() if isinstance(recipients, dict) else ():
        yield id
        named = row.get("owners", []) if isinstance(row, dict) else []
        yield from (name for name in ([named] if isinstance(named, str) else named) if isinstance(name, str))


def known_owners(team: Team, more: Iterable[str] = ()) -> frozenset[str]:
    """Everybody to whom a case may belong: owners, their deputies, recipients; `more` are those of other settings."""
    deputies = (o.deputy for o in team.owners.values() if o.deputy)
    return frozenset({*team.owners, *deputies, *team.told, *more})
