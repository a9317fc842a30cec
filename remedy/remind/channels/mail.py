"""A message as a mail: headers, text, HTML and calendar, in the bytes that go to the server. Touches no network.

Headers are made by the standard library's policy alone. What a name or a title holds stays in its header: control
characters are shown as escapes, and what looks like an encoded word is broken up, since Python's own parser would
decode it, line breaks included.
"""

from __future__ import annotations

import re
from datetime import datetime
from email.encoders import encode_base64
from email.headerregistry import Address
from email.message import EmailMessage
from email.mime.base import MIMEBase
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import SMTP, SMTPUTF8, compat32
from email.utils import format_datetime
from hashlib import sha256

import msgspec

from remedy.remind.channels.texts import plain
from remedy.remind.mailbox import Mailbox, mailbox
from remedy.remind.message import Message, Unsent
from remedy.views.i18n import _
from remedy.views.text import clean

PLAIN = compat32.clone(linesep="\r\n", cte_type="7bit")
"""The policy of the parts: nothing but ASCII goes out, so that every server can carry it."""

MAX_ADDRESS = 254
"""Octets of an address that a server must take (RFC 5321, 4.5.3.1)."""

MAX_LINE = 900
"""Octets of a line; a server need take no more than 998 (RFC 5322, 2.1.1)."""


class Mail(msgspec.Struct, frozen=True):
    """A mail and its envelope."""

    sender: str
    to: str
    content: bytes
    """With CRLF, dots not yet doubled."""
    is_wide: bool
    """Whether an address is not ASCII: the server must offer SMTPUTF8."""


def compose(message: Message, sender: str, now: datetime) -> Mail:
    """The mail of a message; `now` has its zone. Raises Unsent where an address cannot be used."""
    origin, to = _mailbox(sender, "from"), _mailbox(message.recipient.address, message.recipient.id)
    is_wide = not (origin.local + to.local).isascii()
    head = EmailMessage(policy=SMTPUTF8 if is_wide else SMTP)
    head["From"] = _address(origin)
    head["To"] = _address(to)
    head["Subject"] = _harmless(message.subject)
    head["Date"] = format_datetime(now)
    head["Message-ID"] = message_id(message.key, origin.domain)
    head["Auto-Submitted"] = "auto-generated"
    content = head.as_bytes().rstrip(b"\r\n") + b"\r\n" + _body(message).as_bytes(policy=PLAIN)
    return Mail(origin.address, to.address, content, is_wide)


def _body(message: Message) -> MIMEBase:
    """Text, HTML and calendar. Their headers hold nothing of a case, so the older classes do: they cost a third."""
    text, page = plain(message.text), _encodable(message.html)
    between = sha256("\0".join((text, page)).encode()).hexdigest()[:32]
    body: MIMEBase = _text(text, "plain")
    if page:
        body = MIMEMultipart("alternative", f"=_a{between}", [body, _text(page, "html")])
    if message.calendar is not None:
        dates = MIMEBase("text", "calendar", method="PUBLISH", charset="utf-8")
        dates.add_header("Content-Disposition", "attachment", filename="remedy.ics")
        dates.set_payload(message.calendar)
        encode_base64(dates)
        body = MIMEMultipart("mixed", f"=_m{between}", [body, dates])
    return body


def _text(text: str, subtype: str) -> MIMEText:
    """A part of text: as it is where every server can carry it, else in base64."""
    short = text.isascii() and all(len(line) <= MAX_LINE for line in text.splitlines())
    return MIMEText(text if text.endswith("\n") else f"{text}\n", subtype, "us-ascii" if short else "utf-8")


def message_id(key: str, domain: str) -> str:
    """The same for the same key, so that a mail that was sent twice can be recognised; the key cannot be read in it."""
    digest = sha256(key.encode("utf-8", "backslashreplace")).hexdigest()[:32]
    return f"<{digest}.remedy@{domain}>"


def _mailbox(text: str, whose: str) -> Mailbox:
    try:
        found = mailbox(text)
    except ValueError as error:
        said = _('the address of {whose} ("{text}") cannot be used: {why}')
        raise Unsent(said.format(whose=clean(whose), text=clean(text), why=error)) from None
    if len(found.address.encode()) > MAX_ADDRESS:
        raise Unsent(_("the address of {whose} is too long for a server").format(whose=clean(whose)))
    return found


def _address(found: Mailbox) -> Address:
    return Address(_harmless(found.name), found.local, found.domain)


def _harmless(text: str) -> str:
    """A text for a header."""
    return re.sub(r"=(?=\?)", "= ", clean(text).strip())


def _encodable(text: str) -> str:
    """A text that UTF-8 can hold."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
