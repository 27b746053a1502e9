"""Annotations of other tools into sidecars, beside what is there: nothing is overwritten or removed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from annotations.article import Article
from annotations.collection import ARTICLE_SUFFIXES
from annotations.display import one_line
from annotations.errors import InputError, SaveError
from annotations.exchange.carrying import Carries, Feature, reduce
from annotations.exchange.document import Format, Imported, Source
from annotations.exchange.files import MOST, read_whole, write_new
from annotations.exchange.offsets import moved, with_plain_lines
from annotations.metadata import Metadata
from annotations.model import Annotation, Status, new_id
from annotations.scheme import scheme_of
from annotations.sidecar.merge import merge
from annotations.sidecar.store import Store
from annotations.text.reading import decode


@dataclass(frozen=True, slots=True)
class Options:
    """`status` is given to all that is not rejected, None leaves what the file says; `by` to what tells none.

    `labels` says what a label of the file is called here.
    """

    annotator: str = ""
    status: Status | None = None
    by: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    encoding: str | None = None
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one article: how many annotations were new to its sidecar, changed one or were there."""

    article: Path
    new: int
    changed: int
    same: int
    conflicts: tuple[str, ...] = ()
    text_written: bool = False
    ignored: Counter[str] = field(default_factory=Counter)


def import_file(path: Path, format_: Format, into: Path, options: Options) -> Iterator[Outcome]:
    """Take the articles of a file into the folder `into`, one after another.

    Raises InputError, with file, line and place, for what the file should not hold, SidecarError
    and SaveError for the sidecar; the articles before that are taken in.
    """
    source = Source(path, read_whole(path, MOST), scheme_of(into / "article").kinds, options.labels)

    def look_up(name: str) -> str | None:
        found = into / _bare(name, path)
        return Article.read(found, options.encoding).text if found.is_file() else None

    for number, imported in enumerate(format_.read(source, look_up), 1):
        name = imported.name or (f"{path.stem}.txt" if number == 1 else f"{path.stem}-{number}.txt")
        yield _take_in(imported, into / _bare(name, path), format_, source, options)


def _bare(name: str, path: Path) -> str:
    """`name` as an article's file may be called. Raises InputError for one that leads elsewhere."""
    if not name or name.startswith(".") or "/" in name or "\\" in name or "\0" in name or len(name) > 200:
        raise InputError(f"{one_line(name)[:60]!r} is no name for an article", path=path)
    return name if name.lower().endswith(ARTICLE_SUFFIXES) else f"{name}.txt"


def _take_in(imported: Imported, path: Path, format_: Format, source: Source, options: Options) -> Outcome:
    text, offset = with_plain_lines(imported.text)
    article = _article(path, text, source, imported.where, options.encoding)
    annotations = (
        imported.annotations if text == imported.text else [moved(a, offset) for a in imported.annotations]
    )
    annotations = [_with_status(a, options.status) for a in annotations]
    store, loaded = Store.open(article, options.annotator, kinds=source.kinds)
    if store.read_only:
        raise SaveError(f"not saved: {store.read_only}", path=store.path)
    theirs = fitted(
        annotations, loaded.annotations, text, format_.carries, decided=options.status is not None
    )
    by = options.by or options.annotator or format_.name
    theirs = [a if a.by else a.with_(by=by) for a in theirs]
    merged = merge([], loaded.annotations, theirs)
    twins = {conflict.twin for conflict in merged.conflicts}
    result = [a for a in merged.annotations if a.id not in twins]
    before = {a.id: a for a in loaded.annotations}
    new = sum(a.id not in before for a in result)
    changed = sum(a.id in before and before[a.id] != a for a in result)
    text_written = not path.exists()
    if not options.dry_run:
        if text_written:
            write_new(path, text.encode())
        known = Metadata.of(loaded.article_extra)
        store.article_extra = {**imported.metadata.values(), **known.values()}
        store.save(article, result, suggested=loaded.suggested or imported.suggested)
    return Outcome(
        path,
        new,
        changed,
        len(theirs) - new - changed - len(merged.conflicts),
        tuple(
            f"annotation {c.id}: {', '.join(c.names)} not as imported; what is in the sidecar stays"
            for c in merged.conflicts
        ),
        text_written,
        imported.ignored,
    )


