"""The key table as bindings of Textual, on screens and widgets that are there already too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from textual.binding import Binding, BindingsMap
from textual.keys import _character_to_key

from tui import keymap
from tui.key_names import is_printable


def bindings(*scopes: str) -> Iterator[Binding]:
    """One binding for every key of the commands of these scopes."""
    for command in keymap.commands():
        if command.scope in scopes:
            for key in command.keys:
                yield Binding(
                    _textual_key(key),
                    command.action,
                    command.help,
                    show=False,
                    id=command.id,
                    # quitting works from any question, but never takes a letter from a line that is typed
                    priority=command.id == "quit" and not is_printable(key),
                )


def bind_closing(bound: BindingsMap, id: str) -> None:  # noqa: A002
    """Let the keys of a command that opens a screen close it too."""
    bind_as(bound, id, "dismiss")


def bind_as(bound: BindingsMap, id: str, action: str) -> None:  # noqa: A002
    """Let the keys of a command do `action` on a screen that the command itself is not there on."""
    for key in keymap.command(id).keys:
        bound.bind(_textual_key(key), action, show=False)


def _textual_key(key: str) -> str:
    return _character_to_key(key) if len(key) == 1 else key


class Commanded:
    """Of a widget, a screen or an application: has the keys in use of its commands, over its other keys."""

    COMMAND_SCOPES: ClassVar[tuple[str, ...]] = ()
    _merged_bindings: ClassVar[BindingsMap | None]
    _bindings: BindingsMap

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.bind_keys()

    def bind_keys(self) -> None:
        """Bind the keys in use; what was bound from the table before is forgotten.

        Textual's own `set_keymap` is not used: it does not tell clashes, and takes a command's key away
        where two commands change places.
        """
        inherited = self._merged_bindings or BindingsMap()
        found = {
            key: list(bound)
            for key, bound in inherited.key_to_bindings.items()
            if all(binding.action != "quit" for binding in bound)  # its key is in the table
        }
        for binding in bindings(*self.COMMAND_SCOPES):
            found[binding.key] = [binding]
        self._bindings = BindingsMap.from_keys(found)
