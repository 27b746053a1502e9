"""Merging sidecar files, as git's driver and by hand."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.errors import SaveError, SidecarError
from annotations.fsops import FileOps
from annotations.model import Annotation, Entity, Span, Status
from annotations.sidecar.merge_files import merge_files
from annotations.sidecar.store import Store
from tui.cli import main

TEXT = "Menteri Ani Rahma bertemu Budi Santoso di Jakarta.\nAni Rahma pulang ke Bogor pada malam hari.\n"


def entity(id: str, words: str, label: str = "PER", **fields: object) -> Entity:  # noqa: A002
    start = TEXT.index(words)
    span = Span(start, start + len(words))
    return Entity(id=id, label=label, spans=(span,), by="x", **fields)  # type: ignore[arg-type]


BASE = [entity("a", "Ani Rahma"), entity("b", "Budi Santoso"), entity("c", "Jakarta", "LOC")]


def written(path: Path, annotations: list[Annotation], text: str = TEXT) -> Path:
    """A sidecar at `path` of `text`, whose file need not stay."""
    article = path.with_name("berita.txt")
    article.write_text(text)
    path.unlink(missing_ok=True)
    Store(path).save(Article.read(article), annotations)
    return path


def read(path: Path, text: str = TEXT) -> dict[str, Annotation]:
    article = path.with_name("berita.txt")
    article.write_text(text)
    return {a.id: a for a in Store(path).load(Article.read(article)).annotations}


@pytest.fixture
def three(tmp_path: Path) -> tuple[Path, Path, Path]:
    base = written(tmp_path / "base", list(BASE))
    ours = written(tmp_path / "ours", [BASE[0].with_(note="yes"), *BASE[1:], entity("d", "Menteri", "TITLE")])
    theirs = written(
        tmp_path / "theirs",
        [BASE[0], BASE[1].with_(status=Status.REJECTED), BASE[2], entity("e", "Bogor", "LOC")],
    )
    (tmp_path / "berita.txt").unlink()
    return base, ours, theirs


def test_without_the_article_at_hand_both_sides_changes_come_together(three: tuple[Path, Path, Path]) -> None:
    merged = merge_files(*three)
    assert not merged.conflicts
    found = read(three[1])
    assert set(found) == {"a", "b", "c", "d", "e"}
    assert found["a"].note == "yes"
    assert found["b"].status is Status.REJECTED
    expected = written(three[0].with_name("whole"), list(found.values()))
    assert three[1].read_text() == expected.read_text()  # context and all: nothing made up


def test_comments_and_layout_of_ours_stay(three: tuple[Path, Path, Path]) -> None:
    ours = three[1]
    ours.write_text("# checked by hand\n" + ours.read_text())
    merge_files(*three)
    assert ours.read_text().startswith("# checked by hand\n")


def test_an_empty_base_stands_for_none(three: tuple[Path, Path, Path]) -> None:
    three[0].write_text("")
    merged = merge_files(*three)
    assert set(read(three[1])) >= {"a", "b", "c", "d", "e"}
    assert [c.id for c in merged.conflicts] == ["b"]  # accepted here, rejected there, and no one was first


def test_versions_on_different_texts_are_placed_in_the_present_one(
    three: tuple[Path, Path, Path], tmp_path: Path
) -> None:
    later = "Hari ini hujan.\n" + TEXT
    written(three[2], [a.with_(spans=(Span(a.start + 16, a.end + 16),)) for a in BASE[:2]], later)
    with pytest.raises(SidecarError, match="another text"):
        merge_files(*three)
    article = tmp_path / "berita.txt"
    article.write_text(later)
    merge_files(*three, article=article)
    found = read(three[1], later)
    assert set(found) == {"a", "b", "d"}
    assert found["d"].text_in(later) == "Menteri"


@pytest.mark.parametrize("broken", [0, 1, 2])
def test_a_broken_version_is_named_and_ours_stays(
    three: tuple[Path, Path, Path], broken: int, capsys: pytest.CaptureFixture[str]
) -> None:
    three[broken].write_text("format: artreader/1\nannotations: [\n")
    before = three[1].read_bytes()
    assert main(["merge", *map(str, three)]) == 1
    assert f"{three[broken]}:" in capsys.readouterr().err
    assert three[1].read_bytes() == before


def test_what_cannot_be_written_is_told(three: tuple[Path, Path, Path]) -> None:
    class Full(FileOps):
        def fsync(self, fd: int) -> None:
            raise OSError(28, "No space left on device")

    before = three[1].read_bytes()
    with pytest.raises(SaveError, match="No space left"):
        merge_files(*three, ops=Full())
    assert three[1].read_bytes() == before


def test_the_exit_code_says_whether_something_is_to_be_decided(
    three: tuple[Path, Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["merge", *map(str, three)]) == 0
    written(three[2], [BASE[0].with_(label="ORG")])
    written(three[1], [BASE[0].with_(label="LOC")])
    assert main(["merge", *map(str, three), "berita.txt.annotations.yaml"]) == 1
    assert "berita.txt.annotations.yaml: annotation a: both sides changed label" in capsys.readouterr().err
    assert len(read(three[1])) == 2


def test_git_merges_two_branches_with_the_driver(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, capture_output=True, check=True)

    sidecar = tmp_path / "berita.txt.annotations.yaml"
    git("init", "-q", "-b", "main")
    git("config", "merge.artreader.driver", f"{sys.executable} -m tui.cli merge %O %A %B %P")
    (tmp_path / ".gitattributes").write_text("*.annotations*.yaml merge=artreader\n")
    sides = {"main": [*BASE, entity("d", "Menteri", "TITLE")], "other": [*BASE, entity("e", "Bogor", "LOC")]}
    written(sidecar, list(BASE))
    git("add", ".")
    git("commit", "-qm", "base")
    git("branch", "other")
    for branch, side in sides.items():
        git("checkout", "-q", branch)
        written(sidecar, list(side))
        git("commit", "-qam", branch)
    git("merge", "-q", "-m", "merged", "main")
    assert set(read(sidecar)) == {"a", "b", "c", "d", "e"}
