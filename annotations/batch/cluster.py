"""The machines of a Dask cluster that annotate: the same for each article as here, on a copy of it.

This process alone reads and writes the files (`parcel`). So the workers need no folder in common, and an
article is saved once, however often a worker that is lost makes the cluster look through it again.
"""

from __future__ import annotations

import logging
import queue
import secrets
import time
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from annotations.batch.current import learnt_version
from annotations.batch.one_article import Prepared, prepare
from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Outcome
from annotations.batch.parcel import (
    SAME_EVERYWHERE,
    Files,
    Parcel,
    annotate_parcels,
    folder_files,
    pack,
    unpack,
)
from annotations.batch.window import Task, Window
from annotations.errors import ArtreaderError, SaveError, SidecarError
from annotations.scheme import Scheme

_BUNDLE, _BUNDLE_BYTES = 16, 1 << 18  # articles that go together at most: what sending costs is shared
_EACH = 4  # such bundles that are under way for each thread of the cluster
_MOST_BYTES = 64 << 20  # of articles under way
_WAITING = 100  # records that wait for the one before them
_PATIENCE = 20.0  # seconds for the scheduler to answer
_TICK = 0.2  # seconds until we look whether to stop
_RECOUNT = 2.0  # seconds until we look how many threads the cluster has now


def hold(files: Files) -> Files:
    """Keeps the files of a folder among the workers, rather than in each of their tasks."""
    return files


class Sent(NamedTuple):
    """An article under way; `files` are those of its folder, or the future that holds them."""

    task: Task
    parcel: Parcel
    files: Any


class Bundle(NamedTuple):
    """Articles of one folder that are sent together; `alone`: with nothing beside them."""

    articles: Sequence[Sent]
    alone: bool = False

    @property
    def size(self) -> int:
        """In bytes."""
        return sum(len(sent.parcel.article) for sent in self.articles)


class Held(NamedTuple):
    """The files of the last folder: what they were read for, and what to hand to a worker."""

    scheme: Scheme | None
    learnt: str
    files: Any


