"""What the scheme of the folder brings to the reading screen: kinds of its own to tag, and guidelines."""

from __future__ import annotations

from collections import Counter

from annotations import tagging
from annotations.display import one_line
from annotations.errors import ArtreaderError
from annotations.kinds import Unknown
from annotations.model import Annotation
from annotations.own_tagging import new_own
from annotations.scheme import OwnKind, read_guidelines
from annotations.scheme.finding import SCHEME_NAME
from tui.screens.dialogs import Choice, KeyChoice
from tui.screens.reader_tagging import Tagging


class SchemeActions(Tagging):
    """The part of the reading screen that is there for the folder's own scheme."""

    def tell_what_opening_found(self) -> None:
        super().tell_what_opening_found()
        unknown = Counter(one_line(a.kind) for a in self.session.annotations if isinstance(a, Unknown))
        if unknown:
            counts = ", ".join(f"{number} {kind}" for kind, number in unknown.items())
            self.say(f"Of kinds that the scheme does not have, kept as they are: {counts}.", "warning")

    def action_tag_own(self) -> None:
        """Ask for one of the scheme's own kinds by its key, and tag it."""
        kinds = self.session.scheme.own
        if not kinds:
            self.say(
                f"The scheme has no kinds of its own: artreader scheme prints one to write {SCHEME_NAME}."
            )
            return

        def tag(id_: str | None) -> None:
            kind = None if id_ is None else self.session.scheme.own_kind(id_)
            if kind is not None:
                self._tag_own(kind)

        choices = [Choice(kind.id, kind.help or kind.name, key=kind.key) for kind in kinds]
        self.ask(KeyChoice("Tag", choices), tag)

    def _tag_own(self, kind: OwnKind) -> None:
        """As a or q: what is there already is labelled anew, or gone to."""
        session, pane = self.session, self.pane
        meant = tagging.meant_at(session.annotations, kind.id, pane.selection, pane.caret)
        if meant is not None:
            pane.select(None)
            self.go_to(meant)
            if kind.labels:
                self.action_label()
            return
        new = new_own(
            session.scheme, kind, session.article, session.annotations, pane.selection, pane.caret, session.by
        )
        if new is None:
            self.say(f"No {kind.takes} here to tag.")
        elif len(kind.labels) > 1:
            self.ask_label(
                kind.id,
                f"This {kind.id} is",
                "",
                lambda label: None if label is None else self._add(new.with_(label=label)),
            )
        else:
            self._add(new)

    def _add(self, annotation: Annotation) -> None:
        super()._add(self.session.scheme.labelled(annotation))

    def action_guidelines(self) -> None:
        scheme = self.session.scheme
        if scheme.guidelines is None:
            self.say(f'There are no guidelines: "guidelines:" in {SCHEME_NAME} names them.')
            return
        from tui.screens.guidelines import GuidelinesScreen  # Markdown takes long to import

        try:
            self.app.push_screen(GuidelinesScreen(read_guidelines(scheme)))
        except ArtreaderError as error:
            self.say(str(error), "error")
