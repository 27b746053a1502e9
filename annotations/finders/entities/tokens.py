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
    append, find, known = tokens.append, text.index, _FORMS.get
    previous, after = -1, span.start
    for word in _TOKEN.findall(text, span.start, span.end):
        start = find(word, after)  # between two tokens is white space alone
        after = start + len(word)
        forms = known(word)
        if forms is None:
            forms = _learnt(word)
        if len(forms) == 1:
            low, capital, acronym = forms[0][1:]
            append(_new(Token, (word, start, after, low, capital, acronym, start == previous)))
            previous = after
            continue
        for form, low, capital, acronym in forms:
            end = start + len(form)
            append(_new(Token, (form, start, end, low, capital, acronym, start == previous)))
            previous = start = end
    return tokens


# What is known of a word wherever it stands: most words of a text come again and again.
_Form = tuple[str, str, bool, bool]  # its text, low, capital and acronym
_FORMS: dict[str, tuple[_Form, ...]] = {}
_REMEMBERED = 50_000  # words
_LONGEST = 100  # letters of a word that is remembered, so that no text can fill the memory
_new = tuple.__new__  # the constructor of a NamedTuple takes three times as long


def _learnt(word: str) -> tuple[_Form, ...]:
    parts = _parts(word) if len(word) > 3 and not word.islower() and not word.isupper() else (word,)
    forms = tuple(_form(part) for part in parts)
    if len(word) <= _LONGEST:
        if len(_FORMS) >= _REMEMBERED:
            _FORMS.clear()
        _FORMS[word] = forms
    return forms


def _form(word: str) -> _Form:
    if word.islower():
        return word, word, False, False
    first = word[0]
    capital = first.isupper() or (first.isdigit() and word.isupper())
    return word, word.lower(), capital, capital and len(word) > 1 and word.isupper()


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
    form, low, capital, acronym = _form(word)
    return Token(form, start, start + len(word), low, capital, acronym, glued)
