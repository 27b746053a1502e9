"""A finder of another package, run in a process of its own (`plugin_process`), with a time limit.

One that raises, gives rubbish, hangs, ends or eats memory costs its own findings and a line that says so.
The process is this interpreter on a module of ours; it is started at once, to be ready when it is needed,
is asked about one article after another, and ends with this one, since its input then ends.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import signal
import sys
import threading
from typing import Any

from annotations.article import Article
from annotations.finders.findings import FinderError, Findings, PartlyWrongError, Unavailable
from annotations.finders.options import FinderOptions
from annotations.finders.plugins import Plugin
from annotations.model import Annotation
from annotations.plain import from_plain, to_plain
from annotations.processes import Process, how_it_ended, start

_MODULE = "annotations.finders.plugin_process"
_LONGEST = 256 << 20  # bytes of an answer


class IsolatedFinder:
    """The finder of a plug-in; a `Finder` itself.

    Raises FinderError, the same one only once. After one that is final it finds nothing any more.
    """

    def __init__(self, plugin: Plugin, options: FinderOptions) -> None:
        self.__name__ = plugin.label
        self.plugin = plugin
        self._options = options
        self._process: Process | None = None
        self._started_by = 0
        self._ready = False
        self._over = False
        self._told: set[str] = set()
        self._told_wrong = False
        self._turn = threading.Lock()
        with contextlib.suppress(OSError):  # tried, and told, again when an article is there
            self._start()

    def __call__(self, article: Article, findings: Findings) -> list[Annotation]:
        with self._turn:
            if self._over:
                return []
            try:
                return self._find(article, findings)
            except PartlyWrongError as error:
                if self._told_wrong:
                    return error.found
                self._told_wrong = True
                raise
            except FinderError as error:
                self._over, error.finder = error.final, self.plugin.name
                if error.message in self._told:
                    return []
                self._told.add(error.message)
                raise

    def try_on(self, article: Article, findings: Findings) -> list[Annotation]:
        """As a call, but raises Unavailable where it has nothing to say, and FinderError every time."""
        with self._turn:
            return self._find(article, findings, tell=True)

    def stop(self) -> None:
        """End the process, whatever it does, and what it has started."""
        process, self._process = self._process, None
        if process is not None and self._started_by == os.getpid():
            _kill(process)
            process.wait()
            _close(process)
            atexit.unregister(self.stop)

    def _find(self, article: Article, findings: Findings, tell: bool = False) -> list[Annotation]:
        self._wait_until_ready()
        answer = self._ask(
            {
                "seconds": self._options.seconds,
                "text": article.text,
                "path": str(article.path or ""),
                "language": article.language,
                "findings": [to_plain(annotation) for annotation in findings.all()],
            }
        )
        if tell and "unavailable" in answer:
            raise Unavailable(answer["unavailable"])
        found = [from_plain(plain) for plain in answer.get("found", ())]
        number, *first = answer.get("wrong", (0,))
        if number:
            raise PartlyWrongError(f"{number} of {number + len(found)} left out: {first[0]}", found)
        return found

    def _wait_until_ready(self) -> None:
        try:
            self._start()
        except OSError as error:
            raise FinderError(f"could not be started: {error}", final=True) from error
        if not self._ready:
            self._answer(None)
            self._ready = True

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        return self._answer(json.dumps(request).encode() + b"\n")

    def _start(self) -> None:
        if self._process is not None and self._started_by == os.getpid():
            return
        self._process = start(_MODULE, path=sys.path, apart=True)  # what we see installed is found there too
        self._started_by, self._ready = os.getpid(), False
        atexit.register(self.stop)
        begin = {
            "point": self.plugin.point,
            "megabytes": self._options.megabytes,
            "seconds": self._options.seconds,
        }
        self._write(json.dumps(begin).encode() + b"\n")

    def _write(self, data: bytes) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended, which the missing answer tells
            self._process.stdin.write(data)
            self._process.stdin.flush()

    def _answer(self, request: bytes | None) -> dict[str, Any]:
        """What it answers to `request` (None: to being started). Raises FinderError."""
        process = self._process
        assert process is not None
        assert process.stdout is not None
        late = threading.Event()

        def end() -> None:
            late.set()
            _kill(process)  # the reading below then ends

        timer = threading.Timer(self._options.seconds, end)
        timer.daemon = True
        timer.start()
        try:
            if request is not None:
                self._write(request)
            line = process.stdout.readline(_LONGEST)
        finally:
            timer.cancel()
        if late.is_set():
            self.stop()
            raise FinderError(f"took longer than {self._options.seconds:g} s{_OFF}", final=True)
        if not line.endswith(b"\n"):
            if line:
                _kill(process)
            code = process.wait()
            self.stop()
            raise FinderError(f"{how_it_ended(code, ended='ended its process')}{_OFF}", final=True)
        answer: dict[str, Any] = json.loads(line)  # our own code wrote it
        if "failed" in answer:
            if request is None:
                self.stop()
            raise FinderError(answer["failed"] + (_OFF if request is None else ""), final=request is None)
        return answer


_OFF = "; it is off until the next start"


def _kill(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)  # it leads a session of its own
    with contextlib.suppress(ProcessLookupError):
        process.kill()


def _close(process: Process) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
