"""The adjudication of one article: its cases, how they stand, and the session that keeps the gold file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.adjudication import GOLD, decisions
from annotations.adjudication.cases import Case, Version
from annotations.adjudication.gold import bring_in, by_case
from annotations.adjudication.record import (
    ALIKE,
    ELSEWHERE,
    SOURCES,
    record_of,
    sources,
)
from annotations.adjudication.rules import Rule
from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.comparison.reading import NAMELESS, Layer, is_adjudicated, read_sidecars
from annotations.edits import Change
from annotations.errors import ArtreaderError, SidecarError
from annotations.model import Annotation, Status
from annotations.scheme import Scheme, scheme_of
from annotations.session import Session
from annotations.sidecar.paths import annotator_of, sidecar_path, sidecars_by_annotator
from annotations.sidecar.store import Store

UNDECIDED = "undecided"


class TooFewError(ArtreaderError):
    """An article that fewer than two have annotated: nothing to settle."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a case stands: `how` is UNDECIDED or one of the words of `record`; `by` who settled it.

    `accepted` is what stands in the gold file for it.
    """

    how: str
    by: str = ""
    accepted: tuple[Annotation, ...] = ()

    @property
    def settled(self) -> bool:
        return self.how != UNDECIDED


class Adjudication:
    """`layers` are the annotators' work by name, `gold` the open gold file.

    Opening writes nothing. Every method that decides returns a change for `session.do`.
    """

    def __init__(self, layers: Sequence[Layer], session: Session) -> None:
        self.layers = sorted(layers, key=lambda layer: layer.annotator)
        self.session = session
        gold = bring_in(session.article, self.layers, list(session.annotations))
        self.cases = gold.cases
        self.alike = gold.alike
        self.reopened = gold.reopened
        self._replace(gold.annotations)

    def _replace(self, wanted: Sequence[Annotation]) -> None:
        """Put in what the file is to hold, not as a change of a person: it is written with the first."""
        annotations = self.session.annotations
        new = AnnotationSet(wanted)
        for annotation in list(annotations):
            if annotation.id not in new:
                annotations.remove(annotation.id)
        for annotation in new:
            if annotation.id not in annotations:
                annotations.add(annotation)
            elif annotations[annotation.id] != annotation:
                annotations.replace(annotation)

    @classmethod
    def open(
        cls,
        path: Path,
        annotators: Collection[str] | None = None,
        to: str = GOLD,
        by: str = "",
        encoding: str | None = None,
    ) -> Adjudication:
        """Read an article, the work of `annotators` (None: of all) and the gold file.

        `to` names whose file the gold is (berita.txt.annotations.gold.yaml), or is a path ending in
        .yaml; `by` is who decides. Raises TooFewError when fewer than two have annotated the article,
        SidecarError when one of the files cannot be read or the gold file is somebody's own work, and
        what `Session.open` raises.
        """
        target = gold_file(path, to)
        article, scheme = Article.read(path, encoding), scheme_of(path)
        found = read_sidecars(article, sources_of(path, target, annotators), scheme.kinds)
        if found.problems:
            raise found.problems[0]  # gold without one of them would not be what it says it is
        if len(found.layers) < 2:
            names = ", ".join(layer.annotator for layer in found.layers) or "nobody"
            raise TooFewError(
                f"nothing to settle: it takes two annotators, and here is the work of {names}", path=path
            )
        session = _open_gold(article, target, scheme, found.layers)
        session.reviewer = by or owner_of(target)
        return cls(found.layers, session)

    # -- how it stands ---------------------------------------------------------

    @property
    def article(self) -> Article:
        return self.session.article

    @property
    def annotators(self) -> list[str]:
        return [layer.annotator for layer in self.layers]

    def standings(self) -> dict[str, Standing]:
        """How each case stands, by its key, in text order."""
        groups = by_case(self.session.annotations)
        return {case.key: _standing(groups.get(case.key, ())) for case in self.cases}

    def standing(self, case: Case) -> Standing:
        return self.standings()[case.key]

    def undecided(self) -> list[Case]:
        standings = self.standings()
        return [case for case in self.cases if not standings[case.key].settled]

    def tally(self) -> Counter[str]:
        """How many were settled how: what all have alike, and the cases."""
        found = Counter({ALIKE: self.alike}) if self.alike else Counter[str]()
        found.update(standing.how for standing in self.standings().values())
        return found

    def case_of(self, annotation: Annotation) -> Case | None:
        """The case that an annotation of the gold file belongs to."""
        record = record_of(annotation)
        return next((case for case in self.cases if record and case.key == record.case), None)

    # -- deciding --------------------------------------------------------------

    def choose(self, case: Case, version: Version) -> Change:
        return decisions.choose(self.session.annotations, case, version, self.session.by)

    def keep_both(self, case: Case, versions: Sequence[Version] | None = None) -> Change:
        """All versions beside each other, or some of them."""
        return decisions.keep_both(self.session.annotations, case, versions or case.versions, self.session.by)

    def take_neither(self, case: Case) -> Change:
        return decisions.take_neither(self.session.annotations, case, self.session.by)

    def correct(self, case: Case, version: Version) -> tuple[Change, list[Annotation]]:
        return decisions.correct(self.session.annotations, case, version, self.session.by)

    def apply(self, rules: Sequence[Rule]) -> tuple[Change, int]:
        """Settle what is undecided by these rules, the first that applies; the change and how many cases."""
        return decisions.apply_rules(self.session.annotations, self.undecided(), rules, self.session.by)


def _standing(group: Sequence[Annotation]) -> Standing:
    if not group or any(annotation.status is Status.SUGGESTED for annotation in group):
        return Standing(UNDECIDED)
    accepted = tuple(annotation for annotation in group if annotation.status is Status.ACCEPTED)
    records = [record for a in (*accepted, *group) if (record := record_of(a)) is not None]
    return Standing(records[0].how or ELSEWHERE, records[0].by, accepted)


def gold_file(article: Path, to: str) -> Path:
    """Where the gold file of an article lies: `to` is whose it is, or a path that ends in .yaml.

    Raises ArtreaderError when `to` can be neither.
    """
    return Path(to).absolute() if to.endswith(".yaml") else sidecar_path(article, to)


def owner_of(target: Path) -> str:
    """Whose a gold file is, by its name."""
    return annotator_of(target) or GOLD


def sources_of(article: Path, target: Path, annotators: Collection[str] | None = None) -> dict[str, Path]:
    """The annotation files beside an article by annotator, but the gold file `target`; where nobody is
    named, other gold files neither."""
    found: dict[str, Path] = {}
    for annotator, path in sidecars_by_annotator(article).items():
        name = annotator or NAMELESS
        wanted = not is_adjudicated(path) if annotators is None else name in annotators
        if wanted and path.absolute() != target.absolute():
            found[name] = path
    return found


def _open_gold(article: Article, target: Path, scheme: Scheme, layers: Sequence[Layer]) -> Session:
    owner = owner_of(target)
    try:
        store = Store(target, owner, extra=sources(layers), kinds=scheme.kinds)
    except OSError as error:
        raise SidecarError(f"cannot be read: {error.strerror}", path=error.filename) from error
    loaded = store.load(article)
    if store.read_only:
        raise SidecarError(store.read_only, path=target, advice="install a newer artreader")
    if loaded.annotations and SOURCES not in loaded.extra:
        raise SidecarError(
            "is somebody's own work, not the outcome of an adjudication",
            path=target,
            advice="name another file with --to",
        )
    loaded.suggested = True  # what the finders say was put before the annotators
    return Session(article, store, loaded, owner, scheme)
