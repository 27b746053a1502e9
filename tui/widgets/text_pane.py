"""The text of an article as it is drawn: wrapped, with its annotations, a caret and a selection.

Drawn by Textual's line API, so that a key costs the one or two rows it changes at any length of text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic

from rich.segment import Segment
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.timer import Timer

from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.model import Annotation, Span
from annotations.scheme import Scheme, default_scheme
from tui.article.caret import with_caret
from tui.article.layer_marks import LayerMarks
from tui.article.rows import FORMAT_RANK, MATCH_RANK, SELECTION_RANK, Ink, gutter, inks, quiet_inks, runs
from tui.article.search import NO_MATCHES
from tui.article.spacing import GUTTER, LONG, Spacing, left_of
from tui.article.wrap import Layout
from tui.palette import Palette
from tui.themes import look_of

_AT_ONCE, _BETWEEN = 0.006, 0.012  # seconds: laying out goes on so long at a time, and so often
_MARGIN = 2  # rows kept in sight above and below the caret


class TextPane(ScrollView):
    """Draws one article, where `caret`, `origin` and `current` are; whoever changes them has it redrawn."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.article = Article("")
        self.annotations = AnnotationSet()
        self.spacing = Spacing()
        self.quiet = False  # whether annotations are drawn faintly, for reading
        self.layout_rows = Layout("", self.spacing.measure)
        self.caret = 0
        self.origin: int | None = None  # where the selection began
        self.current: Annotation | None = None
        self.layer_marks: LayerMarks | None = None  # where they are not all of one annotator
        self.hidden_below = 0.0  # suggestions with less confidence are not drawn
        self.matches = NO_MATCHES
        self._waits = False  # for what the article's parts are
        self._laid_out: tuple[Article, int, int, Spacing] | None = None  # what `layout_rows` was made from
        self._laying: Timer | None = None  # while rows of a long text are still laid out
        self._scheme = default_scheme()
        self._top, self._top_row = 0, -1  # the offset kept at the top by laying out anew, the row it came to
        self._palette: Palette | None = None
        self._strips: dict[int, Strip] = {}

    @property
    def scheme(self) -> Scheme:
        """What gives the labels their colours."""
        return self._scheme

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        if scheme != self._scheme:
            self._scheme, self._palette = scheme, None

    def put(self, article: Article, annotations: AnnotationSet, *, waits: bool) -> None:
        """Show another article from its top. With `waits` what its parts are is still being found, and
        `show_structure` will be called: a long one, or one parted by blank lines, is shown without."""
        self._waits = waits and ("\n\n" in article.text or len(article.text) > LONG)
        self.article, self.annotations = article, annotations
        self.current, self.matches = None, NO_MATCHES
        self._rewrap()
        self.scroll_to(y=0, animate=False, immediate=True)
        self._top_row = -1

    def show_structure(self) -> None:
        """Show furniture and title, now that the article knows them."""
        if self._waits:
            self._waits = False
            self.redraw()

    def lay_over(self, annotations: AnnotationSet, layers: LayerMarks | None) -> None:
        """Show `annotations` in place of those shown, at the same place; `layers` says whose they are."""
        before = self._gutter
        self.annotations, self.layer_marks = annotations, layers
        if self._gutter != before:
            self._rewrap_in_place()
        self.redraw()

    def set_spacing(self, spacing: Spacing) -> None:
        """Lay the text out anew, at the same place."""
        if spacing != self.spacing:
            self.spacing = spacing
            self._rewrap_in_place()

    def set_quiet(self, quiet: bool) -> None:
        """Draw annotations faintly, or again as they are."""
        self.quiet = quiet
        self.redraw()

    def redraw(self, spans: Sequence[Span] | None = None) -> None:
        """Draw again the rows of `spans`, or all rows when spans is None."""
        if spans is None:
            self._strips.clear()
            self.refresh()
            return
        for span in spans:
            first, last = self.layout_rows.row_of(span.start), self.layout_rows.row_of(span.end)
            for number in range(first, last + 1):
                self._strips.pop(number, None)
            self.refresh_lines(first, last - first + 1)

    def draw_new(self, annotations: Iterable[Annotation]) -> None:
        """Draw what was not there before, as far as it is in sight."""
        self._strips.clear()
        top = self.layout_rows.clamp(self.scroll_offset.y)
        bottom = self.layout_rows.clamp(top + self.size.height)
        sight = Span(self.layout_rows.row(top).start, self.layout_rows.row(bottom).end)
        spans = [span for annotation in annotations for span in annotation.spans]
        self.redraw([span for span in spans if span.overlaps(sight)])

    def set_current(self, annotation: Annotation | None) -> None:
        """Make one annotation stand out, with its cue, source and other parts."""
        touched = [
            span for each in (self.current, annotation) if each is not None for _, span in each.places()
        ]
        self.current = annotation
        self.redraw(touched)

    @property
    def selection(self) -> Span | None:
        """The selected range, or None when nothing is selected."""
        if self.origin is None or self.origin == self.caret:
            return None
        return Span(min(self.origin, self.caret), max(self.origin, self.caret))

    # -- layout ----------------------------------------------------------------

    def _rewrap(self) -> None:
        width = self.scrollable_content_region.width
        laid_out = (self.article, width, self._gutter, self.spacing)
        if laid_out != self._laid_out:
            self.layout_rows = self.spacing.layout(self.article, width, self._gutter)
            self._laid_out = laid_out
        self.layout_rows.clamp(self.scrollable_content_region.height)
        self.virtual_size = Size(width, self.layout_rows.known)
        if not self.layout_rows.complete and self._laying is None:
            self._laying = self.set_interval(_BETWEEN, self._lay_more)
        self.redraw()

    def _lay_more(self) -> None:
        """Lay out some more rows, until all are."""
        end = monotonic() + _AT_ONCE
        while not self.layout_rows.complete and monotonic() < end:
            self.layout_rows.lay(100)
        if self.layout_rows.complete and self._laying is not None:
            self._laying.stop()
            self._laying = None
            self._all_known()

    def _all_known(self) -> None:
        """Let there be room to scroll to what is laid out by now."""
        if self.virtual_size.height != self.layout_rows.known:
            self.virtual_size = Size(self.virtual_size.width, self.layout_rows.known)

    @property
    def _gutter(self) -> int:
        return GUTTER + (self.layer_marks.width if self.layer_marks is not None else 0)

    @property
    def _left(self) -> int:
        """Cells left of the text."""
        return left_of(self.layout_rows, self.scrollable_content_region.width, self._gutter)

    def on_resize(self) -> None:
        self._rewrap_in_place()

    def watch_show_vertical_scrollbar(self) -> None:
        """The bar takes a column of the text, and is there only once its rows are more than fit."""
        if self._laid_out is not None and self._laid_out[1] != self.scrollable_content_region.width:
            self._rewrap_in_place()

    def _rewrap_in_place(self) -> None:
        if self.scroll_offset.y != self._top_row:  # else back and forth would creep up row by row
            self._top = self.layout_rows.row(self.layout_rows.clamp(self.scroll_offset.y)).start
        self._rewrap()
        top = self.layout_rows.row_of(self._top)
        self._all_known()
        self.scroll_to(y=top, animate=False, immediate=True)
        self._keep_in_sight(Span(self.caret, self.caret))
        self._top_row = self.scroll_offset.y

    def notify_style_update(self) -> None:
        self._palette = None
        self._strips.clear()
        super().notify_style_update()

    @property
    def palette(self) -> Palette:
        if self._palette is None:
            few = self.app.no_color or self.app.console.color_system in (None, "standard", "windows")
            look = look_of(self.app.theme)
            self._palette = Palette(self.scheme, *self.colors[2:], few_colours=few, look=look)
        return self._palette

    # -- drawing ---------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        if number != self.layout_rows.clamp(number):
            return Strip.blank(width, self.palette.style(()))
        if self._has_caret_or_selection(number):
            return self._draw(number, width)
        strip = self._strips.get(number)
        if strip is None or strip.cell_length != width:
            strip = self._strips[number] = self._draw(number, width)
        return strip

    def _has_caret_or_selection(self, number: int) -> bool:
        row = self.layout_rows.row(number)
        selection = self.selection
        return self.layout_rows.row_of(self.caret) == number or (
            selection is not None and selection.start <= row.end and row.start <= selection.end
        )

    def _draw(self, number: int, width: int) -> Strip:
        row, style = self.layout_rows.row(number), self.palette.style
        margin = self._left
        if self.layout_rows.is_spacer(number):
            return Strip.blank(width, style(()))
        annotations = [a for a in self.annotations.overlapping(row.start, row.end) if self._shown(a)]
        segments = [Segment(" " * (margin - self._gutter), style(())), *self._margin(row, annotations)]
        before = len(segments)
        for piece, names in runs(row, self._row_inks(row, annotations)):
            segments.append(Segment(self.layout_rows.shown[piece.start : piece.end], style(names)))
        if self.layout_rows.row_of(self.caret) == number:
            caret = style(("caret" if self.has_focus else "caret-away",))
            segments[before:] = with_caret(segments[before:], row, self.caret, self.layout_rows.shown, caret)
        return Strip(segments).simplify().adjust_cell_length(width, style(()))

    def _margin(self, row: Span, annotations: Sequence[Annotation]) -> list[Segment]:
        """The gutter's cells."""
        style = self.palette.style
        if self.quiet:
            return [Segment(" " * self._gutter, style(("gutter",)))]
        cells = [(gutter(row, annotations), "gutter")]
        if self.layer_marks is not None:
            cells += self.layer_marks.gutter(row, annotations)
        return [Segment(text, style((ink,))) for text, ink in (*cells, (" ", "gutter"))]

    def _shown(self, annotation: Annotation) -> bool:
        return (
            annotation.status != "suggested"
            or annotation is self.current
            or (annotation.confidence or 0.0) >= self.hidden_below
        )

    def _row_inks(self, row: Span, annotations: Sequence[Annotation]) -> list[Ink]:
        drawn = list((quiet_inks if self.quiet else inks)(annotations, self.current))
        if self.layer_marks is not None and not self.quiet:
            drawn.extend(self.layer_marks.inks(annotations))
        if not self._waits:
            drawn.extend(Ink(piece.span, "furniture", 0) for piece in self.article.furniture_in(row))
            if (title := self.article.title) is not None and title.overlaps(row):
                drawn.append(Ink(title, "title", 0))
            drawn.extend(Ink(span, name, FORMAT_RANK[name]) for span, name in self.article.formats_in(row))
        drawn.extend(Ink(match, "match", MATCH_RANK) for match in self.matches.overlapping(row))
        if self.selection is not None:
            drawn.append(Ink(self.selection, "selection", SELECTION_RANK))
        return drawn

    def _keep_in_sight(self, span: Span) -> None:
        height = self.scrollable_content_region.height
        if height <= 0:
            return
        margin = min(_MARGIN, (height - 1) // 2)
        top = self.layout_rows.row_of(span.start)
        bottom = min(self.layout_rows.row_of(span.end), top + height - 1 - 2 * margin)
        if self.layout_rows.clamp(bottom + height) + 1 >= self.virtual_size.height:
            self._all_known()
        y = self.scroll_offset.y
        if top - margin < y:
            y = top - margin
        elif bottom + margin > y + height - 1:
            y = bottom + margin - height + 1
        self.scroll_to(y=max(0, y), animate=False, immediate=True)
