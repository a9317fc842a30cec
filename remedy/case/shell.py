"""The door through which words of a file reach a command line that a person or a script will run."""

from __future__ import annotations

import re

SAFE = re.compile(r"[\w@%+=:,./#-]+", re.ASCII)
"""What no shell reads as anything but a word, where it does not begin with `#` or `-`."""


def shell_word(text: str) -> str:
    """A text as one word of a POSIX shell: as it is, or in single quotes. Raises nothing."""
    if SAFE.fullmatch(text) and text[0] not in "#-=":
        return text
    return "'" + text.replace("'", "'\"'\"'") + "'"
