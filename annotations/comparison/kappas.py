"""Agreement beyond chance on things that everybody labelled: Cohen's and Fleiss' kappa, Krippendorff's alpha.

All three take patterns: how often each combination of values occurs, one value an annotator, None
where one said nothing. What is measured in one article adds to what was measured in another. The
result is None where it is not defined: nothing to compare, or only one value anywhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

Pattern = tuple[str | None, ...]


def cohen_kappa(patterns: Mapping[Pattern, int], one: int = 0, other: int = 1) -> float | None:
    """Two annotators' agreement beyond what their own shares of each value would give by chance.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
    Measurement 20 (1960), 37-46: κ = (po - pc) / (1 - pc). `one` and `other` are positions in the
    patterns; items that one of them did not see are left out.
    """
    same = total = 0
    ours: Counter[str] = Counter()
    theirs: Counter[str] = Counter()
    for pattern, times in patterns.items():
        a, b = pattern[one], pattern[other]
        if a is not None and b is not None:
            total += times
            same += times * (a == b)
            ours[a] += times
            theirs[b] += times
    chance = sum(times * theirs[value] for value, times in ours.items())  # × total²
    if total * total == chance:
        return None
    return (same * total - chance) / (total * total - chance)


def fleiss_kappa(patterns: Mapping[Pattern, int]) -> float | None:
    """Any fixed number of annotators; chance is the share of each value over all of them.

    J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76
    (1971), 378-382. Every item needs all annotators: patterns with None are left out.
    """
    values: Counter[str] = Counter()
    items = agreeing = raters = 0
    for pattern, times in patterns.items():
        given = Counter(value for value in pattern if value is not None)
        if given.total() < len(pattern):
            continue
        raters = len(pattern)
        items += times
        agreeing += times * sum(count * (count - 1) for count in given.values())
        for value, count in given.items():
            values[value] += times * count
    if items == 0 or raters < 2:
        return None
    observed = agreeing / (items * raters * (raters - 1))
    squares, all_of_them = sum(count * count for count in values.values()), (items * raters) ** 2
    if squares == all_of_them:
        return None
    return (observed - squares / all_of_them) / (1 - squares / all_of_them)


def krippendorff_alpha(patterns: Mapping[Pattern, int]) -> float | None:
    """Nominal alpha, 1 - Do / De; any number of annotators, and not all need have seen everything.

    K. Krippendorff, "Computing Krippendorff's alpha-reliability" (2011), section C: a coincidence
    matrix of the values in each item, every pair weighted by 1 / (number of values - 1).
    """
    matches = 0.0  # the matrix's diagonal
    values: Counter[str] = Counter()
    for pattern, times in patterns.items():
        given = Counter(value for value in pattern if value is not None)
        number = given.total()
        if number < 2:
            continue
        matches += times * sum(count * (count - 1) for count in given.values()) / (number - 1)
        for value, count in given.items():
            values[value] += times * count
    total = values.total()
    unlike = total * total - sum(count * count for count in values.values())
    if unlike == 0:
        return None
    return 1 - (total - 1) * (total - matches) / unlike
