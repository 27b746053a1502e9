"""The first page of an article, on the terminal before Textual is there to draw it.

Loading Textual takes longer than all the rest. Until then the text can be read where it will stand;
keys that are typed meanwhile wait for the screen.
"""

from __future__ import annotations

import os
import signal
import sys
import termios
from types import FrameType, TracebackType
from typing import Self

from annotations.article import Article
from tui.article.spacing import LEAST_LISTS, NARROW, Spacing, left_of
from tui.settings import Settings

_ABOVE, _BELOW = 1, 2  # lines at the edges of the screen
_ENTER, _LEAVE = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGINT)


class FirstPage:
    """Has the terminal from `draw` until `hand_over`; leaves it as it was when it ends before that.

    A signal that ends the program does so at once, with the terminal as it was: nothing is unsaved yet.
    """

    def __init__(self) -> None:
        self._before: list[int | list[bytes | int]] | None = None  # how the terminal was
        self._handed_over = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def draw(self, article: Article, settings: Settings) -> None:
        """Draw it, as far as it fits. A terminal that cannot be asked for its size shows nothing yet."""
        try:
            columns, rows = os.get_terminal_size(sys.stdout.fileno())
            self._before = termios.tcgetattr(sys.stdin.fileno())
        except (OSError, termios.error):
            return
        for number in ENDING_SIGNALS:
            signal.signal(number, self._end)
        quiet = [*self._before]
        assert isinstance(quiet[3], int)
        quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.ISIG)  # what is typed now is for the screen
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, quiet)
        rows_of_text = page(article, settings, columns, rows)
        _write(_ENTER + "".join(f"\x1b[{row + 1};{left + 1}H{text}" for row, left, text in rows_of_text))

    def hand_over(self) -> None:
        """Textual has the terminal from now on, and leaves the page when it ends."""
        self._handed_over = True

    def _end(self, number: int, frame: FrameType | None) -> None:
        self._leave()
        os._exit(128 + number)

    def _leave(self) -> None:
        before, self._before = self._before, None
        if before is None:
            return
        try:
            if not self._handed_over:
                _write(_LEAVE)
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSADRAIN, before)
        except (OSError, ValueError, termios.error):
            pass  # the terminal is gone, and how it was with it


def _write(text: str) -> None:
    """To the terminal at once: a signal may come in the middle, and its handler writes too."""
    data = text.encode()
    while data:
        data = data[os.write(sys.stdout.fileno(), data) :]


def page(article: Article, settings: Settings, columns: int, rows: int) -> list[tuple[int, int, str]]:
    """The rows of text that the reading screen will show first: row and column of the screen, and text."""
    spacing = Spacing.of(settings)
    height = rows - _ABOVE - _BELOW
    width = columns - (settings.density_strip == "on")
    if columns >= NARROW:
        width -= max(LEAST_LISTS, columns * settings.sidebar_width // 100)
    layout = spacing.layout(article, width)
    if layout.clamp(height) == height:
        width -= 1  # a scroll bar
        layout = spacing.layout(article, width)
    left = left_of(layout, width)
    last = layout.clamp(height - 1)
    shown = ((number, layout.row(number)) for number in range(last + 1) if not layout.is_spacer(number))
    return [(_ABOVE + number, left, layout.shown[row.start : row.end]) for number, row in shown]
