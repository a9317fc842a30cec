"""A case file's own keys and values in which what is confidential cannot be read: for exports of everything.

`mask.py` does the same for records; this keeps to the words of the file. Never drops an entry.
"""

from __future__ import annotations

from typing import Any

from remedy.case.model import Case
from remedy.case.read import ARRAYS
from remedy.views import mask

_DAYS = {
    "date",
    "until",
    "sent",
    "received",
    "known",
    "since",
    "due",
    "done_on",
    "closed_on",
    "set_on",
    "length",
    "from",
}
_REFERENCES = {
    "id",
    "answers",
    "undoes",
    "person",
    "proceeding",
    "events",
    "starts",
    "imposed_by",
    "ended_by",
    "moved_to",
}
_WORDS = {"confidential", "role", "aim", "done", "duty", "waived", "counting", "on", "chase_after"}

KEPT = (mask.CODES | _DAYS | _REFERENCES | _WORDS) - mask.TEXTS
"""Keys of a confidential entry whose values stay, without the names in them: days, codes and references."""


def mask_data(data: dict[str, Any], case: Case) -> tuple[dict[str, Any], int]:
    """A copy of a file's data, and how many of its entries are confidential."""
    if not mask.has_secrets(case):
        return data, 0
    names = mask.Names(case)
    masked = 0
    out: dict[str, Any] = {}
    for key, value in data.items():
        if key in ARRAYS and isinstance(value, list):
            rows = [_entry(r, case.confidential, key) if isinstance(r, dict) else r for r in value]
            masked += sum(hidden for _, hidden in map(_pair, rows))
            out[key] = [_walk(row, names) for row, _ in map(_pair, rows)]
        elif key == "sources" and isinstance(value, dict):
            found = {n: _entry(r if isinstance(r, dict) else {"url": r}, case.confidential) for n, r in value.items()}
            masked += sum(hidden for _, hidden in found.values())
            out[key] = {names.text(n): _walk(row, names) for n, (row, _) in found.items()}
        else:
            out[key] = value
    if case.confidential:
        head = {k: v for k, v in out.items() if k in ARRAYS or k == "sources"}
        plain = {k: v for k, v in out.items() if k not in head}
        masked += 1
        plain = {
            k: mask.WORD if k == "title" or k in ("owner", "deputy") else v for k, v in plain.items() if k in _HEAD
        }
        plain["id"] = mask.alias_of(case)
        return {**plain, **head}, masked
    return {names.text(k): v if k in ARRAYS or k == "sources" else _walk(v, names, k) for k, v in out.items()}, masked


_HEAD = frozenset(
    {
        "format",
        "id",
        "title",
        "country",
        "zone",
        "calendar",
        "packs",
        "status",
        "closed_on",
        "owner",
        "deputy",
        "confidential",
    }
)


def _pair(row: Any) -> tuple[Any, bool]:
    return row if isinstance(row, tuple) else (row, False)


def _entry(row: dict[str, Any], all_are: bool, table: str = "") -> tuple[dict[str, Any], bool]:
    """An entry, masked where it is confidential, and whether it is; whoever wrote a wrong value meant to hide it."""
    if not all_are and row.get("confidential", False) is False:
        return row, False
    out = {}
    for key, value in row.items():
        hides = key in mask.TEXTS or (table == "sanction" and key == "kind")
        if hides and isinstance(value, str) and value:
            out[key] = mask.WORD
        elif key in KEPT:
            out[key] = value
    return out, True


def _walk(value: Any, names: mask.Names, key: str = "") -> Any:
    if isinstance(value, str):
        return value if key in mask.CODES else names.text(value)
    if isinstance(value, list):
        return [_walk(v, names, key) for v in value]
    if isinstance(value, dict):
        return {names.text(k): _walk(v, names, k) for k, v in value.items()}
    return value
