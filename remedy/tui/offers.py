"""All that can be done where one is, offered by name: the help of `?` and the palette say the same.

Called by the app, whose keys open them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.screen import Screen

from remedy.tui.keys import EVERYWHERE, Act, spelled
from remedy.tui.place import Place
from remedy.views.i18n import _


def acts_of(screen: Screen[Any]) -> tuple[Act, ...]:
    """Those of the place, then those that work everywhere, then those of the place's parts."""
    return (*screen.ACTS, *EVERYWHERE, *screen.PARTS) if isinstance(screen, Place) else EVERYWHERE


def commands(screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Them as the palette has them."""
    for act in acts_of(screen):
        if act.action != "app.command_palette":
            does = partial(screen.run_action, act.action)
            yield SystemCommand(_(act.title), f"{_(act.help)} — {spelled(act)}", does)


def palette(app: App[Any]) -> None:
    """Them all, searchable, in the language of the interface."""
    if not isinstance(app.screen, CommandPalette):
        app.push_screen(CommandPalette(placeholder=_("type a part of what you want to do")))


def keys(app: App[Any]) -> None:
    """Them with their keys."""
    from remedy.tui.dialogs.keys_help import KeysHelp

    place = app.screen
    if isinstance(place, Place):
        app.push_screen(KeysHelp(_(place.HEADING), acts_of(place), place.told_keys()))
