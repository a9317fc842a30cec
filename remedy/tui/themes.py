"""The colours that the app offers, named in the language of the interface, and the one of the highest contrast.

What is chosen is remembered for the user, never beside the cases. With NO_COLOR each is shown in greys.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.theme import Theme

from remedy.tui.colours import HIGH
from remedy.views.i18n import N_, _

if TYPE_CHECKING:
    from remedy.tui.app import RemedyApp

THEMES = {
    "textual-dark": N_("dark"),
    "textual-light": N_("light"),
    HIGH: N_("high contrast"),
    "ansi-dark": N_("the terminal's own colours, on dark"),
    "ansi-light": N_("the terminal's own colours, on light"),
}
"""Each theme and what it is called."""

CHOICE = "theme"
"""As what it is remembered."""


def high_contrast() -> Theme:
    """White on black; every colour that carries words is at least seven to one on it."""
    return Theme(
        name=HIGH,
        primary="#FFE600",
        secondary="#80D8FF",
        warning="#FFD23F",
        error="#FF9E9E",
        success="#7CFF7C",
        accent="#7FE9FF",
        foreground="#FFFFFF",
        background="#000000",
        surface="#000000",
        panel="#000000",
        boost="#0C0C0C",
        dark=True,
        text_alpha=1.0,
        variables={"input-selection-background": "#404040"},
    )


def use(app: RemedyApp, name: str) -> None:
    """Takes a theme; an unknown name, such as one of another version, changes nothing."""
    if name == HIGH and HIGH not in app.available_themes:
        app.register_theme(high_contrast())
    if name in THEMES:
        app.theme = name


def choose(app: RemedyApp) -> None:
    """Asks for a theme, takes it and remembers it."""
    from remedy.tui.dialogs.menu import Menu

    def chosen(name: str | None) -> None:
        if name is not None:
            use(app, name)
            _remember(app, name)

    mark = {name: "● " if name == app.theme else "  " for name in THEMES}
    app.push_screen(Menu(_("Colours"), [(name, mark[name] + _(title)) for name, title in THEMES.items()]), chosen)


def _remember(app: RemedyApp, name: str) -> None:
    from remedy.case.problems import NotMade
    from remedy.store import choices
    from remedy.views.complaints import complaint

    try:
        choices.keep(CHOICE, name)
    except NotMade as error:
        app.notify(f"{_('Not remembered')}: {complaint(str(error))}", severity="warning")
