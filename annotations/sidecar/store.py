"""The sidecar of one open article: read once, saved as often as need be, never torn.

Offsets are code points of the article's text. Opening writes nothing; saving what is on disk
already writes nothing.
"""

from __future__ import annotations

import hashlib
import math
import threading
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from annotations import __version__
from annotations.anchoring import reanchor
from annotations.annotation_set import order_key
from annotations.article import Article
from annotations.errors import ForeignChangeError, InputError, SaveError, SidecarError
from annotations.fsops import OS, FileOps, content, reason
from annotations.history import StateStep
from annotations.kinds import in_file
from annotations.model import KINDS, Annotation
from annotations.sidecar import decode, events
from annotations.sidecar.atomic import replace_file, sync_folder
from annotations.sidecar.blocks import Blocks
from annotations.sidecar.document import Document
from annotations.sidecar.file_kinds import Kinds
from annotations.sidecar.header import FORMAT, FORMAT_VERSION, Header
from annotations.sidecar.nodes import Source
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.rendering import in_bytes, rendered


@dataclass
class Loaded:
    """What opening gave: the annotations, placed in the present text.

    `moved` and `lost` count the annotations that moved, or lost a span, because the text is
    not the one they were made on (`text_changed`). `suggested` says that finders have run, `states`
    how far somebody said the work has come; `extra` are the header's unknown keys, `article_extra`
    those of its section `article`, with the metadata among them (`annotations.metadata`).
    """

    annotations: list[Annotation]
    exists: bool = False
    text_changed: bool = False
    moved: int = 0
    lost: int = 0
    suggested: bool = False
    states: tuple[StateStep, ...] = ()
    annotator: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    article_extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def untouched(self) -> bool:
        """Whether the file only tells of the article, and neither a finder nor a person has been at work."""
        return bool(self.article_extra) and not (self.annotations or self.suggested or self.states)


