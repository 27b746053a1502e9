"""The gold file kept in step with the annotators' files.

It holds what all have alike as accepted, and of every case all versions: suggested until the case is
settled, then accepted or rejected. So it is an ordinary annotation file at any moment, what is left to
settle is what is undecided in it, and nothing but the file is needed to go on.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from annotations.adjudication.cases import (
    Case,
    Version,
    content,
    differences,
    digest,
    fields_apart,
    matched_ids,
    versions,
)
from annotations.adjudication.clusters import Cluster, clusters
from annotations.adjudication.record import ALIKE, Record, record_of, recorded
from annotations.article import Article
from annotations.comparison.matching import likeness
from annotations.comparison.reading import Layer
from annotations.model import ID_ALPHABET, Annotation, FieldType, Note, Status

GoldIds = Mapping[tuple[str, str], str]  # annotator and id there → id in the gold file


@dataclass
class Gold:
    """What the gold file is to hold (`annotations`), and the differences in text order (`cases`).

    `alike` counts what all annotators have alike, `reopened` settled cases that annotators have
    changed since, so that they are to be settled again.
    """

    annotations: list[Annotation] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    alike: int = 0
    reopened: int = 0


@dataclass(frozen=True, slots=True)
class _Keyed:
    """A cluster with its versions as the annotators have them; `ids` are for the gold file, by version."""

    key: str
    cluster: Cluster
    versions: tuple[Version, ...]
    ids: tuple[tuple[str, ...], ...]

    def gold_ids(self) -> Iterator[tuple[tuple[str, str], str]]:
        for version, ids in zip(self.versions, self.ids, strict=True):
            for name in version.annotators:
                for annotation, id_ in zip(self.cluster.get(name, ()), ids, strict=True):
                    yield (name, annotation.id), id_


def bring_in(article: Article, layers: Sequence[Layer], held: Sequence[Annotation]) -> Gold:
    """The gold of an article by what the annotators have now and what the gold file holds already.

    Settled cases stay so as long as their versions are what they were, or what was accepted is one of
    them still. Else it becomes a version beside the new ones, and what nobody has anything else for
    stays. What is in the file without a record (tagged there by hand) stays.
    """
    accepted = {layer.annotator: _counted(layer) for layer in layers}
    found = clusters(accepted)
    matched = matched_ids(found)
    keyed = list(_keyed(article.text, [(c, versions(c, accepted, matched)) for c in found]))
    gold_ids = dict(pair for each in keyed for pair in each.gold_ids())
    groups = by_case(held)
    earlier = _decided_earlier(groups, {each.key for each in keyed})
    gold = Gold([annotation for annotation in held if record_of(annotation) is None])
    for each in keyed:
        group = groups.get(each.key, [])
        before = _noted_earlier(group) if group else _claim(earlier, each.versions)
        still = None if group else _version_that_says(before, each.versions)
        if still is not None:
            group, before = [*_settled_as(each, gold_ids, still, before[0])], []
        apart = differences(article, (*each.versions, *_earlier_version(before)), matched)
        candidates = _candidates(each, gold_ids, settled=not apart)
        if before and not group:
            gold.reopened += 1
            record = Record(each.key, earlier=True)
            before = [recorded(a, record).with_(status=Status.SUGGESTED) for a in before]
        candidates += _earlier_version(before)
        if apart:
            gold.cases.append(Case(each.key, candidates[0].annotations[0].kind, candidates, apart))
        else:
            gold.alike += 1
        of_versions = [annotation for version in candidates for annotation in version.annotations]
        gold.annotations += _with_sources(group, of_versions) if group else of_versions
    gold.annotations += earlier
    return gold


def by_case(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    """Annotations of a gold file by the key of their case; those of no case are left out."""
    groups: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        if (record := record_of(annotation)) is not None:
            groups.setdefault(record.case, []).append(annotation)
    return groups


def _counted(layer: Layer) -> list[Annotation]:
    """What counts as an annotator's work: what they accepted or added, but comments."""
    return [a for a in layer.with_status(Status.ACCEPTED) if not isinstance(a, Note) and not a.is_lost]


# -- versions ------------------------------------------------------------------


def _keyed(text: str, found: Iterable[tuple[Cluster, tuple[Version, ...]]]) -> Iterator[_Keyed]:
    """Clusters with their keys. Of several that have the same contents between the same words, later ones
    are numbered; so are annotations of a cluster, for their ids."""
    keys: dict[str, int] = {}
    for cluster, held in found:
        said = [[content(a, text) for a in version.annotations] for version in held]
        key = _numbered(digest("\x1d".join(each) for each in said), keys)
        seen: dict[str, int] = {}
        ids = tuple(tuple(_id(_numbered(f"{key}\x1c{one}", seen)) for one in each) for each in said)
        yield _Keyed(key, cluster, held, ids)


