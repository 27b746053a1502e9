"""When a capital letter tells of a name: not in a headline, not at the start of a sentence."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary

_OPENING = frozenset("\"'“”„‘’«([-–—•*")
_ENDING = frozenset(":;.!?…")
ROMAN = frozenset({"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"})


def is_headline(tokens: Sequence[Token], words: Vocabulary) -> bool:
    """Whether a sentence is in Title Case or in capitals, so that a capital tells nothing."""
    capitals = [token for token in tokens if token.capital and len(token.low) > 3 and token.low[0].isalpha()]
    acronyms = sum([token.acronym for token in capitals])
    if len(capitals) < 2 or (tokens[-1].text == "." and acronyms <= 0.7 * len(capitals)):
        return False  # neither way below, whatever stands in small letters
    small = [token for token in tokens if not token.capital and len(token.low) > 3 and token.low[0].isalpha()]
    long = len(capitals) + len(small)
    if long < 3:
        return False
    if acronyms > 0.7 * long:
        return True
    if tokens[-1].text == "." or _is_said(tokens, words):
        return False
    if sum(token.low not in words.stop for token in small) > long // 10:
        return False
    return sum(words.is_word(token.low) for token in capitals) > 1


def _is_said(tokens: Sequence[Token], words: Vocabulary) -> bool:
    return any(token.text in words.cues["says"] for token in tokens)


def is_initial(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token begins a sentence or a quotation."""
    while at > 0 and tokens[at - 1].text in _OPENING:
        at -= 1
    return at == 0 or tokens[at - 1].text in _ENDING


def may_begin(words: Vocabulary, tokens: Sequence[Token], at: int, titled: bool, headline: bool) -> bool:
    """Whether the capitalised token could be the first of a name that no list holds."""
    token = tokens[at]
    if token.low in words.stop or words.is_refused(token.text):
        return False
    if token.text in words.given:
        return True
    if len(token.text) == 1:
        return _is_first_letter(tokens, at)
    if not token.text[0].isalpha():
        return False
    if at and not headline and tokens[at - 1].low in words.cues["says"]:
        return True
    if token.text[-1].isdigit() or (token.text in ROMAN and not titled):
        return False
    if token.acronym and not headline:
        return len(token.low) < 4 or not words.is_word(token.low)
    if words.is_ordinary(token.low):
        return titled and not headline and _is_name_word(words, tokens, at + 1)
    if (headline or is_initial(tokens, at)) and words.is_word(token.low):
        return not headline and _is_name_word(words, tokens, at + 1)
    return True


def _is_name_word(words: Vocabulary, tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].capital and not words.is_ordinary(tokens[at].low)


def _is_first_letter(tokens: Sequence[Token], at: int) -> bool:
    """M. Yusuf, J Kristiadi."""
    following = tokens[at + 1 : at + 3]
    if following and following[0].text == ".":
        following = following[1:]
    return (
        bool(following)
        and following[0].capital
        and len(following[0].text) > 2
        and following[0].text.isalpha()
    )


def goes_on(
    words: Vocabulary, tokens: Sequence[Token], at: int, *, headline: bool, whole: bool, surname: bool
) -> int:
    """How many tokens from `at` on belong to the name that ends before it.

    `whole` takes listed names in; `surname` lets one listed organisation be one: Roy Disney.
    """
    token, previous = tokens[at], tokens[at - 1]
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    joins = following is not None and following.capital and not following.glued
    if (
        token.text == "."
        and token.glued
        and len(previous.text) <= 2
        and previous.capital
        and not previous.acronym
    ):
        return int(joins)
    if token.glued and token.text[0].isalnum():
        return 0
    if token.capital and token.text[0].isalpha():
        return int(_is_next_word(words, tokens, at, headline=headline, whole=whole, surname=surname))
    if joins and (token.low in words.cues["particle"] or token.text == "&"):
        return 2
    return 2 if joins and token.low == "of" and words.language == "en" else 0


def _is_next_word(
    words: Vocabulary, tokens: Sequence[Token], at: int, *, headline: bool, whole: bool, surname: bool
) -> bool:
    token = tokens[at]
    if token.low in words.stop or words.is_refused(token.text):
        return False
    if whole or token.text in words.cues["tail"]:
        return True
    known = words.known.match(tokens, at)
    if known and known[1].label == "PER":
        return True
    if known and (known[1].sure or known[0] > 1):
        return surname and known[1].label == "ORG" and known[0] == 1 and not token.acronym
    if token.acronym and not tokens[at - 1].acronym and len(token.text) > 2:
        return False
    head = words.heads.match(tokens, at)
    if head and (
        headline or head[1][1] in ("office", "company", "government") or token.low in words.cues["area"]
    ):
        return False
    if headline and words.is_word(token.low):
        return False
    # a title parts two names (Tambora | Kompol Kukuh), but as a last word belongs to one: Lukman Hakim
    last = at + 1 == len(tokens) or not tokens[at + 1].capital
    return last or len(token.text) < 4 or token.text in words.given or not words.titles.match(tokens, at)
