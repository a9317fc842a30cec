"""Who is told what: the settings of both files, the recipients, what they are not told, what their channels lack."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from remedy.case.shell import shell_word
from remedy.case.team import Team
from remedy.remind.health.around import Around, few, found, reproach
from remedy.remind.reach import Lack, blind, lacking, silenced, uncovered
from remedy.remind.settings import Settings
from remedy.store import files, surroundings
from remedy.store import settings as own
from remedy.views import mask
from remedy.views.doctor import Finding
from remedy.views.i18n import _, ngettext


def settings(around: Around) -> Iterator[Finding]:
    """Which files there are, and what is wrong in them."""
    team = files.team_file(around.root)
    if team is None:
        yield found("settings", "note", _("no remedy.toml beside the cases: every setting is at its default"))
    else:
        yield found("settings", "ok", _("the team's settings: {path}").format(path=team))
    path = own.path()
    is_there = path.exists() or path.is_symlink()
    said = _("your own settings: {path}") if is_there else _("your own settings would be in {path}: there are none")
    yield found("settings", "ok" if is_there else "note", said.format(path=path))
    for problem in around.of_settings:
        yield reproach("settings", problem)
    mode = surroundings.mode_of(path)
    if (
        mode is not None
        and mode & 0o077
        and any(c.url is not None and c.url.written for c in around.settings.channels.values())
    ):
        said = _("others may read {path}, and an address in it may hold a secret")
        yield found("settings", "attention", said.format(path=path), f"chmod 600 {shell_word(str(path))}")


def people(around: Around) -> Iterator[Finding]:
    """Who is told of whose lines, who is not, and what is kept from them."""
    settings = around.settings
    if not settings.recipients:
        yield found("people", "note", _("nobody is set: reminders are printed for whoever runs remedy remind"))
    for recipient in settings.recipients.values():
        said = _("{who} by {ways}, the lines of {whose}")
        whose = ", ".join(recipient.owners) or _("everybody")
        ways = ", ".join(recipient.channels) or _("nothing")
        yield found("people", "ok", said.format(who=recipient.id, ways=ways, whose=whose))
    cases = [mask.mask_case(c) if around.masks else c for c, _answer in around.assessed]
    for owner, names in uncovered(settings, around.team, cases, mask.WORD).items():
        said = _('no recipient is named for the lines of "{owner}" in {cases}: everybody is told')
        fix = _('add "{owner}" to the owners of a recipient').format(owner=owner)
        yield found("people", "attention", said.format(owner=owner, cases=few(names)), fix)
    yield from _blind(around)
    yield from _silent(around)
    for lack in lacking(settings):
        yield from _lack(lack)


def _lack(lack: Lack) -> Iterator[Finding]:
    """What a channel needs and is not here."""
    """Says what a channel needs and is not here."""
    if lack.kind == "program" and not surroundings.has_program(lack.name):
        said = _("{channel} runs {name}, and there is no such program here")
        yield found("people", "attention", said.format(channel=lack.channel, name=lack.name), _("give its whole path"))
    elif lack.kind == "variable" and not surroundings.has_variable(lack.name):
        said = _("{channel} takes a secret from {name}, which is not set here; a timer has an environment of its own")
        yield found("people", "attention", said.format(channel=lack.channel, name=lack.name))
    elif lack.kind == "part" and surroundings.version_of(lack.name) is None:
        said = _("{channel} needs {name}, which is not installed")
        fix = f'pip install "{surroundings.EXTRAS[lack.name]}"'
        yield found("people", "attention", said.format(channel=lack.channel, name=lack.name), fix)
    elif lack.kind == "file" and not Path(lack.name).expanduser().is_file():
        said = _("{channel} trusts the certificates of {name}, and there is no such file")
        yield found("people", "attention", said.format(channel=lack.channel, name=lack.name))


def _blind(around: Around) -> Iterator[Finding]:
    """Owners of what is confidential who are told of it in masked words only. A team may want that: no more is said
    than that it is so."""
    names = blind(around.settings, around.team, (case for case, _answer in around.assessed))
    if names and around.masks:  # that somebody owns what is confidential is confidential itself
        said = ngettext(
            "{n} owner is told of own confidential lines in masked words only",
            "{n} owners are told of their own confidential lines in masked words only",
            len(names),
        )
        yield found("people", "note", said, "remedy doctor --include-confidential")
        return
    for owner, cases in names.items():
        said = _('"{owner}" is told of confidential lines in {cases} in masked words only').format(
            owner=owner, cases=few(cases)
        )
        fix = _("set confidential = true with a recipient of these lines who may read them")
        yield found("people", "note", said, fix)


def _silent(around: Around) -> Iterator[Finding]:
    """What of the team's file keeps people from being told in time."""
    for said, fix in silences(around.root, around.settings, around.team):
        yield found("people", "attention", said, fix)


def silences(root: Path, settings: Settings, team: Team) -> Iterator[tuple[str, str]]:
    """What of the team's file, which others may change, keeps people from being told in time, and what to write."""
    path = files.team_file(root)
    source = files.read(path, str(path))[0] if path is not None else None
    for silence in silenced(source, settings, team) if source is not None else ():
        where = f"{source.name}:{silence.line} {silence.key}: " if source is not None else ""
        if silence.is_deputy:
            said = _("with 0 days the deputy is told on the last day only")
            yield where + said, _("write 3, or take the line away")
        else:
            said = _("the list is empty: nobody is told before a day comes")
            fix = _("write the days before it, such as {days}, or take the line away")
            yield where + said, fix.format(days="[30, 14, 7, 3, 1, 0]")
