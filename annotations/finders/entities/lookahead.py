"""What a capitalised stretch turns out to be by its last word: PC Ketapang II Ltd, Paris Agreement."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary

_REACH = 9  # tokens
_NORDIC = frozenset({"A", "AS"})


def may_hold_company(words: Vocabulary, tokens: Sequence[Token]) -> bool:
    """Whether any of `tokens` could end the name of a company, without which `company_end` finds none."""
    texts = {token.text for token in tokens}
    return not (words.cues["strong"].isdisjoint(texts) and _NORDIC.isdisjoint(texts))


def company_end(words: Vocabulary, tokens: Sequence[Token], at: int) -> int:
    """Index after a name from `at` on that ends in Ltd, Tbk and the like; `at` when there is none."""
    strong = words.cues["strong"]
    end = at
    opened = False
    while end < min(len(tokens), at + _REACH):
        token = tokens[end]
        if end > at and token.text in strong:
            return at if _is_abroad(words, tokens, at, end) else _after_tails(strong, tokens, end, opened)
        if end > at and token.text in _NORDIC and (after := _nordic_end(words, tokens, at, end)):
            return after
        bracket = token.text == "(" and end + 2 < len(tokens) and tokens[end + 2].text == ")"
        if (
            not (token.capital or bracket or (end > at and token.text in (")", "&")))
            or token.low in words.stop
        ):
            return at
        if end > at and (_is_other(words, tokens, at, end) or words.titles.match(tokens, end)):
            return at
        opened = bracket or (opened and token.text != ")")
        end += 1
    return at


def _is_other(words: Vocabulary, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether another name begins at `end`; PT Bank Mandiri is one."""
    head = words.heads.match(tokens, end)
    if not head or head[1][1] != "company" or end != at + 1:
        return bool(head)
    first = words.heads.match(tokens, at)
    return not first or first[1][1] != "company"


def _is_abroad(words: Vocabulary, tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether the first word says what a company is or where from: Perusahaan Prancis | Bouygues S.A."""
    if words.language != "id" or end - at < 2:
        return False
    if tokens[at].low in words.cues["organ"]:
        return True
    listed = words.known.match(tokens, at)
    return bool(listed and listed[1].kind == "country" and listed[1].canonical != "Indonesia")


def _nordic_end(words: Vocabulary, tokens: Sequence[Token], at: int, end: int) -> int:
    """Index after AS or A/S at `end` when it is a form of company rather than a country; or 0.

    In Indonesian AS is the United States, so two words before it must be neither listed nor ordinary.
    """
    if [token.text for token in tokens[end : end + 3]] == ["A", "/", "S"]:
        return end + 3
    before = tokens[at:end]
    if tokens[end].text != "AS" or len(before) < 2 or words.language != "id":
        return 0
    strange = not any(
        words.is_word(token.low) or token.text in words.given or words.known.match(before, position)
        for position, token in enumerate(before)
    )
    return end + 1 if strange else 0


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
