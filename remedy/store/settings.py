"""The user's own settings: who "me" is. Read from the platform's folder for settings; never written here."""

from __future__ import annotations

from pathlib import Path

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
