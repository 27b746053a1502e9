"""What is asked about work that is not in its file: when quitting, and when a rescue copy is found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.display import one_line
from annotations.errors import SaveError
from annotations.keeping import Keeper, Offer
from annotations.sidecar.merge import Conflict
from tui.screens.dialogs import Choice, KeyChoice, Prompt
from tui.screens.foreign_changes import decide

if TYPE_CHECKING:
    from tui.screens.reader_base import ReaderBase


class QuitUnsaved(KeyChoice):
    """Answers "retry", "elsewhere", "leave" or "stay"."""

    def __init__(self, keeper: Keeper) -> None:
        rescued = keeper.writer.path is not None
        leave = "quit, keep the rescue copy" if rescued else "quit and lose what is not saved"
        choices = [
            Choice("retry", "try again", key="r"),
            Choice("elsewhere", "save elsewhere, quit", key="f"),
            Choice("leave", leave, key="q" if rescued else "L"),
            Choice("stay", "stay", key="s"),
        ]
        super().__init__(f"{one_line(keeper.state)}. What now?", choices, "stay")


class SaveElsewhere(Prompt):
    """Asks for a file and saves there; answers with its name once that has worked."""

    def __init__(self, keeper: Keeper) -> None:
        def problem(name: str) -> str:
            try:
                keeper.save_elsewhere(Path(name))
            except SaveError as error:
                return one_line(str(error))
            return ""

        super().__init__("Save to which file?", f"~/{keeper.session.store.path.name}", problem)


class RescueFound(KeyChoice):
    """Answers "take", "merge", "discard" or "later"."""

    def __init__(self, offer: Offer) -> None:
        choices = [
            Choice("take", "take it instead", key="t"),
            Choice("merge", "merge with the file", key="m"),
        ]
        if offer.rescued is None:
            question = (
                f"A rescue copy of {offer.copy.when} cannot be read: {offer.problem} ({offer.copy.path})."
            )
            choices = []
        else:
            because = f" ({offer.rescued.because})" if offer.rescued.because else ""
            question = (
                f"A rescue copy of {offer.copy.when} holds work that could not be saved{because}. "
                f"Compared with the file: {offer.differences}."
            )
        choices += [Choice("discard", "discard it", key="d"), Choice("later", "later", key="l")]
        super().__init__(one_line(question), choices)


def offer_rescue_copies(screen: ReaderBase, asked: frozenset[Path] = frozenset()) -> None:
    """Ask about each rescue copy for the article on the screen, one after the other, but those `asked`."""
    saver = screen.saver
    assert saver is not None
    if saver.session.store.read_only:
        return
    offer = next((offer for offer in saver.keeper.offers() if offer.copy.path not in asked), None)
    if offer is None:
        return

    def answered(answer: str | None) -> None:
        if screen.saver is not saver:
            return
        if answer == "discard":
            offer.copy.discard()
        elif answer in ("take", "merge"):
            conflicts: Sequence[Conflict] = ()
            if answer == "take":
                saver.keeper.take(offer)
            else:
                conflicts = saver.keeper.merge(offer).conflicts
            screen.changed_everywhere()
            saver.touch()
            screen.say("The rescue copy is taken in; u undoes that.", "warning")
            if not saver.session.suggested:
                screen.suggest()
            decide(screen, conflicts, then=offer_others)
            return
        offer_others()

    def offer_others() -> None:
        offer_rescue_copies(screen, asked | {offer.copy.path})

    screen.app.push_screen(RescueFound(offer), answered)
