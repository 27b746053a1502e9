"""The article with a case in its place."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.model import Annotation, Span
from tui.article.rows import CURRENT_RANK, MATCH_RANK, Ink
from tui.widgets.article_pane import ArticlePane


class CasePane(ArticlePane):
    """Picks out the words of one version, and those that not all versions hold."""

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._picked_out: tuple[Ink, ...] = ()

    def pick_out(self, version: Sequence[Span], differing: Sequence[Span]) -> None:
        self._picked_out = (
            *(Ink(span, "current", CURRENT_RANK) for span in version),
            *(Ink(span, "match", MATCH_RANK) for span in differing),
        )
        self.redraw()

    def _row_inks(self, row: Span, annotations: Sequence[Annotation]) -> list[Ink]:
        return [*super()._row_inks(row, annotations), *self._picked_out]
