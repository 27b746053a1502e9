"""The noun phrase that names who speaks, before or after a verb of saying.

No parser: a phrase is bounded by punctuation, prepositions, relative words and
dates; roles and names beside one another across a comma are one phrase (apposition).
"""

from __future__ import annotations

from dataclasses import dataclass

from annotations.finders.quotes.grammar import Grammar
from annotations.finders.quotes.units import ASIDE, Unit

_HARD = frozenset({".", "!", "?", ";", ":", "…", "—", "--", "-", "–", "«q»", "/"})
_CONJUNCTIONS = frozenset({"dan", "and", "tetapi", "but", "serta", "atau", "or"})
_FARTHEST = 60  # tokens a subject may lie before its verb
_LONGEST_CHUNK = 24


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """Tokens `first` up to `stop`; `kind`: name, noun, pronoun, relative or suffix."""

    first: int
    stop: int
    kind: str


def subject_before(unit: Unit, stop: int, grammar: Grammar) -> NounPhrase | None:
    """The subject of the verb group that begins at token `stop`."""
    chunks = [chunk for chunk in _chunks_before(unit, stop) if not is_degree(unit, *chunk)]
    enumerated = _enumerated_role(unit, chunks, grammar)
    if enumerated is not None:
        return enumerated
    found: NounPhrase | None = None
    wants_name = False
    for index, (first, end) in enumerate(chunks[:7]):
        first = skip_openers(unit, first, end, grammar)
        if first >= end:
            if index == 0 and unit.low[stop - 1] == ",":
                continue
            break
        word = unit.low[first]
        aside = grammar.language == "en" and word.endswith("ing") and not unit.is_capital(first)
        if _is_adjunct(unit, first, grammar) or (aside and (index > 0 or found is None) and first > 0 and unit.low[first - 1] == ","):
            if found is not None:
                break
            if index == 0:
                phrase = _tail(unit, first, end, grammar)
                if phrase is not None or grammar.language == "en":
                    return phrase
                break
            continue
        phrase = _phrase_in(unit, first, end, grammar)
        if phrase is None:
            break
        if found is None:
            found = phrase
            wants_name = index > 0 or phrase.kind != "pronoun"
            if grammar.language == "en" and index > 0 and word in ("a", "an", "the", "his", "her", "their"):
                wants_name = True
            elif phrase.kind in ("pronoun", "relative"):
                break
        elif wants_name and phrase.stop >= end - 1 and _in_apposition(unit, phrase, found, grammar):
            found = NounPhrase(phrase.first, found.stop, "name")
        else:
            break
    return found


def _chunks_before(unit: Unit, stop: int) -> list[tuple[int, int]]:
    """Stretches of tokens between commas, nearest first, up to where a clause begins."""
    chunks: list[tuple[int, int]] = []
    end, position = stop, stop - 1
    lowest = max(0, stop - _FARTHEST)
    while position >= lowest and unit.low[position] not in _HARD:
        if unit.low[position] == ",":
            chunks.append((position + 1, end))
            end = position
        position -= 1
    chunks.append((position + 1, end))
    return chunks


def is_degree(unit: Unit, first: int, end: int) -> bool:
    """Academic degrees after a name: "SE", "M.Pd", "MSi"."""
    if not 0 < end - first <= 4 or first == 0 or unit.low[first - 1] != ",":
        return False
    for position in range(first, end):
        token = unit.text[unit.starts[position] : unit.ends[position]]
        letters = token.replace(".", "")
        if not (1 <= len(letters) <= 4 and letters[0].isupper() and (letters[-1].isupper() or "." in token)):
            if not (len(letters) <= 3 and sum(c.isupper() for c in letters) >= 2):
                return False
    return True


def _enumerated_role(unit: Unit, chunks: list[tuple[int, int]], grammar: Grammar) -> NounPhrase | None:
    """ "Menteri Koordinator Bidang Politik, Hukum, dan Keamanan Wiranto": one role, not three subjects."""
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


def skip_openers(unit: Unit, first: int, end: int, grammar: Grammar) -> int:
    """Past discourse openers such as "Sementara itu"."""
    while first < end:
        length = grammar.phrase_length(grammar.openers, unit.low, first)
        if not length and unit.low[first] not in ('"', "'", "•", "*", "“", "-"):
            break
        first += length or 1
    return min(first, end)


def _is_adjunct(unit: Unit, first: int, grammar: Grammar) -> bool:
    word = unit.low[first]
    return word in grammar.adjuncts or word in grammar.dates or not (unit.is_word(first) or word == "«s»")


def _is_name_token(unit: Unit, position: int) -> bool:
    return unit.is_word(position) and unit.is_capital(position)