def _numbered(name: str, seen: dict[str, int]) -> str:
    seen[name] = number = seen.get(name, 0) + 1
    return name if number == 1 else f"{name}-{number}"


def _id(name: str) -> str:
    """The id in the gold file of what `name` describes: the same whenever it is made anew."""
    number = int.from_bytes(hashlib.blake2b(name.encode("utf-8"), digest_size=8).digest(), "big")
    letters = ID_ALPHABET[10:]
    id_ = letters[number % len(letters)]
    number //= len(letters)
    for _ in range(6):
        id_ += ID_ALPHABET[number % len(ID_ALPHABET)]
        number //= len(ID_ALPHABET)
    return id_


def _candidates(each: _Keyed, gold_ids: GoldIds, *, settled: bool) -> tuple[Version, ...]:
    """The versions as the gold file has them. Comments and histories stay with the annotators."""
    found: list[Version] = []
    for version, ids in zip(each.versions, each.ids, strict=True):
        record = Record(each.key, version.annotators, ALIKE if settled else "")
        status = Status.ACCEPTED if settled else Status.SUGGESTED
        made = tuple(
            recorded(_refer(a, version.annotators[0], gold_ids), record).with_(
                id=id_, status=status, note="", lost=(), history=()
            )
            for a, id_ in zip(version.annotations, ids, strict=True)
        )
        found.append(replace(version, annotations=made))
    return tuple(found)


def _refer(annotation: Annotation, annotator: str, gold_ids: GoldIds) -> Annotation:
    """References to an annotator's own annotations as references within the gold file."""
    changes: dict[str, Any] = {
        name: gold_ids.get((annotator, id_), "") for name, id_ in annotation.references()
    }
    return annotation.with_(**changes) if changes else annotation


def _with_sources(group: Sequence[Annotation], candidates: Sequence[Annotation]) -> list[Annotation]:
    """What the file holds of a case, with the names of those who have it so by now."""
    now = {a.id: record.sources for a in candidates if (record := record_of(a)) is not None}
    found: list[Annotation] = []
    for annotation in group:
        record = record_of(annotation)
        if record is not None and record.sources != now.get(annotation.id, record.sources):
            annotation = recorded(annotation, replace(record, sources=now[annotation.id]))
        found.append(annotation)
    return found


# -- what was decided before annotators changed their work -----------------------


def _decided_earlier(groups: Mapping[str, Sequence[Annotation]], current: set[str]) -> list[Annotation]:
    """What a person accepted in cases that are there no more as they were."""
    return [
        annotation
        for key, group in groups.items()
        if key not in current
        for annotation in group
        if annotation.status is Status.ACCEPTED
        and (record := record_of(annotation)) is not None
        and record.how != ALIKE
    ]


def _claim(earlier: list[Annotation], found: Sequence[Version]) -> list[Annotation]:
    """Take from `earlier` what stands for the same words as these versions."""
    held = [annotation for version in found for annotation in version.annotations]
    claimed = [
        old for old in earlier if any(old.kind == a.kind and likeness(old.spans, a.spans) > 0 for a in held)
    ]
    for annotation in claimed:
        earlier.remove(annotation)
    return claimed


def _version_that_says(before: Sequence[Annotation], found: Sequence[Version]) -> int | None:
    """The number of the version that is what was accepted earlier."""
    for number, version in enumerate(found if before else ()):
        if len(version.annotations) == len(before) and all(map(_says, version.annotations, before)):
            return number
    return None


def _settled_as(each: _Keyed, gold_ids: GoldIds, number: int, before: Annotation) -> Iterator[Annotation]:
    """The candidates, with one version accepted as it was in the earlier decision `before`."""
    old = record_of(before)
    candidates = _candidates(each, gold_ids, settled=len(each.versions) == 1)
    for at, version in enumerate(candidates):
        for annotation in version.annotations:
            record = record_of(annotation)
            if len(candidates) > 1 and old is not None and record is not None:
                status = Status.ACCEPTED if at == number else Status.REJECTED
                noted = replace(record, how=old.how, by=old.by)
                annotation = recorded(annotation, noted).with_(status=status, history=before.history)
            yield annotation


def _says(one: Annotation, other: Annotation) -> bool:
    """Whether they are the same but for what they refer to."""
    return (
        (one.spans, one.label) == (other.spans, other.label)
        and type(one) is type(other)
        and all(
            next(spec for spec in one.fields if spec.name == name).type is FieldType.REF
            for name in fields_apart(one, other, {})
        )
    )


def _noted_earlier(group: Iterable[Annotation]) -> list[Annotation]:
    return [a for a in group if (record := record_of(a)) is not None and record.earlier]


def _earlier_version(before: Sequence[Annotation]) -> tuple[Version, ...]:
    return (Version((), tuple(before), earlier=True),) if before else ()
