"""What a settings file would be allowed by `remedy trust`: each program, host, address and place of a secret, by line.

Called by `trust` and `doctor`. It lists all that `settings.read` would use, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from remedy.case.shell import shell_word
from remedy.case.source import Path, Source
from remedy.remind.settings import LEADING, Channel, Recipient, Secret, Settings
from remedy.views.i18n import _
from remedy.views.trusting import Allowed


def allowed(settings: Settings, source: Source) -> list[Allowed]:
    """All of it, in order of lines; what other files set is left out."""
    own = {name: source.data.get(name) for name in LEADING}
    ways = [(id, c) for id, c in settings.channels.items() if id in (own["channels"] or ())]
    people = [(id, r) for id, r in settings.recipients.items() if id in (own["recipients"] or ())]
    found = [x for id, channel in ways for x in _of_channel(id, channel, source)]
    found += [x for id, recipient in people for x in _of_recipient(id, recipient, source)]
    return sorted(found, key=lambda x: x.line)


def _words(program: tuple[str, ...]) -> str:
    """A program and its arguments as a person would type them."""
    return " ".join(f"-{shell_word(w[1:])}" if w.startswith("-") and w != "-" else shell_word(w) for w in program)


def _of_channel(id: str, channel: Channel, source: Source) -> Iterator[Allowed]:
    at = ("channels", id)

    def one(key: str, kind: str, value: str) -> Allowed:
        return _at(source, (*at, key), kind, value)

    yield one("type", "channel", f"{id} ({channel.type})")
    if channel.program:
        yield one("program", "program", _words(channel.program))
    if channel.host:
        port = f":{channel.port}" if channel.port else ""
        yield one("host", "host", f"{channel.host}{port} ({channel.security})")
    if channel.user:
        yield one("user", "user", channel.user)
    if channel.sender:
        yield one("from", "sender", channel.sender)
    for key, value in (("password", channel.password), ("url", channel.url)):
        if value is not None and value.written:
            yield one(key, "url", value.written)
        elif value is not None:
            yield one(key, "program" if value.command else "secret", _place(value))
    if channel.ca:
        yield one("ca", "certificates", channel.ca)


def _place(secret: Secret) -> str:
    """Where a secret is."""
    if secret.command:
        return _words(secret.command)
    if secret.env:
        return _("the environment's {name}").format(name=secret.env)
    return _('the keyring\'s "{name}"').format(name=secret.keyring)


def _of_recipient(id: str, recipient: Recipient, source: Source) -> Iterator[Allowed]:
    at = ("recipients", id)
    whom = f"{id} <{recipient.address}>" if recipient.address else id
    ways = ", ".join(recipient.channels) or _("nothing")
    whose = ", ".join(recipient.owners) or _("everybody")
    said = _("{whom} by {ways}, the lines of {whose}")
    yield _at(source, at, "recipient", said.format(whom=whom, ways=ways, whose=whose))
    if recipient.confidential:
        yield _at(source, (*at, "confidential"), "confidential", id)


def _at(source: Source, path: Path, kind: str, value: str) -> Allowed:
    return Allowed(line=source.line_of(path), kind=kind, value=value)
