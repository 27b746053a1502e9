"""How a batch went: counts, and how fast it goes."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass, field

from annotations.batch.options import Goal
from annotations.batch.outcome import Done, Outcome
from annotations.counted import counted

MOST_REASONS = 1000  # kept apart: reasons may hold words of the articles
_OTHER = "other reasons"


@dataclass
class Summary:
    """Counts of what was done, of suggestions, and of why articles failed."""

    done: Counter[Done] = field(default_factory=Counter)
    added: int = 0
    removed: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    unlisted: int = 0  # paths that could not be listed

    def add(self, outcome: Outcome) -> None:
        self.done[outcome.done] += 1
        self.added += outcome.added
        self.removed += outcome.removed
        if outcome.reason:
            self.fail(outcome.reason)

    def fail(self, reason: str) -> None:
        known = reason in self.reasons or len(self.reasons) < MOST_REASONS
        self.reasons[reason if known else _OTHER] += 1

    @property
    def articles(self) -> int:
        return self.done.total()

    @property
    def looked_through(self) -> int:
        return self.articles - self.done[Done.CURRENT] - self.done[Done.FAILED]

    @property
    def problems(self) -> int:
        """Articles of which something could not be done, and paths that could not be listed."""
        return self.done[Done.FAILED] + self.done[Done.PARTLY] + self.unlisted

    def told(self, seconds: float, goal: Goal) -> str:
        """All but the reasons, in a line."""
        parts = [f"{self.looked_through:,} looked through in {duration(seconds)}"]
        if self.looked_through and seconds > 0:
            parts[0] += f" ({rate(self.looked_through / seconds)})"
        would = "would be " if goal is Goal.COUNTS else ""
        if goal is not Goal.RECORDS:
            for done, words in (
                (Done.WRITTEN, f"{would}new"),
                (Done.RENEWED, f"{would}renewed"),
                (Done.SAME, "as they were"),
                (Done.CURRENT, "up to date, passed over"),
            ):
                if self.done[done]:
                    parts.append(f"{self.done[done]:,} {words}")
            parts.append(f"suggestions: {self.added:,} more, {self.removed:,} fewer")
        if self.done[Done.PARTLY]:
            parts.append(f"{self.done[Done.PARTLY]:,} in part")
        parts.append(f"{self.problems:,} failed")
        return f"{counted(self.articles, 'article')}: {'; '.join(parts)}"


class Pace:
    """Articles a second and the time left, by what was done within the last seconds."""

    def __init__(self, window: float = 30.0) -> None:
        self._window = window
        self._marks: deque[tuple[float, int]] = deque()

    def told(self, now: float, done: int, total: int) -> str:
        """To be called again and again; `now` is in seconds of any clock. "" until something is known."""
        marks = self._marks
        marks.append((now, done))
        while len(marks) > 2 and now - marks[1][0] >= self._window:
            marks.popleft()
        passed, made = now - marks[0][0], done - marks[0][1]
        if passed <= 0 or made <= 0:
            return ""
        left = max(total - done, 0) * passed / made
        return f"{rate(made / passed)}, {duration(left)} left"


def rate(each_second: float) -> str:
    """ "81/s", or "12/min" where it is slow."""
    if each_second >= 10:
        return f"{each_second:,.0f}/s"
    return f"{each_second:.1f}/s" if each_second >= 1 else f"{60 * each_second:.1f}/min"


def duration(seconds: float) -> str:
    """ "0.4 s", "12 s", "3 min 20 s", "2 h 5 min"."""
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"
