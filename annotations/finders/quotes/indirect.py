"""Reports without quotation marks, or around a part: X mengatakan S · S, kata X."""

from __future__ import annotations

from annotations.finders.quotes.cues import Draft, group_start, is_passive
from annotations.finders.quotes.english import report_by_verb
from annotations.finders.quotes.grammar import Grammar, Verb
from annotations.finders.quotes.sources import (
    NounPhrase,
    classify,
    skip_openers,
    subject_after,
    subject_before,
)
from annotations.finders.quotes.units import ASIDE, Unit
from annotations.model import Span

_FINAL = frozenset({".", "!", "?", "…", ";", ":", ",", "—", "–", "-", "--"})
_NOT_FINITE = frozenset(
    ["untuk", "agar", "tanpa", "dengan", "dan", "atau", "saat", "ketika", "usai", "secara", "dalam", "guna"]
    + ["serta", "sambil", "sembari", "seraya", "melalui", "mampu", "harus", "perlu", "bertujuan", "berhasil"]
)
_COLLECTIVES = frozenset(
    ["pemerintah", "polisi", "pihak", "pihaknya", "para", "seorang", "sejumlah", "beberapa", "kedua", "salah"]
    + [
        "mereka",
        "perusahaan",
        "manajemen",
        "penyidik",
        "penggugat",
        "terdakwa",
        "tersangka",
        "laporan",
        "pria",
    ]
    + ["wanita", "perempuan", "netizen", "warganet", "masyarakat", "orang", "pendukung", "media", "sumber"]
)
_NOUNS_LIKE_VERBS = frozenset(
    ["menteri", "mereka", "media", "berita", "direktur", "direksi", "dirjen", "terdakwa", "tersangka"]
    + ["bersangkutan", "tersebut", "diplomat", "terduga", "mertua", "meteorolog", "membernya", "dinas"]
)
_PHRASE_STARTS = frozenset(
    [
        "kepada",
        "pada",
        "di",
        "dalam",
        "saat",
        "ketika",
        "usai",
        "seusai",
        "lewat",
        "melalui",
        "secara",
        "dengan",
        "terkait",
        "menanggapi",
        "kala",
        "sebelum",
        "setelah",
    ]
)
CONFIDENCE = {"say": 0.85, "ask": 0.78, "judge": 0.75, "praise": 0.75, "weak": 0.5, "that": 0.6}


def read_indirect(unit: Unit, grammar: Grammar, claimed: list[tuple[int, int]]) -> list[Draft]:
    """Reports outside the token ranges in `claimed`; of nested ones only the outermost."""
    drafts: list[Draft] = []
    low = unit.low
    if grammar.language == "en" and not claimed:
        outer = _english_outermost(unit, grammar)
        if outer is not None:
            return [outer]
    free = 0
    position = 0
    while position < len(unit):
        covering = next((stop for first, stop in claimed if first <= position < stop), None)
        if covering is not None:
            position = free = covering
            continue
        word = low[position]
        draft = None
        if word in grammar.triggers and not unit.is_stretch(position):
            limit = min((first for first, _ in claimed if first > position), default=len(unit))
            draft = _by_preposition(unit, position, free, limit, grammar)
            if draft is None:
                draft = _by_inserted_tag(unit, position, free, limit, grammar)
            if draft is None and word in grammar.verbs:
                draft = _by_verb(unit, position, free, limit, grammar)
            if draft is None and (word in grammar.passives or word in grammar.suffixed):
                draft = _by_passive(unit, position, free, limit, grammar)
        if draft is None:
            position += 1
            continue
        drafts.append(draft)
        end = max(span.end for span in draft.content)
        while position < len(unit) and unit.starts[position] < end:
            position += 1
        position = max(position, draft.first + 1)
        if draft.cue is not None:
            while position < len(unit) and unit.starts[position] < draft.cue.end:
                position += 1
        free = position
    return drafts


