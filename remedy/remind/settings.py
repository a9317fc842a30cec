"""Who is told, through what and when: what `[remind]`, `[lead_times]`, `[channels]` and `[recipients]` say, as records.

`settings_read` makes them of a file. No disk, no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from remedy.case.problems import Problem
    from remedy.case.source import Source

ME = "me"
"""The recipient where no other is set: whoever runs the command."""

BUILT_IN = ("print", "desktop")
"""Channels that need no settings: a recipient names them as they are."""

LEADING = ("channels", "recipients")
"""Tables that name programs and addresses: never taken from a tracked file that was not trusted."""


class Secret(msgspec.Struct, frozen=True, kw_only=True):
    """Where a word that nobody shall read stands: in the keyring, in the environment, or in what a program prints.

    `remedy.remind.secrets` finds the word.
    """

    keyring: str = ""
    """The service under which the keyring holds it; the user's name is the channel's `user`, else its own name."""
    env: str = ""
    command: tuple[str, ...] = ()
    """A program and its arguments; the first line that it prints."""
    written: str = ""
    """The word itself, of a URL that stands in the settings."""

    def __repr__(self) -> str:
        """Where it stands, never the word."""
        place = "written" if self.written else "keyring" if self.keyring else "env" if self.env else "command"
        return f"Secret(<{place}>)"


class Channel(msgspec.Struct, frozen=True, kw_only=True):
    """One way out, as a person named it."""

    id: str
    type: str
    """print | smtp | desktop | exec | apprise."""
    host: str = ""
    port: int = 0
    """0: the usual one of the security chosen."""
    security: str = "tls"
    """tls | starttls; there is no other."""
    user: str = ""
    sender: str = ""
    password: Secret | None = None
    program: tuple[str, ...] = ()
    """Of exec: the program and its arguments."""
    url: Secret | None = None
    """Of apprise: where to send; it often holds a token."""
    ca: str = ""
    """A file of certificates to trust instead of the system's, for a server of one's own."""
    timeout: int = 30
    """Seconds without an answer after which a channel is given up."""


class Recipient(msgspec.Struct, frozen=True, kw_only=True):
    """One person who is told."""

    id: str
    channels: tuple[str, ...] = ()
    address: str = ""
    owners: tuple[str, ...] = ()
    """Whose lines; empty: all. Lines that nobody owns go to everyone."""
    lang: str = ""
    confidential: bool = False
    """Whether confidential entries are shown to this person."""
    leads: tuple[int, ...] | None = None
    """The days before a last day on which this person is told; None: as the case and the rule have it."""

    def hears(self, owner: str) -> bool:
        """Whether the lines of an owner are this person's; lines that nobody owns are everybody's."""
        return not owner or not self.owners or owner in self.owners


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """All that decides what leaves, to whom and when."""

    channels: dict[str, Channel] = {}
    recipients: dict[str, Recipient] = {}
    lead_times: dict[str, tuple[int, ...]] = {}
    """By case, rule or owner, and `default`: the user's own, which hold before the team's."""
    deputy_before: int = 3
    """So many days before the end the deputy is told too, if nobody has acknowledged."""
    digest: bool = True
    """Whether what is told together is one message; else each line is one."""

    def recipients_or_me(self) -> list[Recipient]:
        """Those who are told, by the channels that there are; where none is set, whoever runs the command, on the
        terminal."""
        known = {*self.channels, *BUILT_IN}
        found = [
            msgspec.structs.replace(r, channels=tuple(c for c in r.channels if c in known))
            for r in self.recipients.values()
        ]
        return found or [Recipient(id=ME, channels=("print",))]

    def channel(self, name: str) -> Channel:
        """The channel of that name; `print` and `desktop` need no entry. Raises KeyError where there is none."""
        if name in self.channels or name not in BUILT_IN:
            return self.channels[name]
        return Channel(id=name, type=name)


def read(source: Source, base: Settings, *, trusted: bool, is_own: bool = False) -> tuple[Settings, list[Problem]]:
    """The settings of one file upon those of another: the door to `settings_read`, which most runs do not need."""
    from remedy.remind import settings_read

    return settings_read.read(source, base, trusted=trusted, is_own=is_own)
