"""One table of keys → commands, from which bindings, footer, help and the README's table come.

`keymap.toml` holds the commands with their default keys; a preset, and then a person's own keys,
take the place of some of them. Nothing here needs a screen.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from annotations.errors import ArtreaderError
from tui.key_names import shown_key

SCOPES = ("text", "reader", "library", "adjudicate", "app")
PRESETS = ("default", "vim", "slate")


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
        """Its first key as a person reads it, "–" without one."""
        return shown_key(self.keys[0]) if self.keys else "–"

    @property
    def places(self) -> tuple[str, ...]:
        """The screens it is there on, of which no two are there together."""
        alone = ("library", "adjudicate")
        if self.scope == "app":
            return (*alone, "reader")
        return (self.scope,) if self.scope in alone else ("reader",)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files("tui") / "keymap.toml").read_text(encoding="utf-8"))


@cache
def hints(situation: str) -> tuple[str, ...]:
    """The commands to hint at in a situation. Raises KeyError when the table has no such situation."""
    return tuple(_table()["hints"][situation])


@cache
def default_commands() -> tuple[Command, ...]:
    """All commands in the order of the table, with the keys that stand there."""
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


@cache
def preset(name: str) -> tuple[Command, ...]:
    """All commands with the keys of a preset; what it takes from another command that one does without.

    Raises ArtreaderError when there is no such preset.
    """
    if name not in PRESETS:
        raise ArtreaderError(f"there is no preset {name!r}", advice=f"there are {', '.join(PRESETS)}")
    if name == PRESETS[0]:
        return default_commands()
    text = (files("tui") / "presets" / f"{name}.toml").read_text(encoding="utf-8")
    own = tomllib.loads(text)
    taken = {
        (place, key)
        for command in default_commands()
        for key in own.get(command.id, ())
        for place in command.places
    }
    found = tuple(
        replace(command, keys=tuple(own[command.id]))
        if command.id in own
        else replace(
            command,
            keys=tuple(k for k in command.keys if all((place, k) not in taken for place in command.places)),
        )
        for command in default_commands()
    )
    check_clashes(found)
    return found


def with_keys(found: Iterable[Command], own: Mapping[str, Sequence[str]]) -> tuple[Command, ...]:
    """`found` with the keys of `own` for the commands named there."""
    return tuple(
        replace(command, keys=tuple(own[command.id])) if command.id in own else command for command in found
    )


def clashes(found: Iterable[Command]) -> Iterator[tuple[str, Command, Command]]:
    """Each key that would mean two things at the same time, with the two commands."""
    taken: dict[tuple[str, str], Command] = {}
    for command in found:
        for key in command.keys:
            others = {taken.setdefault((place, key), command).id: place for place in command.places}
            for other, place in others.items():
                if other != command.id:
                    yield key, taken[place, key], command


def check_clashes(found: Iterable[Command]) -> None:
    """Raise ArtreaderError for a key that two commands of one place have, and for an unknown scope."""
    found = tuple(found)
    for command in found:
        if command.scope not in SCOPES:
            raise ArtreaderError(f"command {command.id}: there is no scope {command.scope!r}")
    for key, one, other in clashes(found):
        raise ArtreaderError(f"the key {shown_key(key)} is given to {one.id} and to {other.id}")


# -- the keys in use -----------------------------------------------------------


class _InUse:
    """The commands with the keys that a person has chosen: one keyboard, one table for the process."""

    commands: tuple[Command, ...] = ()
    by_id: Mapping[str, Command] = {}


def use(found: Sequence[Command]) -> None:
    """Take these keys from now on. What is bound already has to be bound anew (see `tui.bindings`)."""
    _InUse.commands = tuple(found)
    _InUse.by_id = {command.id: command for command in found}


def commands() -> tuple[Command, ...]:
    """All commands in the order of the table, with the keys in use."""
    if not _InUse.commands:
        use(default_commands())
    return _InUse.commands


def command(id: str) -> Command:  # noqa: A002
    """Raises KeyError when there is none."""
    commands()
    return _InUse.by_id[id]


def text_table(found: Iterable[Command]) -> str:
    """The keys for a terminal: group by group, id, keys and what they do."""
    lines: list[str] = []
    group = ""
    found = tuple(found)
    keys = {command.id: " ".join(map(shown_key, command.keys)) for command in found}
    wide, most = max(map(len, keys)), min(24, max(map(len, keys.values())))
    for command in found:
        if command.group != group:
            group = command.group
            lines += ["", group] if lines else [group]
        lines.append(f"  {command.id:<{wide}}  {keys[command.id]:<{most}}  {command.help}")
    return "\n".join(lines)


def markdown_table(found: Iterable[Command] | None = None) -> str:
    """The key table as the README shows it, of the keys in use where none are given."""
    lines = ["| keys | what they do |", "|---|---|"]
    group = ""
    for candidate in commands() if found is None else found:
        if candidate.group != group:
            group = candidate.group
            lines.append(f"| **{group}** | |")
        # a bar would end the cell, in code too
        keys = " ".join(f"`{shown_key(key)}`".replace("|", r"\|") for key in candidate.keys)
        lines.append(f"| {keys} | {candidate.help} |")
    return "\n".join(lines)
