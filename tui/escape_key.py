"""Esc, and another key right behind it, are two keys.

A terminal sends Esc as the byte that sequences of other keys begin with, and Alt with a key as Esc and
that key. Textual takes what follows Esc within a tenth of a second for one of these, and where it is
none drops Esc: of Esc and `]`, typed fast or in one packet over ssh, `]` was left. tmux by itself holds
Esc back for half a second, and sends it with what comes by then.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver
from textual.events import Key
from textual.keys import _character_to_key
from textual.message import Message

from tui import keymap

_ESC = "\x1b"
_BEHIND_ESC = re.compile(r"\x1b([^\x00-\x1f\x7f\[O])")  # these two begin the sequences of most keys
_PASTE_BEGINS, _PASTE_ENDS = "\x1b[200~", "\x1b[201~"


class KeysApart(XTermParser):
    """Textual's parser, except that Esc is Esc unless a sequence or a key that has a command follows."""

    _waiting = ""  # the last two characters fed, while more is waited for
    _pasting = False

    def feed(self, data: str) -> Iterator[Message]:
        done = int(self._waiting.endswith(_ESC))
        text = _ESC * done + data
        for found in _BEHIND_ESC.finditer(text):
            if self._is_pasted(text, found.start()):
                yield from self._fed(text[done : found.start()])  # Esc would end the paste
                done = found.start() + 1
            elif found[0] not in ANSI_SEQUENCES_KEYS:
                end = found.end() if _has_command(f"alt+{found[1]}") else found.start() + 1
                yield from self._fed(text[done:end])
                self._timeout_time = 0.0  # no need to wait for more
                yield from super().tick()
                done = end
        yield from self._fed(text[done:]) if data else super().feed("")  # which ends the input
        self._pasting = self._is_pasted(text, len(text))
        self._waiting = "" if self._timeout_time is None else text[-2:]

    def _fed(self, text: str) -> Iterator[Message]:
        if text:
            yield from super().feed(text)

    def tick(self) -> Iterator[Message]:
        keys = [*super().tick()]
        if keys:
            waiting, self._waiting = self._waiting, ""
            if waiting in (f"{_ESC}[", f"{_ESC}O"):
                keys = [Key("escape", _ESC), Key(_named(waiting[1]), waiting[1])]
        yield from keys

    def _is_pasted(self, text: str, at: int) -> bool:
        begins, ends = text.rfind(_PASTE_BEGINS, 0, at), text.rfind(_PASTE_ENDS, 0, at)
        return begins > ends if begins != ends else self._pasting


def _has_command(key: str) -> bool:
    return any(key in command.keys for command in keymap.commands())


def _named(character: str) -> str:
    return character if character.isalnum() else _character_to_key(character)


class EscapesApart(App[None]):
    """An app whose keys come through `KeysApart`."""

    def get_driver_class(self) -> type[Driver]:
        driver = super().get_driver_class()
        module: Any = sys.modules[driver.__module__]
        if hasattr(module, "XTermParser"):  # a driver makes its parser by this name
            module.XTermParser = KeysApart
        return driver
