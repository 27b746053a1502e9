"""Which keys the reading screen hints at, and what it says before them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from textual.widgets import Input

from annotations.display import one_line
from annotations.history import State
from annotations.model import Annotation, Status
from annotations.scheme import Scheme
from tui import keymap, listing
from tui.widgets.inspector import Inspector

if TYPE_CHECKING:
    from tui.screens.reader_view import ReaderView

Hints = tuple[tuple[str, ...], str]


def hints(screen: ReaderView) -> Hints:
    """The commands that make sense now, and what is said before them."""
    pane = screen.pane
    if screen.picking is not None:
        return keymap.hints("picking"), f"Select {_picked(screen)}, then {keymap.command('inspect').key}"
    found = screen.search.says(pane.caret) if screen.search.matches else ""
    if isinstance(screen.focused, Input):
        return keymap.hints("typing"), f"{found}, Enter keeps it".removeprefix(", ")
    if screen.query_one(Inspector).fields.has_focus:
        return keymap.hints("fields"), "Enter edits, Del empties"
    if not pane.has_focus:
        return keymap.hints("lists"), ""
    if pane.selection is not None or pane.sticky:
        length = pane.selection.length if pane.selection else 0
        return _tagging(screen, "selection"), f"{length} selected"
    if found:
        return (*keymap.hints("searching"), *_at_caret(screen)), found
    return _at_caret(screen), ""


def fitting(
    ids: tuple[str, ...], annotation: Annotation | None, scheme: Scheme
) -> tuple[tuple[str, ...], Mapping[str, str]]:
    """Those of the commands that do something to `annotation`, and what the one for who does to it."""
    if annotation is None:
        return ids, {}
    who = listing.who_field(annotation)
    idle = {"speaker"} if who is None else set()
    idle |= set() if scheme.of(annotation.kind) else {"label"}
    idle |= {"agreement-status"} if annotation.kind != "agreement" else set()
    idle |= {"tag-others"} if annotation.kind != "entity" else set()
    return tuple(id_ for id_ in ids if id_ not in idle), {"speaker": one_line(who or "").replace("_", " ")}


def _at_caret(screen: ReaderView) -> tuple[str, ...]:
    current = screen.current
    if current is not None and current.status is Status.SUGGESTED:
        return keymap.hints("undecided")
    if screen.foreign is not None and not screen.session.store.read_only:
        return keymap.hints("foreign")
    if screen.layered.others:
        return keymap.hints("layered")
    return _onward(screen, _tagging(screen, "text") if current is None else keymap.hints("decided"))


def _onward(screen: ReaderView, ids: tuple[str, ...]) -> tuple[str, ...]:
    """Where nothing is left to decide: what comes then, in place of the way to the next undecided one."""
    session = screen.session
    if not session.suggested or session.decided < max(1, len(session.annotations)):
        return ids
    onward = ["finish"] if session.state == State.OPEN else []
    onward += ["next-article"] if screen.at + 1 < len(screen.paths) else []
    return (*onward, *(id_ for id_ in ids if id_ != "next-undecided"))


def _tagging(screen: ReaderView, situation: str) -> tuple[str, ...]:
    """Hints that name the key for the scheme's own kinds, where it has any, behind the other kinds'."""
    found = keymap.hints(situation)
    if not screen.session.scheme.own:
        return found
    at = found.index("tag-agreement") + 1
    return (*found[:at], "tag-own", *found[at:])


def _picked(screen: ReaderView) -> str:
    """What the selection that is waited for will be."""
    assert screen.picking is not None
    id_, role = screen.picking
    piece = screen.lost_piece(screen.session.annotations.get(id_), role)
    if piece is not None:
        words = one_line(piece.quote)
        return f"the new place of “{words[:24]}{'…' if len(words) > 24 else ''}”"
    if role in ("spans", listing.ANOTHER_SPAN):
        return "its words" if role == "spans" else role
    return f"the {role.replace('_', ' ')}"
