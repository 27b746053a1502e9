"""A case, its versions and how it stands, in words for a line of a screen or a table; safe to print."""

from __future__ import annotations

from collections.abc import Mapping

from annotations.adjudication.adjudication import UNDECIDED, Standing
from annotations.adjudication.cases import Case, Version
from annotations.adjudication.record import ALIKE, BOTH, CHOSEN, CORRECTED, ELSEWHERE, NEITHER, RULE
from annotations.comparison.disagreements import LABEL, MISSED, SPLIT
from annotations.comparison.tokens import label_of
from annotations.display import one_line
from annotations.field_text import field_text
from annotations.model import Field

NOTHING = "nothing there"
EARLIER = "decided earlier"
_DIFFERENCES = {MISSED: "only some have it", SPLIT: "one or several"}
_ORDER = (ALIKE, CHOSEN, BOTH, NEITHER, CORRECTED, ELSEWHERE)  # rules stand behind, what is undecided last


def what_differs(case: Case) -> str:
    """ "boundary, label" """
    return ", ".join(_DIFFERENCES.get(each, one_line(each).replace("_", " ")) for each in case.differences)


def whose(version: Version) -> str:
    return EARLIER if version.earlier else ", ".join(map(one_line, version.annotators))


def words_of(version: Version, text: str) -> str:
    """What a version holds: labels and words, those of several annotations one behind the other."""
    if not version.annotations:
        return NOTHING
    return " + ".join(f"{one_line(label_of(a))}: {one_line(a.text_in(text))}" for a in version.annotations)


def differing_fields(case: Case) -> list[Field]:
    """The fields that versions have otherwise; of several annotations to one, who speaks and the like are
    not compared."""
    specs = case.versions[0].annotations[0].fields
    return [spec for spec in specs if spec.name in case.differences]


def values_of(case: Case, version: Version, text: str) -> list[tuple[str, str]]:
    """The differing fields of a version with their values, "" where one is not filled in."""
    return [
        (one_line(spec.name).replace("_", " "), field_text(spec, annotation, text))
        for annotation in version.annotations[:1]
        for spec in differing_fields(case)
    ]


def version_told(case: Case, version: Version, text: str) -> str:
    """Whose it is and what it holds, with the fields that differ."""
    values = [f"{name} {value or '–'}" for name, value in values_of(case, version, text)]
    label_differs = LABEL in case.differences
    words = words_of(version, text)
    told = words if label_differs or not values else words.partition(": ")[2]
    return f"{whose(version)}: {' · '.join([told, *values])}"


def standing_told(standing: Standing, text: str) -> str:
    """How a case stands, and what was accepted."""
    if not standing.settled:
        return UNDECIDED
    by = f" by {one_line(standing.by)}" if standing.by else ""
    taken = " + ".join(one_line(a.text_in(text)) for a in standing.accepted) or NOTHING
    return f"{one_line(standing.how)}{by}: {taken}"


def in_order(tally: Mapping[str, int]) -> list[tuple[str, int]]:
    """How many were settled how, what is undecided last."""
    rules = sorted(how for how in tally if how.startswith(RULE))
    others = sorted(tally.keys() - {*_ORDER, *rules, UNDECIDED})
    names = [*_ORDER, *rules, *others, UNDECIDED]
    return [(name, tally[name]) for name in names if tally.get(name)]


def tally_told(tally: Mapping[str, int]) -> str:
    """ "70 identical, 9 chosen, 2 undecided" """
    return ", ".join(f"{number:,} {one_line(how)}" for how, number in in_order(tally)) or "nothing"
