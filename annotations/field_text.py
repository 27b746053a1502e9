"""What a field of an annotation says, in a line."""

from __future__ import annotations

from annotations.display import one_line
from annotations.model import Annotation, Field, FieldType, Passage, Span


def field_text(spec: Field, annotation: Annotation, text: str) -> str:
    """The value of field `spec` as one line that is safe to print; "" when it is not filled in.

    A kind that has no such field has not filled it in either.
    """
    value = getattr(annotation, spec.name, spec.empty)
    if value in ("", (), None):
        return ""
    if isinstance(value, Span):
        return one_line(text[value.start : value.end])
    if isinstance(value, Passage):
        return passage_text(value)
    if spec.type is FieldType.NAMES:
        return "; ".join(map(one_line, value))
    return one_line(str(value))


def passage_text(passage: Passage | None) -> str:
    """The words of a passage as one line; "" where there is none."""
    return "" if passage is None else one_line(passage.text)
