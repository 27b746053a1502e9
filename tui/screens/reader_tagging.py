"""What the reading screen's keys do to annotations: decide, tag, correct."""

from __future__ import annotations

from itertools import islice

from annotations import corrections, mentions, tagging
from annotations.corrections import Direction, Side
from annotations.display import one_line
from annotations.edits import Change
from annotations.finders.pipeline import FINDER_NAME
from annotations.model import AGREEMENT_STATUSES, Agreement, Annotation, Entity, Status
from annotations.structure import trimmed
from tui import keymap, listing
from tui.screens.dialogs import Choice, Chooser, KeyChoice, Prompt, lettered
from tui.screens.reader_fields import MANY, Fields


class Tagging(Fields):
    """The part of the reading screen that tags and decides. Each action makes at most one change."""

    # a rejection, what was current behind it, and the id of what was rejected: its like may be rejected too
    _offer: tuple[Change, Annotation | None, str] | None = None

    # -- deciding --------------------------------------------------------------

    def action_accept(self) -> None:
        if self.current is None:
            self.action_next_undecided()
            return
        self._decide(corrections.accept(self.current))

    def action_reject(self) -> None:
        rejected = self.current
        if rejected is None:
            self.say("No annotation here to reject.")
            return
        before = self._last_change
        self._decide(corrections.reject(rejected))
        alike = mentions.suggested_alike(self.text, self.session.annotations, rejected)
        more = len(list(islice(alike, MANY)))
        change = self._last_change
        if more and change is not None and change is not before:
            self._offer = (change, self.current, rejected.id)
            number = f"{more}{'+' if more == MANY else ''}"
            words, key = one_line(rejected.text_in(self.text)), keymap.command("reject-all").key
            self.say(f"{number} more of “{words}”: {key} rejects them too.")

    def action_reject_all(self) -> None:
        """Reject the current one with its like, or, right behind a rejection, what is like that."""
        annotation = self.current
        if self._offer is not None and self._offer[0] is self._last_change and self._offer[1] is self.current:
            annotation = self.session.annotations[self._offer[2]]
        if annotation is None:
            self.say("No annotation here to reject.")
            return
        change = mentions.reject_all(self.text, self.session.annotations, annotation)
        self._decide(change)
        self.say(f"Rejected {len(change.edits)}.")

    @property
    def _last_change(self) -> Change | None:
        """What was done last and not undone."""
        done = self.session.history.done
        return done[-1] if done else None

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
            self.go_to(self.session.annotations[annotation.id])

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
            self.offer_others()

        self.ask_label("entity", f"“{words}” is", target.label, tag)

    def action_tag_others(self) -> None:
        if not isinstance(self.current, Entity):
            self.say("Put the caret on a name first.")
            return
        change = mentions.tag_all(self.text, self.session.annotations, self.current, self.session.by)
        if not change.edits:
            self.say("All its mentions are like this one.")
        elif self.do(change):
            self.say(f"{len(change.edits)} more mentions made like this one.")

    def action_merge(self) -> None:
        """Make two entities one: all mentions of the current one are given to another."""
        current = self.current
        if not isinstance(current, Entity):
            self.say("Put the caret on a name first.")
            return
        old = mentions.name_of(self.text, current)

        def merge(answer: list[str] | None) -> None:
            if answer and self.do(mentions.merge(self.text, self.session.annotations, old, answer[0])):
                self.say(f"“{old}” is now “{answer[0]}” everywhere.")

        choices = [choice for choice in self.names(current, current.fields[0]) if choice.value != old]
        self.ask(Chooser(f"All mentions of “{old}” are", choices), merge)

    def action_split(self) -> None:
        """Make mentions with the words of the current one an entity of their own."""
        current = self.current
        if not isinstance(current, Entity) or current.is_lost:
            self.say("Put the caret on a name first.")
            return
        old, words = mentions.name_of(self.text, current), current.text_in(self.text)

        def check(answer: str) -> str:
            return "" if answer.strip() not in ("", old) else "Another name, please."

        def split(answer: str | None) -> None:
            if answer is None:
                return
            new = answer.strip()
            change = mentions.split(self.text, self.session.annotations, current, new)
            if self.do(change):
                count = sum(isinstance(edit.after, Entity) for edit in change.edits)
                self.say(f"“{new}” is no longer “{old}”: {count} mention{'s' * (count > 1)}.")

        mention = "This one" if words == old else f"“{one_line(words)}”"
        question = f"{mention} is not “{one_line(old)}” but"
        self.ask(Prompt(question, words if words != old else "", check), split)

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
            known = meant or new
            self.ask_label("agreement", "This agreement is", known.label if known else "", tag)

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
                self._add(tagging.new_note(trimmed(self.text, span), words, self.session.by))

        self.ask(Prompt("Comment"), add)

    # -- correcting ------------------------------------------------------------

    def action_speaker(self) -> None:
        name = None if self.current is None else listing.who_field(self.current)
        if name is None:
            self.say("Put the caret on a quote, a name or an agreement first.")
        else:
            self.edit_field(name)

    def action_agreement_status(self) -> None:
        current = self.current
        if not isinstance(current, Agreement):
            self.say("Put the caret on an agreement first.")
            return

        def answered(status: str | None) -> None:
            if status is not None:
                self.do(corrections.set_field(current, "agreement_status", status))

        choices = [Choice(s, s.replace("_", " "), key=key) for s, key in lettered(AGREEMENT_STATUSES)]
        self.ask(KeyChoice("How far this agreement has come", choices, current.agreement_status), answered)

    def action_take_out(self) -> None:
        current, selection = self.current, self.pane.selection
        if current is None:
            self.say("No annotation here.")
            return
        here = next((span for span in current.spans if span.contains(self.pane.caret)), None)
        out = selection or here
        if out is None or not self.do(corrections.take_out(self.text, current, out)):
            self.say("Nothing taken out: select words of it, but not all.")
            return
        self.pane.select(None)
        self.go_to(self.session.annotations[current.id])

    def _move_boundary(self, side: Side, direction: Direction) -> None:
        steps = self.pane.count.take()
        if self.current is None:
            self.say("No annotation here.")
        elif self.do(corrections.move_boundary(self.text, self.current, side, direction, steps)):
            self.go_to(self.session.annotations[self.current.id])
        else:
            self.say("No further: its own cue or source is there, or nothing would be left.")

    def action_end_left(self) -> None:
        self._move_boundary("end", "left")

    def action_end_right(self) -> None:
        self._move_boundary("end", "right")

    def action_start_left(self) -> None:
        self._move_boundary("start", "left")

    def action_start_right(self) -> None:
        self._move_boundary("start", "right")
