"""A reading screen over a small article, driven by keys."""

from __future__ import annotations

import asyncio
import contextlib
import unicodedata
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.keys import _character_to_key
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from annotations.model import Annotation, Span
from tui.app import ArtreaderApp
from tui.screens.reader import ReaderScreen

ARTICLE = """\
Surabaya, Warta Nusa -- Pemerintah Indonesia dan Norwegia menandatangani dua perjanjian, Senin (5/10).
Menteri Kelautan Rahma Widodo mengatakan, kedua negara akan menjaga laut bersama-sama.
"Kami tidak akan berhenti di sini," ujar Rahma kepada wartawan.
ADVERTISEMENT
"Kerja sama itu baru permulaan," tambah dia.
Duta Besar Norwegia untuk Indonesia, Lars Bakken, memuji langkah tersebut. Bakken berharap perjanjian itu
segera berlaku.
Sejumlah nelayan di Tuban belum mendengar kabar tersebut.
(abc)
"""


def key_event(key: str) -> events.Key:
    """A key as a driver sends it: "x", "space", "ctrl+s", "question_mark"."""
    character = key if len(key) == 1 else {"space": " ", "enter": "\r", "tab": "\t"}.get(key)
    if character is None and "_" in key:
        character = unicodedata.lookup(key.replace("_than", "-than").replace("_", " ").upper())
    return events.Key(_character_to_key(key) if len(key) == 1 else key, character)


class Reader:
    """The app with its reading screen, and what tests ask of it."""

    def __init__(self, app: ArtreaderApp, pilot: Pilot[None], path: Path) -> None:
        self.app = app
        self.pilot = pilot
        self.path = path

    @property
    def screen(self) -> ReaderScreen:
        return next(s for s in reversed(self.app.screen_stack) if isinstance(s, ReaderScreen))

    @property
    def annotations(self) -> list[Annotation]:
        return list(self.screen.session.annotations)

    @property
    def current(self) -> Annotation:
        assert self.screen.current is not None
        return self.screen.current

    @property
    def text(self) -> str:
        return self.screen.text

    async def press(self, *keys: str) -> None:
        """Press keys one right behind the other, as over a slow line."""
        for key in keys:
            self.app.post_message(key_event(key))
        await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*("space" if char == " " else char for char in text))

    async def settle(self) -> None:
        await asyncio.sleep(0)
        while self.app.keys_pending and self.app.is_running:
            await asyncio.sleep(0.001)
        with contextlib.suppress(WorkerCancelled):  # by a key that leaves the article, or the program
            await self.app.workers.wait_for_complete()
        await self.pilot.pause()

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait for what comes about by itself, at most some seconds."""
        for _ in range(200):
            if done():
                await self.settle()
                return
            await self.pilot.pause(0.02)
        raise AssertionError(f"it never came about:\n{self.shown()}")

    async def put_caret(self, words: str, inside: int = 0) -> None:
        """The caret `inside` characters into the first place where `words` stand."""
        self.screen.pane.move_caret(self.text.index(words) + inside)
        await self.settle()

    async def select(self, words: str) -> None:
        start = self.text.index(words)
        self.screen.pane.select(Span(start, start + len(words)))
        await self.settle()

    def words(self, annotation: Annotation | None = None) -> str:
        return (annotation or self.current).text_in(self.text)

    def shown(self) -> str:
        """What stands on the screen, row by row."""
        lines = self.app.screen._compositor.render_strips()
        return "\n".join("".join(segment.text for segment in strip) for strip in lines)


Opener = Callable[..., AbstractAsyncContextManager[Reader]]


@pytest.fixture
def reader(tmp_path: Path) -> Opener:
    """`async with reader() as r:` opens the article; `text`, `size` and further files can be given."""

    @asynccontextmanager
    async def opened(
        text: str = ARTICLE,
        size: tuple[int, int] = (100, 30),
        annotator: str = "",
        others: tuple[str, ...] = (),
        name: str = "berita.txt",
    ) -> AsyncIterator[Reader]:
        path = tmp_path / name
        if not path.exists():
            path.write_text(text, encoding="utf-8")
        paths = [path]
        for number, other in enumerate(others):
            paths.append(tmp_path / f"lain{number}.txt")
            paths[-1].write_text(other, encoding="utf-8")
        app = ArtreaderApp(paths, annotator=annotator)
        async with app.run_test(size=size, notifications=True) as pilot:
            found = Reader(app, pilot, path)
            await found.settle()
            yield found

    return opened
