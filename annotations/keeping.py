"""Keeping the work of a session: in its file where that can be written, else in a rescue copy."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from annotations import rescue
from annotations.errors import ForeignChangeError, SaveError, SidecarError
from annotations.fsops import OS, FileOps
from annotations.model import Annotation
from annotations.rescue import Differences, RescueCopy, Rescued, RescueWriter
from annotations.session import Session, Snapshot
from annotations.sidecar.merge import Merged, merge
from annotations.sidecar.store import Store

PATIENCE = 10.0  # seconds that a person, or a signal, is kept waiting for a disk


@dataclass(frozen=True, slots=True)
class Offer:
    """A rescue copy of earlier work: what it holds, and how that differs from the file.

    `rescued` and `differences` are None when it cannot be read; `problem` says why.
    """

    copy: RescueCopy
    rescued: Rescued | None = None
    differences: Differences | None = None
    problem: str = ""


class Keeper:
    """Saves one session, from any thread; saves take turns.

    `problem` says why the file does not hold the work, "" when it does; `rescue_problem` why there
    is no rescue copy either. `changed_by_others` says that a merge may put it right.
    """

    def __init__(self, session: Session, *, ops: FileOps = OS) -> None:
        assert session.article.path is not None
        self.session = session
        self.problem = ""
        self.rescue_problem = ""
        self.changed_by_others = False
        store = session.store
        self.writer = RescueWriter(
            session.article.path, store.path, store.annotator, ops=ops, kinds=store.kinds
        )
        self._ops = ops
        self._turn = threading.Lock()
        self._rescued_changes = -1  # how many changes the rescue copy holds
        self._taken: list[RescueCopy] = []  # copies of earlier work that the session has taken in

    @property
    def state(self) -> str:
        """Why the file does not hold the work and where it is instead, in one line; "" when it does."""
        if not self.problem:
            return ""
        where = "rescue copy kept"
        if self.rescue_problem:
            how = "RESCUE COPY OUT OF DATE" if self.writer.path else "NO RESCUE COPY"
            where = f"{how}: {self.rescue_problem}"
        return f"NOT SAVED: {self.problem} · {where}"

    def keep(self, snapshot: Snapshot | None = None) -> bool:
        """Save a snapshot (None: what is here now), if need be as a rescue copy; whether the file holds it.

        Raises nothing.
        """
        with self._turn:
            snapshot = snapshot or self.session.snapshot()
            try:
                self.session.write(snapshot)
            except SaveError as error:
                self.problem = error.reason
                self.changed_by_others = isinstance(error, ForeignChangeError)
            except Exception as error:  # a fault of ours must not lose the work either
                self.problem, self.changed_by_others = f"unexpected {error!r}", False
            else:
                self.problem, self.changed_by_others = "", False
            if self.problem:
                self._rescue(snapshot)
            elif snapshot.changes >= self._rescued_changes:
                self.writer.remove()
                self._discard_taken()
            return not self.problem

    def keep_soon(self, snapshot: Snapshot | None = None, patience: float = PATIENCE) -> bool:
        """`keep`, where a disk that does not answer for `patience` seconds (a server that is gone) counts
        as one that cannot be written, and is left behind."""
        snapshot = snapshot or self.session.snapshot()
        saving = threading.Thread(target=self.keep, args=(snapshot,), daemon=True)
        saving.start()
        saving.join(patience)
        if saving.is_alive():
            self.problem, self.changed_by_others = "the disk does not answer", False
            self._rescue(snapshot)
        return not self.problem

    def _rescue(self, snapshot: Snapshot) -> None:
        if snapshot.changes < self._rescued_changes and self.writer.path:
            return
        try:
            self.writer.write(
                self.session.article,
                snapshot.annotations,
                base=self.session.on_disk,
                because=self.problem,
                suggested=snapshot.suggested,
                states=snapshot.states,
            )
        except SaveError as error:
            self.rescue_problem = error.reason
        except Exception as error:
            self.rescue_problem = f"unexpected {error!r}"
        else:
            self._rescued_changes, self.rescue_problem = snapshot.changes, ""
            self._discard_taken()

    def _discard_taken(self) -> None:
        for copy in self._taken:
            copy.discard()
        self._taken.clear()

    def save_elsewhere(self, path: Path) -> None:
        """Write what is here now to a new file at `path`, or in that folder; `~` is the home folder.

        Raises SaveError. The session's own file stays as unsaved as it was.
        """
        try:
            path = path.expanduser()
            if path.is_dir():
                path /= self.session.store.path.name
            if path.exists():
                raise SaveError("not saved: there is a file of this name", path=path)
        except (OSError, RuntimeError, ValueError) as error:
            raise SaveError(f"not saved: {error}") from error
        own = self.session.store
        store = Store(path, own.annotator, self._ops, kinds=own.kinds)
        now = self.session.snapshot()
        store.save(self.session.article, now.annotations, suggested=now.suggested, states=now.states)

    # -- what an earlier session left ------------------------------------------

    def offers(self) -> list[Offer]:
        """The rescue copies of earlier sessions that hold work the file does not, the newest first.

        One of which all work is in the file is removed. Raises nothing.
        """
        article = self.session.article
        assert article.path is not None
        found: list[Offer] = []
        for copy in rescue.find(article.path, self.session.store.path, ops=self._ops):
            if copy in self._taken or copy.path == self.writer.path:
                continue
            try:
                rescued = copy.load(article, self.session.store.kinds)
            except SidecarError as error:
                found.append(Offer(copy, problem=error.message))
                continue
            if self._holds(self.session.on_disk, rescued):
                copy.discard()
            elif self._holds(self._present(), rescued):
                self._taken.append(copy)
            else:
                differing = rescue.differences(self._present(), rescued.annotations)
                found.append(Offer(copy, rescued, differing))
        return found

    def take(self, offer: Offer) -> None:
        """Go on from the rescue copy instead of from the file, as one change that can be undone.

        The copy goes away once what is taken is saved.
        """
        assert offer.rescued is not None
        self._adopt(offer, offer.rescued, offer.rescued.annotations)

    def merge(self, offer: Offer) -> Merged:
        """Bring the rescue copy and the file together by id, as one change that can be undone."""
        assert offer.rescued is not None
        merged = merge(offer.rescued.base or [], self._present(), offer.rescued.annotations)
        self._adopt(offer, offer.rescued, merged.annotations)
        return merged

    def _present(self) -> list[Annotation]:
        """What a copy is compared and merged with: the file, unless another copy was taken in already."""
        return list(self.session.annotations) if self._taken else self.session.on_disk

    def _adopt(self, offer: Offer, rescued: Rescued, annotations: list[Annotation]) -> None:
        self.session.suggested = self.session.loaded.suggested or rescued.suggested
        self.session.unite_states((), rescued.states)
        self.session.become("take in the rescue copy", annotations)
        self._taken.append(offer.copy)

    def _holds(self, present: list[Annotation], rescued: Rescued) -> bool:
        """Whether `present` would gain nothing from the rescue copy: all that was done there is in it."""
        if any(step not in self.session.states for step in rescued.states):
            return False
        merged = merge(rescued.base or [], present, rescued.annotations)
        return not rescue.differences(present, merged.annotations)
