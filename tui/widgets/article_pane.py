"""The article on the screen: moving the caret and selecting, by keys and by the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.message import Message

from annotations import growing, structure
from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.model import Span
from tui.article.motion import EXTENSIONS, MOTIONS, VERTICAL, Place
from tui.bindings import Commanded
from tui.counts import Count
from tui.widgets.text_pane import TextPane


class ArticlePane(Commanded, TextPane, can_focus=True, inherit_bindings=False):
    """Shows one article. Offsets in and out are offsets into its text."""

    ALLOW_SELECT = False  # we select by our own offsets
    COMMAND_SCOPES = ("text",)
    DEFAULT_CSS = """
    ArticlePane { width: 1fr; height: 1fr; background: $background; scrollbar-size-vertical: 1;
                  overflow-x: hidden; }
    """

    @dataclass
    class CaretMoved(Message):
        """The caret stands at another offset, or the selection changed (`selection` None: there is none)."""

        offset: int
        selection: Span | None

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.sticky = False  # whether movement extends the selection (after v)
        self.count = Count(lambda: getattr(self.app, "keys_taken", 0))  # typed before the next key
        self._column = 0
        self._grown: list[tuple[Span, Span]] = []  # from, to: how the selection grew

    # -- what is shown ---------------------------------------------------------

    def show(
        self, article: Article, annotations: AnnotationSet, caret: int = 0, *, waits: bool = False
    ) -> None:
        """Put another article in the pane; `waits` as for `put`."""
        self.caret, self.origin, self.sticky = min(caret, len(article.text)), None, False
        self._column = 0
        self.put(article, annotations, waits=waits)
        self.move_caret(self.caret)

    def select(self, span: Span | None) -> None:
        """Select `span` (caret at its end), or drop the selection."""
        old = self.selection
        self.sticky = False
        self.origin = None if span is None else span.start
        if old is not None:
            self.redraw([old])
        if span is not None:
            self.move_caret(span.end, extend=True)
        else:
            self._announce()

    # -- the caret -------------------------------------------------------------

    def move_caret(self, offset: int, *, extend: bool = False, keep_column: bool = False) -> None:
        """Put the caret at `offset`; with `extend` the selection goes along, else it is dropped."""
        old, old_selection = self.caret, self.selection
        if not extend:
            self.origin, self.sticky = None, False
        elif self.origin is None:
            self.origin = old
        self.caret = max(0, min(offset, len(self.article.text)))
        if not keep_column:
            self._column = self.layout_rows.column_of(self.caret)
        touched = [Span(old, old), Span(self.caret, self.caret)]
        if extend or old_selection is not None:
            touched.append(Span(min(old, self.caret), max(old, self.caret)))
        if old_selection is not None and not extend:
            touched.append(old_selection)
        for span in touched:
            first, last = self.layout_rows.row_of(span.start), self.layout_rows.row_of(span.end)
            self.refresh_lines(first, last - first + 1)
        self._keep_in_sight(Span(self.caret, self.caret))
        self._announce()

    def reveal(self, span: Span) -> None:
        """Put the caret at the start of `span` and bring the whole of it into sight if it fits."""
        self._keep_in_sight(span)
        self.move_caret(span.start)

    def _announce(self) -> None:
        self.post_message(self.CaretMoved(self.caret, self.selection))

    def _place(self) -> Place:
        page = max(1, self.scrollable_content_region.height - 2)
        return Place(self.article, self.layout_rows, self.caret, self._column, page)

    def action_move(self, motion: str) -> None:
        self._go((EXTENSIONS if self.sticky else MOTIONS)[motion], motion, extend=self.sticky)

    def action_extend(self, motion: str) -> None:
        self._go(EXTENSIONS[motion], motion, extend=True)

    def _go(self, step: Callable[[Place], int], motion: str, *, extend: bool) -> None:
        for _ in range(self.count.take()):
            before = self.caret
            self.move_caret(step(self._place()), extend=extend, keep_column=motion in VERTICAL)
            if self.caret == before:
                break

    def action_select(self) -> None:
        self.sticky = not self.sticky
        if self.sticky and self.origin is None:
            self.origin = self.caret
        self._announce()

    def action_other_end(self) -> None:
        """Let the selection's other end be the one that moves."""
        span, at_end = self.selection, self.caret == max(self.caret, self.origin or 0)
        if span is not None:
            self.origin = span.end if at_end else span.start
            self.move_caret(span.start if at_end else span.end, extend=True)

    def action_grow(self) -> None:
        before = self._selection_or_caret()
        after = growing.grow(self.article, self.annotations, before)
        if after != before:
            if not self._grown or self._grown[-1][1] != before:
                self._grown.clear()
            self._grown.append((before, after))
            self.select(after)

    def action_shrink(self) -> None:
        """Back the way it grew; without that, to the next smaller unit at its start."""
        span = self._selection_or_caret()
        if self._grown and self._grown[-1][1] == span:
            before, _ = self._grown.pop()
            if before.length:
                self.select(before)
            else:
                self.select(None)
                self.move_caret(before.start)
        elif span.length:
            self.select(growing.shrink(self.article, self.annotations, span, span.start))

    def _selection_or_caret(self) -> Span:
        return self.selection or Span(self.caret, self.caret)

    # -- the mouse -------------------------------------------------------------

    def _offset_of(self, event: events.MouseEvent) -> int:
        row = event.y + self.scroll_offset.y
        return self.layout_rows.offset_at(row, max(0, event.x - self._left))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        self.focus()
        self.capture_mouse()
        self.move_caret(self._offset_of(event), extend=event.shift)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self.app.mouse_captured is self:
            self.move_caret(self._offset_of(event), extend=True)

    def on_mouse_up(self) -> None:
        self.release_mouse()

    def on_click(self, event: events.Click) -> None:
        offset = self._offset_of(event)
        if event.chain == 2:
            self.select(structure.word_at(self.article.text, offset))
        elif event.chain == 3:
            self.select(self.article.sentence_at(offset))
        elif event.chain > 3:
            self.select(self.article.paragraph_at(offset))

    def on_focus(self) -> None:
        self.refresh_lines(self.layout_rows.row_of(self.caret))

    on_blur = on_focus
