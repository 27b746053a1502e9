"""What a speaker is quoted with in all articles of a folder, read piece by piece while it is looked at."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from annotations.article_files import Files, look_at
from annotations.comparison.reading import NAMELESS, Layers, read_layers
from annotations.errors import ArtreaderError
from annotations.fsops import OS, read_regular
from annotations.model import Quote
from annotations.reporting.facts import Fact, Filters, facts
from annotations.sidecar.events import MAX_BYTES, collection_paused

Choose = Callable[[list[str]], Collection[str]]  # of the annotators of an article, whose work counts


class Saying(NamedTuple):
    """A quote with the article it stands in."""

    path: Path
    fact: Fact


class Sayings:
    """The quotes, undecided ones too, of speakers with `speaker` in their name; "" for all speakers.

    `present` are articles that are open, as they are now. Any thread may call `read_some`; they
    take turns. `unreadable` counts articles and sidecars that could not be read.
    """

    def __init__(
        self,
        paths: Iterable[Path],
        speaker: str,
        choose: Choose,
        encoding: str | None = None,
        present: Iterable[Layers] = (),
    ) -> None:
        self.speaker = speaker
        self.found: list[Saying] = []
        self.unreadable = 0
        self._filters = Filters(speaker=speaker)
        self._word = max(speaker.split(), key=len, default="").casefold().encode()
        self._choose = choose
        self._encoding = encoding
        self._present = {layers.article.path: layers for layers in present}
        self._paths = deque(paths)
        self._files: dict[Path, Files] | None = None
        self._turn = threading.Lock()

    @property
    def left(self) -> int:
        """Articles that are still to be read."""
        return len(self._paths)

    def read_some(self, seconds: float) -> None:
        """Read articles for that long, at least one, in their order. Raises nothing."""
        until = time.monotonic() + seconds
        with self._turn, collection_paused():
            if self._files is None:
                self._files = look_at(self._paths)
            while self._paths:
                self._read_one(self._paths[0])
                self._paths.popleft()
                if time.monotonic() > until:
                    break

    def _read_one(self, path: Path) -> None:
        assert self._files is not None
        try:
            layers = self._present.get(path) or self._read(self._files[path])
        except ArtreaderError:
            self.unreadable += 1
            return
        for fact in facts(layers, self._filters, undecided=True) if layers is not None else ():
            if fact.kind == Quote.kind:
                self.found.append(Saying(path, fact))

    def _read(self, files: Files) -> Layers | None:
        """None where the name is in no sidecar, which a look at its bytes says sooner than reading it."""
        chosen = self._choose([sidecar.annotator or NAMELESS for sidecar in files.sidecars])
        wanted = [name for name in files.sidecars if (name.annotator or NAMELESS) in chosen]
        if not any(self._may_hold(files.path.with_name(sidecar.name)) for sidecar in wanted):
            return None
        layers = read_layers(files, chosen, self._encoding)
        self.unreadable += len(layers.problems)
        return layers

    def _may_hold(self, sidecar: Path) -> bool:
        if not self._word.isascii():
            return True  # there are several ways to write such letters
        try:
            data = read_regular(OS, str(sidecar), MAX_BYTES)
        except OSError:
            return True  # reading it says what is wrong
        return len(data) > MAX_BYTES or self._word in data.lower()
