"""The versions of a case, one below the other, with what differs picked out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rich.cells import cell_len, set_cell_size
from textual.containers import VerticalScroll
from textual.content import Content
from textual.geometry import Region, Spacing
from textual.widgets import Static

from annotations.adjudication.adjudication import Standing
from annotations.adjudication.cases import Case, Version
from annotations.adjudication.remarks import Remark
from annotations.adjudication.telling import NOTHING, differing_fields, standing_told, what_differs, whose
from annotations.annotation_set import AnnotationSet
from annotations.comparison.disagreements import LABEL, MISSED, SPLIT
from annotations.comparison.tokens import label_of
from annotations.display import one_line
from tui.article.wrap import wrap_line
from tui.article_rows import fitted
from tui.listing import field_value, role_name
from tui.screens.adjudicate_snippets import Piece, snippets
from tui.screens.dialogs import NUMBERED

_INDENT = 4  # cells for the mark and the number
_ROWS = 3  # of words that a version may take

Part = str | tuple[str, str]


@dataclass
class Shown:
    """A case as it is put before a person; `at` is the version that is picked out in the article."""

    case: Case
    text: str
    annotations: AnnotationSet  # the gold file's, for what versions refer to
    standing: Standing
    at: int = 0
    remarks: Sequence[Remark] = ()
    taken: frozenset[int] = field(default_factory=frozenset)  # versions that stand in the gold file


class VersionsPanel(VerticalScroll):
    """Shows a case; keys are the screen's."""

    DEFAULT_CSS = """
    VersionsPanel { background: $surface; scrollbar-size-vertical: 1; padding: 0 1; }
    VersionsPanel Static { height: auto; width: 100%; }
    """

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(Static("", markup=False), id=id, can_focus=False)
        self._shown: Shown | None = None

    def show(self, shown: Shown | None) -> None:
        self._shown = shown
        self._draw()

    def on_resize(self) -> None:
        self._draw()

    def _draw(self) -> None:
        width = self.scrollable_content_region.width
        if width <= 0 or self._shown is None:
            self.query_one(Static).update("")
            return
        rows, first, last = rows_of(self._shown, width)
        self.query_one(Static).update(Content("\n").join(rows))
        self.call_after_refresh(
            self.scroll_to_region,
            Region(0, first, 1, last - first),
            spacing=Spacing(),
            animate=False,
            immediate=True,
        )


def rows_of(shown: Shown, width: int) -> tuple[list[Content], int, int]:
    """What the panel shows in so many cells, and the rows of the version picked out, the end excluded."""
    case = shown.case
    rows = [_heading(shown, width)]
    alike = case.versions[0].spans
    same_words = MISSED not in case.differences and all(v.spans == alike for v in case.versions)
    held = [version.spans for version in case.versions if version.annotations]
    pieces = snippets(shown.text, held, _ROWS * (width - _INDENT))
    if same_words:
        rows += _wrapped(_words(pieces[0]), width, 1)
    shared = _shared(shown)
    if shared:
        rows += _wrapped([("all have ", "dim"), (shared, "dim")], width, 1)
    first = last = 0
    for number, version in enumerate(case.versions):
        begins = len(rows)
        rows.append(_version_heading(shown, number, width))
        if version.annotations and not same_words:
            rows += _wrapped(_words(pieces[number]), width, _INDENT)
        if number == shown.at:
            first, last = begins, len(rows)
    for remark in shown.remarks:
        rows += _wrapped([(f"{one_line(remark.annotator)}: {one_line(remark.says)}", "italic")], width, 1)
    return rows, first, last


def _heading(shown: Shown, width: int) -> Content:
    case = shown.case
    left = f"{one_line(case.kind)} · {what_differs(case)}"
    right = standing_told(shown.standing, shown.text)
    room = width - cell_len(left) - 2
    if cell_len(right) > room:
        right = set_cell_size(right, max(0, room - 1)) + "…" if room > 1 else ""
    gap = " " * (width - cell_len(left) - cell_len(right))
    return Content.assemble((left, "bold"), gap, (right, "dim" if shown.standing.settled else "bold"))


def _shared(shown: Shown) -> str:
    """Label and filled-in fields that are the same in all versions that have something."""
    case = shown.case
    if SPLIT in case.differences:
        return ""
    annotation = case.versions[0].annotations[0]
    differing = set(case.differences)
    parts = [] if LABEL in differing else [one_line(label_of(annotation))]
    for spec in annotation.fields:
        value = field_value(annotation, spec, shown.annotations, shown.text)
        if value and spec.name not in differing:
            parts.append(f"{role_name(spec.name)} {value}")
    return " · ".join(parts)


def _version_heading(shown: Shown, number: int, width: int) -> Content:
    version = shown.case.versions[number]
    mark = "▸" if number == shown.at else " "
    taken = "✓" if number in shown.taken else " "
    key = str(number + 1) if number < NUMBERED else " "
    widest = max(cell_len(whose(each)) for each in shown.case.versions)
    names = fitted(whose(version), min(widest, max(8, width // 3)))
    line: list[Part] = [(mark, "bold"), (key, "bold reverse"), (taken, "bold"), " ", (names, "bold"), "  "]
    return Content.assemble(*line, _said(shown, version)).truncate(width, ellipsis=True)


def _said(shown: Shown, version: Version) -> str:
    """What of label and fields is this version's own."""
    if not version.annotations:
        return NOTHING
    case = shown.case
    if SPLIT in case.differences:
        return f"{len(version.annotations)} × {one_line(case.kind)}"
    annotation = version.annotations[0]
    parts = [one_line(label_of(annotation))] if LABEL in case.differences else []
    for spec in differing_fields(case):
        value = field_value(annotation, spec, shown.annotations, shown.text)
        parts.append(f"{role_name(spec.name)}: {value or '–'}")
    return " · ".join(parts)


def _words(pieces: Iterable[Piece]) -> list[Part]:
    return [(piece.text, _style(piece)) for piece in pieces if piece.text]


def _style(piece: Piece) -> str:
    if piece.bracket:
        return "bold $text-accent"
    if piece.inside:
        return "bold reverse" if piece.differs else "bold"
    return "underline" if piece.differs else "dim"


def _wrapped(parts: Sequence[Part], width: int, indent: int) -> list[Content]:
    """Rows of at most `width` cells, indented."""
    content = Content.assemble(*parts)
    starts = [*wrap_line(content.plain, max(1, width - indent - 1)), len(content.plain)]
    return [Content.assemble(" " * indent, content[start:end].rstrip()) for start, end in pairwise(starts)]
