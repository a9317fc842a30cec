"""Keys that come faster than they are acted on, each in its turn: the next goes where the one before has led.

Without it, of letters that come in one piece the first would open a field and the others would act on the list beneath.
"""

from __future__ import annotations

import asyncio
from collections import deque

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

PATIENCE = 0.5
"""Seconds after which a key keeps no other waiting, whatever became of it."""

ROUNDS = 3
"""Times that messages are let through before a key is done: a field tells its screen, which asks the app for focus."""


class InTurn(App[None]):
    """Hands a key on once all was done that the one before began: a screen is there, a field has the keys."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[events.Key | events.Paste] = deque()
        self._under_way: events.Key | events.Paste | None = None
        self._last: asyncio.TimerHandle | None = None

    async def on_event(self, event: events.Event) -> None:
        """A key or a paste waits for its turn; what was handed on and bubbles up here had it already."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded:
            await super().on_event(event)
        elif self._under_way is not None:
            self._waiting.append(event)
        else:
            await self._hand_on(event)

    async def _hand_on(self, event: events.Key | events.Paste) -> None:
        self._under_way = event
        way: list[MessagePump] = [*(self.focused or self.screen).ancestors_with_self]
        try:
            await super().on_event(event)
        finally:
            self._last = asyncio.get_running_loop().call_later(PATIENCE, self.call_later, self._next, event)
            self._let_through(event, way, ROUNDS)

    def _let_through(self, event: events.Key | events.Paste, chain: list[MessagePump], left: int) -> None:
        """Waits for each of the chain in order to have done what it was asked before: the way that a key goes up to
        the app, then, some times, who has the keys, the screen and the app, for what the key began."""
        if self._under_way is not event:
            return
        for number, one in enumerate(chain):
            if one.call_later(self._let_through, event, chain[number + 1 :], left):
                return  # who is closed asks nobody
        if left:
            self._let_through(event, [self.focused or self.screen, self.screen, self], left - 1)
        else:
            self.call_later(self._next, event)

    async def _next(self, event: events.Key | events.Paste) -> None:
        if self._under_way is event:
            self._under_way = None
            if self._last is not None:
                self._last.cancel()
            if self._waiting:
                await self._hand_on(self._waiting.popleft())
