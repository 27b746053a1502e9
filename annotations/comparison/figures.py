"""A comparison as plain data, for JSON and for tables. Ratios are between 0 and 1, None where undefined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from annotations.comparison.comparison import Comparison, Key, PairComparison, category, key_of
from annotations.comparison.kappas import cohen_kappa, fleiss_kappa, krippendorff_alpha
from annotations.comparison.unitising import UnitisedAlpha
from annotations.evaluation.spans import Tally

Figures = dict[str, Any]
ALL = "all"


def figures(comparison: Comparison) -> Figures:
    """Everything that was counted, the headline of each pair first."""
    return {
        "annotators": comparison.annotators,
        "articles": comparison.articles,
        "complete_articles": comparison.complete,
        "undecided": dict(comparison.left_undecided),
        "pairs": [_pair(comparison, pair) for pair in comparison.pairs if pair.articles],
        "all_annotators": _together(comparison),
    }


def _pair(comparison: Comparison, pair: PairComparison) -> Figures:
    columns = comparison.annotators.index(pair.one), comparison.annotators.index(pair.other)
    return {
        "one": pair.one,
        "other": pair.other,
        "articles": pair.articles,
        "spans": _spans(pair.exact, pair.relaxed),
        "cohen_kappa": {
            kind: cohen_kappa(patterns, *columns) for kind, patterns in sorted(comparison.tokens.items())
        },
        "unitised_alpha": _unitised(comparison.unitised[pair.one, pair.other]),
        "fields": [
            {"kind": kind, "field": name, "same": share.right, "of": share.of, "share": share.ratio}
            for (kind, name), share in sorted(pair.fields.items())
        ],
        "labels": [
            {"kind": kind, "one": ours, "other": theirs, "annotations": number}
            for (kind, ours, theirs), number in sorted(pair.labels.items())
        ],
    }


def _together(comparison: Comparison) -> Figures:
    tokens = sorted(comparison.tokens.items())
    return {
        "fleiss_kappa": {kind: fleiss_kappa(patterns) for kind, patterns in tokens},
        "krippendorff_alpha": {kind: krippendorff_alpha(patterns) for kind, patterns in tokens},
        "unitised_alpha": _unitised(comparison.all_unitised),
    }


def _spans(exact: Mapping[Key, Tally], relaxed: Mapping[Key, Tally]) -> list[Figures]:
    """All spans first, then each kind and its labels, the most frequent first."""
    rows = [_row(ALL, None, exact.values(), relaxed.values())] if exact else []
    for kind in sorted({kind for kind, _ in exact}):
        keys = sorted(
            (key for key in exact if key[0] == kind),
            key=lambda key: (-exact[key].gold - exact[key].predicted, key),
        )
        rows.append(_row(kind, None, [exact[key] for key in keys], [relaxed[key] for key in keys]))
        rows += [_row(kind, key[1], [exact[key]], [relaxed[key]]) for key in keys]
    return rows


def _row(kind: str, label: str | None, exact: Iterable[Tally], relaxed: Iterable[Tally]) -> Figures:
    """`label` is None for all of a kind, which is "all" for all kinds."""
    same, alike = Tally.total(exact), Tally.total(relaxed)
    return {
        "kind": kind,
        "label": label,
        "one": same.gold,
        "other": same.predicted,
        "same": same.found,
        "overlapping": alike.found,
        "exact_f1": same.f1,
        "relaxed_f1": alike.f1,
    }


def _unitised(alpha: UnitisedAlpha) -> Figures:
    """By kind, and by kind and label; all of them under "all"."""
    by_kind: dict[str, list[str]] = {}
    for name in alpha.categories:
        by_kind.setdefault(key_of(name)[0], []).append(name)
    return {
        ALL: alpha.alpha(),
        "kinds": {kind: alpha.alpha(names) for kind, names in by_kind.items()},
        "labels": [
            {"kind": kind, "label": label, "alpha": alpha.alpha([category((kind, label))])}
            for kind, label in map(key_of, alpha.categories)
        ],
    }
