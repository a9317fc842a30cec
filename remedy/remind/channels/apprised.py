"""The channel `apprise`: Telegram, Signal, Matrix, ntfy and whatever else that library speaks. An extra.

The URL holds tokens: it is in no words, no log and no argument. The library's own log writes it out, so it is silenced.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from remedy.remind import secrets
from remedy.remind.channels.here import Here
from remedy.remind.channels.texts import plain
from remedy.remind.message import Message, Unsent
from remedy.remind.settings import Channel
from remedy.views.i18n import _
from remedy.views.text import clean


@contextmanager
def opened(channel: Channel, here: Here) -> Iterator[Apprised]:
    """A service, looked up when the first message is sent."""
    yield Apprised(channel, here)


@contextmanager
def _silence() -> Iterator[None]:
    """No log and no warning of any library: apprise and those below it write URLs into theirs."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings(action="ignore"):
            yield
    finally:
        logging.disable(before)


class Apprised:
    """One service."""

    def __init__(self, channel: Channel, here: Here) -> None:
        self.channel, self.here = channel, here
        self.found: Any = None

    def send(self, message: Message) -> None:
        """Raises Unsent where the service took it not; apprise does not say why."""
        service = self.service()
        with _silence():
            try:
                taken = service.notify(body=plain(message.text), title=clean(message.subject), body_format="text")
            except Exception as error:  # any of some hundred plug-ins: what they raise is not known
                raise self._failed(error) from None
        if not taken:
            said = _(
                "{name}: the service did not take it, and apprise does not say why: look at the token and the chat in"
                " its url"
            )
            raise Unsent(said.format(name=self.channel.id))

    def check(self) -> str:
        """Whether the URL is one; no service can be asked without sending."""
        name = clean(str(getattr(self.service()[0], "service_name", "apprise")))
        return _("the URL is one of {name}; only a message shows whether it arrives").format(name=name)

    def _failed(self, error: Exception) -> Unsent:
        said = _("{name} failed within apprise ({why}): look at what its url needs in the list of apprise")
        return Unsent(said.format(name=self.channel.id, why=type(error).__name__))

    def service(self) -> Any:
        """The library with the one URL in it. Raises Unsent."""
        if self.found is not None:
            return self.found
        with _silence():
            try:
                import apprise  # an extra, and slow to load: some hundred plug-ins
            except ImportError:
                said = _("{name} needs the library apprise; write: {line}")
                raise Unsent(said.format(name=self.channel.id, line="pip install 'remedy[notify]'")) from None
            secret = self.channel.url
            user = self.channel.user or self.channel.id
            url = secrets.word(secret, user, self.here.environ, self.channel.timeout) if secret else ""
            made = apprise.Apprise(asset=apprise.AppriseAsset(async_mode=False, secure_logging=True))
            try:
                known = made.add(url)
            except Exception as error:  # as above
                raise self._failed(error) from None
        if not known or len(made) != 1:
            said = _("{name}: url is not one URL that apprise knows; write one such as tgram://TOKEN/CHAT")
            raise Unsent(said.format(name=self.channel.id))
        self.found = made
        return made
