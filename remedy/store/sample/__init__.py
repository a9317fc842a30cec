"""A sample register and its commented map: invented cases, as an office in Kazakhstan might keep them."""

from __future__ import annotations

NAMES = ("register.csv", "register-map.toml")
"""The sheet, then its map."""


def read() -> dict[str, str]:
    """Each file's name and text, the sheet first."""
    from importlib.resources import files  # loaded for this alone

    return {name: files(__name__).joinpath(name).read_text("utf-8") for name in NAMES}