def _article(path: Path, text: str, source: Source, where: str, encoding: str | None) -> Article:
    """The article at `path`, or a new one of this text. Raises InputError when it is another text."""
    if path.exists():
        article = Article.read(path, encoding)
        if article.text != text:
            at = next((n for n, (a, b) in enumerate(zip(article.text, text, strict=False)) if a != b), None)
            at = min(len(article.text), len(text)) if at is None else at
            source.fail(
                f"its text is not that of {path.name}, from line {text.count(chr(10), 0, at) + 1} on",
                place=where,
            )
        return article
    try:
        decoded = decode(text.encode(), path)
    except UnicodeEncodeError:
        source.fail("a text with half a character (a lone surrogate)", place=where)
    except InputError as error:
        source.fail(error.message, place=where)
    return Article(decoded.text, path)


def _with_status(annotation: Annotation, status: Status | None) -> Annotation:
    if status is None or annotation.status is Status.REJECTED:
        return annotation
    return annotation.with_(status=status)


def fitted(
    theirs: Iterable[Annotation], ours: list[Annotation], text: str, carries: Carries, *, decided: bool
) -> list[Annotation]:
    """`theirs` under the ids of ours for the same words, with what the format could not carry from ours.

    What is undecided here stays so if the format cannot tell, unless a person says that all is `decided`.
    """
    theirs = list(theirs)
    known = {a.id: a for a in ours}
    whole = [a.with_(status=Status.ACCEPTED) for a in ours]  # one that is rejected here has its place too
    carried = {a.id: a for a in reduce(whole, text, carries).annotations}
    keep_undecided = not decided and Feature.STATUS not in carries
    at_place: dict[tuple[Any, ...], list[str]] = {}
    for a in carried.values():
        at_place.setdefault((a.kind, a.spans), []).append(a.id)
    own = {a.id for a in theirs if a.id in known and known[a.id].kind == a.kind}
    ids: dict[str, str] = {}
    taken = set(own)
    for a in theirs:
        if a.id in own:
            continue
        free = [id_ for id_ in at_place.get((a.kind, a.spans), ()) if id_ not in taken]
        free.sort(key=lambda id_: known[id_].label != a.label)
        ids[a.id] = free[0] if free else new_id() if a.id in known else a.id
        taken.add(ids[a.id])
    result = []
    for a in theirs:
        a = _referring(a, ids)
        if a.id in known:
            a = _completed(a, known[a.id], carried.get(a.id))
            if keep_undecided and known[a.id].status is Status.SUGGESTED:
                a = a.with_(status=Status.SUGGESTED)
        result.append(a)
    return result


def _referring(annotation: Annotation, ids: Mapping[str, str]) -> Annotation:
    changes: dict[str, Any] = {name: ids.get(id_, id_) for name, id_ in annotation.references()}
    return annotation.with_(id=ids.get(annotation.id, annotation.id), **changes)


def _completed(theirs: Annotation, ours: Annotation, carried: Annotation | None) -> Annotation:
    """`theirs` with our values where theirs are empty, or only what the format had left of ours."""
    if type(theirs) is not type(ours):
        return theirs
    shared: dict[str, Any] = {"by": "", "note": "", "why": "", "confidence": None, "extra": {}}
    empty = {**{s.name: s.empty for s in ours.fields}, **shared}
    changes: dict[str, Any] = {}
    for spec in fields(ours):
        value = getattr(theirs, spec.name)
        left = getattr(carried, spec.name) if carried is not None else value
        unsaid = spec.name in empty and value == empty[spec.name]
        if spec.name not in ("id", "status", "lost") and (unsaid or (carried is not None and value == left)):
            changes[spec.name] = getattr(ours, spec.name)
    changes["lost"] = ours.lost if "spans" in changes else theirs.lost
    return theirs.with_(**changes)
