"""One random case, measured by us, by other packages, and by the papers' formulas written out.

- Cohen's kappa: scikit-learn's `cohen_kappa_score`.
- Krippendorff's alpha: `krippendorff.alpha`. Fleiss' kappa: from the same, since over N items of n
  raters each 1 - α = (1 - κ)(Nn - 1) / (Nn).
- Exact span F1: nervaluate's strict schema. Relaxed: its entity type schema where no span overlaps
  two; elsewhere pairing one to one can be done in several ways, and no way may give more pairs than
  the largest matching, which scipy finds.
- Unitised alpha: the double sums of Krippendorff (2004) as they stand there.
"""

from __future__ import annotations

import math
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from annotations.comparison.comparison import Comparison
from annotations.comparison.figures import figures
from annotations.evaluation.spans import JOINED_WORD
from annotations.model import Annotation, Span
from tests.oracles.annotation_sets import LABELS, Case
from tests.oracles.packages import load

NEAR = 1e-9


@dataclass
class Checked:
    """How many figures agreed, by measure; `problems` tells those that did not."""

    agreed: dict[str, int] = field(default_factory=dict)
    ambiguous: int = 0  # relaxed matchings that can be done in several ways
    problems: list[str] = field(default_factory=list)

    def compare(self, case: Case, measure: str, ours: float | None, theirs: float | None) -> None:
        """None and not-a-number both say that there is no such figure."""
        theirs = None if theirs is None or math.isnan(theirs) else theirs
        if ours is None or theirs is None:
            same = ours is theirs
        else:
            same = math.isclose(ours, theirs, rel_tol=NEAR, abs_tol=NEAR)
        self.expect(case, measure, same, f"ours {ours}, theirs {theirs}")

    def expect(self, case: Case, measure: str, holds: bool, otherwise: str) -> None:
        if holds:
            self.agreed[measure] = self.agreed.get(measure, 0) + 1
        else:
            self.problems.append(f"seed {case.seed}: {measure}: {otherwise}")


def check(case: Case, checked: Checked) -> None:
    comparison = Comparison(case.annotators)
    for layers in case.articles:
        comparison.add(layers)
    found = figures(comparison)
    for kind in LABELS:
        if kind in comparison.tokens:
            _check_words(case, kind, found, checked)
    for pair in found["pairs"]:
        _check_spans(case, pair, checked)
        texts = _units(case, (pair["one"], pair["other"]))
        checked.compare(case, "unitised alpha", pair["unitised_alpha"]["all"], _unitised(texts))
    texts = _units(case, case.annotators)
    together = found["all_annotators"]["unitised_alpha"]
    checked.compare(case, "unitised alpha", together["all"], _unitised(texts))
    for row in together["labels"]:
        only = [
            (length, [{key: of[key] for key in of if key == (row["kind"], row["label"])} for of in units])
            for length, units in texts
        ]
        checked.compare(case, "unitised alpha", row["alpha"], _unitised(only))


def _check_words(case: Case, kind: str, found: dict[str, Any], checked: Checked) -> None:
    rows = list(_words(case, kind))
    kappa = load("sklearn.metrics").cohen_kappa_score
    for pair in found["pairs"]:
        one, other = (case.annotators.index(pair[side]) for side in ("one", "other"))
        both = [(row[one], row[other]) for row in rows if row[one] is not None and row[other] is not None]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # where it is not defined
            theirs = kappa(*zip(*both, strict=True)) if both else None
        checked.compare(case, "Cohen's kappa", pair["cohen_kappa"][kind], theirs)
    together = found["all_annotators"]
    checked.compare(case, "Krippendorff's alpha", together["krippendorff_alpha"][kind], _alpha(rows))
    complete = [row for row in rows if None not in row]
    alpha, values = _alpha(complete), len(complete) * len(case.annotators)
    fleiss = None if alpha is None else 1 - (1 - alpha) * values / (values - 1)
    checked.compare(case, "Fleiss' kappa", together["fleiss_kappa"][kind], fleiss)


def _words(case: Case, kind: str) -> Iterator[list[str | None]]:
    """What each annotator took each word for; in these cases no two spans of a kind overlap."""
    for layers in case.articles:
        if len(layers.layers) < 2:
            continue
        by_name = {layer.annotator: layer.annotations for layer in layers.layers}
        for word in JOINED_WORD.finditer(layers.article.text):
            place = Span(*word.span())
            yield [
                _label(by_name[name], kind, place) if name in by_name else None for name in case.annotators
            ]


def _label(annotations: Sequence[Annotation], kind: str, word: Span) -> str:
    held = [a for a in annotations if a.kind == kind and a.extent.overlaps(word)]
    # a word that two share is the shorter one's, of equally long ones the one's that begins first
    return min(held, key=lambda a: (a.extent.length, a.start)).label if held else ""


def _alpha(rows: Sequence[Sequence[str | None]]) -> float | None:
    values = sorted({value for row in rows for value in row if value is not None})
    usable = [row for row in rows if sum(value is not None for value in row) > 1]
    if len({value for row in usable for value in row if value is not None}) < 2:
        return None
    numpy = load("numpy")
    data = [
        [math.nan if v is None else values.index(v) for v in column] for column in zip(*rows, strict=True)
    ]
    return float(load("krippendorff").alpha(numpy.array(data), level_of_measurement="nominal"))


