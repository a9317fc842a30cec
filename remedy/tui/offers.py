"""All that can be done where one is, offered by name: the help of `?` and the palette say the same.

Called by the app, whose keys open them.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.command import CommandPalette, Hit, Hits
from textual.content import Content
from textual.screen import Screen
from textual.system_commands import SystemCommandsProvider

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
        app.push_screen(CommandPalette([Offered], placeholder=_("type a part of what you want to do")))


class Offered(SystemCommandsProvider):
    """What the palette finds among them; that nothing fits is said in the language of the interface, in a line of its
    own, for Textual has English words for it only."""

    async def search(self, query: str) -> Hits:
        """Those that fit what is typed."""
        is_found = False
        async for hit in super().search(query):
            is_found = True
            yield hit
        if not is_found:
            yield Hit(1, Content(_("Nothing is called so.")), _nothing, help=_("Type less, or close with Esc."))


def _nothing() -> None:
    """Done where nothing was found: the palette closes, and all stays as it is."""


def keys(app: App[Any]) -> None:
    """Them with their keys."""
    from remedy.tui.dialogs.keys_help import KeysHelp

    place = app.screen
    if isinstance(place, Place):
        app.push_screen(KeysHelp(_(place.HEADING), acts_of(place), place.told_keys()))
