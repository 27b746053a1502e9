"""Kill a working artreader with SIGKILL at random moments, again and again, and look at what is left.

    python -m tests.crash.kill_loop                        # a hundred kills, in about two minutes
    python -m tests.crash.kill_loop --kills 500 --real 50

Most are of a session without a screen, which starts faster; the others of the program on a terminal.
Checked after each kill: the sidecar is whole, and holds the work as it was at one moment, at most a
second before the kill; whatever was reported as saved is in it; temporary files that the kill left
are gone once the program has started again. Exit code 1 when any of it does not hold.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from annotations.article import Article
from annotations.errors import SidecarError
from annotations.fsops import FileOps
from annotations.model import Note
from annotations.sidecar import store as store_module
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store
from tests.crash.editor import edit_for_ever, state_after
from tests.e2e.terminal import Terminal

SHIPPED, BUSY = 0.4, 0.002  # seconds from a change to its save; busy: a save is nearly always under way
TEXT = "".join(
    f"Menteri Budi Santoso bertemu Siti Rahma di Kota Solo pada hari ke-{n}.\n" for n in range(1, 40)
)
CUT = b"cut\n"
MANY = 300  # annotations after which a new file is begun


@dataclass
class Result:
    kills: int = 0
    problems: list[str] = field(default_factory=list)
    missing: float = 0.0  # the age, in seconds at the kill, of the oldest edit that was lost
    leftovers: int = 0  # temporary files that kills left

    def __str__(self) -> str:
        told = (
            f"{self.kills} kills, {len(self.problems)} problems; oldest edit lost {self.missing:.2f} s old; "
            f"{self.leftovers} temporary files left by kills, swept at the next start"
        )
        return "\n".join([told, *self.problems])


def temporary_files(folder: Path) -> list[Path]:
    return list(folder.glob(".*.tmp"))


def kill_sessions(folder: Path, kills: int, chance: random.Random, *, torn: bool = False) -> Result:
    """Kill sessions without a screen. `torn` has them write into the file itself, and kills each in the
    middle of that, which must be noticed."""
    result = Result()
    article = folder / "berita.txt"
    article.write_text(TEXT, encoding="utf-8")
    there: set[str] = set()
    for round_ in range(kills):
        delay = SHIPPED if round_ % 4 == 0 else BUSY
        log, child_log = os.pipe()
        process = os.fork()
        if process == 0:
            _be_killed(article, child_log, round_, delay, torn=torn)
        os.close(child_log)
        _wait_ready(log)
        if any(f"-{process}-" not in path.name for path in temporary_files(folder)):
            result.problems.append(f"kill {round_}: temporary files are still there after the start")
        if torn:
            _wait_cut(log)
        else:
            time.sleep(chance.uniform(0.0, 1.6 if delay == SHIPPED else 0.25))
        os.kill(process, signal.SIGKILL)
        killed = time.monotonic()
        os.waitpid(process, 0)
        result.kills += 1
        result.leftovers += len(temporary_files(folder))
        lines = _rest(log).split("\n")
        there, problem, missing = _look(article, there, round_, lines, killed)
        if problem:
            result.problems.append(f"kill {round_}: {problem}")
        if delay == SHIPPED:
            result.missing = max(result.missing, missing)
        if problem or len(there) > MANY:
            sidecar_path(article).unlink(missing_ok=True)
            there = set()
    return result


def _be_killed(article: Path, log: int, round_: int, delay: float, *, torn: bool) -> None:
    """What the child does; it never returns."""
    try:
        if torn:
            setattr(store_module, "replace_file", partial(_write_in_place, log))  # noqa: B010
        edit_for_ever(article, log, str(round_), delay, seed=round_)
    except BaseException as error:
        os.write(log, f"\nfailed {error!r}\n".encode())
    finally:
        os._exit(1)


def _write_in_place(log: int, ops: FileOps, target: str, data: bytes, *, before_replacing: object) -> None:
    """Write all but its end, tell, and never come to that."""
    with open(target, "wb", buffering=0) as file:
        file.write(data[:-20])
        os.write(log, CUT)
        signal.pause()


def _wait_ready(log: int) -> None:
    line = _read_line(log)
    assert line == b"ready\n", line


def _wait_cut(log: int) -> None:
    while _read_line(log) != CUT:
        pass


def _read_line(log: int) -> bytes:
    line = b""
    while not line.endswith(b"\n"):
        part = os.read(log, 1)
        if not part:
            raise AssertionError("the session ended by itself")
        line += part
    return line


def _rest(log: int) -> str:
    with os.fdopen(log, "rb") as pipe:
        return pipe.read().decode()


def _look(
    article: Path, before: set[str], round_: int, lines: Sequence[str], killed: float
) -> tuple[set[str], str, float]:
    """The notes in the file, what is wrong with it, and how old the oldest edit is that it lacks."""
    told = [match for line in lines if (match := re.fullmatch(r"edit (\d+) (\S+)", line))]
    edits = {int(match[1]): float(match[2]) for match in told}
    saved = max((int(line.split()[1]) for line in lines if re.fullmatch(r"saved \d+", line)), default=0)
    if failed := [line for line in lines if line.startswith("failed")]:
        return before, failed[0], 0.0
    try:
        loaded = Store.open(Article.read(article))[1]
    except SidecarError as error:
        return before, f"the file is torn: {error}", 0.0
    there = {annotation.note for annotation in loaded.annotations if isinstance(annotation, Note)}
    last = max(edits, default=0)
    # the last edit may have been saved and the kill have come before it was told
    for number in range(last + 1, -1, -1):
        if there == before | {f"{round_}.{note}" for note in state_after(number)}:
            break
    else:
        return before, f"the file is not what it was at any one moment ({len(there)} notes)", 0.0
    if number < saved:
        return there, f"{number} edits are in the file, and {saved} were reported as saved", 0.0
    missing = killed - edits[number + 1] if number + 1 in edits else 0.0
    return there, "", missing


def _wait_decided(t: Terminal, number: int) -> int:
    """Wait until so many are decided; of how many."""
    wanted = re.compile(rf"\b{number} of ([1-9]\d*) decided")
    t.wait_until(lambda: wanted.search(t.text), f"{number} decided")
    found = wanted.search(t.text)
    assert found is not None
    return int(found[1])


def kill_programs(folder: Path, kills: int, chance: random.Random) -> Result:
    """Kill the real program on a terminal while keys are sent."""
    result = Result()
    article = folder / "layar.txt"
    article.write_text(TEXT, encoding="utf-8")
    decided = 0
    for round_ in range(kills):
        with Terminal(["artreader", str(article)], env={"XDG_STATE_HOME": str(folder / "state")}) as t:
            total = _wait_decided(t, decided)
            if stale := temporary_files(folder):
                result.problems.append(f"program {round_}: not swept at the start: {stale}")
            shown: dict[int, float] = {}
            end = time.monotonic() + chance.uniform(0.1, 2.5)
            t.send("]")
            while time.monotonic() < end and decided + len(shown) < total:
                t.send(" ")
                wanted = decided + len(shown) + 1
                _wait_decided(t, wanted)
                shown[wanted] = time.monotonic()
            t.kill(signal.SIGKILL)
            killed = time.monotonic()
            t.wait_dead()
        result.kills += 1
        result.leftovers += len(temporary_files(folder))
        try:
            kept = Store.open(Article.read(article))[1].annotations
        except SidecarError as error:
            result.problems.append(f"program {round_}: the file is torn: {error}")
            continue
        now = sum(annotation.status == "accepted" for annotation in kept)
        lost = [killed - at for number, at in shown.items() if number > now]
        result.missing = max([result.missing, *lost])
        if not decided <= now <= decided + len(shown) + 1:
            result.problems.append(f"program {round_}: {now} decided in the file, {decided} before")
        decided = now
        if decided > total // 2:
            sidecar_path(article).unlink()
            decided = 0
    return result


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=85, help="of sessions without a screen (default 85)")
    parser.add_argument("--real", type=int, default=15, help="of the program on a terminal (default 15)")
    parser.add_argument("--window", type=float, default=1.0, help="seconds of edits that may be lost")
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args(words)
    seed = given.seed if given.seed is not None else random.randrange(1 << 32)
    chance = random.Random(seed)
    print(f"seed {seed}", flush=True)
    wrong = False
    with tempfile.TemporaryDirectory() as folder:
        for what, kill in ((given.kills, kill_sessions), (given.real, kill_programs)):
            result = kill(Path(folder), what, chance)
            print(f"{kill.__name__}: {result}", flush=True)
            wrong |= bool(result.problems) or result.missing > given.window
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main())
