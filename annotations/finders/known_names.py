"""The names that sections of a long article hand on to each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from annotations.finders.entities.candidates import Candidate

_MOST = 3000  # names handed on; each costs a moment in every section


class KnownNames:
    """Names found elsewhere in the article, the surest candidate of each text and label, and short forms
    with what they stand for. Kept only where `wanted`."""

    def __init__(self) -> None:
        self.wanted = False
        self.forms: dict[str, str] = {}
        self._best: dict[tuple[str, str], Candidate] = {}

    @property
    def candidates(self) -> list[Candidate]:
        return list(self._best.values())

    def learn(self, candidates: Iterable[Candidate], forms: Mapping[str, str]) -> None:
        """Of more names than can be kept, those that were met last."""
        if not self.wanted:
            return
        for candidate in candidates:
            key = candidate.text, candidate.label
            known = self._best.pop(key, candidate)
            self._best[key] = candidate if candidate.score > known.score else known
        for name in list(self._best)[: max(0, len(self._best) - _MOST)]:
            del self._best[name]
        self.forms.update(forms)
        for form in list(self.forms)[: max(0, len(self.forms) - _MOST)]:
            del self.forms[form]
