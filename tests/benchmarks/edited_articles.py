"""Articles with annotations, edited at random, and where each annotated span truly is afterwards.

A text is a list of paragraphs of code points, each with the place it had in the first text (None
for what was put in since). So the truth is carried along by the edits and never looked for.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from annotations.anchoring import Anchor, Anchored, anchor_of
from annotations.model import Agreement, Annotation, Entity, Quote, Span

Char = tuple[str, int | None]  # a code point, and its place in the first text
Paragraph = list[Char]

_SYLLABLES = [
    *("ba", "be", "bi", "bo", "bu", "da", "di", "du", "ga", "ha", "ja", "ka", "ke", "ko", "ku", "la", "le"),
    *("li", "lu", "ma", "me", "mi", "mu", "na", "ni", "nya", "pa", "pe", "per", "ra", "ri", "ru", "sa", "se"),
    *("si", "ta", "te", "ti", "tu", "wa", "ya", "an", "at", "ang", "ung", "is", "men", "ber", "kan"),
]
_HAN = [chr(code) for code in range(0x4E00, 0x4E00 + 700)]
_FLAGS = ["🇮🇩", "🇳🇴", "🇯🇵", "👩‍👩‍👧", "👍🏽", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "❤️"]
_MARKED = ["e\u0301", "u\u0308", "o\u0302", "n\u0303", "a\u0323\u0301", "i\u0304"]
_STOCK = (
    "kata {} kepada wartawan di Jakarta, Senin (5/10)",
    "menurut {} dalam keterangan tertulis",
    "ujar {}",
)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of text: how its words and names are made and what stands between words."""

    name: str
    word: Callable[[random.Random], str]
    person: Callable[[random.Random], str]
    names: int  # how many different names there are
    naming: float  # how often a word is a name
    gap: str = " "


def _syllables(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.choice((1, 2, 2, 3, 3, 4))))


def _two_names(rng: random.Random) -> str:
    return " ".join(_syllables(rng).capitalize() for _ in range(rng.choice((1, 2, 2))))


def _marked(rng: random.Random) -> str:
    if rng.random() < 0.12:
        return rng.choice(_FLAGS)
    word = list(_syllables(rng))
    word.insert(rng.randrange(len(word) + 1), rng.choice(_MARKED))
    return "".join(word)


def _han(rng: random.Random) -> str:
    return "".join(rng.choices(_HAN, weights=range(len(_HAN), 0, -1), k=rng.choice((1, 2, 2, 3))))


KINDS = (
    Kind("news", _syllables, _two_names, 60, 0.06),
    Kind("names", _syllables, _two_names, 6, 0.3),
    Kind("marks", _marked, lambda rng: _marked(rng).capitalize() + rng.choice(_FLAGS), 30, 0.1),
    Kind("cjk", _han, lambda rng: "".join(rng.choices(_HAN[-60:], k=rng.choice((2, 3)))), 30, 0.06, gap=""),
)


class _Writer:
    """Writes sentences of one kind with a vocabulary of its own, the commonest words far commoner."""

    def __init__(self, kind: Kind, rng: random.Random) -> None:
        self.kind = kind
        self.rng = rng
        self.names = [kind.person(rng) for _ in range(kind.names)]
        self._words = [kind.word(rng) for _ in range(900)]
        self._weights = [1 / (rank + 3) for rank in range(len(self._words))]

    def words(self, count: int) -> list[str]:
        chosen = self.rng.choices(self._words, self._weights, k=count)
        return [self.name() if self.rng.random() < self.kind.naming else word for word in chosen]

    def name(self) -> str:
        return self.rng.choices(self.names, [1 / (rank + 1) for rank in range(len(self.names))])[0]

    def sentence(self) -> str:
        body = self.kind.gap.join(self.words(self.rng.randint(5, 24)))
        if self.rng.random() < 0.3:
            said = self.rng.choice(_STOCK).format(self.name())
            body = f'"{body}," {said}' if self.kind.gap else f"「{body}」{said.replace(' ', '')}"
        return body + ("." if self.kind.gap else "。")

    def paragraph(self) -> str:
        return self.kind.gap.join(self.sentence() for _ in range(self.rng.randint(1, 4)))