def _phrase_in(unit: Unit, first: int, end: int, grammar: Grammar) -> NounPhrase | None:
    if end - first > _LONGEST_CHUNK:
        first = end - _LONGEST_CHUNK if grammar.language == "en" else first
    if grammar.language == "en":
        stop = end
        begin = _english_start(unit, first, end, grammar)
        relative = next((p for p in range(begin - 1, max(first, begin - 8), -1) if unit.low[p] in ("who", "which")), 0)
        inside = unit.low[begin] in grammar.inner_prepositions
        if relative > first + 1 and (inside or (relative == begin - 1 and stop - begin > 1)):
            stop = relative  # "one of the doctors | who sent the letter"
            begin = _english_start(unit, first, stop, grammar)
        first = begin
    else:
        stop = _first_adjunct(unit, first, end, grammar)
    while stop > first and not unit.is_word(stop - 1):
        stop -= 1
    return classify(unit, first, stop, grammar)


def classify(unit: Unit, first: int, stop: int, grammar: Grammar) -> NounPhrase | None:
    """The tokens as a noun phrase, or None when there are none."""
    if first >= stop:
        return None
    if stop - first == 1 and unit.low[first] in grammar.pronouns:
        relative = grammar.pronouns[unit.low[first]].number == "relative"
        return NounPhrase(first, stop, "relative" if relative else "pronoun")
    if unit.low[first] in grammar.pronouns and grammar.language == "id":
        return NounPhrase(first, first + 1, "pronoun")
    named = any(_is_name_token(unit, position) for position in range(first, stop))
    if named and first == 0 and stop > 2 and grammar.language == "id":
        named = any(_is_name_token(unit, position) for position in range(1, stop))
    return NounPhrase(first, stop, "name" if named else "noun")


def _first_adjunct(unit: Unit, first: int, end: int, grammar: Grammar) -> int:
    for position in range(first + 1, end):
        word = unit.low[position]
        if word in grammar.adjuncts and not unit.is_capital(position):
            return position
        if word in grammar.dates and unit.is_capital(position):
            return position
    return end


def _english_start(unit: Unit, first: int, end: int, grammar: Grammar) -> int:
    """Leftwards from the verb to where the noun phrase begins."""
    position = end - 1
    if unit.low[position] in grammar.pronouns:
        return position
    while position > first:
        word = unit.low[position - 1]
        if word in grammar.adjuncts and word not in grammar.inner_prepositions:
            if word not in _CONJUNCTIONS or not _joins_names(unit, position - 1, first):
                break
        if word in grammar.dates and unit.is_capital(position - 1):
            break
        if word in grammar.pronouns or (word in grammar.verbs and not unit.is_capital(position - 1)):
            if word not in ("her", "it") and not _is_participle_before_noun(word):
                break
        position -= 1
    return position


def _is_participle_before_noun(word: str) -> bool:
    return word in (
        "leading",
        "running",
        "opposing",
        "according",
        "report",
        "call",
        "state",
        "states",
        "post",
    )


def _joins_names(unit: Unit, position: int, first: int) -> bool:
    return (
        position > first
        and position + 1 < len(unit)
        and unit.is_capital(position + 1)
        and unit.is_capital(position - 1)
    )


def _tail(unit: Unit, first: int, end: int, grammar: Grammar) -> NounPhrase | None:
    """The run of capitals, or the pronoun, directly before the verb: "Saat ditemui Asep | mengatakan"."""
    stop = end
    while stop > first and not unit.is_word(stop - 1):
        stop -= 1
    if stop <= first:
        return None
    if unit.low[stop - 1] in grammar.pronouns:
        return classify(unit, stop - 1, stop, grammar)
    begin = stop
    while begin > first + 1 and (_is_name_token(unit, begin - 1) or unit.low[begin - 1] == ASIDE):
        begin -= 1
    while begin < stop and (unit.low[begin] in grammar.dates or unit.low[begin] == ASIDE):
        begin += 1
    if begin == stop or unit.low[begin - 1] in ("di", "ke", "dari", "pada", "in", "at", "of", "from", "on"):
        return None
    return classify(unit, begin, stop, grammar)


def _in_apposition(unit: Unit, left: NounPhrase, right: NounPhrase, grammar: Grammar) -> bool:
    """Whether "left, right" is a role beside a name, in either order."""
    if left.kind in ("pronoun", "relative") or right.kind in ("pronoun", "relative"):
        return False
    role_left, role_right = starts_with_role(unit, left, grammar), starts_with_role(unit, right, grammar)
    if role_left == role_right:
        if role_left and all(
            unit.low[p] in grammar.roles or p == left.first for p in range(left.first, left.stop)
        ):
            return right.kind == "name"
        if not role_left or left.kind != "name":
            return False
        return right.stop - right.first < 4 if grammar.language == "id" else _is_determined(unit, right)
    name = right if role_left else left
    size = sum(1 for p in range(name.first, name.stop) if unit.is_word(p))
    capitals = sum(1 for p in range(name.first, name.stop) if _is_name_token(unit, p))
    return size <= 7 and capitals >= size - 1


