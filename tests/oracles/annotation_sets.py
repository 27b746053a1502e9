"""Random articles with the work of several annotators, as different as it gets."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.article import Article
from annotations.comparison.reading import Layer, Layers
from annotations.model import Annotation, Entity, Quote, Span

LABELS = {"entity": ("PER", "ORG", "LOC"), "quote": ("direct", "indirect")}
LETTERS = "abcdefgh"


@dataclass(frozen=True)
class Case:
    """Articles by a few annotators. `annotators` may lack from some of the articles."""

    seed: int
    annotators: tuple[str, ...]
    articles: tuple[Layers, ...]


def cases(seed: int) -> Iterator[Case]:
    """Without end; each can be made again from its own seed."""
    while True:
        yield case(seed)
        seed += 1


def case(seed: int) -> Case:
    chance = random.Random(seed)
    names = tuple(LETTERS[: chance.choice((2, 2, 3, 4))])
    return Case(seed, names, tuple(_article(chance, names) for _ in range(chance.choice((1, 1, 2, 3)))))


def _article(chance: random.Random, names: tuple[str, ...]) -> Layers:
    words = ["".join(chance.choices(LETTERS, k=chance.randint(1, 6))) for _ in range(chance.randint(3, 40))]
    article = Article(" ".join(words), Path("article.txt"))
    truth = _work(chance, len(article.text))
    present = [name for name in names if chance.random() < 0.85] if chance.random() < 0.4 else list(names)
    layers = tuple(
        Layer(name, Path(name), tuple(_varied(chance, truth, len(article.text), name))) for name in present
    )
    return Layers(article, layers)


def _work(chance: random.Random, length: int) -> list[tuple[str, str, Span]]:
    """Spans of which no two of a kind overlap, as nervaluate and Krippendorff want them."""
    found = []
    for kind, labels in LABELS.items():
        at = 0
        while True:
            start = at + chance.randint(0, 20)
            end = start + chance.randint(1, 30)
            if end > length:
                break
            found.append((kind, chance.choice(labels), Span(start, end)))
            at = end
    return found


def _varied(
    chance: random.Random, truth: list[tuple[str, str, Span]], length: int, name: str
) -> Iterator[Annotation]:
    """`truth` as one annotator sees it; one in five sees something else altogether."""
    seen = truth if chance.random() < 0.8 else _work(chance, length)
    last: dict[str, int] = {}
    for number, (kind, label, span) in enumerate(seen):
        if chance.random() < 0.15:
            continue
        start = max(last.get(kind, 0), span.start - chance.choice((0, 0, 0, 1, 3)))
        end = min(length, span.end + chance.choice((0, 0, 0, -1, 2, 5)))
        if start >= end:
            continue
        last[kind] = end
        label = chance.choice(LABELS[kind]) if chance.random() < 0.15 else label
        cls = Entity if kind == "entity" else Quote
        yield cls(id=f"{name}{number}", label=label, spans=(Span(start, end),), by=name)
