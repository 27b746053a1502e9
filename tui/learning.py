"""Learning from the articles that are worked on, as each is left: beside the screen, never in its way."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from weakref import WeakKeyDictionary

from annotations.errors import ArtreaderError
from annotations.model import Annotation
from annotations.session import Session

PATIENCE = 2.0  # seconds that the next article, or the end, waits for it


class Learning:
    """Brings what was decided in an article to its folder's memory (artreader.lexicon.yaml).

    `problems` are what went wrong, until somebody has told them.
    """

    def __init__(self) -> None:
        self.done = threading.Event()  # whether all that was left has been learnt from
        self.done.set()
        self.problems: list[str] = []
        self._learnt: WeakKeyDictionary[Session, Sequence[Annotation]] = WeakKeyDictionary()

    def begin(self, session: Session) -> None:
        """A session is opened: what its file holds now was learnt by whoever wrote it."""
        self._learnt[session] = session.on_disk

    def left(self, session: Session) -> None:
        """A session is saved and left, for now or for good: learn what was decided in it, off this thread."""
        before, after = self._learnt.get(session), session.on_disk
        if before is None or before is after or session.article.path is None or not session.scheme.memory:
            return
        self._learnt[session] = after
        done = self.done = threading.Event()
        threading.Thread(target=self._learn, args=(session, before, after, done), daemon=True).start()

    def _learn(
        self,
        session: Session,
        before: Sequence[Annotation],
        after: Sequence[Annotation],
        done: threading.Event,
    ) -> None:
        from annotations.memory.learning import difference, learn
        from annotations.memory.places import lexicon_path

        assert session.article.path is not None
        try:
            changes = difference(before, after, session.article, session.scheme)
            if changes:
                learn(lexicon_path(session.article.path), changes)
        except ArtreaderError as error:
            self.problems.append(str(error))
        except Exception as error:  # a fault of ours: the annotations are saved, and can be learnt from again
            self.problems.append(f"not learnt: unexpected {error!r}")
        finally:
            done.set()
