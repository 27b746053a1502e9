"""Names joined in a list, and for whom those act who are named in it: "Presiden A dan Menteri B"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from annotations.finders.agreements.name import Name
from annotations.finders.agreements.names import Names
from annotations.finders.agreements.vocabulary import Vocabulary

_GAP = 48  # characters of role or title that may stand before a name: "dengan Menteri Luar Negeri "
_WORD = re.compile(r"[\w’'-]+")
_PAREN = re.compile(r"^\.(?=,?\s)|\s?\([^()]{1,30}\)|,?\stbk\b\.?", re.IGNORECASE)
_STOP = re.compile(r"[.;:!?\"“”]|\.\s")
_CLAUSE = re.compile(r"(?<!\w)(?:since|while|until|when|as|karena|setelah|sejak|ketika|sementara)(?!\w)")
_ORIGIN = re.compile(r"(?<!\w)(?:asal|from)\s(?:negeri\s)?$")


class NameLists:
    """Reads the lists of names of one article."""

    def __init__(self, text: str, lowered: str, names: Names, vocabulary: Vocabulary) -> None:
        self._text = text
        self._lowered = lowered
        self._names = names
        self._vocabulary = vocabulary

    def chain(
        self, at: int, end: int, adjacent: bool = False, guess: bool = True, persons: bool = False
    ) -> list[Name]:
        """The names of a list that begins at `at`; `adjacent` when nothing may stand before the first;
        with `persons`, whoever is listed with an organisation is a party for himself."""
        chain: list[Name] = []
        last, aside = at, False
        within = self._names.guessing if guess else self._names.within
        for name in within(at, min(end, at + 400)):
            gap = _PAREN.sub("", self._lowered[last : name.span.start])
            if gap.strip() == "(":
                continue  # a short name in brackets
            origin = name.label == "LOC" and not adjacent and _ORIGIN.search(gap)
            if origin and len(gap) <= _GAP and not _STOP.search(gap):
                last, aside = name.span.end, True  # "perusahaan asal Jepang, X": where X is from
                continue
            if aside:
                aside = False
                if name.label == "PER":  # what the name finder took for a person is the company described
                    name = replace(name, label="ORG")
                gap = gap.lstrip().removeprefix(",") if not chain else gap
            if chain:
                located = gap.strip() == "," and name.label == "LOC"
                of = chain[-1]
                if self._names.is_state(name.name):  # "X University, China", but not "the EU, China and …"
                    located = located and of.label == "ORG" and not self._names.is_state(of.name)
                if located and (of.label == "ORG" or " " in of.name):
                    last = name.span.end  # "dengan RSUP Sardjito, Yogyakarta, …": where it is
                    continue
                if not self.joins(gap):
                    break
            elif adjacent:
                if gap != " " or name.guessed:
                    break
            elif len(gap) > _GAP or _STOP.search(gap) or "," in gap or self._breaks(gap) or self._ends(gap):
                break
            last = name.span.end
            chain.append(name)
        acting = self.acting(chain)
        if persons and len(chain) == 2 and len(acting) == 1 and acting[0].label != "PER":
            return chain
        return acting

    def stranger(self, at: int, end: int) -> list[Name]:
        """Who stands at `at` under one name, with no first name and no role: a company that the name finder
        took for a person."""
        for name in self._names.within(at, min(end, at + 40))[:1]:
            alone = name.label == "PER" and " " not in name.name
            if alone and not self._lowered[at : name.span.start].strip():
                return [replace(name, label="ORG")]
        return []

    def acting(self, found: Iterable[Name]) -> list[Name]:
        """Persons stand for whom they act for; a person of whom that is not known is no party."""
        acting: list[Name] = []
        homes: set[str] = set()
        last: Name | None = None
        for name in found:
            beside = last is not None and not self._between(last, name)
            if name.label == "PER":
                principal = None if beside else self._principal(name)
                if principal and principal.name == self._names.home and principal.name in homes:
                    principal = self._names.last_abroad(name.span.start)  # two presidents: one is another's
                homes.add(principal.name if principal else "")
                if principal is None and self._is_described(name):
                    acting.append(name)
                if principal is not None:
                    acting.append(principal)
            elif not (beside and last is not None and last.label == "ORG"):
                acting.append(name)  # in "Telkom Indonesia" the country is no party of its own
            last = name
        return acting

    def joins(self, gap: str) -> bool:
        """Whether two names stand in one list: A, B dan C; A-B; Presiden A dan Menteri B."""
        if gap.strip() in ("-", "–", "/", "&", ""):
            return True
        words = _WORD.findall(gap)
        if len(gap) > _GAP or _STOP.search(gap) or len(words) > 6 or self._breaks(gap):
            return False
        if any(word in ("akan", "telah", "sudah", "will", "has", "have") for word in words):
            return False  # another clause: "dengan X dan akan membangun kilang di Y"
        links = [at for at, word in enumerate(words) if word in self._vocabulary.links]
        if links and links[0] < 3:
            return links[-1] - links[0] < len(links)  # not "A, serta sedang berunding dengan B"
        comma = gap.lstrip().startswith(",")
        return comma and len(words) <= 2 and all(word in self._vocabulary.titles for word in words)

    def _is_described(self, name: Name) -> bool:
        """Whether a noun of an organisation follows it: "X, produsen baterai"."""
        if not self._lowered.startswith(",", name.span.end):
            return False
        return self._vocabulary.described.match(self._lowered, name.span.end + 1) is not None

    def _principal(self, person: Name) -> Name | None:
        principal = self._names.principals.get(person.name)
        if principal is None and self._names.home:
            before = self._lowered[max(0, person.span.start - 44) : person.span.start].rstrip()
            offices = self._vocabulary.offices.finditer(before)
            if any(office.end() == len(before) for office in offices):
                principal = self._names.home
        if principal is None:
            return None
        return Name(person.span, principal, "LOC" if self._names.is_state(principal) else "ORG")

    def _between(self, one: Name, other: Name) -> str:
        return _PAREN.sub("", self._text[one.span.end : other.span.start]).strip()

    def _ends(self, gap: str) -> bool:
        """Whether another clause begins: "with its neighbours since Fiji signed"."""
        return _CLAUSE.search(gap) is not None

    def _breaks(self, gap: str) -> bool:
        return any(word in self._vocabulary.breaks for word in _WORD.findall(gap))
