"""What the full-text search takes for the same words, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.display import one_line

AROUND = 40  # code points of a snippet before the words found


@dataclass(frozen=True, slots=True)
class Hit:
    """Words found in an article: `kind` is "text" or an annotation's kind, `start` where they begin.

    `count` is how often they stand in the text (1 for an annotation). The snippet is `before`,
    `words` and `after`, fit to be shown.
    """

    path: Path
    kind: str
    start: int
    count: int
    before: str
    words: str
    after: str


def folded(text: str) -> str:
    """Without differences of capitals and of white space, a line break among it."""
    return " ".join(text.casefold().replace("\0", "\ufffd").split())


def pattern(wanted: str) -> re.Pattern[str] | None:
    """Matches `wanted` in a text that is not folded; None when there is nothing to match."""
    words = wanted.split()
    return re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE) if words else None


def in_text(path: Path, text: str, wanted: str) -> Hit | None:
    """The first place of `wanted` in the text of an article, and how many there are."""
    found = pattern(wanted)
    places = list(found.finditer(text)) if found else []
    if not places:
        return None
    start, end = places[0].span()
    before = one_line(text[max(0, start - 2 * AROUND) : start])
    before = before[-AROUND:] + (" " if text[start - 1 : start].isspace() else "")
    after = (" " if text[end : end + 1].isspace() else "") + one_line(text[end : end + 200])
    return Hit(path, "text", start, len(places), before, one_line(text[start:end]), after)


def in_remarks(path: Path, remarks: Iterable[tuple[int, str, str]], wanted: str) -> Iterator[Hit]:
    """The annotations of an article (start, kind, words) in whose fields `wanted` stands."""
    found = pattern(wanted)
    for start, kind, words in remarks:
        if found and (match := found.search(words)):
            begin, end = match.span()
            yield Hit(
                path, kind, start, 1, words[max(0, begin - AROUND) : begin], words[begin:end], words[end:]
            )
