"""The finders in a process of their own, so that the screen has this one's processor time to itself.

The only place where the program starts another: this interpreter, on this module. What goes over
the pipes is text and JSON, nothing that could run. The other process ends with this one, since
its input then ends, and is killed when nobody waits for its answer any more.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from annotations.article import Article
from annotations.finders.options import EVERYTHING, FinderOptions
from annotations.model import Annotation, Span
from annotations.plain import from_plain, to_plain
from annotations.text.furniture import Furniture

_BATCH = 100  # things in a line of the answer: whoever reads it holds up others no longer than that takes
_PATIENCE = 2.0  # seconds that an article waits for what has to be done before
_NICER = 5  # the screen goes first where there are not processors enough


class ElsewhereError(Exception):
    """The other process could not be started, or ended without an answer."""


class Finding:
    """What is being found in one article; `failed` names finders that failed and why.

    First its furniture, paragraphs and sentences, which the article then knows (`structured`).
    """

    def __init__(self, article: Article, options: FinderOptions | None) -> None:
        self.article = article
        self.options = options  # None: no suggestions
        self.structured = threading.Event()  # once the article knows its furniture, or never will
        self.failed: list[tuple[str, str]] = []
        self.gone: list[str] = []  # finders of other packages that can do nothing any more
        self.before: threading.Event | None = None  # what has to be done before the article is sent
        self._found: list[Annotation] = []
        self._problem: str | None = None
        self._done = threading.Event()

    @property
    def under_way(self) -> bool:
        return not self._done.is_set()

    def result(self) -> list[Annotation]:
        """Wait for the suggestions, as `pipeline.suggest` gives them. Raises ElsewhereError."""
        self._done.wait()
        if self._problem is not None:
            raise ElsewhereError(self._problem)
        return self._found

    def ask(self, process: subprocess.Popen[bytes]) -> None:
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
            self._take(process.stdout)
        except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
            self._problem = f"{type(error).__name__}: {error}"
        finally:
            self._done.set()
            self.structured.set()

    def _take(self, answer: IO[bytes]) -> None:
        parts: dict[str, list[Any]] = {"furniture": [], "paragraphs": [], "sentences": []}
        while line := answer.readline():
            what, things = json.loads(line)
            if what == "annotations":
                self._found += map(from_plain, things)
            elif what == "failed":
                self.failed += [(str(name), str(error)) for name, error in things]
            elif what == "gone":
                self.gone += map(str, things)
            elif what == "furniture":
                parts[what] += [Furniture(Span(start, end), kind) for start, end, kind in things]
            elif what in parts:
                parts[what] += [Span(start, end) for start, end in things]
            elif what == "structure":
                self.article.know(**{name: tuple(part) for name, part in parts.items()})
                self.structured.set()
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
        self._process: subprocess.Popen[bytes] | None = None
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

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            if not sys.executable or getattr(sys, "frozen", False):
                raise ElsewhereError("there is no interpreter to start")
            try:
                self._process = subprocess.Popen(
                    [sys.executable, "-P", "-m", _MODULE],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    env={**os.environ, "PYTHONPATH": _python_path()},
                )
            except OSError as error:
                raise ElsewhereError(str(error)) from error
        return self._process


_MODULE = "annotations.finders.elsewhere"


def _python_path() -> str:
    """Where this package is, then what was looked through anyway."""
    here = str(Path(__file__).parents[2])
    return os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH", ""))))


# -- in the other process ------------------------------------------------------


def main() -> None:
    """Answer one request after another until there are no more."""
    gc.disable()  # until all is loaded, which stays: a fifth of the time to the first answer
    with contextlib.suppress(OSError):
        os.nice(_NICER)
    requests: queue.SimpleQueue[tuple[str, dict[str, Any]]] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    from annotations.finders.pipeline import built_in_finders

    built_in_finders()  # to be ready
    while True:
        text, about = requests.get()
        article = Article(text, Path(about["path"]) if about["path"] else None)
        options = FinderOptions.of(about["options"]) if about["options"] else None
        for what, things in _answer(article, options):
            sys.stdout.buffer.write(json.dumps([what, things]).encode() + b"\n")
            if what in ("structure", "done"):
                sys.stdout.buffer.flush()
        if not gc.isenabled():
            gc.freeze()
            gc.enable()


def _listen(incoming: IO[bytes], requests: queue.SimpleQueue[tuple[str, dict[str, Any]]]) -> None:
    """Take in texts, each behind a line of JSON about it: its length in bytes, its path, the options of
    the finders (null: no suggestions); once there is nobody any more, end."""
    while line := incoming.readline():
        about = json.loads(line)
        requests.put((incoming.read(about["length"]).decode("utf-8", "surrogatepass"), about))
    os._exit(0)  # in the middle of what is asked for, too


def _answer(article: Article, options: FinderOptions | None) -> Iterator[tuple[str, Sequence[Any]]]:
    yield from _batches("furniture", [[*piece.span, piece.kind] for piece in article.furniture])
    yield from _batches("paragraphs", article.paragraphs)
    yield from _batches("sentences", article.sentences)
    yield "structure", ()
    if options is not None:
        yield from _suggested(article, options)
    yield "done", ()


def _suggested(article: Article, options: FinderOptions) -> Iterator[tuple[str, Sequence[Any]]]:
    from annotations.finders.findings import FinderError, told
    from annotations.finders.pipeline import suggest

    failed: list[tuple[str, Exception]] = []
    found = suggest(article, failed=lambda name, error: failed.append((name, error)), options=options)
    yield "failed", [(name, told(error)) for name, error in failed]
    yield "gone", [error.finder for _, error in failed if isinstance(error, FinderError) and error.final]
    for at in range(0, len(found), _BATCH):
        yield "annotations", [to_plain(annotation) for annotation in found[at : at + _BATCH]]


def _batches(what: str, things: Sequence[Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    for at in range(0, len(things), _BATCH):
        yield what, things[at : at + _BATCH]


if __name__ == "__main__":
    main()
