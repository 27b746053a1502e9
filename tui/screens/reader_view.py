"""What the reading screen shows: its panes, the current annotation, the lines at its edges."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.geometry import clamp
from textual.screen import Screen
from textual.widgets import Input

from annotations.display import one_line
from annotations.finders.elsewhere import Finding
from annotations.history import State
from annotations.layer_files import looks_on
from annotations.layers import LayeredSet
from annotations.model import Annotation, Lost, Status
from annotations.session import Session
from tui import keymap, layer_listing, listing
from tui.article.density import Density
from tui.article.layer_marks import LayerMarks
from tui.article.search import Search
from tui.article.spacing import LEAST_LISTS, NARROW
from tui.grouped_list import GroupedList
from tui.saving import Autosaver
from tui.screens.reader_hints import fitting, hints
from tui.widgets.article_pane import ArticlePane
from tui.widgets.density_strip import DensityStrip
from tui.widgets.inspector import Inspector
from tui.widgets.lines import EndsLine, HintLine
from tui.widgets.sidebar import Sidebar

if TYPE_CHECKING:
    from tui.app import ArtreaderApp


class ReaderView(Screen[None]):
    """Shows one of `paths` at a time; changes nothing."""

    PANE: ClassVar[type[ArticlePane]] = ArticlePane

    app: ArtreaderApp
    DEFAULT_CSS = f"""
    ReaderView #body {{ height: 1fr; }}
    ReaderView #side {{ width: 36%; min-width: {LEAST_LISTS}; border-left: solid $foreground 35%; }}
    ReaderView.narrow #side, ReaderView.alone #side {{ display: none; }}
    ReaderView.narrow.alone #side {{ display: block; width: 100%; border-left: none; }}
    ReaderView.narrow.alone #article, ReaderView.narrow.alone #strip {{ display: none; }}
    ReaderView #search {{ background: $boost; }}
    """

    def __init__(self, paths: Sequence[Path], at: int, session: Session) -> None:
        super().__init__()
        self.paths = list(paths)
        self.at = at
        self.session = session
        self.begins_at = (0, "")  # the caret, and what was searched elsewhere
        self.saver: Autosaver | None = None
        self.text_on_disk_changed = False  # since it was read
        self.layered = LayeredSet(session.annotations)
        self.layer_marks: LayerMarks | None = None  # while others' work is shown too
        self.beside: list[str] = []  # who else has annotated the article
        self.unreadable: set[str] = set()  # those of them whose work is to be shown and cannot be read
        self.layers_line = ""  # whose work is there, in letters
        self.finding: Finding | None = None  # of suggestions, where another process finds
        self.current: Annotation | None = None
        self.foreign: Annotation | None = None  # a mark of others at the caret, where none of ours is current
        self.tab = listing.TABS[0]
        self.tabs = listing.TAB_NAMES  # the names of the lists by kind
        self.wanted = ""  # the filter of the lists
        self._listed: dict[str, GroupedList] = {}  # by kind, those that were looked at
        self.least = 0.0  # suggestions with less confidence are hidden
        self.search = Search()
        self.picking: tuple[str, str] | None = None  # annotation and role that wait for a selection
        self._jumped_to: int | None = None
        self._density: Density | None = None
        self._lists_wait = self._drawing_waits = False

    def compose(self) -> ComposeResult:
        yield EndsLine(id="top")
        with Horizontal(id="body"):
            yield from self.compose_body()
        search = Input(placeholder="search the article", id="search", compact=True)
        search.display = False
        yield search
        yield EndsLine(id="status")
        yield HintLine()

    def compose_body(self) -> ComposeResult:
        yield self.PANE(id="article")
        yield DensityStrip(id="strip")
        with Vertical(id="side"):
            yield Sidebar(id="lists")
            yield Inspector(id="inspector")

    @property
    def pane(self) -> ArticlePane:
        return self.query_one(ArticlePane)

    @property
    def strip(self) -> DensityStrip:
        return self.query_one(DensityStrip)

    @property
    def lists(self) -> Sidebar:
        return self.query_one(Sidebar)

    @property
    def here(self) -> Annotation | None:
        """What is shown in the inspector: the current annotation, else one of others."""
        return self.current or self.foreign

    @property
    def covering(self) -> list[Annotation]:
        """What is shown over the caret, innermost first."""
        return [mark for mark in self.layered.marks.covering(self.pane.caret) if self.shown(mark)]

    def take(self, mark: Annotation | None) -> None:
        """Make a mark the current annotation, or, where it is not ours, the one that is looked at."""
        foreign = mark is not None and self.layered.foreign(mark) is not None
        self.current, self.foreign = (None, mark) if foreign else (mark, None)
        self.pane.set_current(mark)

    @property
    def text(self) -> str:
        return self.session.article.text

    # -- what is shown ---------------------------------------------------------

    def confident(self, annotation: Annotation) -> bool:
        return annotation.status is not Status.SUGGESTED or (annotation.confidence or 0.0) >= self.least

    def all_decided(self) -> str:
        """What to say when no undecided suggestion is left to go to."""
        if self.wanted:
            return "Every suggestion that the filter shows is decided."
        if self.least:
            return f"Every suggestion from {self.least:.1f} up is decided."
        return "Every suggestion is decided."

    def undecided(self, annotation: Annotation) -> bool:
        """Whether it waits for a decision: a suggestion, or a place that was only found to be alike.

        While the list is filtered, what the filter hides does not.
        """
        if self.wanted and self.listed.row_of(annotation.id) is None:
            return False
        if annotation.is_lost or annotation.status is Status.REJECTED or not self.confident(annotation):
            return False
        return annotation.status is Status.SUGGESTED or bool(annotation.unconfirmed)

    def shown(self, annotation: Annotation) -> bool:
        return (
            self.confident(annotation) and not annotation.is_lost and annotation.status is not Status.REJECTED
        )

    @property
    def listed(self) -> GroupedList:
        """What the list shows."""
        rows = self._listed.get(self.tab)
        if rows is None:
            letters = self.layer_marks.letters if self.layer_marks else None
            rows = GroupedList(self.layered.marks, self.text, self.tab, self.wanted, self.least, letters)
            self._listed[self.tab] = rows
        return rows

    @property
    def density(self) -> Density:
        """What the strip beside the article shows."""
        if self._density is None:
            self._density = Density(self.layered.marks, len(self.text), self.least)
        return self._density

    def refresh_lists(self) -> None:
        """Make all lists anew, once all that the present key does is done: another filter or article."""
        self._listed.clear()
        self._density = None
        self.tabs = listing.tabs(self.session.scheme, self.layered.marks)
        self.show_lists()

    def update_lists(self, ids: Sequence[str]) -> None:
        """Show in the lists what became of these annotations."""
        ids = self.layered.update(ids)
        if self.foreign is not None and self.foreign.id not in self.layered.marks:
            self.foreign = None
        for rows in self._listed.values():
            rows.update(ids)
        self.density.update(ids)
        self.show_lists()

    def show_lists(self) -> None:
        """Show the list of the present tab, once all that the present key does is done."""
        self._lists_wait = True
        self.show_current()

    def show_current(self) -> None:
        """Show what is at the caret, once all that the present key does is done."""
        if not self._drawing_waits:
            self._drawing_waits = True
            self.call_later(self._draw)

    def _draw(self) -> None:
        """The lists where they changed, the inspector and the lines at the edges."""
        self._drawing_waits = False
        if not self.query(Sidebar):
            return  # the program is ending before the screen is complete
        current = self.here
        if self._lists_wait:
            self._lists_wait = False
            self.strip.show(self.density)
            counts = {kind: self.layered.marks.count(kind) for kind in self.tabs}
            self.lists.show(self.listed, self.tabs, counts, current.id if current else None)
        else:
            self.lists.list.highlight(self.listed.row_of(current.id if current else None))
        inspector = self.query_one(Inspector)
        if current is None:
            inspector.show("no annotation at the caret", listing.article_lines(self.session))
        else:
            known = self.layer_marks.known if self.layer_marks else {}
            rows = layer_listing.field_lines(self.layered, known, current, self.text)
            heading = f"{listing.mark(current)} {one_line(current.kind)}"
            if state := listing.place_state(current):
                heading += f", {state}"
            inspector.show(heading + layer_listing.whose(self.layered, known, current), rows)
        self.show_lines()

    def show_lines(self) -> None:
        assert self.saver is not None
        article = self.session.article
        place = f"{self.at + 1}/{len(self.paths)} " if len(self.paths) > 1 else ""
        name = one_line(article.path.name if article.path else "")
        top = self.query_one("#top", EndsLine)
        top.set_class(bool(self.saver.problem), "alarm")
        again = f" · CHANGED ON DISK: {keymap.command('reload').key} reads it again"
        stale = again if self.text_on_disk_changed else ""
        whose = f" · {self.layers_line}" if self.layers_line else ""
        top.show(f"{place}{name} · {article.language}{whose}{stale}", self.saver.state)
        least = f"≥ {self.least:.1f} · " if self.least else ""
        self.query_one("#status", EndsLine).show(
            self.described() or self._place_in_text(),
            f"{least}{self._progress}",
        )
        self._show_hints()

    def described(self) -> str:
        """What stands at the caret, the current annotation first, in a line."""
        covering = self.covering
        if self.here is not None and self.here not in covering:
            covering.insert(0, self.here)
        letters = (self.layer_marks.letters,) if self.layer_marks else ()
        return listing.described(covering, *letters)

    @property
    def _progress(self) -> str:
        if looks_on(self.session):
            return f"{len(self.layered.others)} shown"
        more = "+" if self.finding is not None and self.finding.rests else ""
        said = "" if self.session.state == State.OPEN else f" · {one_line(self.session.state)}"
        return f"{self.session.decided} of {len(self.session.annotations)}{more} decided{said}"

    def _place_in_text(self) -> str:
        length = max(1, len(self.text))
        return f"{clamp(100 * self.pane.caret // length, 0, 100)} %"

    def _show_hints(self) -> None:
        ids, says = hints(self)
        ids, words = fitting(ids, self.current, self.session.scheme)
        self.query_one(HintLine).show(ids, says, words)

    def lost_piece(self, annotation: Annotation | None, name: str) -> Lost | None:
        """What is lost of an annotation, by the name of its row in the inspector."""
        number = name.removeprefix(listing.LOST_FIELD)
        if annotation is None or number == name or int(number) >= len(annotation.lost):
            return None
        return annotation.lost[int(number)]

    def on_resize(self) -> None:
        self.set_class(self.size.width < NARROW, "narrow")

    @property
    def is_narrow(self) -> bool:
        return self.size.width < NARROW

    def show_article(self) -> None:
        """The keyboard to the article, which a narrow screen may have to bring back first."""
        if self.is_narrow:
            self.remove_class("alone")
        self.set_focus(self.pane)

    def show_inspector(self) -> None:
        """The keyboard to the fields of the current annotation, wherever they have to come from."""
        self.set_class(self.is_narrow, "alone")
        self.set_focus(self.query_one(Inspector).fields)

    def on_descendant_focus(self) -> None:
        if self.saver is not None:
            self._show_hints()
