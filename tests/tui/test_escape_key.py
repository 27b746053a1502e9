"""What a terminal sends for Esc and other keys, one right behind the other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual import events
from textual.message import Message

from tui import keymap
from tui.config import Config
from tui.escape_key import KeysApart


@pytest.fixture(autouse=True)
def default_keys() -> None:
    keymap.use(Config().commands)


def read(*chunks: str) -> list[str]:
    """The keys that come of chunks of input, and of none for long after them."""
    parser, found = KeysApart(), list[Message]()
    for chunk in chunks:
        found += parser.feed(chunk)
    if parser._timeout_time is not None:
        parser._timeout_time = 0.0
    found += parser.tick()
    return [m.key if isinstance(m, events.Key) else type(m).__name__ for m in found]


@pytest.mark.parametrize(
    ("chunks", "keys"),
    [
        (["\x1b"], ["escape"]),
        (["\x1b]"], ["escape", "right_square_bracket"]),
        (["\x1b", "]"], ["escape", "right_square_bracket"]),
        (["\x1bx\x1b"], ["escape", "x", "escape"]),
        (["\x1b\x1b x"], ["escape", "escape", "space", "x"]),
        (["a\x1b/pact"], ["a", "escape", "slash", "p", "a", "c", "t"]),
        (["\x1bé"], ["escape", "é"]),
        (["\x1b["], ["escape", "left_square_bracket"]),
        (["\x1bO"], ["escape", "O"]),
        (["\x1b[A", "\x1bOP"], ["up", "f1"]),
        (["\x1b", "[", "A"], ["up"]),
        (["\x1b", "[1;5", "D"], ["ctrl+left"]),
        (["\x1bf"], ["ctrl+right"]),  # what Alt or Option with → sends in some terminals
        (["\x1b[200~a\x1bx\x1b[201~b"], ["Paste", "b"]),
        (["\x1b[200~a", "\x1bx", "y\x1b[201~", "\x1bz"], ["Paste", "escape", "z"]),
    ],
)
def test_esc_is_a_key_of_its_own(chunks: list[str], keys: list[str]) -> None:
    assert read(*chunks) == keys


def test_alt_with_a_key_that_a_command_has_stays_one_key(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read("\x1bx") == ["escape", "x"]
    taken = replace(keymap.command("accept"), keys=("alt+x",))
    monkeypatch.setattr(keymap, "commands", lambda: (taken,))
    assert read("\x1bx", "\x1by") == ["alt+x", "escape", "y"]
