"""Draw README's picture from the app itself: `python tools/screenshot.py`.

Opens a copy of a sample, presses a few keys and exports the screen as SVG.
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from tui.app import ArtreaderApp

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "samples" / "01-konsultasi-keamanan.txt"
PICTURE = ROOT / "docs" / "pictures" / "reader.svg"
KEYS = ["]", *["space"] * 9, "t", "]", "]"]
SIZE = (124, 36)


async def draw(article: Path) -> str:
    """The screen after `KEYS`, as SVG."""
    app = ArtreaderApp([article])
    async with app.run_test(size=SIZE) as pilot:
        await app.workers.wait_for_complete()
        for key in KEYS:
            await pilot.press(key)
        await pilot.pause(1.0)  # saved
        return app.export_screenshot(title="artreader")


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        article = Path(folder) / SAMPLE.name
        shutil.copyfile(SAMPLE, article)
        PICTURE.parent.mkdir(parents=True, exist_ok=True)
        PICTURE.write_text(asyncio.run(draw(article)), encoding="utf-8")


if __name__ == "__main__":
    main()
