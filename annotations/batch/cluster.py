"""The machines of a Dask cluster that annotate: the same steps, the middle one there.

This process alone reads and writes files: texts go out, suggestions come back as JSON. So the workers need
no folder in common, only the same artreader; an article is saved once, however often a worker that
is lost makes the cluster look through it again; and what is saved is found again when it is resumed.
"""

from __future__ import annotations

import json
import logging
import platform
import queue
import secrets
import time
import warnings
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path
from typing import Any

from annotations.article import Article
from annotations.batch.current import finders_version, memory_version
from annotations.batch.finding import Found, find
from annotations.batch.one_article import Prepared, finish, prepare
from annotations.batch.options import Goal, Options
from annotations.batch.outcome import Outcome
from annotations.batch.window import Task, Window
from annotations.errors import ArtreaderError
from annotations.finders.learnt import Learnt
from annotations.plain import from_plain, to_plain

_EACH = 8  # articles that are under way for each thread of the cluster
_ALONE = "-alone"  # at the end of a key: with nothing beside it
_WAITING = 100  # records that wait for the one before them
_PATIENCE = 20.0  # seconds for the scheduler to answer
_TICK = 0.2  # seconds until we look whether to stop
_RECOUNT = 2.0  # seconds until we look how many threads the cluster has now


def look_through(text: str, learnt: Learnt, plain_options: dict[str, Any]) -> str:
    """What a worker does: the finders over one text; JSON with what was found, and by which finders."""
    found = find(Article(text), Options.of(plain_options), learnt)
    return json.dumps(
        {
            "version": finders_version(),
            "machine": platform.node(),
            "found": [to_plain(annotation) for annotation in found.suggestions],
            "failed": list(found.failed),
        }
    )


def hold(learnt: Learnt) -> Learnt:
    """Keeps what a folder has learnt among the workers, rather than in each of their tasks."""
    return learnt


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
        self._under_way: dict[str, tuple[Task, Prepared]] = {}  # by the key of its future
        self._futures: dict[str, Any] = {}
        self._suspects: deque[tuple[Task, Prepared]] = deque()
        self._learnt: tuple[str, Any] = ("", None)  # of the last folder: its digest, the future that holds it
        self._arrived: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._counted = 0.0

    def outcomes(self, paths: Iterable[Path]) -> Generator[Outcome, None, None]:
        """What became of each article, as they are done; records in the order of `paths`.

        To be called once. Raises ArtreaderError when there is no such cluster, or none any more, or its
        workers have another artreader.
        """
        self._client = _connected(self.address)
        ordered = self.options.goal is Goal.RECORDS
        window = Window(paths, _EACH, ordered=ordered)
        try:
            while not self._stopping():
                self._count_threads(window, ordered)
                yield from self._hand_out(window)
                if not self._under_way:
                    if not self._suspects:
                        return
                    self._submit(*self._suspects.popleft(), how=_ALONE)
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
                threads = sum(self._client.nthreads().values())
            except (OSError, TimeoutError) as error:
                raise self._gone() from error
            window.width = _EACH * max(threads, 1) + _WAITING * ordered

    def _hand_out(self, window: Window) -> Iterator[Outcome]:
        while not self._stopping() and (task := window.take()) is not None:
            try:
                prepared = prepare(task.path, self.options)
                if isinstance(prepared, Prepared):
                    self._submit(task, prepared)
                    continue
                outcome = prepared
            except Exception as error:
                outcome = Outcome.failure(task.path, error)
            yield from window.settle(task, outcome)

    def _submit(self, task: Task, prepared: Prepared, how: str = "") -> None:
        key = f"artreader-{self._run}-{task.number}{how}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that a long text is long
            future = self._client.submit(
                look_through,
                prepared.article.text,
                self._held(prepared),
                self.options.plain(),
                key=key,
                pure=False,
            )
        self._under_way[key], self._futures[key] = (task, prepared), future
        future.add_done_callback(self._arrived.put)

    def _held(self, prepared: Prepared) -> Any:
        """What the article's folder has learnt, as an argument for a worker."""
        version = memory_version(prepared.article, prepared.scheme, self.options)
        if not version:
            return prepared.learnt
        if self._learnt[0] != version:
            key = f"artreader-memory-{self._run}-{version}"
            self._learnt = version, self._client.submit(hold, prepared.learnt, key=key, pure=False)
        return self._learnt[1]

    def _take(self, window: Window) -> Iterator[Outcome]:
        """Take in the next answer, if one comes."""
        try:
            future = self._arrived.get(timeout=_TICK)
        except queue.Empty:
            if self._client.status != "running":
                raise self._gone() from None
            return
        try:
            answer: str | Exception = future.result(timeout=_PATIENCE)
        except TimeoutError:  # its worker was lost with it, and another looks through the article again
            future.add_done_callback(self._arrived.put)
            return
        except Exception as error:
            answer = error
        if future.status in ("cancelled", "lost"):
            raise self._gone()
        task, prepared = self._under_way.pop(future.key)
        del self._futures[future.key]
        future.release()
        if _is_killed(answer) and not future.key.endswith(_ALONE):
            self._suspects.append((task, prepared))
        else:
            yield from window.settle(task, self._finished(prepared, answer))

    def _finished(self, prepared: Prepared, answer: str | Exception) -> Outcome:
        """Write what a worker found, or say why it found nothing."""
        if _is_killed(answer):
            return Outcome.told(prepared.path, "every worker that looked through it has ended")
        if isinstance(answer, ImportError | AttributeError | TypeError):  # it has not even begun
            raise ArtreaderError(f"a worker of the cluster cannot do it: {answer}", advice=_SAME) from answer
        if isinstance(answer, Exception):
            return Outcome.failure(prepared.path, answer)
        said = json.loads(answer)
        if said["version"] != finders_version():
            raise ArtreaderError(f"the worker on {said['machine']} has other finders", advice=_SAME)
        found = Found(
            [from_plain(plain) for plain in said["found"]],
            [(name, error) for name, error in said["failed"]],
        )
        try:
            return finish(prepared, found, self.options)
        except Exception as error:
            return Outcome.failure(prepared.path, error)

    def _gone(self) -> ArtreaderError:
        return ArtreaderError(
            f"the scheduler at {self.address} is gone",
            advice="what is saved stays; the same command goes on from there",
        )


def _is_killed(answer: str | Exception) -> bool:
    """Whether it could not be done because one worker after another ended."""
    from distributed import KilledWorker  # type: ignore[import-not-found, unused-ignore]

    return isinstance(answer, KilledWorker)


_SAME = "install the same artreader, with the same plug-ins, on all its machines"


def _connected(address: str) -> Any:
    """A client of the scheduler at `address`. Raises ArtreaderError."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ArtreaderError(
            "--scheduler needs the package distributed", advice="install artreader[dask]"
        ) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is told as an error of ours
    try:
        return Client(address, timeout=_PATIENCE, set_as_default=False)
    except Exception as error:
        raise ArtreaderError(f"no scheduler of Dask answers at {address}: {error}") from error
