"""The channel `desktop`: a notification through what the platform has; no shell, and no text where markup would act.

macOS reads the text on osascript's input, Windows in PowerShell's environment: no `ps` shows it. notify-send takes it
as arguments only, which other users of the machine can list for a moment: whoever is shown confidential entries gets a
sentence without any there.
"""

from __future__ import annotations

import html
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from remedy.remind.channels import programs
from remedy.remind.channels.here import Here
from remedy.remind.channels.texts import plain
from remedy.remind.message import Message, Unsent
from remedy.remind.settings import Channel
from remedy.views.i18n import _, ngettext
from remedy.views.text import clean

LINES, LONGEST = 12, 900
"""What of a text is shown: no desktop shows more, and some refuse it."""

JAVASCRIPT = (
    "const it = Application.currentApplication(); it.includeStandardAdditions = true;\n"
    "it.displayNotification({body}, {{withTitle: {title}}});\n"
)
"""For osascript: the two texts come in as JSON in ASCII, which is a text of JavaScript too."""

POWERSHELL = """
$ErrorActionPreference = 'Stop'
$null = [Windows.UI.Notifications.ToastNotificationManager, Windows.UI.Notifications, ContentType = WindowsRuntime]
$kind = [Windows.UI.Notifications.ToastTemplateType]::ToastText02
$xml = [Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent($kind)
$texts = $xml.GetElementsByTagName('text')
$null = $texts.Item(0).AppendChild($xml.CreateTextNode($env:REMEDY_TITLE))
$null = $texts.Item(1).AppendChild($xml.CreateTextNode($env:REMEDY_BODY))
$toast = New-Object Windows.UI.Notifications.ToastNotification $xml
$app = '{1AC14E77-02E7-4E5D-B744-2EB1AE5198B7}\\WindowsPowerShell\\v1.0\\powershell.exe'
[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier($app).Show($toast)
"""
"""For Windows PowerShell, the same for every message; the texts become nodes of text, never markup."""


class Way(msgspec.Struct, frozen=True):
    """A program with what it is given for one message."""

    words: list[str]
    given: bytes = b""
    further: dict[str, str] = {}
    """Variables added to its environment."""


@contextmanager
def opened(channel: Channel, here: Here) -> Iterator[Desktop]:
    """A program that is started for each message."""
    yield Desktop(channel, here)


def program(environ: dict[str, str]) -> str:
    """Which of the platforms' programs is here. Raises Unsent with what to install."""
    wanted = {"darwin": "osascript", "win32": "powershell"}.get(sys.platform, "notify-send")
    try:
        programs.located(wanted, environ)
    except Unsent:
        said = _("nothing here shows notifications: {name} is missing; install {package}, or use another channel")
        package = {"notify-send": "libnotify-bin (Fedora, Arch: libnotify)"}.get(wanted, wanted)
        raise Unsent(said.format(name=wanted, package=package)) from None
    return wanted


def way(name: str, message: Message) -> Way:
    """How a program shows a message."""
    title, body = clean(message.subject), _short(message.text)
    if name == "osascript":
        script = JAVASCRIPT.format(body=json.dumps(body), title=json.dumps(title))
        return Way(["osascript", "-l", "JavaScript", "-"], script.encode("ascii"))
    if name == "powershell":
        words = ["powershell", "-NoProfile", "-NonInteractive", "-Command", POWERSHELL]
        return Way(words, further={"REMEDY_TITLE": title, "REMEDY_BODY": body})
    if message.recipient.confidential:
        title, body = "remedy", _unnamed(message)
    return Way(["notify-send", "--app-name=remedy", "--", title, html.escape(body, quote=False)])


def _short(text: str) -> str:
    """The first lines of a text."""
    lines = plain(text).strip().split("\n")
    short = "\n".join(lines[:LINES])[:LONGEST]
    return short if short == "\n".join(lines) else f"{short}\n…"


def _unnamed(message: Message) -> str:
    """What is said where others may read it."""
    n = max(1, len(message.data.get("items", ())), len(message.data.get("notices", ())))
    said = ngettext("{n} reminder; to read it: remedy due", "{n} reminders; to read them: remedy due", n)
    return said


def _bus(environ: dict[str, str]) -> dict[str, str]:
    """Where the desktop listens, which cron does not say."""
    if sys.platform in ("win32", "darwin") or "DBUS_SESSION_BUS_ADDRESS" in environ:
        return {}
    import os

    bus = Path(environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}", "bus")
    return {"DBUS_SESSION_BUS_ADDRESS": f"unix:path={bus}"} if bus.exists() else {}


class Desktop:
    """The notifications of this machine."""

    def __init__(self, channel: Channel, here: Here) -> None:
        self.channel = channel
        self.environ = programs.environment(here.environ)

    def send(self, message: Message) -> None:
        """Raises Unsent where no desktop took it, Unknown where the program had to be killed."""
        name = program(self.environ)
        by = way(name, message)
        environ = {**self.environ, **_bus(self.environ), **by.further}
        programs.tell(by.words, by.given, environ, self.channel.timeout)

    def check(self) -> str:
        """Whether the program is there; it is not run."""
        return _("{name} is there; only a message shows whether it sends").format(name=program(self.environ))
