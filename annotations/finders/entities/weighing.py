"""What the rules and the name model found in one sentence, brought together.

Where both read the same name it is sure; where they differ the model is believed, which has weighed
the rules already, unless it is in doubt itself and the rule is a firm one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from annotations.finders.entities.candidates import Candidate
from annotations.finders.entities.capitals import is_headline
from annotations.finders.entities.name_model import UNMARKED_PLACE, NameModel, Tagged
from annotations.finders.entities.reliability import alone, reliability
from annotations.finders.entities.tokens import Token, tokenize
from annotations.finders.entities.vocabulary import Vocabulary
from annotations.model import Span

# A place that is listed, or named with its kind, is marked wherever it stands: our guideline.
PLACES = frozenset({"country", "place", "place head", "place tail", "ambiguous place", "at", "area cue"})
_PLACE = 0.8  # score from which on such a place stands against the model's silence
_FIRM = frozenset(
    {
        *("known organisation", "known person", "organisation head", "government", "company", "title"),
        *("place head", "place", "country", "city club"),
    }
)
_LISTED = frozenset({"known organisation", "known person", "government", "company", "place", "city club"})
# Of what kind these find is settled, where the model reads the same words as a name of another
_SAME_SPAN = frozenset(
    {"known organisation", "organisation head", "organisation tail", "city club", "country"}
)
_DOUBT = 0.7  # probability below which a firm rule is believed rather than the model
_TOO_LONG = 6  # spaces in a name that the model must have run on
# Shares of a score that hold
_AGAINST = 0.8  # where the other reads it otherwise
_WEIGHTLESS = 0.25  # score up to which a rule says next to nothing
_KNOWN = 0.8  # at least, of what is listed
_UNSEEN = 0.6  # where only a firm rule sees a name


def is_marked_place(candidate: Candidate) -> bool:
    """Whether our guideline marks a candidate of the rules even where the training corpus does not."""
    return candidate.label == "LOC" and candidate.rule in PLACES and candidate.score >= _PLACE


def weigh(
    article: str, tokens: Sequence[Token], rules: Sequence[Candidate], model: NameModel, words: Vocabulary
) -> list[Candidate]:
    """The candidates of a sentence in text order, none overlapping; `rules` are in text order too."""
    refused = [rule for rule in rules if rule.label == "NONE"]
    named = [rule for rule in rules if rule.label != "NONE"]
    read = [name for name in model.read(article, tokens, rules) if not _is_refused(article, name, words)]
    tagged = _without(read, refused, named)
    tagged = _by_level(article, tagged, named, words)
    found = [*refused]
    headline = is_headline(tokens, words)
    for together, by_model in _groups(named, tagged):
        # The model learnt from sentences of running text: of headlines it knows nothing.
        if headline or _rules_are_right(article, together, by_model):
            found += [_confirmed(rule, by_model, words.language) for rule in together]
        else:
            found += _decide(article, together, by_model, words.language)
    return sorted(found, key=lambda candidate: candidate.span)


def _is_refused(article: str, name: Tagged, words: Vocabulary) -> bool:
    """Whether the lists say that a single word names nobody: KPR, ASN."""
    text = article[name.span.start : name.span.end]
    return words.is_refused(text) and not words.is_listed(text)


def _without(
    tagged: Sequence[Tagged], refused: Sequence[Candidate], named: Sequence[Candidate]
) -> list[Tagged]:
    """The model's names that have nothing of `refused`, and of others what a rule names: Kongres PSI → PSI.

    What goes on with a refused phrase is refused with it: Galaxy Tab.
    """
    if not refused:
        return list(tagged)
    rules = {rule.span.end: rule.span for rule in named}
    kept: list[Tagged] = []
    at = 0
    for name in tagged:
        while at < len(refused) and refused[at].span.end <= name.span.start:
            at += 1
        apart = at == len(refused) or refused[at].span.start >= name.span.end
        goes_on = at > 0 and name.span.start - refused[at - 1].span.end <= 1
        if apart and (not goes_on or rules.get(name.span.end) == name.span):
            kept.append(name)
        elif not apart and name.span.end in rules and refused[at].span.end <= rules[name.span.end].start:
            kept.append(name._replace(span=rules[name.span.end]))
    return kept


def _by_level(
    article: str, tagged: Sequence[Tagged], named: Sequence[Candidate], words: Vocabulary
) -> list[Tagged]:
    """The model's names; a place cut where a rule ends one and the next begins: Lapangan Lengo, Blok Bulu."""
    ends = {rule.span.start: rule.span.end for rule in named if rule.rule == "place head"}
    parts: list[Tagged] = []
    for name in tagged:
        end = ends.get(name.span.start, name.span.end)
        if _label(name) == "LOC" and end < name.span.end and article[end].isspace():
            rest = tokenize(article, Span(end, name.span.end))
            head = words.heads.match(rest, 0)
            if head and head[1][1] == "area" and head[0] < len(rest):
                parts.append(name._replace(span=Span(name.span.start, end)))
                name = name._replace(span=Span(rest[0].start, name.span.end))
        parts.append(name)
    return parts


