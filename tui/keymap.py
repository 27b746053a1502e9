"""One table of keys → commands, from which bindings, footer, help and the README's table come."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from textual.binding import Binding
from textual.keys import _character_to_key

from annotations.errors import ArtreaderError

SCOPES = ("text", "reader", "library", "app")
_SHOWN = {
    "space": "Space", "escape": "Esc", "enter": "Enter", "tab": "Tab", "delete": "Del",
    "left": "←", "right": "→", "up": "↑", "down": "↓", "home": "Home", "end": "End",
    "pageup": "PgUp", "pagedown": "PgDn",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Command:
    """One row of the table; `group` is the heading it stands under in the help."""

    id: str
    keys: tuple[str, ...]
    help: str
    hint: str
    scope: str
    group: str
    action: str

    @property
    def key(self) -> str:
        """Its first key as a person reads it."""
        return shown_key(self.keys[0])

    def binding(self) -> Binding:
        keys = ",".join(_textual_key(key) for key in self.keys)
        return Binding(keys, self.action, self.help, show=False, id=self.id, priority=self.id == "quit")


def shown_key(key: str) -> str:
    """ "ctrl+s" → "Ctrl+S", "space" → "Space", "f10" → "F10"."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if len(last) > 1:
        last = _SHOWN.get(last, last.capitalize())
    elif modifiers:
        last = last.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), last])


def _textual_key(key: str) -> str:
    return _character_to_key(key) if len(key) == 1 else key


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("tui") / "keymap.toml").read_text(encoding="utf-8"))


@cache
def hints(situation: str) -> tuple[str, ...]:
    """The commands to hint at in a situation. Raises KeyError when the table has no such situation."""
    return tuple(_table()["hints"][situation])


@cache
def commands() -> tuple[Command, ...]:
    """All commands in the order of the table. Raises ArtreaderError when two share a key in one place."""
    found = tuple(_commands_in(_table()["group"]))
    check_clashes(found)
    return found


def _commands_in(groups: Iterable[dict[str, object]]) -> Iterator[Command]:
    for group in groups:
        rows = group["command"]
        assert isinstance(rows, list)
        for row in rows:
            yield Command(
                id=row["id"],
                keys=tuple(row["keys"]),
                help=row["help"],
                hint=row.get("hint", ""),
                scope=row["scope"],
                group=str(group["name"]),
                action=row.get("action", row["id"].replace("-", "_")),
            )


def check_clashes(found: Iterable[Command]) -> None:
    """Raise ArtreaderError when one key would mean two things at the same time.

    The library and the reader are never there together; all else may be.
    """
    taken: dict[tuple[str, str], str] = {}
    for command in found:
        if command.scope not in SCOPES:
            raise ArtreaderError(f"command {command.id}: there is no scope {command.scope!r}")
        places = {"app": ("library", "reader"), "library": ("library",)}.get(command.scope, ("reader",))
        for key in command.keys:
            for place in places:
                other = taken.setdefault((place, key), command.id)
                if other != command.id:
                    raise ArtreaderError(f"the key {shown_key(key)} is given to {other} and to {command.id}")


@cache
def command(id: str) -> Command:  # noqa: A002
    """Raises KeyError when there is none."""
    for candidate in commands():
        if candidate.id == id:
            return candidate
    raise KeyError(id)


def bindings(*scopes: str) -> list[Binding]:
    """The bindings of these scopes, for a widget's or a screen's BINDINGS."""
    return [candidate.binding() for candidate in commands() if candidate.scope in scopes]


def markdown_table() -> str:
    """The key table as the README shows it."""
    lines = ["| keys | what they do |", "|---|---|"]
    group = ""
    for candidate in commands():
        if candidate.group != group:
            group = candidate.group
            lines.append(f"| **{group}** | |")
        keys = " ".join(f"`{shown_key(key)}`" for key in candidate.keys)
        lines.append(f"| {keys} | {candidate.help} |")
    return "\n".join(lines)
