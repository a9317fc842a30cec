"""Colours that can be read in any theme: each is moved towards black or white until its contrast is enough.

Contrast as in WCAG 2.1, 1.4.3: 4.5 to 1 for text.
"""

from __future__ import annotations

from rich.style import Style
from textual.app import App
from textual.color import Color

LEAST = 4.5
"""The contrast ratio that text has at the least."""

HIGH, MOST = "high-contrast", 7.0
"""The theme of the highest contrast, and the ratio that text has in it: 1.4.6."""

BLACK, WHITE = Color(0, 0, 0), Color(255, 255, 255)

VARIABLES = {"red": "error", "yellow": "warning", "green": "success", "cyan": "accent", "dim": "foreground"}
"""The theme's own colour for each weight of a view."""

ANSI = {
    "": Style(),
    "bold": Style(bold=True),
    "dim": Style(dim=True),
    "red": Style(color="red", bold=True),
    "yellow": Style(color="yellow"),
    "green": Style(color="green"),
    "cyan": Style(color="cyan"),
    "cursor": Style(reverse=True, bold=True),
    "blurred": Style(reverse=True, dim=True),
}
"""Where the terminal's own sixteen colours are used, nothing can be computed: the terminal decides."""


def contrast(a: Color, b: Color) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    one, other = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (one + 0.05) / (other + 0.05)


def _luminance(colour: Color) -> float:
    parts = [v / 255 for v in colour.rgb]
    red, green, blue = (v / 12.92 if v <= 0.03928 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def legible(colour: Color, on: Color, least: float = LEAST) -> Color:
    """The colour, or the nearest to it on the way to black or white that can be read on another."""
    target = BLACK if contrast(BLACK, on) > contrast(WHITE, on) else WHITE
    found = colour
    for step in range(11):
        found = colour.blend(target, step / 10)
        if contrast(found, on) >= least:
            break
    return found


def least_of(app: App[object]) -> float:
    """The ratio that text has at the least; without colours somewhat more, since the greys are rounded."""
    return MOST if app.theme == HIGH else LEAST + (0.5 if app.no_color else 0)


def _shown(app: App[object], colour: Color) -> Color:
    """A colour as it is seen: a grey, where the user wants no colours."""
    return colour.monochrome if app.no_color else colour


def readable(app: App[object], style: Style) -> Style:
    """A style whose text can be read on its own background; one of the terminal's own colours as it is."""
    fore, back = style.color, style.bgcolor
    if fore is None or back is None or fore.triplet is None or back.triplet is None:
        return style
    on = _shown(app, Color.from_rich_color(back))
    found = legible(Color.from_rich_color(fore), on, least_of(app))
    return style + Style(color=found.rich_color)


def styles(app: App[object], background: Color) -> dict[str, Style]:
    """The style of each weight on a background, and of the line of the cursor, in the theme of the app."""
    variables = app.theme_variables
    if background.ansi is not None or variables.get("foreground", "").startswith("ansi"):
        return ANSI
    least = least_of(app)
    made = {"": Style(), "bold": Style(bold=True)}
    for tag, name in VARIABLES.items():
        colour = Color.parse(variables[name])
        colour = colour.blend(background, 0.3) if tag == "dim" else colour
        made[tag] = Style(color=legible(colour, background, least).rich_color, bold=True if tag == "red" else None)
    for tag, share in (("cursor", 0.0), ("blurred", 0.7 if least == MOST else 0.6)):
        back = _shown(app, Color.parse(variables["primary"]).blend(background, share))
        made[tag] = Style(color=legible(back, back, least).rich_color, bgcolor=back.rich_color)
    return made
