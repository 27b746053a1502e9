"""The history of an annotation in short, and of an article's state: who did what, when, what it was before.

One step is one person's turn: however often they change a thing before somebody else does, it stays one
step, which keeps what it was when they came to it. So files stay small, and a reviewer's step keeps
the annotator's values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol, TypeVar

REVIEWER = "reviewer"  # the role in which somebody decides about another's work


class Did(StrEnum):
    """What a person did in their turn. Files may name other things, which are kept as they are."""

    MADE = "made"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CORRECTED = "corrected"  # and thereby accepted
    CONFIRMED = "confirmed"  # left a decision as it was
    COMMENTED = "commented"


class State(StrEnum):
    """How far the work on an article has come, as somebody says."""

    OPEN = "open"
    ANNOTATED = "annotated"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works; `role` is "" for the annotator."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One person's turn at an annotation.

    `when` is in UTC, by ISO 8601; `was` what the turn changed, as it was before, in words by the keys
    of the file; `note` a reviewer's comment. Where it was accepted or rejected and `was` has no
    status, it was a suggestion.
    """

    did: str
    by: str = ""
    when: str = ""
    role: str = ""
    was: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    @property
    def actor(self) -> Actor:
        return Actor(self.by, self.role)

    @property
    def in_review(self) -> bool:
        """Whether it is a reviewer's."""
        return self.role == REVIEWER

    @property
    def decides(self) -> bool:
        return self.did != Did.COMMENTED

    @property
    def changes(self) -> bool:
        """Whether anything is other than it was."""
        return self.did not in (Did.CONFIRMED, Did.COMMENTED)


@dataclass(frozen=True, slots=True)
class StateStep:
    """Somebody said how far the article is; `when` as in `Step`."""

    state: str
    by: str = ""
    when: str = ""


class Dated(Protocol):
    """A step of either sort."""

    @property
    def when(self) -> str: ...


AnyStep = TypeVar("AnyStep", bound=Dated)


def now() -> str:
    """The present moment, as steps have it."""
    return written(datetime.now(UTC))


def written(moment: datetime) -> str:
    """A moment as steps have it, in UTC to the second: `2025-11-22T10:03:05Z`."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def local_time(when: str, form: str = "%Y-%m-%d %H:%M") -> str:
    """A moment in the local zone, for people; as it is written where it is none."""
    try:
        return f"{datetime.fromisoformat(when).astimezone():{form}}"
    except (ValueError, OverflowError, OSError):
        return when


def last_review(history: Iterable[Step]) -> Step | None:
    """The last step of a reviewer that changed something or says something, None without one."""
    return next((s for s in reversed([*history]) if s.in_review and (s.changes or s.note)), None)


def is_reviewed(history: Sequence[Step]) -> bool:
    """Whether the last decision is a reviewer's."""
    deciding = next((step for step in reversed(history) if step.decides), None)
    return deciding is not None and deciding.in_review


def united(was: Sequence[AnyStep], ours: Sequence[AnyStep], theirs: Sequence[AnyStep]) -> tuple[AnyStep, ...]:
    """The steps of both sides in the order of time, without what either took back of `was`."""
    kept: list[AnyStep] = []
    for step in (*ours, *theirs):
        if step not in kept and ((step in ours and step in theirs) or step not in was):
            kept.append(step)
    return tuple(sorted(kept, key=lambda step: step.when))


def present_state(states: Sequence[StateStep]) -> str:
    """What was said last."""
    return states[-1].state if states else State.OPEN


def state_before(states: Sequence[StateStep], state: str) -> str:
    """What was said last before anybody said `state`: how far it is when that is taken back."""
    return present_state([step for step in states if step.state != state])


def with_state(states: Sequence[StateStep], state: str, by: str, when: str) -> tuple[StateStep, ...]:
    """`states` with what `by` now says. Their own last word is replaced: the file keeps one of a turn."""
    kept = tuple(states[:-1] if states and states[-1].by == by else states)
    return kept if present_state(kept) == state else (*kept, StateStep(state, by, when))
