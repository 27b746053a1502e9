"""Keys that arrive while a screen comes by itself."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen
from textual.widgets import Static

from tests.tui.conftest import key_event
from tui.typeahead import OrderedKeys


class Comes(Screen[None]):
    BINDINGS = [("x", "mark")]  # noqa: RUF012
    marked = 0

    def compose(self) -> ComposeResult:
        yield Static(id="there")

    def action_mark(self) -> None:
        self.marked += len(self.query("#there"))


class Below(Screen[None]):
    """As if it came while a key is on its way up to the application, which looks for its command."""

    def __init__(self) -> None:
        super().__init__()
        self.comes = Comes()

    async def on_key(self, event: events.Key) -> None:
        await self.app.push_screen(self.comes)


async def test_a_key_does_nothing_on_a_screen_that_it_was_not_pressed_on() -> None:
    app = OrderedKeys()
    async with app.run_test() as pilot:
        await app.push_screen(below := Below())
        for number in range(3):
            app.post_message(key_event("x"))
            await pilot.pause()
            while app.keys_pending or not below.comes.is_mounted:
                await pilot.pause(0.005)
            assert below.comes.marked == number
