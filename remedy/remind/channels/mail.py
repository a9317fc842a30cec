"""A message as a mail: headers, text, HTML and calendar, in the bytes that go to the server. Touches no network.

Headers are written here and not by the standard library: its policy loses spaces where it folds a long title in
Cyrillic, decodes what looks like an encoded word, line breaks included, and costs more than the dialogue with the
server. What is not a short text of printable ASCII goes out as encoded words (RFC 2047), whose letters can be nothing
but a text.
"""

from __future__ import annotations

import re
from base64 import encodebytes
from binascii import b2a_base64
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from hashlib import sha256

import msgspec

from remedy.remind.channels.texts import plain
from remedy.remind.mailbox import Mailbox, mailbox
from remedy.remind.message import Message, Unsent
from remedy.views.i18n import _
from remedy.views.text import clean

MAX_ADDRESS = 254
"""Octets of an address that a server must take (RFC 5321, 4.5.3.1)."""

MAX_HEADER = 76
"""Letters of a line of a header that holds encoded words (RFC 2047, 2); one such word has at most 75."""

_WORD = "=?utf-8?b?{}?="

MAX_LINE = 900
"""Octets of a line; a server need take no more than 998 (RFC 5322, 2.1.1)."""


class Mail(msgspec.Struct, frozen=True):
    """A mail and its envelope."""

    sender: str
    to: str
    content: bytes
    """With CRLF, dots not yet doubled; ASCII but for the addresses of a wide one."""
    is_wide: bool
    """Whether an address is not ASCII: the server must offer SMTPUTF8."""


def compose(message: Message, sender: str, now: datetime) -> Mail:
    """The mail of a message; `now` has its zone. Raises Unsent where an address cannot be used."""
    origin, to = _mailbox(sender, "from"), _mailbox(message.recipient.address, message.recipient.id)
    is_wide = not (origin.local + to.local).isascii()
    head = (
        _people("From", origin),
        _people("To", to),
        _header("Subject", message.subject),
        f"Date: {format_datetime(now)}\r\n",
        f"Message-ID: {message_id(message.key, origin.domain)}\r\n",
        "Auto-Submitted: auto-generated\r\n",
        "MIME-Version: 1.0\r\n",
    )
    return Mail(origin.address, to.address, "".join(head).encode() + _body(message), is_wide)


def message_id(key: str, domain: str) -> str:
    """The same for the same key, so that a mail that was sent twice can be recognised; the key cannot be read in it."""
    digest = sha256(key.encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return f"<{digest}.remedy@{domain}>"


# Headers


def _header(name: str, text: str) -> str:
    """A header of one text."""
    shown = " ".join(clean(text).split())
    line = f"{name}: {shown}"
    is_plain = shown.isascii() and "=?" not in shown and len(line) <= MAX_HEADER
    return f"{line}\r\n" if is_plain else f"{name}: {_words(shown, len(name) + 2)}\r\n"


@lru_cache(maxsize=1024)
def _people(name: str, found: Mailbox) -> str:
    """A header of one address. People are few and get many mails."""
    shown = " ".join(clean(found.name).split())
    if not shown:
        return f"{name}: {found.address}\r\n"
    if shown.isascii() and "=?" not in shown and len(shown) <= MAX_HEADER - 10:
        escaped = re.sub(r'(["\\])', r"\\\1", shown)
        return f'{name}: "{escaped}"\r\n <{found.address}>\r\n'
    return f"{name}: {_words(shown, len(name) + 2)}\r\n <{found.address}>\r\n"


def _words(text: str, begun: int) -> str:
    """A text as encoded words, one a line, the first after so many letters; no letter is cut in two."""
    out: list[bytes] = []
    word = b""
    for letter in text:
        more = letter.encode()
        room = (MAX_HEADER - 2 - (0 if out else begun) - len(_WORD.format(""))) // 4 * 3
        if len(word) + len(more) > room:
            out.append(word)
            word = b""
        word += more
    return "\r\n ".join(_WORD.format(b2a_base64(w, newline=False).decode()) for w in (*out, word))


@lru_cache(maxsize=1024)
def _mailbox(text: str, whose: str) -> Mailbox:
    try:
        found = mailbox(text)
    except ValueError as error:
        said = _('the address of {whose} ("{text}") cannot be used: {why}')
        raise Unsent(said.format(whose=clean(whose), text=clean(text), why=_(str(error)))) from None
    if len(found.address.encode()) > MAX_ADDRESS:
        raise Unsent(_("the address of {whose} is too long for a server").format(whose=clean(whose)))
    return found


# The body; its own headers hold nothing of a case


def _body(message: Message) -> bytes:
    """Text, HTML and calendar, as many as there are, from the headers of the outermost part on."""
    body = _text("plain", plain(message.text))
    if message.html:
        body = _parts("alternative", body, _text("html", message.html))
    if message.calendar is not None:
        kind = 'text/calendar; charset="utf-8"; method=PUBLISH'
        dates = _part(f'{kind}\r\nContent-Disposition: attachment; filename="remedy.ics"', message.calendar)
        body = _parts("mixed", body, dates)
    return body


def _parts(kind: str, *parts: bytes) -> bytes:
    """Parts with a line between them that stands in none: it depends on every letter of them."""
    between = f"=_{sha256(b''.join(parts)).hexdigest()[:40]}"
    begin = f"\r\n--{between}\r\n".encode()
    head = f'Content-Type: multipart/{kind};\r\n boundary="{between}"\r\n'.encode()
    return head + b"".join(begin + part for part in parts) + f"\r\n--{between}--\r\n".encode()


def _text(kind: str, text: str) -> bytes:
    """A part of text: as it is where every server can carry it, else in base64."""
    data = b"\r\n".join([*text.encode("utf-8", "backslashreplace").splitlines(), b""])
    if data.isascii() and b"\0" not in data and all(len(line) <= MAX_LINE for line in data.split(b"\r\n")):
        return f'Content-Type: text/{kind}; charset="us-ascii"\r\n\r\n'.encode() + data
    return _part(f'text/{kind}; charset="utf-8"', data)


def _part(kind: str, data: bytes) -> bytes:
    """A part in base64, which every server carries as it is."""
    head = f"Content-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return head.encode() + encodebytes(data).replace(b"\n", b"\r\n")
