"""What the inspector and the status line say of whose a mark is, and of what others say in its fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from annotations.layers import Held, LayeredSet
from annotations.model import Annotation
from tui import listing
from tui.layers import Sign
from tui.listing import FieldLine


def whose(layered: LayeredSet, known: Mapping[str, Sign], mark: Annotation) -> str:
    """Who has a mark and who rejected it, behind the heading; "" where there is one annotator only."""
    if not layered.others:
        return ""
    holders, refused = layered.holders(mark), layered.rejected_by(mark)
    told = f" · {_named(holders, known)}" if holders else ""
    return told + (f" · ✗ {_named(refused, known)}" if refused else "")


def _named(annotators: Sequence[str], known: Mapping[str, Sign]) -> str:
    """Letters first, which stay in sight where there is little room."""
    return f"{''.join(known[name].letter for name in annotators)} {', '.join(annotators)}"


def field_lines(
    layered: LayeredSet, known: Mapping[str, Sign], mark: Annotation, text: str
) -> list[FieldLine]:
    """The fields of a mark, and below each what others say there, where that differs.

    Of one that is not ours nothing can be edited.
    """
    return list(_field_lines(layered, known, mark, text))


def _field_lines(
    layered: LayeredSet, known: Mapping[str, Sign], mark: Annotation, text: str
) -> Iterator[FieldLine]:
    foreign = layered.foreign(mark)
    annotation = foreign.annotation if foreign else mark
    annotations = layered.set_of(foreign.annotator) if foreign else layered.own
    versions = layered.held(mark)
    differing = {spec.name: spec for spec in layered.differing(mark)}
    for row in listing.field_lines(annotation, annotations, text):
        yield FieldLine(row.name, row.title, row.value, editable=row.editable and foreign is None)
        if row.name in differing:
            spec = differing[row.name]
            shown = Held(foreign.annotator if foreign else layered.name, annotation)
            for version in versions:
                if not layered.same(spec, shown, version):
                    there = layered.set_of(version.annotator)
                    value = listing.field_value(version.annotation, spec, there, text)
                    yield FieldLine("", known[version.annotator].letter, value, editable=False)
