"""Saving: links and modes, other people's changes, what cannot be written, several threads."""

from __future__ import annotations

import os
import stat
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.errors import SaveError
from annotations.model import Span
from annotations.sidecar import events
from annotations.sidecar.store import Store
from tests.annotations.sidecar.examples import article_at, entity, quote, saved, temporary_files


@pytest.fixture
def article(tmp_path: Path) -> Article:
    return article_at(tmp_path)


def test_a_link_is_written_through_and_the_mode_stays(article: Article, tmp_path: Path) -> None:
    store = saved(article, entity("Budi"))
    target = tmp_path / "elsewhere" / "real.yaml"
    target.parent.mkdir()
    store.path.rename(target)
    target.chmod(0o640)
    store.path.symlink_to(target)
    saved(article, quote())
    assert store.path.is_symlink()
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert Store.open(article)[1].annotations == [quote()]
    assert temporary_files(tmp_path) == temporary_files(target.parent) == []


def test_a_new_file_follows_the_umask(article: Article) -> None:
    old = os.umask(0o027)
    try:
        store = saved(article, entity("Budi"))
    finally:
        os.umask(old)
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o640


def test_what_somebody_else_wrote_is_not_overwritten(article: Article) -> None:
    store = saved(article, entity("Budi"))
    other, loaded = Store.open(article)
    other.save(article, [*loaded.annotations, quote()])
    theirs = store.path.read_bytes()
    assert store.changed_on_disk()
    assert not other.changed_on_disk()
    with pytest.raises(SaveError, match="changed by somebody else") as caught:
        store.save(article, [entity("Siti Rahma")])
    assert str(caught.value).startswith(str(store.path))
    assert store.path.read_bytes() == theirs
    assert temporary_files(store.path.parent) == []


def test_a_file_that_appeared_since_is_not_overwritten(article: Article) -> None:
    first, _ = Store.open(article)
    saved(article, quote())
    with pytest.raises(SaveError, match="changed by somebody else"):
        first.save(article, [entity("Budi")])
    assert Store.open(article)[1].annotations == [quote()]


def test_touching_the_file_is_no_change(article: Article) -> None:
    store = saved(article, entity("Budi"))
    os.utime(store.path, (1, 1))
    assert not store.changed_on_disk()
    store.save(article, [quote()])
    assert Store.open(article)[1].annotations == [quote()]


def test_the_same_written_by_two_is_no_conflict(article: Article) -> None:
    first, _ = Store.open(article)
    second, _ = Store.open(article)
    first.save(article, [quote()])
    second.save(article, [quote()])
    second.save(article, [entity("Budi")])
    assert Store.open(article)[1].annotations == [entity("Budi")]


def test_an_annotation_that_cannot_be_read_back_is_not_written(article: Article) -> None:
    store = saved(article, entity("Budi"))
    before = store.path.read_bytes()
    for wrong in (
        [entity("Siti Rahma"), entity("Budi")],  # the same id
        [replace(entity("Budi"), spans=(Span(5, 5),))],
        [replace(entity("Budi"), spans=())],
        [replace(entity("Budi"), extra={"x": object()})],
    ):
        with pytest.raises(SaveError, match="not saved"):
            store.save(article, wrong)
        assert store.path.read_bytes() == before


def test_a_confidence_that_is_no_number_is_left_out(article: Article) -> None:
    saved(article, entity("Budi", confidence=float("nan")))
    assert Store.open(article)[1].annotations == [entity("Budi")]


def test_a_folder_that_is_gone_is_named(article: Article) -> None:
    store, _ = Store.open(article)
    assert article.path is not None
    article.path.unlink()
    article.path.parent.rmdir()
    with pytest.raises(SaveError, match="No such file or directory"):
        store.save(article, [entity("Budi")])


def test_saves_from_many_threads_take_turns(article: Article) -> None:
    store, _ = Store.open(article)
    failures: list[Exception] = []

    def save(number: int) -> None:
        try:
            store.save(article, [entity("Budi", note=str(number))])
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(Store.open(article)[1].annotations) == 1
    assert temporary_files(store.path.parent) == []


def test_more_than_the_limit_is_not_written(article: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    store, _ = Store.open(article)
    monkeypatch.setattr(events, "MAX_BYTES", 300)
    with pytest.raises(SaveError, match="larger than"):
        store.save(article, [entity("Budi")])
    assert not store.path.exists()
