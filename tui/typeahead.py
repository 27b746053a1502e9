"""Keys typed faster than the screen changes reach what they were meant for.

Textual hands a key to whatever has the focus when the key arrives, and runs its action later,
when it has bubbled up. Over ssh whole words arrive at once: in "/pact" the letters would be
taken for commands before the search line has the focus. Here each key is dealt with to its
end before the next is looked at. Where a screen comes by itself meanwhile (somebody else changed the
file, a queue has been read), a key that was pressed on the one below does nothing on it.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

_GIVE_UP = 1.0  # seconds after which a key that never ended no longer holds up the others


class OrderedKeys(App[None]):
    """An app that takes one key at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._keys: deque[events.Key] = deque()
        self._since: float | None = None  # when the key under way was handed on
        self._pressed_on: Screen[Any] | None = None  # where the key under way was
        self.keys_taken = 0
        self.last_key: events.Key | None = None  # the key under way, or the one before

    @property
    def keys_pending(self) -> bool:
        """Whether a key is under way or waiting."""
        return self._since is not None or bool(self._keys)

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key) and not event.is_forwarded:
            self._keys.append(event)
            if self._since is None or time.monotonic() - self._since > _GIVE_UP:
                await self._next_key()
        elif not isinstance(event, events.Key) or self.screen is self._pressed_on:
            await super().on_event(event)

    async def _next_key(self) -> None:
        self._since = None
        if self._keys:
            target = self.focused or self.screen
            self._pressed_on = self.screen
            self._since = time.monotonic()
            self.last_key = self._keys.popleft()
            self.keys_taken += 1
            await super().on_event(self.last_key)
            self._follow(target, self._acted)

    def _acted(self) -> None:
        """The key's action has run: go once more behind what that sent to the focused widget."""
        self._follow(self.focused or self.screen, self._next_key)

    def _follow(self, node: MessagePump, then: Callable[[], object]) -> None:
        """Go up behind the key: what a node is asked to do later comes after the key in its queue."""
        if node is self:
            self.call_later(then)
        elif not node.call_later(self._follow, node._parent or self, then):
            self.call_later(then)  # the node is going; so is the key
