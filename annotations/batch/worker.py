"""Annotates the articles whose paths come in, a line of JSON each, and answers with a line for each.

Started by `pool`: this interpreter, on this module. The first line that comes in are the options, the first
that goes out says that it is ready.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import threading
import time
from pathlib import Path
from typing import IO

from annotations.batch.options import Options
from annotations.processes import own_streams

MOST = 24 * 3600.0  # seconds of the processor for one article, should nobody be left to end us
GRACE = 10.0  # seconds in which the article at hand may be finished once nobody waits for others


def main() -> None:
    """Answer until there are no more, or nobody to answer."""
    for number in (signal.SIGINT, signal.SIGHUP):  # Ctrl+C goes to all; whoever started us decides
        signal.signal(number, signal.SIG_IGN)
    incoming, outgoing = own_streams()
    options = Options.of(json.loads(incoming.readline()))
    from annotations.batch.finding import make_ready
    from annotations.batch.one_article import annotate

    make_ready(options)
    paths: queue.SimpleQueue[str | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(incoming, paths), daemon=True).start()
    answer: object = "ready"
    with contextlib.suppress(BrokenPipeError):
        while True:
            outgoing.write(json.dumps(answer).encode() + b"\n")
            outgoing.flush()
            path = paths.get()
            if path is None:
                break
            signal.setitimer(signal.ITIMER_PROF, MOST)
            answer = annotate(Path(path), options).plain()
    os._exit(0)  # nothing is left to be done: every file is written and closed


def _listen(incoming: IO[bytes], paths: queue.SimpleQueue[str | None]) -> None:
    """Take in paths as they come; at the end forget those that were not begun, and end before long."""
    while line := incoming.readline():
        paths.put(json.loads(line))
    with contextlib.suppress(queue.Empty):
        while True:
            paths.get_nowait()
    paths.put(None)
    time.sleep(GRACE)
    os._exit(1)


if __name__ == "__main__":
    main()
