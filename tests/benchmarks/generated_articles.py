"""Articles of any size for measuring speed: generated news sentences, so that the finders have work to do."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from annotations.article import Article
from annotations.model import Annotation, Entity, Quote, Span, Status
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store

MARKER = "pembuka"  # among the first words of every article: once it is on the screen, a person can read
LAST_WORD = "penghabisan"  # stands at the very end, and nowhere else
WIDE_MARKER = "記者"

_FIRST = ("Ratna", "Bagus", "Wulan", "Teguh", "Sari", "Dimas", "Laras", "Yusuf", "Indah", "Galih")
_LAST = ("Pranoto", "Lestari", "Siregar", "Wibisono", "Halim", "Nasution", "Kusuma", "Tanjung")
_BODIES = ("Kementerian Perhubungan", "Dinas Kesehatan", "Bank Nusa", "Universitas Melati", "PT Cakra Laut")
_PLACES = ("Jakarta", "Makassar", "Surabaya", "Malaysia", "Jepang", "Australia", "Medan")
_THINGS = ("harga beras", "jalan baru", "izin pelabuhan", "anggaran sekolah", "pasokan listrik")
_ACTS = ("membahas", "menunda", "memeriksa", "mengawasi", "menjelaskan")
_WIDE = (
    "東京で会議が開かれた。",
    "新しい道路が完成した。",
    "👩‍👩‍👧 keluarga 🇮🇩 ",
    "cafe\u0301 naïf ",
    "市場は静かだった。",
)


def article_text(size: int, *, newline: str = "\n\n", wide: bool = False) -> str:
    """About `size` code points in paragraphs parted by `newline` ("\\n", or " " for one line)."""
    draw = random.Random(size)
    opening = f"{WIDE_MARKER if wide else 'Berita'} {MARKER} hari ini dari {draw.choice(_PLACES)}"
    parts, length = [opening], len(opening)
    while length < size - len(LAST_WORD) - 200:
        paragraph = " ".join(_sentence(draw, wide) for _ in range(draw.randint(1, 4)))
        parts.append(paragraph)
        length += len(paragraph) + len(newline)
    parts.append(f"Demikian {LAST_WORD}.")
    return newline.join(parts) + "\n"


def _sentence(draw: random.Random, wide: bool) -> str:
    person = f"{draw.choice(_FIRST)} {draw.choice(_LAST)}"
    body, place, thing, act = map(draw.choice, (_BODIES, _PLACES, _THINGS, _ACTS))
    shapes = (
        f"{body} {act} {thing} di {place} pada {draw.randint(1, 28)} Maret 2021.",
        f"“Kami akan {act} {thing} bersama {place},” kata {person}, juru bicara {body}.",
        f"{person} mengatakan {thing} di {place} belum berubah sejak tahun lalu.",
        f"Menurut {person}, {thing} itu perlu {draw.randint(2, 90)} hari lagi.",
        f"{place} dan {draw.choice(_PLACES)} menandatangani nota kesepahaman tentang {thing}.",
        f"Warga {place} menunggu keputusan tentang {thing} sambil bekerja seperti biasa.",
    )
    return draw.choice(_WIDE) * draw.randint(1, 6) if wide and draw.random() < 0.7 else draw.choice(shapes)


def write_article(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def annotate(path: Path, number: int) -> Path:
    """Write a sidecar of `number` annotations, evenly over the article; its path."""
    article = Article.read(path)
    store, _ = Store.open(article)
    store.save(article, list(_annotations(article.text, number)))
    return sidecar_path(path)


def _annotations(text: str, number: int) -> Iterator[Annotation]:
    draw = random.Random(number)
    step = len(text) // (number + 1)
    for count in range(number):
        start = text.index(" ", count * step) + 1
        end = text.find(" ", start)
        span = Span(start, end if end > start else start + 1)
        status = draw.choice((Status.SUGGESTED, Status.ACCEPTED, Status.ACCEPTED, Status.REJECTED))
        common: dict[str, Any] = {
            "id": f"a{count:06}",
            "spans": (span,),
            "status": status,
            "by": "artreader",
            "confidence": 0.8,
        }
        if count % 4:
            name = f"{draw.choice(_FIRST)} {draw.choice(_LAST)}"
            yield Entity(label=draw.choice(("PER", "ORG", "LOC")), entity=name, **common)
        else:
            yield Quote(label="direct", speaker=draw.choice(_FIRST), **common)
