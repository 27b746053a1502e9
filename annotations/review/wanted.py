"""What is to be reviewed: a selection of annotations, and which of them are still waiting."""

from __future__ import annotations

from dataclasses import dataclass

from annotations.comparison.reading import NAMELESS
from annotations.history import is_reviewed
from annotations.model import Annotation, Status


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an annotation must have to be reviewed; what is empty asks for nothing.

    `undecided`: it waits for a decision: a suggestion, a place that was only found to be alike, one that was
    lost. `by`: one of these decided on it or made it. `speaker` is any part of the name, in any case;
    `confidence` the least and the most.
    """

    undecided: bool = False
    by: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    speaker: str = ""
    confidence: tuple[float, float] | None = None

    def admits(self, annotation: Annotation, annotator: str) -> bool:
        """`annotator` is whose file it stands in, NAMELESS for the one without a name."""
        speaker = str(getattr(annotation, "speaker", ""))
        low, high = self.confidence or (0.0, 1.0)
        sure = annotation.confidence
        return (
            (not self.undecided or is_undecided(annotation))
            and self._is_theirs(annotation, annotator)
            and (not self.kinds or annotation.kind in self.kinds)
            and (not self.labels or annotation.label.casefold() in map(str.casefold, self.labels))
            and self.speaker.casefold() in speaker.casefold()
            and (not self.speaker or bool(speaker))
            and (self.confidence is None or (sure is not None and low <= sure <= high))
        )

    def _is_theirs(self, annotation: Annotation, annotator: str) -> bool:
        if not self.by:
            return True
        if annotator != NAMELESS or NAMELESS in self.by:
            if annotator not in self.by:
                return False
            return self.undecided or annotation.status is not Status.SUGGESTED
        workers = {annotation.by, *(step.by for step in annotation.history if not step.in_review)}
        return not workers.isdisjoint(self.by)

    def is_waiting(self, annotation: Annotation) -> bool:
        """Whether one that it admitted has not been decided on since."""
        return is_undecided(annotation) if self.undecided else not is_reviewed(annotation.history)

    @property
    def told(self) -> str:
        """In words, to be shown."""
        parts = ["undecided" if self.undecided else "not reviewed"]
        parts += [f"by {' or '.join(self.by)}"] if self.by else []
        parts += [" or ".join((*self.kinds, *self.labels))] if self.kinds or self.labels else []
        parts += [f"speaker {self.speaker}"] if self.speaker else []
        if self.confidence:
            parts.append(f"confidence {self.confidence[0]:g} to {self.confidence[1]:g}")
        return ", ".join(parts)


def is_undecided(annotation: Annotation) -> bool:
    """Whether nobody has decided on it, or on where it stands, which may be nowhere."""
    if annotation.status is Status.REJECTED:
        return False
    return annotation.status is Status.SUGGESTED or annotation.is_lost or bool(annotation.unconfirmed)