class Store:
    """Reads and writes one sidecar. `save` may be called from any thread; saves take turns.

    `extra` are keys that the header is to have beside those it had, `article_extra` such keys of
    its section `article`; `kinds` are those of the article's scheme.
    """

    def __init__(
        self,
        path: Path,
        annotator: str = "",
        ops: FileOps = OS,
        extra: Mapping[str, Any] | None = None,
        kinds: Kinds = KINDS,
    ) -> None:
        self.path = path
        self.annotator = annotator
        self.extra = extra or {}
        self.article_extra: Mapping[str, Any] = {}
        self.kinds = kinds
        self.read_only = ""
        self._ops = ops
        self._lock = threading.Lock()
        self._document: Document | None = None  # what the file says, as last read or written …
        self._blocks: Blocks | None = None  # … or this instead
        self._digest: bytes | None = None  # of the file as last read or written; None when there was none
        self._durable = True  # whether the last renaming is known to be on the disk

    @classmethod
    def open(
        cls, article: Article, annotator: str = "", *, ops: FileOps = OS, kinds: Kinds = KINDS
    ) -> tuple[Self, Loaded]:
        """The store of an article's sidecar with what it holds; nothing when there is no file yet.

        Raises SidecarError when the file cannot be understood, InputError when the
        article is no file, ArtreaderError for an impossible annotator's name.
        """
        if article.path is None:
            raise InputError("not a file", advice="annotations are kept beside the article's file")
        store = cls(sidecar_path(article.path, annotator), annotator, ops, kinds=kinds)
        return store, store.load(article)

    def load(self, article: Article) -> Loaded:
        """Read the file, wherever it lies, as one of `article`. Raises SidecarError."""
        try:
            data = self._read()
        except OSError as error:
            raise events.unreadable(error, self.path) from error
        if data is None:
            return Loaded([], annotator=self.annotator)
        self._digest = _digest(data)
        with events.collection_paused():
            return self._understood(data, article)

    def _understood(self, data: bytes, article: Article) -> Loaded:
        source = events.load(data, self.path)
        version = decode.format_version(source)
        if version > FORMAT_VERSION:
            self.read_only = f"its format artreader/{version} is newer than {FORMAT}"
            return self._load_newer(source, article)
        self._document = Document.read(source, self.kinds)
        return self._loaded(self._document, article)

    def _load_newer(self, source: Source, article: Article) -> Loaded:
        try:
            return self._loaded(Document.read(source, self.kinds), article)
        except SidecarError:
            return Loaded([], exists=True, suggested=True, annotator=self.annotator)

    def _loaded(self, document: Document, article: Article) -> Loaded:
        header = document.header
        self.annotator = self.annotator or header.annotator
        changed = header.sha256 != article.sha256
        found = reanchor(document.anchored, article.text, unchanged=not changed)
        return Loaded(
            annotations=found.annotations,
            exists=True,
            text_changed=changed,
            moved=found.moved,
            lost=found.lost,
            suggested=bool(header.suggested_by),
            states=header.states,
            annotator=self.annotator,
            extra=header.extra,
            article_extra=header.article_extra,
        )

    def changed_on_disk(self) -> bool:
        """Whether the file's content is not what was last read or written here, or the file is gone."""
        try:
            data = self._read()
        except OSError:
            return False  # whether it can be written is for the next save to find out
        return (None if data is None else _digest(data)) != self._digest

    def save(
        self,
        article: Article,
        annotations: Iterable[Annotation],
        *,
        suggested: bool = True,
        states: tuple[StateStep, ...] | None = None,
    ) -> None:
        """Write the annotations of `article`; `suggested` records that finders have run on it.

        `states` are to be those of the header; None: as they are.

        Raises SaveError, which names the reason; the file on disk is then as it was.
        """
        with self._lock:
            if self.read_only:
                raise SaveError(
                    f"not saved: {self.read_only}", path=self.path, advice="install a newer artreader"
                )
            header = self._header(article, suggested, states)
            wanted = sorted(map(_writable, annotations), key=order_key)
            if self._is_saved(header, wanted):
                return
            try:
                blocks = self._changed_blocks(header, wanted, article.text)
                if blocks is not None:
                    document, data = None, in_bytes(blocks.text, blocks.newline)
                else:
                    with events.collection_paused():
                        document, data = rendered(
                            self._document, header, wanted, article.text, self.kinds, self.path
                        )
                self._write(data)
            except OSError as error:
                raise SaveError(f"not saved: {reason(error)}", path=self.path, advice=_ADVICE) from error
            self._document, self._blocks = document, blocks
            self._digest, self._durable = _digest(data), False
            try:
                sync_folder(self._ops, self._ops.realpath(str(self.path)))
            except OSError as error:
                raise SaveError(
                    f"not saved: the disk did not confirm it: {reason(error)}",
                    path=self.path,
                    advice="it is written again with the next save",
                ) from error
            self._durable = True

    def _header(self, article: Article, suggested: bool, states: tuple[StateStep, ...] | None) -> Header:
        said = self._blocks or self._document
        old = said.header if said else None
        finders_ran = f"artreader {__version__}" if suggested else ""
        return Header(
            file=article.path.name if article.path else "",
            sha256=article.sha256,
            length=len(article.text),
            language=article.language,
            annotator=self.annotator,
            suggested_by=(old.suggested_by if old else "") or finders_ran,
            states=(old.states if old else ()) if states is None else states,
            article_extra={**(old.article_extra if old else {}), **self.article_extra},
            extra={**(old.extra if old else {}), **self.extra},
        )

    def _is_saved(self, header: Header, wanted: list[Annotation]) -> bool:
        """Whether the file already says just this."""
        said = self._blocks or self._document
        if said is None or not self._durable or said.header != header:
            return False
        if isinstance(said, Blocks):
            same = len(said.blocks) == len(wanted) and all(map(said.says, wanted))
        else:
            on_file = {anchored.annotation.id: anchored.annotation for anchored in said.anchored}
            same = len(on_file) == len(wanted) and all(on_file.get(a.id) == a for a in wanted)
        if not same:
            return False
        try:
            return self._read() is not None
        except OSError:
            return False

    def _changed_blocks(self, header: Header, wanted: list[Annotation], text: str) -> Blocks | None:
        """What to write where few annotations changed; None when the whole file has to be made anew."""
        if self._blocks is None and self._document is not None:
            self._blocks = Blocks.of(self._document)
        if self._blocks is None:
            return None
        try:
            blocks = self._blocks.with_(header, wanted, text, self.kinds, self.path)
        except (SidecarError, TypeError, ValueError):
            blocks = None  # rendering the whole finds the words for it
        if blocks is None and self._document is None:
            source = events.load(self._blocks.text.encode("utf-8"), self.path)
            source.newline = self._blocks.newline
            self._document = Document.read(source, self.kinds)
        return blocks

    def _write(self, data: bytes) -> None:
        """Replace the file, unless somebody else changed it. Raises OSError or SaveError."""

        def unchanged() -> None:
            found = self._read()
            if found is not None and _digest(found) not in (self._digest, _digest(data)):
                raise ForeignChangeError(
                    "not saved: the file was changed by somebody else since it was read",
                    path=self.path,
                    advice="nothing was overwritten; open the article again to get their version",
                )

        unchanged()
        target = self._ops.realpath(str(self.path))
        replace_file(self._ops, target, data, before_replacing=unchanged)

    def _read(self) -> bytes | None:
        """The file's bytes, None when there is no file. Raises OSError."""
        return content(self._ops, self.path, events.MAX_BYTES)


_ADVICE = "the file is as it was; make room or allow writing, then save again"


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _writable(annotation: Annotation) -> Annotation:
    """As the file can hold it: a confidence is a number, and no field is there only for being empty."""
    annotation = in_file(annotation)
    if annotation.confidence is None or math.isfinite(annotation.confidence):
        return annotation
    return annotation.with_(confidence=None)
