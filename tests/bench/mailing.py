"""A thousand mails to a server on this machine: `remedy`'s channel against bare smtplib with the same bytes.

The server is a process of its own with TLS and login, so that both sides pay for it alike.
"""

from __future__ import annotations

import smtplib
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from remedy.remind.channels import mail, open_channel
from remedy.remind.channels.here import Here
from remedy.remind.message import Message
from remedy.remind.settings import Channel, Recipient, Secret

COUNT = 1000
NOW = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
SENDER = "remedy <remedy@example.org>"

PEOPLE = 20
"""Among whom they go."""

SERVER = """import asyncio, logging, ssl, sys, time, warnings
warnings.simplefilter("ignore")
from aiosmtpd.smtp import SMTP, AuthResult
logging.disable()
class Sink:
    async def handle_DATA(self, server, session, envelope):
        return "250 taken"
    async def handle_NOOP(self, server, session, envelope, arg):
        return f"250 {time.process_time()}"
async def main():
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(sys.argv[1])
    def made():
        return SMTP(Sink(), hostname="localhost", auth_require_tls=False,
            authenticator=lambda *a: AuthResult(success=True))
    server = await asyncio.get_running_loop().create_server(made, "127.0.0.1", 0, ssl=context)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""
"""Takes every mail; NOOP is answered with the seconds of the processor that it has used."""


def messages() -> list[Message]:
    """Digests of five lines as text, page and calendar, in Russian and English, each to one person."""
    lines = [
        f"Appeal against the judgment · Апелляция на приговор · by Tue 7 July 2020, {n} days left" for n in range(5)
    ]
    page = "".join(f"<p>{line}</p>\n" for line in lines)
    dates = b"BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20200707\r\nSUMMARY:Appeal\r\nEND:VEVENT\r\n" * 5
    return [
        Message(
            key=f"key {n}",
            recipient=Recipient(id=f"r{n}", address=f"Анна <anna{n % PEOPLE}@example.org>"),
            subject=f"{n} сроков: апелляция до 7 июля",
            text="\n".join(lines),
            html=f"<!doctype html><html><body>{page}</body></html>",
            calendar=b"BEGIN:VCALENDAR\r\n" + dates + b"END:VCALENDAR\r\n",
        )
        for n in range(COUNT)
    ]


@contextmanager
def server(folder: Path) -> Iterator[tuple[int, Path]]:
    """A server of its own process: its port, and the authority to trust."""
    import trustme

    authority = trustme.CA()
    cert, ca = folder / "server.pem", folder / "ca.pem"
    authority.issue_cert("localhost").private_key_and_cert_chain_pem.write_to_path(str(cert))
    authority.cert_pem.write_to_path(str(ca))
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(cert)], stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield int(process.stdout.readline()), ca
    finally:
        process.kill()
        process.communicate()


def by_remedy(port: int, ca: Path, told: list[Message]) -> None:
    """All messages through the channel, from message to mail included."""
    secret = Secret(env="PASSWORD")
    channel = Channel(
        id="mail", type="smtp", host="localhost", port=port, ca=str(ca), sender=SENDER, user="u", password=secret
    )
    mail._people.cache_clear()
    with open_channel(channel, Here(now=lambda: NOW, environ={"PASSWORD": "p"})) as sender:
        for message in told:
            sender.send(message)


def by_smtplib(port: int, ca: Path, mails: list[mail.Mail]) -> None:
    """The same bytes, which are at hand."""
    with smtplib.SMTP_SSL("localhost", port, context=ssl.create_default_context(cafile=str(ca))) as client:
        client.login("u", "p")
        for one in mails:
            client.sendmail(one.sender, one.to, one.content)


class Spent(NamedTuple):
    """Seconds of the processor, of client and server together, and by the wall."""

    processor: float
    wall: float


def spent(port: int, ca: Path, run: Callable[[], None]) -> Spent:
    """What a run costs. The two sides take turns: together they are the wall's time of a machine with nothing else."""
    with smtplib.SMTP_SSL("localhost", port, context=ssl.create_default_context(cafile=str(ca))) as asked:
        before = time.process_time() + float(asked.noop()[1]), time.perf_counter()
        run()
        return Spent(time.process_time() + float(asked.noop()[1]) - before[0], time.perf_counter() - before[1])


def measured(folder: Path) -> tuple[Spent, Spent]:
    """The least of five runs of the channel and of smtplib, taken in turns."""
    told = messages()
    mails = [mail.compose(m, SENDER, NOW) for m in told]
    ours, bare = [], []
    with server(folder) as (port, ca):
        for _ in range(5):
            ours.append(spent(port, ca, lambda: by_remedy(port, ca, told)))
            bare.append(spent(port, ca, lambda: by_smtplib(port, ca, mails)))
    return Spent(*map(min, zip(*ours, strict=True))), Spent(*map(min, zip(*bare, strict=True)))
