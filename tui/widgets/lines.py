"""The single lines above and below the article: what is open, what the caret is on, what keys do now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from rich.cells import cell_len, set_cell_size
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from tui import keymap

SECONDS = 4.0  # how long a message stays
NO_WORDS: Mapping[str, str] = {}


def fit(left: str, right: str, width: int) -> str:
    """`left` and `right` at the two ends of a line; `left` is cut, with a sign, where both do not fit."""
    room = width - cell_len(right) - (1 if right else 0)
    if room < 1:
        return set_cell_size(right, max(0, width))
    if cell_len(left) > room:
        left = set_cell_size(left, room - 1) + "…"
    return set_cell_size(left, room) + (f" {right}" if right else "")


class EndsLine(Static):
    """A line with a text at each end. What is said in it makes way for what the next key shows."""

    DEFAULT_CSS = """
    EndsLine { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: clip; background: $panel; }
    EndsLine.saying { color: $accent; text-style: bold; }
    EndsLine.alarm { background: $error; color: $text; text-style: bold; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__("", id=id, markup=False)
        self._ends = ("", "")
        self._message = ""
        self._said_at = 0  # how many keys had been taken by then
        self._line = ""
        self._timer: Timer | None = None

    def show(self, left: str, right: str = "") -> None:
        self._ends = (left, right)
        if self._keys_taken != self._said_at:
            self._message = ""
        self._draw()

    def say(self, message: str) -> None:
        """Show `message` in place of the left text for a few seconds, of both where it needs the room."""
        if self._timer is not None:
            self._timer.stop()
        self._message, self._said_at = message, self._keys_taken
        self._timer = self.set_timer(SECONDS, self._said)
        self._draw()

    @property
    def _keys_taken(self) -> int:
        return getattr(self.app, "keys_taken", 0)

    def _said(self) -> None:
        self._message = ""
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        left, right = self._ends
        self.set_class(bool(self._message), "saying")
        if cell_len(self._message) + cell_len(right) >= self.size.width:
            right = "" if self._message else right
        line = fit(self._message or left, right, self.size.width)
        if line != self._line:
            self._line = line
            self.update(Content(line), layout=False)  # one line before and after: nothing else moves


class HintLine(Static):
    """What the keys do now: as many hints as fit, from the key table; the one for help always."""

    DEFAULT_CSS = "HintLine { height: 1; padding: 0 1; text-wrap: nowrap; text-overflow: clip; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)
        self._ids: Sequence[str] = ()
        self._says = ""
        self._words: Mapping[str, str] = {}

    def show(self, ids: Sequence[str], says: str = "", words: Mapping[str, str] = NO_WORDS) -> None:
        """Hints of these commands, for some in other `words`; `says` stands before them."""
        if (ids, says, words) != (self._ids, self._says, self._words):
            self._ids, self._says, self._words = ids, says, words
            self._draw()

    def on_resize(self) -> None:
        self._draw()

    def show_again(self) -> None:
        """The same commands, whose keys may have changed."""
        self._draw()

    def _draw(self) -> None:
        says = f"{self._says}  " if self._says else ""
        help_ = [keymap.command("help")] if "help" in self._ids else []
        room = self.size.width + 2 - cell_len(says) - sum(map(_size, help_))
        shown = []
        for command in (self._worded(keymap.command(id)) for id in self._ids if id != "help"):  # noqa: A001
            room -= _size(command)
            if room < 0:
                break
            shown.append(command)
        parts: list[str | tuple[str, str]] = [(says, "bold")]
        for command in [*shown, *help_]:
            parts += [(command.key, "bold reverse"), f" {command.hint}  "]
        self.update(Content.assemble(*parts), layout=False)

    def _worded(self, command: keymap.Command) -> keymap.Command:
        return replace(command, hint=self._words.get(command.id, command.hint))


def _size(command: keymap.Command) -> int:
    return cell_len(command.key) + cell_len(command.hint) + 3
