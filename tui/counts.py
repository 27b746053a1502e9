"""A number typed before a key, as in vi: how often the key's command is to be done."""

from __future__ import annotations

from collections.abc import Callable

_MOST = 999


class Count:
    """Holds for the very next key only. `keys_taken` tells how many keys the app has dealt with so far."""

    def __init__(self, keys_taken: Callable[[], int]) -> None:
        self._keys_taken = keys_taken
        self._value, self._at = 0, -1

    @property
    def pending(self) -> int:
        """The number typed right before the present key; 0 when there is none."""
        return self._value if self._at == self._keys_taken() - 1 else 0

    def add(self, digit: int) -> int:
        """Take one more digit; the number so far."""
        value = min(_MOST, 10 * self.pending + digit)
        self._value, self._at = value, self._keys_taken()
        return value

    def take(self) -> int:
        """How often to do what the present key does."""
        return max(1, self.pending)
