"""Lines and phrases that come with the page and not with the story, by the lexicon's list of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from annotations.late_pattern import late_pattern
from annotations.lexicon import rows
from annotations.model import Span
from annotations.text.headlines import ends_with_full_stop, is_title_case, title_end

MAX_LINE = 300  # code points; a longer line is a paragraph, in which only a part can be furniture
MAX_LINK = 160
MAX_SENTENCE = 200
MAX_CREDIT = 120
MAX_TITLES = 5  # after a header such as "Pilihan Redaksi"

_SHORT_LINE = late_pattern(rf"^[^\S\n]*+([^\s](?:[^\n]{{0,{MAX_LINE - 1}}}[^\s])?)[^\S\n]*+$", re.M)
_RULE = late_pattern(r"(?:[-–—_=~•·.*] ?){3,}")
_PAGES = late_pattern(
    r"(?:Halaman|Page)?:?(?: ?\d{1,2}){2,12} ?(?:Selanjutnya|Next|Tampilkan [Ss]emua)?"
    r"|(?:Halaman|Page) \d{1,2}(?: (?:dari|of) \d{1,2})?"
)
_TIMESTAMP = late_pattern(  # "Kompas.com - 12/03/2024, 10:00 WIB", "Senin, 19 Sep 2022 17:45 WIB"
    r"(?:[\w. ]{2,30} ?[-–|] )?(?:\w{3,9}, )?\d{1,2}[/ -]\w{2,9}[/ -]\d{4},? (?:\| )?"
    r"\d{1,2}[:.]\d{2}(?: WIB| WITA| WIT)?"
)
_EMBED = late_pattern(
    r"\[(?:gambas|video|img|image|images|embed|foto|photo|gallery|infografis|iframe|tweet|instagram)\b[^\]\n]{0,120}\]"
    r"|<[A-Z][A-Z ]{3,40}>|pic\.twitter\.com/\w{1,30}",
    re.I,
)
_PHOTO_CREDIT = late_pattern(
    r"[(\[](?:(?:Foto|FOTO|foto|Photo|Dok|dok|DOK|Dokumentasi|Sumber|Ist|Ilustrasi)\b ?[.:/]"
    r"[^()\[\]\n]{0,100}"
    r"|(?:ANTARA FOTO|ANTARA|AFP|REUTERS|Reuters|AP|EPA|Getty Images|Shutterstock)(?: Photo)?/"
    r"[^()\[\]\n]{1,100}"
    r"|(?:Shutterstock|SHUTTERSTOCK|Getty Images|iStock|iStockphoto|Unsplash|Pixabay|Freepik))[)\]]"
)
_PHOTO_WORD = late_pattern(r"foto|photo|dok|ilustrasi|antara foto", re.I)
_ILLUSTRATION = late_pattern(r"Ilustrasi\b.{0,120}")
_ROLE = r"(?:Penulis|Editor|Reporter|Pewarta|Redaktur|Penyunting)\s?[:;]"
_NAME = rf"(?:\s?(?!{_ROLE}|COPYRIGHT|Copyright|Tag)[A-Z][\w.'’-]{{0,30}})"
_CREDIT = late_pattern(
    rf"{_ROLE}{_NAME}{{0,3}}(?:,{_NAME}{{2,3}}){{0,3}}"
    r"|(?:Copyright|COPYRIGHT|Hak [Cc]ipta) ?(?:©|\([cC]\))(?: ?[A-Z0-9][\w.]{0,20}){0,3}"
    r"|\((?:Additional reporting|Reporting|Writing|Editing) by [^()\n]{1,300}\)"
    r"|Laporan (?:Wartawan|Reporter|Kontributor) [\w. ]{2,40}, [A-Z][\w'’-]{0,20}(?: [A-Z][\w'’-]{0,20}){0,2}"
)
_IN_BRACKETS = late_pattern(  # not the aside "(baca: …)", by which a writer says what he means
    r"[(\[](?:(?:[Bb]aca|BACA|[Ll]ihat|[Ss]imak) (?:juga|[Jj]uga|JUGA)|Baca|Read(?: also| more)?|See also) ?:"
    r"[^()\[\]\n]{12,200}[)\]]"
)
_QUOTED_VIDEO = late_pattern(
    r"(?:Simak|Tonton|Lihat|Saksikan)(?: juga)? [Vv]ideo:? ?['\"‘“][^'\"’”\n]{3,150}['\"’”]:?"
)
_ADVERTISEMENT = late_pattern(r"Advertisement(?=[A-Z]| +[A-Z\"“]| *$)", re.M)
_BEFORE = late_pattern(r"(?:^|[.!?…)\]:|/][\"'”’]?|\n|^[\"“])\s*$")
_STOP = late_pattern(r"[.!?][\"”’)]*(?=\s|$)")

Found = tuple[Span, str]


def find_lines(text: str) -> Iterator[Found]:
    """Furniture that fills a line of its own, and the titles that follow a header."""
    lines = _SHORT_LINE.finditer(text)
    titles = 0  # how many lines may still belong to the header above
    strict = False
    kind = ""
    for line in lines:
        content = line.group(1)
        found, wanted = _of_line(content)
        if found:
            yield Span(*line.span(1)), found
            titles, strict, kind = wanted, wanted > 1, found
        elif titles and _is_linked_title(content, strict):
            yield Span(*line.span(1)), kind
            titles -= 1
        else:
            titles = 0


def _of_line(content: str) -> tuple[str, int]:
    """Kind of the line, "" for the story, and the number of titles that may follow."""
    key = _key(content)
    if key in _phrases("line"):
        return _phrases("line")[key], 0
    if key in _phrases("header"):
        return _phrases("header")[key], MAX_TITLES
    if key in _phrases("link"):
        return _phrases("link")[key], 1
    begins = _starts().match(content)
    if begins:
        kind = _phrases("start")[_key(begins.group())]
        return ("", 0) if kind == "credit" and len(content) > MAX_CREDIT else (kind, 0)
    if _is_link(content):
        return "related", 0
    if _ILLUSTRATION.fullmatch(content) and not ends_with_full_stop(content):
        return "caption", 0
    if not content[0].isalpha() and _RULE.fullmatch(content):
        return "rule", 0
    if _PAGES.fullmatch(content):
        return "listing", 0
    if _TIMESTAMP.fullmatch(content):
        return "credit", 0
    return "", 0


def _is_link(content: str) -> bool:
    begins = _links().match(content)
    if not begins or len(content) - begins.end() > MAX_LINK:
        return False
    rest = content[begins.end() :]
    if rest.lstrip().startswith(":"):
        return True
    return rest[:1].isspace() and not ends_with_full_stop(rest) and is_title_case(rest)


def _is_linked_title(content: str, strict: bool) -> bool:
    if len(content) > MAX_LINK or ends_with_full_stop(content):
        return False
    return is_title_case(content) if strict else not content.endswith((",", ":", '"', "”"))


def find_captions(text: str) -> Iterator[Span]:
    """Lines that are a caption, and photo credits in brackets inside other lines."""
    for credit in _PHOTO_CREDIT.finditer(text):
        start = text.rfind("\n", max(0, credit.start() - MAX_LINE), credit.start()) + 1
        rest = text[credit.end() : credit.end() + 2]
        whole = (start > 0 or credit.start() < MAX_LINE) and _PHOTO_WORD.match(credit.group(), 1)
        ends_line = not rest.strip(" .") or rest.lstrip(" .").startswith("\n")
        if whole and ends_line and len(_STOP.findall(text[start : credit.start()])) <= 1:
            indent = len(text[start : credit.start()]) - len(text[start : credit.start()].lstrip())
            yield Span(start + indent, credit.end())
        else:
            yield Span(*credit.span())


def find_embeds(text: str) -> Iterator[Span]:
    """Placeholders of pictures, videos and posts."""
    for match in _EMBED.finditer(text):
        yield Span(*match.span())


def find_inline(text: str) -> Iterator[Found]:
    """Furniture inside a paragraph, as in articles saved as a single line."""
    for pattern, kind in ((_CREDIT, "credit"), (_IN_BRACKETS, "related"), (_QUOTED_VIDEO, "related")):
        for match in pattern.finditer(text):
            if kind != "credit" or _begins_sentence(text, match.start()):
                yield Span(match.start(), match.start() + len(match.group().rstrip())), kind
    for match in _ADVERTISEMENT.finditer(text):
        if _begins_sentence(text, match.start()):
            yield Span(*match.span()), "advertisement"
    for match in _anywhere("inline").finditer(text):
        yield Span(*match.span()), _phrases("inline")[_key(match.group())]
    links = list(_anywhere("link").finditer(text))
    ends = [*(link.start() for link in links[1:]), len(text)]
    for link, end in zip(links, ends, strict=False):
        if _begins_sentence(text, link.start()):
            yield _link_in(text, link, end), "related"
    for match in _anywhere("sentence").finditer(text):
        span = _sentence_from(text, match) if _begins_sentence(text, match.start()) else None
        if span:
            yield span, _phrases("sentence")[_key(match.group())]


def _link_in(text: str, match: re.Match[str], limit: int) -> Span:
    """A link with its title, which ends before `limit`, where the next one begins."""
    end = min(_line_end(text, match.start()), limit)
    end = match.start() + len(text[match.start() : end].rstrip())
    colon = text.index(":", match.start()) + 1
    title = colon + len(text[colon : colon + 3]) - len(text[colon : colon + 3].lstrip())
    stop = title_end(text, title, end) if title < end else title
    return Span(match.start(), stop if stop > title else colon)


def _sentence_from(text: str, match: re.Match[str]) -> Span | None:
    stop = _STOP.search(text, match.end(), match.end() + MAX_SENTENCE)
    end = _line_end(text, match.end())
    if stop and stop.end() <= end:
        return Span(match.start(), stop.end())
    if end - match.start() > MAX_SENTENCE:
        return None
    return Span(match.start(), match.start() + len(text[match.start() : end].rstrip()))


def _line_end(text: str, offset: int) -> int:
    """Where the text of the line ends, or what of it is looked at."""
    end = text.find("\n", offset, offset + MAX_LINE)
    if end < 0:
        end = min(len(text), offset + MAX_LINE)
    return offset + len(text[offset:end].rstrip())


def _begins_sentence(text: str, offset: int) -> bool:
    return offset == 0 or _BEFORE.search(text[max(0, offset - 6) : offset]) is not None


def _key(phrase: str) -> str:
    return " ".join(phrase.casefold().split()).rstrip(" :.>»")


@cache
def _phrases(mode: str) -> dict[str, str]:
    """Kind by phrase, for the phrases of `mode`."""
    table = (*rows("id", "text_furniture"), *rows("en", "text_furniture"))
    return {_key(phrase): kind for kind, given, phrase in table if given == mode}


def _written(mode: str) -> list[str]:
    table = (*rows("id", "text_furniture"), *rows("en", "text_furniture"))
    return sorted({phrase for _, given, phrase in table if given == mode}, key=len, reverse=True)


def _alternatives(phrases: Iterable[str], cases: bool = False) -> str:
    """A pattern for any of `phrases`; with `cases`, also Written So and WRITTEN SO."""
    spelled: dict[str, None] = {}
    for phrase in phrases:
        for form in (phrase, phrase.title(), phrase.upper()) if cases else (phrase,):
            spelled[re.escape(form).replace(r"\ ", r"[^\S\n]+").replace(":", r"[^\S\n]?:")] = None
    return "|".join(spelled)


@cache
def _starts() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(_written('start'))})", re.I)


@cache
def _links() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives(_written('link'))})\b", re.I)


@cache
def _anywhere(mode: str) -> re.Pattern[str]:
    """One pattern a mode: an alternation of literals lets the engine skip by first letter."""
    phrases = _alternatives(_written(mode), cases=mode != "inline")
    return re.compile(
        {"link": rf"(?:{phrases})(?=[^\S\n]?:)", "sentence": rf"(?:{phrases})\b"}.get(mode, phrases)
    )
