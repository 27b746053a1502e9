"""Where and by whom: the dateline before the lead, the initials after the last paragraph.

Forms and their counts were read off 8,353 Indonesian articles: "Jakarta, CNN
Indonesia --", "JAKARTA, KOMPAS.com -", "Liputan6.com, Jakarta -", "Jakarta (ANTARA) -",
"KOMPAS.com -", "WASHINGTON (Reuters) -", with one to three dashes, or none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from annotations.late_pattern import late_pattern
from annotations.lexicon import words
from annotations.model import Span

LINES_LOOKED_AT = 8  # share buttons, headline, standfirst and captions may come first
MAX_PLACE_WORDS = 5  # of all places in one dateline
MAX_LENGTH = 100  # code points up to the dash
GLUED_WITHIN = 400  # code points: a headline or a reporter's name may stand before it on the same line
LEAD_LENGTH = 80  # shorter lines with no outlet and no full stop are headlines: "Jakarta - Bandung Satu Jam"

_LINE = late_pattern(r"(?:[*_#•] +)*+(?P<text>\S[^\n]*)")
_DASH = late_pattern(r"\s*(?:-{1,3}|[–—―]+|&[nm]dash;)(?: ?[-–—―])*+(?=\s*(\S))|\s*:(?=\s+(\S))")
_WEB_ADDRESS = late_pattern(r"(?:[A-Za-z0-9-]+\.\s?){1,2}(?:com|co|id|net|tv|org|news|my|sg)\b\.?", re.I)
_PLACE = late_pattern(r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|al|de|du|la)){0,4}")
_DATE = late_pattern(
    r"(?:[A-Za-z]{3,9}\.? )?\(?\d{1,2}(?:/\d{1,2}(?:/\d{2,4})?| [A-Z][a-z]+(?: \d{4})?)?\)?|\d{4}"
)
_NUMERIC_DATE = late_pattern(
    r"\s*\d{1,2}/\d{1,2}/\d{4}"
)  # "Kompas.com - 12/03/2024, 10:00 WIB" is no dateline
_AGENCY = late_pattern(r"\s*\(([^()]{2,30})\)$")
_STATE = late_pattern(r"(?:[A-Z]\.){1,2}|[A-Z][a-z]{1,4}\.")
_NOT_A_PLACE = late_pattern(
    r"(?:BREAKING|UPDATED?|VIDEO|FOTO|PHOTOS?|WATCH|LIVE|EXCLUSIVE|EKSKLUSIF|OPINI|OPINION|KOLOM|ANALYSIS"
    r"|ANALISIS|TAJUK|EDITORIAL|PROFIL|INFOGRAFIS|CORRECTION|KOREKSI|HEADLINE|TERPOPULER)\b"
)
_INITIALS = late_pattern(
    r"\((?P<names>[A-Za-z]{2,12}[0-9]?(?:/[A-Za-z0-9]{1,8}){0,8}|[A-Z][0-9]{1,3}|\*)\)"
    r"|\[(?P<bracketed>[a-z]{2,3}(?:/[a-z]{2,3}){1,3})\]"
)
_SENTENCE_END = late_pattern(r"(?:^|[.!?…)\]][\"”’]?|\n)\s*$")
_ENDS_TEXT = late_pattern(r"[^\S\n]*(?:\n|\[|$)")
_NOT_INITIALS = frozenset({"dan/atau", "dia/ia", "ia/dia", "he/she", "and/or", "his/her"})
_BY = late_pattern(r"^[^\S\n]*((?:By|BY|Oleh:?)[ ][^\n]{3,80}?)[^\S\n]*$", re.M)


def find_dateline(text: str) -> Span | None:
    """The dateline, dashes included: at the start of one of the first lines or after a glued headline."""
    for number, line in enumerate(_LINE.finditer(text[:20_000])):
        if number == LINES_LOOKED_AT:
            break
        end = _dateline_end(line["text"])
        if end is not None:
            return Span(line.start("text"), line.start("text") + end)
    glued = _complete().search(text, 0, GLUED_WITHIN)
    return Span(*glued.span()) if glued else None


def _dateline_end(line: str) -> int | None:
    """Where the dateline that `line` begins with ends in it."""
    line = line[:400]
    found = None
    for dash in _DASH.finditer(line, 0, MAX_LENGTH):
        following = dash.group(1) or dash.group(2)
        if not following.islower() and _is_head(line[: dash.start()], dash.group(), line):
            found = dash.end()  # the last of them: "TRIBUN-MEDAN.com, SAMOSIR - "
    if found is not None:
        return None if _NUMERIC_DATE.match(line, found) else found
    bare = _without_dash().match(line)
    return bare.end(1) if bare else None


def _is_head(head: str, dash: str, line: str) -> bool:
    head = head.strip(" \t*_#>\xa0")
    agency = _AGENCY.search(head)
    head = head[: agency.start()] if agency else head
    outlet = agency is not None and _is_outlet(agency.group(1))
    places = []
    for piece in re.split(r"[,/]", head):
        piece = piece.strip(" \t*_")
        address = _WEB_ADDRESS.match(piece)
        if address and piece[address.end() :].strip():  # "KOMPAS. TV. JAKARTA"
            outlet, piece = True, piece[address.end() :].strip(" .")
        if not piece or _DATE.fullmatch(piece):
            continue
        if _is_outlet(piece):
            outlet = True
        elif _PLACE.fullmatch(piece) or _STATE.fullmatch(piece):
            places.append(piece)
        else:
            return False
    if sum(len(place.split()) for place in places) > MAX_PLACE_WORDS:
        return False
    if ":" in dash:
        return outlet and bool(places) and len(head) < 50
    if outlet:
        return len(places) <= 3
    spaced = dash[0].isspace() or dash.strip() in ("--", "—", "–")
    lead = len(line) >= LEAD_LENGTH or line.rstrip().endswith((".", '"', "”"))
    return bool(places) and spaced and lead and _is_lone_place(places[0])


def _is_lone_place(place: str) -> bool:
    if place in _cities():
        return True
    return len(place) >= 4 and place.upper() == place and not _NOT_A_PLACE.match(place)


def _is_outlet(piece: str) -> bool:
    return piece.casefold() in _outlets() or _WEB_ADDRESS.fullmatch(piece) is not None


@cache
def _outlets() -> frozenset[str]:
    return frozenset(name.casefold() for name in (*words("id", "text_outlets"), *words("en", "text_outlets")))


@cache
def _cities() -> frozenset[str]:
    return frozenset((*words("id", "text_dateline_cities"), *words("en", "text_dateline_cities")))


@cache
def _without_dash() -> re.Pattern[str]:
    """ "Liputan6.com, Jakarta Para penumpang": only a city of the list tells where it ends."""
    cities = "|".join(re.escape(city) for city in sorted(_cities(), key=len, reverse=True))
    return re.compile(rf"((?i:{_WEB_ADDRESS.pattern})\s?,\s?(?i:{cities}))(?=\s+[A-Z\"“0-9])", re.ASCII)


@cache
def _complete() -> re.Pattern[str]:
    """City, outlet and dash together: sure enough to be known inside a line."""
    cities = "|".join(re.escape(city) for city in sorted(_cities(), key=len, reverse=True))
    names = {*words("id", "text_outlets"), *words("en", "text_outlets")}
    outlets = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    place = rf"(?:{cities}|[A-Z]{{4,}}(?: [A-Z]{{3,}}){{0,2}})"
    outlet = rf"(?:(?i:{_WEB_ADDRESS.pattern})|{outlets})"
    return re.compile(
        rf"(?<![^\s.!?\"”])(?:{place}\s?,\s?{outlet}|{outlet}\s?,\s?{place}|{place} \({outlet}\))"
        r"\s?(?:-{1,3}|[–—―]{1,3})(?: ?[-–—―])*+(?=\s*[^\sa-z])"
    )


def find_bylines(text: str) -> Iterator[Span]:
    """Initials "(den)", "(mcy/krs)", "(*)", "(Antara)" after the text, and "By NAME" lines above it."""
    for match in _INITIALS.finditer(text):
        if _is_byline(text, match):
            yield Span(*match.span())
    for line in _BY.finditer(text, 0, 1500):
        names = line.group(1).removeprefix("Oleh:").split()[1:] or line.group(1).split()
        if len(names) <= 8 and all(name[0].isupper() or name in ("and", "dan", "&") for name in names):
            yield Span(*line.span(1))


def _is_byline(text: str, match: re.Match[str]) -> bool:
    names = match.group("names") or match.group("bracketed")
    if names.casefold() in _NOT_INITIALS:
        return False
    before = text[max(0, match.start() - 6) : match.start()]
    slashed = "/" in names and names.islower()
    if slashed and _ENDS_TEXT.match(text, match.end()):
        return all(len(name) <= 4 for name in names.split("/"))
    if not _SENTENCE_END.search(before):
        return False
    alone = match.start() == 0 or before.rstrip(" \t\xa0").endswith("\n")
    after = text[match.end() : match.end() + 40]
    last = after.strip() == "" or after.lstrip(" \t\xa0.").startswith("\n")
    if names == "*" or "/" in names or match.group("bracketed"):
        return last or alone or after.lstrip()[:1].isupper()
    return last and (len(names) <= (5 if names.islower() else 4) or names.casefold() in _outlets())
