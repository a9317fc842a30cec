"""What is said beside a filter: which values its keys find, and what `owner:me` needs before it can choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from remedy.views.filter_words import DUTIES, ME, days, explained, is_of_duty, set_me, taken_apart

if TYPE_CHECKING:
    from remedy.tui.app import RemedyApp

LONG = 15
"""Seconds that a message stays which says what to write and where."""


def knows_me(app: RemedyApp) -> bool:
    """Whether the user said who he is; if not, it is said what to write and where. The settings are read again, so that
    the app need not be left for it."""
    if not app.me:
        from remedy.store import settings

        app.me = settings.me() or ""
    if not app.me:
        app.notify(_set_me(app), severity="warning", timeout=LONG)
    return bool(app.me)


def _set_me(app: RemedyApp) -> str:
    from remedy.store import settings

    return set_me(str(settings.path()), next(iter(app.shelf.values().get("owner", ())), "ana"))


def about(app: RemedyApp, text: str) -> str:
    """Of the last key that is typed: its values, while it has none or one that finds nothing; else empty."""
    *_before, last = text.split() or [""]
    found = taken_apart(last)
    if found is None:
        return ""
    key, value = found
    if key == "owner" and value in ME:
        return "" if app.me else _set_me(app)
    wrong = {
        "in": days(value) is None,
        "duty": not any(is_of_duty(code, value) for code in DUTIES),
    }
    if value and not wrong.get(key, False):
        return ""
    return " ".join(explained(app.shelf.values())[key])
