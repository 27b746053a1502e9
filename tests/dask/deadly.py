"""What a worker does in a test: it ends where an article says so, as by a crash of a library."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from typing import Any

from annotations.batch.parcel import Files, annotate_parcels

WORD = b"Maut"


def annotate_or_die(
    several: Sequence[Mapping[str, Any]], files: Files, plain_options: Mapping[str, Any]
) -> list[str]:
    if any(contents["article"].startswith(WORD) for contents in several):
        os.kill(os.getpid(), signal.SIGKILL)
    return annotate_parcels(several, files, plain_options)
