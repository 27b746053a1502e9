"""What the name model sees of each token: its form, its neighbours, and what the rules made of it.

The set follows Zhang and Johnson (2003) and Ratinov and Roth (2009): forms in a window of two,
affixes, shapes and lists. The rules' own reading is one more list, so that the model learns
where they can be relied on.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotations import lexicon
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.capitals import is_initial
from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary

QUOTATION_MARKS = frozenset("\"'“”„‘’«»`")
OUTSIDE = "O"
_REMEMBERED = 50_000  # words whose features are kept
_LONGEST = 40  # letters of a word that are looked at
_WIDEST = 120  # tokens in one window: bounds the work on a text that is all capitals
_JOINING = frozenset({"dan", "and", ",", "serta", "dengan", "with", "&"})
_NO_RULE = (OUTSIDE, "")


class WordFeatures(NamedTuple):
    """What a word is to its own token and to those around it."""

    own: tuple[str, ...]
    to_next: tuple[str, ...]
    to_previous: tuple[str, ...]
    to_second_next: tuple[str, ...]
    to_second_previous: tuple[str, ...]
    joins: bool  # and, a comma: what stands on both sides is often of one kind


# What is beyond the first and the last token
_NOTHING = WordFeatures((), (), (), (), (), False)
_BEFORE = (_NOTHING, _NOTHING._replace(to_next=("-1=^",)))
_AFTER = (_NOTHING._replace(to_previous=("+1=$",)), _NOTHING)
_NO_RULES = (("^", ""), ("$", ""))


class FeatureReader:
    """Features of the tokens of one language; those of each word are made once."""

    def __init__(self, words: Vocabulary, seen: dict[str, str] | None = None) -> None:
        self._words = words
        self._seen = seen_names(words.language) if seen is None else seen
        self._cues: dict[str, list[str]] = {}
        for cue, members in sorted(words.cues.items()):
            for member in members:
                self._cues.setdefault(member, []).append(cue)
        self._known: dict[str, WordFeatures] = {}
        self._read: dict[tuple[str, str, str, str], tuple[str, ...]] = {}

    def windows(
        self, tokens: Sequence[Token], candidates: Sequence[Candidate]
    ) -> list[tuple[int, list[list[str]]]]:
        """Where each stretch around capital letters begins, and its features.

        What lies further off than one token from a capital is never part of a name, and left out.
        """
        found = stretches(tokens)
        if not found:
            return []
        known = self._known.get
        words = [*_BEFORE, *[known(token.text) or self._learnt(token) for token in tokens], *_AFTER]
        rules = [_NO_RULES[0], _NO_RULES[0], *rule_labels(tokens, candidates), _NO_RULES[1], _NO_RULES[1]]
        return [
            (start, [self._row(tokens, at, words, rules) for at in range(start, end)]) for start, end in found
        ]

    def _row(
        self,
        tokens: Sequence[Token],
        at: int,
        words: Sequence[WordFeatures],
        rules: Sequence[tuple[str, str]],
    ) -> list[str]:
        """The features of the token at `at`; `words` and `rules` have two more on either side."""
        second_before, before, here, after, second_after = words[at : at + 5]
        key = (rules[at + 1][0], *rules[at + 2], rules[at + 3][0])
        row = [
            *here.own,
            *before.to_next,
            *second_before.to_second_next,
            *after.to_previous,
            *second_after.to_second_previous,
            *(self._read.get(key) or self._learnt_rules(key)),
        ]
        token = tokens[at]
        if token.capital:
            if before.joins:
                row.append("and-" + rules[at][0])
            if after.joins:
                row.append("and+" + rules[at + 4][0])
            if (at == 0 or not tokens[at - 1].text.isalnum()) and is_initial(tokens, at):
                row.append("initial")
        if token.glued:
            row.append("glued")
        return row

    def _learnt_rules(self, key: tuple[str, str, str, str]) -> tuple[str, ...]:
        """Features of what the rules made of a token and its neighbours."""
        before, label, rule, after = key
        found = ("r=" + label, f"r-={before}|{label}", f"r+={label}|{after}")
        self._read[key] = (*found, "rule=" + rule) if rule else found
        return self._read[key]

    def _learnt(self, token: Token) -> WordFeatures:
        low = _whole(token.low[:_LONGEST])
        word, shape, classes = "w=" + low, "s=" + _whole(shape_of(token)), self._classes(token)
        own = [word, shape]
        if token.capital:
            own += (
                "W=" + _whole(token.text[:_LONGEST]),
                "p3=" + low[:3],
                "p4=" + low[:4],
                "x2=" + low[-2:],
                "x3=" + low[-3:],
                "x4=" + low[-4:],
            )
        near = (word, shape, *classes)
        found = WordFeatures(
            (*own, *classes),
            tuple(["-1" + feature for feature in near]),
            tuple(["+1" + feature for feature in near]),
            ("-2" + word,),
            ("+2" + word,),
            low in _JOINING,
        )
        if len(self._known) > _REMEMBERED:
            self._known.clear()
        if len(token.text) <= _LONGEST:
            self._known[token.text] = found
        return found

    def _classes(self, token: Token) -> list[str]:
        """The lists that hold a word."""
        words, low = self._words, token.low
        row = ["c=" + cue for cue in self._cues.get(low, ())]
        if token.text != low:
            row += ["C=" + cue for cue in self._cues.get(token.text, ())]
        if low in words.stop:
            row.append("stop")
        if not token.capital:
            if words.is_verb(low):
                row.append("verb")
            return row
        if words.is_ordinary(low):
            row.append("k=ordinary")
        elif words.is_word(low):
            row.append("k=word")
        else:
            row.append("k=foreign" if words.is_foreign(low) else "k=unknown")
        if token.text in words.given:
            row.append("given")
        if token.text in self._seen:
            row.append("seen=" + self._seen[token.text])
        return row


def _whole(text: str) -> str:
    """`text` with "?" for each half of a surrogate pair, which CRFsuite, that is given UTF-8, cannot take."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def rule_labels(tokens: Sequence[Token], candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
    """For each token B- or I- and the label of the rules' candidate over it, and that label with its rule."""
    labels = [_NO_RULE] * len(tokens)
    at = 0
    for candidate in candidates:
        while at < len(tokens) and tokens[at].start < candidate.span.start:
            at += 1
        begins = "B-"
        while at < len(tokens) and tokens[at].end <= candidate.span.end:
            labels[at] = begins + candidate.label, f"{candidate.label} {candidate.rule}"
            begins = "I-"
            at += 1
    return labels


