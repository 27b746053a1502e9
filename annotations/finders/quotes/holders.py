"""Who holds an office: "the senator" or "Menteri Agama" alone is who is named with that role elsewhere."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from annotations.finders.quotes.grammar import Grammar
from annotations.model import Span

_BEFORE = 120  # code points around a name that are read for its role
_AFTER = 90
_CONSIDERED = 50  # of those named with a role, on either side
_WORD = re.compile(r"[^\W_]+(?:[-’'/][^\W_]+)*")
_ENDS_ROLE = re.compile(r"[.!?:;]\s|[\n\"“”]")
_INITIALS = re.compile(r"\b([A-Za-z]{1,5})\.")
_ASIDE = re.compile(r"\([^()\n]{0,60}\) ?")
_VERBAL = re.compile(r"\b(?:me|ber|di)[a-z]{4,}|\b(?:said|says|told|has|had|was|is)\b")
_DETERMINERS = frozenset(["the", "his", "her", "its", "their", "this", "that", "a", "an", "one", "current"])
_INDEFINITE = frozenset(["a", "an", "one"])
_LINKS = frozenset(["of", "for", "dan", "and", "the", "pada", "di"])
_POINTING = frozenset(["ini", "itu", "tersebut", "sang", "bapak", "pak", "ibu", "bu"])
_OTHER_OFFICE = frozenset(  # a former president is not the president
    ["vice", "deputy", "assistant", "former", "ex", "acting", "wakil", "mantan", "eks", "calon", "asisten"]
)


def may_be_held(words: Sequence[str], grammar: Grammar) -> bool:
    """Whether lower-case words are a role of one known person: not "a senator", "warga", "Komite III"."""
    if grammar.language == "id":
        return words[0] in grammar.roles and words[0] not in grammar.commons
    return words[0] not in _INDEFINITE and any(w in grammar.roles and w not in _DETERMINERS for w in words)


class Role(NamedTuple):
    """A role without its name: the office and what tells it from others of its kind."""

    head: str
    words: frozenset[str]


@dataclass(slots=True)
class Holders:
    """Persons by the head of the roles they are named with: where, with which words, who; in text order."""

    grammar: Grammar
    named: dict[str, list[tuple[int, frozenset[str], str]]] = field(default_factory=dict)
    described: set[str] = field(default_factory=set)  # all who are named with a role

    @classmethod
    def of(cls, text: str, persons: Iterable[tuple[Span, str]], grammar: Grammar) -> Holders:
        """The roles that stand right before or after the names of `persons`, in text order, in `text`."""
        holders = cls(grammar)
        for (start, end), name in persons:
            before = _plain(text[max(0, start - _BEFORE) : start]).rstrip()
            comma = before.endswith(",")  # "Pj Wali Kota Cirebon, Agus Mulyadi"
            run = holders._run(_ENDS_ROLE.split(before.removesuffix(","))[-1].rpartition(",")[2])
            holders._add(start, run, name)
            after = _plain(text[end : end + _AFTER])
            if after.startswith(", ") and not comma:
                beside, closes, _ = _ENDS_ROLE.split(after)[0][2:].partition(",")
                if closes and not _VERBAL.search(beside):
                    holders._add(start, _WORD.findall(beside), name)
        return holders

    def holder(self, words: Sequence[str], offset: int, speaker: str) -> str | None:
        """The person described by all of `words`, lower-case words of a role alone, that stand at `offset`.

        Of several who hold such a role the current `speaker`, else the one named last before `offset`.
        None for one that nobody holds.
        """
        role = self._role(words)
        if role is None:
            return None
        named = self.named.get(role.head, [])
        at = bisect_left(named, offset, key=lambda place: place[0])
        nearest = [*reversed(named[max(0, at - _CONSIDERED) : at]), *named[at : at + _CONSIDERED]]
        other = role.words & _OTHER_OFFICE
        found = [name for _, held, name in nearest if role.words <= held and held & _OTHER_OFFICE == other]
        return speaker if speaker in found else found[0] if found else None

    def _add(self, start: int, words: Sequence[str], name: str) -> None:
        role = self._role([word.lower() for word in words])
        if role is not None:
            self.named.setdefault(role.head, []).append((start, role.words, name))
            self.described.add(name)

    def _run(self, text: str) -> list[str]:
        """The words at the end of `text` that can belong to a role: capitals, roles, bodies, links."""
        words = _WORD.findall(text)
        first = len(words)
        while first and (words[first - 1][0].isupper() or self._belongs(words[first - 1].lower())):
            first -= 1
        return words[first:]

    def _belongs(self, word: str) -> bool:
        return word in self.grammar.roles or word in self.grammar.bodies or word in _LINKS

    def _role(self, words: Sequence[str]) -> Role | None:
        full = self.grammar.full_roles
        parts = [part for word in words for part in full.get(word, (re.sub(r"[’']s$", "", word),))]
        parts = [part for part in parts if part not in _POINTING and part not in _DETERMINERS]
        heads = [part for part in parts if part in self.grammar.roles and part not in _OTHER_OFFICE]
        if not heads:
            return None
        return Role(heads[-1] if self.grammar.language == "en" else heads[0], frozenset(parts) - _LINKS)


def _plain(text: str) -> str:
    """Without asides and the full stops of abbreviations: "Sen. Ann Lee (D-Ohio)"."""
    return _ASIDE.sub("", _INITIALS.sub(r"\1", text))
