"""Whole screens: one a module. The places that a key leads to are loaded when they are first shown."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from remedy.tui.place import Place

PLACES = {"agenda": "Agenda", "cases": "Cases", "month": "Month", "law": "LawScreen", "problems": "Problems"}
"""Each place's module and its class."""


def load(name: str) -> type[Place]:
    """The class of a place."""
    found: type[Place] = getattr(import_module(f"remedy.tui.screens.{name}"), PLACES[name])
    return found
