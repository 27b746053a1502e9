"""A scroll view whose length changes without the whole screen being laid out anew."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive
from textual.scroll_view import ScrollView


class LinesView(ScrollView):
    """What it holds may become longer or shorter; its own place on the screen does not depend on that.

    Textual lays the screen out for each change of a virtual size, which a key should not have to pay.
    Only when the scroll bar comes or goes it still does.
    """

    virtual_size: Reactive[Size] = Reactive(Size(0, 0), layout=False)

    def watch_virtual_size(self, size: Size) -> None:
        self._scroll_update(size)
