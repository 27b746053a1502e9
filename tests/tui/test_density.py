"""The strip beside the scroll bar: what it counts follows every edit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotations.annotation_set import AnnotationSet
from annotations.model import Agreement, Annotation, Entity, Quote, Span, Status
from tui.article.density import Density
from tui.widgets.density_strip import sign

LENGTH = 10_000


def one(number: int, kind: type[Annotation], start: int, status: Status) -> Annotation:
    return kind(id=f"a{number}", label="x", spans=(Span(start, start + 900),), status=status, confidence=0.5)


any_annotation = st.builds(
    one,
    st.integers(0, 9),
    st.sampled_from([Entity, Quote, Agreement]),
    st.integers(0, LENGTH - 900),
    st.sampled_from(list(Status)),
)


@given(st.lists(any_annotation, max_size=30), st.lists(st.integers(0, 9)), st.integers(0, 60))
def test_kept_up_as_made_anew(put: list[Annotation], removed: list[int], height: int) -> None:
    present = AnnotationSet()
    kept = Density(present, LENGTH)
    for annotation in put:
        if annotation.id in present:
            present.replace(annotation)
        else:
            present.add(annotation)
        kept.update([annotation.id])
    for number in removed:
        if f"a{number}" in present:
            present.remove(f"a{number}")
        kept.update([f"a{number}"])
    assert kept.rows(height) == Density(present, LENGTH).rows(height)
    assert len(kept.rows(height)) == height


def test_signs_stand_where_things_are() -> None:
    present = AnnotationSet(
        [
            one(1, Entity, 0, Status.SUGGESTED),
            one(2, Entity, 1500, Status.ACCEPTED),
            one(3, Quote, 3000, Status.ACCEPTED),
            one(4, Agreement, 6000, Status.SUGGESTED),
            one(5, Quote, 6000, Status.SUGGESTED),
            one(6, Quote, 9100, Status.REJECTED),
        ]
    )
    assert "".join(map(sign, Density(present, LENGTH).rows(10))) == "?  ┃  §   "
    assert "".join(map(sign, Density(present, LENGTH, least=0.7).rows(10))) == "   ┃      "
