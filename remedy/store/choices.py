"""What a user chose in the app and wants to find again, such as its colours: lines of the state folder, the newest word
counts. Never in the cases folder; a choice that cannot be read is none."""

from __future__ import annotations

import json

from remedy.case.problems import NotMade
from remedy.store import state

FILE = "choices.jsonl"
"""In the state folder."""


def kept(name: str) -> str:
    """What was chosen last; empty where nothing was."""
    path, found = state.place() / FILE, ""
    if not path.is_file():  # each start of the app comes by
        return ""
    try:
        lines = state.lines(path)
    except NotMade:
        return ""
    for line in lines:
        try:
            value = json.loads(line)[name]
        except (ValueError, KeyError, TypeError):
            continue
        found = value if isinstance(value, str) else found
    return found


def keep(name: str, value: str) -> None:
    """Remembers a choice, if it is another one. Raises Unwritten."""
    if kept(name) != value:
        state.append(state.place() / FILE, json.dumps({name: value}).encode("utf-8"))
