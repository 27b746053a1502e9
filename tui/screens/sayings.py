"""All that a speaker is quoted with in the folder; Enter goes to the place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on, work
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, Static

from annotations.comparison.reading import NAMELESS, Layers
from annotations.reporting.sayings import Saying, Sayings
from tui import keymap
from tui.background import in_thread
from tui.bindings import bind_as
from tui.saying_rows import SayingRows, name_of
from tui.screens.help import Help
from tui.widgets.line_list import LineList
from tui.widgets.lines import EndsLine, HintLine

if TYPE_CHECKING:
    from tui.app import ArtreaderApp

_SLICE = 0.15  # seconds that articles are read between two looks at the screen


class SayingsScreen(Screen[Saying]):
    """Answers with the quote to go to, or None. `present` are articles that are open, as they are now."""

    app: ArtreaderApp
    HELP_SHOWN = Help(
        ("app",),
        "Quotes of a speaker",
        (
            ("open-article", "go to the quote in its article"),
            ("filter-library", "ask for another speaker: any part of the name, or none for all"),
            ("back", "back to where you came from"),
            ("speaker-quotes", "the same"),
        ),
    )
    DEFAULT_CSS = """
    SayingsScreen Input { background: $boost; }
    SayingsScreen #whole { height: 4; padding: 0 1; background: $panel; }
    """

    def __init__(
        self,
        paths: Sequence[Path],
        speaker: str,
        present: Sequence[Layers] = (),
        at: tuple[Path, int] | None = None,
    ) -> None:
        """`at` is a quote, by article and offset, that is highlighted."""
        super().__init__()
        self.paths, self.present, self._at = list(paths), present, at
        self._speaker = speaker
        self.sayings = Sayings((), "", self._whose)
        self.rows = SayingRows(())
        for id_, action in (
            ("filter-library", "type"),
            ("back", "back"),
            ("speaker-quotes", "leave"),
        ):
            bind_as(self._bindings, id_, action)

    def _of(self, speaker: str) -> Sayings:
        return Sayings(self.paths, speaker, self._whose, self.app.encoding, self.present)

    def _whose(self, annotators: list[str]) -> list[str]:
        """Ours and those that are shown, as in the articles; all where one looks on."""
        own = self.app.annotator or NAMELESS
        if own not in annotators and not self.app.annotator_chosen:
            return annotators
        return [name for name in annotators if name == own or name in self.app.shown_layers]

    def compose(self) -> ComposeResult:
        yield EndsLine(id="top")
        yield LineList(id="quotes")
        yield Static("", id="whole", markup=False)
        line = Input(self._speaker, placeholder="part of a speaker's name", id="speaker", compact=True)
        line.display = False
        yield line
        yield HintLine()

    @property
    def list(self) -> LineList:
        return self.query_one(LineList)

    def on_mount(self) -> None:
        self.sayings = self._of(self._speaker)
        self.set_focus(self.list)

    def on_screen_resume(self) -> None:
        self.read()  # at first, and on where another screen was in between

    # -- reading ---------------------------------------------------------------

    @work(exclusive=True, group="sayings", exit_on_error=False)
    async def read(self) -> None:
        """Read the articles off the screen's thread, and show what was found so far."""
        sayings = self.sayings
        self.show_found()
        while sayings.left and self.is_current:
            await in_thread(lambda: sayings.read_some(_SLICE))
            if sayings is not self.sayings:
                return
            self.show_found()

    def show_found(self) -> None:
        """The quotes found so far, the highlight where it was."""
        if not self.query(LineList):
            return  # the program is ending
        chosen = self._chosen_place()
        found = list(self.sayings.found)
        self.rows = SayingRows(found)
        at = next((n for n, (path, fact) in enumerate(found) if (path, fact.start) == chosen), None)
        row = self.rows.row_of(at) if at is not None else (1 if found else None)
        self.list.show(self.rows, row)
        self.show_lines()

    def _chosen_place(self) -> tuple[Path, int] | None:
        """The quote that is highlighted; at first the one that one came from."""
        saying = self.chosen
        if saying is not None and self.list.moved:
            self._at = saying.path, saying.fact.start
        return self._at

    @property
    def chosen(self) -> Saying | None:
        """The highlighted quote."""
        row = self.list.highlighted
        number = self.rows.number_at(row) if row is not None and row < len(self.rows) else None
        return None if number is None else self.rows.sayings[number]

    # -- what is shown ---------------------------------------------------------

    def show_lines(self) -> None:
        sayings = self.sayings
        whose = f"of “{sayings.speaker}”" if sayings.speaker else "of all speakers"
        articles = len({saying.path for saying in sayings.found})
        parts = [f"Quotes {whose}", f"{len(sayings.found)} in {articles} of {len(self.paths)} articles"]
        if sayings.unreadable:
            parts.append(f"{sayings.unreadable} not readable")
        undecided = sum(saying.fact.undecided for saying in sayings.found)
        left = f"{sayings.left} articles to read" if sayings.left else ""
        right = left or (f"{undecided} undecided" if undecided else "")
        self.query_one("#top", EndsLine).show(" · ".join(parts), right)
        self._show_whole()
        typing = isinstance(self.focused, Input)
        ids = keymap.hints("typing" if typing else "sayings")
        self.query_one(HintLine).show(ids, "Enter keeps it" if typing else "")

    def _show_whole(self) -> None:
        saying = self.chosen
        if saying is None:
            self.query_one("#whole", Static).update("")
            return
        fact = saying.fact
        whose = "" if fact.by == NAMELESS else f" · {fact.by}"
        place = f"{name_of(fact)}:{fact.line}:{fact.column}{whose}\n"
        self.query_one("#whole", Static).update(Content.assemble((place, "bold"), fact.words))

    def on_descendant_focus(self) -> None:
        self.show_lines()

    @on(LineList.Chosen)
    def _line_chosen(self, event: LineList.Chosen) -> None:
        event.stop()
        self._show_whole()
        if event.final:
            self.dismiss(self.chosen)

    # -- whose quotes ----------------------------------------------------------

    def action_type(self) -> None:
        line = self.query_one(Input)
        line.display = True
        self.set_focus(line)

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        if event.value.strip() != self.sayings.speaker:
            self.sayings = self._of(event.value.strip())
            self.read()

    @on(Input.Submitted)
    def _typed(self) -> None:
        self.query_one(Input).display = False
        self.set_focus(self.list)

    def action_back(self) -> None:
        if isinstance(self.focused, Input):
            self._typed()
        else:
            self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)
