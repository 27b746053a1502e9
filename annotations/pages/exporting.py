"""Articles with their sidecars as pages, read one at a time."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from annotations.errors import InputError
from annotations.exchange.files import read_each
from annotations.model import Annotation, Status
from annotations.pages.sheet import Sheet
from annotations.session import Session


@dataclass
class Sheets:
    """What to show of articles: `kinds` are those wanted, empty for all; what is rejected never is.

    What is wrong with an article goes to `failed`, and the others go on; `without` counts those that
    have no annotations yet.
    """

    failed: Callable[[Exception], None]
    annotator: str = ""
    encoding: str | None = None
    decided_only: bool = False
    kinds: Collection[str] = ()
    articles: int = 0
    annotations: int = 0
    without: int = 0

    def of(self, paths: Iterable[Path]) -> Iterator[Sheet]:
        """The articles of `paths`, folders expanded; each is read when it is asked for."""
        for sheet in read_each(paths, self._sheet, self.failed):
            self.articles += 1
            self.annotations += len(sheet.annotations)
            yield sheet

    def _sheet(self, path: Path) -> Sheet | None:
        """None where there is no sidecar. Raises ArtreaderError."""
        session = Session.open(path, self.annotator, self.encoding)
        if not session.loaded.exists or session.loaded.untouched:
            self.without += 1
            return None
        if session.store.read_only:
            raise InputError(f"not exported: {session.store.read_only}", path=session.store.path)
        wanted = [annotation for annotation in session.annotations if self._is_wanted(annotation)]
        return Sheet(
            session.article,
            session.scheme,
            [annotation for annotation in wanted if not annotation.is_lost],
            [annotation for annotation in wanted if annotation.is_lost],
            session.annotator,
            session.metadata,
        )

    def _is_wanted(self, annotation: Annotation) -> bool:
        if annotation.status is Status.REJECTED or (self.kinds and annotation.kind not in self.kinds):
            return False
        return not self.decided_only or annotation.status is not Status.SUGGESTED
