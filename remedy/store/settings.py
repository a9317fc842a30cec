"""The user's own settings: who "me" is. Read from the platform's folder for settings; never written here."""

from __future__ import annotations

from pathlib import Path

from remedy.case.problems import Problem, did_you_mean
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


KEYS = ("format", "me", "remind", "lead_times", "channels", "recipients")
"""All that the file may hold."""


def problems() -> list[Problem]:
    """Keys of the user's settings that nothing reads, and what is wrong with `[me]`; what reminders read of it, they
    check."""
    if not path().is_file():
        return []
    source, problem = read(path(), str(path()))
    if source is None or source.problem is not None:
        return [p for p in (problem, source.problem if source is not None else None) if p is not None]
    found = []
    for key in source.data:
        if key not in KEYS:
            what = f'unknown key "{key}"; it is not used'
            found.append(source.problem_at((key,), "unknown-key", what, did_you_mean(key, KEYS)))
    table = source.data.get("me", {})
    if not isinstance(table, dict) or not isinstance(table.get("id", ""), str):
        found.append(source.problem_at(("me",), "wrong-type", "me names nobody", 'write [me] and below it id = "…"'))
    elif table and set(table) != {"id"}:
        odd = next((k for k in table if k != "id"), "id")
        found.append(
            source.problem_at(("me", odd), "unknown-key", f'unknown key "{odd}"; it is not used', 'write id = "…"')
        )
    return found
