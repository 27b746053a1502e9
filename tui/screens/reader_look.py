"""How the reading screen looks: what a person has set, the lists put away, reading without marks."""

from __future__ import annotations

from tui.screens.reader_view import ReaderView
from tui.widgets.text_pane import Spacing


class Looking(ReaderView):
    """The part of the reading screen that shows more or less of the same."""

    _lists_were_away = False  # before reading mode

    def apply_settings(self, *, also_confidence: bool = False) -> None:
        """Take over the settings in use; the place in the article is kept."""
        settings = self.app.config.settings
        self.pane.set_spacing(Spacing(settings.measure, settings.line_spacing, settings.paragraph_spacing))
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
