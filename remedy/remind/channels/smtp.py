"""The channel `smtp`: mail through one connection for a run, encrypted and with the server's certificate checked.

There is no way to send or log in without TLS. One mail is one dialogue; what broke before its text was given to the
server has certainly not arrived (Unsent), what broke between its text and the answer may have (Unknown).
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from remedy.remind import secrets
from remedy.remind.channels.here import Here
from remedy.remind.channels.mail import Mail, compose
from remedy.remind.channels.texts import first_line
from remedy.remind.message import Message, Unknown, Unsent
from remedy.remind.settings import Channel
from remedy.views.i18n import _
from remedy.views.text import clean

PORTS = {"tls": 465, "starttls": 587}

CALLED = "[127.0.0.1]"
"""What the client calls itself: the machine's own name is nobody's business, and to ask for it may take seconds."""

CLOSING = 421
"""A server's answer after which it hangs up."""

_DOT = re.compile(rb"^\.", re.MULTILINE)

Answer = tuple[int, bytes]


class Gone(Exception):
    """The connection broke, and the server has none of the mail's text."""


@contextmanager
def opened(channel: Channel, here: Here) -> Iterator[Smtp]:
    """A connection that is made when the first mail is sent and ended politely."""
    sender = Smtp(channel, here)
    try:
        yield sender
    finally:
        sender.close()


