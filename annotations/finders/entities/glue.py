"""Words that were run together: pairs of names (Jokowi-Kalla) and lost spaces (RepublikIndonesia)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotations.finders.entities.tokens import Token, make_token
from annotations.finders.entities.vocabulary import Vocabulary

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def separated(tokens: Sequence[Token], words: Vocabulary) -> Sequence[Token]:
    """The tokens, those that hold two words of their own cut in two."""
    suspects = [at for at, token in enumerate(tokens) if token.capital and _may_hold_two(token)]
    if not suspects:
        return tokens
    parts: list[Token] = []
    done = 0
    for at in suspects:
        token = tokens[at]
        amid = 0 < at < len(tokens) - 1 and tokens[at - 1].capital and tokens[at + 1].capital
        pieces = _pieces(token.text, words, amid)
        parts += tokens[done:at]
        start = token.start
        for position, piece in enumerate(pieces):
            parts.append(make_token(piece, start, token.glued if position == 0 else len(pieces) == 3))
            start += len(piece)
        done = at + 1
    parts += tokens[done:]
    return parts


def _may_hold_two(token: Token) -> bool:
    text = token.text
    return 5 <= len(text) <= 60 and not token.acronym and not (text[1:].islower() and text.isalpha())


def _pieces(text: str, words: Vocabulary, amid: bool) -> list[str]:
    """`amid` says that capitalised words stand on both sides: Joko Widodo-Jusuf Kalla."""
    left, hyphen, right = text.partition("-")
    if hyphen:
        if min(len(left), len(right)) < 2 or not right[0].isupper() or "-" in right or words.is_listed(text):
            return [text]
        named = words.is_listed(left) or words.is_listed(right)
        return [left, hyphen, right] if named or (amid and len(left) > 3 and len(right) > 3) else [text]
    camel = _CAMEL.split(text)
    if (
        len(camel) == 2
        and len(camel[0]) > 3
        and words.is_ordinary(camel[0].lower())
        and not words.is_listed(text)
    ):
        return camel
    return [text]
