"""Names of sidecars."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotations.errors import ArtreaderError
from annotations.sidecar.paths import list_sidecars, sidecar_path, split_sidecar_name


def test_beside_the_article() -> None:
    article = Path("folder/berita.txt")
    assert sidecar_path(article) == Path("folder/berita.txt.annotations.yaml")
    assert sidecar_path(article, "ani") == Path("folder/berita.txt.annotations.ani.yaml")


@pytest.mark.parametrize("name", ["ani", "Budi-2", "a.b", "ani_w", "José", "7"])
def test_a_name_and_back(name: str) -> None:
    path = sidecar_path(Path("x.annotations.txt"), name)
    assert split_sidecar_name(path.name) == ("x.annotations.txt", name)


@pytest.mark.parametrize(
    "name",
    ["../x", "a/b", "..", ".a", "-a", "a b", "a\n", "\x1b[2J", "a" * 65, "a..b", "a.", "annotations", "a\\b"],
)
def test_no_name_leads_elsewhere(name: str) -> None:
    with pytest.raises(ArtreaderError) as caught:
        sidecar_path(Path("berita.txt"), name)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "name", ["berita.txt", "x.yaml", ".annotations.yaml", "a.annotations.yml", "annotations.yaml"]
)
def test_other_files_are_no_sidecars(name: str) -> None:
    assert split_sidecar_name(name) is None


def test_all_of_an_article_and_no_others(tmp_path: Path) -> None:
    mine = [
        "berita.txt.annotations.yaml",
        "berita.txt.annotations.ani.yaml",
        "berita.txt.annotations.budi.yaml",
    ]
    for name in (*mine, "berita2.txt.annotations.yaml", ".berita.txt.annotations.yaml.1.tmp", "berita.txt"):
        (tmp_path / name).touch()
    assert [path.name for path in list_sidecars(tmp_path / "berita.txt")] == mine
    assert list_sidecars(tmp_path / "gone" / "berita.txt") == []