def stretches(tokens: Sequence[Token]) -> list[tuple[int, int]]:
    """Where capitals stand, with one token on either side: half-open runs of token positions."""
    found: list[tuple[int, int]] = []
    for position, token in enumerate(tokens):
        if not token.capital:
            continue
        start, end = max(position - 1, 0), min(position + 2, len(tokens))
        if found and start <= found[-1][1] and end - found[-1][0] <= _WIDEST:
            found[-1] = found[-1][0], end
        else:
            found.append((max(start, found[-1][1]) if found else start, end))
    return found


def shape_of(token: Token) -> str:
    """The form of a word: Aa, AA (short acronym), AAA (in capitals), A-a, AaA, 0, a, or a mark itself."""
    text = token.text
    if token.acronym:
        if not text.isalpha():
            return "A0"
        return "AA" if len(text) < 6 else "AAA"
    if token.capital:
        if len(text) == 1:
            return "A"
        if "-" in text:
            return "A-a"
        return "Aa" if text.isalpha() and text[1:].islower() else "AaA"
    if text[0].isdigit():
        return "0"
    if len(text) == 1 and not text.isalpha():
        return text
    return "a" if text.isalpha() else "a-"


def seen_names(language: str) -> dict[str, str]:
    """Words of names and the kind that a first model most often gave them; see tools/train_names.py."""
    return {row[0]: row[1] for row in lexicon.rows(language, "entity_seen")}
