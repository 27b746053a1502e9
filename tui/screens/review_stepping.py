"""Going through the queue of a review: from item to item, in whichever file each is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

from annotations.comparison.reading import NAMELESS
from annotations.errors import ArtreaderError
from annotations.finders.elsewhere import Finding
from annotations.model import Annotation
from annotations.review.queue import Key, Queue
from annotations.review.sitting import Sitting
from annotations.session import Session
from tui import keymap
from tui.screens.reader import ReaderScreen

_REMEMBERED = 20  # files whose changes can be undone after going on


class File(NamedTuple):
    """One annotator's work on an article."""

    article: Path
    annotator: str


class ReviewStepping(ReaderScreen):
    """The part of the review screen that shows the items of `queue` one after another, each in its place."""

    def __init__(self, queue: Queue, sitting: Sitting, reviewer: str, session: Session) -> None:
        """`session` is of the queue's current item."""
        self.queue, self.sitting, self.reviewer = queue, sitting, reviewer
        files = dict.fromkeys(item.key.article for item in queue.items)
        self.file = file_of(queue.current.key)
        super().__init__(list(files), list(files).index(self.file.article), session)
        self.sessions = {self.file: session}  # the last ones, for their changes to be undone
        self.changed_in: list[File] = []  # the file of each change, the last behind

    @classmethod
    def first(cls, queue: Queue, sitting: Sitting, reviewer: str, encoding: str | None = None) -> Self:
        """Begins with the current item. Raises InputError, SchemeError or SidecarError."""
        return cls(queue, sitting, reviewer, _open(queue.current.key, reviewer, encoding))

    def on_mount(self) -> None:
        first = self.queue.at  # where the caret stands until then may be an item too
        self.call_next(lambda: self.to_item(first))

    def on_unmount(self) -> None:
        self.keep()

    def open_session(self, path: Path) -> Session:
        """The annotator's whose work is reviewed."""
        session = _open(Key(path, self.file.annotator, ""), self.reviewer, self.app.encoding)
        self._remember(session)
        return session

    def _begin(self, session: Session, *, suggestions: bool = True) -> Finding | None:
        """Only for the structure of the article."""
        return super()._begin(session, suggestions=False)

    def suggest(self) -> None:
        self.say("What is suggested is the annotator's to ask for.")

    def wait_for_finding(self) -> None:
        if self.finding is not None:
            self._wait_for_structure(self.finding)

    def keep(self) -> None:
        """So that the next sitting goes on here."""
        if self.queue.items:
            self.sitting.keep(self.queue)

    # -- going through the queue -----------------------------------------------

    @property
    def item_key(self) -> Key | None:
        """The current annotation as an item of the queue; None when it is none."""
        key = Key(*self.file, self.current.id) if self.current is not None else None
        return key if key in self.queue.places else None

    def take(self, mark: Annotation | None) -> None:
        """However one has come to an item: the queue goes on from there."""
        super().take(mark)
        key = self.item_key
        if key is not None:
            self.queue.at = self.queue.places[key]

    def to_item(self, number: int) -> bool:
        """Show an item, whichever file it is in; whether that could be done."""
        key = self.queue.items[number].key
        if not self.to_file(file_of(key)):
            return False
        annotation = self.session.annotations.get(key.id)
        if annotation is None:
            self.queue.drop(key)
            self.say("It is no longer there; the queue goes on behind it.")
            self.show_lines()
            return False
        self.go_to(annotation)
        self.queue.at = number
        self.keep()
        self.show_lines()
        return True

    def to_file(self, file: File) -> bool:
        if file == self.file:
            return True
        if not self.leave():
            return False
        session = self.sessions.get(file)
        if session is None:
            try:
                session = _open(Key(*file, ""), self.reviewer, self.app.encoding)
            except ArtreaderError as error:
                self.say(str(error), "error")
                self.queue.drop_file(Key(*file, ""))
                self.show_lines()
                return False
        self.file, self.at = file, self.paths.index(file.article)
        self._remember(session)
        self.show_session(session)
        return True

    def _remember(self, session: Session) -> None:
        self.sessions.pop(self.file, None)
        self.sessions[self.file] = session
        while len(self.sessions) > _REMEMBERED:
            self.sessions.pop(next(iter(self.sessions)))

    def action_next_undecided(self) -> None:
        """Go on, whether this one is decided or not."""
        for _ in range(self.pane.count.take()):
            place = self.queue.next_waiting()
            if place is None:
                self.say(self.all_done())
                return
            if place == self.queue.at and self.item_key is not None:
                self.say("This is the only one left.")
                return
            if place <= self.queue.at:
                self.say(f"From the top again: {len(self.queue.waiting)} left.")
            self.to_item(place)

    def action_previous_undecided(self) -> None:
        """Back to the item before, decided or not."""
        for _ in range(self.pane.count.take()):
            outside = self.item_key is None  # then back is to where one was
            place = self.queue.at - (0 if outside else 1)
            if place < 0:
                self.say("This is the first one.")
                return
            self.to_item(place)

    def all_done(self) -> str:
        leave, finish = keymap.command("review").key, keymap.command("finish").key
        return f"All {len(self.queue)} are decided. {finish}: reviewed, {leave}: leave."

    def action_next_article(self) -> None:
        self._to_other_file(range(self.queue.at + 1, len(self.queue)), "This is the last article.")

    def action_previous_article(self) -> None:
        self._to_other_file(range(self.queue.at - 1, -1, -1), "This is the first article.")

    def _to_other_file(self, places: Sequence[int], none: str) -> None:
        items = self.queue.items
        place = next((n for n in places if file_of(items[n].key) != self.file), None)
        if place is None:
            self.say(none)
            return
        if places[0] < self.queue.at:  # its first one
            there = file_of(items[place].key)
            while place > 0 and file_of(items[place - 1].key) == there:
                place -= 1
        self.to_item(place)


def file_of(key: Key) -> File:
    return File(key.article, key.annotator)


def _open(key: Key, reviewer: str, encoding: str | None) -> Session:
    annotator = "" if key.annotator == NAMELESS else key.annotator
    session = Session.open(key.article, annotator, encoding)
    session.reviewer = reviewer
    return session
