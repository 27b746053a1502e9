"""What commands that open a screen do around it."""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from tui.commands.output import FINE, complain
from tui.tab import in_tab

if TYPE_CHECKING:
    from tui.app import ArtreaderApp

_TURN = 0.0005  # seconds that a thread may keep the screen's waiting; Python's own are ten times as many


def on_terminal() -> bool:
    """Whether there is a screen: a terminal, or a tab of a browser."""
    return in_tab() or all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def make_ready() -> None:
    """To be called before Textual is loaded, which looks at the environment once."""
    sys.setswitchinterval(_TURN)
    os.environ.setdefault("TEXTUAL_FPS", "250")  # a change is drawn within 4 ms, not 17


def run_app(app: ArtreaderApp) -> None:
    """Run it until it ends."""
    gc.freeze()  # what is loaded stays: no key waits for the collector to look through it
    gc.enable()
    app.run()


def exit_code(app: ArtreaderApp) -> int:
    """What its run came to; what it has left to say is told on the terminal."""
    for message in app.last_words:
        complain(message)
    return app.return_code or FINE
