"""How a message leaves: one module a kind of channel, opened here; nothing is sent but by `send`.

`print` is `printed`, `exec` is `executed`, `apprise` is `apprised`: the plain names are taken in Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from remedy.remind.channels.here import Here
from remedy.remind.message import Message, Unsent
from remedy.remind.settings import Channel
from remedy.views.i18n import _

MODULES = {"print": "printed", "smtp": "smtp", "desktop": "desktop", "exec": "executed", "apprise": "apprised"}
"""The module of each type of channel; each has `opened(channel, here)`."""


class Sender(Protocol):
    """An open channel."""

    def send(self, message: Message) -> None:
        """Sends one message. Raises Unsent where nothing has arrived, Unknown where nobody knows."""

    def check(self) -> str:
        """Goes as far as can be gone without sending, logs in included; says in words how far. Raises Unsent."""


@contextmanager
def open_channel(channel: Channel, here: Here) -> Iterator[Sender]:
    """A way out for the messages of one run; what it holds open is closed at the end.

    Opening touches no network and raises nothing: what is wrong with a channel is said by `send`, of each message.
    """
    name = MODULES.get(channel.type)
    if name is None:
        yield _Nowhere(channel)
        return
    from importlib import import_module  # a run that says nothing loads no mail library

    with import_module(f"remedy.remind.channels.{name}").opened(channel, here) as sender:
        yield sender


def check(channel: Channel, here: Here) -> str:
    """Opens a channel and logs in without sending; says in words what was found good. Raises Unsent."""
    with open_channel(channel, here) as sender:
        return sender.check()


class _Nowhere:
    """A channel that nobody set up."""

    def __init__(self, channel: Channel) -> None:
        self.channel = channel

    def send(self, message: Message) -> None:
        raise Unsent(self.check())

    def check(self) -> str:
        said = _('no channel is named "{name}": write [channels.{name}] and its type in the settings')
        raise Unsent(said.format(name=self.channel.id))
