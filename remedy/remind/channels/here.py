"""Where a run stands: its clock, its environment, its output. Channels look at none of these themselves."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime

import msgspec


def _write(text: str) -> None:
    sys.stdout.write(text)


def _flush() -> None:
    sys.stdout.flush()


class Here(msgspec.Struct, frozen=True, kw_only=True):
    """What a channel may ask of the run that it is part of."""

    now: Callable[[], datetime]
    """The time with its zone: what a mail is dated with."""
    write: Callable[[str], None] = _write
    """Writes to where `print` goes; raises OSError or ValueError where that is closed."""
    flush: Callable[[], None] = _flush
    environ: Mapping[str, str] = msgspec.field(default_factory=lambda: dict(os.environ))
    """Where secrets may stand, and what programs are found and run with."""

    def __repr__(self) -> str:
        """Without the environment: secrets stand in it."""
        return "Here()"
