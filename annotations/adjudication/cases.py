"""Where annotators differ: their versions of the same words, and in what these differ."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, pairwise

from annotations.adjudication.clusters import Cluster
from annotations.adjudication.marks import same_but_marks
from annotations.article import Article
from annotations.comparison import values
from annotations.comparison.disagreements import BOUNDARY, LABEL, MISSED, SPLIT
from annotations.field_text import field_text
from annotations.model import Annotation, FieldType, Span

MARKS = "punctuation"  # boundaries that differ by punctuation, spaces, quotation marks or enclitics only
_CONTEXT = 16  # characters of the line on either side that tell a case from another of the same words

Ids = Mapping[tuple[str, str], dict[str, str]]  # for two annotators, ids of the one → ids of the other


@dataclass(frozen=True, slots=True)
class Version:
    """What `annotators` have alike: `annotations` in text order, () for nothing there.

    `earlier`: nobody has it so any more, but it was decided before annotators changed their work.
    """

    annotators: tuple[str, ...]
    annotations: tuple[Annotation, ...]
    earlier: bool = False

    @property
    def spans(self) -> list[Span]:
        """The words it holds, in text order."""
        return sorted(span for annotation in self.annotations for span in annotation.spans)


@dataclass(frozen=True, slots=True)
class Case:
    """One difference to settle. `versions` begin with what most annotators have, nothing comes last.

    `differences` are of SPLIT, BOUNDARY, MARKS, LABEL, the names of fields, and MISSED, in this order.
    `key` is the same as long as the versions are, whoever has them and wherever the text has moved.
    """

    key: str
    kind: str
    versions: tuple[Version, ...]
    differences: tuple[str, ...]

    @property
    def annotators(self) -> tuple[str, ...]:
        """All who annotated the article."""
        return tuple(sorted(chain.from_iterable(version.annotators for version in self.versions)))

    @property
    def annotations(self) -> list[Annotation]:
        """Those of all versions."""
        return [annotation for version in self.versions for annotation in version.annotations]

    @property
    def extent(self) -> Span:
        """From the start of the first to the end of the last version's words."""
        spans = [annotation.extent for annotation in self.annotations]
        return Span(min(span.start for span in spans), max(span.end for span in spans))

    def version_of(self, annotator: str) -> Version | None:
        return next((version for version in self.versions if annotator in version.annotators), None)

    def differing(self) -> list[Span]:
        """The words that some versions hold and others do not, in text order."""
        held = [version.spans for version in self.versions if version.annotations]
        edges = sorted({edge for spans in held for span in spans for edge in span})
        pieces = [Span(start, end) for start, end in pairwise(edges)]
        counts = [sum(any(s.covers(piece) for s in spans) for spans in held) for piece in pieces]
        return [piece for piece, count in zip(pieces, counts, strict=True) if 0 < count < len(held)]


def versions(cluster: Cluster, annotators: Iterable[str], ids: Ids) -> tuple[Version, ...]:
    """What each of `annotators` has of a cluster, those together who have the same.

    Alike are kind, spans and labels, and fields as `comparison.values` has it, so that a case
    is what a comparison lists as a disagreement. `ids` say which annotations are matched, for references.
    """
    alike: list[tuple[list[str], tuple[Annotation, ...]]] = []
    for annotator in sorted(annotators):
        held = cluster.get(annotator, ())
        for who, theirs in alike:
            if _same(theirs, held, ids.get((who[0], annotator), {})):
                who.append(annotator)
                break
        else:
            alike.append(([annotator], held))
    found = [Version(tuple(who), held) for who, held in alike]
    return tuple(sorted(found, key=lambda v: (not v.annotations, -len(v.annotators), v.annotators)))


def _same(one: Sequence[Annotation], other: Sequence[Annotation], ids: Mapping[str, str]) -> bool:
    return len(one) == len(other) and all(
        ours.spans == theirs.spans and ours.label == theirs.label and not fields_apart(ours, theirs, ids)
        for ours, theirs in zip(one, other, strict=True)
    )


def fields_apart(one: Annotation, other: Annotation, ids: Mapping[str, str]) -> list[str]:
    """The names of fields that say something else."""
    return [spec.name for spec in one.fields if values.same(spec, one, other, ids) is False]


def matched_ids(found: Iterable[Cluster]) -> dict[tuple[str, str], dict[str, str]]:
    """For every two annotators, which annotations of the one are which of the other's."""
    ids: dict[tuple[str, str], dict[str, str]] = {}
    for cluster in found:
        for one, other in combinations(cluster, 2):
            for ours, theirs in zip(cluster[one], cluster[other], strict=False):
                ids.setdefault((one, other), {})[ours.id] = theirs.id
    return ids


def differences(article: Article, found: Sequence[Version], ids: Ids) -> tuple[str, ...]:
    """In what versions of the same words differ; () when there is but one."""
    held = [version for version in found if version.annotations]
    apart: list[str] = []
    if any(len(version.annotations) != 1 for version in held):
        apart.append(SPLIT)
    else:
        apart += _differences_of_one(article, held, ids)
    if len(held) < len(found):
        apart.append(MISSED)
    return tuple(apart)


def _differences_of_one(article: Article, held: Sequence[Version], ids: Ids) -> list[str]:
    singles = [version.annotations[0] for version in held]
    apart: list[str] = []
    if any(annotation.spans != singles[0].spans for annotation in singles):
        marks = same_but_marks(article.text, [a.spans for a in singles], article.language)
        apart.append(MARKS if marks else BOUNDARY)
    if any(annotation.label != singles[0].label for annotation in singles):
        apart.append(LABEL)
    names = {
        name
        for one, other in combinations(held, 2)
        for name in fields_apart(one.annotations[0], other.annotations[0], _ids_of(one, other, ids))
    }
    for spec in singles[0].fields:
        if spec.name not in names:
            continue
        places = [getattr(annotation, spec.name, None) for annotation in singles]
        only_marks = spec.type is FieldType.SPAN and all(isinstance(place, Span) for place in places)
        if only_marks and same_but_marks(article.text, [[p] for p in places if p], article.language):
            if MARKS not in apart and BOUNDARY not in apart:
                apart.insert(0, MARKS)
        else:
            apart.append(spec.name)
    return apart


def _ids_of(one: Version, other: Version, ids: Ids) -> dict[str, str]:
    """Which annotations are which, of the first annotator of either version. Those who have a version
    alike have its references alike."""
    if not one.annotators or not other.annotators:
        return {}
    ours, theirs = one.annotators[0], other.annotators[0]
    if (ours, theirs) in ids:
        return ids[ours, theirs]
    return {theirs_id: our_id for our_id, theirs_id in ids.get((theirs, ours), {}).items()}


def content(annotation: Annotation, text: str) -> str:
    """What an annotation says, in one string that does not depend on ids and offsets. What it refers to is
    left out."""
    said = [annotation.kind, annotation.label, *(text[start:end] for start, end in annotation.spans)]
    for spec in annotation.fields:
        if spec.type is not FieldType.REF and getattr(annotation, spec.name) != spec.empty:
            words = field_text(spec, annotation, text)
            said.append(f"{spec.name}={' '.join(words.casefold().split())}")
    start, end = annotation.start, annotation.end
    before, after = text[max(0, start - _CONTEXT) : start], text[end : end + _CONTEXT]
    said += [before.rpartition("\n")[2], after.partition("\n")[0]]
    return "\x1f".join(said)


def digest(said: Iterable[str]) -> str:
    """A short name for these contents, in any order."""
    return hashlib.blake2b("\x1e".join(sorted(said)).encode("utf-8"), digest_size=5).hexdigest()
