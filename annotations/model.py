"""What an annotation is: spans over the text, a label, a status and the fields of its kind.

Offsets are Unicode code points of the decoded, LF-normalised text, half-open.
Annotations are immutable; a change is a new annotation with the same id (see `edits`).
Each kind declares its fields once, in `fields`; the sidecar, the inspector, the
schema and anchoring all read that table rather than knowing the kinds.
"""

from __future__ import annotations

import dataclasses
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar, NamedTuple, Self

from annotations.history import Step

ID_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford base 32, lower case: no i l o u


class Span(NamedTuple):
    """Half-open range `[start, end)` of code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        return self.end - self.start

    def contains(self, offset: int) -> bool:
        return self.start <= offset < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


class Status(StrEnum):
    """Whether a person has decided: what a person adds is accepted at once."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class FieldType(StrEnum):
    """How a field is written, edited and compared."""

    TEXT = "text"  # free text, one line
    CHOICE = "choice"  # one of `choices`
    SPAN = "span"  # a place in the text (Span or None)
    PASSAGE = "passage"  # free text, with its place where it stands in the article
    NAME = "name"  # the name of an entity
    NAMES = "names"  # several of them
    COUNT = "count"  # a whole number
    REF = "ref"  # the id of another annotation


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind of annotation; `help` is a phrase for the inspector."""

    name: str
    type: FieldType
    help: str
    choices: tuple[str, ...] = ()

    @property
    def empty(self) -> Any:
        """The value that stands for "not filled in"."""
        if self.type in (FieldType.TEXT, FieldType.CHOICE, FieldType.NAME, FieldType.REF):
            return ""
        return () if self.type is FieldType.NAMES else None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that fill a field: `span` is where they stand in the article, or None for free text."""

    text: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Lost:
    """A span whose text is gone from the article; `role` is "spans" or the field's name.

    Kept with everything needed to find or re-anchor it by hand. `like` is the span that is taken
    for it, because its words are much alike, until a person confirms that.
    """

    role: str
    quote: str
    at: Span
    before: str = ""
    after: str = ""
    like: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotation:
    """What all kinds share. `spans` are in text order and do not overlap one another.

    `by` is who made it ("artreader" for a finder's suggestion); `why` the rule or
    model that suggested it; `confidence` in 0..1; `history` who did what to it since, the last
    behind; `extra` holds keys of the file that this version does not know, to be written back as they were.
    """

    kind: ClassVar[str]
    fields: ClassVar[tuple[Field, ...]] = ()

    id: str
    label: str
    spans: tuple[Span, ...]
    status: Status = Status.ACCEPTED
    by: str = ""
    confidence: float | None = None
    why: str = ""
    note: str = ""
    lost: tuple[Lost, ...] = ()
    history: tuple[Step, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def start(self) -> int:
        return self.spans[0].start

    @property
    def end(self) -> int:
        return self.spans[-1].end

    @property
    def extent(self) -> Span:
        """From the first span's start to the last one's end."""
        return Span(self.start, self.end)

    @property
    def is_lost(self) -> bool:
        """Whether no place in the present text is left to draw it at."""
        return not self.spans

    @property
    def unconfirmed(self) -> tuple[Lost, ...]:
        """What of it stands only where something alike was found, for a person to confirm."""
        places = self.places() if self.lost else ()
        return tuple(piece for piece in self.lost if (piece.role, piece.like) in places)

    @property
    def group(self) -> str:
        """What the sidebar groups it by; "" when that is not filled in."""
        return ""

    def text_in(self, text: str) -> str:
        """The annotated words of `text`, spans joined by " … "; those that were lost as they were."""
        if self.is_lost:
            return " … ".join(lost.quote for lost in self.lost if lost.role == "spans")
        return " … ".join(text[start:end] for start, end in self.spans)

    def value(self, name: str) -> Any:
        """The value of field `name`. Raises KeyError when this kind has no such field."""
        if all(f.name != name for f in self.fields):
            raise KeyError(name)
        return getattr(self, name)

    def with_(self, **changes: Any) -> Self:
        """A copy with these attributes or fields changed."""
        return dataclasses.replace(self, **changes)

    def places(self) -> list[tuple[str, Span]]:
        """Every span it holds with its role: "spans" for the annotated words, else the field's name."""
        places = [("spans", span) for span in self.spans]
        for spec in self.fields:
            value = getattr(self, spec.name)
            if isinstance(value, Passage):
                value = value.span
            if spec.type in (FieldType.SPAN, FieldType.PASSAGE) and value is not None:
                places.append((spec.name, value))
        return places

    def references(self) -> list[tuple[str, str]]:
        """The ids of the annotations that it names, each with the name of the field."""
        named = [(spec.name, getattr(self, spec.name)) for spec in self.fields if spec.type is FieldType.REF]
        return [(name, id_) for name, id_ in named if id_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Annotation):
    """One mention of a named thing; mentions of one thing share the name `entity`."""

    kind = "entity"
    fields = (Field("entity", FieldType.NAME, "the full name that all its mentions share"),)

    entity: str = ""

    @property
    def group(self) -> str:
        return self.entity


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Annotation):
    """An attribution (PARC, PolNeAR): `spans` are its content, the label its kind.

    `cue` is the smallest words that signal it (ujar, Menurut, katanya), `source`
    the words that name who speaks, with role, as written; `speaker` whom that resolves to.
    """

    kind = "quote"
    fields = (
        Field("speaker", FieldType.NAME, "who speaks, by full name"),
        Field("source", FieldType.SPAN, "the words that name who speaks, as written"),
        Field("cue", FieldType.SPAN, "the words that signal the quote: ujar, menurut, said"),
    )

    speaker: str = ""
    source: Span | None = None
    cue: Span | None = None

    @property
    def group(self) -> str:
        return self.speaker


