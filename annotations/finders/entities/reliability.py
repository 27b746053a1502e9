"""How often a name is right that the model gives some probability.

A piecewise linear calibration curve, in the manner of isotonic regression (Zadrozny and Elkan 2002).
Measured by three-fold cross-validation on the training corpora, without what their guideline leaves
unmarked, and on the development parts of others (docs/names-model.md). That a rule saw the same name
tells nothing more: the model has read the rules.
"""

from __future__ import annotations

from bisect import bisect_right

_MEASURED = {
    "id": ((0.0, 0.35), (0.5, 0.5), (0.7, 0.62), (0.85, 0.74), (0.94, 0.9), (0.99, 0.95), (1.0, 0.99)),
    "en": ((0.0, 0.3), (0.5, 0.45), (0.7, 0.53), (0.85, 0.66), (0.95, 0.81), (0.985, 0.9), (1.0, 0.97)),
}
# Where the model alone sees a name, what it is in doubt about is right less often; organisations least.
_ALONE = {"PER": 0.9, "LOC": 0.88, "ORG": 0.75}


def reliability(probability: float, language: str) -> float:
    """The share that is right of names of `probability` that a rule saw too."""
    curve = _MEASURED[language]
    at = min(bisect_right([p for p, _ in curve], probability), len(curve) - 1)
    (low, under), (high, over) = curve[at - 1 : at + 1]
    return under + (over - under) * (probability - low) / (high - low)


def alone(probability: float, language: str, label: str) -> float:
    """The share that is right of names of `probability` that no rule saw."""
    return reliability(probability, language) * _ALONE[label]
