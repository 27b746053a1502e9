"""Mentions of one thing under one name: Galuzin → Mikhail Galuzin, RI → Indonesia, KPK → its full name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from annotations import lexicon
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.vocabulary import Vocabulary, canonical_places
from annotations.finders.known_names import KnownNames

_ENOUGH = 200  # names that share a word, looked at for the longest
_SHORT_FORM = re.compile(r"\s?\(([A-Z][\w&.-]{1,14})\)")
_INNER = re.compile(r"\s?\([^()]*\)(?=\s)")  # Kementerian Luar Negeri (Kemlu) RI
_NATIONAL = re.compile(r"\s(?:RI|Republik Indonesia|Indonesia)$")
_DROPPED = re.compile(
    r"^(?:PT|CV|Kota|Kabupaten|Provinsi|the|The)\.?\s+"
    r"|(?:,?\s+(?:\(Persero\)|Persero|Tbk|Ltd|Inc|Corp|Plc|PLC|ASA|AS|A/S|S\.A\.)\.?){1,3}$"
)


def short_forms(article: str, candidates: Sequence[Candidate]) -> dict[str, str]:
    """Short forms in brackets right after a name, with that name: KPK → Komisi Pemberantasan Korupsi."""
    forms: dict[str, str] = {}
    for candidate in candidates:
        if candidate.label not in ("PER", "ORG", "LOC"):
            continue
        match = _SHORT_FORM.match(article, candidate.span.end)
        if match and match[1] != candidate.text and " " in candidate.text:
            forms.setdefault(match[1], candidate.text)
    return forms


class Grouping:
    """The canonical name of every mention of one article."""

    def __init__(
        self, article: str, candidates: Sequence[Candidate], words: Vocabulary, known: KnownNames
    ) -> None:
        self._words = words
        self._places = canonical_places(words.language)
        self._offices = {row[0]: row[1] for row in lexicon.rows(words.language, "entity_short_forms")}
        self.forms = {**known.forms, **short_forms(article, candidates)}
        candidates = [*candidates, *known.candidates]
        self._persons = _full_names(candidate.text for candidate in candidates if candidate.label == "PER")
        self._canonical: dict[str, str] = {}
        for candidate in candidates:
            if candidate.canonical:
                self._canonical.setdefault(candidate.text, candidate.canonical)

    def name(self, candidate: Candidate) -> str:
        text = " ".join(candidate.text.split())
        if candidate.label == "PER":
            return self._person(text, candidate.canonical)
        if candidate.label == "LOC":
            return self._place(text, candidate.canonical)
        if candidate.label == "ORG":
            return self._organisation(text, candidate.canonical)
        return text

    def _organisation(self, text: str, canonical: str) -> str:
        if canonical and canonical != text:
            return canonical
        full = self.forms.get(text, text)
        return self._canonical.get(full) or self._office(_DROPPED.sub("", full) or full)

    def _office(self, name: str) -> str:
        """A ministry or government in full, its country under one name: pemerintah RI."""
        name = _INNER.sub("", name)
        head, _, rest = name.partition(" ")
        for length in (2, 1):
            short = " ".join(name.split()[:length])
            if short in self._offices:
                head, rest = self._offices[short], name[len(short) :].strip()
                break
        if head.lower() in ("pemerintah", "pemerintahan"):
            return f"Pemerintah {self._places.get(rest, rest)}".strip()
        full = f"{head} {rest}".strip()
        if full.startswith("Kementerian"):
            full = _NATIONAL.sub("", full)
        return full

    def _place(self, text: str, canonical: str) -> str:
        if canonical:
            return self._places.get(canonical, canonical)
        text = self.forms.get(text, text)
        plain = _DROPPED.sub("", text)
        return self._places.get(text) or self._places.get(plain) or self._places.get(plain.title()) or text

    def _person(self, text: str, canonical: str) -> str:
        if canonical:
            return canonical
        text = self.forms.get(text, text)
        if text in self._canonical:
            return self._canonical[text]
        full = self._persons.get(frozenset(_words(text)), text)
        return self._canonical.get(full, full)


def _words(name: str) -> list[str]:
    return [word.strip(".,").lower() for word in name.split()]


def _full_names(names: Iterable[str]) -> dict[frozenset[str], str]:
    """Each name's words → the longest name of the article that holds all of them, the first of equals."""
    distinct = list(dict.fromkeys(" ".join(name.split()) for name in names))
    by_word: dict[str, list[str]] = {}
    for name in distinct:
        for word in set(_words(name)):
            by_word.setdefault(word, []).append(name)
    full: dict[frozenset[str], str] = {}
    for name in distinct:
        words = frozenset(_words(name))
        rarest = min((by_word[word] for word in words), key=len)
        holders = [other for other in rarest[:_ENOUGH] if words <= set(_words(other))]
        full[words] = max(holders, key=lambda other: len(other.split()))
    return full