AGREEMENT_STATUSES = (
    "proposed", "negotiating", "reached", "signed", "in_force", "to_be_extended",
    "extended", "suspended", "rejected", "broken", "ended", "unknown",
)  # fmt: skip
REALIS = ("actual", "other", "generic")  # TAC KBP event nuggets


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Annotation):
    """One instrument or act of agreeing; `spans` are its mentions, the label its type (treaty, mou …).

    One record per agreement, as an event hopper of TAC KBP; `agreement_status` follows PLOVER's
    and PA-X's stages, and is named in full because every annotation has a `status` of its own.
    """

    kind = "agreement"
    fields = (
        Field("title", FieldType.TEXT, "a short name for it"),
        Field("parties", FieldType.NAMES, "who agreed: states, organisations, persons"),
        Field("subject", FieldType.PASSAGE, "what it is about"),
        Field("agreement_status", FieldType.CHOICE, "how far it has come", AGREEMENT_STATUSES),
        Field("realis", FieldType.CHOICE, "actual, not (yet) so, or generic", REALIS),
        Field("date", FieldType.PASSAGE, "when it was reached, signed or ended"),
        Field("count", FieldType.COUNT, "how many instruments the mention counts"),
        Field("said_in", FieldType.REF, "the quote it was said in"),
    )

    title: str = ""
    parties: tuple[str, ...] = ()
    subject: Passage | None = None
    agreement_status: str = ""
    realis: str = ""
    date: Passage | None = None
    count: int | None = None
    said_in: str = ""

    @property
    def group(self) -> str:
        return self.agreement_status


def parties_in_title(parties: tuple[str, ...]) -> str:
    """What titles given by the finders end with: the first three parties, in brackets."""
    return f" ({' – '.join(parties[:3])})" if parties else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Annotation):
    """A comment on a passage, for the reviewer or oneself; the words stand in `note`."""

    kind = "note"


KINDS: dict[str, type[Annotation]] = {cls.kind: cls for cls in (Entity, Quote, Agreement, Note)}


def new_id() -> str:
    """A random id that begins with a letter: 7 characters, 2**34 of them."""
    return secrets.choice("abcdefghjkmnpqrstvwxyz") + "".join(secrets.choice(ID_ALPHABET) for _ in range(6))
