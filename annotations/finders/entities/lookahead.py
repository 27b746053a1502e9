"""What a capitalised stretch turns out to be by its last word: PC Ketapang II Ltd, Paris Agreement."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary

_REACH = 9  # tokens


def company_end(words: Vocabulary, tokens: Sequence[Token], at: int) -> int:
    """Index after a name from `at` on that ends in Ltd, Tbk and the like; `at` when there is none."""
    strong = words.cues["strong"]
    end = at
    opened = False
    while end < min(len(tokens), at + _REACH):
        token = tokens[end]
        if token.text in strong and end > at:
            return _after_tails(strong, tokens, end, opened)
        bracket = token.text == "(" and end + 2 < len(tokens) and tokens[end + 2].text == ")"
        if (
            not (token.capital or bracket or (end > at and token.text in (")", "&")))
            or token.low in words.stop
        ):
            return at
        if end > at and (words.heads.match(tokens, end) or words.titles.match(tokens, end)):
            return at
        opened = bracket or (opened and token.text != ")")
        end += 1
    return at


def _after_tails(strong: frozenset[str], tokens: Sequence[Token], at: int, opened: bool) -> int:
    end = at + 1
    while end < len(tokens) and (tokens[end].text in strong or (opened and tokens[end].text == ")")):
        opened = opened and tokens[end].text != ")"
        end += 1
    return end


def instrument_end(words: Vocabulary, tokens: Sequence[Token], at: int) -> int:
    """Index after a treaty or forum whose name begins with its parties: Indonesia EU CEPA; `at` if none."""
    last = at
    for end in range(at + 1, min(len(tokens), at + _REACH + 1)):
        token = tokens[end]
        if token.text in words.cues["instrument"]:
            last = end + 1
        elif (not token.capital and token.text != "-") or words.titles.match(tokens, end):
            break
    return last


def tail_follows(words: Vocabulary, tokens: Sequence[Token], at: int) -> bool:
    """Whether the words from `at` on soon end an organisation: Indonesia | Corruption Watch."""
    for position in range(at, min(at + 3, len(tokens))):
        token = tokens[position]
        if not token.capital or token.acronym or words.titles.match(tokens, position):
            return False
        if token.text in words.cues["tail"]:
            return True
        if words.language == "id" and not words.is_foreign(token.low):
            return False
    return False


def tail_inside(words: Vocabulary, tokens: Sequence[Token], at: int, end: int) -> int:
    """Where an organisation ends and its officer's name begins (Cyrus Network | Hasan Nasbi), or 0."""
    for position in range(at + 1, end - 1):
        if tokens[position].text in words.cues["tail"]:
            return position + 1
    return 0
