"""Three versions of one sidecar brought together, as git asks of a merge driver (gitattributes(5))."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from annotations.anchoring import Anchor, Anchored, reanchor
from annotations.annotation_set import order_key
from annotations.article import Article
from annotations.errors import InputError, SaveError, SidecarError
from annotations.fsops import OS, FileOps, read_regular, reason
from annotations.history import united
from annotations.model import KINDS, Annotation
from annotations.sidecar import decode, events
from annotations.sidecar.atomic import put
from annotations.sidecar.document import Document
from annotations.sidecar.file_kinds import Kinds
from annotations.sidecar.header import FORMAT, FORMAT_VERSION, Header
from annotations.sidecar.merge import Merged, merge
from annotations.sidecar.paths import split_sidecar_name
from annotations.sidecar.rendering import rendered


@dataclass(frozen=True, slots=True)
class Version:
    """One of the files: its path and what it says, None when it is empty (git's "there was none")."""

    path: Path
    document: Document | None

    @classmethod
    def read(cls, path: Path, ops: FileOps = OS, kinds: Kinds = KINDS) -> Version:
        """Raises SidecarError."""
        try:
            data = read_regular(ops, str(path), events.MAX_BYTES)
        except OSError as error:
            raise SidecarError(reason(error), path=path) from error
        if not data.strip():
            return cls(path, None)
        source = events.load(data, path)
        version = decode.format_version(source)
        if version > FORMAT_VERSION:
            newer = f"its format artreader/{version} is newer than {FORMAT}"
            raise SidecarError(newer, path=path, advice="install a newer artreader")
        return cls(path, Document.read(source, kinds))

    @property
    def anchored(self) -> Sequence[Anchored]:
        return self.document.anchored if self.document else ()


def merge_files(
    base: Path,
    ours: Path,
    theirs: Path,
    *,
    article: Path | None = None,
    ops: FileOps = OS,
    kinds: Kinds = KINDS,
) -> Merged:
    """Write into `ours` what both sides made of `base`; comments and lines that did not change stay.

    `article` is asked for only when the three were made on different texts: all are then
    placed in its present one. `kinds` are those of the article's scheme. Raises SidecarError when a
    file cannot be understood, InputError for the article, SaveError when the result cannot be
    written; `ours` is then as it was.
    """
    versions = [Version.read(path, ops, kinds) for path in (base, ours, theirs)]
    documents = [version.document for version in versions if version.document]
    if not documents:
        return Merged([], 0)
    text = _common_text(versions, documents, article)
    if text is not None:
        sha256, length = documents[0].header.sha256, documents[0].header.length
        sides = [[anchored.annotation for anchored in version.anchored] for version in versions]
    else:
        present = _article_of(versions, article)
        text, sha256, length = present.text, present.sha256, len(present.text)
        sides = [_placed(version, present) for version in versions]
    merged = merge(*sides)
    kept = versions[1].document or versions[2].document
    if kept is not None:
        header = replace(_header(versions, kept.header), sha256=sha256, length=length)
        wanted = sorted(merged.annotations, key=order_key)
        _write(ops, ours, rendered(kept, header, wanted, text, kinds, ours)[1])
    return merged


def article_beside(sidecar: Path) -> Path | None:
    """The article that a sidecar of this name belongs to, where there is one."""
    split = split_sidecar_name(sidecar.name)
    article = sidecar.with_name(split[0]) if split else None
    return article if article is not None and article.is_file() else None


def _common_text(
    versions: Sequence[Version], documents: Sequence[Document], article: Path | None
) -> str | None:
    """The one text that all versions were made on; None when they were made on several."""
    hashes = {document.header.sha256 for document in documents}
    if len(hashes) > 1:
        return None
    with suppress(InputError):
        if article is not None and (present := Article.read(article)).sha256 in hashes:
            return present.text
    return _told_text(versions)


def _told_text(versions: Iterable[Version]) -> str | None:
    """The article as far as quotes and context tell it, which is all that is written again.

    None when they contradict one another.
    """
    pieces: list[tuple[int, str]] = []
    for version in versions:
        for anchored in version.anchored:
            for anchor in (*anchored.spans, *anchored.fields.values()):
                pieces += _pieces(anchor)
    length = max((start + len(piece) for start, piece in pieces), default=0)
    text = [""] * length
    for start, piece in pieces:
        for at, char in enumerate(piece, start):
            if text[at] not in ("", char):
                return None
            text[at] = char
    return "".join(char or " " for char in text)


def _pieces(anchor: Anchor) -> list[tuple[int, str]]:
    start, end = anchor.at
    return [(start - len(anchor.before), anchor.before), (start, anchor.quote), (end, anchor.after)]


def _article_of(versions: Sequence[Version], article: Path | None) -> Article:
    if article is None:
        raise SidecarError(
            "made on another text of the article than the other versions",
            path=versions[1].path,
            advice="name the file in the work tree as the fourth argument, so that its article is found",
        )
    return Article.read(article)


def _placed(version: Version, article: Article) -> list[Annotation]:
    if version.document is None:
        return []
    unchanged = version.document.header.sha256 == article.sha256
    return reanchor(version.document.anchored, article.text, unchanged=unchanged).annotations


def _header(versions: Sequence[Version], kept: Header) -> Header:
    """The header of ours, with what theirs alone changed, and the states of both."""
    base, ours, theirs = (version.document.header if version.document else None for version in versions)
    if base is None or ours is None or theirs is None:
        return kept
    changes = {
        name: getattr(theirs, name)
        for name in ("file", "language", "annotator", "suggested_by", "article_extra", "extra")
        if getattr(ours, name) == getattr(base, name)
    }
    return replace(kept, states=united(base.states, ours.states, theirs.states), **changes)


def _write(ops: FileOps, path: Path, data: bytes) -> None:
    try:
        put(ops, path, data)
    except OSError as error:
        raise SaveError(f"not saved: {reason(error)}", path=path) from error
