"""One address of mail out of a text: `anna@example.org` or `Anna <anna@example.org>`, never several."""

from __future__ import annotations

import re

import msgspec

from remedy.views.i18n import N_

_WORD = r"[^\s@<>()\[\]\\,;:\"]+"
_FORM = re.compile(rf"(?:(?P<name>[^<>]*?)\s*<)?(?P<local>{_WORD})@(?P<domain>{_WORD}|\[[0-9A-Fa-f:.]+\])(?P<end>>?)")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9A-Fa-f:.]+\]")

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""Breaks of lines and the like: what holds one was not written as an address."""


class Mailbox(msgspec.Struct, frozen=True):
    """An address in its parts."""

    name: str
    """Of the person; it may be empty."""
    local: str
    domain: str
    """As it is written between servers: letters beyond ASCII as `xn--…`."""

    @property
    def address(self) -> str:
        """The address alone."""
        return f"{self.local}@{self.domain}"


def mailbox(text: str) -> Mailbox:
    """The one address that a text is. Raises ValueError, in words, where it is none or several."""
    found = _FORM.fullmatch(text.strip())
    if found is None or _CONTROL.search(text) or (found["name"] is None) == bool(found["end"]):
        raise ValueError(N_("this is not one address of mail"))
    local, domain = found["local"], found["domain"]
    try:
        host = domain if domain.isascii() else domain.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if not local.isprintable() or local.startswith((".", "-")) or not _HOST.fullmatch(host) or len(host) > 255:
        raise ValueError(N_("this is no address that mail can be sent to"))
    return Mailbox((found["name"] or "").strip().strip('"').strip(), local, host)
