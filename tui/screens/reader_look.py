"""How the reading screen looks: what a person has set, the lists put away, reading without marks."""

from __future__ import annotations

from annotations.article_files import look_at
from annotations.comparison.reading import annotators_of
from annotations.layer_files import annotators_beside, looks_on, others_of, own_name
from annotations.layers import LayeredSet
from tui.article.layer_marks import LayerMarks
from tui.article.spacing import Spacing
from tui.layers import Sign, signs
from tui.screens.reader_view import ReaderView


class Looking(ReaderView):
    """The part of the reading screen that shows more or less of the same."""

    _lists_were_away = False  # before reading mode
    _signs: dict[str, Sign] | None = None  # of all annotators of all articles

    def lay_over(self) -> None:
        """Lay over the session's work what others have done, as far as it is wanted."""
        session, shown = self.session, self.app.shown_layers
        article = session.article.path
        own, looking = own_name(session), looks_on(session)
        self.beside = [name for name in annotators_beside(article) if name != own] if article else []
        if looking and not shown.chosen:
            shown.set_all(shown=True)  # there is nothing else to look at
        wanted = [name for name in self.beside if name in shown]
        found = others_of(session, wanted) if wanted else None
        for problem in found.problems if found else ():
            self.app.say(str(problem), "error")
        self.layered = LayeredSet(session.annotations, own, found.layers if found else (), counts=not looking)
        self.layer_marks = None
        if self.layered.others:
            known = {name: sign for name, sign in self.signs.items() if name in self.layered.annotators}
            self.layer_marks = LayerMarks(self.layered, known)
        self.unreadable = set(wanted) - set(self.layered.annotators)
        self.layers_line = self._layers_line("" if looking else own) if self.beside else ""
        self.pane.lay_over(self.layered.marks, self.layer_marks)

    def _layers_line(self, own: str) -> str:
        """The letters of those whose work is shown, ours first; in brackets those of the others."""
        shown = [self.signs[name].letter for name in self.layered.annotators if name != own]
        hidden = [self.signs[name].letter for name in self.beside if name not in self.layered.annotators]
        parts = [f"✎{self.signs[own].letter}"] if own else []
        parts += shown
        parts += [f"({' '.join(hidden)})"] if hidden else []
        return " ".join(parts)

    @property
    def signs(self) -> dict[str, Sign]:
        """The same for an annotator in every article that is gone through, and ours."""
        if self._signs is None:
            self._signs = signs(annotators_of(look_at(self.paths).values()))
        if (own := own_name(self.session)) not in self._signs:
            self._signs = signs([*self._signs, own])
        return self._signs

    def apply_settings(self, *, also_confidence: bool = False) -> None:
        """Take over the settings in use; the place in the article is kept."""
        settings = self.app.config.settings
        self.pane.set_spacing(Spacing.of(settings))
        self._show_strip()
        self._set_width_of_lists()
        if self.saver is not None:
            self.saver.delay = settings.autosave_delay
        if also_confidence:
            self.hide_below(settings.confidence)

    def _show_strip(self) -> None:
        wanted = self.app.config.settings.density_strip == "on"
        self.strip.display = wanted and not self.pane.quiet

    def hide_below(self, confidence: float) -> None:
        """Show no suggestions with less confidence."""
        if confidence != self.least:
            self.least = self.pane.hidden_below = confidence
            self.pane.redraw()
            self.refresh_lists()

    def _set_width_of_lists(self) -> None:
        width = f"{self.app.config.settings.sidebar_width}%"
        self.query_one("#side").styles.width = None if self.is_narrow else width

    def on_resize(self) -> None:
        self._set_width_of_lists()

    def action_toggle_sidebar(self) -> None:
        """Article and lists, or the article alone; on a narrow screen one or the other."""
        self.toggle_class("alone")
        self.set_focus(self.lists.list if self.is_narrow and self.has_class("alone") else self.pane)

    def action_reading_mode(self) -> None:
        """The article alone with all but no marks in it; again: as it was."""
        quiet = not self.pane.quiet
        self.pane.set_quiet(quiet)
        self._show_strip()
        if quiet:
            self._lists_were_away = self.has_class("alone")
        # on a narrow screen "alone" are the lists
        self.set_class(not self.is_narrow and (quiet or self._lists_were_away), "alone")
        self.set_focus(self.pane)
