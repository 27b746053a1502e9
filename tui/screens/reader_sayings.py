"""From the reading screen to all that a speaker is quoted with, and on to the place of a quote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.collection import find_articles
from annotations.comparison.reading import Layer, Layers
from annotations.errors import InputError
from annotations.layer_files import looks_on, own_name
from annotations.model import Entity, Quote, Span
from tui.screens.reader_scheme import SchemeActions

if TYPE_CHECKING:
    from annotations.reporting.sayings import Saying


class SayingActions(SchemeActions):
    """The part of the reading screen that follows a speaker through the articles."""

    open_at: Callable[[int], bool]  # of the whole screen

    def action_speaker_quotes(self) -> None:
        from tui.screens.sayings import SayingsScreen  # most who open an article do without

        here = self.here
        speaker = ""
        if isinstance(here, Quote):
            speaker = here.speaker
        elif isinstance(here, Entity):
            speaker = here.entity or here.text_in(self.text)
        assert self.session.article.path is not None
        start = here.start if isinstance(here, Quote) and not here.is_lost else -1
        screen = SayingsScreen(
            self._neighbours(), speaker, [self._present()], (self.session.article.path, start)
        )
        self.app.push_screen(screen, self._go_to_saying)

    def _neighbours(self) -> list[Path]:
        """The articles that are gone through; for one that was opened alone those of its folder."""
        path = self.session.article.path
        if len(self.paths) > 1 or path is None:
            return self.paths
        try:
            found = find_articles(path.parent)
        except InputError:
            return self.paths
        return found if path in found else [path, *found]

    def _present(self) -> Layers:
        """What is on the screen, saved or not."""
        session = self.session
        placed = tuple(annotation for annotation in session.annotations if not annotation.is_lost)
        ours = () if looks_on(session) else (Layer(own_name(session), session.store.path, placed),)
        return Layers(session.article, (*ours, *self.layered.others))

    def _go_to_saying(self, saying: Saying | None) -> None:
        if saying is None:
            return
        if saying.path != self.session.article.path:
            paths = self._neighbours()
            if saying.path not in self.paths:
                self.paths, self.at = paths, paths.index(saying.path)
            if not self.open_at(self.paths.index(saying.path)) or saying.path != self.session.article.path:
                return
        start = saying.fact.start
        quotes = (mark for mark in self.layered.marks.covering(start) if isinstance(mark, Quote))
        quote = next((mark for mark in quotes if mark.start == start), None)
        if quote is None:
            self.pane.reveal(Span(start, start))
        else:
            self.go_to(quote)
        self.show_article()
