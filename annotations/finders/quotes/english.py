"""English reports by verb: X said (that) S · X called for Y · adding that S."""

from __future__ import annotations

from annotations.finders.quotes.cues import can_tag, group_start, is_passive
from annotations.finders.quotes.drafts import Draft
from annotations.finders.quotes.grammar import Grammar, Verb
from annotations.finders.quotes.reports import trim
from annotations.finders.quotes.subjects import participle_subject, subject_of
from annotations.finders.quotes.units import Unit

_WH = frozenset({"how", "why", "whether", "if", "what", "who", "when", "where"})
_OCCASION = frozenset({"in", "on", "at", "during", "to", "by", "with", "after", "before", "of"})
_PREPOSITIONS = {"to", "for", "of", "on", "about", "by", "as", "with", "out", "against", "in", "like"}
_NOT_OBJECTS = frozenset(
    {"and", "or", "but", "with", "at", "in", "from", "up", "off", "down", "over", "by", "than"}
)
# shares found right on development articles
CONFIDENCE = {"say": 0.84, "ask": 0.75, "judge": 0.73, "weak": 0.66, "marked": 0.64}


def report_by_verb(unit: Unit, verb: int, free: int, limit: int, grammar: Grammar) -> Draft | None:
    """The report that the verb at token `verb` introduces, its content running to the clause's end."""
    word = unit.low[verb]
    if unit.is_capital(verb) and verb > 0:
        return None
    spec = grammar.verbs[word]
    start = group_start(unit, verb, grammar)
    if is_passive(unit, verb, start, grammar):
        return None
    stop = _content_start(unit, verb, limit, spec, grammar)
    if stop is None:
        return None
    if spec.form == "ing":
        reports, source = participle_subject(unit, verb, start, spec, grammar)
        if not reports:
            return None
    else:
        source = subject_of(unit, verb, start, free, spec, grammar)
        if source is None:
            return None
    if spec.form == "ing" and source is not None and source.first > verb:
        limit = source.first  # "Citing S, Trump …"
    end = _content_end(unit, stop, limit, grammar)
    content = trim(unit, stop, end, least=1)
    if content is None:
        return None
    if spec.strength == "marked" and not any(unit.is_stretch(p) for p in range(stop, min(end, stop + 18))):
        return None
    confidence = CONFIDENCE[spec.strength]
    if source is None or source.kind == "noun":
        confidence -= 0.1
    elif source.kind == "relative" or (source.kind == "pronoun" and spec.strength == "ask"):
        confidence -= 0.2
    if unit.low[stop - 1] == "that":
        confidence += 0.03 if spec.strength == "say" else 0.1
    beside = stop <= verb + 2
    if spec.strength == "say" and beside and any(content.covers(stretch.span) for stretch in unit.stretches):
        confidence += 0.05
    return Draft(
        unit=unit,
        content=[content],
        cue=unit.span(verb, verb + 1),
        source=source,
        suffix=False,
        rule=spec.strength,
        confidence=confidence,
        direct=False,
        first=min(verb, source.first if source is not None else verb),
    )


def _content_start(unit: Unit, verb: int, limit: int, spec: Verb, grammar: Grammar) -> int | None:
    """The token the content begins at, or None when what follows the verb is no content."""
    position = verb + 1
    if position >= limit:
        return None
    frames = spec.frames
    word = unit.low[position]
    if "person" in frames:
        return _after_recipient(unit, position, limit)
    if word == "that":
        return position + 1 if frames & {"any", "that"} else None
    if "any" in frames or "that" in frames:
        if word in _OCCASION and (later := _later_that(unit, position, limit)) is not None:
            return later
        if unit.low[position] in _DAYS:
            return _later_that(unit, position, limit) or position + 1
    if word in (",", ".", ";", ":", ")"):
        return None
    if unit.is_stretch(position):
        return position if frames & {"any", "np", "quote"} else None
    if "any" in frames:
        if word in ("in", "on", "at", "during", "by", "with", "and", "or", "as"):
            return None
        return position
    if word in _WH:
        return position if frames & {"wh", "how"} else None
    if word in _PREPOSITIONS:
        if word == "to" and unit.low[position + 1 : position + 2] and unit.low[position + 1] in _OCCASION:
            return None  # "an exchange agreed to in May"
        return position if word in frames else None
    if "np" in frames and word not in _NOT_OBJECTS:
        return None if _is_event(unit, position, limit, grammar) else position
    if "that" in frames and _is_event(unit, position, limit, grammar):
        return None
    if "that" in frames and _starts_clause(unit, position):
        return position
    return None


