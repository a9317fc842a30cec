"""Reading `[remind]`, `[lead_times]`, `[channels]` and `[recipients]` of a settings file, key by key.

Tolerant like the reader of a case: a wrong entry is said with its line and left out, the others hold. Pure: whoever
calls has read the file, and has decided whether it may name programs and addresses.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import msgspec

from remedy.case import fields
from remedy.case.problems import Problem, did_you_mean
from remedy.case.shell import shell_word
from remedy.case.source import Path, Source
from remedy.case.team import lead_times
from remedy.remind.mailbox import mailbox
from remedy.remind.settings import BUILT_IN, LEADING, Channel, Recipient, Secret, Settings

TABLES = ("format", "me", "remind", "lead_times", "channels", "recipients")
"""All that a user's own settings may hold."""

MAILBOX_CURE = 'write an address such as "anna@example.org" or "Anna <anna@example.org>"'
"""What is said of an address that is none."""


def _number(value: Any) -> int:
    """A whole number that is not negative."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100_000:
        raise fields.Bad("wrong-type", f"{value!r} is no number of this kind", "write a whole number such as 3")
    return value


def _secret(value: Any) -> Secret:
    """`{ keyring = "…" }`, `{ env = "…" }` or `{ command = ["…"] }`."""
    cure = 'write { keyring = "remedy" }, { env = "REMEDY_PASSWORD" } or { command = ["pass", "show", "mail"] }'
    if not isinstance(value, dict):
        raise fields.Bad("wrong-type", "a secret does not stand in the file itself", cure)
    if len(value) != 1 or not set(value) <= {"keyring", "env", "command"}:
        raise fields.Bad("wrong-type", "it says not one place where the secret is", cure)
    if not all(value.values()) or value.get("command") == [""]:
        raise fields.Bad("wrong-type", "it names no place", cure)
    if "command" in value:
        return Secret(command=_program(value["command"]))
    return Secret(keyring=fields.text(value.get("keyring", "")), env=fields.text(value.get("env", "")))


def _url(value: Any) -> Secret | None:
    """A URL in the file itself, or where it stands."""
    if isinstance(value, str):
        return Secret(written=value.strip()) if value.strip() else None
    return _secret(value)


def _program(value: Any) -> tuple[str, ...]:
    """A program and its arguments, word by word: no shell takes them apart."""
    found = fields.texts(value)
    if found and (not found[0] or any("\0" in word for word in found)):
        cure = 'write the program and each of its arguments as a word: ["/usr/local/bin/tell", "--quietly"]'
        raise fields.Bad("wrong-type", "this names no program", cure)
    return found


def _mailbox(value: Any) -> str:
    """One address of mail, with a name before it or not."""
    found = fields.text(value)
    try:
        mailbox(found)
    except ValueError as error:
        raise fields.Bad("wrong-type", str(error), MAILBOX_CURE) from None
    return found


def _certificates(value: Any) -> str:
    """A file by its full path."""
    found = fields.text(value)
    if found and not os.path.isabs(os.path.expanduser(found)):  # noqa: PTH111, PTH117 - Path raises for ~nobody
        cure = 'write its full path, such as "~/mail/ca.pem"'
        raise fields.Bad("wrong-type", f"{found} is not where it can be found from everywhere", cure)
    return found


def _port(value: Any) -> int:
    if _number(value) > 65535:
        raise fields.Bad("wrong-type", f"{value} is no port", "write 465, 587 or another below 65536")
    return _number(value)


def _seconds(value: Any) -> int:
    if _number(value) == 0:
        raise fields.Bad("wrong-type", "0 seconds are no time to answer", "write a whole number of seconds such as 30")
    return _number(value)


def _leads(value: Any) -> tuple[int, ...]:
    try:
        return lead_times({"default": value})["default"]
    except fields.Bad:
        raise fields.Bad("wrong-type", "this is no list of days", "write [30, 14, 7, 3, 1, 0]") from None


CHANNEL: dict[str, fields.Form] = {
    "type": fields.Word(("smtp", "exec", "apprise", "desktop", "print")),
    "host": fields.text,
    "port": _port,
    "security": fields.Word(("tls", "starttls")),
    "user": fields.text,
    "from": _mailbox,
    "password": _secret,
    "program": _program,
    "url": _url,
    "ca": _certificates,
    "timeout": _seconds,
}
"""The keys of a channel."""

NEEDED = {"smtp": ("host", "from"), "exec": ("program",), "apprise": ("url",)}
"""What a channel of a kind cannot be without."""

RECIPIENT: dict[str, fields.Form] = {
    "channels": fields.texts,
    "address": fields.text,
    "owners": fields.texts,
    "lang": fields.Word(("en", "ru", "kk")),
    "confidential": fields.flag,
    "leads": _leads,
}
"""The keys of a recipient."""

REMIND: dict[str, fields.Form] = {"deputy_before": _number, "digest": fields.flag}
"""The keys of `[remind]`."""


def read(source: Source, base: Settings, *, trusted: bool, is_own: bool = False) -> tuple[Settings, list[Problem]]:
    """The settings of one file upon those of another, and what is wrong with them.

    Without `trusted` its channels and recipients are not used, and that is said; `is_own`: the user's own file, which
    holds nothing else. The lead times of the team's file are read with the rest of it, by `case/team.py`.
    """
    if source.problem is not None:
        return base, [source.problem]
    reading = _Reading(source)
    if is_own:
        reading.check_names()
    leading = {n: source.data[n] for n in LEADING if n in source.data}
    if leading and not trusted:
        name, rows = next(iter(leading.items()))
        at = (name, *list(rows)[:1]) if isinstance(rows, dict) else (name,)
        what = "this file is shared, and names programs or addresses: they are not used"
        reading.problem(at, "untrusted", what, f"read them, then: remedy trust {shell_word(source.name)}")
        leading = {}
    values = reading.row(("remind",), source.data.get("remind", {}), REMIND)
    channels = reading.table("channels", leading, reading.channel)
    recipients = reading.table("recipients", leading, reading.recipient)
    found = msgspec.structs.replace(
        base,
        channels={**base.channels, **channels},
        recipients={**base.recipients, **recipients},
        lead_times={**base.lead_times, **(reading.lead_times() if is_own else {})},
        **values,
    )
    for id, recipient in recipients.items():
        reading.check_recipient(id, recipient, found)
    return found, reading.problems


class _Reading:
    """One file's entries, one after another, with what is wrong with each."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.problems: list[Problem] = []

    def problem(self, at: Path, code: str, message: str, fix: str) -> None:
        self.problems.append(self.source.problem_at(at, code, message, fix))

    def table(self, name: str, data: Mapping[str, Any], one: Any) -> dict[str, Any]:
        """The entries of `[name.…]`; those that cannot be used are left out."""
        rows = data.get(name, {})
        if not isinstance(rows, dict):
            self.problem((name,), "wrong-type", f"{name} is no table", f"write [{name}.NAME] and its keys below")
            return {}
        found = {id: one(id, (name, id), row) for id, row in rows.items()}
        return {id: entry for id, entry in found.items() if entry is not None}

    def row(self, at: Path, row: Any, forms: Mapping[str, fields.Form]) -> dict[str, Any]:
        """The keys of one table that can be used."""
        if not isinstance(row, dict):
            self.problem(at, "wrong-type", f"{at[-1]} is no table", "write its keys below its name in brackets")
            return {}
        out = {}
        for key, value in row.items():
            form = forms.get(key)
            if form is None:
                self.problem((*at, key), "unknown-key", f'unknown key "{key}"', did_you_mean(key, forms))
                continue
            try:
                out[key] = form(value)
            except fields.Bad as bad:
                self.problem((*at, key), bad.code, f"{key}: {bad}", bad.fix)
        return out

    def channel(self, id: str, at: Path, row: Any) -> Channel | None:
        values = self.row(at, row, CHANNEL)
        if "from" in values:
            values["sender"] = values.pop("from")
        kind = values.get("type")
        if kind is None:
            if isinstance(row, dict) and "type" not in row:
                self.problem(at, "missing-key", "type is missing", 'add type = "smtp", "exec", "apprise" or "desktop"')
            return None
        lacking = [k for k in NEEDED.get(kind, ()) if not values.get("sender" if k == "from" else k)]
        for key in lacking:
            self.problem(at, "missing-key", f"{key} is missing: nothing can be sent by {id}", f"add {key} = …")
        if kind == "smtp" and bool(values.get("user")) != bool(values.get("password")):
            key = "password" if values.get("user") else "user"
            cure = 'add password = { keyring = "remedy" }' if key == "password" else 'add user = "…"'
            self.problem(at, "missing-key", f"{key} is missing: {id} cannot log in", cure)
            lacking.append(key)
        return None if lacking else Channel(id=id, **values)

    def recipient(self, id: str, at: Path, row: Any) -> Recipient | None:
        if not isinstance(row, dict):
            self.row(at, row, RECIPIENT)
            return None
        values = self.row(at, row, RECIPIENT)
        channels: tuple[str, ...] = values.get("channels", ())
        for name in dict.fromkeys(n for n in channels if channels.count(n) > 1):
            said = f'"{name}" is named twice; it counts once'
            self.problem((*at, "channels"), "named-twice", said, "name it once")
        return Recipient(id=id, **{**values, "channels": tuple(dict.fromkeys(channels))})

    def check_names(self) -> None:
        """Says which tables are none of a user's settings: one that is misspelt would silence somebody."""
        for name in self.source.data:
            if name not in TABLES:
                what = f'unknown table "{name}": nothing of it is used'
                self.problem((name,), "unknown-table", what, did_you_mean(name, TABLES))

    def lead_times(self) -> dict[str, tuple[int, ...]]:
        if "lead_times" not in self.source.data:
            return {}
        try:
            return lead_times(self.source.data["lead_times"])
        except fields.Bad as bad:
            self.problem(("lead_times",), bad.code, f"lead_times: {bad}", bad.fix)
            return {}

    def check_recipient(self, id: str, recipient: Recipient, settings: Settings) -> None:
        """Says which channels of a recipient there are not, and which cannot reach without an address."""
        at = ("recipients", id)
        known = {*settings.channels, *BUILT_IN}
        if not recipient.channels:
            self.problem(at, "missing-key", f"channels is missing: {id} is told nothing", 'add channels = ["print"]')
        for name in recipient.channels:
            if name not in known:
                what = f'no channel is named "{name}": nothing is sent by it'
                self.problem((*at, "channels"), "dangling-reference", what, did_you_mean(name, known))
            elif settings.channel(name).type == "smtp" and not recipient.address:
                self.problem(at, "missing-key", f"address is missing: {name} sends to an address", 'add address = "…"')
            elif settings.channel(name).type == "smtp":
                try:
                    mailbox(recipient.address)
                except ValueError as error:
                    self.problem((*at, "address"), "wrong-type", f"address: {error}", MAILBOX_CURE)
