"""The parties of an agreement, as the sentence of one mention names them."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotations.finders.agreements.name import Name


@dataclass(slots=True)
class Parties:
    """`named` in order of naming; `unnamed` groups like "36 negara"; `two` when "both" was said."""

    named: list[Name] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    two: str = ""
    pronoun: bool = False
    signatories: bool = False  # those named are the offices of persons who sign
    unresolved: bool = False  # a frame leads to a name that is known for no state or organisation
    framed: bool = False  # named in a frame of their own: between A and B, A with B
    loose: bool = False  # no frame leads to those named: they stand in the sentence, or in the one before
    partners: bool = False  # those named are partners of somebody: with B and C

    @property
    def end(self) -> int:
        """Where the last named one ends, or 0."""
        return max((name.span.end for name in self.named), default=0)

    @property
    def evidence(self) -> int:
        return min(3, len(self.named)) + (1 if self.unnamed or self.two else 0)
