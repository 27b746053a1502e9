"""Each call of a save fails in turn: the file is the old or the new one, whole, and can be saved later."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.errors import SaveError
from annotations.fsops import FileOps
from annotations.model import Annotation
from annotations.sidecar.store import Store
from tests.annotations.sidecar.examples import article_at, entity, quote
from tests.annotations.sidecar.faulty import ERRORS, FailingOps

OLD: list[Annotation] = [entity("Budi")]
NEW: list[Annotation] = [entity("Budi", note="new"), quote()]


def prepared(tmp_path: Path) -> tuple[Article, bytes]:
    article = article_at(tmp_path)
    store, _ = Store.open(article)
    store.save(article, OLD)
    return article, store.path.read_bytes()


def open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))


@pytest.mark.parametrize("ever_after", [False, True])
@pytest.mark.parametrize("name", ERRORS)
def test_every_call_that_fails(tmp_path: Path, name: str, ever_after: bool) -> None:
    article, old = prepared(tmp_path)
    error = getattr(errno, name)
    expected_new = _new_bytes(tmp_path / "other")
    path = tmp_path / "berita.txt.annotations.yaml"
    for fail_at in range(1, 100):
        path.write_bytes(old)
        ops = FailingOps(0, error, ever_after=ever_after)
        store, _ = Store.open(article, ops=ops)
        ops.calls.clear()
        ops.fail_at = fail_at
        descriptors = open_descriptors()
        message = message_of_saving(store, article)
        failed = message != ""
        assert os.strerror(error) in message or not failed
        untouched = len(ops.calls) < fail_at
        assert path.read_bytes() in ((old, expected_new) if failed else (expected_new,))
        assert open_descriptors() == descriptors
        ops.fail_at = 0
        if not ever_after:
            leftover = [found.name for found in tmp_path.glob(".*.tmp")]
            assert leftover == [] or ops.calls[fail_at - 1] == "unlink"
        store.save(article, NEW)  # the fault is over: nothing was lost from memory
        assert path.read_bytes() == expected_new
        for found in tmp_path.glob(".*.tmp"):
            found.unlink()
        if untouched:
            assert fail_at > 20
            break
    else:
        pytest.fail("a save never passed untouched")


def message_of_saving(store: Store, article: Article) -> str:
    """What a save complains of, "" when it passed."""
    try:
        store.save(article, NEW)
    except SaveError as problem:
        return str(problem)
    return ""


def _new_bytes(folder: Path) -> bytes:
    folder.mkdir()
    article, _ = prepared(folder)
    store, _ = Store.open(article)
    store.save(article, NEW)
    return store.path.read_bytes()


def test_short_writes_are_carried_on(tmp_path: Path) -> None:
    class ShortOps(FileOps):
        def write(self, fd: int, data: memoryview) -> int:
            return super().write(fd, data[:7])

    article, _ = prepared(tmp_path)
    store, _ = Store.open(article, ops=ShortOps())
    store.save(article, NEW)
    assert Store.open(article)[1].annotations == sorted(NEW, key=lambda annotation: annotation.start)


def test_a_write_that_writes_nothing_fails(tmp_path: Path) -> None:
    class FullOps(FileOps):
        def write(self, fd: int, data: memoryview) -> int:
            return 0

    article, old = prepared(tmp_path)
    store, _ = Store.open(article, ops=FullOps())
    with pytest.raises(SaveError, match="nothing more can be written"):
        store.save(article, NEW)
    assert store.path.read_bytes() == old


def test_the_data_is_synced_before_the_renaming_and_the_folder_behind_it(tmp_path: Path) -> None:
    article, _ = prepared(tmp_path)
    ops = FailingOps()
    store, _ = Store.open(article, ops=ops)
    store.save(article, NEW)
    order = [call for call in ops.calls if call in ("write", "fsync", "replace")]
    assert order == ["write", "fsync", "replace", "fsync"]


def test_a_change_made_while_saving_is_seen_before_the_renaming(tmp_path: Path) -> None:
    article, _ = prepared(tmp_path)

    class MeddlingOps(FileOps):
        def fsync(self, fd: int) -> None:
            super().fsync(fd)
            store.path.write_bytes(b"theirs")

    store, _ = Store.open(article, ops=MeddlingOps())
    with pytest.raises(SaveError, match="changed by somebody else"):
        store.save(article, NEW)
    assert store.path.read_bytes() == b"theirs"
    assert list(tmp_path.glob(".*.tmp")) == []


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    class ReadOnlyOps(FileOps):
        def writable(self, path: str) -> bool:
            return False

    article, old = prepared(tmp_path)
    store, _ = Store.open(article, ops=ReadOnlyOps())
    with pytest.raises(SaveError, match="read-only"):
        store.save(article, NEW)
    assert store.path.read_bytes() == old