def _is_determined(unit: Unit, phrase: NounPhrase) -> bool:
    return unit.low[phrase.first] in ("a", "an", "the", "his", "her", "its", "their")


def starts_with_role(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> bool:
    """A lower-case noun counts as a role: "anggota tim kuasa hukum"."""
    word = unit.low[phrase.first]
    return word in grammar.roles or word in grammar.bodies or not unit.is_capital(phrase.first)


def subject_after(unit: Unit, first: int, grammar: Grammar, limit: int | None = None) -> NounPhrase | None:
    """The subject that follows its verb: "…," kata X, anggota tim, kepada wartawan."""
    end = len(unit) if limit is None else limit
    stop = _end_of_phrase(unit, first, end, grammar)
    phrase = classify(unit, first, stop, grammar)
    if phrase is None or phrase.kind in ("pronoun", "relative"):
        return phrase
    for _ in range(4):
        longer = _with_next(unit, phrase, end, grammar)
        if longer is None:
            break
        phrase = longer
    return phrase


def _with_next(unit: Unit, phrase: NounPhrase, end: int, grammar: Grammar) -> NounPhrase | None:
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
    until = _end_of_phrase(unit, begin, end, grammar)
    second = classify(unit, begin, until, grammar)
    if second is None or second.kind == "pronoun" or until - begin > 14:
        return None
    closes = until >= end or unit.low[until] in (",", ".", ASIDE, ";") or unit.low[until] in grammar.adjuncts
    if not closes and unit.low[until] not in grammar.dates and not unit.is_stretch(until):
        return None
    rest = role and _continues_role(unit, second, grammar) and _closes_role(unit, until, end, grammar)
    if rest or (_in_apposition(unit, phrase, second, grammar) and _names_once(unit, phrase, second, grammar)):
        return NounPhrase(phrase.first, second.stop, "name")
    return None


def _continues_role(unit: Unit, phrase: NounPhrase, grammar: Grammar) -> bool:
    """ "Kepala Dusun Nglahar | , Kelurahan Sumbersari", "Bidang Politik | , Hukum" """
    return unit.low[phrase.first] in grammar.bodies and unit.is_capital(phrase.first)


def _closes_role(unit: Unit, position: int, end: int, grammar: Grammar) -> bool:
    """Whether a role goes on or a name follows: another capital after the next comma, or a name at its end."""
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


def _goes_on(unit: Unit, position: int, end: int, grammar: Grammar) -> bool:
    """Whether lower-case words after a capital lead to another capital: "Ketua Umum partai Nasdem"."""
    for later in range(position, min(end, position + 4)):
        word = unit.low[later]
        if not unit.is_word(later) or word in grammar.adjuncts or word in grammar.auxiliaries:
            return later > position and not unit.is_word(later)
        if unit.is_capital(later):
            return word not in grammar.dates
        if word in grammar.verbs or word in ("adalah", "akan", "perlu", "harus", "merupakan", "bakal", "ada"):
            return False
    return later + 1 >= end


def _end_of_phrase(unit: Unit, first: int, end: int, grammar: Grammar) -> int:
    position = first
    named = False
    while position < min(end, first + _LONGEST_CHUNK):
        word = unit.low[position]
        capital = unit.is_capital(position) if unit.is_word(position) else False
        if word == "«s»" or (word == ASIDE and position > first):
            position += 1
            continue
        if not unit.is_word(position):
            if not (word in ("&", "'", "’") and position > first):
                break
        elif word in grammar.dates and capital:
            break
        elif word in grammar.adjuncts and not capital:
            inner = grammar.language == "en" and word in ("of", "for", "from", "at", "with", "in")
            if not (inner and position > first) and not (
                word in _CONJUNCTIONS and _joins_names(unit, position, first)
            ):
                break
        elif position > first and (word in grammar.pronouns or (not capital and word in grammar.verbs)):
            break
        elif (
            named and not capital and grammar.language == "id" and not _goes_on(unit, position, end, grammar)
        ):
            break
        named = named or capital
        position += 1
    while position > first and (not unit.is_word(position - 1)):
        position -= 1
    if position > first and unit.low[first] in grammar.pronouns:
        return first + 1
    return position
