"""A secret's word, from where the settings say that it stands: keyring, environment, or a program's first line.

The word goes to the one who asked and nowhere else: not into an error, a log, a repr or an argument.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping

from remedy.case.shell import shell_word
from remedy.remind.channels import programs
from remedy.remind.message import Unsent
from remedy.remind.settings import Secret
from remedy.views.i18n import _
from remedy.views.text import clean


def word(secret: Secret, user: str, environ: Mapping[str, str], timeout: float) -> str:
    """The word itself; `user` is the name under which the keyring holds it. Raises Unsent where there is none."""
    if secret.written:
        return secret.written
    if secret.command:
        return _of_program(secret.command, environ, timeout)
    if secret.keyring:
        return _of_keyring(secret.keyring, user, timeout)
    found = environ.get(secret.env, "")
    if not found:
        said = _("the environment has no {name}, in which the secret should stand: set it where remedy is started")
        raise Unsent(said.format(name=clean(secret.env)))
    return found


def _of_keyring(service: str, user: str, timeout: float) -> str:
    try:
        import keyring  # an extra, and slow to load: it looks for backends
    except ImportError:
        said = _("the secret is in the keyring, and the library for it is missing; write: {line}")
        raise Unsent(said.format(line="pip install 'remedy[keyring]'")) from None
    said = _("the keyring cannot be opened ({why}): unlock it, or keep the secret elsewhere")
    try:
        found = _within(timeout, lambda: keyring.get_password(service, user))
    except Exception as error:  # a backend is a plug-in of anyone: what it raises is not known
        raise Unsent(said.format(why=type(error).__name__)) from None
    if not found:
        said = _("the keyring holds nothing for {user} under {service}; write: {line}")
        line = f"keyring set {shell_word(service)} {shell_word(user)}"
        raise Unsent(said.format(user=clean(user), service=clean(service), line=line))
    return found


def _within(timeout: float, ask: Callable[[], str | None]) -> str | None:
    """What is answered in time; else TimeoutError. A locked keyring waits for a person, and at night there is none."""
    found: list[str | None] = []
    failed: list[Exception] = []

    def run() -> None:
        try:
            found.append(ask())
        except Exception as error:  # handed on to whoever waits
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(timeout)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError
    return found[0]


def _of_program(command: tuple[str, ...], environ: Mapping[str, str], timeout: float) -> str:
    """The first line that a program prints. Its errors are not quoted: they may hold the secret."""
    shown = clean(" ".join(shell_word(w) for w in command))
    try:
        ended = programs.run(command, b"", environ, timeout)
    except TimeoutError:
        said = _("the program for the secret did not end within {n} s: {line}")
        raise Unsent(said.format(n=timeout, line=shown)) from None
    if ended.code:
        said = _("the program for the secret ended with code {code}; to see why, write: {line}")
        raise Unsent(said.format(code=ended.code, line=shown))
    lines = ended.out.splitlines()
    try:
        found = lines[0].decode("utf-8") if lines else ""
    except UnicodeDecodeError:
        found = ""
    if not found:
        said = _("the program for the secret printed no first line of text: {line}")
        raise Unsent(said.format(line=shown))
    return found
