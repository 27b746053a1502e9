"""One article being worked on: its text, its annotations, their history and the file they are saved in."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.edits import Change, History
from annotations.finders.pipeline import Report, suggest
from annotations.model import Annotation, Status
from annotations.sidecar.store import Loaded, Store


class Session:
    """What a screen, or a script, holds of one article. Opening writes nothing.

    `loaded` says what was found in the sidecar: whether there was one, and what
    moved or was lost because the text changed.
    """

    def __init__(self, article: Article, store: Store, loaded: Loaded, annotator: str = "") -> None:
        self.article = article
        self.store = store
        self.loaded = loaded
        self.annotator = annotator or loaded.annotator
        self.annotations = AnnotationSet(loaded.annotations)
        self.history = History(self.annotations)
        self.suggested = loaded.suggested
        self._changes = 0  # counts every change, undo and redo
        self._saved = 0  # the count that the file on disk holds

    @classmethod
    def open(cls, path: Path, annotator: str = "", encoding: str | None = None) -> Session:
        """Read the article and its sidecar. Raises InputError or SidecarError."""
        article = Article.read(path, encoding)
        store, loaded = Store.open(article, annotator)
        return cls(article, store, loaded, annotator)

    @property
    def by(self) -> str:
        """Who makes the annotations of this session."""
        return self.annotator or "annotator"

    @property
    def unsaved(self) -> bool:
        return self._changes != self._saved

    @property
    def decided(self) -> int:
        return len(self.annotations) - self.annotations.count(status=Status.SUGGESTED)

    def suggestions(self, failed: Report | None = None) -> list[Annotation]:
        """What the finders find. Touches nothing, so a worker thread may call it.

        A finder that fails is told to `failed`, else its exception is raised.
        """
        return suggest(self.article, failed=failed)

    def admit(self, suggestions: Iterable[Annotation]) -> int:
        """Take in those suggestions that no annotation stands for yet; the number taken in.

        A rejected annotation stands for its suggestion too. Nothing becomes unsaved:
        suggestions are stored once something else is.
        """
        taken = {(a.kind, a.spans) for a in self.annotations}
        admitted = 0
        for suggestion in suggestions:
            if suggestion.id not in self.annotations and (suggestion.kind, suggestion.spans) not in taken:
                self.annotations.add(suggestion)
                admitted += 1
        self.suggested = True
        return admitted

    def do(self, change: Change) -> None:
        if change.edits:
            self.history.do(change)
            self._changes += 1

    def undo(self) -> Change | None:
        change = self.history.undo()
        if change is not None:
            self._changes += 1
        return change

    def redo(self) -> Change | None:
        change = self.history.redo()
        if change is not None:
            self._changes += 1
        return change

    def snapshot(self) -> Snapshot:
        """The annotations as they are now, for `write` to save from another thread."""
        return Snapshot(self._changes, list(self.annotations))

    def write(self, snapshot: Snapshot) -> None:
        """Save a snapshot. Raises SaveError; the file on disk is then as it was."""
        self.store.save(self.article, snapshot.annotations, suggested=self.suggested)
        self._saved = max(self._saved, snapshot.changes)

    def save(self) -> None:
        """Save what is here now. Raises SaveError."""
        self.write(self.snapshot())


class Snapshot:
    """Annotations at one moment, and how many changes had been made by then."""

    def __init__(self, changes: int, annotations: list[Annotation]) -> None:
        self.changes = changes
        self.annotations = annotations
