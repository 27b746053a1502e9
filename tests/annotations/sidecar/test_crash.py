"""The power goes at any call of a save: the file is the old or the new one, and the work is somewhere.

Each test is also run against a disk that does not sync, where it must fail: it would notice.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from annotations import rescue
from annotations.article import Article
from annotations.errors import SaveError, SidecarError
from annotations.keeping import Keeper
from annotations.model import Annotation
from annotations.rescue import RescueCopy, RescueWriter
from annotations.session import Session
from annotations.sidecar.store import Store
from tests.annotations.sidecar.disk import Crash, Disk, Tree
from tests.annotations.sidecar.examples import TEXT, entity, quote

ARTICLE = Article(TEXT, Path("/work/berita.txt"))
SIDECAR = "/work/berita.txt.annotations.yaml"
OLD: list[Annotation] = [entity("Budi")]
NEW: list[Annotation] = [entity("Budi", note="new"), quote()]


@cache
def _written(number: int) -> bytes:
    disk = Disk({"/work": None})
    Store.open(ARTICLE, ops=disk)[0].save(ARTICLE, (OLD, NEW)[number])
    return disk._find(SIDECAR).data


def written(annotations: list[Annotation]) -> bytes:
    return _written((OLD, NEW).index(annotations))


def disks(crash_at: int, **syncs: bool) -> Disk:
    disk = Disk({"/work": None, SIDECAR: written(OLD), "/state": None, "/tmp": None})
    disk.crash_at = crash_at
    disk.syncs_files = syncs.get("files", True)
    disk.syncs_folders = syncs.get("folders", True)
    return disk


def torn_states(**syncs: bool) -> Iterator[Tree]:
    """The states after a crash at any call of a save, or after the save, in which the file is not
    what it should be."""
    whole = (written(OLD), written(NEW))
    for crash_at in range(1, 100):
        disk = disks(crash_at, **syncs)
        try:
            store, _ = Store.open(ARTICLE, ops=disk)
            store.save(ARTICLE, NEW)
        except Crash:
            yield from (tree for tree in disk.crashed() if tree.get(SIDECAR) not in whole)
        else:
            yield from (tree for tree in disk.crashed() if tree.get(SIDECAR) != written(NEW))
            assert crash_at > 15
            return
    pytest.fail("the save never ended")


def test_a_crash_at_any_call_leaves_the_old_or_the_new_file_and_behind_the_save_the_new_one() -> None:
    assert list(torn_states()) == []


def test_without_syncing_the_file_it_may_be_torn() -> None:
    assert any(tree[SIDECAR] == b"" for tree in torn_states(files=False))


def test_without_syncing_the_folder_the_new_file_may_be_gone() -> None:
    assert [tree[SIDECAR] for tree in torn_states(folders=False)] == [written(OLD)]


def test_the_first_save_makes_a_file_that_is_whole_or_not_there() -> None:
    for crash_at in range(1, 100):
        disk = Disk({"/work": None})
        disk.crash_at = crash_at
        try:
            Store.open(ARTICLE, ops=disk)[0].save(ARTICLE, NEW)
        except Crash:
            assert {tree.get(SIDECAR) for tree in disk.crashed()} <= {None, written(NEW)}
        else:
            assert {tree.get(SIDECAR) for tree in disk.crashed()} == {written(NEW)}
            return
    pytest.fail("the save never ended")


@pytest.fixture
def state(monkeypatch: pytest.MonkeyPatch) -> None:
    folders = [Path("/state/artreader/rescue"), Path("/tmp/artreader-0")]
    monkeypatch.setattr(rescue, "folders", lambda: folders)


def work_left(tree: Tree) -> bool:
    """Whether what was kept is in the sidecar or in a rescue copy."""
    if tree.get(SIDECAR) == written(NEW):
        return True
    disk = Disk(tree)
    found = rescue.find(Path("/work/berita.txt"), Path(SIDECAR), ops=disk)
    return any(held(copy) == sorted(NEW, key=lambda a: a.start) for copy in found)


def held(copy: RescueCopy) -> list[Annotation] | None:
    with contextlib.suppress(SidecarError):  # torn
        return copy.load(ARTICLE).annotations
    return None


def unsafe_states(**syncs: bool) -> Iterator[Tree]:
    """Where a crash may leave the work nowhere once it was kept in a rescue copy: while the file cannot
    be written, and while a later save takes the copy's place."""
    for crash_at in range(1, 200):
        disk = disks(0, **syncs)
        store, loaded = Store.open(ARTICLE, ops=disk)
        session = Session(ARTICLE, store, loaded)
        keeper = Keeper(session, ops=disk)
        session.become("work", NEW)
        disk.refuse["/work/"] = errno.ENOSPC
        assert not keeper.keep()
        if crash_at == 1:
            yield from (tree for tree in disk.crashed() if not work_left(tree))
        disk.refuse.clear()
        disk.calls, disk.crash_at = 0, crash_at
        try:
            assert keeper.keep()
        except Crash:
            yield from (tree for tree in disk.crashed() if not work_left(tree))
        else:
            yield from (tree for tree in disk.crashed() if tree[SIDECAR] != written(NEW))
            assert crash_at > 15
            return
    pytest.fail("the save never ended")


@pytest.mark.usefixtures("state")
def test_work_is_in_the_rescue_copy_until_it_is_in_the_file() -> None:
    assert list(unsafe_states()) == []


@pytest.mark.usefixtures("state")
@pytest.mark.parametrize("left_out", ["files", "folders"])
def test_without_syncing_a_rescue_copy_may_be_lost(left_out: str) -> None:
    assert next(unsafe_states(**{left_out: False})) is not None


@pytest.mark.usefixtures("state")
def test_a_crash_while_the_copy_is_brought_up_to_date_leaves_the_older_or_the_newer_one() -> None:
    for crash_at in range(1, 200):
        disk = disks(0)
        writer = RescueWriter(Path("/work/berita.txt"), Path(SIDECAR), ops=disk)
        writer.write(ARTICLE, OLD, base=[], because="full", suggested=True)
        disk.calls, disk.crash_at = 0, crash_at
        try:
            writer.write(ARTICLE, NEW, base=[], because="full", suggested=True)
        except Crash:
            for tree in disk.crashed():
                after = Disk(tree)
                copies = rescue.find(Path("/work/berita.txt"), Path(SIDECAR), ops=after)
                assert [len(held(copy) or []) for copy in copies] in ([len(OLD)], [len(NEW)])
        else:
            assert crash_at > 15
            return
    pytest.fail("the copy was never written")


@pytest.mark.usefixtures("state")
def test_where_the_state_folder_is_full_too_the_copy_goes_to_the_temporary_folder() -> None:
    disk = disks(0)
    disk.refuse["/state"] = errno.EROFS
    writer = RescueWriter(Path("/work/berita.txt"), Path(SIDECAR), ops=disk)
    path = writer.write(ARTICLE, NEW, base=OLD, because="full", suggested=True)
    assert path.parent == Path("/tmp/artreader-0")
    [copy] = rescue.find(Path("/work/berita.txt"), Path(SIDECAR), ops=disk)
    assert copy.load(ARTICLE).base == OLD
    disk.refuse["/tmp"] = errno.EROFS
    with pytest.raises(SaveError, match="Read-only file system"):
        writer.write(ARTICLE, OLD, base=OLD, because="full", suggested=True)
    assert rescue.find(Path("/work/berita.txt"), Path(SIDECAR), ops=disk) == [copy]
