"""The words of an article with its annotations as HTML elements.

Every piece of an annotation's words is a `span`; the words are followed by its tag, a link to its entry in
the lists, and by a card with its fields, which the style sheet shows while the piece or the tag is pointed
at or in focus. All text is escaped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from annotations.kinds import Custom
from annotations.model import Annotation, Span, Status
from annotations.pages.blocks import DROPPED, shown_text, story_blocks
from annotations.pages.nesting import Stretch, edges
from annotations.pages.sheet import Sheet

_OUTERMOST, _INNERMOST = -1, 9
_RANK = {"quote": 0, "agreement": 1, "note": 3, "entity": 5}
_OWN_RANK, _PART_RANK = 2, 4


@dataclass(frozen=True, slots=True)
class _Mark:
    """One span with what it is: `role` is "spans" for an annotation's words, else a field; the annotation is
    None for what is only drawn in the style of `role`."""

    role: str
    annotation: Annotation | None = None
    number: int = 0  # of the annotation's spans, from 0
    of: int = 1


class MarkedText:
    """`anchors` give the name of each annotation in the page, `entries` that of its entry in the lists, and
    `styles` the classes of its label."""

    def __init__(
        self, sheet: Sheet, anchors: Mapping[str, str], entries: Mapping[str, str], styles: Mapping[str, str]
    ) -> None:
        self.sheet = sheet
        self._anchors, self._entries, self._styles = anchors, entries, styles
        self._shown = shown_text(sheet.article)
        self._marks: list[_Mark] = []
        self._stretches: list[Stretch] = []
        self._begun: set[str] = set()
        for span, name in _styled(sheet):
            self._add(span, _OUTERMOST, _Mark(name))
        for annotation in sheet.annotations:
            rank = _OWN_RANK if isinstance(annotation, Custom) else _RANK.get(annotation.kind, _OWN_RANK)
            for number, span in enumerate(annotation.spans):
                self._add(span, rank, _Mark("spans", annotation, number, len(annotation.spans)))
            for role, span in annotation.places():
                if role != "spans":
                    self._add(span, _PART_RANK, _Mark(role, annotation))
        self._stretches.sort()

    def _add(self, span: Span, rank: int, mark: _Mark) -> None:
        self._stretches.append(Stretch(span, rank, len(self._marks)))
        self._marks.append(mark)

    def blocks(self) -> Iterator[tuple[str, str]]:
        """Paragraph by paragraph: the element it is to stand in (h1, h2 or p), and what stands in it."""
        under_way: list[Stretch] = []
        at = 0
        for element, block in story_blocks(self.sheet.article):
            while at < len(self._stretches) and self._stretches[at].span.start < block.end:
                under_way.append(self._stretches[at])
                at += 1
            under_way = [stretch for stretch in under_way if stretch.span.end > block.start]
            yield element, "".join(self._block(block, under_way))

    def _words(self, start: int, end: int) -> str:
        return escape(self._shown[start:end].replace(DROPPED, ""))

    def _block(self, block: Span, stretches: list[Stretch]) -> Iterator[str]:
        offset = block.start
        for edge in edges(stretches, block):
            yield self._words(offset, edge.offset)
            offset = edge.offset
            mark = self._marks[edge.key]
            if mark.annotation is None:
                yield f'<span class="{mark.role}">' if edge.opens else "</span>"
            elif edge.opens:
                yield self._opened(mark, mark.annotation)
            else:
                yield self._closed(mark, mark.annotation, edge.whole)
        yield self._words(offset, block.end)

    def _opened(self, mark: _Mark, annotation: Annotation) -> str:
        name = self._anchors[annotation.id]
        if mark.role != "spans":
            return f'<span class="part" data-of="{name}">'
        first = "" if annotation.id in self._begun else f' id="{name}"'
        self._begun.add(annotation.id)
        state = " undecided" if annotation.status is Status.SUGGESTED else ""
        return f'<span{first} class="mark {self._styles[annotation.id]}{state}" data-of="{name}">'

    def _closed(self, mark: _Mark, annotation: Annotation, whole: bool) -> str:
        if mark.role != "spans":
            return "</span>"
        name = self._anchors[annotation.id]
        tag, card = "", f'<span class="card">{self._card(annotation)}</span>'
        if whole:  # nothing of these words is left in another paragraph, or behind what crosses them
            told = self.sheet.tags[annotation.id]
            if mark.of > 1:
                told += f" {mark.number + 1}/{mark.of}"
            if annotation.status is Status.SUGGESTED:
                told += "?"
            last = mark.number + 1 == mark.of
            tag = f'<a class="tag" href="#{self._entries[annotation.id]}"' + (
                f' aria-describedby="c-{name}">' if last else ">"
            )
            tag += f"{escape(told)}</a>"
            if last:
                card = f'<span class="card" role="tooltip" id="c-{name}">{self._card(annotation)}</span>'
        return f"{tag}{card}</span>"

    def _card(self, annotation: Annotation) -> str:
        rows = [f"<b>{escape(self.sheet.what(annotation))}</b>"]
        for name, value in self.sheet.fields(annotation):
            rows.append(f"<span><i>{escape(name)}:</i> {escape(value)}</span>")
        return " ".join(rows)


def _styled(sheet: Sheet) -> Iterator[tuple[Span, str]]:
    """What is only drawn otherwise than the story, with the class for it."""
    for piece in sheet.article.furniture:
        yield piece.span, "furniture"
    if sheet.article.markup is not None:
        yield from ((span, style) for span, style in sheet.article.markup.styled if style != "heading")
