"""Names to choose a speaker, an entity or a party from: nearest and most often named first, with roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from annotations import structure
from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.lexicon import words
from annotations.model import Entity, Quote, Status

_NEAR = 400  # code points: names about as near as each other come by how often they are named
_WITH_ROLES = 50  # of how many names the role is looked up: more are never seen at once
_BEFORE_NAME = 120  # code points that a role takes at most


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name to choose from, with its label and how it stands in the article; `first`: its first mention."""

    name: str
    label: str
    mentions: int
    distance: int
    first: int = -1


def candidates(
    annotations: AnnotationSet,
    near: int,
    labels: tuple[str, ...] = (),
    *,
    first: str = "",
    last: str = "",
    also: tuple[str, ...] = (),
) -> list[Candidate]:
    """Names of the article for a picker: those of `labels`, nearest and most often named first.

    Those labelled `first` come before the others: what a place is called is mostly called a place elsewhere
    too. Those labelled `last` come behind them: places seldom speak, persons seldom are parties.
    `also` are names that stand without an entity, such as speakers so far.
    """
    found: dict[str, Candidate] = {}
    for entity in annotations.of_kind("entity"):
        if not isinstance(entity, Entity) or entity.status is Status.REJECTED or entity.is_lost:
            continue
        if not entity.entity or (labels and entity.label not in labels):
            continue
        distance = abs(entity.start - near) if entity.start <= near else 2 * abs(entity.start - near)
        old = found.get(entity.entity)
        found[entity.entity] = Candidate(
            entity.entity,
            entity.label,
            1 + (old.mentions if old else 0),
            min(distance, old.distance) if old else distance,
            old.first if old else entity.start,
        )
    for name in also:
        if name:
            found.setdefault(name, Candidate(name, "", 1, 1 << 30))

    def rank(c: Candidate) -> tuple[bool, bool, int, int, int, str]:
        behind = bool(first) and c.label != first
        return behind, c.label == last, c.distance // _NEAR, -c.mentions, c.distance, c.name

    return sorted(found.values(), key=rank)


def speakers(annotations: AnnotationSet) -> tuple[str, ...]:
    """Every speaker of a quote so far, in text order, none twice."""
    quotes = [a for a in annotations.of_kind("quote") if isinstance(a, Quote) and a.speaker]
    return tuple(dict.fromkeys(quote.speaker for quote in quotes))


def roles(article: Article, annotations: AnnotationSet, named: Iterable[Candidate]) -> dict[str, str]:
    """What each name is called besides: what stands before its first mention ("Menteri Luar Negeri") or the
    fullest source phrase of its quotes, whichever says more. Names without any are left out.
    """
    found: dict[str, str] = {}
    for quote in annotations.of_kind("quote"):
        if isinstance(quote, Quote) and quote.source is not None:
            phrase = article.text[quote.source.start : quote.source.end]
            if len(phrase) > max(len(quote.speaker), len(found.get(quote.speaker, ""))):
                found[quote.speaker] = phrase
    for candidate in list(named)[:_WITH_ROLES]:
        role = role_before(article, candidate.first) if candidate.first >= 0 else ""
        if len(role) > len(found.get(candidate.name, "")):
            found[candidate.name] = role
    return found


def role_before(article: Article, start: int) -> str:
    """The title right before the name at `start`: "Menteri Luar Negeri"; "" when there is none."""
    text = article.text
    low = max(0, start - _BEFORE_NAME)
    before = [w for w in structure.words_near(text, low, start) if w.start >= low and w.end < start]
    titles = _titles(article.language)
    role = ""
    follows = start
    for word in reversed(before):
        written, gap = text[word.start : word.end], text[word.end : follows]
        is_title = written.casefold() in titles
        if gap != " " and not (is_title and gap == ". "):  # Gen. Tobias
            break
        if is_title:
            role = text[word.start : start].strip()
        elif not (written[0].isupper() or written in structure.CONNECTORS):
            break
        follows = word.start
    return role


@cache
def _titles(language: str) -> frozenset[str]:
    """Words that a title begins with."""
    return frozenset(title.split()[0].casefold() for title in words(language, "entity_titles"))
