"""What the reading screen's keys do to annotations: decide, tag, correct."""

from __future__ import annotations

from itertools import islice

from annotations import corrections, mentions, tagging
from annotations.corrections import Direction, Side
from annotations.edits import Change
from annotations.finders.pipeline import FINDER_NAME
from annotations.model import Agreement, Annotation, Entity, Quote, Status
from tui import keymap
from tui.screens.dialogs import Prompt
from tui.screens.reader_fields import Fields

MANY = 100  # places of a name from which on they are not counted one by one


class Tagging(Fields):
    """The part of the reading screen that tags and decides. Each action makes at most one change."""

    # -- deciding --------------------------------------------------------------

    def action_accept(self) -> None:
        if self.current is None:
            self.action_next_undecided()
            return
        self._decide(corrections.accept(self.current))

    def action_reject(self) -> None:
        if self.current is None:
            self.say("No annotation here to reject.")
            return
        self._decide(corrections.reject(self.current))

    def _decide(self, change: Change) -> None:
        if self.session.store.read_only:
            self.do(change)
            return
        self.do(change)
        if self.session.annotations.next_after(-1, self.undecided) is not None:
            self.action_next_undecided()
        else:
            self.say(self.all_decided())

    def action_delete(self) -> None:
        if self.current is None:
            self.say("No annotation here to remove.")
            return
        if self.do(corrections.delete(self.session.annotations, self.current, FINDER_NAME)):
            self.take_current_from_caret()

    # -- tagging ---------------------------------------------------------------

    def action_tag_quote(self) -> None:
        session, pane = self.session, self.pane
        meant = tagging.meant_at(session.annotations, "quote", pane.selection, pane.caret)
        if meant is None:
            quote = tagging.new_quote(
                session.article, session.annotations, pane.selection, pane.caret, session.by
            )
            if quote is None:
                self.say("No sentence here to quote.")
            else:
                self._add(quote)
        elif meant.status is Status.ACCEPTED:
            self.go_to(meant)
            self.action_label()
        elif self.do(corrections.accept(meant)):
            pane.select(None)
            self.go_to(session.annotations[meant.id])

    def _add(self, annotation: Annotation) -> None:
        if self.do(corrections.tag(self.session.annotations, annotation)):
            self.pane.select(None)
            self.go_to(annotation)

    def action_tag_entity(self) -> None:
        target = tagging.entity_target(
            self.session.article, self.session.annotations, self.pane.selection, self.pane.caret
        )
        if target is None:
            self.say("No word here to tag.")
            return
        words = self.text[target.span.start : target.span.end]

        def tag(label: str | None) -> None:
            if label is None:
                return
            if target.existing is None:
                self._add(tagging.new_entity(target, label, self.session.by))
            elif self.do(corrections.relabel(target.existing, label)):
                self.pane.select(None)
                self.go_to(self.session.annotations[target.existing.id])
            self._offer_others()

        self.ask_label("entity", f"“{words}” is", target.label, tag)

    def _offer_others(self) -> None:
        if self.current is not None:
            more = len(
                list(islice(mentions.unmarked(self.text, self.session.annotations, self.current), MANY))
            )
            if more:
                key = keymap.command("tag-others").key
                self.say(f"{more}{'+' if more == MANY else ''} more of this name: {key} tags them all.")

    def action_tag_others(self) -> None:
        if not isinstance(self.current, Entity):
            self.say("Put the caret on a tagged name first.")
            return
        change = mentions.tag_all(self.text, self.session.annotations, self.current, self.session.by)
        if not change.edits:
            self.say("All its places are tagged.")
        elif self.do(change):
            self.say(f"Tagged {len(change.edits)} more.")

    def action_tag_agreement(self) -> None:
        selection, caret, session = self.pane.selection, self.pane.caret, self.session
        meant = tagging.meant_at(session.annotations, "agreement", selection, caret)
        new = tagging.new_agreement(session.article, session.annotations, selection, caret, "", session.by)

        def tag(label: str | None) -> None:
            if label is None:
                return
            if meant is not None:
                self.do(corrections.relabel(meant, label))
                self.pane.select(None)
                self.go_to(session.annotations[meant.id])
            elif new is not None:
                self._add(new.with_(label=label))

        if meant is None and new is None:
            self.say("No word here to tag.")
        else:
            self.ask_label("agreement", "This agreement is", meant.label if meant else "", tag)

    def action_comment(self) -> None:
        selection, current = self.pane.selection, self.current
        if selection is None and current is not None:
            self.edit_field("note")
            return
        span = selection or self.session.article.sentence_at(self.pane.caret)
        if span is None:
            self.say("No sentence here to comment on.")
            return

        def add(words: str | None) -> None:
            if words and words.strip():
                self._add(tagging.new_note(tagging.trimmed(self.text, span), words, self.session.by))

        self.ask(Prompt("Comment"), add)

    # -- correcting ------------------------------------------------------------

    def action_speaker(self) -> None:
        names = {Quote: "speaker", Entity: "entity", Agreement: "parties"}
        name = names.get(type(self.current))
        if name is None:
            self.say("Put the caret on a quote, a name or an agreement first.")
        else:
            self.edit_field(name)

    def _move_boundary(self, side: Side, direction: Direction) -> None:
        if self.current is None:
            self.say("No annotation here.")
        elif self.do(corrections.move_boundary(self.text, self.current, side, direction)):
            self.go_to(self.session.annotations[self.current.id])

    def action_end_left(self) -> None:
        self._move_boundary("end", "left")

    def action_end_right(self) -> None:
        self._move_boundary("end", "right")

    def action_start_left(self) -> None:
        self._move_boundary("start", "left")

    def action_start_right(self) -> None:
        self._move_boundary("start", "right")
