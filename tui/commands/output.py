"""Exit codes, and how commands talk: data to stdout, everything else in single safe lines to stderr."""

from __future__ import annotations

import io
import sys
import traceback

from annotations.display import display, one_line
from annotations.errors import ArtreaderError

FINE = 0
FOUND_PROBLEMS = 1
USED_WRONGLY = 2


def complain(message: object) -> None:
    """Print one line on stderr. Whatever names or texts it holds cannot act on the terminal."""
    print(f"artreader: {display(str(message))}", file=sys.stderr, flush=True)


def complain_of(error: Exception, *, debug: bool) -> None:
    """Tell `error` in one line; with `debug` its traceback first."""
    if debug:
        for line in "".join(traceback.format_exception(error)).splitlines():
            print(display(line), file=sys.stderr)
    complain(_in_words(error))


class Complaints:
    """Tells one error after another as `complain_of` does; `code` is 1 from the first on."""

    def __init__(self, *, debug: bool) -> None:
        self.code = FINE
        self._debug = debug

    def __call__(self, error: Exception) -> None:
        self.code = FOUND_PROBLEMS
        complain_of(error, debug=self._debug)


def _in_words(error: Exception) -> str:
    if isinstance(error, ArtreaderError):
        return str(error)
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    told = one_line(str(error))[:200]
    return f"unexpected {type(error).__name__}{': ' if told else ''}{told}; --debug shows where"


def write_utf8() -> None:
    """Make stdout and stderr write UTF-8 whatever the locale, and never fail on a character."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
