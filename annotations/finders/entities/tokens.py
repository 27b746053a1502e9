"""Words and marks of a sentence, with the shapes that names are told by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from annotations.model import Span

# Letters with full stops (U.S., S.H.), or a word that may hold inner hyphens, apostrophes and
# ampersands (Jo-Wilfried, O'Brien, KT&G) and end in a domain.
WORD = r"(?:[A-Z]\.){2,}|[^\W_]+(?:[-'’&+][^\W_]+)*(?:\.(?:com|co|id|net|org)\b)*"
_TOKEN = re.compile(WORD + r"|[^\w\s]|_")
_GLUED = re.compile(r"(?<=[a-zà-ÿ]{2})(?=[A-Z])")  # a space lost between words: "diTimur"
_SUFFIX = re.compile(r"[-'’](?:nya|ku|mu|lah|kah|pun|an|s|isme|isasi|in|ed)$")


class Token(NamedTuple):
    """One word or mark. `low` is its lower-case form; offsets are code points of the article."""

    text: str
    start: int
    end: int
    low: str
    capital: bool  # begins with a capital letter
    acronym: bool  # two or more letters, no small ones: KPK, KT&G, G20
    glued: bool  # no white space before it


def tokenize(text: str, span: Span) -> list[Token]:
    """The tokens of `text` within `span`."""
    tokens: list[Token] = []
    previous = -1
    for match in _TOKEN.finditer(text, *span):
        start, end = match.span()
        word = match.group()
        if len(word) > 3 and not word.islower() and not word.isupper():
            for part in _parts(word):
                tokens.append(make_token(part, start, start == previous))
                previous = start = start + len(part)
            previous = end
            continue
        tokens.append(make_token(word, start, start == previous))
        previous = end
    return tokens


def _parts(word: str) -> Iterator[str]:
    """`word` cut where a suffix or a lost space shows: Disney|-nya, di|Timur."""
    suffix = _SUFFIX.search(word)
    tail = ""
    if suffix and suffix.start() > 1:
        word, tail = word[: suffix.start()], word[suffix.start() :]
    if word[0].islower():
        yield from _GLUED.split(word)
    else:
        yield word
    if tail:
        yield tail


def make_token(word: str, start: int, glued: bool) -> Token:
    """The token of `word` at `start`."""
    end = start + len(word)
    if word.islower():
        return Token(word, start, end, word, False, False, glued)
    first = word[0]
    capital = first.isupper() or (first.isdigit() and word.isupper())
    acronym = capital and len(word) > 1 and word.isupper()
    return Token(word, start, end, word.lower(), capital, acronym, glued)
