"""Agreements called by a name of their own: those of the word list, and names of a telling shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from annotations.finders.agreements.mention import Mention
from annotations.finders.agreements.phrases import folded
from annotations.finders.agreements.vocabulary import Vocabulary, name_key
from annotations.model import Span

if TYPE_CHECKING:
    from annotations.finders.agreements.mentions import MentionFinder

_HEADS = ("CEPA", "FTA", "Agreement", "Treaty", "Accords")  # no shape without one of them
# bounded, to stay linear
_SHAPE = re.compile(
    r"(?<!\w)(?:[A-Z][\w–-]{0,20}[ -](?:CEPA|FTA)|[A-Z]\w{0,8}CEPA"
    r"|(?:[A-Z][\w’'–-]{1,30} (?:(?:and|of|on|for) )?){1,8}(?:Agreement|Treaty|Accords)"
    r"|(?:Agreement|Treaty) (?:on|for)(?: (?:the )?[A-Z]\w{1,30}(?: and)?){1,5})(?!\w)"
)
_OF_TRADE = re.compile(r"CEPA|FTA|Trade|Econom|Tariff")
_FIRST_WORD = re.compile(r"\w{1,20} ")
_HEAD = re.compile(r"(?:Agreement|Treaty)(?= (?:on|for) )|\w+$")
_LONG_WORD = re.compile(r"(?<!\w)[^\W\d_]{4,30}")


def named(finder: MentionFinder) -> Iterator[Mention]:
    """The names of agreements, in text order."""
    text, vocabulary = finder.text, finder.vocabulary
    spans = [Span(*match.span()) for match in vocabulary.name.finditer(text)]
    if any(head in text for head in _HEADS):
        spans += _shaped(text, vocabulary)
    end = 0
    for span in sorted(spans, key=lambda span: span.start):  # of two at one place, the known one
        words = text[slice(*span)]
        known = vocabulary.known.get(name_key(words))
        if span.start < end or (known is None and folded(words) in vocabulary.nouns):
            continue
        end = span.end
        key = known.key if known else name_key(words)
        kind = known.kind if known else "trade" if _OF_TRADE.search(words) else "treaty"
        mention = finder.mention(span, "name", _family(words, vocabulary) or key, kind, "name")
        if mention is None or (known is None and in_title_case(text, mention)):
            continue  # nothing tells the name from the other words
        mention.key, mention.known, mention.telling = key, known, True
        yield mention


def _shaped(text: str, vocabulary: Vocabulary) -> Iterator[Span]:
    at = 0
    while match := _SHAPE.search(text, at):
        at = match.end()
        # "Melalui CEPA", "Penandatanganan Agreement on …": a sentence begins, not a name
        first = _FIRST_WORD.match(text, match.start())
        if first and opens(first.group().strip().lower(), vocabulary):
            at = first.end()
            continue
        yield Span(*match.span())


def opens(word: str, vocabulary: Vocabulary) -> bool:
    """Whether it is a word that a sentence may open with, and no name."""
    return (
        word in vocabulary.openers or word in vocabulary.breaks or vocabulary.cue.fullmatch(word) is not None
    )


def _family(words: str, vocabulary: Vocabulary) -> str:
    """The family of the noun in a name: "the treaty" may mean the Pukpuk Treaty, "kesepakatan itu" the
    Kesepakatan Nuklir Iran."""
    head = _FIRST_WORD.match(words) if vocabulary.language == "id" else None
    noun = vocabulary.nouns.get(head.group().strip().lower()) if head else None
    head = _HEAD.search(words) if noun is None else None
    noun = vocabulary.nouns.get(head.group().lower()) if head else noun
    return noun.family if noun else ""


def in_title_case(text: str, mention: Mention) -> bool:
    """Whether its sentence is a headline with capitals on nearly all words."""
    around, span = mention.around, mention.span
    parts = [(around.start, span.start), (span.end, around.end)]
    if mention.in_title:
        parts = [(around.start, around.end)]  # a name that takes in half the headline is none
    words = [word for start, end in parts for word in _LONG_WORD.findall(text, start, end)]
    capitals = sum(1 for word in words if word[0].isupper())
    return len(words) > 2 and capitals >= 0.8 * len(words)