_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
_SUBJECTS = frozenset(
    [
        "he",
        "she",
        "they",
        "it",
        "we",
        "i",
        "you",
        "there",
        "this",
        "these",
        "those",
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "its",
        "no",
        "many",
        "most",
        "all",
    ]
)


def _is_event(unit: Unit, position: int, limit: int, grammar: Grammar) -> bool:
    """ "called an emergency meeting", "wrote his book": what is held or written, not what is said."""
    if unit.low[position] not in ("a", "an", "the", "his", "her", "their", "its"):
        return False
    for noun in range(position + 1, min(limit, position + 4)):
        if unit.low[noun] in grammar.events:
            return True
        if not unit.is_word(noun):
            return False
    return False


def _starts_clause(unit: Unit, position: int) -> bool:
    return unit.low[position] in _SUBJECTS or unit.is_capital(position)


def _later_that(unit: Unit, position: int, limit: int) -> int | None:
    for later in range(position + 1, min(limit, position + 12)):
        if unit.low[later] == "that":
            return later + 1
        if unit.low[later] in (".", ";", ":", "said", "and"):
            return None
    return None


def _after_recipient(unit: Unit, position: int, limit: int) -> int | None:
    """ "told reporters | (that) S": the token after the recipient, None when nothing is told."""
    if position >= limit or not unit.is_word(position):
        return None
    short = unit.low[position] in _RECIPIENTS
    later = position + 1
    while later < min(limit, position + 14):
        word = unit.low[later]
        if word == "that":
            return later + 1
        if word in (",", ".", ";", ":", "who"):
            return None
        if unit.is_stretch(later) or word in ("to", "about", "how", "why", "what", "whether", "not"):
            return later
        if word in _SUBJECTS and (short or word not in ("the", "a", "an") or unit.is_capital(later - 1)):
            return later
        if short:
            if word in _OCCASION:
                return _later_that(unit, later, limit)
            return later
        later += 1
    return None


def _reports(unit: Unit, first: int, limit: int, grammar: Grammar) -> bool:
    """Whether a clause begins at token `first` in which somebody says something: after | X claimed that S."""
    for verb in range(first + 1, min(limit, first + _FARTHEST_VERB)):
        spec = grammar.verbs.get(unit.low[verb])
        if spec is not None and spec.strength == "say" and not unit.is_capital(verb):
            return _governs(unit, first, verb, spec, grammar)
        if unit.low[verb] in (",", ";", "."):
            return False
    return False


def _governs(unit: Unit, first: int, verb: int, spec: Verb, grammar: Grammar) -> bool:
    """Whether the verb is finite and what begins at token `first` is its subject."""
    if spec.form == "ing":
        return False
    subject = subject_of(unit, verb, group_start(unit, verb, grammar), first, spec, grammar)
    return subject is not None and subject.first == first


_FARTHEST_VERB = 12
_RECIPIENTS = frozenset(
    ["him", "her", "them", "me", "us", "you", "reporters", "voters", "supporters", "lawmakers", "journalists"]
)


def _content_end(unit: Unit, first: int, limit: int, grammar: Grammar) -> int:
    """Up to a further attribution: ", adding that …", ", though she acknowledged …"."""
    for position in range(first + 2, limit):
        before = position - 1
        if unit.low[before] in ("but", ";") and _reports(unit, position, limit, grammar):
            return before
        if unit.low[before] == "after" and position > first + 3 and _reports(unit, position, limit, grammar):
            return before
        pause = unit.low[before] in (",", "—", "–") or (
            unit.is_stretch(before) and unit.stretch_of[before].last == ","
        )
        if not pause or unit.is_stretch(position):
            continue
        word = unit.low[position]
        if word.endswith("ing") and can_tag(word, grammar):
            return position if unit.is_stretch(before) else position - 1
        if word == "according" and position + 1 < limit and unit.low[position + 1] == "to":
            return position - 1
        if word in ("but", "and", "though", "although", "while") and _attributes(
            unit, position + 1, limit, grammar
        ):
            return position - 1
    return limit


def _attributes(unit: Unit, first: int, limit: int, grammar: Grammar) -> bool:
    """Whether a new subject with a verb of saying follows."""
    for verb in range(first, min(limit, first + _FARTHEST_VERB)):
        word = unit.low[verb]
        spec = grammar.verbs.get(word)
        again = verb == first and word.endswith("ed") and spec is not None and "np" in spec.frames
        if spec is not None and (spec.strength in ("say", "ask") or again) and not unit.is_capital(verb):
            return (
                verb == first
                or unit.is_capital(first)
                or unit.low[first] in grammar.pronouns
                or unit.low[first] == "the"
                or _governs(unit, first, verb, spec, grammar)
            )
        if word in (";", ".") or (word == "," and not unit.is_capital(first)):
            return False
    return False
