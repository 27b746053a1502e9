"""Regular expressions that are compiled when they are first used, not when the program starts.

Compiling all that the first screen's modules hold took a sixth of the time until it was there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split", "pattern", "flags")


class _LatePattern:
    def __init__(self, source: str | Callable[[], str], flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        """Not there before the first use; afterwards the compiled pattern's own methods are."""
        if name not in _METHODS:
            raise AttributeError(name)
        source = self._source if isinstance(self._source, str) else self._source()
        compiled = re.compile(source, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return vars(self)[name]


def late_pattern(source: str | Callable[[], str], flags: int = 0) -> re.Pattern[str]:
    """`re.compile(source, flags)`, done at the first use of one of its methods, which raises re.error
    for a wrong source then; a function is asked for the source then. Of a pattern's attributes it has the
    methods, `pattern` and `flags`."""
    return cast("re.Pattern[str]", _LatePattern(source, flags))
