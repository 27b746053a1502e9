"""Rules that settle whole classes of cases at once.

A rule chooses a version of a case, or none where it says nothing about it. Cases with a decision
made before annotators changed their work are never settled by rule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotations.adjudication.cases import MARKS, Case, Version
from annotations.comparison.disagreements import BOUNDARY
from annotations.errors import ArtreaderError

ANNOTATOR = "annotator:"  # before an annotator's name


@dataclass(frozen=True, slots=True)
class Rule:
    """`name` is what the command line and the gold file call it, `help` a phrase for the dialog."""

    name: str
    help: str
    choose: Callable[[Case], Version | None]


def rules(annotators: Sequence[str]) -> list[Rule]:
    """All there are for the work of these annotators."""
    return [*_GENERAL, *(_of_annotator(name) for name in annotators)]


def rule_named(name: str) -> Rule:
    """The rule of that name; one for an annotator is made for any name. Raises ArtreaderError."""
    found = next((rule for rule in _GENERAL if rule.name == name), None)
    if found is not None:
        return found
    annotator = name.removeprefix(ANNOTATOR)
    if annotator == name or not annotator:
        names = ", ".join(rule.name for rule in _GENERAL)
        raise ArtreaderError(
            f"there is no rule {name!r}",
            advice=f"there are {names} and {ANNOTATOR}NAME, as in {ANNOTATOR}ani",
        )
    return _of_annotator(annotator)


def _of_annotator(name: str) -> Rule:
    def choose(case: Case) -> Version | None:
        return case.version_of(name)

    return Rule(f"{ANNOTATOR}{name}", f"all as {name} has it", choose)


def majority(case: Case) -> Version | None:
    """What more than half of all who annotated the article have, nothing included."""
    most = max(case.versions, key=lambda version: len(version.annotators))
    return most if 2 * len(most.annotators) > len(case.annotators) else None


def longest(case: Case) -> Version | None:
    """Where only the boundaries differ, the version with the most characters; equals are left open."""
    return _by_length(case, (BOUNDARY, MARKS), 1)


def shortest(case: Case) -> Version | None:
    return _by_length(case, (BOUNDARY, MARKS), -1)


def with_marks(case: Case) -> Version | None:
    """Where only punctuation, spaces, quotation marks or enclitics differ, the version with them."""
    return _by_length(case, (MARKS,), 1)


def without_marks(case: Case) -> Version | None:
    return _by_length(case, (MARKS,), -1)


def _by_length(case: Case, differences: Sequence[str], sign: int) -> Version | None:
    """The longest (`sign` 1) or shortest (-1) version where one of `differences` is all that differs.

    Marks may differ in where a cue or source ends alone; these count too.
    """
    if len(case.differences) != 1 or case.differences[0] not in differences:
        return None
    first, *others = sorted(case.versions, key=_length, reverse=sign > 0)
    return first if all(_length(other) != _length(first) for other in others) else None


def _length(version: Version) -> int:
    return sum(span.length for annotation in version.annotations for _, span in annotation.places())


_GENERAL = (
    Rule("with-marks", "only punctuation or clitics differ: the version with them", with_marks),
    Rule("without-marks", "only punctuation or clitics differ: the version without", without_marks),
    Rule("majority", "what more than half of the annotators have, nothing included", majority),
    Rule("longest", "only the boundary differs: the longest", longest),
    Rule("shortest", "only the boundary differs: the shortest", shortest),
)
