"""Editing the fields of the current annotation, each by the dialog that fits its type."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice
from typing import Any

from textual import on

from annotations import corrections, mentions
from annotations.candidates import candidates, roles, speakers
from annotations.display import one_line
from annotations.edits import Change
from annotations.kinds import Custom
from annotations.model import Annotation, Entity, Field, FieldType, Passage, Span
from annotations.scheme import NOT_NAMES
from annotations.structure import trimmed
from tui import keymap, listing
from tui.screens.dialogs import Choice, Chooser, KeyChoice, Prompt
from tui.screens.reader_stepping import Stepping
from tui.widgets.inspector import Inspector

MANY = 100  # places of a name from which on they are not counted one by one
MAX_DIGITS = 15  # more would not be read back from the file
_SPEAKS = ("PER", "ORG", "LOC")


class Fields(Stepping):
    """The part of the reading screen that edits fields, labels and spans."""

    def action_inspect(self) -> None:
        """Enter: end a pick, or go to the inspector."""
        if self.picking is not None:
            id_, role = self.picking
            annotation = self.session.annotations.get(id_)
            if self.pane.selection is None:
                self.say("Select the words first (v or Shift with an arrow; + takes the word).")
            elif annotation is not None:
                self.use_selection(annotation, role, self.pane.selection)
        elif self.current is not None:
            self.show_inspector()
        else:
            self.say("No annotation at the caret.")

    @on(Inspector.Edit)
    def _edit(self, event: Inspector.Edit) -> None:
        self.edit_field(event.name)

    @on(Inspector.Empty)
    def _empty(self, event: Inspector.Empty) -> None:
        if self.current is None:
            return
        spec = self._spec(self.current, event.name)
        piece = self.lost_piece(self.current, event.name)
        if piece is not None:
            if not self.do(corrections.give_up(self.current, piece)):
                self.say("Nothing else is left of it: remove the annotation instead.")
        elif spec is not None:
            self.do(corrections.set_field(self.current, spec.name, spec.empty))
        elif event.name == "note":
            self.do(corrections.set_field(self.current, "note", ""))

    def _spec(self, annotation: Annotation, name: str) -> Field | None:
        return next((spec for spec in annotation.fields if spec.name == name), None)

    def edit_field(self, name: str) -> None:
        """Ask for a new value of a field of the current annotation, or for its label, words or comment."""
        current = self.current
        if current is None:
            return
        spec = self._spec(current, name)
        if name == "label":
            self.action_label()
        elif name == "status":
            self._toggle_status(current)
        elif name == "spans" or self.lost_piece(current, name) is not None:
            self._pick_or_use(name)
        elif name == "note":
            self._ask_text(current, "note", "Comment", current.note)
        elif spec is not None:
            self._edit_by_type(current, spec)

    def _toggle_status(self, current: Annotation) -> None:
        accepted = current.status == "accepted"
        self.do(corrections.reject(current) if accepted else corrections.accept(current))

    def _edit_by_type(self, current: Annotation, spec: Field) -> None:
        value: Any = current.value(spec.name)
        if spec.type is FieldType.NAME:
            self._choose(current, spec, self.names(current, spec), [value] if value else [])
        elif spec.type is FieldType.NAMES:
            self._choose(current, spec, self.names(current, spec), value, many=True)
        elif spec.type is FieldType.CHOICE:
            choices = [Choice(choice, choice.replace("_", " ")) for choice in spec.choices]
            self._choose(current, spec, choices, [value] if value else [], free=False)
        elif spec.type is FieldType.REF:
            choices = self._quotes(current)
            self._choose(current, spec, choices, [value] if value else [], free=False)
        elif spec.type in (FieldType.SPAN, FieldType.PASSAGE) and self.pane.selection is not None:
            self.use_selection(current, spec.name, self.pane.selection)
        elif spec.type is FieldType.SPAN:
            self.pick(spec.name)
        elif spec.type is FieldType.PASSAGE:
            shown = value.text if isinstance(value, Passage) else ""
            self._ask_text(current, spec.name, f"{spec.help.capitalize()}; leave empty to select it", shown)
        elif spec.type is FieldType.COUNT:
            self._ask_text(current, spec.name, spec.help.capitalize(), "" if value is None else str(value))
        else:
            self._ask_text(current, spec.name, spec.help.capitalize(), value)

    # -- labels and spans ------------------------------------------------------

    def action_label(self) -> None:
        current = self.current
        if current is None:
            self.say("No annotation here to label.")
            return

        def relabel(label: str | None) -> None:
            if label is not None:
                self.do(corrections.relabel(current, label))
                self.offer_others()

        self.ask_label(current.kind, f"This {current.kind} is", current.label, relabel)

    def ask_label(self, kind: str, question: str, default: str, then: Callable[[str | None], None]) -> None:
        choices = [Choice(label.id, label.name, key=label.key) for label in self.session.scheme.of(kind)]
        if not choices:
            self.say(f"The scheme has no labels for {one_line(kind)}.")
            return
        self.ask(KeyChoice(question, choices, default), then)

    def offer_others(self) -> None:
        """Say how many other mentions of a name are not like the current one, and the key for them."""
        current = self.current
        if not isinstance(current, Entity):
            return
        annotations, text = self.session.annotations, self.text
        more = len(list(islice(mentions.unmarked(text, annotations, current), MANY)))
        more += sum(
            (other.label, other.entity, other.status) != (current.label, current.entity, current.status)
            for other in mentions.marked(text, annotations, current)
        )
        if more:
            key = keymap.command("tag-others").key
            self.say(f"{more}{'+' if more >= MANY else ''} more of this name: {key} makes them all like it.")

    def action_respan(self) -> None:
        """Words for the annotation that waits for some, else for the current one: first for what it lost."""
        if self.picking is not None:
            self.action_inspect()
        else:
            lost = self.current is not None and self.current.lost
            self._pick_or_use(f"{listing.LOST_FIELD}0" if lost else "spans")

    def action_add_span(self) -> None:
        self._pick_or_use(listing.ANOTHER_SPAN)

    def _pick_or_use(self, role: str) -> None:
        if self.current is None:
            self.say("No annotation here.")
        elif self.pane.selection is None:
            self.pick(role)
        else:
            self.use_selection(self.current, role, self.pane.selection)

    def use_selection(self, annotation: Annotation, role: str, selection: Span) -> None:
        """Give selected words to an annotation: its own spans, one more, or a field."""
        span = trimmed(self.text, selection)
        piece = self.lost_piece(annotation, role)
        if piece is not None:
            change = corrections.reanchor(self.text, annotation, piece, span)
        elif role == "spans":
            change = corrections.clear_of_own_parts(self.text, corrections.respan(annotation, [span]))
        elif role == listing.ANOTHER_SPAN:
            change = corrections.clear_of_own_parts(self.text, corrections.add_span(annotation, span))
        else:
            change = self.field_from(annotation, role, span)
        self.picking = None
        self.pane.select(None)
        self.do(change)
        self.go_to(self.session.annotations[annotation.id])

    def pick(self, role: str) -> None:
        """Wait for the words of `role` to be selected in the article."""
        if self.current is not None:
            self.picking = (self.current.id, role)
            whole = role == "spans" and len(self.current.spans) == 1
            self.pane.select(self.current.spans[0] if whole else None)  # to be changed by a little
            self.set_focus(self.pane)
            self.show_lines()

    def field_from(self, annotation: Annotation, name: str, span: Span) -> Change:
        """The change that sets field `name` to words of the article."""
        return corrections.set_part(self.text, annotation, name, span)

    # -- dialogs ---------------------------------------------------------------

    def _ask_text(self, current: Annotation, name: str, question: str, value: str) -> None:
        spec = self._spec(current, name)

        def check(answer: str) -> str:
            if spec is None or spec.type is not FieldType.COUNT or not answer.strip():
                return ""
            fits = answer.strip().isdecimal() and len(answer.strip()) <= MAX_DIGITS
            return "" if fits else f"A whole number of at most {MAX_DIGITS} digits, please."

        def answered(answer: str | None) -> None:
            if answer is None:
                return
            if spec is not None and spec.type is FieldType.PASSAGE:
                self._set_passage(current, spec, answer.strip())
            elif spec is not None and spec.type is FieldType.COUNT:
                self.do(corrections.set_field(current, name, int(answer) if answer.strip() else None))
            else:
                self.do(corrections.set_field(current, name, answer.strip()))

        self.ask(Prompt(question, value, check), answered)

    def _set_passage(self, current: Annotation, spec: Field, answer: str) -> None:
        old = current.value(spec.name)
        if not answer:
            self.pick(spec.name)
        elif not isinstance(old, Passage) or old.text != answer:
            self.do(corrections.set_field(current, spec.name, Passage(answer)))

    def _choose(
        self,
        current: Annotation,
        spec: Field,
        choices: list[Choice],
        chosen: list[str] | tuple[str, ...],
        *,
        free: bool = True,
        many: bool = False,
    ) -> None:
        def answered(answer: list[str] | None) -> None:
            if answer is not None:
                value = tuple(answer) if many else answer[0] if answer else spec.empty
                self.do(corrections.set_field(current, spec.name, value))
                self.offer_others()

        question = spec.help.capitalize()
        self.ask(Chooser(question, choices, chosen=chosen, free=free, many=many), answered)

    def names(self, current: Annotation, spec: Field) -> list[Choice]:
        """Names of the article, nearest and most frequent first, with the role they were given."""
        annotations = self.session.annotations
        near = self.pane.caret if current.is_lost else current.start
        scheme = self.session.scheme
        first, last = (
            "",
            scheme.standing_for("entity", "PER" if spec.type is FieldType.NAMES else "LOC") or "",
        )
        names = tuple(label.id for label in scheme.of("entity") if label.meaning not in NOT_NAMES)
        if isinstance(current, Entity):
            labels = names if current.label in names else (current.label,)
            first, last = current.label, ""
        elif isinstance(current, Custom):
            labels = names
        else:
            labels = tuple(filter(None, (scheme.standing_for("entity", label) for label in _SPEAKS)))
        also = speakers(annotations) if spec.name == "speaker" else ()
        found = candidates(annotations, near, labels, first=first, last=last, also=also)
        called = roles(self.session.article, annotations, found)
        return [
            Choice(
                candidate.name,
                one_line(candidate.name),
                " · ".join(
                    part
                    for part in (
                        candidate.label,
                        f"{candidate.mentions}×",
                        one_line(called.get(candidate.name, "")),
                    )
                    if part
                ),
            )
            for candidate in found
        ]

    def _quotes(self, current: Annotation) -> list[Choice]:
        """The nearest first: those that hold the annotation, as a rule."""
        near = self.pane.caret if current.is_lost else current.start
        quotes = [q for q in self.session.annotations.of_kind("quote") if q.status != "rejected"]
        quotes.sort(key=lambda quote: max(quote.start - near, near - quote.end, 0))
        return [
            Choice(quote.id, listing.described([quote]), one_line(quote.text_in(self.text))[:60])
            for quote in quotes
        ]
