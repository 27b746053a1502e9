"""Pictures of the screen as SVG, which need nothing from elsewhere."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Mapping
from datetime import datetime
from html import escape
from pathlib import Path
from typing import Any

from textual import events
from textual.app import App

from annotations.display import one_line

PICTURE_HELP = "as SVG, into the folder you are in; in a browser, as a download"
_FONT_FILE = re.compile(r"@font-face \{[^}]*\}\s*")  # rich names one on a public server
_FONT = "Fira Code, monospace"
_OWN_FONT = "ui-monospace, Cascadia Mono, Menlo, Consolas, DejaVu Sans Mono, monospace"
_ROOT = '<svg class="rich-terminal"'


def screen_picture(app: App[Any], title: str) -> str:
    """What the screen of a running application shows, as SVG."""
    svg = _FONT_FILE.sub("", app.export_screenshot(title=title)).replace(_FONT, _OWN_FONT)
    return svg.replace(_ROOT, f'{_ROOT} role="img" aria-label="{escape(title)}"', 1)


class TakesPictures(App[None]):
    """An application that saves its screen when asked to."""

    def save_picture(self) -> None:
        """Once what lies over the screen has gone."""
        self.call_after_refresh(self._save_picture)

    def _save_picture(self) -> None:
        self.deliver_text(
            io.StringIO(screen_picture(self, self.title)),
            save_directory=Path.cwd(),
            save_filename=f"artreader-{datetime.now():%Y-%m-%d-%H%M%S-%f}.svg",
            mime_type="image/svg+xml",
            name="picture",
        )

    def on_delivery_complete(self, event: events.DeliveryComplete) -> None:
        where = f": {one_line(str(event.path))}" if event.path else ""
        self.notify(f"Saved a picture of the screen{where}", markup=False)

    def on_delivery_failed(self, event: events.DeliveryFailed) -> None:
        told = one_line(str(event.exception))
        self.notify(f"The picture could not be saved: {told}", severity="error", markup=False)


def article_picture(
    path: Path, size: tuple[int, int], *, theme: str = "", annotator: str = "", encoding: str | None = None
) -> str:
    """The reading screen of an article in columns by rows, as SVG. Nothing is saved.

    Raises ArtreaderError when the article cannot be opened or there is no such theme.
    """
    return asyncio.run(_pictured(path, size, theme, {"annotator": annotator, "encoding": encoding}))


async def _pictured(path: Path, size: tuple[int, int], theme: str, reading: Mapping[str, str | None]) -> str:
    from rich.console import Console

    from annotations.errors import ArtreaderError
    from tui import config
    from tui.app import ArtreaderApp

    app = ArtreaderApp([path.absolute()], config=config.load(), **reading)  # type: ignore[arg-type]
    if theme and theme not in app.available_themes:
        raise ArtreaderError(f"there is no theme {theme!r}", advice="artreader's own are dark and light …")
    app.theme = theme or app.theme
    app.console = Console(file=io.StringIO(), color_system="truecolor", force_terminal=True)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        return screen_picture(app, path.name)
