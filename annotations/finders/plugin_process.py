"""Runs one finder of another package, in a process of its own: what it does there stays there.

Started by `isolated`. Requests and answers are lines of JSON. What the finder prints goes nowhere, or to
standard error where ARTREADER_DEBUG is set; it can read nothing; its memory is bounded by the system.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import queue
import resource
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from annotations.article import Article
from annotations.display import one_line
from annotations.finders.findings import Findings, Unavailable
from annotations.finders.validation import sound
from annotations.plain import from_plain, to_plain
from annotations.processes import own_streams

_LONGEST = 200  # characters of a message
_NOT_ITS_OWN = (Path(__file__).parent, Path(importlib.__file__).parent)


def main() -> None:
    """Answer one request after another until there are no more."""
    incoming, outgoing = own_streams()
    limits = json.loads(incoming.readline())
    _limit_memory(limits["megabytes"] << 20)
    _limit_processor(limits["seconds"])
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, requests), daemon=True).start()

    def say(**answer: Any) -> None:
        outgoing.write(json.dumps(answer).encode() + b"\n")
        outgoing.flush()

    finder: Any = None

    def load() -> dict[str, Any]:
        nonlocal finder
        finder = _loaded(limits["point"])
        return {"ready": True}

    say(**_guarded(load))
    while True:
        request = json.loads(requests.get())
        _limit_processor(request["seconds"])
        say(**_guarded(lambda request=request: _found(finder, request)))  # type: ignore[misc]


def _limit_memory(most: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # the system has no such limit, or a lower one
        resource.setrlimit(resource.RLIMIT_DATA, (most, most))


def _limit_processor(seconds: float) -> None:
    """So that a finder that hangs ends some day, should nobody be left to end it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    allowed = int(used.ru_utime + used.ru_stime + (seconds + 10) * (os.cpu_count() or 1)) + 1
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def _listen(incoming: IO[bytes], requests: queue.SimpleQueue[bytes]) -> None:
    while line := incoming.readline():
        requests.put(line)
    os._exit(0)  # nobody is there any more


def _loaded(point: str) -> Any:
    """What an entry point "module:attribute" names."""
    module, _, attribute = point.partition(":")
    found: Any = importlib.import_module(module)
    for name in filter(None, attribute.split(".")):
        found = getattr(found, name)
    if not callable(found):
        raise TypeError(f"{point} cannot be called")
    return found


def _found(finder: Callable[[Article, Findings], Any], request: dict[str, Any]) -> dict[str, Any]:
    article = Article(request["text"], Path(request["path"]) if request["path"] else None)
    vars(article)["language"] = request["language"]
    findings = Findings()
    for plain in request["findings"]:
        findings.add(from_plain(plain))
    kept, wrong = sound(finder(article, findings), len(article.text))
    return {"found": [to_plain(annotation) for annotation in kept], "wrong": [len(wrong), *wrong[:1]]}


def _guarded(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What `work` answers, or how it failed; whatever it raises, SystemExit too."""
    try:
        return work()
    except Unavailable as error:
        return {"unavailable": _told(error)}
    except SystemExit:
        return {"failed": f"called sys.exit{_place(sys.exc_info()[2])}"}
    except MemoryError:
        return {"failed": f"needs more memory than it may have{_place(sys.exc_info()[2])}"}
    except BaseException as error:
        message = _told(error)
        named = f"{type(error).__name__}: {message}" if message else type(error).__name__
        return {"failed": f"raised {named}{_place(error.__traceback__)}"}


def _told(error: BaseException) -> str:
    try:
        return one_line(str(error))[:_LONGEST]
    except Exception:
        return ""


def _place(traceback: Any) -> str:
    """Where in the finder's own code it was raised: " (mine.py, line 12)"."""
    place = ""
    while traceback is not None:
        file = traceback.tb_frame.f_code.co_filename
        if Path(file).parent not in _NOT_ITS_OWN and not file.startswith("<"):
            place = f" ({one_line(Path(file).name)}, line {traceback.tb_lineno})"
        traceback = traceback.tb_next
    return place


if __name__ == "__main__":
    main()
