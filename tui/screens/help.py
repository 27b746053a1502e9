"""All keys, from the key table."""

from __future__ import annotations

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


class HelpScreen(ModalScreen[None]):
    """Scrolls; any of the usual keys closes it."""

    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen VerticalScroll { width: 100%; max-width: 92; height: 100%; max-height: 95%; background: $panel;
                                border: round $primary; padding: 0 1; }
    HelpScreen Static { height: auto; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,enter", "dismiss", "close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, *scopes: str) -> None:
        """With the commands of these scopes, of all where none is named."""
        super().__init__()
        self._commands = [c for c in keymap.commands() if not scopes or c.scope in scopes]
        bind_closing(self._bindings, "help")

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=True):
            yield Static(self._text())

    def _text(self) -> Content:
        quits = keymap.command("quit").key
        parts: list[str | tuple[str, str]] = [
            ("Keys", "bold"),
            f"   (Esc closes, ↓ and ↑ scroll; {quits} leaves artreader)\n",
        ]
        group = ""
        for command in self._commands:
            if command.group != group:
                group = command.group
                parts.append((f"\n{group}\n", "bold underline"))
            keys = " ".join(shown_key(key) for key in command.keys)
            parts += [(f"{keys:>16}", "bold"), f"  {command.help}\n"]
        parts.append(("\nWhat the marks mean\n", "bold underline"))
        for name, meaning in _MARKS:
            parts += [(f"{name:>16}", "bold"), f"  {meaning}\n"]
        return Content.assemble(*parts)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, step: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)