@dataclass
class Edited:
    """An article before and after its edits."""

    before: str
    after: str
    anchored: list[Anchored]
    now: list[int | None]  # for each code point of `before`, its place in `after`


def edited_article(kind: Kind, seed: int, *, length: int, annotations: int, edits: int) -> Edited:
    """An article of about `length` code points with `annotations`, after `edits` changes of words.

    A tenth as many paragraphs are moved and half as many as that are deleted; then all lines are
    wrapped anew. Half of the articles had short lines before, the others a line a paragraph.
    """
    rng = random.Random(f"{kind.name} {seed}")
    writer = _Writer(kind, rng)
    written: list[str] = []
    while sum(map(len, written)) < length:
        written.append(writer.paragraph())
    plain: list[Paragraph] = [[(char, None) for char in paragraph] for paragraph in written]
    before = _joined(_wrapped(plain, kind, 88) if rng.random() < 0.5 else plain)
    before_text = "".join(char for char, _ in before)
    made = _annotations(before_text, writer, annotations, rng)
    paragraphs = _split([(char, place) for place, (char, _) in enumerate(before)])
    for _ in range(edits):
        _edit_words(paragraphs, writer, rng)
    for _ in range(max(1, edits // 10)):
        moved = paragraphs.pop(rng.randrange(len(paragraphs)))
        paragraphs.insert(rng.randrange(len(paragraphs) + 1), moved)
    for _ in range(max(1, edits // 20)):
        if len(paragraphs) > 1:
            paragraphs.pop(rng.randrange(len(paragraphs)))
    after = _joined(_wrapped(paragraphs, kind, rng.choice((60, 66, 72, 100))))
    now: list[int | None] = [None] * len(before)
    for place, (_, origin) in enumerate(after):
        if origin is not None:
            now[origin] = place
    return Edited(before_text, "".join(char for char, _ in after), made, now)


def _joined(paragraphs: Sequence[Paragraph]) -> Paragraph:
    out: Paragraph = []
    for paragraph in paragraphs:
        out += [*paragraph, ("\n", None), ("\n", None)]
    return out


def _split(chars: Paragraph) -> list[Paragraph]:
    """At blank lines, which go."""
    text = "".join(char for char, _ in chars)
    out, at = [], 0
    for part in text.split("\n\n"):
        if part:
            out.append(chars[at : at + len(part)])
        at += len(part) + 2
    return out


def _wrapped(paragraphs: Sequence[Paragraph], kind: Kind, width: int) -> list[Paragraph]:
    """Lines of about `width`: a space that ends a line becomes a newline; without spaces one is put in."""
    out = []
    for paragraph in paragraphs:
        lines: Paragraph = []
        column = 0
        for char, origin in paragraph:
            if char.isspace():
                if column >= width:
                    lines.append(("\n", origin))
                    column = 0
                elif kind.gap:
                    lines.append((" ", origin))
                    column += 1
                continue
            if not kind.gap and column >= width:
                lines.append(("\n", None))
                column = 0
            lines.append((char, origin))
            column += 1
        out.append(lines)
    return out


def _edit_words(paragraphs: list[Paragraph], writer: _Writer, rng: random.Random) -> None:
    """One change to some words: put in, taken out, replaced, misspelt; seldom to a whole sentence."""
    weights = [len(paragraph) for paragraph in paragraphs]
    paragraph = rng.choices(paragraphs, weights)[0]
    starts = _word_starts(paragraph, writer.kind)
    at = rng.randrange(len(starts))
    start = starts[at]
    act = rng.choices(
        ("insert", "delete", "replace", "typo", "sentence in", "sentence out"), (6, 5, 5, 2, 1, 1)
    )[0]
    count = 1 if act == "replace" else 14 if act == "sentence out" else rng.randint(1, 3)
    end = starts[at + count] if at + count < len(starts) else len(paragraph)
    gap = writer.kind.gap
    if act == "insert":
        paragraph[start:start] = _new(gap.join(writer.words(count)) + gap)
    elif act == "sentence in":
        paragraph[start:start] = _new(writer.sentence() + gap)
    elif act == "replace":
        paragraph[start:end] = _new(writer.words(1)[0] + (gap if end < len(paragraph) else "."))
    elif act == "typo":
        place = rng.randrange(start, max(start + 1, end - 1))
        paragraph[place : place + 1] = _new(rng.choice(("", "x", "y")))
    elif end - start < len(paragraph):
        del paragraph[start:end]


def _word_starts(paragraph: Paragraph, kind: Kind) -> list[int]:
    if not kind.gap:
        return list(range(0, len(paragraph), 2)) or [0]
    return [0] + [n + 1 for n, (char, _) in enumerate(paragraph[:-1]) if char.isspace()]


def _new(words: str) -> Paragraph:
    return [(char, None) for char in words]


def _annotations(text: str, writer: _Writer, count: int, rng: random.Random) -> list[Anchored]:
    """Six names in ten, three quotes (some of two spans, with cue and source), one agreement."""
    names = [
        Span(start, start + len(name))
        for name in dict.fromkeys(writer.names)
        for start in _occurrences(text, name)
    ]
    rng.shuffle(names)
    made: list[Annotation] = []
    while len(made) < count:
        id_ = f"a{len(made)}"
        draw = rng.random()
        if draw < 0.6 and names:
            made.append(Entity(id=id_, label="PER", spans=(names.pop(),)))
        elif draw < 0.9:
            spans = _stretches(text, rng, rng.choice((1, 1, 1, 2)), rng.randint(30, 260))
            made.append(Quote(id=id_, label="direct", spans=spans, source=_behind(text, spans[-1].end, rng)))
        else:
            made.append(Agreement(id=id_, label="mou", spans=_stretches(text, rng, 1, rng.randint(12, 40))))
    return [_anchored(annotation, text) for annotation in made]


def _anchored(annotation: Annotation, text: str) -> Anchored:
    """Fields have no context of their own, as in the file."""
    fields = {name: Anchor(text[s:e], Span(s, e)) for name, (s, e) in annotation.places() if name != "spans"}
    return Anchored(annotation, [anchor_of(text, span) for span in annotation.spans], fields)


def _occurrences(text: str, words: str) -> list[int]:
    found, at = [], text.find(words)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + len(words))
    return found


def _stretches(text: str, rng: random.Random, number: int, length: int) -> tuple[Span, ...]:
    """`number` spans of whole words, one soon behind the other, each inside a paragraph."""
    while True:
        at = rng.randrange(max(1, len(text) - number * (length + 30)))
        spans = []
        for _ in range(number):
            start = _word_edge(text, at)
            end = _word_edge(text, start + length)
            spans.append(Span(start, len(text[:end].rstrip())))
            at = end + 12
        if all(span.length >= 12 and "\n\n" not in text[span.start : span.end] for span in spans):
            return tuple(spans)
        length = max(13, length * 9 // 10)  # paragraphs may be shorter


def _behind(text: str, at: int, rng: random.Random) -> Span | None:
    """A word or two soon behind `at`, as the source of a quote stands."""
    start = _word_edge(text, at + rng.randint(2, 20))
    end = len(text[: _word_edge(text, start + rng.randint(4, 16))].rstrip())
    return Span(start, end) if end > start and "\n\n" not in text[start:end] else None


def _word_edge(text: str, at: int) -> int:
    """The start of a word at or soon behind `at`."""
    for place in range(at, min(at + 24, len(text))):
        if text[place - 1 : place].isspace() and not text[place].isspace():
            return place
    return min(at, len(text))
