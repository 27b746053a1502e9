"""Where a reviewer left off: the items of a queue and the one looked at last, kept in the XDG state folder.

Only the annotation files say what is decided. When this is lost, or cannot be kept, the next sitting
counts from what is left.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from annotations.review.queue import Key, Queue
from annotations.review.wanted import Wanted
from annotations.state_files import state_path, write_json


@dataclass(frozen=True)
class Sitting:
    """A review of `paths` (articles and folders as they were named) for what is `wanted`, in an order."""

    paths: tuple[Path, ...]
    wanted: Wanted
    order: str = "text"

    @cached_property  # wherever one goes in the queue that is kept, and `paths` may be thousands
    def file(self) -> Path:
        """Where the items are kept: one file for each folder and selection."""
        wanted = asdict(self.wanted).items()
        asked = {name: sorted(value) if isinstance(value, tuple) else value for name, value in wanted}
        what = json.dumps([self._places(), asked, self.order])
        key = hashlib.sha256(what.encode("utf-8", "surrogateescape")).hexdigest()[:24]
        return state_path("reviews", f"{key}.json")

    def _places(self) -> list[str]:
        return sorted(os.path.realpath(path) for path in self.paths)

    @property
    def place(self) -> Path:
        """Where the item looked at last is kept, beside the items: those may be many, and stay the same."""
        return self.file.with_suffix(".at.json")

    def recall(self) -> tuple[frozenset[Key], Key | None]:
        """The items of the last time, and the one looked at last. Raises nothing."""
        try:
            items = frozenset(_keys(json.loads(self.file.read_text(encoding="utf-8"))["items"]))
            article, annotator, id_ = json.loads(self.place.read_text(encoding="utf-8"))
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return frozenset(), None
        at = Key(Path(str(article)), str(annotator), str(id_))
        return items, at if at in items else None

    def keep(self, queue: Queue) -> None:
        """Keep how far `queue` has come; nothing is kept of one that is done. Raises nothing."""
        try:
            if not queue.waiting:
                self.place.unlink(missing_ok=True)
                self.file.unlink(missing_ok=True)
                return
            if not queue.kept:
                write_json(self.file, {"paths": self._places(), "items": _tree(queue)})
                queue.kept = True
            article, annotator, id_ = queue.current.key
            write_json(self.place, [str(article), annotator, id_])
        except (OSError, ValueError):  # ValueError: a file name that is not Unicode
            return


def _tree(queue: Queue) -> dict[str, dict[str, list[str]]]:
    """The ids of the items by article and annotator."""
    items: dict[str, dict[str, list[str]]] = {}
    for item in queue.items:
        article, annotator, id_ = item.key
        items.setdefault(str(article), {}).setdefault(annotator, []).append(id_)
    return items


def _keys(items: dict[str, dict[str, list[str]]]) -> Iterable[Key]:
    for article, files in items.items():
        for annotator, ids in files.items():
            for id_ in ids:
                yield Key(Path(article), annotator, str(id_))
