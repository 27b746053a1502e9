"""The layers of annotators on the screen: the sign of each, and which are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from annotations.comparison.reading import NAMELESS

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"


@dataclass(frozen=True, slots=True)
class Sign:
    """A letter, which is unique, and the number of a colour, which is so as far as there are colours."""

    annotator: str
    letter: str
    colour: int


def signs(annotators: Iterable[str]) -> dict[str, Sign]:
    """Each annotator's sign: a letter of the name that is free yet, the first one if possible.

    >>> [sign.letter for sign in signs(["ani", "adi", "budi", "-"]).values()]
    ['A', 'D', 'B', '-']
    """
    found: dict[str, Sign] = {}
    taken: set[str] = set()
    for number, name in enumerate(annotators):
        wanted = [char for char in name.upper() if char in _LETTERS]
        letter = name if name == NAMELESS else next((c for c in (*wanted, *_LETTERS) if c not in taken), "*")
        taken.add(letter)
        found[name] = Sign(name, letter, number)
    return found


@dataclass
class Shown:
    """Whose layers a person wants to see, in every article: all, or nobody's, but for some."""

    everybody: bool = False
    but: set[str] = field(default_factory=set)
    chosen: bool = False  # whether the person has said so

    @classmethod
    def named(cls, names: Collection[str]) -> Shown:
        """These; "all" among them stands for everybody."""
        names = {name for name in names if name}
        if "all" in names:
            return cls(everybody=True, chosen=True)
        return cls(but=names, chosen=bool(names))

    def __contains__(self, annotator: object) -> bool:
        return (annotator in self.but) is not self.everybody

    def toggle(self, annotator: str) -> None:
        self.but ^= {annotator}
        self.chosen = True

    def set_all(self, *, shown: bool) -> None:
        self.everybody, self.but, self.chosen = shown, set(), True


def letters(holders: Collection[str], known: Mapping[str, Sign]) -> str:
    """The letters of those who have something, each in a place of its own, blank for who has it not."""
    return "".join(sign.letter if name in holders else " " for name, sign in known.items())
