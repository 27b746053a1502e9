"""What a headline looks like, and where one that is glued to the story ends."""

from __future__ import annotations

import re
from functools import cache

from annotations.late_pattern import late_pattern
from annotations.lexicon import words

MAX_WORDS = 25
MAX_LENGTH = 200  # code points

_TOKEN = late_pattern(r"\S+")
_TRIM = "\"'“”‘’„«»()[]{}.,:;!?…-–—"
_FULL_STOP = late_pattern(r"(?<!\.)\.[\"'”’)\]]*$")
_GLUED = late_pattern(r"(?<=[a-z?!])(?=[A-Z][a-z]+$)")
_END = late_pattern(r"[^.][.!?][\"'”’)\]]*$")


def is_title_case(text: str) -> bool:
    """Whether `text` is short and most of its words, function words aside, begin with a capital or digit."""
    if len(text) > MAX_LENGTH:
        return False
    bare = [word for token in text.split() if (word := token.strip(_TRIM))]
    content = [word for word in bare if word not in lowercase_in_titles()]
    if not content or len(bare) > MAX_WORDS:
        return False
    capital = sum(not word[0].islower() for word in content)
    return capital / len(content) >= 0.7


def ends_with_full_stop(text: str) -> bool:
    """Whether `text` ends as a sentence and not, as headlines may, with ? or ! or an ellipsis."""
    return _FULL_STOP.search(text[-8:]) is not None


def title_end(text: str, start: int, end: int) -> int:
    """The end of the headline that begins at `start`, where the story goes on unmarked in `text[start:end]`.

    Returns `start` when no end can be defended. A headline ends with its own full
    stop; before an opening quotation mark; before a capitalised word that headlines
    write in lower case (Dalam, Menurut); before the subject of the first lower-case
    word that is no function word: the title of an office with its name, or one word.
    A headline all in capitals ends where they end.
    """
    tokens = list(_TOKEN.finditer(text, start, min(end, start + MAX_LENGTH + 60)))
    shouted = len(tokens) > 2 and all(token.group().isupper() for token in tokens[:3])
    for position, token in enumerate(tokens[: MAX_WORDS + 1]):
        word = token.group().strip(_TRIM)
        if shouted and word and word.upper() != word:
            return tokens[position - 1].end()
        if position >= 2 and _opens_sentence(token.group(), word):
            return tokens[position - 1].end()
        if position and word and word[0].islower() and word not in lowercase_in_titles():
            return _before_subject(tokens[:position], start)
        if position and _END.search(token.group()) and not _is_initial(word):
            return token.end()
    fits = end - start <= MAX_LENGTH and 0 < len(tokens) <= MAX_WORDS
    return end if fits else start


def opens_sentence(word: str, language: str) -> bool:
    """Whether `word` has a capital that it would not have inside a sentence: "Menurut", "The"."""
    return word[:1].isupper() and word.lower() in _capital_words(language)


@cache
def lowercase_in_titles() -> frozenset[str]:
    """Function words of both languages."""
    return _function_words("id") | _function_words("en") | {"vs", "a", "as", "per"}


@cache
def _function_words(language: str) -> frozenset[str]:
    return frozenset(words(language, "text_function_words"))


@cache
def _capital_words(language: str) -> frozenset[str]:
    return _function_words(language) | frozenset(words(language, "text_sentence_openers"))


@cache
def _openers() -> frozenset[str]:
    """Words, in lower case, that with a capital begin a sentence and hardly a name or part of a headline."""
    name = "text_sentence_openers"
    return frozenset((*words("id", name), *words("en", name)))


@cache
def _office_words() -> frozenset[str]:
    name = "text_titles_before_names"
    return frozenset((*words("id", name), *words("en", name)))


def _opens_sentence(token: str, word: str) -> bool:
    return token[0] in '"“„([' or (word.istitle() and word.lower() in _openers())


def _is_initial(word: str) -> bool:
    return len(word) == 1 and word.isupper()


def _before_subject(tokens: list[re.Match[str]], start: int) -> int:
    """The end of the last of `tokens` that is not the subject of the sentence they run into."""
    glued = _GLUED.search(tokens[-1].group())
    if glued and len(tokens) >= 3:  # "… Beda KeteranganKemudian pihaknya"
        return tokens[-1].start() + glued.start()
    subject = len(tokens) - 1
    for position in range(len(tokens) - 1, max(1, len(tokens) - 6), -1):
        word = tokens[position].group().strip(_TRIM[:-3])
        if not word or not word[0].isupper():
            break
        if word in _office_words():
            subject = position
    return tokens[subject - 1].end() if subject >= 2 else start
