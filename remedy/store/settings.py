"""The user's own settings: who "me" is. Read from the platform's folder for settings; never written here."""

from __future__ import annotations

from pathlib import Path

from remedy.case.problems import Problem
from remedy.store.files import read

FILE = "config.toml"
"""In the user's own folder for settings, not in the cases folder."""


def path() -> Path:
    """Where the user's settings stand on this platform."""
    from platformdirs import user_config_path

    return user_config_path("remedy") / FILE


def me() -> str | None:
    """`[me] id` of the user's settings; None where it is not set."""
    if not path().is_file():
        return None
    source, _ = read(path(), FILE)
    table = source.data.get("me") if source is not None else None
    found = table.get("id") if isinstance(table, dict) else None
    return found if isinstance(found, str) else None


def problems() -> list[Problem]:
    """What is wrong with `[me]` of the user's settings; the rest of the file is read, and checked, by reminders."""
    if not path().is_file():
        return []
    source, _ = read(path(), str(path()))
    if source is None or source.problem is not None:
        return []
    found = []
    table = source.data.get("me", {})
    if not isinstance(table, dict) or not isinstance(table.get("id", ""), str):
        found.append(source.problem_at(("me",), "wrong-type", "me names nobody", 'write [me] and below it id = "…"'))
    elif table and set(table) != {"id"}:
        odd = next((k for k in table if k != "id"), "id")
        found.append(
            source.problem_at(("me", odd), "unknown-key", f'unknown key "{odd}"; it is not used', 'write id = "…"')
        )
    return found
