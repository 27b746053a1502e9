"""Draw README's picture from the app itself: `python tools/screenshot.py`.

Opens a copy of a sample, presses a few keys and exports the screen as SVG. `python -m tests.docs`
tells when it is not current any more.
"""

from __future__ import annotations

import asyncio
import io
import shutil
import tempfile
from pathlib import Path

from rich.console import Console

from tui.app import ArtreaderApp
from tui.picture import screen_picture

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "01-konsultasi-keamanan.txt"
PICTURE = ROOT / "docs" / "pictures" / "reader.svg"
KEYS = ["]", *["space"] * 9, "t", "]", "]"]
SIZE = (124, 36)


async def _pressed(article: Path) -> str:
    app = ArtreaderApp([article])
    app.console = Console(file=io.StringIO(), color_system="truecolor", force_terminal=True)
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        for key in KEYS:
            await pilot.press(key)
        await pilot.pause(1.0)  # saved
        return screen_picture(app, "artreader")


def draw() -> str:
    """The screen after `KEYS`, as SVG."""
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / SAMPLE.name
        shutil.copyfile(SAMPLE, article)
        return asyncio.run(_pressed(article))


def main() -> None:
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(draw(), encoding="utf-8")


if __name__ == "__main__":
    main()
