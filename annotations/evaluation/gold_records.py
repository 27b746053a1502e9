"""From a JSON object to one article's gold; what is wrong with it is told with file and line.

    {"id": …, "text": …, "entities": [[start, end, type], …],
     "quotes": [{"content": [[start, end], …], "cue": …, "source": …, "speaker": …, "kind": …}, …],
     "agreements": [{"mentions": [[start, end], …], "kind": …, "parties": […], "status": …}, …]}

Of the three lists any may be missing: gold of that kind there is none. Offsets are code points of
`text`, half-open. What `artreader suggest` prints is read too, so that it can be corrected and used.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from annotations.article import Article
from annotations.display import one_line
from annotations.errors import InputError
from annotations.evaluation.agreements import AgreementRecord
from annotations.evaluation.attributions import KINDS, Attribution
from annotations.evaluation.spans import LabelledSpan
from annotations.model import Span


@dataclass(frozen=True)
class GoldArticle:
    """An article with what is known to be right in it; None is a kind that nobody annotated.

    `undecided` counts the suggestions that stand beside it without a person's decision.
    """

    id: str
    article: Article
    entities: tuple[LabelledSpan, ...] | None = None
    quotes: tuple[Attribution, ...] | None = None
    agreements: tuple[AgreementRecord, ...] | None = None
    undecided: int = 0


def gold_article(record: object, path: Path, line: int, name: str) -> GoldArticle:
    """The gold that `record`, from `line` of `path`, holds; `name` is its id when it has none.

    Raises InputError when it is not of the shape above.
    """
    return _Reader(path, line).article(record, name)


@dataclass
class _Reader:
    """Checks one record. `_length` is that of its text."""

    _path: Path
    _line: int
    _length: int = 0

    def article(self, record: object, name: str) -> GoldArticle:
        if not isinstance(record, dict):
            self._fail(f"an object with text and annotations is expected, not {_shown(record)}")
        text = record.get("text")
        if not isinstance(text, str):
            self._fail("there is no text" if text is None else f"text: {_shown(text)} is no string")
        self._length = len(text)
        kinds = [kind for kind in ("entities", "quotes", "agreements") if record.get(kind) is not None]
        if not kinds:
            self._fail("there is none of entities, quotes and agreements")
        return GoldArticle(
            id=str(record.get("id", record.get("file", name))),
            article=Article(text),
            entities=tuple(self._entities(record["entities"])) if "entities" in kinds else None,
            quotes=tuple(self._quotes(record["quotes"])) if "quotes" in kinds else None,
            agreements=tuple(self._agreements(record["agreements"])) if "agreements" in kinds else None,
        )

    def _entities(self, value: object) -> Iterator[LabelledSpan]:
        for where, item in self._items("entities", value):
            if isinstance(item, dict):
                item = [item.get("start"), item.get("end"), item.get("type")]
            if not isinstance(item, list) or len(item) != 3 or not isinstance(item[2], str):
                self._fail(f"{where}: [start, end, type] is expected, not {_shown(item)}")
            yield LabelledSpan(*self._span(where, item[:2]), item[2])

    def _quotes(self, value: object) -> Iterator[Attribution]:
        for where, item in self._objects("quotes", value):
            kind = self._string(where, item, "kind")
            if kind and kind not in KINDS:
                self._fail(f"{where}.kind: {_shown(kind)} is none of {', '.join(KINDS)}")
            yield Attribution(
                content=self._spans(f"{where}.content", item.get("content"), needed=True),
                cue=self._spans(f"{where}.cue", item.get("cue")),
                source=self._spans(f"{where}.source", item.get("source")),
                speaker=self._string(where, item, "speaker"),
                kind=kind,
                anaphoric=item.get("speaker_basis") == "hand",
            )

    def _agreements(self, value: object) -> Iterator[AgreementRecord]:
        for where, item in self._objects("agreements", value):
            parties = item.get("parties") or []
            if not isinstance(parties, list) or not all(isinstance(party, str) for party in parties):
                self._fail(f"{where}.parties: a list of names is expected, not {_shown(parties)}")
            yield AgreementRecord(
                mentions=self._spans(f"{where}.mentions", item.get("mentions"), needed=True),
                kind=self._string(where, item, "kind"),
                parties=tuple(parties),
                status=self._string(where, item, "status") or "unknown",
            )

    def _items(self, where: str, value: object) -> Iterator[tuple[str, Any]]:
        if not isinstance(value, list):
            self._fail(f"{where}: a list is expected, not {_shown(value)}")
        for position, item in enumerate(value):
            yield f"{where}[{position}]", item

    def _objects(self, where: str, value: object) -> Iterator[tuple[str, dict[str, Any]]]:
        for place, item in self._items(where, value):
            if not isinstance(item, dict):
                self._fail(f"{place}: an object is expected, not {_shown(item)}")
            yield place, item

    def _string(self, where: str, item: dict[str, Any], key: str) -> str:
        value = item.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            self._fail(f"{where}.{key}: {_shown(value)} is no string")
        return value

    def _spans(self, where: str, value: object, *, needed: bool = False) -> tuple[Span, ...]:
        """Spans in text order, from a list of them, a single one or null."""
        if isinstance(value, list) and value and not isinstance(value[0], list):
            value = [value]
        spans = () if value is None else tuple(self._span(at, item) for at, item in self._items(where, value))
        if needed and not spans:
            self._fail(f"{where}: there is no span")
        return tuple(sorted(spans))

    def _span(self, where: str, value: object) -> Span:
        if not isinstance(value, list) or len(value) != 2 or not all(type(offset) is int for offset in value):
            self._fail(f"{where}: [start, end] is expected, not {_shown(value)}")
        span = Span(*value)
        if not 0 <= span.start < span.end <= self._length:
            self._fail(f"{where}: {_shown(value)} does not lie in the text of {self._length} characters")
        return span

    def _fail(self, message: str) -> NoReturn:
        raise InputError(message, path=self._path, line=self._line)


def _shown(value: object) -> str:
    words = one_line(repr(value))
    return words if len(words) <= 60 else f"{words[:59]}…"