def _groups(
    rules: Sequence[Candidate], tagged: Sequence[Tagged]
) -> Iterator[tuple[list[Candidate], list[Tagged]]]:
    """Candidates of the rules and names of the model that overlap, directly or through others."""
    r = t = 0
    while r < len(rules) or t < len(tagged):
        group: tuple[list[Candidate], list[Tagged]] = [], []
        end = 0
        while True:
            rule = rules[r] if r < len(rules) else None
            name = tagged[t] if t < len(tagged) else None
            if rule and (name is None or rule.span.start <= name.span.start):
                span = rule.span
            elif name:
                rule, span = None, name.span
            else:
                break
            if end and span.start >= end:
                break
            end = max(end, span.end)
            if rule:
                group[0].append(rule)
                r += 1
            elif name:
                group[1].append(name)
                t += 1
        yield group


def _rules_are_right(article: str, rules: Sequence[Candidate], tagged: Sequence[Tagged]) -> bool:
    """Whether a rule among those that overlap settles by our guideline what the training corpus left open."""
    for rule in rules:
        text = article[rule.span.start : rule.span.end]
        if rule.rule in ("company", "government", "acronym in brackets"):
            return True
        if rule.rule == "organisation tail" and text.count(" ") > 1 and len(rules) == 1:
            return all(rule.span.start <= n.span.start and n.span.end <= rule.span.end for n in tagged)
        if rule.rule == "organisation head" and ("(" in text or len(tagged) > 1):
            return True  # Kementerian Luar Negeri (Kemlu) RI; PT with a name that looks like a person's
        if rule.rule in _SAME_SPAN and any(
            name.span == rule.span and _label(name) != rule.label for name in tagged
        ):
            return True
        if rule.rule in ("country", "place") and any(
            name.span.end == rule.span.end and article[name.span.start].islower() for name in tagged
        ):
            return True  # a word for what is named is no part of the name: wilayah Gaza
        if rule.rule == "title" and any(
            name.span.end == rule.span.end
            and article[name.span.start : rule.span.start].strip(" .").endswith(rule.seen.strip(" ."))
            for name in tagged
        ):
            return True  # a title is no part of the name
    return _are_levels(rules, tagged)


def _are_levels(rules: Sequence[Candidate], tagged: Sequence[Tagged]) -> bool:
    """Whether the model took the levels of an address for one name: Tuban, Jawa Timur."""
    return (
        len(rules) > len(tagged) == 1
        and _label(tagged[0]) == "LOC"
        and all(rule.label == "LOC" for rule in rules)
        and (rules[0].span.start, rules[-1].span.end) == tagged[0].span
    )


def _confirmed(rule: Candidate, tagged: Sequence[Tagged], language: str) -> Candidate:
    """The rule's candidate, with the model's word for it where there is one."""
    return next((_agreed(rule, name, language) for name in tagged if _same(rule, name)), rule)


def _decide(
    article: str, rules: Sequence[Candidate], tagged: Sequence[Tagged], language: str
) -> list[Candidate]:
    if not tagged:
        return [_unseen(rule) for rule in rules if is_marked_place(rule) or rule.rule in _LISTED]
    weighty = [rule for rule in rules if rule.score > _WEIGHTLESS]
    differing = [rule for rule in weighty if not any(_same(rule, name) for name in tagged)]
    doubtful = min(name.probability for name in tagged) < _DOUBT
    run_on = any(article.count(" ", *name.span) > _TOO_LONG for name in tagged)
    if differing and (run_on or (doubtful and all(rule.rule in _FIRM for rule in differing))):
        return [
            _against(rule) if rule in differing else _confirmed(rule, tagged, language) for rule in weighty
        ]
    found: list[Candidate] = []
    for name in tagged:
        over = [rule for rule in rules if rule.span.overlaps(name.span)]
        if len(over) == 1 and _same(over[0], name):
            found.append(_agreed(over[0], name, language))
        else:
            found.append(_by_model(article, name, bool(over), language))
    return found


def _same(rule: Candidate, name: Tagged) -> bool:
    return rule.span == name.span and rule.label == _label(name)


def _label(name: Tagged) -> str:
    return "LOC" if name.label == UNMARKED_PLACE else name.label


def _agreed(rule: Candidate, name: Tagged, language: str) -> Candidate:
    score = reliability(name.probability, language)
    if rule.rule in _LISTED or is_marked_place(rule):
        score = max(score, rule.score * _KNOWN)
    return replace(rule, confidence=score, model=name.probability)


def _unseen(rule: Candidate) -> Candidate:
    return rule if is_marked_place(rule) else replace(rule, confidence=rule.score * _UNSEEN)


def _against(rule: Candidate) -> Candidate:
    return replace(rule, confidence=rule.score * _AGAINST)


def _by_model(article: str, name: Tagged, against: bool, language: str) -> Candidate:
    label = _label(name)
    score = alone(name.probability, language, label)
    return Candidate(
        name.span,
        article[name.span.start : name.span.end],
        label,
        "name model",
        confidence=score * _AGAINST if against else score,
        model=name.probability,
    )
