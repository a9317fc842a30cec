"""Whom nobody tells, and what a channel needs to be able to send: for `doctor`. Pure; nothing is looked up here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from remedy.case.model import Case
from remedy.case.source import Path, Source, spell
from remedy.case.team import Team
from remedy.remind.lead_times import LeadTimes
from remedy.remind.settings import Channel, Settings
from remedy.remind.whom import deputy_of, is_heard


class Lack(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a channel needs: whether it is there, the caller looks."""

    channel: str
    kind: str
    """program | variable | part | file."""
    name: str


def owners_of(case: Case, team: Team) -> set[str]:
    """All whose lines a case has: its owner and deputy, those of its steps and deadlines, and their deputies."""
    found = {case.owner, *(s.owner for s in case.steps), *(d.owner for d in case.deadlines)}
    return (found | {deputy_of(owner, case, team) for owner in found}) - {""}


def uncovered(settings: Settings, team: Team, cases: Iterable[Case], masked: str) -> dict[str, list[str]]:
    """The owners whom no recipient covers, each with the cases that name them; `masked` is no name."""
    recipients = settings.recipients_or_me()
    found: dict[str, list[str]] = {}
    for case in cases:
        for owner in sorted(owners_of(case, team) - {masked}):
            if not is_heard(owner, recipients):
                found.setdefault(owner, []).append(case.id)
    return found


def blind(settings: Settings, team: Team, cases: Iterable[Case]) -> dict[str, list[str]]:
    """The owners of confidential lines whom only recipients hear who may not see such, each with those cases."""
    found: dict[str, list[str]] = {}
    for case in cases:
        for owner in sorted(_owners_of_secrets(case, team)):
            told = [r for r in settings.recipients.values() if r.hears(owner)]
            if told and not any(r.confidential for r in told):
                found.setdefault(owner, []).append(case.id)
    return found


def _owners_of_secrets(case: Case, team: Team) -> set[str]:
    if case.confidential:
        return owners_of(case, team)
    own = {s.owner or case.owner for s in case.steps if s.confidential}
    own |= {d.owner or case.owner for d in case.deadlines if d.confidential}
    events = {case.owner for e in (*case.events, *case.sanctions) if e.confidential}
    return (own | events) - {""}


class Silence(msgspec.Struct, frozen=True, kw_only=True):
    """A key of a settings file that keeps people from being told in time."""

    key: str
    line: int
    is_deputy: bool = False
    """Whether it is the deputy who is told late; else nobody is told before a day comes."""


def silenced(source: Source, settings: Settings, team: Team) -> list[Silence]:
    """What in this file silences, and no other file has set anew."""
    settled = LeadTimes(settings, team).rows
    rows = _table(source.data.get("lead_times"), whole="default")
    found: list[Path] = [("lead_times", name) for name, days in rows.items() if days == [] and settled.get(name) == ()]
    for id, row in _table(source.data.get("recipients")).items():
        recipient = settings.recipients.get(id)
        if _table(row).get("leads") == [] and recipient is not None and recipient.leads == ():
            found.append(("recipients", id, "leads"))
    out = [Silence(key=spell(at), line=source.line_of(at)) for at in found]
    at = ("remind", "deputy_before")
    if _table(source.data.get("remind")).get("deputy_before") == 0 and settings.deputy_before == 0:
        out.append(Silence(key=spell(at), line=source.line_of(at), is_deputy=True))
    return sorted(out, key=lambda silence: silence.line)


def _table(value: Any, whole: str = "") -> Mapping[str, Any]:
    """A table as it stands, else none; a list where that says the same as the key `whole`."""
    if isinstance(value, list) and whole:
        return {whole: value}
    return value if isinstance(value, dict) else {}


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
