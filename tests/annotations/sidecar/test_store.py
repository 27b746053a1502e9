"""Opening and saving: equal content, links and modes, other people's changes, newer formats."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from annotations.article import Article
from annotations.errors import InputError, SaveError, SidecarError
from annotations.model import Note, Quote, Status
from annotations.sidecar.store import Store
from tests.annotations.sidecar.examples import TEXT, article_at, entity, place, quote, saved, temporary_files


@pytest.fixture
def article(tmp_path: Path) -> Article:
    return article_at(tmp_path)


def test_opening_where_there_is_no_file_makes_none(article: Article, tmp_path: Path) -> None:
    store, loaded = Store.open(article, "ani")
    assert (loaded.annotations, loaded.exists, loaded.suggested, loaded.annotator) == (
        [],
        False,
        False,
        "ani",
    )
    assert not store.changed_on_disk()
    assert [path.name for path in tmp_path.iterdir()] == ["berita.txt"]


def test_saved_and_reopened(article: Article) -> None:
    given = [quote(), entity("Siti Rahma", status=Status.REJECTED, by="artreader", confidence=0.25)]
    store = saved(article, *given)
    again, loaded = Store.open(article)
    assert loaded.annotations == sorted(given, key=lambda annotation: annotation.start)
    assert (loaded.exists, loaded.suggested, loaded.text_changed) == (True, True, False)
    assert (loaded.moved, loaded.lost) == (0, 0)
    assert again.path == store.path
    assert temporary_files(store.path.parent) == []


def test_the_file_is_what_the_format_says(article: Article) -> None:
    store = saved(article, quote(), entity("Siti Rahma"))
    assert store.path.read_text("utf-8") == (
        f"""format: artreader/1
article:
  file: "berita.txt"
  sha256: "{article.sha256}"
  length: {len(TEXT)}
  language: id
suggested_by: "artreader 0.1.0"
annotations:
- id: e1
  kind: entity
  label: PER
  quote: "Siti Rahma"
  at: [9, 19]
  before: "Presiden "
  after: " mengatakan kedua negara sepakat"
  status: accepted
- id: q1
  kind: quote
  label: direct
  quote: "Kami akan menaati perjanjian itu,"
  at: [64, 97]
  before: "edua negara sepakat berdamai.\\n\\n“"
  after: "” ujar Rahma. Menteri Budi hadir"
  speaker: "Siti Rahma"
  source: {{quote: "Rahma", at: [104, 109]}}
  cue: {{quote: "ujar", at: [99, 103]}}
  status: accepted
