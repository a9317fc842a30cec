"""Lines into messages: what may have arrived once more under its key, what is new together, the urgent alone. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from remedy.remind.ledger import Ledger
from remedy.remind.line import Line
from remedy.remind.notices import Notice
from remedy.remind.settings import Recipient, Settings

ALONE = "|alone"
"""What the key of a notice ends with in a message of its own, beside the digest."""


class Outgoing(msgspec.Struct, kw_only=True):
    """One message to one recipient by one channel."""

    key: str
    """Made of what it tells, to whom and by what: the same when it is sent again."""
    recipient: Recipient
    channel: str
    keys: list[str]
    lines: list[Line]
    again: bool = False
    """Whether it may have arrived already."""


class Messages:
    """The messages of one recipient by one channel."""

    def __init__(self, recipient: Recipient, channel: str, ledger: Ledger, settings: Settings) -> None:
        self.recipient, self.channel, self.ledger = recipient, channel, ledger
        self.is_digest = settings.digest or settings.channel(channel).type == "print"
        self.goes_alone = settings.digest and settings.channel(channel).type != "print"
        mine = (recipient.id, channel)
        self.begun = [b for b in ledger.open.values() if (b.recipient, b.channel) == mine]

    def untold(self, notice: Notice) -> bool:
        """Whether anything of a notice is still to be told."""
        return not self._is_sent(notice.key) or (
            self.goes_alone and notice.is_alone and not self._is_sent(notice.key + ALONE)
        )

    def of(self, lines: Iterable[Line]) -> Iterator[Outgoing]:
        """First what may have arrived, then what is new."""
        found = list(lines)
        yield from self._again(found)
        yield from self._new(found)

    def _is_sent(self, key: str) -> bool:
        return (key, self.recipient.id, self.channel) in self.ledger.sent

    def _again(self, lines: list[Line]) -> Iterator[Outgoing]:
        for begun in self.begun:
            keys = {key for key in begun.keys if not self._is_sent(key)}
            ending = ALONE if any(k.endswith(ALONE) for k in begun.keys) else ""
            still = [part for line in lines if (part := _part(line, keys, ending)) is not None]
            if still:
                yield self._outgoing(still, ending, begun.message)

    def _new(self, lines: list[Line]) -> Iterator[Outgoing]:
        tried = {key for begun in self.begun for key in begun.keys}

        def left(ending: str) -> list[Line]:
            told = (n.key + ending for x in lines for n in x.notices if n.is_alone or not ending)
            fresh = {key for key in told if key not in tried and not self._is_sent(key)}
            return [part for line in lines if (part := _part(line, fresh, ending)) is not None]

        together = left("")
        if self.is_digest and together:
            yield self._outgoing(together, "")
        elif not self.is_digest:
            yield from (self._outgoing([x], "") for x in together)
        if self.goes_alone:
            yield from (self._outgoing([x], ALONE) for x in left(ALONE))

    def _outgoing(self, lines: list[Line], ending: str, key: str = "") -> Outgoing:
        keys = [n.key + ending for line in lines for n in line.notices]
        whole = "\n".join([self.recipient.id, self.channel, *sorted(keys)])
        made = hashlib.blake2b(whole.encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()
        return Outgoing(
            key=key or made, recipient=self.recipient, channel=self.channel, keys=keys, lines=lines, again=bool(key)
        )


def _part(line: Line, keys: set[str], ending: str) -> Line | None:
    """A line with those of its notices whose keys are among these; None without any."""
    found = [n for n in line.notices if n.key + ending in keys]
    return msgspec.structs.replace(line, notices=found) if found else None
