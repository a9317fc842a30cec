"""The command by which a person takes one value of the sheet into a case; tried before it is offered.

Called by `store/import_plan.py` for every value of an event that stays as the file has it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from remedy.case import typed
from remedy.case.shell import shell_word
from remedy.store.import_record import canonical


def amending(case: str, id: str, key: str, value: Any) -> str:
    """`remedy amend CASE EVENT …`; empty where the value cannot be typed there."""
    text = _typed(value)
    if text is None:
        return ""
    name, _, inner = key.partition(".")
    try:
        if key == "date":
            same, option, said = typed.day(text) == value, "--date", text
        else:
            pair = f"{key}={text}"
            made = typed.settings("event", [pair])[name]
            made = made[inner] if inner else made
            same, option, said = canonical("event", key, made) == canonical("event", key, value), "--set", pair
    except (typed.Misread, KeyError, TypeError):
        return ""
    words = f"remedy amend {shell_word(case)} {shell_word(id)} {option} {shell_word(said)}"
    return words if same and text.isprintable() else ""


def _typed(value: Any) -> str | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        return ",".join(value)
    return str(value) if isinstance(value, str | int) else None
