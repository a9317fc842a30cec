"""A real server of mail on this machine, the certificates that it is trusted by or not, and messages to send."""

from __future__ import annotations

import asyncio
import ssl
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import trustme

from remedy.remind.channels.here import Here
from remedy.remind.message import Message
from remedy.remind.settings import Channel, Recipient, Secret

sys.path.insert(0, str(Path(__file__).parents[2]))

from mail_server import PASSWORD, Post, running

NOW = datetime(2026, 11, 24, 7, 0, tzinfo=timezone(timedelta(hours=5)))


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    """Who signs the good certificates."""
    return trustme.CA()


@pytest.fixture
def ca(authority: trustme.CA, tmp_path: Path) -> str:
    """The authority's own certificate, as a file of the user's."""
    file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(file))
    return str(file)


@pytest.fixture(scope="session")
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Where all servers live, beside the tests."""
    with running() as made:
        yield made


@pytest.fixture
def post(authority: trustme.CA, loop: asyncio.AbstractEventLoop) -> Iterator[Callable[..., Post]]:
    """Starts servers; all are stopped at the end."""
    made: list[Post] = []

    def start(security: str = "tls", name: str = "localhost", by: trustme.CA | None = None, **how: Any) -> Post:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        (by or authority).issue_cert(name, **how).configure_cert(context)
        server = Post(loop, context, security)
        server.start()
        made.append(server)
        return server

    yield start
    for server in made:
        server.stop()


@pytest.fixture
def here() -> Here:
    """A run at seven in the morning, with a password in its environment."""
    return Here(now=lambda: NOW, environ={"MAIL_PASSWORD": PASSWORD})


@pytest.fixture
def mail(ca: str) -> Callable[..., Channel]:
    """The settings of mail through a server."""

    def made(server: Post, **how: Any) -> Channel:
        values: dict[str, Any] = {
            "id": "mail", "type": "smtp", "host": "localhost", "port": server.port, "ca": ca, "timeout": 5,
            "security": server.security, "sender": "remedy <remedy@example.org>",
            "user": "counsel", "password": Secret(env="MAIL_PASSWORD"),
        }  # fmt: skip
        return Channel(**{**values, **how})

    return made


@pytest.fixture
def message() -> Callable[..., Message]:
    """A message to Anna, or as a test wants it."""

    def made(text: str = "Appeal: by Tue 7 July 2020\n", **how: Any) -> Message:
        recipient = Recipient(
            id="anna",
            address=how.pop("address", "anna@example.org"),
            confidential=how.pop("confidential", False),
        )
        values: dict[str, Any] = {"key": "k1", "subject": "Appeal by 7 July", "text": text, "recipient": recipient}
        return Message(**{**values, **how})

    return made
