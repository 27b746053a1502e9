"""Any number of annotators over any number of articles, added up article by article.

Only counts are kept, so a folder of any size takes the memory of its labels and annotators.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from itertools import combinations, repeat

from annotations.comparison import values
from annotations.comparison.disagreements import Disagreement, disagreements
from annotations.comparison.kappas import Pattern
from annotations.comparison.matching import Matched, match
from annotations.comparison.reading import Layer, Layers
from annotations.comparison.tokens import OUTSIDE, label_of, token_labels
from annotations.comparison.unitising import UnitisedAlpha
from annotations.evaluation.quotes import Share
from annotations.evaluation.spans import LabelledSpan, Tally, WordIndex, relaxed_pairs
from annotations.model import Annotation, Note, Status
from annotations.text.lines import Lines

NOT_COMPARED = frozenset((Note.kind,))  # unless asked for: comments are of their author alone
NOTHING = ""  # in the confusion table: no annotation there

Key = tuple[str, str]  # kind and label


def category(key: Key) -> str:
    """Kind and label as one name. Kinds have no space in them."""
    return f"{key[0]} {key[1]}"


def key_of(name: str) -> Key:
    """Back from `category`."""
    kind, _, label = name.partition(" ")
    return kind, label


class PairComparison:
    """Two annotators over the articles that both annotated.

    `exact` and `relaxed` count spans (one to one) by kind and label, `fields` shares of matched
    annotations by kind and field, `labels` matched annotations by kind and both their labels,
    NOTHING for what has no match.
    """

    def __init__(self, one: str, other: str) -> None:
        self.one = one
        self.other = other
        self.articles = 0
        self.exact: defaultdict[Key, Tally] = defaultdict(Tally)
        self.relaxed: defaultdict[Key, Tally] = defaultdict(Tally)
        self.fields: defaultdict[Key, Share] = defaultdict(Share)
        self.labels: Counter[tuple[str, str, str]] = Counter()

    def add_spans(self, ours: Sequence[LabelledSpan], theirs: Sequence[LabelledSpan]) -> None:
        """Count the spans of one article, as `labelled_spans` gives them."""
        same = Counter(span.label for span in set(ours) & set(theirs))
        overlapping = Counter(ours[pair.gold].label for pair in relaxed_pairs(ours, theirs))
        left, right = Counter(span.label for span in ours), Counter(span.label for span in theirs)
        for label in left | right:
            for tallies, found in ((self.exact, same), (self.relaxed, overlapping)):
                tallies[key_of(label)] += Tally(left[label], right[label], found[label], found[label])

    def add(self, ours: Sequence[Annotation], theirs: Sequence[Annotation]) -> list[Matched]:
        """Count the annotations of one article; which were taken for the same."""
        self.articles += 1
        matched = match(ours, theirs)
        ids = {one.id: other.id for one, other in matched}
        for one, other in matched:
            self.labels[one.kind, label_of(one), label_of(other)] += 1
            for spec in one.fields:
                alike = values.same(spec, one, other, ids)
                if alike is not None:
                    self.fields[one.kind, spec.name].count(alike)
        for annotation in ours:
            if annotation.id not in ids:
                self.labels[annotation.kind, label_of(annotation), NOTHING] += 1
        met = set(ids.values())
        for annotation in theirs:
            if annotation.id not in met:
                self.labels[annotation.kind, NOTHING, label_of(annotation)] += 1
        return matched


class Comparison:
    """`annotators` are all who may come; `kinds` what is compared, None for all but notes.

    What an annotator accepted or added counts, `undecided` suggestions only when asked for.
    """

    def __init__(
        self, annotators: Sequence[str], kinds: Collection[str] | None = None, *, undecided: bool = False
    ) -> None:
        self.annotators = list(annotators)
        self.pairs = [PairComparison(one, other) for one, other in combinations(annotators, 2)]
        self.tokens: dict[str, Counter[Pattern]] = {}  # what words were taken for, by kind
        self.all_unitised = UnitisedAlpha(len(self.annotators))
        self.unitised = {(pair.one, pair.other): UnitisedAlpha(2) for pair in self.pairs}
        self.articles = 0  # with the work of two annotators or more
        self.complete = 0  # with that of all
        self.left_undecided: Counter[str] = Counter()  # by annotator
        self._kinds = kinds
        self._statuses = (Status.ACCEPTED, Status.SUGGESTED) if undecided else (Status.ACCEPTED,)
        self._empty: Counter[Pattern] = Counter()  # all words, as they count for a kind that nobody used yet

    def add(self, layers: Layers) -> list[Disagreement]:
        """Count one article; what is disagreed about in it. One annotator alone counts for nothing."""
        by_name = {layer.annotator: layer for layer in layers.layers if layer.annotator in self.annotators}
        if len(by_name) < 2:
            return []
        self.articles += 1
        chosen = {name: self._chosen(layer) for name, layer in by_name.items()}
        text = layers.article.text
        self._add_tokens(WordIndex(text), chosen)
        spans = {name: labelled_spans(annotations) for name, annotations in chosen.items()}
        units = {name: _units(labelled) for name, labelled in spans.items()}
        if len(by_name) == len(self.annotators):
            self.complete += 1
            self.all_unitised.add(len(text), [units[name] for name in self.annotators])
        found: list[Disagreement] = []
        lines = Lines(text)
        for pair in self.pairs:
            if pair.one in by_name and pair.other in by_name:
                compared = chosen[pair.one], chosen[pair.other]
                matched = pair.add(*compared)
                pair.add_spans(spans[pair.one], spans[pair.other])
                self.unitised[pair.one, pair.other].add(len(text), [units[pair.one], units[pair.other]])
                both = by_name[pair.one], by_name[pair.other]
                found += disagreements(str(layers.article.path), text, lines, *both, compared, matched)
        return sorted(found, key=lambda d: (d.span, d.kind, d.what, d.one, d.other))

    def _chosen(self, layer: Layer) -> list[Annotation]:
        compared = [annotation for annotation in layer.annotations if self._counts(annotation.kind)]
        self.left_undecided[layer.annotator] += sum(a.status is Status.SUGGESTED for a in compared)
        return [annotation for annotation in compared if annotation.status in self._statuses]

    def _counts(self, kind: str) -> bool:
        return kind not in NOT_COMPARED if self._kinds is None else kind in self._kinds

    def _add_tokens(self, index: WordIndex, chosen: dict[str, list[Annotation]]) -> None:
        kinds = {annotation.kind for annotations in chosen.values() for annotation in annotations}
        nobody: Pattern = tuple(OUTSIDE if name in chosen else None for name in self.annotators)
        for kind in kinds - self.tokens.keys():
            self.tokens[kind] = Counter(self._empty)
        for kind, patterns in self.tokens.items():
            if kind not in kinds:
                patterns[nobody] += len(index)
                continue
            columns: list[Iterable[str | None]] = [
                token_labels(index, [a for a in chosen[name] if a.kind == kind])
                if name in chosen
                else repeat(None, len(index))
                for name in self.annotators
            ]
            patterns.update(zip(*columns, strict=True))
        self._empty[nobody] += len(index)


def labelled_spans(annotations: Iterable[Annotation]) -> list[LabelledSpan]:
    """Every span with kind and label as its label, in text order; two alike count once."""
    return sorted(
        {
            LabelledSpan(*span, category((annotation.kind, label_of(annotation))))
            for annotation in annotations
            for span in annotation.spans
        }
    )


def _units(spans: Iterable[LabelledSpan]) -> dict[str, list[tuple[int, int]]]:
    units: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for start, end, label in spans:
        units[label].append((start, end))
    return units
