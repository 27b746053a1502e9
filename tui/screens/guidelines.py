"""The annotators' guidelines, Markdown of the scheme."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Markdown

from annotations.display import display


class GuidelinesScreen(ModalScreen[None]):
    """Scrolls; Esc or the key that opened it closes it. Links are shown, not followed."""

    DEFAULT_CSS = """
    GuidelinesScreen { align: center middle; }
    GuidelinesScreen VerticalScroll { width: 100%; max-width: 92; height: 100%; max-height: 95%;
                                      background: $panel; border: round $primary; padding: 0 1; }
    GuidelinesScreen Markdown { background: $panel; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,f2,enter", "dismiss", "close", show=False),
        Binding("j", "scroll(1)", show=False),
        Binding("k", "scroll(-1)", show=False),
    ]

    def __init__(self, markdown: str) -> None:
        super().__init__()
        self.markdown = "\n".join(map(display, markdown.expandtabs(4).splitlines()))

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=True):
            yield Markdown(self.markdown, open_links=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def action_scroll(self, step: int) -> None:
        self.query_one(VerticalScroll).scroll_relative(y=step, animate=False)
