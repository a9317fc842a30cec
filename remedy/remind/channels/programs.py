"""Programs that the user's settings name: found by full path or on PATH, run without a shell, for a limited time.

Called by the channels `exec` and `desktop` and for secrets. No text of a case is ever an argument chosen here.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from remedy.remind.channels.texts import first_line
from remedy.remind.message import Unknown, Unsent
from remedy.store import processes
from remedy.store.processes import Ended
from remedy.views.i18n import _
from remedy.views.text import clean

PASSED = frozenset(
    {
        *("PATH", "HOME", "USER", "LOGNAME", "SHELL", "LANG", "LANGUAGE", "TZ", "TMPDIR"),
        *("DISPLAY", "WAYLAND_DISPLAY", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS", "SSL_CERT_FILE", "SSL_CERT_DIR"),
        *("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "TEMP", "TMP", "USERPROFILE", "USERNAME", "HOMEDRIVE"),
        *("HOMEPATH", "APPDATA", "LOCALAPPDATA", "PROGRAMDATA", "PROGRAMFILES", "PROGRAMFILES(X86)"),
    }
)
"""Variables that a program gets besides LC_… and XDG_…: about what cron gives, so that a test at a terminal is true."""


def environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The few variables that a program is given: secrets of other channels are not among them."""
    return {k: v for k, v in environ.items() if k.upper() in PASSED or k.startswith(("LC_", "XDG_"))}


def located(name: str, environ: Mapping[str, str]) -> str:
    """The full path of a program, named by its full path or found on PATH. Raises Unsent.

    Nothing is taken from the folder where remedy happens to run: that may be a stranger's branch.
    """
    wanted = os.path.expanduser(name)  # noqa: PTH111 - Path takes "./x" for "x"
    if os.path.dirname(wanted) and not Path(wanted).is_absolute():  # noqa: PTH120
        said = _("{name} is not where it can be found from everywhere: write its full path")
        raise Unsent(said.format(name=clean(name)))
    found = shutil.which(wanted, path=environ.get("PATH", os.defpath))
    if found is None or not Path(found).is_absolute():
        said = _("no program is found as {name}: install it, or write its full path")
        raise Unsent(said.format(name=clean(name) or '""'))
    return found


def run(words: Sequence[str], given: bytes, environ: Mapping[str, str], timeout: float) -> Ended:
    """Runs a program with bytes on its input, in the user's home. Raises Unsent where it cannot be started.

    Raises TimeoutError where it took longer; then it was killed with all that it started.
    """
    program = located(words[0], environ)
    try:
        ended = processes.run([program, *words[1:]], given=given, env=environ, cwd=_home(), timeout=timeout)
    except (OSError, ValueError) as error:
        said = _("{name} could not be started: {why}")
        why = getattr(error, "strerror", None) or _("its arguments hold what no argument can")
        raise Unsent(said.format(name=clean(words[0]), why=why)) from None
    if ended.stopped:
        raise TimeoutError
    return ended


def tell(words: Sequence[str], given: bytes, environ: Mapping[str, str], timeout: int) -> None:
    """Runs a program that passes a message on: code 0 is sent. Raises Unsent for another, Unknown where it hung."""
    name = clean(words[0])
    try:
        ended = run(words, given, environ, timeout)
    except TimeoutError:
        said = _("{name} did not end within {n} s and was killed: whether it sent is not known")
        raise Unknown(said.format(name=name, n=timeout)) from None
    if ended.code:
        why = first_line(ended.err)
        said = _("{name} ended with code {code}: {why}") if why else _("{name} ended with code {code}")
        raise Unsent(said.format(name=name, code=ended.code, why=why))


def _home() -> str:
    """The folder that programs run in: never the one that remedy was started in."""
    home = os.path.expanduser("~")  # noqa: PTH111 - Path.home() raises where there is none
    return home if Path(home).is_dir() else os.path.abspath(os.sep)  # noqa: PTH100 - the root of this drive
