"""What the lists beside the article say: one line an annotation, under headings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from annotations.annotation_set import AnnotationSet
from annotations.display import one_line
from annotations.field_text import field_text
from annotations.history import last_review
from annotations.kinds import Custom, Unknown
from annotations.model import (
    Agreement,
    Annotation,
    Entity,
    Field,
    FieldType,
    Quote,
    Status,
)
from annotations.scheme import Scheme
from annotations.session import Session
from tui import history_listing
from tui.history_listing import REVISED

TABS = ("entity", "quote", "agreement", "note")
TAB_NAMES = {"entity": "Entities", "quote": "Quotes", "agreement": "Agreements", "note": "Notes"}
MARKS = {Status.SUGGESTED: "?", Status.ACCEPTED: "✓", Status.REJECTED: "✗"}
LOST, PARTLY_LOST, UNCONFIRMED = "lost from the text", "partly lost from the text", "only alike: confirm"
_STATES = (LOST, PARTLY_LOST, UNCONFIRMED)
_PLACE_MARKS = {LOST: "!", PARTLY_LOST: "!", UNCONFIRMED: "≈"}
ABOUT_FIELD = "article:"  # with its key: the row of the inspector for what is known of the article
ANOTHER_SPAN = "another span"  # what is waited for where one is to be added
LOST_FIELD = "lost:"  # with its number: the row of the inspector for what is lost of an annotation
_NO_GROUP = {"entity": "(no name)", "quote": "(no speaker)", "agreement": "(no status)", "note": ""}
QUOTE_MARKS = {"direct": "“”", "mixed": "“ ", "indirect": "  "}
_CONTEXT = 24  # characters shown behind a mention, to tell mentions apart


def tabs(scheme: Scheme, annotations: AnnotationSet) -> dict[str, str]:
    """The lists by kind, with their names: the built-in ones, the scheme's own, and what else there is."""
    own = {kind.id: one_line(kind.name) for kind in scheme.own}
    unknown = {a.kind: one_line(a.kind).capitalize() for a in annotations if isinstance(a, Unknown)}
    return {**TAB_NAMES, **own, **unknown}


@dataclass(frozen=True, slots=True)
class Line:
    """A heading (`id` None) or an annotation: `mark` and `label` before `text`, `more` after it, quieter.

    What is `alone` belongs to no heading above it.
    """

    id: str | None
    text: str
    mark: str = ""
    label: str = ""
    more: str = ""
    status: Status | None = None
    alone: bool = False


def who_field(annotation: Annotation) -> str | None:
    """The field that says who: of a kind of the scheme, its first that holds entities; None without one."""
    names = (spec.name for spec in annotation.fields if spec.type in (FieldType.NAME, FieldType.NAMES))
    return {"quote": "speaker", "agreement": "parties"}.get(annotation.kind) or next(names, None)


def group_of(annotation: Annotation) -> tuple[int, str]:
    """The rank and heading of the group it is listed in: what is amiss first, what is rejected last."""
    if annotation.status is Status.REJECTED:
        return len(_STATES), "rejected"
    if state := place_state(annotation):
        return _STATES.index(state) - len(_STATES), state
    return 0, annotation.group or _NO_GROUP.get(annotation.kind, "")


def heading(name: str, members: int) -> Line:
    return Line(None, f"{one_line(name).replace('_', ' ')} {members}")


def searched(annotation: Annotation, text: str) -> str:
    """What a filter looks for its words in."""
    group = annotation.group or _NO_GROUP.get(annotation.kind, "")
    review = history_listing.searched(annotation)
    if annotation.kind == "entity":  # there are very many of them; what follows a name is not looked for
        found = f"{group} {annotation.label} {one_line(annotation.text_in(text))} {review}"
    else:
        shown = line(annotation, text)
        found = f"{group} {shown.label} {shown.text} {shown.more} {review}"
    return found.casefold()


def place_state(annotation: Annotation) -> str:
    """What is to be done about its place since the text changed: a heading, or "" when it is found."""
    if annotation.is_lost:
        return LOST
    if annotation.unconfirmed:
        return UNCONFIRMED
    return PARTLY_LOST if annotation.lost else ""


def line(annotation: Annotation, text: str) -> Line:
    words = one_line(annotation.text_in(text))
    more = ""
    if isinstance(annotation, Entity) and not annotation.is_lost:
        more = one_line(text[annotation.end : annotation.end + _CONTEXT])
        more += "…" * (len(text) > annotation.end + _CONTEXT)
    elif isinstance(annotation, Agreement):
        more = " – ".join(one_line(party) for party in annotation.parties)
    elif isinstance(annotation, Custom):
        more = " · ".join(_filled_in(annotation))
    elif annotation.kind == "note":
        words, more = one_line(annotation.note), words
    label = QUOTE_MARKS.get(annotation.label, one_line(annotation.label))
    if annotation.kind in ("agreement", "note"):
        label = ""
    if last_review(annotation.history) is not None:
        label = f"{REVISED} {label}".rstrip()
    return Line(annotation.id, words, mark(annotation), label, more, annotation.status)


