"""The user's own settings: who "me" is, the language, how days are written. Read from the platform's folder for
settings, only where the file exists; never written here. Each start of remedy comes by: nothing heavy is imported."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from remedy.store import places

if TYPE_CHECKING:
    from remedy.case.problems import Problem

FILE = "config.toml"
"""In the user's own folder for settings, not in the cases folder."""

LANGUAGES = ("en", "ru", "kk")
"""What `[me] lang` may be."""

DATES = ("iso", "locale")
"""What `[me] dates` may be: days as in files, or as the language writes them."""

KEYS = ("id", "lang", "dates")
"""The keys of `[me]`."""


class Settings(NamedTuple):
    """`[me]`; None where something is not set."""

    id: str | None = None
    lang: str | None = None
    dates: str | None = None
    problems: tuple[Problem, ...] = ()


def path() -> Path:
    """Where the user's settings stand on this platform."""
    return places.config() / FILE


def mine() -> Settings:
    """The user's settings with what is wrong in them; a value that cannot be used counts as not set."""
    where = path()
    if not (where.exists() or where.is_symlink()):  # a link that leads nowhere is a mistake, and told
        return Settings()
    from remedy.store.files import read

    source, problem = read(where, str(where))
    problem = problem or (source.problem if source is not None else None)
    if source is None or problem is not None:
        return Settings(problems=(problem,) if problem is not None else ())
    table = source.data.get("me", {})
    if not isinstance(table, dict):
        return Settings(problems=(source.problem_at(("me",), "bad-type", "me is no table", "write [me]"),))
    wrong = []
    for key, allowed in (("lang", LANGUAGES), ("dates", DATES)):
        if key in table and table[key] not in allowed:
            fix = f"write one of: {', '.join(allowed)}"
            wrong.append(source.problem_at(("me", key), "bad-value", f'unknown word "{table.pop(key)}"', fix))
    for key in table:
        if key not in KEYS:
            fix = f"write one of: {', '.join(KEYS)}"
            wrong.append(source.problem_at(("me", key), "unknown-key", f'unknown key "{key}"; it is not used', fix))
    if not isinstance(table.get("id", ""), str):
        wrong.append(source.problem_at(("me", "id"), "wrong-type", "id is no text", 'write id = "…"'))
    id = table.get("id")
    return Settings(id if isinstance(id, str) else None, table.get("lang"), table.get("dates"), tuple(wrong))


def me() -> str | None:
    """`[me] id` of the user's settings; None where it is not set."""
    return mine().id


def whoami() -> str:
    """Whoever runs the command: `[me] id`, else the name of the system's user, else its number where it has no name."""
    found = me()
    if found:
        return found
    import getpass  # a terminal's settings come with it

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # one of them by version and system
        return str(os.getuid()) if hasattr(os, "getuid") else "?"


def problems() -> tuple[Problem, ...]:
    """What is wrong with `[me]` of the user's settings; the rest of the file is read, and checked, by reminders."""
    return mine().problems
