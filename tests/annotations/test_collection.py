"""Which files of a folder are articles, and in which order."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotations.collection import expand, find_articles
from annotations.errors import InputError


def touch(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Teks.\n", encoding="utf-8")


def names(folder: Path) -> list[str]:
    return [path.name for path in find_articles(folder)]


def test_articles_are_text_and_markdown_files_in_natural_order(tmp_path: Path) -> None:
    touch(tmp_path, "berita10.txt", "berita2.txt", "Berita1.md", "arsip.TXT", "berita2a.txt")
    assert names(tmp_path) == ["arsip.TXT", "Berita1.md", "berita2.txt", "berita2a.txt", "berita10.txt"]


@pytest.mark.parametrize(
    "name",
    [
        ".tersembunyi.txt",
        "README.md",
        "readme.txt",
        "README.id.md",
        "LICENSE-MIT.txt",
        "NOTICE.txt",
        "CHANGELOG.md",
        "berita.txt.annotations.yaml",
        "berita.txt.annotations.ani.yaml",
        "berita.txt.annotations.yaml.tmp",
        "berita.txt~",
        "~berita.txt",
        "#berita.txt#",
        "artreader.yaml",
        "gambar.png",
        "tanpa-akhiran",
    ],
)
def test_what_is_no_article(tmp_path: Path, name: str) -> None:
    touch(tmp_path, "berita.txt", name)
    assert names(tmp_path) == ["berita.txt"]


def test_an_article_may_begin_with_an_ordinary_word(tmp_path: Path) -> None:
    touch(tmp_path, "notice-of-strike.txt", "license-dispute.md", "copying-machines.txt")
    assert len(find_articles(tmp_path)) == 3


def test_subfolders_are_not_entered(tmp_path: Path) -> None:
    touch(tmp_path, "berita.txt", "2021/lama.txt")
    (tmp_path / "folder.txt").mkdir()
    assert names(tmp_path) == ["berita.txt"]


def test_links_are_followed_and_pipes_left_alone(tmp_path: Path) -> None:
    touch(tmp_path, "berita.txt")
    (tmp_path / "tautan.txt").symlink_to("berita.txt")
    (tmp_path / "putus.txt").symlink_to("tidak-ada.txt")
    os.mkfifo(tmp_path / "pipa.txt")
    assert names(tmp_path) == ["berita.txt", "tautan.txt"]


def test_a_folder_without_articles_says_what_was_looked_for(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\*\.txt and \*\.md") as caught:
        find_articles(tmp_path)
    assert caught.value.path == tmp_path
    assert "\n" not in str(caught.value)


def test_a_folder_above_the_articles_points_at_them(tmp_path: Path) -> None:
    touch(tmp_path, "2021/berita.txt", ".git/berita.txt")
    (tmp_path / "2020").mkdir()
    with pytest.raises(InputError, match="2021/"):
        find_articles(tmp_path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        find_articles(tmp_path / "tidak-ada")


def test_expanding_keeps_files_whatever_their_name_and_the_order_given(tmp_path: Path) -> None:
    touch(tmp_path, "b/2.txt", "b/1.txt", "catatan.log")
    given = [tmp_path / "catatan.log", tmp_path / "b", tmp_path / "tidak-ada.txt"]
    assert expand(given) == [given[0], tmp_path / "b/1.txt", tmp_path / "b/2.txt", given[2]]
