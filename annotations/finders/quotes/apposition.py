"""Names and roles beside one another across a comma: one phrase, not two subjects."""

from __future__ import annotations

from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.noun_phrases import (
    NounPhrase,
    classify,
    end_of_phrase,
    is_name_token,
    starts_with_role,
)
from annotations.finders.quotes.units import ASIDE, Unit


def is_degree(unit: Unit, first: int, end: int, grammar: Grammar) -> bool:
    """Academic degrees after a name: "SE", "M.Pd", "M. Pd", "MSi"."""
    if not 0 < end - first <= 4 or first == 0 or unit.low[first - 1] != ",":
        return False
    letters = "".join(unit.low[first:end]).replace(".", "")
    if unit.is_capital(first) and any(
        letters[:cut] in grammar.degrees and (cut == len(letters) or letters[cut:] in grammar.degrees)
        for cut in range(2, min(8, len(letters) + 1))
    ):
        return True  # "S.T., M.Si" often lacks its comma
    for position in range(first, end):
        token = unit.text[unit.starts[position] : unit.ends[position]]
        letters = token.replace(".", "")
        short = 1 <= len(letters) <= 4 and letters[0].isupper() and (letters[-1].isupper() or "." in token)
        if not short and (len(letters) > 3 or sum(c.isupper() for c in letters) < 2):
            return False
    return True


def enumerated_role(unit: Unit, chunks: list[tuple[int, int]], grammar: Grammar) -> NounPhrase | None:
    """ "Menteri Koordinator Bidang Pertanian, Pangan, dan Kelautan Bagus": one role, not three subjects."""
    if len(chunks) < 2 or chunks[0][1] - chunks[0][0] < 3:
        return None
    first, end = chunks[0]
    if unit.low[first] not in ("dan", "and") or not unit.is_capital(first + 1):
        return None
    for begin, stop in chunks[1:5]:
        if begin >= stop or not unit.is_word(begin) or not unit.is_capital(begin):
            return None
        if unit.low[begin] in grammar.roles:
            return NounPhrase(begin, end, "name")
        if stop - begin > 3:
            return None
    return None


def in_apposition(unit: Unit, left: NounPhrase, right: NounPhrase, grammar: Grammar) -> bool:
    """Whether "left, right" is a role beside a name, in either order."""
    if left.kind in ("pronoun", "relative") or right.kind in ("pronoun", "relative"):
        return False
    if grammar.language == "id" and any(_is_verbal(unit, p, grammar) for p in range(left.first, left.stop)):
        return False
    role_left, role_right = starts_with_role(unit, left, grammar), starts_with_role(unit, right, grammar)
    if role_left == role_right:
        if role_left and all(
            unit.low[p] in grammar.roles or p == left.first for p in range(left.first, left.stop)
        ):
            return right.kind == "name"
        if not role_left or left.kind != "name":
            return False
        if grammar.language == "id" or unit.is_capital(right.first):
            return right.stop - right.first < 4 and unit.is_capital(right.stop - 1)
        return _is_determined(unit, right)
    name = right if role_left else left
    size = sum(1 for p in range(name.first, name.stop) if unit.is_word(p))
    capitals = sum(1 for p in range(name.first, name.stop) if is_name_token(unit, p))
    return size <= 7 and capitals >= size - 1


def _is_verbal(unit: Unit, position: int, grammar: Grammar) -> bool:
    """ "tak sekadar memimpin partai": a clause, no role."""
    word = unit.low[position]
    verbal = len(word) > 5 and word.startswith(("me", "ber")) and word not in grammar.noun_verbs
    return verbal and not unit.is_capital(position) and word not in grammar.roles


def _is_determined(unit: Unit, phrase: NounPhrase) -> bool:
    return unit.low[phrase.first] in ("a", "an", "the", "his", "her", "its", "their")


def with_next(
    unit: Unit, phrase: NounPhrase, end: int, grammar: Grammar, statement_follows: bool
) -> NounPhrase | None:
    """The phrase with what stands beside it after a comma: a name, a role, the rest of a long role."""
    comma = phrase.stop
    role = starts_with_role(unit, phrase, grammar)
    while comma < end and unit.low[comma] == ASIDE:
        comma += 1
    if role and comma < end and unit.low[comma] in ("dari", "di", "untuk", "for", "of", "from", "at"):
        while comma < min(end, phrase.stop + 9) and unit.low[comma] != ",":
            comma += 1
    if comma >= end or unit.low[comma] != ",":
        return None
    begin = comma + 1
    if begin < end and unit.low[begin] in ("dan", "and") and begin + 1 < end and unit.is_capital(begin + 1):
        if not role:
            return None
        begin += 1
    until = end_of_phrase(unit, begin, end, grammar)
    second = classify(unit, begin, until, grammar)
    if second is None or second.kind == "pronoun" or until - begin > 14:
        return None
    if statement_follows and (until >= end or unit.low[until] not in (",", ASIDE)):
        return None
    if any(unit.low[p] in grammar.auxiliaries and not unit.is_capital(p) for p in range(begin, until)):
        return None
    closes = until >= end or unit.low[until] in (",", ".", ASIDE, ";") or unit.low[until] in grammar.adjuncts
    if not closes and unit.low[until] not in grammar.dates and not unit.is_stretch(until):
        return None
    rest = role and _continues_role(unit, second, grammar) and _closes_role(unit, until, end, grammar)
    if rest or (in_apposition(unit, phrase, second, grammar) and _names_once(unit, phrase, second, grammar)):
        return NounPhrase(phrase.first, second.stop, "name")
    return None


def _continues_role(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> bool:
    """ "Kepala Dusun Nglahar | , Kelurahan Sumbersari", "Bidang Politik | , Hukum" """
    return unit.low[phrase.first] in grammar.bodies and unit.is_capital(phrase.first)


def _closes_role(unit: Unit, position: int, end: int, grammar: Grammar) -> bool:
    """Whether a role goes on or a name follows: a capital after the next comma, or a name at its end."""
    last = position - 1
    named = unit.is_capital(last) and unit.low[last] not in grammar.bodies
    if position >= end or unit.low[position] != ",":
        return named
    following = position + 1
    if following < end and unit.low[following] in ("dan", "and"):
        following += 1
    return (
        following < end
        and unit.is_word(following)
        and unit.is_capital(following)
        and unit.low[following] not in grammar.dates
    )


def _names_once(unit: Unit, left: NounPhrase, right: NounPhrase, grammar: Grammar) -> bool:
    """Refuse "kata Menteri Zulkifli, Jakarta": one lone capital after a name is a place."""
    if not unit.is_capital(right.first) and grammar.language == "id":
        word = unit.low[right.first]
        return word in grammar.roles or word in grammar.bodies or word in ("salah", "seorang")
    return starts_with_role(unit, right, grammar) or right.stop - right.first > 1 or left.kind == "noun"
