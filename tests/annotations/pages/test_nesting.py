"""Stretches that overlap in any way become tags that nest, and cover what they covered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Span
from annotations.pages.nesting import Stretch, edges

SIZE = 12
SPANS = st.tuples(st.integers(0, SIZE), st.integers(0, SIZE)).map(lambda ends: Span(min(ends), max(ends)))


def test_of_two_that_cross_the_later_one_is_cut() -> None:
    found = list(edges([Stretch(Span(0, 6), 0, 0), Stretch(Span(4, 9), 0, 1)], Span(0, 10)))
    assert [(e.offset, e.opens, e.key, e.whole) for e in found] == [
        (0, True, 0, True), (4, True, 1, True), (6, False, 1, False), (6, False, 0, True),
        (6, True, 1, False), (9, False, 1, True),
    ]  # fmt: skip


@given(st.lists(st.tuples(SPANS, st.integers(0, 2)), max_size=8), SPANS)
def test_tags_nest_and_cover_all_and_only_what_was_given(given_: list[tuple[Span, int]], block: Span) -> None:
    stretches = [Stretch(span, rank, key) for key, (span, rank) in enumerate(given_)]
    opened: list[tuple[int, int]] = []
    covered: dict[int, set[int]] = {stretch.key: set() for stretch in stretches}
    whole: dict[int, list[bool]] = {stretch.key: [] for stretch in stretches}
    last = block.start
    for edge in edges(stretches, block):
        assert last <= edge.offset <= block.end
        last = edge.offset
        if edge.opens:
            opened.append((edge.key, edge.offset))
            continue
        key, start = opened.pop()
        assert key == edge.key
        assert start < edge.offset
        assert not covered[key] & set(range(start, edge.offset))
        covered[key] |= set(range(start, edge.offset))
        whole[key].append(edge.whole)
    assert not opened
    for stretch in stretches:
        assert covered[stretch.key] == set(range(*stretch.span)) & set(range(*block))
        ends_here = block.start < stretch.span.end <= block.end and stretch.span.length > 0
        assert whole[stretch.key].count(True) == ends_here
