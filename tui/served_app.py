"""An application in a tab of a browser ends when the server does."""

from __future__ import annotations

import os
import signal

from textual.app import App

from tui.tab import in_tab

_LOOK = 1.0  # seconds


class EndsWithServer(App[None]):
    """Where the server is gone, it cannot say any more that the tab was closed."""

    def on_mount(self) -> None:
        if in_tab():
            server = os.getppid()

            def look() -> None:
                if os.getppid() != server:
                    self.end_on_signal(signal.SIGHUP)

            self.set_interval(_LOOK, look)

    def end_on_signal(self, number: int) -> None:
        """Save, and end."""
        raise NotImplementedError
