"""The review screen: the reading screen that goes through a queue of annotations, file after file."""

from __future__ import annotations

from collections.abc import Sequence

from annotations.comparison.reading import NAMELESS
from annotations.display import one_line
from annotations.edits import Change
from annotations.finders.pipeline import FINDER_NAME
from annotations.history import State, now
from annotations.review import decisions
from annotations.review.queue import Key
from annotations.review.recording import comment_of
from annotations.review.wanted import Wanted
from tui import keymap
from tui.screens.dialogs import Prompt
from tui.screens.help import Help
from tui.screens.reader import ReaderScreen
from tui.screens.reader_hints import fitting, hints
from tui.screens.review_stepping import ReviewStepping, file_of
from tui.widgets.lines import EndsLine, HintLine


class ReviewScreen(ReviewStepping):
    """Decides about the items, and says how far the article is."""

    HELP_SHOWN = Help(
        title="In this review",
        own=(
            ("accept", "accept it, or confirm what is accepted already, and go on"),
            ("reject", "reject it, or confirm what is rejected already, and go on"),
            ("comment", "a comment for the annotator; with words selected a note on them"),
            ("next-undecided", "go on without deciding: it comes again at the end"),
            ("previous-undecided", "back to the item before, decided or not"),
            ("next-article", "the next article of the queue"),
            ("previous-article", "the previous article of the queue"),
            ("undo", "undo the last decision, in the article before too"),
            ("finish", "the article is reviewed; again: it is not"),
            ("delete", "remove what you added; reject what the annotator made"),
            ("review", "leave; the next time the review goes on here"),
        ),
    )

    # -- deciding --------------------------------------------------------------

    def action_accept(self) -> None:
        if self.current is None:
            self.action_next_undecided()
        elif self.current.is_lost:
            place, reject, skip = (keymap.command(id_).key for id_ in ("respan", "reject", "next-undecided"))
            self.say(f"Lost from the text: {place} places, {reject} rejects, {skip} skips it.")
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
        self._go_on(stay_at_end=self.do(change))

    def _go_on(self, *, stay_at_end: bool) -> None:
        """To the next that waits; `stay_at_end`: not out of a file of which nothing is left."""
        place = self.queue.next_waiting()
        if place is None:
            self.show_lines()
            self.say(self.all_done())
        elif stay_at_end and file_of(self.queue.items[place].key) != self.file and self._is_finished():
            finish, on = keymap.command("finish").key, keymap.command("next-undecided").key
            self.say(f"All of it is decided: {finish} marks it reviewed, {on} goes on.")
            self.show_lines()
        else:
            if place <= self.queue.at:
                self.say(f"From the top again: {len(self.queue.waiting)} left.")
            self.to_item(place)

    def _is_finished(self) -> bool:
        """Whether nothing of the whole file waits, and nobody has said so yet."""
        wanted = Wanted(undecided=self.sitting.wanted.undecided)
        return self.session.state != State.REVIEWED and not any(
            map(wanted.is_waiting, self.session.annotations)
        )

    def changed(self, change: Change) -> None:
        super().changed(change)
        self._settle([edit.id for edit in change.edits])

    def do(self, change: Change) -> bool:
        done = super().do(change)
        if done:
            self.changed_in.append(self.file)
        return done

    def changed_everywhere(self) -> None:
        super().changed_everywhere()
        self._settle([key.id for key in self.queue.places if file_of(key) == self.file])

    def _settle(self, ids: Sequence[str]) -> None:
        for id_ in ids:
            annotation = self.session.annotations.get(id_)
            waits = annotation is not None and self.sitting.wanted.is_waiting(annotation)
            self.queue.settle(Key(*self.file, id_), waiting=waits)
        self.show_lines()

    def action_undo(self) -> None:
        """The last change, in whichever file it was made."""
        while self.changed_in:
            file = self.changed_in.pop()
            session = self.sessions.get(file)
            if session is not None and session.history.done and self.to_file(file):
                break
        super().action_undo()

    # -- the article's state, and the end ----------------------------------------

    @property
    def finished_state(self) -> State:
        return State.REVIEWED

    def left_to_do(self) -> str:
        left = self.queue.waiting_in(*self.file)
        return f"{left} left" if left else ""

    def action_finish(self) -> None:
        super().action_finish()
        if self.session.state == State.REVIEWED and not self.queue.waiting_in(*self.file):
            place = self.queue.next_waiting()
            if place is not None:
                self.to_item(place)

    def action_review(self) -> None:
        """The key that leads into a review leads out of it."""
        if not self.leave():
            return
        self.keep()
        self.app.left_review = self.sitting if self.queue.waiting else None
        article, current = self.session.article.path, self.current
        self.app.pop_screen()
        below = self.app.screen
        if isinstance(below, ReaderScreen) and below.session.article.path == article:
            below.come_back(current.id if current else "")
        elif article is not None and hasattr(below, "come_back_from"):
            below.come_back_from(article)

    def action_library(self) -> None:
        self.action_review()

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
        ids = keymap.hints("reviewing") if at_caret else found
        ids, words = fitting(ids, self.current, self.session.scheme)
        self.query_one(HintLine).show(ids, says, words)

    @property
    def _progress(self) -> str:
        return f"{one_line(self.reviewer)} · article {one_line(self.session.state)}"
