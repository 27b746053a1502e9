"""The queue of a review: what waits for a reviewer over one article or many, and how far they have come."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from annotations.comparison.reading import Layers
from annotations.display import one_line
from annotations.model import Annotation
from annotations.review.wanted import Wanted
from annotations.text.lines import Lines


class Key(NamedTuple):
    """One annotation of one annotator's file."""

    article: Path
    annotator: str  # NAMELESS for the file without a name
    id: str


class Item(NamedTuple):
    """What waits for a reviewer, all texts in one safe line. Line and column count from 1; they are 0 where
    its place in the text is lost."""

    key: Key
    line: int
    column: int
    kind: str
    label: str
    name: str  # the entity, the speaker, how far an agreement has come
    words: str
    status: str
    confidence: float | None
    by: str
    note: str


def _surely(item: Item) -> float:
    return 2.0 if item.confidence is None else item.confidence


# Items come article by article, in text order; the sort is stable.
ORDERS: dict[str, Callable[[Item], Any] | None] = {
    "text": None,
    "confidence": _surely,  # the least sure first, what a person made last
    "kind": lambda item: (item.kind, item.label),
    "name": lambda item: (item.kind, item.name.casefold()),
}


@dataclass
class Queue:
    """All items in their order; `waiting` are those that are not decided yet. `unopened` counts articles
    that nobody has annotated; `kept` says that the items are as they were kept last."""

    items: list[Item]
    waiting: set[Key]
    at: int = 0
    unopened: int = 0
    kept: bool = False
    places: dict[Key, int] = field(init=False)

    def __post_init__(self) -> None:
        self.places = {item.key: number for number, item in enumerate(self.items)}

    def __len__(self) -> int:
        return len(self.items)

    @property
    def current(self) -> Item:
        """Raises IndexError when there is nothing."""
        return self.items[self.at]

    @property
    def decided(self) -> int:
        return len(self.items) - len(self.waiting)

    @property
    def progress(self) -> str:
        """Where one is in the whole queue: "12 of 87"."""
        return f"{min(self.at + 1, len(self.items))} of {len(self.items)}"

    def settle(self, key: Key, *, waiting: bool) -> None:
        """Whether an item waits now; what is not in the queue is left alone."""
        if key not in self.places:
            return
        if waiting:
            self.waiting.add(key)
        else:
            self.waiting.discard(key)

    def drop(self, key: Key) -> None:
        """It is gone, from its file too."""
        if key in self.places:
            number = self.places[key]
            del self.items[number]
            self.kept = False
            self.waiting.discard(key)
            self.__post_init__()
            self.at = max(0, min(self.at - (number < self.at), len(self.items) - 1))

    def drop_file(self, key: Key) -> None:
        """The file of an item cannot be read any more."""
        for item in [item for item in self.items if item.key[:2] == key[:2]]:
            self.drop(item.key)

    def next_waiting(self) -> int | None:
        """The place of the next item that waits behind the present one, else of the first; None: all done."""
        number = len(self.items)
        for step in range(1, number + 1):
            place = (self.at + step) % number
            if self.items[place].key in self.waiting:
                return place
        return None

    def waiting_in(self, article: Path, annotator: str) -> int:
        """How many wait in one file."""
        return sum(key.article == article and key.annotator == annotator for key in self.waiting)


def build(
    articles: Iterable[Layers],
    wanted: Wanted,
    order: str = "text",
    known: Collection[Key] = (),
    at: Key | None = None,
) -> Queue:
    """The queue over `articles`; `known` are items of an earlier sitting, which stay in it as far as they are
    there, and `at` is the one that was looked at last. Raises KeyError for an unknown order."""
    items: list[Item] = []
    waiting: set[Key] = set()
    unopened = 0
    for layers in articles:
        unopened += not layers.layers and not layers.problems
        for item, waits in _items(layers, wanted, known):
            items.append(item)
            if waits:
                waiting.add(item.key)
    if (key := ORDERS[order]) is not None:
        items.sort(key=key)
    queue = Queue(items, waiting, unopened=unopened)
    if at is not None and at in queue.places:
        queue.at = queue.places[at]
    else:
        queue.at = -1
        queue.at = queue.next_waiting() or 0 if items else 0
    return queue


def _items(layers: Layers, wanted: Wanted, known: Collection[Key]) -> Iterator[tuple[Item, bool]]:
    path = layers.article.path
    assert path is not None
    text, lines = layers.article.text, Lines(layers.article.text)
    for layer in layers.layers:
        for annotation in (*layer.annotations, *layer.unplaced):
            key = Key(path, layer.annotator, annotation.id)
            waits = wanted.is_waiting(annotation)
            if (waits and wanted.admits(annotation, layer.annotator)) or key in known:
                yield _item(key, annotation, text, lines), waits


def _item(key: Key, annotation: Annotation, text: str, lines: Lines) -> Item:
    return Item(
        key,
        *((0, 0) if annotation.is_lost else lines.place(annotation.start)),
        one_line(annotation.kind),
        one_line(annotation.label),
        one_line(annotation.group),
        one_line(annotation.text_in(text)),
        annotation.status.value,
        annotation.confidence,
        one_line(annotation.by),
        one_line(annotation.note),
    )
