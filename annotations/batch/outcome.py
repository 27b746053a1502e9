"""What became of one article; goes from process to process as JSON."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from annotations.display import display, one_line
from annotations.errors import ArtreaderError

_LONGEST = 200  # characters of an unexpected error's words


class Done(StrEnum):
    """What was done."""

    WRITTEN = "written"  # there was no sidecar
    RENEWED = "renewed"  # there was one, and its suggestions are others now
    SAME = "same"  # looked through, and the sidecar said all of it already
    CURRENT = "current"  # not looked through: the sidecar is up to date
    RECORDED = "recorded"  # given as a record
    PARTLY = "partly"  # done, but a finder failed
    FAILED = "failed"  # nothing was written


@dataclass(frozen=True, slots=True)
class Outcome:
    """`added` and `removed` count suggestions. `problem` is the whole line that tells what went wrong,
    `reason` the part of it that other articles may share; `trace` is for `--debug`."""

    path: Path
    done: Done
    added: int = 0
    removed: int = 0
    record: str = ""
    problem: str = ""
    reason: str = ""
    trace: str = ""

    @classmethod
    def failure(cls, path: Path, error: Exception) -> Self:
        """Nothing was written because of `error`."""
        trace = "".join(traceback.format_exception(error))
        if isinstance(error, ArtreaderError):
            problem = str(error) if error.path else f"{display(str(path))}: {error}"
            return cls(path, Done.FAILED, problem=problem, reason=error.message, trace=trace)
        if isinstance(error, OSError) and error.strerror:
            return cls.told(path, error.strerror, trace=trace)
        words = one_line(str(error))[:_LONGEST]
        return cls.told(path, f"unexpected {type(error).__name__}{': ' if words else ''}{words}", trace=trace)

    @classmethod
    def told(cls, path: Path, reason: str, *, trace: str = "") -> Self:
        """Nothing was written, for a reason in words."""
        return cls(path, Done.FAILED, problem=f"{display(str(path))}: {reason}", reason=reason, trace=trace)

    def plain(self) -> dict[str, Any]:
        """What is not empty, as JSON can hold it."""
        return {name: value for name, value in asdict(self).items() if value} | {"path": str(self.path)}

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> Self:
        """What `plain` gave. Raises KeyError, TypeError or ValueError for anything else."""
        return cls(**{**plain, "path": Path(plain["path"]), "done": Done(plain["done"])})
