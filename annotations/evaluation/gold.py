"""Where gold comes from: JSON lines, JSON files of whole articles, and one's own decided annotations."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from annotations.article import Article
from annotations.collection import is_article, natural_key
from annotations.errors import InputError
from annotations.evaluation.agreements import AgreementRecord
from annotations.evaluation.attributions import Attribution
from annotations.evaluation.gold_records import GoldArticle, gold_article
from annotations.evaluation.spans import LabelledSpan
from annotations.fsops import OS, read_regular, reason
from annotations.model import Agreement, Annotation, Entity, Quote, Status
from annotations.sidecar.paths import sidecars_by_annotator, split_sidecar_name
from annotations.sidecar.store import Store

MAX_BYTES = 256 * 1024 * 1024
JSON_SUFFIXES = (".json", ".jsonl")


@dataclass(frozen=True)
class GoldSet:
    """Articles that are measured together; `name` is the file or folder they came from."""

    name: str
    articles: Sequence[GoldArticle]


def read_gold(path: Path, annotator: str = "", encoding: str | None = None) -> list[GoldSet]:
    """The gold of a file, or of a folder: each JSON lines file is a set of its own, the JSON files of
    single articles are one together, and so are the articles with sidecars.

    What a file is, is told from its content. `annotator` says whose sidecars are meant and
    `encoding` how articles are encoded. Raises InputError or SidecarError, with the line.
    """
    if path.is_dir():
        return _read_folder(path, annotator, encoding)
    if split := split_sidecar_name(path.name):
        return [GoldSet(str(path), [decided(path.with_name(split[0]), split[1], encoding)])]
    try:
        data = read_regular(OS, str(path), MAX_BYTES)
    except OSError as error:
        raise InputError(reason(error).lower(), path=path) from error
    except ValueError as error:  # an embedded NUL
        raise InputError("no file can have this name", path=str(path).replace("\0", "\\0")) from error
    if path.suffix.lower() in JSON_SUFFIXES or data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return [GoldSet(str(path), _read_json(path, data))]
    return [GoldSet(str(path), [decided(path, annotator, encoding)])]


def _read_folder(folder: Path, annotator: str, encoding: str | None) -> list[GoldSet]:
    try:
        inside = sorted((path for path in folder.iterdir() if not path.name.startswith(".")), key=natural_key)
    except OSError as error:
        raise InputError(f"cannot list the folder: {reason(error)}", path=folder) from error
    sets: list[GoldSet] = []
    single: list[GoldArticle] = []
    for path in inside:
        if path.suffix.lower() in JSON_SUFFIXES and path.is_file():
            for found in read_gold(path):
                if len(found.articles) == 1:
                    single += found.articles
                else:
                    sets.append(found)
    articles = [path for path in inside if is_article(path)]
    whose = [split_sidecar_name(path.name) for path in inside]
    with_sidecar = {split[0] for split in whose if split and split[1] == annotator}
    own = [decided(path, annotator, encoding) for path in articles if path.name in with_sidecar]
    sets += [GoldSet(str(folder), together) for together in (single, own) if together]
    if not sets:
        others = sorted({split[1] for split in whose if split and split[1] != annotator})
        raise InputError(
            "no gold in this folder (looked for *.jsonl, *.json and articles with annotations)",
            path=folder,
            advice=_whose(others),
        )
    return sets


def decided(path: Path, annotator: str = "", encoding: str | None = None) -> GoldArticle:
    """An article whose accepted annotations are the gold; rejected ones are known to be wrong.

    A kind of which nothing was decided is taken as not annotated. Raises InputError or SidecarError.
    """
    article = Article.read(path, encoding)
    _, loaded = Store.open(article, annotator)
    if not loaded.exists:
        raise InputError(
            "no gold in this file: it is no JSON, and no annotations stand beside it",
            path=path,
            advice=_whose(list(sidecars_by_annotator(path))),
        )
    placed = [annotation for annotation in loaded.annotations if not annotation.is_lost]
    entities, quotes, agreements = (
        _accepted(placed, kind) for kind in (Entity.kind, Quote.kind, Agreement.kind)
    )
    gold = GoldArticle(
        id=path.name,
        article=article,
        entities=None
        if entities is None
        else tuple(LabelledSpan(entity.start, entity.end, entity.label) for entity in entities),
        quotes=None
        if quotes is None
        else tuple(Attribution.of(quote) for quote in quotes if isinstance(quote, Quote)),
        agreements=None
        if agreements is None
        else tuple(AgreementRecord.of(found) for found in agreements if isinstance(found, Agreement)),
        undecided=sum(
            annotation.status is Status.SUGGESTED and annotation.kind != "note" for annotation in placed
        ),
    )
    if entities is None and quotes is None and agreements is None:
        raise InputError(
            "nothing was decided in its annotations", path=path, advice="accept or reject some first"
        )
    return gold


def _accepted(annotations: Sequence[Annotation], kind: str) -> list[Annotation] | None:
    """The accepted annotations of `kind`; None when none of them was decided."""
    settled = [a for a in annotations if a.kind == kind and a.status is not Status.SUGGESTED]
    return [a for a in settled if a.status is Status.ACCEPTED] if settled else None


def _whose(annotators: Sequence[str]) -> str:
    named = [name for name in annotators if name]
    return f"there are annotations by {named[0]}: --annotator {named[0]}" if named else ""


def _read_json(path: Path, data: bytes) -> list[GoldArticle]:
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES >> 20} MB", path=path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError("not valid UTF-8", path=path, line=line) from error
    articles: list[GoldArticle] = []
    lines: dict[str, int] = {}
    for line, record in _records(path, text):
        article = gold_article(record, path, line, f"{path.stem}:{line}")
        if article.id in lines:
            raise InputError(f"its id is that of line {lines[article.id]} too", path=path, line=line)
        lines[article.id] = line
        articles.append(article)
    if not articles:
        raise InputError("the file is empty", path=path)
    return articles


def _records(path: Path, text: str) -> Iterator[tuple[int, object]]:
    """The JSON values of `text` with their lines: one a line, or a single one over many lines."""
    lines = text.split("\n")  # not splitlines(): U+2028 may stand in a string
    first = next((line for line in lines if line.strip()), "")
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        if first:
            yield 1, _parsed(path, text, 1)
        return
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _parsed(path, line, number)


def _parsed(path: Path, text: str, line: int) -> object:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        message = (error.msg[:1].lower() + error.msg[1:]).removesuffix(" at")
        raise InputError(
            f"not valid JSON: {message}", path=path, line=line + error.lineno - 1, column=error.colno
        ) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, thousands of brackets
        raise InputError("not valid JSON: too long or too deep", path=path, line=line) from error
