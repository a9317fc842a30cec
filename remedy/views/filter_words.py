"""The words of a filter: its keys and the values of `duty:`, in English and in Russian, and what each lets through.

Both are understood whatever language is spoken, so that nobody has to change the keyboard; files and options have the
English ones. Shared by the app and by the commands that choose lines of the agenda.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from remedy.views.codes import coded
from remedy.views.i18n import _, language
from remedy.views.text import clean

if TYPE_CHECKING:  # the first paint needs none of it
    from remedy.law.answer import Item

KEYS = {"owner": "кто", "tag": "метка", "country": "страна", "duty": "чей", "in": "дней"}
"""Each key of a filter and its Russian twin."""

NAMED = {name: key for key, twin in KEYS.items() for name in (key, twin)}
"""The key that each word means."""

ME = ("me", "я")
"""Who `owner:` means the user by."""

DUTIES = {
    "party": ("party", "defence", "defense", "защита"),
    "authority": ("authority", "court", "орган", "суд"),
    "opponent": ("opponent", "prosecution", "обвинение"),
}
"""What each duty may be called: its code, and the words that stand on the screen."""

STAYS = frozenset({"missed", "overdue", "unclear"})
"""Statuses that stay whatever their day."""


def keeps(item: Item, days: int) -> bool:
    """Whether a line stays where only the next days are asked for: what lies within them, and what is missed, overdue,
    unclear or a question, whose day nobody may wait for."""
    if item.type == "gap" or item.status in STAYS or item.flag == "overdue":
        return True
    return item.days_left is not None and item.days_left <= days


def is_of_duty(duty: str, typed: str) -> bool:
    """Whether a word, or its beginning, means that duty."""
    return any(name.startswith(typed) for name in DUTIES.get(duty, (duty,) if duty else ()))


def spoken(key: str) -> str:
    """A key as the language in use has it, with its colon."""
    return f"{KEYS[key] if language() in ('ru', 'kk') else key}:"


def mine() -> str:
    """What chooses the user's own lines."""
    return spoken("owner") + (ME[1] if language() in ("ru", "kk") else ME[0])


def taken_apart(word: str) -> tuple[str, str] | None:
    """The key of a typed word and its value, which may be empty; None where it is a word to search."""
    name, colon, value = word.lower().partition(":")
    key = NAMED.get(name) if colon else None
    return (key, value) if key is not None else None


def days(value: str) -> int | None:
    """So many days, `30` or `30d`; None where it is no number."""
    number = value.rstrip("dд")
    return int(number) if number.isdecimal() else None


def is_mine(word: str) -> bool:
    """Whether a typed word chooses them."""
    key, value = taken_apart(word) or ("", "")
    return key == "owner" and value in ME


def keys_told() -> str:
    """The keys in one line."""
    return " ".join((*(spoken(k) for k in KEYS if k != "in"), f"{spoken('in')}30"))


def explained(values: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, str]]:
    """Each key as it is typed, with what it chooses by and which values there are."""
    does = {
        "owner": _("whose line it is; {mine} is what is yours").format(mine=mine()),
        "tag": _("a tag of the case"),
        "country": _("the country of the case"),
        "duty": _("who must act"),
        "in": _("so many days ahead; what is missed, overdue, unclear or a question stays"),
    }
    out = {}
    for key, said in does.items():
        found = " · ".join(map(clean, values.get(key, ())))
        out[key] = (spoken(key) + ("30" if key == "in" else ""), f"{said}: {found}" if found else said)
    return out


def duties() -> list[str]:
    """The duties as the screen names them."""
    names = {"party": _("defence"), "authority": _("authority"), "opponent": _("prosecution")}
    return [names[code] if language() == "en" else coded("duty", code) for code in DUTIES]


def set_me(path: str, example: str) -> str:
    """What is said to a user who asks for what is his and has not said who he is."""
    said = _('Who are you? Write [me] and id = "{example}" into {path}: the name that stands as owner in the cases.')
    return said.format(example=clean(example), path=clean(path))
