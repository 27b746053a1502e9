"""Other annotators' work on the reading screen: what is shown of it, who is edited, what is taken over."""

from __future__ import annotations

from annotations.comparison.reading import NAMELESS
from annotations.layer_files import looks_on
from annotations.model import Annotation
from tui import keymap
from tui.screens.reader_sayings import SayingActions


class LayerActions(SayingActions):
    """The part of the reading screen that is there for several annotators."""

    def tell_what_opening_found(self) -> None:
        super().tell_what_opening_found()
        if not self.beside:
            return
        key, names = keymap.command("layers").key, ", ".join(self.beside)
        if looks_on(self.session):
            self.say(f"You look on at {names}; {key} chooses whose work you edit.")
        elif self.layer_marks is None:
            self.say(f"Annotated by {names} too: {key} shows it.")

    # -- what is shown ---------------------------------------------------------

    def action_layers(self) -> None:
        """Ask whose work is shown, and whose is edited."""
        from tui.screens.layers import LayersDialog  # who works alone does without

        self.show_layers_again()  # others may have begun, or gone on, since
        if self.beside:
            self.ask(LayersDialog(self), self._chosen_layer)
        else:
            self.say("Nobody else has annotated this article.")

    def show_layers_again(self) -> None:
        """Draw what the layers show now."""
        here = self.here
        self.lay_over()
        self.take(self.layered.marks.get(here.id) if here is not None else None)
        self.refresh_lists()

    def _chosen_layer(self, annotator: str | None) -> None:
        """Go on as another annotator, at the same place."""
        if annotator is None or not self.leave():
            return
        self.app.annotator = "" if annotator == NAMELESS else annotator
        self.app.annotator_chosen = True
        self.action_reload()
        who = "without a name" if annotator == NAMELESS else f"as {annotator}"
        self.say(f"From now on you annotate {who}.")

    # -- differences -----------------------------------------------------------

    def action_next_difference(self) -> None:
        self._step(True, self.layered.is_difference, self._no_difference())

    def action_previous_difference(self) -> None:
        self._step(False, self.layered.is_difference, self._no_difference())

    def _no_difference(self) -> str:
        if self.layered.others:
            return "Those whose work is shown agree about everything."
        return f"No other's work is shown: {keymap.command('layers').key} shows it."

    # -- what is only others' ---------------------------------------------------

    def action_accept(self) -> None:
        """Take over what is only others'; what is ours as ever."""
        if self.foreign is None:
            super().action_accept()
        else:
            self._take_over(self.foreign)

    def _take_over(self, mark: Annotation) -> None:
        holders = ", ".join(self.layered.holders(mark))
        before = len(self.session.history.done)
        self._add(self.layered.copied(mark))
        if len(self.session.history.done) > before:
            self.action_next_difference()
            self.say(f"Taken over from {holders}.")

    def action_reject(self) -> None:
        if self.foreign is None:
            super().action_reject()
        else:
            holders = ", ".join(self.layered.holders(self.foreign))
            self.say(f"Only {holders} has this; {keymap.command('accept').key} takes it over into your work.")
