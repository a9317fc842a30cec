"""Whom nobody tells, and what a channel needs to be able to send: for `doctor`. Pure; nothing is looked up here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from remedy.case.model import Case
from remedy.case.team import Team
from remedy.remind.settings import Channel, Settings


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a channel needs: whether it is there, the caller looks."""

    channel: str
    kind: str
    """program | variable | part | file."""
    name: str


def owners_of(case: Case, team: Team) -> set[str]:
    """All whose lines a case has: its owner and deputy, those of its steps and deadlines, and their deputies."""
    found = {case.owner, *(s.owner for s in case.steps), *(d.owner for d in case.deadlines)}
    deputies = {case.deputy} if case.deputy else {team.owners[o].deputy for o in found if o in team.owners}
    return (found | deputies) - {""}


def uncovered(settings: Settings, team: Team, cases: Iterable[Case], masked: str) -> dict[str, list[str]]:
    """The owners whom no recipient covers, each with the cases that name them; `masked` is no name."""
    told = {owner for r in settings.recipients.values() for owner in r.owners}
    if not settings.recipients or any(not r.owners for r in settings.recipients.values()):
        return {}
    found: dict[str, list[str]] = {}
    for case in cases:
        for owner in sorted(owners_of(case, team) - told - {masked}):
            found.setdefault(owner, []).append(case.id)
    return found


def lacking(settings: Settings) -> list[Lack]:
    """All that the channels need, in order of their names."""
    return [lack for id in sorted(settings.channels) for lack in _needs(settings.channels[id])]


def _needs(channel: Channel) -> Iterator[Lack]:
    def one(kind: str, name: str) -> Lack:
        return Lack(channel=channel.id, kind=kind, name=name)

    if channel.program:
        yield one("program", channel.program[0])
    if channel.type == "apprise":
        yield one("part", "apprise")
    if channel.ca:
        yield one("file", channel.ca)
    for secret in (channel.password, channel.url):
        if secret is None or secret.written:
            continue
        if secret.command:
            yield one("program", secret.command[0])
        elif secret.env:
            yield one("variable", secret.env)
        else:
            yield one("part", "keyring")
