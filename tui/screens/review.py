"""The review screen: the reading screen that goes through a queue of annotations, file after file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, Self

from annotations.comparison.reading import NAMELESS
from annotations.display import one_line
from annotations.edits import Change
from annotations.errors import ArtreaderError
from annotations.finders.elsewhere import Finding
from annotations.finders.pipeline import FINDER_NAME
from annotations.history import State, now
from annotations.model import Annotation
from annotations.review import decisions
from annotations.review.queue import Key, Queue
from annotations.review.recording import comment_of
from annotations.review.sitting import Sitting
from annotations.review.wanted import Wanted
from annotations.session import Session
from tui import keymap
from tui.screens.dialogs import Prompt
from tui.screens.reader import ReaderScreen
from tui.screens.reader_hints import hints
from tui.widgets.lines import EndsLine, HintLine

_REMEMBERED = 20  # files whose changes can be undone after going on


class _File(NamedTuple):
    """One annotator's work on an article."""

    article: Path
    annotator: str


class ReviewScreen(ReaderScreen):
    """Shows the items of `queue` one after another, each in its place; `reviewer` decides."""

    def __init__(self, queue: Queue, sitting: Sitting, reviewer: str, session: Session) -> None:
        """`session` is of the queue's current item."""
        self.queue, self.sitting, self.reviewer = queue, sitting, reviewer
        files = dict.fromkeys(item.key.article for item in queue.items)
        self.file = _file_of(queue.current.key)
        super().__init__(list(files), list(files).index(self.file.article), session)
        self._sessions = {self.file: session}  # the last ones, for their changes to be undone
        self._changed_in: list[_File] = []  # the file of each change, the last behind

    @classmethod
    def first(cls, queue: Queue, sitting: Sitting, reviewer: str, encoding: str | None = None) -> Self:
        """Begins with the current item. Raises InputError, SchemeError or SidecarError."""
        return cls(queue, sitting, reviewer, _open(queue.current.key, reviewer, encoding))

    def on_mount(self) -> None:
        first = self.queue.at  # where the caret stands until then may be an item too
        self.call_next(lambda: self._to_item(first))

    def on_unmount(self) -> None:
        self._keep()

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

    def _suggest(self, finding: Finding | None) -> None:  # type: ignore[override]
        pass

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

    def _to_item(self, number: int) -> bool:
        """Show an item, whichever file it is in; whether that could be done."""
        key = self.queue.items[number].key
        if not self._to_file(_file_of(key)):
            return False
        annotation = self.session.annotations.get(key.id)
        if annotation is None or annotation.is_lost:
            self.queue.drop(key)
            self.say("It is no longer there; the queue goes on behind it.")
            self.show_lines()
            return False
        self.go_to(annotation)
        self.queue.at = number
        self.show_lines()
        return True

    def _to_file(self, file: _File) -> bool:
        if file == self.file:
            return True
        if not self.leave():
            return False
        session = self._sessions.get(file)
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
        self._keep()
        return True

    def _remember(self, session: Session) -> None:
        self._sessions.pop(self.file, None)
        self._sessions[self.file] = session
        while len(self._sessions) > _REMEMBERED:
            self._sessions.pop(next(iter(self._sessions)))

    def action_next_undecided(self) -> None:
        """Go on, whether this one is decided or not."""
        for _ in range(self.pane.count.take()):
            place = self.queue.next_waiting()
            if place is None:
                self.say(self._all_done())
                return
            if place == self.queue.at and self.item_key is not None:
                self.say("This is the only one left.")
                return
            if place <= self.queue.at:
                self.say(f"From the top again: {len(self.queue.waiting)} left.")
            self._to_item(place)

    def action_previous_undecided(self) -> None:
        """Back to the item before, decided or not."""
        for _ in range(self.pane.count.take()):
            outside = self.item_key is None  # then back is to where one was
            place = self.queue.at - (0 if outside else 1)
            if place < 0:
                self.say("This is the first one.")
                return
            self._to_item(place)

    def _all_done(self) -> str:
        leave, finish = keymap.command("review").key, keymap.command("finish").key
        return f"All {len(self.queue)} are decided. {finish} marks the article reviewed, {leave} ends."

    def action_next_article(self) -> None:
        self._to_other_file(range(self.queue.at + 1, len(self.queue)), "This is the last article.")

    def action_previous_article(self) -> None:
        self._to_other_file(range(self.queue.at - 1, -1, -1), "This is the first article.")

    def _to_other_file(self, places: Sequence[int], none: str) -> None:
        items = self.queue.items
        place = next((n for n in places if _file_of(items[n].key) != self.file), None)
        if place is None:
            self.say(none)
            return
        if places[0] < self.queue.at:  # its first one
            there = _file_of(items[place].key)
            while place > 0 and _file_of(items[place - 1].key) == there:
                place -= 1
        self._to_item(place)

    # -- deciding --------------------------------------------------------------

    def action_accept(self) -> None:
        if self.current is None:
            self.action_next_undecided()
        else:
            self._decide_on(decisions.accept(self.current, self.text, self.session.actor, now()))

    def action_reject(self) -> None:
        if self.current is None:
            self.say("No annotation here to reject.")
        else:
            self._decide_on(decisions.reject(self.current, self.text, self.session.actor, now()))

    def action_delete(self) -> None:
        """What the annotator made is rejected: they are to see it."""
        if self.current is None:
            self.say("No annotation here to remove.")
            return
        change = decisions.remove(self.session.annotations, self.current, self.session.actor, FINDER_NAME)
        if self.do(change):
            self.show_current()

    def action_comment(self) -> None:
        """Say something about the current one to its annotator; a selection gets a note of its own."""
        current = self.current
        if current is None or self.pane.selection is not None:
            super().action_comment()
            return

        def answered(words: str | None) -> None:
            if words is not None:
                self.do(decisions.comment(current, self.session.actor, now(), words.strip()))

        self.ask(Prompt(f"Comment for {self._whose}", comment_of(current, self.session.actor)), answered)

    def _decide_on(self, change: Change) -> None:
        if self.session.store.read_only:
            self.say(f"Read only: {self.session.store.read_only}", "warning")
            return
        self.do(change)
        self._go_on()

    def _go_on(self) -> None:
        place = self.queue.next_waiting()
        if place is None:
            self.show_lines()
            self.say(self._all_done())
        elif _file_of(self.queue.items[place].key) != self.file and self._is_finished():
            finish, on = keymap.command("finish").key, keymap.command("next-undecided").key
            self.say(f"All of this article is decided: {finish} marks it reviewed and goes on, {on} goes on.")
            self.show_lines()
        else:
            if place <= self.queue.at:
                self.say(f"From the top again: {len(self.queue.waiting)} left.")
            self._to_item(place)

    def _is_finished(self) -> bool:
        """Whether nothing of the whole file waits, and nobody has said so yet."""
        wanted = Wanted(undecided=self.sitting.wanted.undecided)
        here = (a for a in self.session.annotations if not a.is_lost)
        return self.session.state != State.REVIEWED and not any(map(wanted.is_waiting, here))

    def changed(self, change: Change) -> None:
        super().changed(change)
        self._settle([edit.id for edit in change.edits])

    def do(self, change: Change) -> bool:
        done = super().do(change)
        if done:
            self._changed_in.append(self.file)
        return done

    def changed_everywhere(self) -> None:
        super().changed_everywhere()
        self._settle([key.id for key in self.queue.places if _file_of(key) == self.file])

    def _settle(self, ids: Sequence[str]) -> None:
        for id_ in ids:
            annotation = self.session.annotations.get(id_)
            waits = annotation is not None and self.sitting.wanted.is_waiting(annotation)
            self.queue.settle(Key(*self.file, id_), waiting=waits)
        self.show_lines()

    def action_undo(self) -> None:
        """The last change, in whichever file it was made."""
        while self._changed_in:
            file = self._changed_in.pop()
            session = self._sessions.get(file)
            if session is not None and session.history.done and self._to_file(file):
                break
        super().action_undo()

    # -- the article's state, and the end ----------------------------------------

    @property
    def finished_state(self) -> State:
        return State.REVIEWED

    def action_finish(self) -> None:
        super().action_finish()
        if self.session.state == State.REVIEWED and not self.queue.waiting_in(*self.file):
            place = self.queue.next_waiting()
            if place is not None:
                self._to_item(place)

    def action_review(self) -> None:
        """The key that leads into a review leads out of it."""
        if not self.leave():
            return
        self._keep()
        article, current = self.session.article.path, self.current
        self.app.pop_screen()
        below = self.app.screen
        if isinstance(below, ReaderScreen) and below.session.article.path == article:
            below.come_back(current.id if current else "")
        elif article is not None and hasattr(below, "come_back_from"):
            below.come_back_from(article)

    def action_library(self) -> None:
        self.action_review()

    def _chosen_layer(self, annotator: str | None) -> None:
        if annotator is not None:
            self.say(f"The queue says whose work is reviewed: now {self._whose}.")

    def _keep(self) -> None:
        if self.queue.items:
            self.sitting.keep(self.queue)

    # -- what is shown -----------------------------------------------------------

    @property
    def _whose(self) -> str:
        return one_line("the annotator" if self.file.annotator == NAMELESS else self.file.annotator)

    def show_lines(self) -> None:
        super().show_lines()
        assert self.saver is not None
        article = self.session.article
        name = one_line(article.path.name if article.path else "")
        left = len(self.queue.waiting)
        again = f" · CHANGED ON DISK: {keymap.command('reload').key} reads it again"
        told = [
            f"REVIEW {self.queue.progress}",
            f"{left} left",
            self._whose,
            f"{name}{again if self.text_on_disk_changed else ''}",
            self.sitting.wanted.told,
        ]
        self.query_one("#top", EndsLine).show(" · ".join(told), self.saver.state)

    def _show_hints(self) -> None:
        found, says = hints(self)
        at_caret = self.pane.has_focus and not says
        self.query_one(HintLine).show(keymap.hints("reviewing") if at_caret else found, says)

    @property
    def _progress(self) -> str:
        return f"{one_line(self.reviewer)} · article {one_line(self.session.state)}"


def _file_of(key: Key) -> _File:
    return _File(key.article, key.annotator)


def _open(key: Key, reviewer: str, encoding: str | None) -> Session:
    annotator = "" if key.annotator == NAMELESS else key.annotator
    session = Session.open(key.article, annotator, encoding)
    session.reviewer = reviewer
    return session
