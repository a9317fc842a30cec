"""One message as it leaves: a key, a subject, the same told as text and HTML, and data for programs."""

from __future__ import annotations

from typing import Any

import msgspec

from remedy.remind.settings import Recipient


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What one recipient is told by one channel at one time."""

    key: str
    """The same for the same lines told to the same person by the same channel: a double can be known by it."""
    recipient: Recipient
    subject: str
    """One line without control characters."""
    text: str
    html: str = ""
    """The same as a whole page; empty where there is none."""
    calendar: bytes | None = None
    """An .ics of the dates told."""
    data: dict[str, Any] = {}
    """For a program: `format`, `recipient`, `items` (what `remedy due` gives of each) and `notices`."""


class Unsent(Exception):
    """Nothing has arrived; it is tried again next time. The words say why, without secrets."""


class Unknown(Exception):
    """It may have arrived or not: the connection broke before the answer. It is tried again under the same key."""
