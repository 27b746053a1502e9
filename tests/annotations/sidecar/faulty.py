"""File operations of which a chosen one fails."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

from annotations.fsops import FileOps

ERRORS = ("ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT", "ESTALE", "EINTR")


class FailingOps(FileOps):
    """Fails the `fail_at`-th call with `error`, once or ever after."""

    def __init__(self, fail_at: int = 0, error: int = errno.EIO, *, ever_after: bool = False) -> None:
        self.calls: list[str] = []
        self.fail_at = fail_at
        self.error = error
        self.ever_after = ever_after

    def __getattribute__(self, name: str) -> Any:
        found = super().__getattribute__(name)
        if name.startswith("_") or not callable(found):
            return found
        return super().__getattribute__("_counted")(name, found)

    def _counted(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def counted(*args: Any, **kwargs: Any) -> Any:
            self.calls.append(name)
            number = len(self.calls)
            if self.fail_at and (number == self.fail_at or (self.ever_after and number > self.fail_at)):
                if name == "close":
                    call(*args, **kwargs)  # as Linux does: the descriptor is closed all the same
                raise OSError(self.error, os.strerror(self.error))
            return call(*args, **kwargs)

        return counted
