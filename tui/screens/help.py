"""The keys of a screen, from the key table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from textwrap import wrap
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui import keymap
from tui.bindings import bind_closing
from tui.key_names import shown_key

_MARKS = (
    ("names", "underlined, coloured by label; a tinted ground once accepted"),
    ("quotes", "italic on a tinted ground, with a bar in the margin: ┊ undecided, │ accepted, ║ overlapping"),
    ("agreements", "bold and underlined, § in the margin"),
    ("comments", "underlined, * in the margin"),
    ("own kinds", "of the folder's scheme: bold and italic, + in the margin"),
    (
        "letters",
        "in the margin: who has what not all have whose work is shown; ≠ a field differs between them",
    ),
    ("?", "in the margin: an undecided suggestion begins in this line"),
    ("current", "the annotation that keys act on stands out; its cue and its source are shown with it"),
)


_KEYS = 18  # columns of the keys, before what they do


def _beside(words: str, width: int) -> str:
    """`words` in as many lines as they need, all of them behind the keys."""
    return f"\n{' ' * _KEYS}".join(wrap(words, max(20, width)))


@dataclass(frozen=True, slots=True)
class Help:
    """What a screen's help shows: the commands of `scopes`, in their order (none: all), and before them,
    under `title`, commands that do something of their own there, with what that is."""

    scopes: tuple[str, ...] = ()
    title: str = ""
    own: tuple[tuple[str, str], ...] = ()

    def groups(self) -> Iterator[tuple[str, Sequence[keymap.Command]]]:
        """Each heading with its commands."""
        if self.own:
            yield self.title, [replace(keymap.command(id_), help=told) for id_, told in self.own]
        commands = [c for c in keymap.commands() if not self.scopes or c.scope in self.scopes]
        if self.scopes:
            commands.sort(key=lambda command: self.scopes.index(command.scope))
        for name in dict.fromkeys(command.group for command in commands):
            yield name, [command for command in commands if command.group == name]


class HelpScreen(ModalScreen[None]):
    """Scrolls; any of the usual keys closes it."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen VerticalScroll { width: 100%; max-width: 92; height: 100%; max-height: 95%; background: $panel;
                                border: round $primary; padding: 0 1; scrollbar-gutter: stable; }
    HelpScreen Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, shown: Help) -> None:
        super().__init__()
        self._shown = shown
        bind_closing(self._bindings, "help")

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=True):
            yield Static()

    def on_resize(self) -> None:
        self.query_one(Static).update(self._text())

    def _text(self) -> Content:
        beside = self.query_one(VerticalScroll).scrollable_content_region.width - _KEYS
        quits = keymap.command("quit").key
        parts: list[str | tuple[str, str]] = [
            ("Keys", "bold"),
            f"   (Esc closes, ↓ and ↑ scroll; {quits} leaves artreader)\n",
        ]
        for name, commands in self._shown.groups():
            parts.append((f"\n{name}\n", "bold underline"))
            for command in commands:
                keys = " ".join(shown_key(key) for key in command.keys)
                parts += [(f"{keys:>{_KEYS - 2}}", "bold"), f"  {_beside(command.help, beside)}\n"]
        marks = _MARKS if self._shown.scopes in ((), ("adjudicate", "app")) else ()
        if marks:
            parts.append(("\nWhat the marks mean\n", "bold underline"))
        for name, meaning in marks:
            parts += [(f"{name:>{_KEYS - 2}}", "bold"), f"  {_beside(meaning, beside)}\n"]
        return Content.assemble(*parts)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, step: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)
