"""The question whose work is shown in the article, and whose is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from annotations.comparison.reading import NAMELESS
from annotations.display import one_line
from annotations.layer_files import looks_on, own_name
from tui import keymap

if TYPE_CHECKING:
    from tui.screens.reader_layers import LayerActions


class LayersDialog(ModalScreen[str]):
    """A letter shows or hides an annotator's layer at once, in the article behind. Answers with the
    annotator to go on as, or None."""

    DEFAULT_CSS = """
    LayersDialog { align: center bottom; background: transparent; }
    LayersDialog > Vertical { width: 100%; max-width: 76; height: auto; max-height: 16; background: $panel;
                              border: round $primary; padding: 0 1; }
    LayersDialog.at-top { align: center top; }
    LayersDialog #question { text-style: bold; }
    """

    def __init__(self, reader: LayerActions) -> None:
        super().__init__()
        self._reader = reader
        self._own = own_name(reader.session)
        self._looking = looks_on(reader.session)
        self._names = sorted({*reader.beside, self._own}, key=lambda name: (name != NAMELESS, name))
        self._at = self._names.index(self._own)

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Static("Whose work is shown, and whose is edited", id="question", markup=False)
            yield Static("", id="layers")
            yield Static("", id="keys")

    def on_mount(self) -> None:
        self._draw()

    def _draw(self) -> None:
        rows: list[Content] = []
        for number, name in enumerate(self._names):
            sign = self._reader.signs[name]
            look = self._reader.pane.palette.style((f"letter/{sign.colour}",))
            colour = look.color.name if look.color is not None else ""
            title = "without a name" if name == NAMELESS else one_line(name)
            row = Content.assemble(
                "▶ " if number == self._at else "  ",
                (f" {sign.letter} ", f"bold reverse {colour}"),
                f" {title:<20.40} ",
                self._state(name),
            )
            rows.append(row.stylize("bold") if number == self._at else row)
        self.query_one("#layers", Static).update(Content("\n").join(rows))
        hints = (("letter", "shows or hides"), ("*", "all or none"), ("↑↓ Enter", "edit this one"))
        parts: list[str | tuple[str, str]] = []
        for shown, meaning in (*hints, ("Esc", "back")):
            parts += [(shown, "bold reverse"), f" {meaning}  "]
        self.query_one("#keys", Static).update(Content.assemble(*parts))

    def _state(self, name: str) -> str:
        layered = self._reader.layered
        if name == self._own:
            return "none yet: Enter begins" if self._looking else "edited by you"
        layer = next((layer for layer in layered.others if layer.annotator == name), None)
        if layer is None:
            return "cannot be read" if name in self._reader.unreadable else "hidden"
        counts = f"{len(layer.annotations)} annotations"
        return f"shown, {counts}{f', {layer.lost} lost' if layer.lost else ''}"

    def on_key(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        shown = self._reader.app.shown_layers
        others = self._reader.beside
        letter = (event.character or "").upper()
        if event.key == "escape":
            self.dismiss(None)
        elif event.key in ("up", "down"):
            self._at = (self._at + (1 if event.key == "down" else -1)) % len(self._names)
        elif event.key == "enter":
            name = self._names[self._at]
            self.dismiss(None if name == self._own and not self._looking else name)
        elif name := next((n for n in others if self._reader.signs[n].letter == letter), ""):
            shown.toggle(name)
            self._reader.show_layers_again()
        elif event.character in ("*", *keymap.command("layers").keys):
            shown.set_all(shown=len(self._reader.layered.others) < len(others))
            self._reader.show_layers_again()
        self._draw()
