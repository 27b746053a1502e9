"""One article being worked on: its text, its annotations, their history and the file they are saved in."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from annotations.about import metadata_of
from annotations.annotation_set import AnnotationSet
from annotations.article import Article
from annotations.corrections import same_words
from annotations.edits import Change, Edit, History
from annotations.finders.options import EVERYTHING, FinderOptions
from annotations.finders.pipeline import Report, suggest
from annotations.history import REVIEWER, Actor, StateStep, now, present_state, united, with_state
from annotations.metadata import Metadata
from annotations.model import Annotation, Status
from annotations.rebasing import rebase, upon
from annotations.review.recording import recorded
from annotations.scheme import Scheme, default_scheme, scheme_of
from annotations.sidecar.merge import Merged, merge
from annotations.sidecar.store import Loaded, Store

_STEP = 25  # suggestions taken in at a time: a millisecond or two
_MOST_STORED = 50_000  # annotations; with more, what can be found again is left out of the file


class Session:
    """What a screen, or a script, holds of one article. Opening writes nothing.

    `loaded` says what was found in the sidecar: whether there was one, and what
    moved or was lost because the text changed. With a `reviewer` it is that person who works on the
    annotator's file.
    """

    reviewer = ""

    def __init__(
        self,
        article: Article,
        store: Store,
        loaded: Loaded,
        annotator: str = "",
        scheme: Scheme | None = None,
    ) -> None:
        self.article = article
        self.scheme = scheme or default_scheme()
        self.store = store
        self.loaded = loaded
        self.annotator = annotator or loaded.annotator
        self.annotations = AnnotationSet(loaded.annotations)
        self.history = History(self.annotations)
        self.suggested = loaded.suggested
        self.states: tuple[StateStep, ...] = loaded.states
        self._changes = 0  # counts every change, undo and redo
        self._saved = 0  # the count that the file on disk holds
        self.on_disk = list(loaded.annotations)  # what the file held when it was last read or written
        self._states_on_disk = loaded.states
        self._writing = threading.Lock()
        self._found: set[str] = set()  # ids of suggestions that were taken in, not read

    @classmethod
    def open(cls, path: Path, annotator: str = "", encoding: str | None = None) -> Session:
        """Read the article, the scheme of its folder and its sidecar.

        Raises InputError, SchemeError or SidecarError.
        """
        article = Article.read(path, encoding)
        scheme = scheme_of(path)
        store, loaded = Store.open(article, annotator, kinds=scheme.kinds)
        return cls(article, store, loaded, annotator, scheme)

    @cached_property
    def metadata(self) -> Metadata:
        """What is known of the article beside its text, as it was when it was opened."""
        return metadata_of(self.article, self.loaded.article_extra, self.store.path)

    @property
    def by(self) -> str:
        """Who makes the annotations of this session."""
        return self.actor.name

    @property
    def actor(self) -> Actor:
        """Who works."""
        return Actor(self.reviewer, REVIEWER) if self.reviewer else Actor(self.annotator or "annotator")

    @property
    def state(self) -> str:
        """How far the work on the article has come, as somebody said."""
        return present_state(self.states)

    def mark(self, state: str) -> None:
        """Say how far it has come."""
        self.states = with_state(self.states, state, self.by, now())
        self._changes += 1

    def unite_states(self, was: tuple[StateStep, ...], theirs: tuple[StateStep, ...]) -> None:
        """Take in what somebody else, who began as `was`, said of how far it has come."""
        states = united(was, self.states, theirs)
        if states != self.states:
            self.states = states
            self._changes += 1

    @property
    def unsaved(self) -> bool:
        return self._changes != self._saved

    @property
    def stored(self) -> bool:
        """Whether there is a file that holds what was read or saved."""
        return self.loaded.exists or self._saved > 0

    @property
    def decided(self) -> int:
        return len(self.annotations) - self.annotations.count(status=Status.SUGGESTED)

    def suggestions(
        self, failed: Report | None = None, options: FinderOptions = EVERYTHING
    ) -> list[Annotation]:
        """What the finders find. Touches nothing, so a worker thread may call it.

        A finder that fails is told to `failed`, else its exception is raised.
        """
        return suggest(self.article, failed=failed, options=options)

    def admit(self, suggestions: Iterable[Annotation]) -> int:
        """Take in those suggestions that no annotation stands for yet; the number taken in.

        One of the same kind for about the same words stands for it, a rejected one too; what the
        scheme has no label for is left out. Nothing becomes unsaved: suggestions are stored once
        something else is.
        """
        return sum(map(len, self.admitting(suggestions)))

    def admitting(
        self, suggestions: Iterable[Annotation], *, last: bool = True
    ) -> Iterator[list[Annotation]]:
        """`admit` in steps of a few milliseconds, the first in the text first; what each step took in.

        Changes may be made between the steps. Until the last of the `last` suggestions, the finders do
        not count as having run.
        """
        admitted: list[Annotation] = []
        in_order = sorted(suggestions, key=lambda suggestion: suggestion.start)
        for number, suggestion in enumerate(filter(None, map(self.scheme.suggestion, in_order)), 1):
            near = self.annotations.overlapping(suggestion.start, suggestion.end)
            decided = [a for a in near if a.kind == suggestion.kind and a.status is not Status.SUGGESTED]
            known = any(a.kind == suggestion.kind and a.spans == suggestion.spans for a in near)
            if (
                suggestion.id not in self.annotations
                and not known
                and not any(same_words(a, suggestion) for a in decided)
            ):
                self.annotations.add(suggestion)
                self._found.add(suggestion.id)
                admitted.append(suggestion)
            if number % _STEP == 0:
                yield admitted
                admitted = []
        self.suggested = self.suggested or last
        yield admitted

    def do(self, change: Change) -> None:
        """Make a change, and enter in each annotation's history who made it.

        It may have been thought of, in a dialog, before `take_in` changed the same annotations.
        """
        change = upon(self.annotations, change)
        self._make(recorded(change, self.article.text, self.actor, now()))

    def _make(self, change: Change) -> None:
        """Make a change; what it adds gets the fields that the scheme adds to its kind."""
        if change.edits:
            self.history.do(self._fitted(change))
            self._changes += 1

    def _fitted(self, change: Change) -> Change:
        edits = [
            edit if edit.after is None else Edit(edit.before, self.scheme.fitted(edit.after))
            for edit in change.edits
        ]
        return change if tuple(edits) == change.edits else Change(change.what, tuple(edits))

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
        """The annotations as they are now, for `write` to save from another thread.

        Of very many, undecided suggestions of this session are left out: a file of the size that can be
        read holds some 130,000, and the finders find them again.
        """
        kept, suggested = list(self.annotations), self.suggested
        if len(kept) > _MOST_STORED:
            suggested = self.loaded.suggested
            kept = [a for a in kept if a.status is not Status.SUGGESTED or a.id not in self._found]
        return Snapshot(self._changes, kept, self.states, suggested=suggested)

    def write(self, snapshot: Snapshot) -> None:
        """Save a snapshot, unless a later one is saved already. Raises SaveError: the file is as it was."""
        with self._writing:
            if snapshot.changes < self._saved:
                return
            self.store.save(
                self.article, snapshot.annotations, suggested=snapshot.suggested, states=snapshot.states
            )
            self._saved = snapshot.changes
            self.on_disk, self._states_on_disk = snapshot.annotations, snapshot.states

    def changed_by_others(self) -> bool:
        """Whether the file holds anything else than what was last read or saved here."""
        with self._writing:
            return self.store.changed_on_disk()

    def take_in(self) -> Merged:
        """Merge with what somebody else wrote into the file meanwhile. That is not ours to undo; what we
        did before can still be undone, in the annotations that they changed too.

        Raises SidecarError when the file can no longer be read.
        """
        with self._writing:
            store = Store(self.store.path, self.annotator, extra=self.store.extra, kinds=self.scheme.kinds)
            loaded = store.load(self.article)
            if not loaded.exists:  # a file that is gone takes nothing away: the next save brings it back
                return merge(self.on_disk, self.annotations, self.on_disk)
            merged = merge(self.on_disk, self.annotations, loaded.annotations)
            self.unite_states(self._states_on_disk, loaded.states)
            self.store, self.on_disk, self._states_on_disk = store, list(loaded.annotations), loaded.states
        foreign = self._fitted(self._becoming("merge", merged.annotations)).edits
        if foreign:
            rebase(self.history, foreign)
            self._changes += 1
        return merged

    def become(self, what: str, annotations: Iterable[Annotation]) -> None:
        """Replace all annotations by these, as one change named `what` that can be undone; their histories
        are what they are."""
        self._make(self._becoming(what, annotations))

    def _becoming(self, what: str, annotations: Iterable[Annotation]) -> Change:
        """The change that replaces all annotations by these."""
        wanted = {annotation.id: annotation for annotation in annotations}
        here = {annotation.id: annotation for annotation in self.annotations}
        edits = [
            Edit(here.get(id_), wanted.get(id_))
            for id_ in dict.fromkeys([*here, *wanted])
            if here.get(id_) != wanted.get(id_)
        ]
        return Change(what, tuple(edits))

    def save(self) -> None:
        """Save what is here now. Raises SaveError."""
        self.write(self.snapshot())


class Snapshot:
    """Annotations and states at one moment, and how many changes had been made by then; `suggested`
    says that among them are all suggestions there were."""

    def __init__(
        self,
        changes: int,
        annotations: list[Annotation],
        states: tuple[StateStep, ...] = (),
        *,
        suggested: bool = True,
    ) -> None:
        self.changes = changes
        self.annotations = annotations
        self.states = states
        self.suggested = suggested
