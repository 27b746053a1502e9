"""Damages sidecars and makes up hostile texts, as many as wanted, and tells what went wrong.

    python -m tests.fuzz --sidecars 10000 --texts 10000 --seconds 600

Every field of two sidecars is given every wrong value first, then damage is random, from the
seed. Ends with 1 when anything went wrong; what was done is told so that it can be repeated.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from pathlib import Path
from typing import TypeVar

from tests.fuzz.loading import Bench
from tests.fuzz.sidecars import at_random, whole_files, wrong_types
from tests.fuzz.texts import hostile_texts, lost_in

SHOWN = 20  # failures told in full
A_FILE = 200  # texts saved together

Case = TypeVar("Case")


def main() -> int:
    parser = argparse.ArgumentParser(description="Damaged sidecars and hostile texts.")
    parser.add_argument("--sidecars", type=int, default=10_000, help="how many (default: 10000)")
    parser.add_argument("--texts", type=int, default=10_000, help="how many (default: 10000)")
    parser.add_argument("--seconds", type=float, default=600, help="stop after these (default: 600)")
    parser.add_argument("--seed", type=int, default=1, help="of what is random (default: 1)")
    arguments = parser.parse_args()
    ends = time.monotonic() + arguments.seconds
    with tempfile.TemporaryDirectory() as folder:
        wrong = _sidecars(arguments.sidecars, arguments.seed, Path(folder), ends)
    with tempfile.TemporaryDirectory() as folder:
        wrong += _texts(arguments.texts, arguments.seed, Path(folder), ends)
    return 1 if wrong else 0


def _sidecars(number: int, seed: int, folder: Path, ends: float) -> int:
    """Load damaged sidecars; how many were not received as they should."""
    bench = Bench(folder)
    failures: list[tuple[str, str]] = []
    tried = 0
    for each in _until(ends, islice(chain(wrong_types(), whole_files(), at_random(seed)), number)):
        tried += 1
        try:
            wrong = bench.trial(each.data)
        except Exception:
            wrong = traceback.format_exc()
        if wrong:
            failures.append((each.how, wrong))
    print(
        f"sidecars: {tried} tried, {bench.read} read, {bench.refused} refused, {len(failures)} failed; "
        f"slowest {bench.slowest:.2f} s"
    )
    _tell(failures)
    return len(failures)


def _texts(number: int, seed: int, folder: Path, ends: float) -> int:
    """Save and load hostile texts; how many came back as something else."""
    texts = islice(hostile_texts(seed), number)
    tried = 0
    lost: list[str] = []
    for some in _until(ends, iter(lambda: list(islice(texts, A_FILE)), [])):
        lost += lost_in(some, folder)
        tried += len(some)
    print(f"texts: {tried} tried, {len(lost)} came back as something else")
    for text in lost[:SHOWN]:
        print(f"  {text[:200]!a}")
    return len(lost)


def _until(ends: float, cases: Iterable[Case]) -> Iterator[Case]:
    for each in cases:
        if time.monotonic() > ends:
            print("out of time", file=sys.stderr)
            return
        yield each


def _tell(failures: list[tuple[str, str]]) -> None:
    for how, wrong in failures[:SHOWN]:
        print(f"{how}\n  {wrong}")
    kinds = Counter(re.sub(r"/\S*:|\d+", "", wrong.strip().splitlines()[-1])[:100] for _, wrong in failures)
    for wrong, times in kinds.most_common(SHOWN):
        print(f"{times:6} × {wrong}")


if __name__ == "__main__":
    sys.exit(main())
