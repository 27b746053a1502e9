"""What a worker does in a test: it ends where an article says so, as by a crash of a library."""

from __future__ import annotations

import os
import signal
from typing import Any

from annotations.batch import cluster
from annotations.finders.learnt import Learnt

WORD = "Maut"
_look_through = cluster.look_through


def look_through(text: str, learnt: Learnt, plain_options: dict[str, Any]) -> str:
    if text.startswith(WORD):
        os.kill(os.getpid(), signal.SIGKILL)
    return _look_through(text, learnt, plain_options)