class Smtp:
    """One server, for the mails of one run."""

    def __init__(self, channel: Channel, here: Here) -> None:
        self.channel, self.here = channel, here
        self.port = channel.port or PORTS[channel.security]
        self.place = f"{clean(channel.host)}:{self.port}"
        self.server: smtplib.SMTP | None = None
        self.given_up = ""
        """Why nothing more is tried in this run: a server that does not answer, or a login that was refused."""

    # One mail

    def send(self, message: Message) -> None:
        """Raises Unsent or Unknown. A connection that had broken since the mail before is made once more."""
        if self.given_up:
            raise Unsent(self.given_up)
        mail = compose(message, self.channel.sender, self.here.now())
        if self.server is not None:
            with suppress(Gone):
                return self._deliver(self.server, mail)
            if self.given_up:
                raise Unsent(self.given_up)
        try:
            self._deliver(self._open(), mail)
        except Gone as gone:
            self.given_up = str(gone)
            raise Unsent(self.given_up) from None

    def _deliver(self, server: smtplib.SMTP, mail: Mail) -> None:
        """The dialogue of one mail. Raises Gone, Unsent, Unknown."""
        wide = ["SMTPUTF8"] if mail.is_wide else []
        if wide and not server.has_extn("smtputf8"):
            said = _("{place} takes no addresses with letters beyond ASCII: {address}")
            raise Unsent(said.format(place=self.place, address=clean(mail.sender if mail.to.isascii() else mail.to)))
        self._ask(server, lambda: server.mail(mail.sender, wide), 250)
        self._ask(server, lambda: server.rcpt(mail.to), 250, 251, 252)
        self._ask(server, lambda: server.docmd("DATA"), 354)
        try:
            server.send(_DOT.sub(b"..", mail.content) + b".\r\n")
            code, reply = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            why = self._lost(error)
            said = _("{why}, between the mail and the answer: whether it arrived is not known")
            raise Unknown(said.format(why=why)) from None
        if code // 100 == 2:
            return
        if code == CLOSING or code // 100 not in (4, 5):
            self._drop()
        if code // 100 in (4, 5):
            raise Unsent(self._refused(code, reply))
        said = _("{place} answered what cannot be understood: whether it arrived is not known")
        raise Unknown(said.format(place=self.place))

    def _ask(self, server: smtplib.SMTP, command: Callable[[], Answer], *wanted: int) -> None:
        """One command before the text of the mail. Raises Gone, or Unsent where the server refuses."""
        try:
            code, reply = command()
        except (OSError, smtplib.SMTPException) as error:
            raise Gone(self._lost(error)) from None
        if code in wanted:
            return
        refused = self._refused(code, reply)
        if code == CLOSING or code < 0:
            self._drop()
            raise Gone(refused)
        try:
            server.rset()
        except (OSError, smtplib.SMTPException) as error:
            self._lost(error)
        raise Unsent(refused)

    def _refused(self, code: int, reply: bytes) -> str:
        said = _("{place} refused it: {code} {why}")
        return said.format(place=self.place, code=code, why=first_line(reply)).rstrip()

    def _lost(self, error: Exception) -> str:
        """What a broken connection is called. One that was silent for too long is given up for this run."""
        self._drop()
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            said = _("{place} did not answer within {n} s")
            self.given_up = said.format(place=self.place, n=self.channel.timeout)
            return self.given_up
        return _("{place} broke the connection").format(place=self.place)

    # The connection

    def _open(self) -> smtplib.SMTP:
        """A connection over which mail may be sent. Raises Unsent; what fails here is not tried again in this run.

        A password that is refused a second and a third time locks many an account.
        """
        try:
            self.server = self._connected()
        except Unsent as unsent:
            self.given_up = str(unsent)
            raise
        return self.server

    def _connected(self) -> smtplib.SMTP:
        channel = self.channel
        password = ""
        if channel.user:
            password = self._password()
        context = self._context()
        server: smtplib.SMTP | None = None
        try:
            if channel.security == "starttls":
                server = smtplib.SMTP(channel.host, self.port, CALLED, channel.timeout)
                server.starttls(context=context)
            else:
                server = smtplib.SMTP_SSL(channel.host, self.port, CALLED, timeout=channel.timeout, context=context)
            server.ehlo_or_helo_if_needed()
            if channel.user:
                self._log_in(server, password)
        except Unsent:
            _close(server)
            raise
        except (OSError, smtplib.SMTPException, ValueError) as error:
            _close(server)
            raise Unsent(self._closed_door(error)) from None
        return server

    def _context(self) -> ssl.SSLContext:
        """Certificate and host name are checked, with the system's store or with the file of the settings alone."""
        if not self.channel.ca:
            return ssl.create_default_context()
        path = Path(self.channel.ca).expanduser()
        try:
            return ssl.create_default_context(cafile=str(path))
        except (OSError, ValueError) as error:
            why = _("it holds no certificate")
            if isinstance(error, OSError) and not isinstance(error, ssl.SSLError):
                why = error.strerror or ""
            said = _("ca: {file} cannot be used: {why}; name a file of certificates in PEM")
            raise Unsent(said.format(file=clean(str(path)), why=why)) from None

    def _password(self) -> str:
        channel = self.channel
        if channel.password is None:
            said = _('{name} has a user and no password: add password = {{ keyring = "remedy" }}')
            raise Unsent(said.format(name=channel.id))
        return secrets.word(channel.password, channel.user, self.here.environ, channel.timeout)

    def _log_in(self, server: smtplib.SMTP, password: str) -> None:
        """After TLS only. The server's own words are left out: some repeat what they were given."""
        user = clean(self.channel.user)
        try:
            server.login(self.channel.user, password)
        except smtplib.SMTPAuthenticationError as error:
            said = _(
                "{place} refused the login of {user} ({code}); a provider may ask for a password made for programs"
            )
            raise Unsent(said.format(place=self.place, user=user, code=error.smtp_code)) from None
        except smtplib.SMTPNotSupportedError:
            said = _("{place} takes no login: take user and password out of the settings of {name}")
            raise Unsent(said.format(place=self.place, name=self.channel.id)) from None
        except smtplib.SMTPServerDisconnected:
            raise
        except smtplib.SMTPException:
            said = _("{place} offers no login by a password: {name} needs another server, or a program by exec")
            raise Unsent(said.format(place=self.place, name=self.channel.id)) from None
        except UnicodeError:
            said = _("user or password of {name} hold letters beyond ASCII, which the login of mail does not carry")
            raise Unsent(said.format(name=self.channel.id)) from None

    def _closed_door(self, error: Exception) -> str:
        """Why there is no connection, and what to write instead."""
        place, why = self.place, ""
        if isinstance(error, ssl.SSLCertVerificationError):
            said = _(
                "the certificate of {place} is not accepted: {why}; write the name that stands in it as host, or name"
                " the file of your own authority as ca"
            )
            return said.format(place=place, why=clean(error.verify_message))
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return _('{place} offers no STARTTLS, and nothing is sent without: try security = "tls"').format(
                place=place
            )
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return _("{place} did not answer within {n} s").format(place=place, n=self.channel.timeout)
        if isinstance(error, ssl.SSLError):
            said = _('{place} does not speak TLS as it should ({why}); some servers ask for security = "starttls"')
            return said.format(place=place, why=clean(error.reason or type(error).__name__))
        if isinstance(error, smtplib.SMTPResponseException):
            message = error.smtp_error
            why = f"{error.smtp_code} {first_line(message if isinstance(message, bytes) else str(message).encode())}"
        elif isinstance(error, smtplib.SMTPException):
            why = _("it broke the connection")
        elif isinstance(error, OSError):
            why = clean(error.strerror or "") or type(error).__name__
        else:
            why = _("this is no name of a host")
        return _("{place} cannot be reached: {why}").format(place=place, why=why.strip())

    def _drop(self) -> None:
        _close(self.server)
        self.server = None

    def close(self) -> None:
        """Says goodbye where there is somebody to hear it."""
        if self.server is not None:
            with suppress(OSError, smtplib.SMTPException):
                self.server.quit()
            self._drop()

    def check(self) -> str:
        """Connects and logs in. Raises Unsent."""
        self._open()
        if not self.channel.user:
            return _("{place} answers, and its certificate is good").format(place=self.place)
        said = _("{place} answers, its certificate is good, and {user} is logged in")
        return said.format(place=self.place, user=clean(self.channel.user))


def _close(server: smtplib.SMTP | None) -> None:
    if server is not None:
        with suppress(OSError):
            server.close()
