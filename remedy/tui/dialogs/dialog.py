"""What every window over a place has: it is modal, and looks like the others."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar, TypeVar

from textual.screen import ModalScreen

Answer = TypeVar("Answer")


class Dialog(ModalScreen[Answer]):
    """A window over a place. Its looks are read with the first one: no place waits for them."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = "../styles/dialogs.tcss"
