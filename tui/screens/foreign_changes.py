"""What the reading screen does when somebody else changes the files of the article it shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from time import monotonic
from typing import TYPE_CHECKING

from textual import events

from annotations.display import one_line
from annotations.errors import ArtreaderError
from annotations.model import Annotation
from annotations.settling import Keep, settle
from annotations.sidecar.merge import Conflict
from annotations.watching import Look, Seen, Watch
from tui import keymap, listing
from tui.background import in_thread
from tui.screens.dialogs import Choice, KeyChoice

if TYPE_CHECKING:
    from tui.screens.reader_base import ReaderBase

INTERVAL = 1.0  # seconds between looks at the files
PAUSE = 0.4  # seconds without a key until one is meant for a question that nobody called for


class Watcher:
    """Looks at the files once in a while, off the screen's thread, as long as one session is shown."""

    def __init__(self, screen: ReaderBase) -> None:
        self._screen = screen
        self._watch = Watch(screen.session, screen.app.encoding)
        self._looking = False
        self._timer = screen.set_interval(INTERVAL, self._look)

    def stop(self) -> None:
        self._timer.stop()

    async def _look(self) -> None:
        if self._looking:
            return
        self._looking = True
        try:
            found = await in_thread(self._watch.look)
        finally:
            self._looking = False
        if found and self._screen.watcher is self:
            self._tell(found)

    def _tell(self, found: Look) -> None:
        screen = self._screen
        if found.sidecar is Seen.CHANGED:
            screen.take_in()
        elif found.sidecar is Seen.GONE:
            screen.say(
                "The annotation file was removed; it is written again with the next change.", "warning"
            )
        if found.article is Seen.GONE:
            screen.say("The article's file was removed; what you do is still saved beside it.", "warning")
        elif found.article is Seen.CHANGED:
            screen.text_on_disk_changed = True
            key = keymap.command("reload").key
            screen.say(f"The article was changed on the disk: {key} reads it again.", "warning")
            screen.show_lines()


def take_in(screen: ReaderBase) -> bool:
    """Merge with what somebody else wrote into the sidecar; whether that could be done."""
    session = screen.session
    try:
        merged = session.take_in()
    except ArtreaderError as error:
        screen.say(f"The annotation file was changed by somebody else, and cannot be read: {error}", "error")
        return False
    screen.changed_everywhere()
    if merged.taken:
        changes = "1 change" if merged.taken == 1 else f"{merged.taken} changes"
        screen.say(f"Somebody else changed the annotation file: {changes} taken in.")
    if session.unsaved and screen.saver is not None:
        screen.saver.touch()
    decide(screen, merged.conflicts)
    return True


def decide(
    screen: ReaderBase,
    conflicts: Sequence[Conflict],
    number: int = 1,
    then: Callable[[], None] = lambda: None,
) -> None:
    """Ask about what both sides changed, one after the other, then go on; the undecided stand twice."""
    if number > len(conflicts):
        then()
        return
    conflict = conflicts[number - 1]
    session = screen.session
    here = session.annotations.get(conflict.id)
    if here is not None:
        screen.go_to(here)

    def answered(answer: str | None) -> None:
        if screen.session is not session:
            return
        if answer is None:
            screen.say("Not decided: both versions stand, the second with a comment.", "warning")
            then()
            return
        screen.do(settle(session.annotations, conflict, Keep(answer)))
        decide(screen, conflicts, number + 1, then)

    screen.ask(ConflictFound(screen, conflict, number, len(conflicts)), answered)


class ConflictFound(KeyChoice):
    """Answers with a value of Keep, or None when it is not to be decided now.

    The first comes while other keys are typed; those are no answers.
    """

    def __init__(self, screen: ReaderBase, conflict: Conflict, number: int, of: int) -> None:
        ours, theirs = _told(screen, conflict, conflict.ours), _told(screen, conflict, conflict.theirs)
        version = conflict.ours or conflict.theirs
        assert version is not None
        words = one_line(version.text_in(screen.text))
        asks = f"{number} of {of}: you and somebody else changed “{words}”."
        question = f"{asks}\n  yours: {ours}\n theirs: {theirs}"
        choices = [Choice(Keep.OURS, "keep yours", key="y"), Choice(Keep.THEIRS, "keep theirs", key="t")]
        if conflict.twin:
            choices.append(Choice(Keep.BOTH, "keep both", key="b"))
        super().__init__(question, choices)
        self._is_seen, self._quiet_since = number > 1, monotonic()

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()  # Textual would call the handler of the class it builds on too
        since, self._quiet_since = self._quiet_since, monotonic()
        self._is_seen = self._is_seen or self._quiet_since - since >= PAUSE
        if self._is_seen:
            super().on_key(event)


def _told(screen: ReaderBase, conflict: Conflict, version: Annotation | None) -> str:
    """What a version says where the two differ."""
    if version is None:
        return "removed"
    rows = {row.name: row for row in listing.field_lines(version, screen.session.annotations, screen.text)}
    other = conflict.theirs if version is conflict.ours else conflict.ours
    names = [f.name for f in fields(version) if f.name in conflict.names] if other else ["label", "status"]
    parts = [f"{rows[name].title} {rows[name].value or '–'}" for name in names if name in rows]
    return one_line(" · ".join(parts)) or version.kind
