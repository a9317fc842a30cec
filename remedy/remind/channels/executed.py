"""The channel `exec`: a program of the user's own, with the message as JSON on its input.

docs/reminders.md tells the JSON's shape. No shell; nothing of the message is an argument, so no `ps` shows it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from remedy.remind.channels import programs
from remedy.remind.channels.here import Here
from remedy.remind.message import Message
from remedy.remind.settings import Channel
from remedy.views.i18n import _
from remedy.views.text import clean


@contextmanager
def opened(channel: Channel, here: Here) -> Iterator[Executed]:
    """A program that is started for each message."""
    yield Executed(channel, here)


def as_json(message: Message) -> bytes:
    """What the program reads: one object, UTF-8, ended by a line break."""
    found: dict[str, Any] = {
        "format": 1,
        "lang": message.recipient.lang,
        "notices": [],
        "items": [],
        "problems": [],
        **message.data,
        "key": message.key,
        "recipient": message.recipient.id,
        "address": message.recipient.address,
        "subject": message.subject,
        "text": message.text,
        "html": message.html or None,
        "calendar": None if message.calendar is None else message.calendar.decode("utf-8", "replace"),
    }
    return msgspec.json.encode(_speakable(found)) + b"\n"


def _speakable(value: Any) -> Any:
    """The same without halves of characters, which JSON in UTF-8 cannot hold."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, dict):
        return {_speakable(k): _speakable(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_speakable(v) for v in value]
    return value


class Executed:
    """The program of one channel."""

    def __init__(self, channel: Channel, here: Here) -> None:
        self.channel = channel
        self.environ = programs.environment(here.environ)

    def send(self, message: Message) -> None:
        """Runs the program: code 0 is sent. Raises Unsent for another, Unknown where it had to be killed."""
        programs.tell(self.channel.program, as_json(message), self.environ, self.channel.timeout)

    def check(self) -> str:
        """Whether the program is there; it is not run."""
        found = programs.located(self.channel.program[0], self.environ)
        return _("{name} is there; only a message shows whether it sends").format(name=clean(found))
