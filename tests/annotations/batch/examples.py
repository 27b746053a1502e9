"""A folder of short articles, some of which cannot be annotated."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotations.batch.one_article import annotate
from annotations.batch.options import Options
from annotations.batch.outcome import Done, Outcome

TEXT = (
    "Bupati Lendra meresmikan pasar\n\n"
    "Bupati Halimun Rina Lendra meresmikan pasar di Teluk Biru pada 3 Maret 2021.\n\n"
    "“Kami akan menjaga harga beras,” kata Rina Lendra, Senin.\n\n"
    "Halimun dan Teluk Biru menandatangani nota kesepahaman tentang pasar bersama nomor {number}.\n"
)


def write_articles(folder: Path, number: int) -> list[Path]:
    folder.mkdir()
    paths = [folder / f"berita{at}.txt" for at in range(number)]
    for at, path in enumerate(paths):
        path.write_text(TEXT.format(number=at), encoding="utf-8")
    return paths


def break_some(folder: Path) -> set[str]:
    """Put what cannot be annotated into the folder; the names."""
    (folder / "kosong.txt").write_bytes(b"")
    (folder / "latin.txt").write_bytes("Café di Ambon\n".encode("latin-1"))
    (folder / "rusak.txt").write_text("Rina di Ambon.\n", encoding="utf-8")
    (folder / "rusak.txt.annotations.yaml").write_text("format: artreader/1\narticle: [", encoding="utf-8")
    (folder / "baru.txt").write_text("Rina di Ambon.\n", encoding="utf-8")
    (folder / "baru.txt.annotations.yaml").write_text("format: artreader/2\narticle: {}\n", encoding="utf-8")
    return {"kosong.txt", "latin.txt", "rusak.txt", "baru.txt"}


def here(paths: Iterable[Path], options: Options | None = None) -> dict[str, Outcome]:
    """What becomes of them in this process, by name."""
    return {path.name: annotate(path, options or Options()) for path in paths}


def names(outcomes: Iterable[Outcome], done: Done) -> set[str]:
    return {outcome.path.name for outcome in outcomes if outcome.done is done}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
