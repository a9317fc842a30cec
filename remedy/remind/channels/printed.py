"""The channel `print`: the text on standard output, for cron's own mail and for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from remedy.remind.channels.here import Here
from remedy.remind.channels.texts import plain
from remedy.remind.message import Message, Unsent
from remedy.remind.settings import Channel
from remedy.views.i18n import _


@contextmanager
def opened(channel: Channel, here: Here) -> Iterator[Printed]:
    """The output of the run; it is not closed here."""
    yield Printed(here)


class Printed:
    """Messages one under another, a blank line after each."""

    def __init__(self, here: Here) -> None:
        self.here = here
        self.failed = ""
        """Why nothing more is printed: what was left over would come out with the next text."""

    def send(self, message: Message) -> None:
        """It counts as sent once it left the program. Raises Unsent where the output is closed or full."""
        if self.failed:
            raise Unsent(self.failed)
        try:
            self.here.write(f"{plain(message.text).rstrip()}\n\n")
            self.here.flush()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or _("it is closed")
            self.failed = _("the output could not be written: {why}").format(why=why)
            raise Unsent(self.failed) from None

    def check(self) -> str:
        """There is nothing to log in to."""
        return _("what is told is printed")