def _english_outermost(unit: Unit, grammar: Grammar) -> Draft | None:
    """An attribution that closes the sentence, "S, officials said.", holds all verbs before it."""
    size = len(unit)
    for position in range(size - 1, max(3, size - 24), -1):
        word = unit.low[position]
        if word not in grammar.triggers or unit.is_stretch(position):
            continue
        draft = _by_preposition(unit, position, 0, size, grammar) or _english_fronted(unit, position, 0, size, grammar)
        if draft is not None and len(draft.content) == 1 and draft.content[0].end <= unit.starts[position]:
            return draft
    return None


def _trim(unit: Unit, first: int, stop: int) -> Span | None:
    """The span of tokens without punctuation at its borders; None when fewer than two words are left."""
    while stop > first and unit.low[stop - 1] in _FINAL:
        stop -= 1
    while first < stop and unit.low[first] in _FINAL:
        first += 1
    if sum(1 for p in range(first, stop) if unit.is_word(p) or unit.is_stretch(p)) < 2:
        return None
    return unit.span(first, stop)


def _draft(
    unit: Unit,
    content: list[Span],
    cue: tuple[int, int],
    source: NounPhrase | None,
    suffix: bool,
    rule: str,
    confidence: float,
) -> Draft:
    return Draft(
        unit=unit,
        content=content,
        cue=unit.span(*cue),
        source=source,
        suffix=suffix,
        rule=rule,
        confidence=confidence,
        direct=False,
        first=min(cue[0], source.first if source else cue[0]),
    )


def _around(unit: Unit, first: int, stop: int, free: int, limit: int, grammar: Grammar) -> list[Span]:
    """The clause that a parenthesis from `first` to `stop` interrupts, closes or opens."""
    begin = skip_openers(unit, free, first, grammar)
    before = _trim(unit, begin, first)
    if before is None and begin < first and unit.low[first - 1] != "," and unit.is_word(begin):
        before = unit.span(begin, first)
    after = _trim(unit, stop, limit)
    if (
        before is not None
        and begin < first
        and unit.low[begin] in ("saat", "pada", "dalam", "untuk", "atas")
        and after
    ):
        words = sum(1 for p in range(begin, first) if unit.is_word(p))
        if words <= 3:
            before = None
    return [span for span in (before, after) if span is not None]


