"""A message at the edge of the screen that always has some time left."""

from __future__ import annotations

from textual.notifications import Notification

LEAST = 0.05
"""Seconds for which a message is shown, however late its turn comes."""


class Told(Notification):
    """Textual gives a message a timer of the time that it has left; with less than none that timer turns for ever, and
    the app stands still."""

    @property
    def time_left(self) -> float:
        """Seconds until it goes; never none."""
        return max(super().time_left, LEAST)

    @property
    def has_expired(self) -> bool:
        """Whether its time is up."""
        return super().time_left <= 0
