"""What goes into a format and what comes out of one: an article's text with its annotations."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, NoReturn, Protocol

from annotations.display import one_line
from annotations.errors import InputError
from annotations.exchange.carrying import Carries
from annotations.exchange.files import MOST, read_whole
from annotations.metadata import NOTHING_KNOWN, Metadata
from annotations.model import KINDS, Annotation, Span

LookUp = Callable[[str], str | None]  # the text of the article of this name; None where there is none
Kinds = Mapping[str, type[Annotation]]


@dataclass(frozen=True, slots=True)
class Document:
    """An article to be exported: `name` is its file's, `annotations` are as the format can carry them.

    `suggested` says that finders have run on it.
    """

    name: str
    text: str
    annotations: list[Annotation]
    language: str = ""
    annotator: str = ""
    suggested: bool = False
    metadata: Metadata = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes to be put behind what file `name` holds already; "" is the one file of a format that has one."""

    name: str
    data: bytes


@dataclass(slots=True)
class Imported:
    """One article as a file gave it. `text` is as it stood there; offsets count its code points.

    `where` is the place in the file, for messages; `name` is "" where the file does not tell it;
    `ignored` counts what there is no place for here.
    """

    name: str
    text: str
    annotations: list[Annotation]
    where: str = ""
    ignored: Counter[str] = field(default_factory=Counter)
    suggested: bool = False
    metadata: Metadata = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class Source:
    """A file to be imported; `label` gives what a label of the file is called here.

    `fail` raises InputError with file, line and place.
    """

    path: Path
    data: bytes
    kinds: Kinds = field(default_factory=lambda: KINDS)
    label: Mapping[str, str] = field(default_factory=dict)

    @property
    def decoded(self) -> str:
        """The file as UTF-8 text with LF line ends, no byte order mark. Raises InputError."""
        try:
            return self.data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = self.data.count(b"\n", 0, error.start) + 1
            raise InputError("not valid UTF-8", path=self.path, line=line) from error

    def fail(self, message: str, *, line: int | None = None, place: str = "") -> NoReturn:
        raise InputError(f"{place}: {message}" if place else message, path=self.path, line=line)

    def beside(self, name: str) -> bytes | None:
        """A file that lies beside this one; None where none does that can be read."""
        try:
            return read_whole(self.path.with_name(name), MOST)
        except InputError:
            return None

    def json(self, text: str, line: int | None = None) -> Any:
        """A JSON value. Raises InputError, also for what is nested too deep."""
        try:
            return json.loads(text)
        except json.JSONDecodeError as error:
            self.fail(f"not JSON: {error.msg}", line=(line or 1) + error.lineno - 1)
        except (RecursionError, ValueError) as error:
            self.fail(f"JSON that cannot be read: {error}", line=line)

    def json_lines(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """The objects of a file of JSON lines, with the number of the line."""
        for number, line in enumerate(self.decoded.split("\n"), 1):
            if line.strip():
                found = self.json(line, number)
                if not isinstance(found, dict):
                    self.fail("not a JSON object", line=number)
                yield number, found

    def list_in(self, record: Mapping[str, Any], name: str, line: int) -> list[Any]:
        """The list of that name; [] where there is none. Raises InputError when it is something else."""
        found = record.get(name) or []
        if not isinstance(found, list):
            self.fail(f'"{name}" must be a list', line=line)
        return found

    def span(self, start: Any, end: Any, text: str, *, line: int | None = None, place: str = "") -> Span:
        """A span of `text`. Raises InputError when it is none, is empty or goes beyond the text."""
        if type(start) is not int or type(end) is not int:
            self.fail(f"no place in the text: {one_line(str((start, end)))[:80]}", line=line, place=place)
        if not 0 <= start < end <= len(text):
            self.fail(
                f"the span {start}–{end} does not lie in the text, which has {len(text)} characters",
                line=line,
                place=place,
            )
        return Span(start, end)

    def check_quote(
        self, text: str, span: Span, quote: object, *, line: int | None = None, place: str = ""
    ) -> None:
        """Raises InputError unless `quote` stands at `span`."""
        words = text[span.start : span.end]
        if quote != words:
            self.fail(
                f"the span {span.start}–{span.end} should hold {_shown(str(quote))}, "
                f"but the text has {_shown(words)} there",
                line=line,
                place=place,
            )


def _shown(words: str) -> str:
    words = one_line(words)
    return f"“{words if len(words) <= 60 else words[:59] + '…'}”"


class Format(Protocol):
    """One module a format has one object of this. `suffix` is of the file that `Piece("")` names.

    `files` says that every article gets files of its own; `extra` is the optional extra that it
    needs, "" for none.
    """

    name: ClassVar[str]
    title: ClassVar[str]
    suffix: ClassVar[str]
    files: ClassVar[bool]
    extra: ClassVar[str]
    carries: ClassVar[Carries]
    how: ClassVar[str]

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        """The bytes of `documents`, one after another. Raises InputError for what it cannot hold."""
        ...

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        """The articles of a file. Raises InputError with file, line and place."""
        ...
