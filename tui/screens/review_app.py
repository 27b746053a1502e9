"""The application that `artreader review` runs: the list of articles with a review over it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from annotations.review.queue import Queue
from annotations.review.sitting import Sitting
from tui.app import ArtreaderApp
from tui.screens.library import LibraryScreen
from tui.screens.review_start import start


class ReviewApp(ArtreaderApp):
    """Begins with a review; whoever leaves it is in the list of the articles."""

    def __init__(
        self, paths: Sequence[Path], queue: Queue, sitting: Sitting, reviewer: str, **reading: Any
    ) -> None:
        """`reading` as ArtreaderApp takes it. Raises ArtreaderError for a folder without articles."""
        super().__init__(paths, **reading)
        self.reviewer = reviewer
        self._review = (queue, sitting)

    def begin(self) -> None:
        self.push_screen(LibraryScreen(self.paths, self.folder))
        start(self, *self._review)
