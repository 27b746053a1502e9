"""The other process of `elsewhere`: takes articles and gives what the finders find in them, as JSON lines."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import queue
import sys
import threading
from base64 import b64encode
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any, NamedTuple

from annotations.article import Article
from annotations.finders.options import FinderOptions
from annotations.finders.sections import REACH, WHOLE, distance, nearest
from annotations.plain import to_plain
from annotations.span_list import SpanList

_BATCH = 100  # things in a line of the answer: whoever reads it holds up others no longer than that takes
_NICER = 5  # the screen goes first where there are not processors enough
_FLUSHED = ("structure", "section", "rests", "done")
_LOADED = ("section", "done")


def main() -> None:
    """Answer one request after another until there are no more."""
    gc.disable()  # until all is loaded, which stays: a fifth of the time to the first answer
    with contextlib.suppress(OSError):
        os.nice(_NICER)
    requests: queue.SimpleQueue[_Request] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(sys.stdin.buffer, requests), daemon=True).start()
    from annotations.finders.pipeline import built_in_finders

    built_in_finders()  # to be ready
    while True:
        request = requests.get()
        for what, things in _answer(request):
            sys.stdout.buffer.write(json.dumps([what, things]).encode() + b"\n")
            if what in _FLUSHED:
                sys.stdout.buffer.flush()
            if what in _LOADED and not gc.isenabled():
                gc.freeze()
                gc.enable()
        del request


class _Request(NamedTuple):
    article: Article
    options: FinderOptions | None  # None: no suggestions
    places: queue.SimpleQueue[int]  # where the reader is, the latest last


def _listen(incoming: IO[bytes], requests: queue.SimpleQueue[_Request]) -> None:
    """Take in texts, each behind a line of JSON about it: its length in bytes, its path, the options of
    the finders (null: no suggestions); and, in lines between them, where in the last one the reader is.
    Once there is nobody any more, end."""
    places: queue.SimpleQueue[int] = queue.SimpleQueue()
    while line := incoming.readline():
        about = json.loads(line)
        if "at" in about:
            places.put(about["at"])
            continue
        text = incoming.read(about["length"]).decode("utf-8", "surrogatepass")
        article = Article(text, Path(about["path"]) if about["path"] else None)
        places = queue.SimpleQueue()
        requests.put(
            _Request(article, FinderOptions.of(about["options"]) if about["options"] else None, places)
        )
        del text, article
    os._exit(0)  # in the middle of what is asked for, too


def _answer(request: _Request) -> Iterator[tuple[str, Sequence[Any]]]:
    article = request.article
    yield from _batches("furniture", [[*piece.span, piece.kind] for piece in article.furniture])
    article.know(article.furniture, SpanList(article.paragraphs), SpanList(article.sentences))
    for name in ("paragraphs", "sentences"):
        yield name, [b64encode(part).decode() for part in getattr(article, name).in_bytes()]
    yield "structure", ()
    if request.options is not None:
        yield from _suggested(article, request.options, request.places)
    yield "done", ()


def _suggested(
    article: Article, options: FinderOptions, places: queue.SimpleQueue[int]
) -> Iterator[tuple[str, Sequence[Any]]]:
    from annotations.finders.findings import FinderError, told
    from annotations.finders.pipeline import sectioned

    failed: list[tuple[str, Exception]] = []
    parts = sectioned(article, failed=lambda name, error: failed.append((name, error)), options=options)
    reach = REACH if len(article.text) > WHOLE else len(article.text)
    left, place = set(parts.sections), 0
    while left:
        while not places.empty():
            place = places.get()
        section = nearest(left, place)
        if distance(section, place) > reach:
            yield "rests", ()
            place = places.get()
            continue
        left.remove(section)
        found = parts.found_in(section)
        yield "failed", [(name, told(error)) for name, error in failed]
        yield "gone", [error.finder for _, error in failed if isinstance(error, FinderError) and error.final]
        failed.clear()
        for at in range(0, len(found), _BATCH):
            yield "annotations", [to_plain(annotation) for annotation in found[at : at + _BATCH]]
        yield "section", ()


def _batches(what: str, things: Sequence[Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    for at in range(0, len(things), _BATCH):
        yield what, things[at : at + _BATCH]


if __name__ == "__main__":
    main()
