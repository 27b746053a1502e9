"""What one article's decided annotations teach about others: names, speakers, agreements, rejections.

A fact is a tuple of texts: the section of the lexicon, the key of its entry, and the form that is
counted. Facts of an article are a set, so that a name counts once an article, however often it stands there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annotations import lexicon
from annotations.model import Agreement, Annotation, Entity, Quote, Status
from annotations.scheme import NOT_NAMES, Scheme

NAMES, SPEAKERS, AGREEMENTS, REJECTED = "names", "speakers", "agreements", "rejected"
SECTIONS = {
    NAMES: ("name", "label"),
    SPEAKERS: ("name",),
    AGREEMENTS: ("words", "label"),
    REJECTED: ("words", "kind", "label"),
}  # and the keys that an entry is told by
WITH_FORMS = (NAMES, SPEAKERS)  # how a thing is written is counted one by one

Fact = tuple[str, ...]

_LONGEST = 120  # characters of what is remembered
_POINTING = ("itu", "ini", "tersebut", "that", "this")
_ARTICLES = ("the ", "a ", "an ", "sang ", "si ")


def facts_of(annotations: Iterable[Annotation], text: str, scheme: Scheme, language: str) -> frozenset[Fact]:
    """What the annotations of the article `text` teach; the labels are the scheme's."""
    placed = [a for a in annotations if not a.is_lost and a.status is not Status.SUGGESTED]
    accepted = [a for a in placed if a.status is Status.ACCEPTED]
    found: set[Fact] = set()
    for annotation in accepted:
        found.update(_accepted(annotation, text, scheme, language))
    right = {(a.kind, a.label, words_of(a, text)) for a in accepted}
    for annotation in placed:
        if annotation.status is Status.REJECTED and isinstance(annotation, Entity | Agreement):
            words = words_of(annotation, text)
            if _is_kept(words) and (annotation.kind, annotation.label, words) not in right:
                found.add((REJECTED, words, annotation.kind, annotation.label, ""))
    return frozenset(found)


def words_of(annotation: Annotation, text: str) -> str:
    """The words that are remembered of it: those of its first span, an agreement's in small letters."""
    start, end = annotation.spans[0]
    words = normal(text[start:end])
    return words.lower() if isinstance(annotation, Agreement) else words


def normal(words: str) -> str:
    """On one line, one space between words."""
    return " ".join(words.split())


def source_phrase(quote: Quote, text: str, language: str) -> str:
    """The words that name a quote's speaker, where they name somebody by themselves; else ""."""
    if quote.source is None or quote.source == quote.cue:
        return ""
    words = normal(text[quote.source.start : quote.source.end])
    low = words.lower()
    bare = next((words[len(article) :] for article in _ARTICLES if low.startswith(article)), words)
    if not any(character.isupper() for character in bare) or low.endswith(_POINTING):
        return ""
    return "" if low in lexicon.words(language, "quote_pronouns") or not _is_kept(words) else words


def _accepted(annotation: Annotation, text: str, scheme: Scheme, language: str) -> Iterator[Fact]:
    if isinstance(annotation, Entity):
        is_name = scheme.meaning(annotation.kind, annotation.label) not in NOT_NAMES
        form = words_of(annotation, text)
        name = normal(annotation.entity) or form
        if is_name and _is_kept(form) and _is_kept(name):
            yield NAMES, name, annotation.label, form
    elif isinstance(annotation, Quote):
        phrase, name = source_phrase(annotation, text, language), normal(annotation.speaker)
        if phrase and _is_kept(name):
            yield SPEAKERS, name, phrase
    elif isinstance(annotation, Agreement):
        words = words_of(annotation, text)
        if _is_kept(words):
            yield AGREEMENTS, words, annotation.label, ""


def _is_kept(words: str) -> bool:
    return 1 < len(words) <= _LONGEST and words.isprintable()
