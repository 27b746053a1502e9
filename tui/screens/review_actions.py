"""What the reading screen has of reviews: into one and out, the article's state, what reviewers changed."""

from __future__ import annotations

from textual import work

from annotations.comparison.reading import NAMELESS
from annotations.history import State, last_review, state_before
from annotations.layer_files import looks_on, own_name
from annotations.model import Annotation, Quote
from annotations.review.wanted import Wanted
from tui import history_listing, keymap
from tui.screens.dialogs import Choice, KeyChoice
from tui.screens.reader_layers import LayerActions


class ReviewActions(LayerActions):
    """The part of the reading screen that is there for annotators and their reviewers."""

    def tell_what_opening_found(self) -> None:
        super().tell_what_opening_found()
        number = sum(map(self._is_revised, self.session.annotations))
        if number:
            key = keymap.command("next-revised").key
            self.say(f"Reviewers changed or commented on {number}: {key} goes there.")

    def action_review(self) -> None:
        """Ask what of the present file is to be reviewed, and go through it."""
        if not self.leave():
            return
        own = own_name(self.session)
        by = () if looks_on(self.session) else (own,)
        undecided = Wanted(undecided=True, by=by)
        everything = Wanted(by=by)
        chosen = {"u": undecided, "a": everything}
        choices = [Choice("u", "all undecided", key="u"), Choice("a", "all not reviewed", key="a")]
        current = self.current
        if current is not None:
            chosen["k"] = Wanted(by=by, kinds=(current.kind,))
            choices.append(Choice("k", f"each {current.kind}", key="k"))
            if current.label:
                chosen["l"] = Wanted(by=by, kinds=(current.kind,), labels=(current.label,))
                choices.append(Choice("l", f"each {current.label}", key="l"))
            if isinstance(current, Quote) and current.speaker:
                chosen["s"] = Wanted(by=by, speaker=current.speaker)
                choices.append(Choice("s", f"what {current.speaker} says", key="s"))

        def answered(answer: str | None) -> None:
            if answer is not None:
                self._review(chosen[answer])

        whose = "" if own == NAMELESS or not by else f" of {own}'s work"
        self.ask(KeyChoice(f"Review{whose} in this article", choices, "u"), answered)

    @work(exclusive=True, group="review", exit_on_error=False)
    async def _review(self, wanted: Wanted) -> None:
        from annotations.review.sitting import Sitting  # most who read review nothing
        from tui.screens.review_start import begin

        path = self.session.article.path
        assert path is not None
        if await begin(self.app, Sitting((path,), wanted)) and self.watcher is not None:
            self.watcher.stop()  # until the review ends, which then reads the file again

    def come_back(self, id_: str) -> None:
        """A review of the article has ended at an annotation."""
        self.action_reload()
        annotation = self.session.annotations.get(id_)
        if annotation is not None:
            self.go_to(annotation)

    # -- the article's state ---------------------------------------------------

    @property
    def finished_state(self) -> State:
        """What somebody says of the article who is done with it here."""
        return State.ANNOTATED

    def action_finish(self) -> None:
        """Say that one is done with the article, or take that back."""
        session = self.session
        if session.store.read_only or self.saver is None:
            self.say(f"Read only: {session.store.read_only}", "warning")
            return
        done = session.state != self.finished_state
        session.mark(self.finished_state if done else state_before(session.states, self.finished_state))
        self.saver.touch()
        self.show_lines()
        left = self.left_to_do() if done else ""
        self.say(f"The article is {session.state} now{f' ({left})' if left else ''}.")

    def left_to_do(self) -> str:
        """What of the article is not done yet, in words; "" when all is."""
        left = len(self.session.annotations) - self.session.decided
        return f"{left} undecided" if left else ""

    # -- what reviewers changed --------------------------------------------------

    def described(self) -> str:
        """Of what a reviewer changed or commented on: that, the comment first."""
        told = history_listing.review_told(self.current, self.text) if self.current is not None else ""
        return told or super().described()

    def action_next_revised(self) -> None:
        self._step(True, self._is_revised, "No reviewer has changed or said anything here.")

    def action_previous_revised(self) -> None:
        self._step(False, self._is_revised, "No reviewer has changed or said anything here.")

    def _is_revised(self, annotation: Annotation) -> bool:
        """Rejected ones too: that is what one looks for."""
        return not annotation.is_lost and last_review(annotation.history) is not None