class Cluster:
    """The workers of the scheduler at `address` ("tcp://host:8786") do the same with every article.

    Once `stopping` says so, nothing else is begun, and what is under way is given up. How long an article
    may take is not limited. An article at which several workers ended, one after another (Dask's setting
    `distributed.scheduler.allowed-failures`), may have stood beside the one to blame: it is looked through
    once more with nothing beside it, and has failed when that ends workers too.
    """

    def __init__(
        self, address: str, options: Options, *, stopping: Callable[[], bool] = lambda: False
    ) -> None:
        self.address = address
        self.options = options
        self._stopping = stopping
        self._run = secrets.token_hex(4)
        self._client: Any = None
        self._under_way: dict[str, Bundle] = {}  # by the key of its future
        self._futures: dict[str, Any] = {}
        self._suspects: deque[Sent] = deque()
        self._held = Held(None, "", {})
        self._arrived: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._threads = 1
        self._counted = 0.0
        self._articles = 0  # sent so far
        self._bytes = 0  # under way

    def outcomes(self, paths: Iterable[Path]) -> Generator[Outcome, None, None]:
        """What became of each article, as they are done; records in the order of `paths`.

        To be called once. Raises ArtreaderError when there is no such cluster, or none any more, or its
        workers have another artreader.
        """
        self._client = _connected(self.address)
        ordered = self.options.goal is Goal.RECORDS
        window = Window(paths, _BUNDLE, ordered=ordered)
        try:
            while not self._stopping():
                self._count_threads(window, ordered)
                yield from self._hand_out(window)
                if not self._under_way:
                    if not self._suspects:
                        return
                    self._submit(Bundle([self._suspects.popleft()], alone=True))
                yield from self._take(window)
        finally:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                for future in self._futures.values():
                    future.release()  # nobody waits for it
                self._client.close()

    def _count_threads(self, window: Window, ordered: bool) -> None:
        now = time.monotonic()
        if now - self._counted > _RECOUNT:
            self._counted = now
            try:
                self._threads = max(1, sum(self._client.nthreads().values()))
            except (OSError, TimeoutError) as error:
                raise self._gone() from error
            window.width = _BUNDLE * _EACH * self._threads + _WAITING * ordered

    def _hand_out(self, window: Window) -> Iterator[Outcome]:
        ready: list[Sent] = []
        while self._has_room() and (task := window.take()) is not None:
            try:
                prepared = prepare(task.path, self.options)
                if isinstance(prepared, Outcome):
                    yield from window.settle(task, prepared)
                    continue
                sent = Sent(task, pack(prepared, self.options), self._files(prepared))
            except Exception as error:
                yield from window.settle(task, Outcome.failure(task.path, error))
                continue
            if ready and (ready[0].files is not sent.files or self._is_full(Bundle(ready))):
                self._submit(Bundle(ready))
                ready = []
            ready.append(sent)
        if ready:
            self._submit(Bundle(ready))

    def _has_room(self) -> bool:
        return not self._stopping() and (self._bytes < _MOST_BYTES or not self._under_way)

    def _is_full(self, bundle: Bundle) -> bool:
        """Bundles begin small, so that a few articles go to all."""
        most = min(_BUNDLE, 1 + self._articles // (4 * self._threads))
        return len(bundle.articles) >= most or bundle.size >= _BUNDLE_BYTES

    def _submit(self, bundle: Bundle) -> None:
        first, *_ = bundle.articles
        key = f"artreader-{self._run}-{first.task.number}{'-alone' if bundle.alone else ''}"
        contents = [sent.parcel.contents for sent in bundle.articles]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a long text is long
            future = self._client.submit(
                annotate_parcels, contents, first.files, self.options.plain(), key=key, pure=False
            )
        self._under_way[key], self._futures[key] = bundle, future
        self._articles += len(contents)
        self._bytes += bundle.size
        future.add_done_callback(self._arrived.put)

    def _files(self, prepared: Prepared) -> Any:
        """The files of the article's folder that go along, as an argument for a worker. Raises OSError."""
        scheme, learnt = prepared.scheme, learnt_version(prepared.article)
        if self._held.scheme is not scheme or self._held.learnt != learnt:
            files: Any = folder_files(prepared)
            if files:
                key = f"artreader-folder-{self._run}-{secrets.token_hex(4)}"
                files = self._client.submit(hold, files, key=key, pure=False)
            self._held = Held(scheme, learnt, files)
        return self._held.files

    def _take(self, window: Window) -> Iterator[Outcome]:
        """Take in the next answers, if some come."""
        try:
            future = self._arrived.get(timeout=_TICK)
        except queue.Empty:
            if self._client.status != "running":
                raise self._gone() from None
            return
        try:
            answers: Sequence[str | Exception] = future.result(timeout=_PATIENCE)
            failed: Exception | None = None
        except TimeoutError:  # their worker was lost with them, and another looks through the articles again
            future.add_done_callback(self._arrived.put)
            return
        except Exception as error:
            failed = error
        if future.status in ("cancelled", "lost") or type(failed).__name__ == "CommClosedError":
            raise self._gone() from failed
        bundle = self._under_way.pop(future.key)
        self._bytes -= bundle.size
        del self._futures[future.key]
        future.release()
        if failed is not None:
            if _is_killed(failed) and not bundle.alone:
                self._suspects += bundle.articles
                return
            answers = [failed] * len(bundle.articles)
        for sent, answer in zip(bundle.articles, answers, strict=True):
            yield from window.settle(sent.task, self._finished(sent.parcel, answer))

    def _finished(self, parcel: Parcel, answer: str | Exception) -> Outcome:
        """Write what a worker made, or say why it made nothing."""
        path = parcel.prepared.path
        if isinstance(answer, ImportError | AttributeError | TypeError):  # it has not even begun
            told = f"a worker of the cluster cannot do it: {answer}"
            raise ArtreaderError(told, advice=SAME_EVERYWHERE) from answer
        if isinstance(answer, Exception):
            killed = _is_killed(answer)
            return Outcome.told(path, _KILLED) if killed else Outcome.failure(path, answer)
        try:
            return unpack(parcel, answer, self.options)
        except (SaveError, SidecarError) as error:
            return Outcome.failure(path, error)

    def _gone(self) -> ArtreaderError:
        return ArtreaderError(
            f"the scheduler at {self.address} is gone",
            advice="what is saved stays; the same command goes on from there",
        )


def _is_killed(answer: Exception) -> bool:
    """Whether it could not be done because one worker after another ended."""
    from distributed import KilledWorker  # type: ignore[import-not-found, unused-ignore]

    return isinstance(answer, KilledWorker)


_KILLED = "every worker that looked through it has ended"


def _connected(address: str) -> Any:
    """A client of the scheduler at `address`. Raises ArtreaderError."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ArtreaderError(
            "--scheduler needs the package distributed", advice="install artreader[dask]"
        ) from error
    for name in logging.root.manager.loggerDict:  # what matters is told as an error of ours
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    try:
        return Client(  # type: ignore[no-untyped-call, unused-ignore]
            address, timeout=_PATIENCE, set_as_default=False
        )
    except Exception as error:
        raise ArtreaderError(f"no scheduler of Dask answers at {address}: {error}") from error
