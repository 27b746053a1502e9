"""Second pass: what the article names in full once is known wherever it stands again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotations.finders.entities.candidates import CONFIDENCE, NAMES, Candidate
from annotations.finders.entities.gazetteer import PhraseTable
from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary
from annotations.model import Span

_SURE = 0.6  # from here on a name is looked for elsewhere
_FIRM = 0.85  # from here on the rest of the article does not change a mention
_WEAK = ("shape", "initial shape", "subject", "initial subject")
_FORMS = frozenset(
    {"PT", "CV", "Perum", ".", "(", ")", ","}
)  # beside a company's own name, with Tbk and the like


class NameMemory:
    """The names of one article, by text and, for persons, by each word of the name."""

    def __init__(self, candidates: Iterable[Candidate], words: Vocabulary) -> None:
        self._words = words
        self._votes: defaultdict[str, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        self._persons: dict[str, Candidate] = {}  # a word of a full name → the mention in full
        self._count: defaultdict[str, int] = defaultdict(int)
        self._abbreviations: set[str] = set()  # introduced in brackets after words that are no name
        self._best: dict[tuple[str, str], Candidate] = {}  # by text and label
        self._learn_all([candidate for candidate in candidates if candidate.label in NAMES])

    def _learn_all(self, candidates: Sequence[Candidate]) -> None:
        """What a ruler's title stands before may be the place ruled: that is learnt last."""
        for candidate in candidates:
            if not self._is_ruler(candidate):
                self._learn(candidate)
        rulers = [candidate for candidate in candidates if self._is_ruler(candidate)]
        for candidate in [self._without_place(c) for c in rulers if not self._is_place(c.text)]:
            self._learn(candidate)

    def _is_ruler(self, candidate: Candidate) -> bool:
        title = candidate.seen.lower().rpartition(" ")[2]
        return candidate.rule == "title" and title in self._words.cues["ruler"]

    def _is_place(self, text: str) -> bool:
        votes = self._votes.get(text)
        return votes is not None and max(votes, key=lambda label: votes[label]) == "LOC"

    def _without_place(self, candidate: Candidate) -> Candidate:
        """A ruler's name without the place that stands before it: Presiden Velmara | Ossian Drelle."""
        first, space, rest = candidate.text.partition(" ")
        if not space or not self._is_place(first) or self._words.is_listed(first):
            return candidate
        span = Span(candidate.span.end - len(rest), candidate.span.end)
        return replace(candidate, span=span, text=rest)

    def _learn(self, candidate: Candidate) -> None:
        self._votes[candidate.text][candidate.label] += candidate.score / (1.01 - candidate.score)  # odds
        self._count[candidate.text] += 1
        if candidate.rule == "acronym in brackets":
            self._abbreviations.add(candidate.text)
        key = candidate.text, candidate.label
        if key not in self._best or candidate.score > self._best[key].score:
            self._best[key] = candidate
        self._learn_part(candidate)
        parts = candidate.text.split()
        if candidate.label == "PER" and candidate.score >= _SURE and len(parts) > 1:
            for part in parts:
                part = part.strip(".,")
                known = self._persons.get(part)
                if len(part) < 3 or not part[0].isupper() or self._words.is_listed(part):
                    continue  # a listed name stands for what is listed: Wonogiri Sriyanto
                if known is None or candidate.score > known.score:
                    self._persons[part] = candidate

    def _learn_part(self, candidate: Candidate) -> None:
        """A company without its form (PT Sari Bumi Tbk → Sari Bumi); the place whose government is named."""
        if candidate.label != "ORG" or candidate.score < _SURE:
            return
        label, words = "ORG", candidate.text.split()
        if candidate.rule == "government":
            label, words = "LOC", candidate.text.removeprefix(candidate.seen).split()
        else:
            while words and self._is_form(words[0]):
                words.pop(0)
            while words and self._is_form(words[-1]):
                words.pop()
        text = " ".join(words)
        if text and text != candidate.text and not self._words.is_listed(text):
            part = replace(candidate, text=text, label=label)
            self._votes[text][label] += part.score / (1.01 - part.score)
            self._best.setdefault((text, label), part)

    def _is_form(self, word: str) -> bool:
        bare = word.strip("().,")
        return bare in _FORMS or bare in self._words.cues["strong"]

    def revise(self, candidate: Candidate) -> Candidate:
        """The candidate as the rest of the article would have it."""
        if candidate.label not in NAMES:
            return candidate
        if self._is_ruler(candidate):
            candidate = self._without_place(candidate)
            if self._is_place(candidate.text):
                return candidate.typed("LOC", "memory", candidate.text)
        whole = self._persons.get(candidate.text)
        if whole is not None and candidate.score < CONFIDENCE["memory"] and candidate.rule != "country":
            return candidate.typed("PER", "memory", whole.text)
        votes = self._votes[candidate.text]
        best = self._best[candidate.text, max(votes, key=lambda label: votes[label])]
        if candidate.text in self._abbreviations and "acronym" in best.rule:
            return candidate.typed("ORG", "acronym in brackets")
        if best.rule in _WEAK and self._count[candidate.text] > 2:
            return candidate.typed(best.label, "repeated")
        if best.score > candidate.score or (best.label != candidate.label and candidate.score < _FIRM):
            return replace(best, span=candidate.span, rule="memory", seen=best.text, confidence=best.score)
        return candidate

    def table(self) -> PhraseTable[Candidate]:
        """Names sure enough to be looked for where the first pass saw nothing."""
        phrases: dict[str, Candidate] = {}
        for (text, _), best in sorted(self._best.items(), key=lambda item: item[1].score):
            known = text not in self._abbreviations or "acronym" not in best.rule
            if best.score >= _SURE and known and not self._words.is_ordinary(text.lower()):
                phrases[text] = best
        for part, whole in self._persons.items():
            if not self._words.is_ordinary(part.lower()) and part not in self._words.not_names:
                phrases.setdefault(part, whole)
        return PhraseTable(phrases.items())


def look_again(
    article: str,
    sentences: Iterable[Sequence[Token]],
    table: PhraseTable[Candidate],
    taken: Sequence[Span],
    words: Vocabulary,
) -> list[Candidate]:
    """Mentions of remembered names outside the spans of `taken` (in text order, none overlapping)."""
    found: list[Candidate] = []
    position = 0
    for tokens in sentences:
        after = 0
        for at in [at for at, token in enumerate(tokens) if token.capital]:
            match = table.match(tokens, at) if at >= after else None
            if match is None:
                continue
            length, whole = match
            span = Span(tokens[at].start, tokens[at + length - 1].end)
            while position < len(taken) and taken[position].end <= span.start:
                position += 1
            apart = position < len(taken) and taken[position].start == span.end + 1  # from the name after it
            if length == 1 and not apart and _has_neighbour(tokens, at, words):
                continue
            after = at + length
            if position == len(taken) or taken[position].start >= span.end:
                text = article[span.start : span.end]
                score = min(whole.score, CONFIDENCE["memory"])
                found.append(Candidate(span, text, whole.label, "memory", whole.text, confidence=score))
    return found


def _has_neighbour(tokens: Sequence[Token], at: int, words: Vocabulary) -> bool:
    """Whether another name word follows, so that this is somebody else of the same first name."""
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    return (
        following is not None
        and following.capital
        and not following.glued
        and not following.acronym
        and not words.is_word(following.low)
        and not words.is_refused(following.text)
    )