def _filled_in(annotation: Custom) -> Iterator[str]:
    """What its fields say, but for places in the text and what it is grouped by."""
    for spec in annotation.fields:
        value = annotation.value(spec.name)
        if spec.type is not FieldType.SPAN and value != spec.empty and value != annotation.group:
            yield "; ".join(map(one_line, [value] if isinstance(value, str) else value))


def mark(annotation: Annotation) -> str:
    """One character for whether it is decided, or for what is amiss with its place."""
    if annotation.status is Status.REJECTED:
        return MARKS[annotation.status]
    return _PLACE_MARKS.get(place_state(annotation), MARKS[annotation.status])


@dataclass(frozen=True, slots=True)
class FieldLine:
    """A row of the inspector: `name` is the field's, `value` as shown; `editable` when Enter changes it."""

    name: str
    title: str
    value: str
    editable: bool = True


def field_lines(annotation: Annotation, annotations: AnnotationSet, text: str) -> list[FieldLine]:
    """Every field of an annotation, in the order a person checks them."""
    return list(_field_lines(annotation, annotations, text))


def _field_lines(annotation: Annotation, annotations: AnnotationSet, text: str) -> Iterator[FieldLine]:
    for row in history_listing.reviewer_rows(annotation, text):
        yield FieldLine(*row, editable=False)
    unconfirmed = annotation.unconfirmed
    for number, piece in enumerate(annotation.lost):
        title = "alike to" if piece in unconfirmed else "lost"
        yield FieldLine(f"{LOST_FIELD}{number}", title, f"{role_name(piece.role)}: {one_line(piece.quote)}")
    if annotation.label or not isinstance(annotation, Custom):
        yield FieldLine("label", "label", one_line(annotation.label))
    for spec in annotation.fields:
        title = "status" if spec.name == "agreement_status" else spec.name.replace("_", " ")
        yield FieldLine(spec.name, title, field_value(annotation, spec, annotations, text))
    yield FieldLine("note", "comment", one_line(annotation.note))
    yield FieldLine("spans", "words", one_line(annotation.text_in(text)))
    decided = str(annotation.status)
    if annotation.by:
        decided += f", made by {one_line(annotation.by)}"
    yield FieldLine("status", "decided", decided)
    if annotation.why or annotation.confidence is not None:
        sure = "" if annotation.confidence is None else f"{annotation.confidence:.2f} "
        yield FieldLine("why", "because", f"{sure}{one_line(annotation.why)}".strip(), editable=False)
    for row in history_listing.history_rows(annotation, text):
        yield FieldLine(*row, editable=False)


def article_lines(session: Session) -> list[FieldLine]:
    """What is known of the article beside its text, for where there is no annotation to tell of."""
    known = session.metadata.lines()
    return [FieldLine(f"{ABOUT_FIELD}{name}", name, value, editable=False) for name, value in known]


def role_name(role: str) -> str:
    """ "spans" are an annotation's words; a field has its name."""
    return "words" if role == "spans" else role.replace("_", " ")


def field_value(annotation: Annotation, spec: Field, annotations: AnnotationSet, text: str) -> str:
    """A field as one line; a quote that it names by what was said."""
    if spec.type is FieldType.REF:
        other = annotations.get(annotation.value(spec.name))
        if isinstance(other, Quote):
            return f"{one_line(other.speaker) or 'quote'}: {one_line(other.text_in(text))}"
    shown = field_text(spec, annotation, text)
    return shown.replace("_", " ") if spec.type is FieldType.CHOICE else shown


def described(
    covering: Sequence[Annotation], letters: Callable[[Annotation], str] = lambda annotation: ""
) -> str:
    """What stands at the caret, innermost first: "PER Wiranto · quote indirect, Wiranto ?".

    With `letters` behind each whose it is.
    """
    parts = ((_described(annotation), letters(annotation).replace(" ", "")) for annotation in covering)
    return " · ".join(f"{what} [{whose}]" if whose else what for what, whose in parts)


def _described(annotation: Annotation) -> str:
    sign = mark(annotation)
    if isinstance(annotation, Entity):
        return f"{sign} {one_line(annotation.label)} {one_line(annotation.entity)}"
    if isinstance(annotation, Quote):
        return f"{sign} {one_line(annotation.label)} quote, {one_line(annotation.speaker) or 'no speaker'}"
    if isinstance(annotation, Agreement):
        stage = annotation.agreement_status.replace("_", " ")
        return f"{sign} {one_line(annotation.label)} {one_line(stage)}".rstrip()
    if isinstance(annotation, Custom):
        parts = (annotation.kind, annotation.label, annotation.group)
        return f"{sign} {' '.join(one_line(part) for part in dict.fromkeys(parts) if part)}"
    return f"{sign} {one_line(annotation.kind)}"
