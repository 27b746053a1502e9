"""How the article shows whose a mark is, where not all have it: a ground of colour, letters in the margin."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotations.layers import LayeredSet
from annotations.model import Annotation, Span
from tui.article.rows import LAYER_RANK, SHARED_RANK, Ink
from tui.layers import Sign, letters

DIFFERING = "≠"  # in the margin: all who have it agree on the words, and not on a field


class LayerMarks:
    """Layers with their signs; `known` are those that are shown, in order. Nothing here draws."""

    def __init__(self, layered: LayeredSet, known: Mapping[str, Sign]) -> None:
        self.layered = layered
        self.known = known

    @property
    def width(self) -> int:
        """Cells that the margin needs for it: one a layer, and one for what differs in a field."""
        return len(self.known) + 1

    def letters(self, mark: Annotation) -> str:
        """Who has it, for the lists."""
        return letters(self.layered.holders(mark), self.known)

    def inks(self, marks: Iterable[Annotation]) -> Iterator[Ink]:
        """Of what some have and some have not: one's own colour, or one for several of them."""
        for mark in marks:
            if self.layered.contested(mark):
                holders = self.layered.holders(mark)
                alone = len(holders) == 1
                name = f"layer/{self.known[holders[0]].colour if alone else 'several'}"
                for span in mark.spans:
                    yield Ink(span, name, LAYER_RANK if alone else SHARED_RANK)

    def gutter(self, row: Span, marks: Sequence[Annotation]) -> list[tuple[str, str]]:
        """Cells with the ink of each: the letters of those who alone have something in the row, and ≠."""
        holders = {
            name for mark in marks if self.layered.contested(mark) for name in self.layered.holders(mark)
        }
        cells = [
            (sign.letter if name in holders else " ", f"letter/{sign.colour}")
            for name, sign in self.known.items()
        ]
        differing = any(
            row.contains(span.start) for mark in marks for span in mark.spans if self.layered.differing(mark)
        )
        return [*cells, (DIFFERING if differing else " ", "gutter")]
