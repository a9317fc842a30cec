"""A real server of mail on this machine, for tests: TLS from the start, STARTTLS or neither; logins, refusals."""

from __future__ import annotations

import asyncio
import email
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

PASSWORD = "r00t-horse-staple"
"""The only one that the servers accept."""


class Post:
    """A server that keeps what it is given. `dies_at` names the command at which it breaks every connection."""

    def __init__(self, loop: asyncio.AbstractEventLoop, context: ssl.SSLContext, security: str) -> None:
        self.loop, self.context, self.security, self.port = loop, context, security, 0
        self.mails: list[EmailMessage] = []
        self.raw: list[bytes] = []
        self.to: list[str] = []
        self.connections = 0
        self.logins: list[str] = []
        self.dies_at = ""
        self.refuses = ""
        """An address that it has no box for."""
        self.answer = "250 taken"
        self.hangs_up = False
        """Whether it says goodbye to the next mail."""
        self.mechanisms_excluded: list[str] = []
        self.listening: asyncio.Server | None = None
        self.protocols: list[Any] = []

    def start(self) -> None:
        """Listens, on the same port as before if there was one."""
        self._in_loop(self._start())

    def stop(self) -> None:
        """Stops at once: every connection is torn down."""
        self._in_loop(self._stop())

    def _in_loop(self, coroutine: Any) -> None:
        asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(10)

    async def _start(self) -> None:
        outer = self.context if self.security == "tls" else None
        self.listening = await self.loop.create_server(self._protocol, "127.0.0.1", self.port, ssl=outer)
        self.port = self.listening.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        if self.listening is not None:
            self.listening.close()
            self.listening = None
        for protocol in self.protocols:
            if protocol.transport is not None:
                protocol.transport.abort()
        self.protocols = []
        await asyncio.sleep(0.01)  # until the sockets are closed

    def _protocol(self) -> SMTP:
        self.connections += 1
        inner = self.context if self.security == "starttls" else None
        made = SMTP(
            self,
            hostname="localhost",
            loop=self.loop,
            enable_SMTPUTF8=True,
            tls_context=inner,
            require_starttls=inner is not None,
            auth_require_tls=inner is not None,
            authenticator=self._login,
            auth_exclude_mechanism=self.mechanisms_excluded,
        )
        self.protocols.append(made)
        return made

    def _login(self, server: Any, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    # What aiosmtpd asks

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.dies_at == "MAIL":
            server.transport.abort()
        if self.hangs_up:
            self.hangs_up = False
            return "421 too many mails"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:
        if self.dies_at == "RCPT":
            server.transport.abort()
        if address == self.refuses:
            return "550 5.1.1 no such box\x1b[31m"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.dies_at == "answer":
            server.transport.abort()
            return "250 nobody hears this"
        if self.dies_at == "silence":
            await asyncio.sleep(5)
        if self.answer.startswith("250"):
            self.raw.append(envelope.original_content)
            self.mails.append(email.message_from_bytes(envelope.original_content, policy=policy.default))
            self.to += envelope.rcpt_tos
        return self.answer


@contextmanager
def running() -> Iterator[asyncio.AbstractEventLoop]:
    """Where all servers live, beside the tests."""
    made = asyncio.new_event_loop()
    thread = threading.Thread(target=made.run_forever)
    thread.start()
    yield made

    async def end() -> None:
        tasks = [t for t in asyncio.all_tasks() if t is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    asyncio.run_coroutine_threadsafe(end(), made).result(10)
    made.call_soon_threadsafe(made.stop)
    thread.join()
    made.close()
