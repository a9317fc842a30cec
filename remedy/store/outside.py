"""Programs outside, started for a person at a terminal: the editor of the environment, and what opens a source.

The program is the user's own choice; a file never names one. Addresses are opened only as http or https.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from remedy.case.problems import NotMade

DOCUMENTS = frozenset(
    {
        *(".pdf", ".txt", ".md", ".rtf", ".odt", ".ods", ".odp", ".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx"),
        *(".csv", ".eml", ".epub", ".djvu", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".webp", ".heic"),
        *(".mp3", ".m4a", ".wav", ".ogg", ".mp4", ".mov", ".mkv", ".webm"),
    }
)
"""Ends of the names of files that are looked at; whatever else lies in a shared folder might run."""

JUMPS = frozenset({"vi", "vim", "nvim", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "mcedit", "view"})
"""Editors that take `+LINE` before a file."""


def editor_words(path: Path, line: int) -> list[str]:
    """The editor of $VISUAL or $EDITOR as words, at a line where it is known how. Raises NotMade where none is set."""
    program = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not program:
        raise NotMade("no editor is known: set EDITOR, such as EDITOR=nano")
    try:
        words = shlex.split(program)
    except ValueError as error:
        raise NotMade(f"EDITOR cannot be understood: {error}") from None
    if not words or shutil.which(words[0]) is None:
        raise NotMade(f"EDITOR names no program that is here: {program}; set another, such as EDITOR=vi")
    name = Path(words[0]).name
    if name in JUMPS:
        return [*words, f"+{max(1, line)}", str(path)]
    if name in ("code", "codium", "cursor"):
        return [*words, "--wait", "--goto", f"{path}:{max(1, line)}"]
    return [*words, str(path)]


@contextmanager
def deaf() -> Iterator[None]:
    """While another program has the terminal, Ctrl+C and Ctrl+\\ are that program's alone.

    A handler that does nothing, and not `SIG_IGN`: a program that is started inherits what is ignored.
    """
    names = ("SIGINT", "SIGQUIT") if threading.current_thread() is threading.main_thread() else ()
    before = {s: signal.signal(s, lambda _s, _f: None) for s in (getattr(signal, n, None) for n in names) if s}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def edit(words: list[str]) -> int:
    """Runs the editor and waits, deaf to what is pressed for it. Raises NotMade where it cannot be started."""
    try:
        with deaf():
            return subprocess.run(words, check=False).returncode
    except OSError as error:
        raise NotMade(f"{words[0]} could not be started: {error.strerror}") from None


def open_source(source: str, root: Path) -> None:
    """Opens an address, or a file within the folder, with what the system has for it. Raises NotMade."""
    if source.startswith(("https://", "http://")):
        target = source
    else:
        path = (root / source).resolve()
        if not path.is_relative_to(root.resolve()):
            raise NotMade(f"{source} leads out of the folder of cases")
        if not path.is_file():
            raise NotMade(f"{source} is not in the folder of cases")
        if path.suffix.lower() not in DOCUMENTS:
            raise NotMade(f"{source} is no document: open it yourself if you trust it")
        target = str(path)
    opener = {"darwin": "open", "win32": "explorer"}.get(sys.platform, "xdg-open")
    program = shutil.which(opener)
    if program is None:
        raise NotMade(f"nothing here opens it: {target}")
    silent = subprocess.DEVNULL
    subprocess.Popen([program, target], stdin=silent, stdout=silent, stderr=silent, start_new_session=True)


CLIPBOARDS = (
    ("", ("pbcopy",)),
    ("", ("clip.exe",)),
    ("WAYLAND_DISPLAY", ("wl-copy",)),
    ("DISPLAY", ("xclip", "-selection", "clipboard", "-in")),
    ("DISPLAY", ("xsel", "--clipboard", "--input")),
)
"""What puts a text on the clipboard of a platform, each with the variable without which it has none."""


def to_clipboard(text: str) -> bool:
    """Puts a text on the platform's clipboard; whether there is one that took it."""
    for needs, words in CLIPBOARDS:
        if shutil.which(words[0]) and (not needs or os.environ.get(needs)):
            try:
                subprocess.run(
                    words, input=text.encode("utf-8"), timeout=2, check=True,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                )  # fmt: skip
            except (OSError, subprocess.SubprocessError):
                continue
            return True
    return False
