"""Which full stops end a sentence.

Rules after Grefenstette and Tapanainen, "What is a word, what is a sentence?" (1994):
a stop before a lower-case letter never ends one; a known abbreviation, an initial or
an enumerator seldom does; every other stop before a capital does. To these come the
habits of news sites: sentences glued without a blank, and quotations whose closing
mark stays with the sentence that ends inside them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from annotations.late_pattern import late_pattern
from annotations.lexicon import rows, words
from annotations.model import Span
from annotations.text.headlines import opens_sentence

_STOP = late_pattern(
    r"(?<![.!?…])(?P<stop>[.!?…]++)(?P<close>[\"”’»')\]]*+)"
    r"(?:(?P<gap>\s++)(?=[^\sa-z,;:.!?…])|(?=[\"“‘„(]?[A-Z]))"
)
_NEXT = late_pattern(r"[\"“”‘’„«'(\[*―—–\s]*(\w*)")
_LAST = late_pattern(r"[^\s\"“”‘’„«(\[]{1,40}$")
_DOTTED = late_pattern(r"(?:(?:[A-Za-z]|[A-Z][A-Za-z-]{1,3})\.-?)+(?:[A-Za-z]|[A-Z][A-Za-z-]{1,3})")
_ENUMERATOR = late_pattern(r"\W*(?:\d{1,3}|[A-Za-z]|[IVXivx]{1,5})")
_ADDRESS = late_pattern(r"://|www\.|@|\w/\w")
_GROUP = late_pattern(r"(?:\d{1,3}-)?(?:Rp|USD|US\$|\$)?\d{1,3}")
_THOUSANDS = late_pattern(r"\d{3}\b")
_WORD = late_pattern(r"\w")
_ENDING = late_pattern(
    r"(?:com|co|id|net|org|tv|go|ac|sch|or|my|sg|uk|au|js|py|io|info|news|asp|php|html)", re.I
)
_SUFFIXES = ("COM", "CO", "ID", "TV", "NET", "ORG")
_OPENING = '"“‘„«'


def sentences_in(text: str, start: int, end: int, language: str) -> Iterator[Span]:
    """The sentences of `text[start:end]`, without blank space at their ends; each holds a letter or digit."""
    begin = start
    scanned = start  # no letter from `begin` up to here
    quotes, counted = 0, start
    for match in _STOP.finditer(text, start, end):
        quotes += text.count('"', counted, match.start())
        counted = match.start()
        word = _WORD.search(text, scanned, match.start())
        if word is None:
            scanned = match.start()
            continue
        scanned = word.start()
        cut = _cut(text, begin, match, end, quotes % 2 == 1, language)
        if cut is not None:
            yield _trimmed(text, begin, cut)
            begin = scanned = cut
    if _WORD.search(text, scanned, end):
        yield _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    return Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))


def _cut(
    text: str, begin: int, match: re.Match[str], end: int, inside_quotes: bool, language: str
) -> int | None:
    """Where the sentence that began at `begin` ends by this stop, or None when it goes on."""
    if match["gap"] is None:
        return _cut_glued(text, begin, match, inside_quotes, language)
    following = text[match.end()]
    after = match.end("close")
    if following == '"' and inside_quotes and not match["close"]:  # a closing mark set off by a blank
        beyond = text[match.end() + 1 : match.end() + 3].lstrip()
        if not beyond or beyond[0].islower() or beyond[0] in ",;:.":
            return None
        return match.end() + 1
    if following.islower():
        return None
    opening = _NEXT.match(text, match.end(), min(end, match.end() + 60))
    next_word = opening.group(1) if opening else ""
    if following in "―—–" and match["close"][-1:] in ('"', "”") and next_word[:1].isupper():
        return None  # “…” ― Edwin Monroy
    if match["stop"] == "." and next_word in _SUFFIXES:  # "KOMPAS. TV", "TEMPO. CO"
        return None
    if match["stop"] == "." and match["close"] in ("", ")", "]"):
        kind = _kind(text, begin, match.start(), language)
        if not _ends(kind, text, match, next_word, language):
            return None
    elif match["stop"][-1] in "?!":
        if text[match.start() - 1] == "(":  # (!), (?)
            return None
        if match["stop"] == "!" and not match["close"]:  # "Yahoo! News"
            name = _LAST.search(text, max(begin, match.start() - 40), match.start())
            listed = _abbreviations(language).get(name.group().casefold() + "!") if name else None
            if listed is not None and not _ends(listed, text, match, next_word, language):
                return None
        if match["close"] and _names_speaker().match(text, match.end(), end):
            return None
    return after


def _ends(kind: str, text: str, match: re.Match[str], next_word: str, language: str) -> bool:
    if kind in ("never", "enumerator"):
        return False
    if kind == "digit":
        return not next_word[:1].isdigit()
    if kind == "thousands":
        return _THOUSANDS.match(text, match.end()) is None
    if kind == "often":
        return text[match.end()] not in "(["
    if kind == "maybe":
        return text[match.end()] in _OPENING or opens_sentence(next_word, language)
    return True


def _kind(text: str, begin: int, stop: int, language: str) -> str:
    """What the word before the stop says of it: a class of the abbreviation list, or "end"."""
    last = _LAST.search(text, max(begin, stop - 40), stop)
    if last is None:
        return "end"
    word = last.group()
    if last.start() - begin < 4 and _ENUMERATOR.fullmatch(text, begin, stop):
        return "enumerator"
    if len(word) == 1 and word.isupper():
        return "maybe"  # an initial, or a class or vitamin called by a letter
    known = _abbreviations(language).get(word.casefold())
    if known:
        return known
    if _GROUP.fullmatch(word):
        return "thousands"  # "Rp 10. 000", as some scrapers leave it
    if _DOTTED.fullmatch(word) and not _ENDING.fullmatch(word.rpartition(".")[2]):
        return "maybe"  # U.S., a.m., S.Pd.
    if (
        word[0].isupper()
        and _abbreviations("en" if language == "id" else "id").get(word.casefold()) == "never"
    ):
        return "never"
    return "end"


def _cut_glued(text: str, begin: int, match: re.Match[str], inside_quotes: bool, language: str) -> int | None:
    """As `_cut`, where no blank follows: "SIER.Direktur", "katanya.Menurut", "Tengah.\"Setelah"."""
    cut = match.end()
    close = match["close"]
    if close.endswith('"') and not inside_quotes:
        cut -= 1
        close = close[:-1]
    if match["stop"] not in (".", "?", "!", "…", "...", "?!"):
        return None
    if close or cut < match.end() or text[match.end()] in '"“‘„':
        return cut
    last = _LAST.search(text, max(begin, match.start() - 40), match.start())
    opening = _NEXT.match(text, match.end(), match.end() + 60)
    if last is None or opening is None or _ADDRESS.search(last.group()):
        return None
    word, following = last.group(), opening.group(1)
    if _ENDING.fullmatch(following) or _kind(text, begin, match.start(), language) != "end":
        return None
    if text[opening.end() : opening.end() + 1] in ("@", "/", "_"):
        return None
    if len(word) < 3:
        return cut if opens_sentence(following, language) else None
    if following.isupper() and len(following) > 1:
        return cut if word.islower() else None
    return cut if len(following) > 1 or following in ("A", "I") else None


@cache
def _abbreviations(language: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(language, "text_abbreviations")}


@cache
def _names_speaker() -> re.Pattern[str]:
    """ "Why?" *Ms. Clinton asked.* The clause that says who spoke belongs to the question."""
    verbs = "|".join(words("en", "text_quote_verbs"))
    return re.compile(
        rf"(?:[A-Z][\w.'’-]{{0,30}}\s){{1,4}}(?:{verbs})\b"
        r"(?=[.,;:]|\s+(?:in|on|at|to|of|during|after|as|when|while|from|with|about|before|again)\b|$)"
    )
