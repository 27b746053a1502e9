"""Texts that YAML, terminals and Unicode make trouble with, and how each place of a sidecar keeps them."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from annotations.article import Article
from annotations.model import KINDS, Agreement, Annotation, Entity, Note, Passage, Quote, Span
from annotations.sidecar import decode
from annotations.sidecar.store import Store

_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
_UNSEEN = (
    "\xad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2066\u2067\u2068\u2069\u3164\ufe0f\ufeff\uffa0\ufff9\ufffd\xa0\u2003\u3000"
    "\U000e0001\U000e0041\U0001d173"
)
_NO_CHARACTERS = "\ufdd0\ufdef\ufffe\uffff\U0001fffe\U0010ffff"
_NEAR_SURROGATES = "\ud7ff\ue000\U00010000\U0010fffd"
_SURROGATES = ("\ud800", "\udbff", "\udc00", "\udfff", "\ud83d\ude00", "\udcff\udc80")
_YAML = (
    *(
        "-",
        "- x",
        "?",
        "? x",
        ":",
        ": x",
        "a: b",
        ",",
        "[",
        "]",
        "{",
        "}",
        "#",
        "# x",
        "x # y",
        "&",
        "&x",
        "*",
    ),
    *(
        "*x",
        "!",
        "!!str x",
        "|",
        ">",
        "|-",
        "'",
        '"',
        "''",
        '""',
        "%",
        "%TAG",
        "@x",
        "`x",
        "---",
        "...",
        "--- x",
    ),
    *(
        "<<",
        "=",
        "~",
        "null",
        "Null",
        "true",
        "No",
        "y",
        "on",
        "OFF",
        "0",
        "-0",
        "0123",
        "0x1F",
        "0o7",
        "1_000",
    ),
    *("1e3", ".5", "5.", ".nan", "-.inf", "12:30", "190:20:30", "2026-11-22", "2026-11-22 10:00:00Z"),
    *("\\", "\\n", "\\u0041", "\\ud800", '\\"', "a\\", "a\n", "\n", "\n\n", "a\nb", "a\r\nb", "\r", "\t"),
    *(" x", "x ", "  x  ", " ", "a\t", "x:\ny: z", "<<<<<<< HEAD", ">>>>>>> x", ""),
)
_TERMINAL = (
    *(
        "\x1b[31m",
        "\x1b[2J",
        "\x1b]0;title\x07",
        "\x1b]52;c;ZXZpbA==\x07",
        "\x1b]8;;http://x\x1b\\y\x1b]8;;\x1b\\",
    ),
    *("\x9b31m", "\x9d0;t\x9c", "\x90q\x9c", "\x1bP+q\x1b\\", "\x1bc", "\x1b[6n", "[red]x[/red]"),
    "[@click=app.quit]x[/]",
)
_LETTERS = (
    *("e\u0301", "\u00e9", "\u212b", "\u00c5", "A\u030a", "\u0301", "a" + "\u0301" * 40, "ﬁ", "İ", "ß"),
    *("\U0001f1ee\U0001f1e9", "👩\u200d👩\u200d👧", "日本", "क्\u200dष"),
)
PIECES = (
    *_CONTROLS,
    *_UNSEEN,
    *_NO_CHARACTERS,
    *_NEAR_SURROGATES,
    *_SURROGATES,
    *_YAML,
    *_TERMINAL,
    *_LETTERS,
)


def hostile_texts(seed: int) -> Iterator[str]:
    """Without end: each piece alone and inside a word, very long ones, then mixtures at random."""
    yield from PIECES
    for piece in PIECES:
        yield f"a{piece}b"
    yield "x" * 100_000
    for piece in ("\x1b", "\u0301", "é", "\\", '"', " ", "\U0010ffff"):
        yield piece * 5_000
    yield "\ud800" * 500
    rng = random.Random(seed)
    while True:
        mixed = "".join(rng.choices(PIECES, k=rng.randint(2, 8)))
        how = rng.random()
        if how < 0.1:
            mixed = unicodedata.normalize("NFC", mixed)
        elif how < 0.2:
            mixed = unicodedata.normalize("NFD", mixed)
        elif how < 0.3:
            mixed += "".join(chr(rng.randrange(0x110000)) for _ in range(5))
        yield mixed


def lost_in(texts: Sequence[str], folder: Path) -> list[str]:
    """Save annotations that hold each text wherever a sidecar holds one, twice over, and read them back;
    those that came back as something else. Their words are in the article as far as one can hold them."""
    path = folder / "berita.txt"
    words = [_in_an_article(text) for text in texts]
    body = "Awal. " * 2000  # a NUL further up would make it binary
    places = []
    for word in words:
        body += "kata "
        places.append(Span(len(body), len(body) + len(word)))
        body += word + " itu.\n"
    path.write_bytes(body.encode())
    article = Article.read(path)
    assert article.text == body
    first = [holding(number, *each) for number, each in enumerate(zip(texts, places, strict=True))]
    second = [annotation.with_(note=annotation.note + "x") for annotation in first]
    wrong: set[int] = set()
    Store.open(article)[0].save(article, first)
    for wanted in (first, second):
        store, loaded = Store.open(article)
        found = {annotation.id: annotation for annotation in loaded.annotations}
        wrong |= {
            number for number, annotation in enumerate(wanted) if found.get(annotation.id) != annotation
        }
        assert loaded.moved == loaded.lost == 0
        store.save(article, second)
    store.path.unlink()
    return [texts[number] for number in sorted(wrong)]


def _in_an_article(text: str) -> str:
    """`text` as the reading of a file would give it, not empty."""
    kept = text.encode("utf-8", "ignore").decode().replace("\r\n", "\n").replace("\r", "\n")
    return kept or "x"


def holding(number: int, text: str, place: Span) -> Annotation:
    """An annotation with `text` in every field that takes any text; kinds take turns."""
    kind = list(KINDS)[number % len(KINDS)]
    key = text[:100]  # YAML ends a key behind 1,024 characters
    known = decode.known_keys(KINDS[kind])  # type: ignore[arg-type] # a class can be hashed
    key = key if key and key not in (*decode.COMMON_KEYS, *known) else "other"
    shared: dict[str, Any] = {
        "id": f"a{number}{text[:20]}",
        "label": text,
        "spans": (place,),
        "by": text,
        "why": text,
        "note": text,
        "extra": {key: [text, {key: text}]},
    }
    if kind == "entity":
        return Entity(entity=text, **shared)
    if kind == "quote":
        return Quote(speaker=text, source=place, **shared)
    if kind == "agreement":
        subject, date = Passage(text, place), Passage(text or "x")
        return Agreement(title=text, parties=(text, "x"), subject=subject, date=date, **shared)
    return Note(**shared)
