"""Which articles a batch goes through."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.batch.listing import Listing
from annotations.collection import find_articles, natural_key, natural_order


@given(st.lists(st.text("aB0129٣²ß .-", min_size=1, max_size=8)))
def test_names_stand_in_the_order_of_every_list_of_articles(names: list[str]) -> None:
    names = [f"x{name}" for name in names]
    wanted = sorted(names, key=lambda name: (pieces(name), name))
    assert sorted(names, key=lambda name: natural_key(Path(name))) == wanted
    assert sorted(sorted(names), key=natural_order) == wanted


def pieces(name: str) -> list[tuple[int, int, str]]:
    """Numbers by their size, before what is no number."""
    found = [piece for piece in re.split(r"(\d+)", name.casefold()) if piece]
    return [(0, int(piece), piece) if piece.isdecimal() else (1, 0, piece) for piece in found]


def test_of_a_folder_the_articles_that_open_in_their_order(tmp_path: Path) -> None:
    for name in ("b10.txt", "b2.txt", "A.md", "README.md", "gambar.png", ".tersembunyi.txt", "panduan.md"):
        (tmp_path / name).write_text("Teks.\n")
    (tmp_path / "artreader.yaml").write_text("format: artreader-scheme/1\nguidelines: panduan.md\n")
    (tmp_path / "dalam").mkdir()
    (tmp_path / "dalam" / "c.txt").write_text("Teks.\n")
    listing = Listing([tmp_path])
    assert list(listing.articles()) == find_articles(tmp_path)
    assert [path.name for path in listing.articles()] == ["A.md", "b2.txt", "b10.txt"]
    assert listing.count() == 3


def test_with_folders_below_but_none_twice(tmp_path: Path) -> None:
    for name in ("a.txt", "2/c.txt", "10/b.txt", "10/1/d.txt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Teks.\n")
    (tmp_path / "2" / "melingkar").symlink_to(tmp_path)
    entered: list[str] = []
    paths = [tmp_path / "2", tmp_path / "10" / "b.txt", tmp_path, tmp_path / "2"]
    found = Listing(paths, recursive=True).articles(entered=lambda folder: entered.append(folder.name))
    assert [str(path.relative_to(tmp_path)) for path in found] == [
        "2/c.txt",
        "10/b.txt",
        "a.txt",
        "10/1/d.txt",
    ]
    assert entered == ["2", tmp_path.name, "10", "1"]


@pytest.mark.parametrize("recursive", [False, True])
def test_what_cannot_be_listed_is_told_and_the_rest_goes_on(tmp_path: Path, recursive: bool) -> None:
    (tmp_path / "kosong").mkdir()
    (tmp_path / "a.txt").write_text("Teks.\n")
    told: list[str] = []
    listing = Listing([tmp_path / "kosong", tmp_path / "tiada.txt", tmp_path], recursive=recursive)
    found = [path.name for path in listing.articles(lambda path, error: told.append(str(error)))]
    assert found == ["tiada.txt", "a.txt"]  # what is not there fails as an article
    assert len(told) == 1
    assert "kosong: no articles in this folder" in told[0]
