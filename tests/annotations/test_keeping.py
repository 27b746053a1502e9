"""Keeping work when the file cannot be written: each call fails in turn, and nothing is lost."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from annotations import rescue
from annotations.article import Article
from annotations.edits import adding
from annotations.errors import SaveError
from annotations.fsops import FileOps
from annotations.keeping import Keeper, Offer
from annotations.model import Annotation
from annotations.session import Session
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Loaded, Store
from tests.annotations.sidecar.examples import TEXT, article_at, entity, quote, saved, temporary_files
from tests.annotations.sidecar.faulty import FailingOps


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A state folder of its own for each test."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    return tmp_path / "state" / "artreader" / "rescue"


@pytest.fixture
def article(tmp_path: Path) -> Article:
    (tmp_path / "work").mkdir()
    return article_at(tmp_path / "work")


class Full(FileOps):
    """Nothing can be made in the folder of the work."""

    full = True

    def open(self, path: str, flags: int, mode: int = 0o666) -> int:
        if self.full and flags & os.O_CREAT and "/work/" in path:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().open(path, flags, mode)


def opened(article: Article, ops: FileOps) -> Keeper:
    store, loaded = Store.open(article, ops=ops)
    return Keeper(Session(article, store, loaded), ops=ops)


def offers(article: Article) -> list[Offer]:
    return opened(article, FileOps()).offers()


def on_disk(article: Article) -> list[Annotation]:
    return without_histories(Store.open(article)[1])


def without_histories(loaded: Loaded) -> list[Annotation]:
    return [annotation.with_(history=()) for annotation in loaded.annotations]


def test_a_full_disk_makes_a_rescue_copy_which_goes_when_there_is_room_again(
    article: Article, state: Path
) -> None:
    saved(article, entity("Budi"))
    ops = Full()
    keeper = opened(article, ops)
    keeper.session.do(adding("a quote", quote()))
    assert not keeper.keep()
    assert keeper.state == "NOT SAVED: No space left on device · rescue copy kept"
    assert keeper.session.unsaved
    assert keeper.writer.path is not None
    assert keeper.writer.path.parent == state
    [offer] = offers(article)
    assert str(offer.differences) == "1 added, 0 changed, 0 removed"
    assert offer.rescued is not None
    assert offer.rescued.because == "No space left on device"
    assert offer.rescued.base == [entity("Budi")]
    ops.full = False
    assert keeper.keep()
    assert keeper.state == ""
    assert list(state.iterdir()) == []
    assert on_disk(article) == [entity("Budi"), quote()] or on_disk(article) == [quote(), entity("Budi")]


def test_the_copy_follows_every_change(article: Article) -> None:
    keeper = opened(article, Full())
    keeper.session.do(adding("a name", entity("Budi")))
    keeper.keep()
    keeper.session.do(adding("a quote", quote()))
    older = keeper.session.snapshot()
    keeper.keep()
    keeper.session.undo()
    keeper.keep()
    assert str(offers(article)[0].differences) == "1 added, 0 changed, 0 removed"
    keeper.session.redo()
    keeper.keep()
    keeper.keep(older)  # a thread that comes late
    assert str(offers(article)[0].differences) == "2 added, 0 changed, 0 removed"
    assert len(offers(article)) == 1


def left_behind(article: Article, *annotations: Annotation) -> None:
    """A session that ended with its work in a rescue copy only."""
    keeper = opened(article, Full())
    keeper.session.become("work", annotations)
    assert not keeper.keep()


def test_taking_a_copy_goes_on_from_it_and_removes_it_once_saved(article: Article, state: Path) -> None:
    saved(article, entity("Budi"), entity("Siti Rahma", "e2"))
    left_behind(article, entity("Budi", note="new"), quote())
    keeper = opened(article, FileOps())
    [offer] = keeper.offers()
    assert str(offer.differences) == "1 added, 1 changed, 1 removed"
    keeper.take(offer)
    assert {a.id for a in keeper.session.annotations} == {"e1", "q1"}
    assert list(state.iterdir()) != []
    assert keeper.keep()
    assert list(state.iterdir()) == []
    assert {a.id for a in on_disk(article)} == {"e1", "q1"}
    keeper.session.undo()
    assert {a.id for a in keeper.session.annotations} == {"e1", "e2"}


def test_merging_takes_what_either_side_alone_changed(article: Article, state: Path) -> None:
    saved(article, entity("Budi"), entity("Siti Rahma", "e2"))
    left_behind(article, entity("Budi", note="rescued"), quote())  # e2 is removed
    saved(article, entity("Budi", note="rescued"), entity("Siti Rahma", "e2"), entity("Budi", "e3"))
    keeper = opened(article, FileOps())
    [offer] = keeper.offers()
    assert not keeper.merge(offer).conflicts
    assert {a.id for a in keeper.session.annotations} == {"e1", "e3", "q1"}
    keeper.keep()
    assert list(state.iterdir()) == []


def test_what_both_changed_stands_twice_after_merging(article: Article) -> None:
    saved(article, entity("Budi"))
    left_behind(article, entity("Budi", entity="Budi Santoso"))
    saved(article, entity("Budi", entity="Budi Hartono"))
    keeper = opened(article, FileOps())
    keeper.merge(keeper.offers()[0])
    assert {a.group for a in keeper.session.annotations} == {"Budi Santoso", "Budi Hartono"}


def test_two_sessions_have_a_copy_each_and_both_can_be_merged(article: Article, state: Path) -> None:
    left_behind(article, entity("Budi"))
    left_behind(article, quote())
    keeper = opened(article, FileOps())
    first, _ = keeper.offers()
    keeper.merge(first)
    [second] = keeper.offers()
    keeper.merge(second)
    assert keeper.offers() == []
    assert keeper.keep()
    assert {a.id for a in on_disk(article)} == {"e1", "q1"}
    assert list(state.iterdir()) == []


def test_a_copy_taken_while_the_disk_is_still_full_is_replaced_by_a_new_one(article: Article) -> None:
    left_behind(article, entity("Budi"))
    keeper = opened(article, Full())
    keeper.take(keeper.offers()[0])
    keeper.session.do(adding("a quote", quote()))
    assert not keeper.keep()
    [offer] = offers(article)
    assert str(offer.differences) == "2 added, 0 changed, 0 removed"


def test_a_copy_that_holds_what_the_file_does_is_removed_unasked(article: Article, state: Path) -> None:
    left_behind(article, entity("Budi"))
    saved(article, entity("Budi"))
    assert offers(article) == []
    assert list(state.iterdir()) == []


def test_a_copy_of_which_all_work_is_in_the_file_is_removed_unasked(article: Article, state: Path) -> None:
    saved(article, entity("Budi"))
    left_behind(article, entity("Budi"), quote())
    saved(article, entity("Budi", note="later"), quote(), entity("Siti Rahma", "e2"))
    assert offers(article) == []
    assert list(state.iterdir()) == []


def test_a_discarded_copy_is_not_offered_again(article: Article, state: Path) -> None:
    left_behind(article, entity("Budi"))
    offers(article)[0].copy.discard()
    assert offers(article) == []
    assert list(state.iterdir()) == []


def test_a_copy_that_cannot_be_read_is_offered_with_the_reason(article: Article) -> None:
    left_behind(article, entity("Budi"))
    offers(article)[0].copy.path.write_text("format: [", "utf-8")
    [offer] = offers(article)
    assert offer.rescued is None
    assert offer.problem


def test_copies_are_found_for_the_right_article_and_annotator(article: Article, tmp_path: Path) -> None:
    left_behind(article, entity("Budi"))
    other = article_at(tmp_path / "work", name="lain.txt")
    assert offers(other) == []
    assert article.path is not None
    assert rescue.find(article.path, sidecar_path(article.path, "ani")) == []
    assert len(rescue.find(article.path, sidecar_path(article.path))) == 1
    assert other.path is not None
    assert [found for found, _ in rescue.find_any([other.path, article.path])] == [article.path]
    assert "a rescue copy of 20" in rescue.told([article.path])[0]
    assert rescue.told([other.path]) == []
    (tmp_path / "way").symlink_to(tmp_path / "work")
    way = tmp_path / "way" / "berita.txt"
    assert len(rescue.find(way, sidecar_path(way))) == 1


def test_a_copy_is_placed_in_the_text_as_it_is_now(article: Article, tmp_path: Path) -> None:
    left_behind(article, entity("Budi"))
    longer = article_at(tmp_path / "work", "Jakarta.\n" + TEXT)
    [offer] = offers(longer)
    assert offer.rescued is not None
    assert [a.text_in(longer.text) for a in offer.rescued.annotations] == ["Budi"]


def test_a_folder_where_others_may_write_is_not_used(article: Article, state: Path, tmp_path: Path) -> None:
    state.mkdir(parents=True)
    state.chmod(0o777)
    left_behind(article, entity("Budi"))
    assert list(state.iterdir()) == []
    assert [offer.copy.path.parent.parent for offer in offers(article)] == [tmp_path / "temporary"]


def test_without_any_rescue_copy_that_is_said(article: Article, state: Path, tmp_path: Path) -> None:
    state.parent.parent.mkdir()
    state.parent.write_text("in the way")
    (tmp_path / "temporary").rmdir()
    (tmp_path / "temporary").write_text("in the way")
    keeper = opened(article, Full())
    keeper.session.do(adding("a name", entity("Budi")))
    assert not keeper.keep()
    assert keeper.state == "NOT SAVED: No space left on device · NO RESCUE COPY: Not a directory"


def test_the_annotator_named_in_a_file_that_is_gone_does_not_hide_the_copy(article: Article) -> None:
    store = saved(article, entity("Budi"))
    named = store.path.read_text("utf-8").replace("suggested_by", "annotator: ani\nsuggested_by")
    store.path.write_text(named, "utf-8")
    left_behind(article, entity("Budi"), quote())
    store.path.unlink()
    assert len(offers(article)) == 1


def test_a_disk_that_does_not_answer_keeps_nobody_waiting(article: Article) -> None:
    answers = threading.Event()

    class Gone(FileOps):
        def open(self, path: str, flags: int, mode: int = 0o666) -> int:
            if flags & os.O_CREAT and "/work/" in path:
                answers.wait()
            return super().open(path, flags, mode)

    keeper = opened(article, Gone())
    keeper.session.do(adding("a name", entity("Budi")))
    assert not keeper.keep_soon(patience=0.1)
    assert keeper.state == "NOT SAVED: the disk does not answer · rescue copy kept"
    assert len(offers(article)) == 1
    answers.set()
    assert keeper.keep_soon()
    assert on_disk(article) == [entity("Budi")]
    assert offers(article) == []


def test_a_rescue_copy_that_cannot_follow_is_told_of(article: Article, state: Path, tmp_path: Path) -> None:
    full = Full()
    keeper = opened(article, full)
    keeper.session.do(adding("a name", entity("Budi")))
    assert not keeper.keep()
    keeper.session.do(adding("a quote", quote()))
    state.chmod(0o777)  # so that it is no longer taken for ours
    (tmp_path / "temporary").rmdir()
    (tmp_path / "temporary").write_text("in the way")
    assert not keeper.keep()
    assert "RESCUE COPY OUT OF DATE: others may write there" in keeper.state
    state.chmod(0o700)
    assert not keeper.keep()
    assert keeper.state == "NOT SAVED: No space left on device · rescue copy kept"
    assert str(offers(article)[0].differences) == "2 added, 0 changed, 0 removed"


def test_saving_elsewhere(article: Article, tmp_path: Path) -> None:
    keeper = opened(article, Full())
    keeper.session.do(adding("a name", entity("Budi")))
    keeper.save_elsewhere(tmp_path)
    written = tmp_path / sidecar_path(Path("berita.txt")).name
    assert without_histories(Store(written).load(article)) == [entity("Budi")]
    assert keeper.session.unsaved
    for place in (written, tmp_path / "nowhere" / "x.yaml", Path("~nobody-of-this-name/x")):
        with pytest.raises(SaveError):
            keeper.save_elsewhere(place)


def test_an_error_of_our_own_is_no_reason_to_lose_work(
    article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = opened(article, FileOps())
    keeper.session.do(adding("a name", entity("Budi")))

    def broken(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(keeper.session, "write", broken)
    assert not keeper.keep()
    assert "a bug" in keeper.state
    assert len(offers(article)) == 1


def test_a_file_that_vanished_is_written_again_and_takes_nothing_away(article: Article) -> None:
    store = saved(article, entity("Budi"))
    keeper = opened(article, FileOps())
    store.path.unlink()
    assert keeper.session.take_in().annotations == [entity("Budi")]
    keeper.session.do(adding("a quote", quote()))
    assert keeper.keep()
    assert {a.id for a in on_disk(article)} == {"e1", "q1"}


@pytest.mark.parametrize("ever_after", [False, True])
@pytest.mark.parametrize("name", ["ENOSPC", "ESTALE"])
def test_every_call_that_fails_while_keeping_and_rescuing(
    article: Article, state: Path, name: str, ever_after: bool
) -> None:
    """Any call of a save, of the rescue copy behind a save that failed, and of its removal."""
    wanted = {"e1", "q1"}
    path = sidecar_path(Path(str(article.path)))
    old = saved(article, entity("Budi")).path.read_bytes()
    for fail_at in range(1, 300):
        path.write_bytes(old)
        full = Full()
        ops = FailingOps(0, getattr(errno, name), ever_after=ever_after)
        keeper = opened(article, full)
        keeper.session.do(adding("a quote", quote()))
        assert not keeper.keep()  # there is a rescue copy from now on
        keeper.writer._ops = keeper.session.store._ops = ops
        for store in keeper.writer._stores.values():
            store._ops = ops
        ops.fail_at = fail_at
        keeper.session.do(adding("a name", entity("Siti Rahma", "e9")))
        if not keeper.keep():
            assert "NOT SAVED" in keeper.state
            assert keeper.session.unsaved
        held = [{a.id for a in on_disk(article)}]
        held += [{a.id for a in offer.rescued.annotations} for offer in offers(article) if offer.rescued]
        assert wanted <= set.union(*map(set, held))
        assert held[0] in ({"e1"}, wanted | {"e9"})
        untouched = len(ops.calls) < fail_at
        ops.fail_at = 0
        assert keeper.keep()  # the fault is over
        assert {a.id for a in on_disk(article)} == wanted | {"e9"}
        assert offers(article) == []
        for leftover in temporary_files(path.parent) + temporary_files(state):
            leftover.unlink()
        if untouched:
            assert fail_at > 25
            return
    pytest.fail("keeping never passed untouched")


def test_opening_survives_any_fault_of_the_rescue_folder(article: Article) -> None:
    left_behind(article, entity("Budi"))
    for fail_at in range(1, 100):
        ops = FailingOps(0, errno.EIO)
        keeper = opened(article, FileOps())
        keeper._ops = ops
        ops.fail_at = fail_at
        keeper.offers()
        if len(ops.calls) < fail_at:
            assert fail_at > 8
            break
    else:
        pytest.fail("the copies were never looked for untouched")
    assert len(offers(article)) == 1