def _check_spans(case: Case, pair: dict[str, Any], checked: Checked) -> None:
    nervaluate = load("nervaluate.strategies")
    entity = load("nervaluate.entities").Entity
    for row in pair["spans"]:
        if row["label"] is None:
            continue
        same = overlapping = 0
        clear = True
        largest = 0
        for layers in case.articles:
            by_name = {layer.annotator: layer.annotations for layer in layers.layers}
            if pair["one"] not in by_name or pair["other"] not in by_name:
                continue
            ours, theirs = (
                [a.extent for a in by_name[pair[side]] if (a.kind, a.label) == (row["kind"], row["label"])]
                for side in ("one", "other")
            )
            sides = [[entity(row["label"], span.start, span.end - 1) for span in s] for s in (ours, theirs)]
            same += nervaluate.StrictEvaluation().evaluate(*sides, [row["label"]])[0].correct
            overlapping += nervaluate.EntityTypeEvaluation().evaluate(*sides, [row["label"]])[0].correct
            overlaps = [[one.overlaps(other) for other in theirs] for one in ours]
            clear = clear and all(sum(line) < 2 for line in (*overlaps, *zip(*overlaps, strict=True)))
            largest += _largest_matching(overlaps)
        checked.compare(case, "exact spans", row["same"], same)
        total = row["one"] + row["other"]
        checked.compare(case, "exact F1", row["exact_f1"], 2 * same / total if total else 0.0)
        if clear:
            checked.compare(case, "relaxed spans", row["overlapping"], overlapping)
        else:
            checked.ambiguous += 1
            fits = row["same"] <= row["overlapping"] <= largest <= 2 * row["overlapping"]
            checked.expect(case, "relaxed bounds", fits, f"{row['overlapping']} of at most {largest}")


def _largest_matching(overlaps: list[list[bool]]) -> int:
    if not overlaps or not overlaps[0]:
        return 0
    numpy = load("numpy")
    matrix = numpy.array(overlaps, dtype=int)
    rows, columns = load("scipy.optimize").linear_sum_assignment(matrix, maximize=True)
    return int(matrix[rows, columns].sum())


Units = dict[tuple[str, str], list[Span]]


def _units(case: Case, names: Sequence[str]) -> list[tuple[int, list[Units]]]:
    """The length and each annotator's units of every article that all of `names` annotated."""
    found = []
    for layers in case.articles:
        by_name = {layer.annotator: layer.annotations for layer in layers.layers}
        if all(name in by_name for name in names):
            units: list[Units] = [{} for _ in names]
            for of, name in zip(units, names, strict=True):
                for a in by_name[name]:
                    of.setdefault((a.kind, a.label), []).append(a.extent)
            found.append((len(layers.article.text), units))
    return found


def _unitised(texts: list[tuple[int, list[Units]]]) -> float | None:
    """1 - ΣDo / ΣDe by equations (1) to (4) of the appendix, section by section."""
    categories = sorted({key for _, units in texts for of in units for key in of})
    if not categories:
        return None
    length = sum(size for size, _ in texts)
    observers = len(texts[0][1])
    observed = expected = 0.0
    for key in categories:
        sections = [[_sections(of.get(key, []), size) for of in units] for size, units in texts]
        flat = [section for text in sections for continuum in text for section in continuum]
        for text in sections:
            for one, other in combinations(text, 2):
                observed += 2 * sum(_delta(u, v) for u in one for v in other)
        units = [size for _, size, is_unit in flat if is_unit]
        gaps = [size for _, size, is_unit in flat if not is_unit]
        number = len(units)
        above = sum(
            (number - 1) / 3 * (2 * size**3 - 3 * size**2 + size)
            + size**2 * sum(gap - size + 1 for gap in gaps if gap >= size)
            for size in units
        )
        chances = observers * length
        below = chances * (chances - 1) - sum(size * (size - 1) for size in units)
        expected += 2 / length * above / below if below else 0.0
    observed /= observers * (observers - 1) * length**2
    return 1 - observed / expected if expected else None


_Section = tuple[int, int, bool]  # where it begins, how long it is, whether it is a unit


def _sections(units: list[Span], length: int) -> list[_Section]:
    found: list[_Section] = []
    at = 0
    for start, end in sorted(units):
        found += [(at, start - at, False), (start, end - start, True)]
        at = end
    return [section for section in [*found, (at, length - at, False)] if section[1]]


def _delta(u: _Section, v: _Section) -> int:
    (b, size, is_unit), (c, other, is_other_unit) = u, v
    if is_unit and is_other_unit and -size < b - c < other:
        return (b - c) ** 2 + (b + size - c - other) ** 2
    if is_unit and not is_other_unit and other - size >= b - c >= 0:
        return size**2
    if not is_unit and is_other_unit and size - other >= c - b >= 0:
        return other**2
    return 0