"""
    )


def test_several_spans_have_a_quote_each(article: Article) -> None:
    annotation = Quote(id="q1", label="direct", spans=(place("Kami"), place("perjanjian")))
    store = saved(article, annotation)
    entry = yaml.safe_load(store.path.read_text("utf-8"))["annotations"][0]
    assert entry["quote"] == ["Kami", "perjanjian"]
    assert entry["at"] == [list(place("Kami")), list(place("perjanjian"))]
    assert [len(entry["before"]), len(entry["after"])] == [2, 2]
    assert Store.open(article)[1].annotations == [annotation]


def test_a_named_annotator_has_a_file_of_their_own(article: Article, tmp_path: Path) -> None:
    store, _ = Store.open(article, "ani")
    store.save(article, [entity("Budi")])
    assert store.path == tmp_path / "berita.txt.annotations.ani.yaml"
    assert "annotator: ani\n" in store.path.read_text("utf-8")
    assert Store.open(article)[1].exists is False
    assert Store.open(article, "ani")[1].annotator == "ani"


def test_saving_before_any_finder_ran(article: Article) -> None:
    store, _ = Store.open(article)
    store.save(article, [], suggested=False)
    assert "annotations: []\n" in store.path.read_text("utf-8")
    assert Store.open(article)[1].suggested is False
    store.save(article, [], suggested=True)
    assert Store.open(article)[1].suggested is True
    store.save(article, [entity("Budi")], suggested=False)
    assert Store.open(article)[1].suggested is True


def test_saving_equal_content_writes_nothing(article: Article) -> None:
    store = saved(article, quote(), entity("Budi"))
    before = store.path.stat()
    store.save(article, [entity("Budi"), quote()])
    Store.open(article)[0].save(article, [quote(), entity("Budi")])
    after = store.path.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_saving_equal_content_brings_back_a_deleted_file(article: Article) -> None:
    store = saved(article, entity("Budi"))
    store.path.unlink()
    assert store.changed_on_disk()
    store.save(article, [entity("Budi")])
    assert Store.open(article)[1].annotations == [entity("Budi")]


def test_a_newer_format_is_shown_but_never_written(article: Article) -> None:
    store = saved(article, entity("Budi"))
    newer = store.path.read_text("utf-8").replace("artreader/1", "artreader/2") + "more: {new: things}\n"
    store.path.write_text(newer, "utf-8")
    again, loaded = Store.open(article)
    assert "artreader/2" in again.read_only
    assert loaded.annotations == [entity("Budi")]
    with pytest.raises(SaveError, match="newer than artreader/1"):
        again.save(article, [])
    assert store.path.read_text("utf-8") == newer


def test_a_newer_format_that_cannot_be_understood_opens_without_annotations(article: Article) -> None:
    store = saved(article, entity("Budi"))
    newer = store.path.read_text("utf-8").replace("artreader/1", "artreader/2").replace("at: [", "at: [a, ")
    store.path.write_text(newer, "utf-8")
    again, loaded = Store.open(article)
    assert again.read_only
    assert (loaded.annotations, loaded.exists) == ([], True)
    assert store.path.read_text("utf-8") == newer


def test_what_is_lost_stays_in_the_file_and_comes_back_with_the_text(
    article: Article, tmp_path: Path
) -> None:
    saved(article, quote(), entity("Budi"), Note(id="n1", label="", spans=(place("kedua negara"),), note="?"))
    cut = article_at(tmp_path, TEXT.replace("Menteri Budi hadir.", "").replace("ujar Rahma", "katanya"))
    store, loaded = Store.open(cut)
    assert (loaded.text_changed, loaded.moved, loaded.lost) == (True, 0, 2)
    store.save(cut, loaded.annotations)
    _, again = Store.open(cut)
    assert again.annotations == loaded.annotations
    assert (again.text_changed, again.moved, again.lost) == (False, 0, 0)
    roles = {annotation.id: [piece.role for piece in annotation.lost] for annotation in again.annotations}
    assert roles == {"n1": [], "q1": ["source", "cue"], "e1": ["spans"]}
    back = article_at(tmp_path)
    _, restored = Store.open(back)
    by_id = {annotation.id: annotation for annotation in restored.annotations}
    assert by_id["e1"] == entity("Budi")
    assert by_id["q1"] == quote()


def test_a_quote_that_does_not_match_is_placed_anew_though_the_text_is_the_same(article: Article) -> None:
    store = saved(article, entity("Budi"))
    text = store.path.read_text("utf-8")
    start = place("Budi").start
    store.path.write_text(text.replace(f"[{start}, ", f"[{start - 3}, "), "utf-8")
    _, loaded = Store.open(article)
    assert (loaded.text_changed, loaded.moved, loaded.lost) == (False, 1, 0)
    assert loaded.annotations == [entity("Budi")]


def test_a_renamed_article_is_named_anew_with_the_next_save(article: Article, tmp_path: Path) -> None:
    store = saved(article, entity("Budi"))
    store.path.rename(tmp_path / "kabar.txt.annotations.yaml")
    renamed = article_at(tmp_path, name="kabar.txt")
    again, loaded = Store.open(renamed)
    again.save(renamed, loaded.annotations)
    assert 'file: "kabar.txt"' in again.path.read_text("utf-8")


@pytest.mark.parametrize("name", ["a\nb.txt", "a\udcff.txt", "a\\b.txt", "é\x1b[2J.txt", "x" * 230 + ".txt"])
def test_strange_file_names(tmp_path: Path, name: str) -> None:
    try:
        article = article_at(tmp_path, name=name)
    except OSError:
        pytest.skip("this file system refuses the name")
    store, _ = Store.open(article)
    store.save(article, [entity("Budi")])
    assert Store.open(article)[1].annotations == [entity("Budi")]


@pytest.mark.parametrize("kind", ["folder", "fifo", "loop"])
def test_what_is_no_file_is_refused_without_waiting(article: Article, kind: str) -> None:
    store, _ = Store.open(article)
    if kind == "folder":
        store.path.mkdir()
    elif kind == "fifo":
        os.mkfifo(store.path)
    else:
        store.path.symlink_to(store.path.name)
    with pytest.raises(SidecarError):
        Store.open(article)
    with pytest.raises(SaveError):
        store.save(article, [entity("Budi")])


def test_an_article_that_is_no_file_has_no_sidecar() -> None:
    with pytest.raises(InputError):
        Store.open(Article(TEXT))


def test_a_sidecar_with_an_error_is_left_alone(article: Article) -> None:
    store = saved(article, entity("Budi"))
    broken = store.path.read_bytes() + b"  - x: [\n"
    store.path.write_bytes(broken)
    with pytest.raises(SidecarError) as caught:
        Store.open(article)
    assert caught.value.path == store.path
    assert caught.value.line is not None
    assert store.path.read_bytes() == broken
