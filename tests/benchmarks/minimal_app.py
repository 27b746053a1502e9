"""The least that Textual can do with an article: show its text and scroll it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from textual.app import App
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static


class MinimalApp(App[None]):
    def compose(self) -> Iterable[Widget]:
        with VerticalScroll():
            yield Static(Path(sys.argv[1]).read_text(encoding="utf-8"), markup=False)


if __name__ == "__main__":
    MinimalApp().run()
