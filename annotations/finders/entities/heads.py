"""How far a name goes that begins with a telling word: Kementerian …, PT …, Jalan …"""

from __future__ import annotations

from collections.abc import Sequence

from annotations.finders.entities.tokens import Token
from annotations.finders.entities.vocabulary import Vocabulary

_JOINERS = frozenset({"dan", "and", "&", "of", "for", "the"})
MAX_TAIL = 9


def tail_end(words: Vocabulary, tokens: Sequence[Token], at: int, kind: str, titled: bool) -> int:
    """Index after the last token of the name whose head ends before `at`.

    `at` itself when nothing follows that could belong to it. `titled` says that a title came
    before, so that a person's name may follow: Ketua Komisi Pemilihan Umum Husni Kamil Manik.
    """
    match kind:
        case "office":
            return _office(words, tokens, at, titled)
        case "named" | "company":
            return _proper(words, tokens, at, titled, company=kind == "company")
        case "branch":
            return _place(words, tokens, at, organisations=True)
        case "government":
            return max(_place(words, tokens, at), _unlisted(words, tokens, at))
        case _:
            return _area(words, tokens, at, titled, building=kind == "building")


def _place(words: Vocabulary, tokens: Sequence[Token], at: int, organisations: bool = False) -> int:
    """After a listed place, an area with its name or (if asked) an organisation."""
    end = at
    while end < len(tokens) and end - at < MAX_TAIL:
        found = words.known.match(tokens, end)
        if found and (found[1].label == "LOC" or (organisations and found[1].label == "ORG")):
            end += found[0]
            continue
        head = words.heads.match(tokens, end)
        if head and head[1][1] == "area" and end + head[0] < len(tokens) and tokens[end + head[0]].capital:
            after = _area(words, tokens, end + head[0], titled=True, building=False)
            if after > end + head[0]:
                end = after
                continue
        if head and organisations and head[1][1] in ("branch", "named") and end == at:
            inner = end + head[0]
            if head[1][1] == "named":
                return _proper(words, tokens, inner, titled=True, company=False)
            return _place(words, tokens, inner)
        break
    return end


def _unlisted(words: Vocabulary, tokens: Sequence[Token], at: int) -> int:
    """After one strange word that stands alone, the place whose government is named: pemerintah Velmara."""
    token = tokens[at] if at < len(tokens) else None
    alone = at + 1 >= len(tokens) or not tokens[at + 1].capital
    if token is None or not token.capital or token.acronym or not token.text.isalpha() or not alone:
        return at
    if words.is_word(token.low) or token.text in words.given or words.is_refused(token.text):
        return at
    return at if words.known.match(tokens, at) or words.titles.match(tokens, at) else at + 1


def _office(words: Vocabulary, tokens: Sequence[Token], at: int, titled: bool) -> int:
    end = at
    while end < len(tokens) and end - at < MAX_TAIL:
        place = _place(words, tokens, end)
        if place > end:
            return place
        inner = words.known.match(tokens, end)
        if end > at and inner and inner[1].label == "ORG":
            break
        token = tokens[end]
        plain = token.capital and (words.is_ordinary(token.low) or token.acronym or end == at)
        if plain and end > at and titled and words.titles.match(tokens, end):
            break
        proper = token.capital and not titled and token.text not in words.given
        if plain or proper or (end > at and _joins(words, tokens, end)):
            end += 1
        else:
            break
    return _bracketed_country(words, tokens, at, end)


def _joins(words: Vocabulary, tokens: Sequence[Token], at: int) -> bool:
    """Whether `dan`, `&` or a comma at `at` goes on with the same name: Riset, Teknologi dan Inovasi."""
    if at + 1 >= len(tokens) or not tokens[at + 1].capital:
        return tokens[at].text == "," and at + 1 < len(tokens) and tokens[at + 1].low in ("dan", "and")
    following = tokens[at + 1]
    abbreviated = following.acronym and following.text in words.not_names  # Hukum dan HAM
    if not (words.is_word(following.low) and not following.acronym) and not abbreviated:
        return False
    if words.heads.match(tokens, at + 1):
        return False
    if tokens[at].low in _JOINERS:
        return not words.titles.match(tokens, at + 1)
    return tokens[at].text == "," and any(
        token.low in ("dan", "and", "&") for token in tokens[at + 2 : at + 6]
    )


def _bracketed_country(words: Vocabulary, tokens: Sequence[Token], at: int, end: int) -> int:
    """A short form in brackets inside the name: Kementerian Luar Negeri (Kemlu) RI."""
    if end > at and end + 3 < len(tokens) and tokens[end].text == "(" and tokens[end + 2].text == ")":
        place = words.known.match(tokens, end + 3)
        if place and place[1].kind == "country":
            return end + 3 + place[0]
    return end


def _proper(words: Vocabulary, tokens: Sequence[Token], at: int, titled: bool, company: bool) -> int:
    run = at
    given = 0
    while run < len(tokens) and run - at < MAX_TAIL:
        token = tokens[run]
        if company and token.text in words.cues["tail"]:
            run += 1
            while run < len(tokens) and tokens[run].text in words.cues["tail"]:
                run += 1
            return run
        if (
            company
            and token.text == "("
            and run + 2 < len(tokens)
            and tokens[run + 1].text in words.cues["tail"]
        ):
            run += 3
            continue
        joined = token.low in ("&", "of") and run + 1 < len(tokens) and tokens[run + 1].capital
        if not token.capital and not joined:
            break
        if run > at and words.titles.match(tokens, run) and not words.is_ordinary(token.low):
            break
        if not given and run > at and token.text in words.given:
            given = run
        run += 1
    count = run - at
    if titled and count >= 2:
        if given:
            return given
        if count >= 3:
            return run - 2
    return run


def _area(words: Vocabulary, tokens: Sequence[Token], at: int, titled: bool, building: bool) -> int:
    end = at
    if end < len(tokens) and tokens[end].text == "." and end + 1 < len(tokens) and tokens[end + 1].capital:
        end += 1
    first = end
    listed = words.known.match(tokens, end) if end < len(tokens) else None
    if listed and listed[1].label == "LOC" and (titled or not _is_name_word(tokens, end + listed[0])):
        return end + listed[0]
    head = at - 1
    # "di Jalan Melati Raya": after a preposition an ordinary word names a place too
    proper = head > 0 and (
        tokens[head - 1].low in words.cues["at"] or tokens[head - 1].low in words.cues["toward"]
    )
    while end < len(tokens) and end - first < 5:
        token = tokens[end]
        slash = building and token.text == "/" and end + 1 < len(tokens) and tokens[end + 1].capital
        if not token.capital and not slash:
            break
        inner = words.heads.match(tokens, end)
        if end > first and (words.titles.match(tokens, end) or titled or (inner and inner[1][1] == "area")):
            break
        proper = proper or not words.is_ordinary(token.low)
        end += 1
    return end if proper and end > first else at


def _is_name_word(tokens: Sequence[Token], at: int) -> bool:
    return at < len(tokens) and tokens[at].capital