def _by_preposition(unit: Unit, position: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """Menurut X, S · S, menurut X · menurutnya · according to X, S."""
    word = unit.low[position]
    if word in grammar.suffixed_prepositions:
        content = _around(unit, position, position + 1, free, limit, grammar)
        return (
            _draft(unit, content, (position, position + 1), None, True, "according", 0.9) if content else None
        )
    length = grammar.phrase_length(grammar.prepositions, unit.low, position)
    if not length:
        return None
    source = subject_after(unit, position + length, grammar, limit)
    if source is None or source.first != position + length:
        return None
    stop = _past_degrees(unit, _past_asides(unit, source.stop, limit), limit)
    opens = skip_openers(unit, free, position, grammar) >= position
    if opens:
        stop = _past_phrases(unit, stop, limit, grammar)
        after = _trim(unit, stop, limit)
        content = [after] if after else []
    else:
        if not (
            unit.low[position - 1] == ","
            or stop >= limit
            or unit.low[stop] in _FINAL
            or source.kind == "pronoun"
        ):
            return None
        if grammar.language == "en" and stop < limit and unit.low[stop] not in (",", "."):
            stop = limit  # "S, according to a report by X published …": the tail tells of the source
        content = _around(unit, position, stop, free, limit, grammar)
        if grammar.language == "en" and content:
            content = content[:1]
    if not content:
        return None
    if source.kind == "pronoun" and unit.low[source.first] in ("saya", "kami", "kita", "i", "we"):
        return None
    named = 0.88 if source.kind in ("name", "pronoun") else 0.7
    return _draft(
        unit,
        content,
        (position, position + length),
        source,
        False,
        "according",
        named,
    )


def _past_asides(unit: Unit, position: int, limit: int) -> int:
    while position < limit and unit.low[position] == ASIDE:
        position += 1
    return position


def _past_degrees(unit: Unit, position: int, limit: int) -> int:
    """Past academic degrees after a name: ", S.H., M.Pd.," """
    while position < limit and unit.low[position] == ",":
        stop = position + 1
        while stop < limit and stop - position < 6 and unit.is_word(stop) and unit.is_capital(stop):
            if len(unit.low[stop]) > 5:
                return position
            stop += 1
        if stop == position + 1 or stop >= limit or unit.low[stop] != ",":
            return position
        position = stop
    return position


def _past_phrases(unit: Unit, position: int, limit: int, grammar: Grammar) -> int:
    """Past "yang ditemui di kantornya," and ", Senin (1/2)," up to the statement."""
    if position < limit and unit.low[position] in grammar.adjuncts:
        for comma in range(position, min(limit, position + 25)):
            if unit.low[comma] == ",":
                return comma + 1
    return position


def _by_inserted_tag(unit: Unit, position: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """S1, kata X, S2 · S, ujarnya. · S, she said."""
    word = unit.low[position]
    if grammar.language == "id":
        if word in grammar.suffixed and grammar.suffixed[word] in grammar.tags:
            if position > free and unit.low[position - 1] != ",":
                return None
            content = _around(
                unit, position, _past_tail(unit, position + 1, limit, grammar), free, limit, grammar
            )
            return (
                _draft(unit, content, (position, position + 1), None, True, "inserted", 0.85)
                if content
                else None
            )
        if grammar.tags.get(word) != "both" or (unit.is_capital(position) and position > free):
            return None
        opens = skip_openers(unit, free, position, grammar) >= position
        if not opens and unit.low[position - 1] != ",":
            return None
        source = subject_after(unit, position + 1, grammar, limit)
        if source is None:
            return None
        stop = _past_degrees(unit, _past_asides(unit, source.stop, limit), limit)
        if opens and (stop >= limit or unit.low[stop] != ","):
            return None
        if source.kind == "noun" and not (stop >= limit or unit.low[stop] in _FINAL):
            return None
        stop = _past_tail(unit, stop, limit, grammar)
        content = _around(unit, position, stop, free, limit, grammar)
        return (
            _draft(unit, content, (position, position + 1), source, False, "inserted", 0.88)
            if content
            else None
        )
    return _english_fronted(unit, position, free, limit, grammar)


def _past_tail(unit: Unit, position: int, limit: int, grammar: Grammar) -> int:
    """The rest of a tag, "kepada wartawan, Senin (1/2)", belongs to no content when it runs to the end."""
    if position < limit and (unit.low[position] in grammar.adjuncts or unit.low[position] in grammar.dates):
        for comma in range(position, min(limit, position + 20)):
            if unit.low[comma] == ",":
                return comma
        return limit
    return position


def _english_fronted(unit: Unit, verb: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """S, X said · S, said X · S1, X said, S2."""
    word = unit.low[verb]
    spec = grammar.verbs.get(word)
    if spec is None or spec.strength != "say" or word.endswith("ing") or "person" in spec.frames:
        return None
    start = group_start(unit, verb, grammar)
    following = unit.low[verb + 1] if verb + 1 < limit else "."
    if start > free and unit.low[start - 1] == ",":
        source = subject_after(unit, verb + 1, grammar, limit)
        if source is None or source.kind == "noun" or start != verb:
            return None
        if not (
            source.stop >= limit
            or unit.low[source.stop] in _FINAL
            or unit.low[source.stop] in grammar.adjuncts
        ):
            return None
        if unit.low[source.first] in ("he", "she", "they", "it", "there"):
            return None
        first, stop = verb, source.stop
    else:
        source = subject_before(unit, start, grammar)
        if source is None or source.first <= free or unit.low[source.first - 1] not in (",", "—", "–"):
            return None
        ends = (
            following in (".", ",", ";", "!", "?")
            or following in grammar.dates
            or following in ("in", "on", "at", "during")
        )
        if not ends or is_passive(unit, verb, start, grammar):
            return None
        if unit.low[source.first] in ("who", "which"):
            return None
        if any(word in ("in", "during") for word in unit.low[verb + 1 : verb + 2]) and _has_that(
            unit, verb, limit
        ):
            return None
        first, stop = source.first, verb + 1
    before = _trim(unit, skip_openers(unit, free, first, grammar), first)
    if before is None or sum(1 for p in range(free, first) if unit.is_word(p)) < 4:
        return None
    content = [before]
    if stop < limit and unit.low[stop] == ",":
        after = _trim(unit, stop, limit)
        if (
            after is not None
            and unit.low[stop + 1] not in grammar.verbs
            and unit.low[stop + 1] not in ("who", "a", "an", "the", "citing")
        ):
            content.append(after)
    return _draft(unit, content, (verb, verb + 1), source, False, "inserted", 0.9)


def _has_that(unit: Unit, verb: int, limit: int) -> bool:
    return "that" in unit.low[verb + 1 : min(limit, verb + 12)]


def _by_passive(unit: Unit, position: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """Dikatakannya, S · Ditambahkan dia, S."""
    word = unit.low[position]
    if skip_openers(unit, free, position, grammar) < position:
        return None
    if word in grammar.suffixed:
        after = _trim(unit, _skip_complementizer(unit, position + 1, limit, grammar), limit)
        return (
            _draft(unit, [after], (position, position + 1), None, True, "according", 0.85) if after else None
        )
    first = position + 1
    if first < limit and unit.low[first] == "oleh":
        first += 1
    if first < limit and unit.low[first] in (",", "bahwa"):
        after = _trim(unit, _skip_complementizer(unit, first, limit, grammar), limit)
        return (
            _draft(unit, [after], (position, position + 1), None, True, "according", 0.6) if after else None
        )
    source = subject_after(unit, first, grammar, limit)
    if source is None or source.kind == "noun" or source.stop >= limit:
        return None
    stop = _past_asides(unit, source.stop, limit)
    if stop >= limit or unit.low[stop] not in (",", "bahwa"):
        return None
    after = _trim(unit, _skip_complementizer(unit, stop, limit, grammar), limit)
    return (
        _draft(unit, [after], (position, position + 1), source, False, "according", 0.75) if after else None
    )


def _skip_complementizer(unit: Unit, position: int, limit: int, grammar: Grammar) -> int:
    while position < limit and (unit.low[position] == "," or unit.low[position] in grammar.complementizers):
        position += 1
    return position


def _by_verb(unit: Unit, verb: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    if grammar.language == "en":
        return report_by_verb(unit, verb, free, limit, grammar)
    spec = grammar.verbs[unit.low[verb]]
    start = group_start(unit, verb, grammar)
    before = unit.low[start - 1] if start > free else ""
    source = _subject(unit, verb, start, free, spec, grammar)
    if source is None or before in _NOT_FINITE:
        return None
    stop = _content_start(unit, verb + 1, limit, grammar)
    content = _trim(unit, stop, limit)
    if content is None:
        return None
    if (
        stop < limit
        and unit.low[stop] in ("hal", "itu", "ini", "demikian")
        and unit.low[stop : stop + 2]
        in (["hal", "itu"], ["hal", "tersebut"], ["hal", "ini"], ["hal", "senada"], ["hal", "serupa"])
        and (stop + 2 >= limit or unit.low[stop + 2] in _PHRASE_STARTS or unit.low[stop + 2] in _FINAL)
    ):
        return None
    introduced = unit.low[stop - 1] in ("bahwa", ",")
    if spec.strength == "that" and not introduced:
        return None
    confidence = CONFIDENCE[spec.strength] - (0.12 if source.kind == "noun" else 0)
    if introduced or stop > verb + 1:
        confidence += 0.05
    return _draft(unit, [content], (verb, verb + 1), source, False, spec.strength, confidence)


def _subject(unit: Unit, verb: int, start: int, free: int, spec: Verb, grammar: Grammar) -> NounPhrase | None:
    """Who reports; the antecedent of "yang" for "Nikenayu yang mengaku"; None when nobody or nothing can."""
    relative = start > free and unit.low[start - 1] == "yang"
    if relative and spec.strength not in ("say", "judge"):
        return None
    source = subject_before(unit, start - 1 if relative else start, grammar)
    if source is None or source.first < free:
        return None
    if relative and (source.kind != "name" or start - 1 - source.stop > 1):
        return None
    if source.kind == "noun" and unit.low[source.first] not in grammar.roles | grammar.bodies | _COLLECTIVES:
        return None
    adjacent = source.stop == start and source.kind != "pronoun" and not unit.is_capital(start - 1)
    if adjacent and _is_verb_like(unit.low[start - 1]):
        return None
    if "dapat" in unit.low[start:verb] or "bisa" in unit.low[start:verb]:
        return None if spec.strength != "say" else source
    return source


def _is_verb_like(word: str) -> bool:
    return len(word) > 5 and word.startswith(("me", "ber", "di", "ter")) and word not in _NOUNS_LIKE_VERBS


def _content_start(unit: Unit, position: int, limit: int, grammar: Grammar) -> int:
    """Past the recipient and the occasion: "mengatakan kepada wartawan, Senin, bahwa | S"."""
    if position >= limit:
        return position
    word = unit.low[position]
    if word == "," or word in grammar.complementizers:
        return _skip_complementizer(unit, position, limit, grammar)
    if word in _PHRASE_STARTS or word in grammar.dates or word == ASIDE:
        for later in range(position + 1, min(limit, position + 22)):
            if unit.low[later] == "bahwa":
                return later + 1
            if unit.low[later] in ("agar", "supaya"):
                return position if "untuk" in unit.low[position:later] else later + 1
            if unit.low[later] == ",":
                following = unit.low[later + 1] if later + 1 < limit else ""
                if following not in grammar.dates and following not in _PHRASE_STARTS and following != ASIDE:
                    return _skip_complementizer(unit, later, limit, grammar)
        return position
    for later in range(position + 1, min(limit, position + 9)):
        if unit.low[later] == "bahwa":
            return later + 1
        if unit.low[later] in (",", "yang", "."):
            break
    return position


def matter_pointed_at(unit: Unit, grammar: Grammar) -> tuple[int, int, NounPhrase | None] | None:
    """ "Hal itu disampaikan X": the cue's tokens and the source, when the sentence only points back."""
    first = skip_openers(unit, 0, len(unit), grammar)
    length = grammar.phrase_length(grammar.matters, unit.low, first) if first < len(unit) else 0
    if not length and first > 0:  # "Demikian" and "Senada" are openers too
        first = 0
        length = grammar.phrase_length(grammar.matters, unit.low, 0)
    if not length:
        return None
    position = first + length
    while position < len(unit) and (unit.low[position] in grammar.auxiliaries or unit.low[position] == ","):
        position += 1
    if position >= len(unit) or unit.low[position] not in grammar.passives:
        return None
    stop = position + 1
    while stop < len(unit) and unit.low[stop] in ("oleh", "langsung", "juga", "kembali", "pula"):
        stop += 1
    source = subject_after(unit, stop, grammar) if stop < len(unit) else None
    if source is None and stop < len(unit) and classify(unit, stop, stop + 1, grammar) is None:
        return None
    return first, position + 1, source
