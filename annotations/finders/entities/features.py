"""What the name model sees of each token: its form, its neighbours, and what the rules made of it.

The set follows Zhang and Johnson (2003) and Ratinov and Roth (2009): forms in a window of two,
affixes, shapes and lists. The rules' own reading is one more list, so that the model learns
where they can be relied on.
"""

from __future__ import annotations

from collections.abc import Sequence

from annotations import lexicon
from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.capitals import is_headline, is_initial
from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary

QUOTATION_MARKS = frozenset("\"'“”„‘’«»`")
OUTSIDE = "O"
_REMEMBERED = 50_000  # words whose features are kept
_LONGEST = 40  # letters of a word that are looked at
_WIDEST = 120  # tokens in one window: bounds the work on a text that is all capitals
_JOINING = frozenset({"dan", "and", ",", "serta", "dengan", "with", "&"})
_FIRST, _LAST = ("-1=^",), ("+1=$",)
_NO_RULE = (OUTSIDE, "")


class FeatureReader:
    """Features of the tokens of one language; those of each word are made once."""

    def __init__(self, words: Vocabulary, seen: dict[str, str] | None = None) -> None:
        self._words = words
        self._seen = seen_names(words.language) if seen is None else seen
        self._cues: dict[str, list[str]] = {}
        for cue, members in sorted(words.cues.items()):
            for member in members:
                self._cues.setdefault(member, []).append(cue)
        self._here: dict[str, tuple[str, ...]] = {}
        self._beside: dict[str, tuple[tuple[str, ...], ...]] = {}
        self._read: dict[tuple[str, str, str], tuple[str, ...]] = {}

    def windows(
        self, tokens: Sequence[Token], candidates: Sequence[Candidate]
    ) -> list[tuple[int, list[list[str]]]]:
        """Where each stretch around capital letters begins, and its features.

        What lies further off than one token from a capital is never part of a name, and left out.
        """
        rules = rule_labels(tokens, candidates)
        headline = is_headline(tokens, self._words)
        return [
            (at, [self._row(tokens, position, rules, headline) for position in range(at, end)])
            for at, end in stretches(tokens)
        ]

    def _row(
        self, tokens: Sequence[Token], at: int, rules: Sequence[tuple[str, str]], headline: bool
    ) -> list[str]:
        token, last = tokens[at], len(tokens) - 1
        label, rule = rules[at]
        row = [*self._of(token)]
        if at:
            row += self._near(tokens[at - 1])[0]
            if at > 1:
                row += self._near(tokens[at - 2])[2]
        else:
            row += _FIRST
        if at < last:
            row += self._near(tokens[at + 1])[1]
            if at < last - 1:
                row += self._near(tokens[at + 2])[3]
        else:
            row += _LAST
        row += self._rules(rules[at - 1][0] if at else "^", label, rules[at + 1][0] if at < last else "$")
        if rule:
            row.append("rule=" + rule)
        if token.capital:
            if at > 1 and tokens[at - 1].low in _JOINING:
                row.append("and-" + rules[at - 2][0])
            if at < last - 1 and tokens[at + 1].low in _JOINING:
                row.append("and+" + rules[at + 2][0])
            if is_initial(tokens, at):
                row.append("initial")
            if headline:
                row.append("headline")
        if token.glued:
            row.append("glued")
        return row

    def _rules(self, before: str, label: str, after: str) -> tuple[str, ...]:
        """Features of what the rules made of a token and its neighbours."""
        key = before, label, after
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = ("r=" + label, f"r-={before}|{label}", f"r+={label}|{after}")
        return found

    def _of(self, token: Token) -> tuple[str, ...]:
        """The features of a word wherever it stands."""
        found = self._here.get(token.text)
        if found is None:
            if len(self._here) > _REMEMBERED:
                self._here.clear()
            low = token.low[:_LONGEST]
            row = ["w=" + low, "s=" + shape_of(token)]
            if token.capital:
                row.append("W=" + token.text[:_LONGEST])
                row += (
                    "p3=" + low[:3],
                    "p4=" + low[:4],
                    "x2=" + low[-2:],
                    "x3=" + low[-3:],
                    "x4=" + low[-4:],
                )
            row += self._classes(token)
            found = self._here[token.text] = tuple(row)
        return found

    def _near(self, token: Token) -> tuple[tuple[str, ...], ...]:
        """The features of a word for the token after it, before it, two after and two before."""
        found = self._beside.get(token.text)
        if found is None:
            if len(self._beside) > _REMEMBERED:
                self._beside.clear()
            far = ("w=" + token.low[:_LONGEST],)
            near = (*far, "s=" + shape_of(token), *self._classes(token))
            found = self._beside[token.text] = tuple(
                tuple(place + feature for feature in features)
                for place, features in (("-1", near), ("+1", near), ("-2", far), ("+2", far))
            )
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
