"""What a page shows of one article: the annotations with the names and words that people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from annotations.article import Article
from annotations.counted import counted
from annotations.display import one_line
from annotations.field_text import field_text
from annotations.lexicon import LANGUAGES
from annotations.library.facts import title_of
from annotations.metadata import NOTHING_KNOWN, Metadata
from annotations.model import Annotation, Entity, Field, FieldType, Status
from annotations.scheme import Scheme

KIND_NAMES = {"quote": "Quotes", "agreement": "Agreements", "entity": "Names", "note": "Notes"}
_FIELD_NAMES = {"entity": "name", "agreement_status": "status"}


@dataclass(frozen=True)
class Sheet:
    """`annotations` are those to be shown, in text order, each with a place; `lost` have none any more."""

    article: Article
    scheme: Scheme
    annotations: Sequence[Annotation]
    lost: Sequence[Annotation] = ()
    annotator: str = ""
    metadata: Metadata = NOTHING_KNOWN

    @property
    def name(self) -> str:
        """Of the article's file."""
        return self.article.path.name if self.article.path else ""

    @cached_property
    def title(self) -> str:
        """The headline, one line; else what the page was called, else the name of the file."""
        span = self.article.title
        words = "" if span is None else one_line(self.article.prose.text[span.start : span.end])
        return words or one_line(self.metadata.title) or one_line(self.name)

    @property
    def heading(self) -> str:
        """The title, or the first sentence where there is none."""
        return title_of(self.article) or self.title

    @cached_property
    def tags(self) -> dict[str, str]:
        """By id, what a mark calls an annotation: an entity by its label, others Q1, A1, N1, claim1 …"""
        numbers: dict[str, int] = {}
        tags: dict[str, str] = {}
        for annotation in self.annotations:
            kind = annotation.kind
            if kind == "entity":
                tags[annotation.id] = one_line(annotation.label) or "?"
                continue
            numbers[kind] = numbers.get(kind, 0) + 1
            name = kind[0].upper() if kind in KIND_NAMES else one_line(kind)
            tags[annotation.id] = f"{name}{numbers[kind]}"
        return tags

    @cached_property
    def kinds(self) -> dict[str, str]:
        """The kinds that are there, with the names of their lists: built-in ones first."""
        there = {annotation.kind for annotation in self.annotations}
        own = {kind.id: one_line(kind.name) for kind in self.scheme.own}
        foreign = {kind: one_line(kind).capitalize() for kind in sorted(there)}
        known = {**KIND_NAMES, **own}
        return {kind: name for kind, name in {**known, **foreign, **known}.items() if kind in there}

    def of(self, kind: str) -> list[Annotation]:
        return [annotation for annotation in self.annotations if annotation.kind == kind]

    def words(self, annotation: Annotation) -> str:
        return one_line(annotation.text_in(self.article.prose.text))

    def label(self, annotation: Annotation) -> str:
        """The label in words, where the scheme has them."""
        label = self.scheme.label(annotation.kind, annotation.label)
        return one_line(label.name if label else annotation.label)

    def what(self, annotation: Annotation) -> str:
        """Kind and label in words; of a name the label says enough."""
        kind = "" if annotation.kind == "entity" else one_line(annotation.kind)
        return ": ".join(filter(None, (kind, self.label(annotation))))

    def fields(self, annotation: Annotation) -> Iterator[tuple[str, str]]:
        """Name and value of every field that is filled in, and of what else is known of it."""
        for spec in annotation.fields:
            if value := self.value(annotation, spec):
                yield _FIELD_NAMES.get(spec.name, spec.name.replace("_", " ")), value
        if annotation.note:
            yield "comment", one_line(annotation.note)
        state = (
            str(annotation.status) if annotation.status is not Status.SUGGESTED else "suggested, undecided"
        )
        if annotation.by:
            state += f", by {one_line(annotation.by)}"
        if annotation.confidence is not None and annotation.status is Status.SUGGESTED:
            state += f", confidence {annotation.confidence:.2f}"
        if annotation.unconfirmed:
            state += "; stands where words are only alike"
        yield "state", state

    def value(self, annotation: Annotation, spec: Field) -> str:
        """A field as one line, "" where it is empty; a reference by its tag."""
        if spec.type is FieldType.REF:
            return self.tags.get(getattr(annotation, spec.name, ""), "")
        shown = field_text(spec, annotation, self.article.prose.text)
        return shown.replace("_", " ") if spec.type is FieldType.CHOICE else shown

    def by_group(self, kind: str) -> dict[str, list[Annotation]]:
        """Quotes by speaker, others by what the sidebar groups them by; "" is last."""
        groups: dict[str, list[Annotation]] = {}
        for annotation in self.of(kind):
            groups.setdefault(one_line(annotation.group), []).append(annotation)
        return dict(sorted(groups.items(), key=lambda group: not group[0]))

    @cached_property
    def names(self) -> dict[str, dict[str, list[Annotation]]]:
        """Mentions by label, in the scheme's order, and by the name they share."""
        order = [label.id for label in self.scheme.of("entity")]
        found: dict[str, dict[str, list[Annotation]]] = {}
        for annotation in self.of("entity"):
            name = one_line(annotation.entity) if isinstance(annotation, Entity) else ""
            mentions = found.setdefault(annotation.label, {}).setdefault(name or self.words(annotation), [])
            mentions.append(annotation)
        rank = {label: number for number, label in enumerate(order)}
        return dict(sorted(found.items(), key=lambda item: rank.get(item[0], len(rank))))

    @property
    def about(self) -> str:
        """Language and counts in a line."""
        language = LANGUAGES.get(self.article.language, self.article.language)
        undecided = sum(a.status is Status.SUGGESTED for a in self.annotations)
        parts = [language, counted(len(self.annotations), "annotation")]
        if undecided:
            parts.append(f"{undecided} of them undecided suggestions")
        if self.annotator:
            parts.append(f"annotated by {one_line(self.annotator)}")
        return ", ".join(parts)
