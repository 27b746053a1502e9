"""The finders in a process of their own, so that the screen has this one's processor time to itself.

It is this interpreter on `answering`; it ends with this one, since its input then ends, and is killed
when nobody waits for its answer any more.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import threading
from base64 import b64decode
from dataclasses import replace
from typing import IO

from annotations.article import Article
from annotations.finders.options import EVERYTHING, FinderOptions
from annotations.finders.sections import SECTION, WHOLE
from annotations.model import Annotation, Span
from annotations.plain import from_plain
from annotations.processes import Process, start
from annotations.span_list import SpanList
from annotations.text.furniture import Furniture

_MODULE = "annotations.finders.answering"
_PATIENCE = 2.0  # seconds that an article waits for what has to be done before


class ElsewhereError(Exception):
    """The other process could not be started, or ended without an answer."""


class Finding:
    """What is being found in one article; `failed` names finders that failed and why.

    First its furniture, paragraphs and sentences, which the article then knows (`structured`). Then
    suggestions, section by section, the nearest to the reader's place first (`at`); those of a very
    long article only once the reader comes near: until then it `rests`.
    """

    def __init__(self, article: Article, options: FinderOptions | None) -> None:
        self.article = article
        self.options = options  # None: no suggestions
        self.structured = threading.Event()  # once the article knows its furniture, or never will
        self.failed: list[tuple[str, str]] = []
        self.gone: list[str] = []  # finders of other packages that can do nothing any more
        self.before: threading.Event | None = None  # what has to be done before the article is sent
        self.rests = False
        self._found: queue.SimpleQueue[list[Annotation] | None] = queue.SimpleQueue()  # None: that was all
        self._problem: str | None = None
        self._done = threading.Event()
        self._place = 0
        self._asked: IO[bytes] | None = None  # where the article was sent
        self._asking = threading.Lock()

    @property
    def under_way(self) -> bool:
        return not self._done.is_set()

    def at(self, offset: int) -> None:
        """The reader is there now; costs next to nothing where that is not far from before."""
        if len(self.article.text) <= WHOLE or abs(offset - self._place) < SECTION // 4 or not self.under_way:
            return
        with self._asking:
            self._place = offset
            if self._asked is not None:
                self._tell_place(self._asked)

    def _tell_place(self, process: IO[bytes]) -> None:
        with contextlib.suppress(OSError, ValueError):  # that it has ended is told by its answer
            process.write(json.dumps({"at": self._place}).encode() + b"\n")
            process.flush()

    def more(self) -> list[Annotation] | None:
        """Wait for more suggestions, of any sections; [] where it rests now, None once there are all.

        Raises ElsewhereError.
        """
        found = self._found.get()
        while found is not None and not self._found.empty():
            if (further := self._found.get()) is None:
                self._found.put(None)
                break
            found += further
        if found is None and self._problem is not None:
            raise ElsewhereError(self._problem)
        return found

    def result(self) -> list[Annotation]:
        """Wait for all suggestions, as `pipeline.suggest` gives them. Raises ElsewhereError."""
        found: list[Annotation] = []
        while (more := self.more()) is not None:
            found += more
        return found

    def ask(self, process: Process) -> None:
        """Send the text to `process` and take in its answer, to the end of it."""
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            if self.before is not None:
                self.before.wait(_PATIENCE)
            data = self.article.text.encode("utf-8", "surrogatepass")
            about = {
                "length": len(data),
                "path": str(self.article.path or ""),
                "options": self.options and self.options.plain(),
            }
            process.stdin.write(json.dumps(about).encode() + b"\n")
            process.stdin.write(data)
            process.stdin.flush()
            del data
            with self._asking:
                self._asked = process.stdin
                if self._place:
                    self._tell_place(process.stdin)
            self._take(process.stdout)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            self._problem = f"{type(error).__name__}: {error}"
        finally:
            self._done.set()
            self.structured.set()
            self._found.put(None)

    def _take(self, answer: IO[bytes]) -> None:
        furniture: list[Furniture] = []
        found: list[Annotation] = []
        parts: dict[str, SpanList] = {}
        while line := answer.readline():
            what, things = json.loads(line)
            if what == "annotations":
                found += map(from_plain, things)
            elif what == "section":
                self.rests = False
                self._found.put(found)
                found = []
            elif what == "failed":
                self.failed += [(str(name), str(error)) for name, error in things]
            elif what == "gone":
                self.gone += map(str, things)
            elif what == "furniture":
                furniture += [Furniture(Span(start, end), kind) for start, end, kind in things]
            elif what in ("paragraphs", "sentences"):
                parts[what] = SpanList.of_bytes(*map(b64decode, things))
            elif what == "structure":
                self.article.know(tuple(furniture), parts["paragraphs"], parts["sentences"])
                self.structured.set()
            elif what == "rests":
                self.rests = True
                self._found.put([])
            elif what == "done":
                return
        raise EOFError("the process that looks for suggestions has ended")


class Elsewhere:
    """Finders in another process, an article at a time; the process is started at once, to be ready."""

    def __init__(self, options: FinderOptions = EVERYTHING) -> None:
        self.options = options  # of what is begun from now on
        self.before: threading.Event | None = (
            None  # to be waited for, some seconds, before an article is sent
        )
        self._gone: set[str] = set()
        self._process: Process | None = None
        self._finding: Finding | None = None
        self._early: Finding | None = None  # begun before anybody asked
        with contextlib.suppress(ElsewhereError):  # tried, and told, again when something is asked
            self._started()

    @property
    def pid(self) -> int | None:
        """Of the other process, where there is one."""
        return None if self._process is None else self._process.pid

    def begin(self, article: Article, *, suggestions: bool = True) -> Finding:
        """Find in `article`, from now on or as begun early; what another article waited for is given up.

        Without `suggestions` only what its parts are.

        Raises ElsewhereError when there can be no other process.
        """
        early, self._early = self._early, None
        if early is not None and early.article is article:
            return early
        self.give_up()
        options = replace(self.options, off=self.options.off | self._gone) if suggestions else None
        finding, process = Finding(article, options), self._started()
        finding.before = self.before
        self._finding = finding
        threading.Thread(target=finding.ask, args=(process,), daemon=True).start()
        return finding

    def begin_early(self, article: Article, *, suggestions: bool) -> None:
        """`begin`, where a failure may wait until somebody asks."""
        with contextlib.suppress(ElsewhereError):
            self._early = self.begin(article, suggestions=suggestions)

    def give_up(self) -> None:
        """Nobody waits for an answer any more."""
        if self._finding is not None:
            self._gone.update(self._finding.gone)
            if self._finding.under_way:
                self.stop()
        self._finding = None

    def stop(self) -> None:
        """End the other process, whatever it does."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _started(self) -> Process:
        if self._process is None or self._process.poll() is not None:
            try:
                self._process = start(_MODULE, path=(os.environ.get("PYTHONPATH", ""),), quiet=True)
            except OSError as error:
                raise ElsewhereError(str(error)) from error
        return self._process
