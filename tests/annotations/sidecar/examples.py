"""Articles and annotations for these tests, among them every nasty text that hypothesis can think of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from annotations.article import Article
from annotations.history import Did, Step
from annotations.model import (
    KINDS,
    Annotation,
    Entity,
    Field,
    FieldType,
    Lost,
    Passage,
    Quote,
    Span,
    Status,
)
from annotations.sidecar.store import Store

TEXT = (
    "Presiden Siti Rahma mengatakan kedua negara sepakat berdamai.\n\n"
    "“Kami akan menaati perjanjian itu,” ujar Rahma. Menteri Budi hadir.\n"
)

# What YAML, terminals and Unicode make trouble with, besides what hypothesis finds.
NASTY = (
    "no", "12:30", "2026-11-22", "0123", "1e3", "~", "null", "<<", "- x", "# x", "a: b", "@bob", "%x",
    '"', "\\", "\\u0041", "'", "\n", "\r\n", "\t", "\x00", "\x1b[31m", "\x85", "\xa0", "\u2028", "\u202e",
    "\u200b", "\ufeff", "\ufffe", "\U0001f1ee\U0001f1e9", "e\u0301", "\U000e0041", "\U0001fffe", " x ", "",
)  # fmt: skip
nasty_text = st.one_of(st.sampled_from(NASTY), st.text(max_size=30))
any_text = st.one_of(nasty_text, st.text(st.characters(), max_size=20))  # surrogates too


def place(words: str, text: str = TEXT, nth: int = 0) -> Span:
    """Where the `nth` occurrence of `words` stands in `text`."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def entity(words: str, name: str = "e1", **changes: Any) -> Entity:
    return Entity(id=name, label="PER", spans=(place(words),), **changes)


def quote(name: str = "q1", **changes: Any) -> Quote:
    return Quote(
        id=name,
        label="direct",
        spans=(place("Kami akan menaati perjanjian itu,"),),
        speaker="Siti Rahma",
        source=place("Rahma", nth=1),
        cue=place("ujar"),
        **changes,
    )


def article_at(folder: Path, text: str = TEXT, name: str = "berita.txt") -> Article:
    path = folder / name
    path.write_bytes(text.encode())
    return Article(text, path)


def _span_in(text: str) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    return ends.filter(lambda pair: pair[0] != pair[1]).map(lambda pair: Span(min(pair), max(pair)))


def _spans_in(text: str) -> st.SearchStrategy[tuple[Span, ...]]:
    cuts = st.lists(st.integers(0, len(text)), min_size=2, max_size=6, unique=True).map(sorted)
    return cuts.map(lambda at: tuple(Span(*at[n : n + 2]) for n in range(0, len(at) - 1, 2)))


def _value_of(spec: Field, text: str) -> st.SearchStrategy[Any]:
    """A filled-in or empty value of a field."""
    values: dict[FieldType, st.SearchStrategy[Any]] = {
        FieldType.CHOICE: st.sampled_from((*spec.choices, "")),
        FieldType.SPAN: st.none() | _span_in(text),
        FieldType.PASSAGE: st.none() | st.builds(Passage, any_text, st.none() | _span_in(text)),
        FieldType.NAMES: st.lists(any_text, max_size=3).map(tuple),
        FieldType.COUNT: st.none() | st.integers(0, 10**12),
    }
    return values.get(spec.type, any_text)


_finite = st.floats(allow_nan=False, allow_infinity=False)
_unknown: st.SearchStrategy[Any] = st.recursive(
    any_text | st.booleans() | st.none() | st.integers(-(10**20), 10**20) | _finite,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(nasty_text, inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


_known = {
    "id",
    "kind",
    "quote",
    "at",
    "before",
    "after",
    "label",
    "status",
    "by",
    "confidence",
    "why",
    "note",
}
_known |= {"lost", "history", *(spec.name for cls in KINDS.values() for spec in cls.fields)}
_unknown_key = nasty_text.filter(lambda key: key not in _known)


_steps = st.builds(
    Step,
    st.sampled_from(Did) | any_text.filter(bool),
    any_text,
    any_text,
    st.sampled_from(["", "reviewer"]) | any_text,
    st.dictionaries(nasty_text, any_text, max_size=2),
    any_text,
)


@st.composite
def annotations_on(draw: st.DrawFn, text: str) -> list[Annotation]:
    """Annotations of all kinds on `text`, with all their fields."""
    made: list[Annotation] = []
    for number in range(draw(st.integers(0, 4))):
        cls = KINDS[draw(st.sampled_from(sorted(KINDS)))]
        roles = ["spans", *(f.name for f in cls.fields if f.type in (FieldType.SPAN, FieldType.PASSAGE))]
        lost = st.builds(
            Lost,
            st.sampled_from(roles),
            any_text.filter(bool),
            _span_in(text),
            any_text,
            any_text,
            st.none() | _span_in(text),
        )
        pieces = draw(st.lists(lost, max_size=2).map(tuple))
        may_be_lost = any(piece.role == "spans" for piece in pieces)
        made.append(
            cls(
                id=f"{draw(st.sampled_from('aeno'))}{number}",
                label=draw(any_text),
                spans=draw(st.just(()) | _spans_in(text)) if may_be_lost else draw(_spans_in(text)),
                status=draw(st.sampled_from(Status)),
                by=draw(any_text),
                confidence=draw(st.none() | st.floats(0, 1)),
                why=draw(any_text),
                note=draw(any_text),
                lost=pieces,
                history=draw(st.lists(_steps, max_size=3).map(tuple)),
                extra=draw(st.dictionaries(_unknown_key, _unknown, max_size=2)),
                **{spec.name: draw(_value_of(spec, text)) for spec in cls.fields},
            )
        )
    return made


article_text = st.one_of(
    st.just(TEXT),
    st.lists(nasty_text, min_size=1, max_size=8).map("".join).filter(lambda text: len(text) > 1),
)


def saved(article: Article, *annotations: Annotation) -> Store:
    """A store whose file holds `annotations`."""
    store, _ = Store.open(article)
    store.save(article, annotations)
    return store


def temporary_files(folder: Path) -> list[Path]:
    """What an unfinished save would leave behind."""
    return list(folder.glob(".*.tmp"))
