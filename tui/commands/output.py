"""Exit codes, and how commands talk: data to stdout, everything else in single safe lines to stderr."""

from __future__ import annotations

import io
import sys

from annotations.display import display

FINE = 0
FOUND_PROBLEMS = 1
USED_WRONGLY = 2


def complain(message: object) -> None:
    """Print one line on stderr. Whatever names or texts it holds cannot act on the terminal."""
    print(f"artreader: {display(str(message))}", file=sys.stderr, flush=True)


def write_utf8() -> None:
    """Make stdout and stderr write UTF-8 whatever the locale, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
