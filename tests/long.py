"""All runs that take too long for the tests, one after the other: `python -m tests.long`.

Kills of a working artreader, edited articles, damaged sidecars and hostile texts, fuzzing by
coverage where atheris is installed, the keys that tasks take, property tests with 2,000 examples
each. About half an hour on two cores; `--quick` a tenth of it. The exit code is 1 when any of them failed.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time

NO_ATHERIS = 2  # what the fuzzing by coverage ends with where atheris is not installed


def commands(quick: bool) -> dict[str, list[str]]:
    """What is run, by name."""
    kills, seeds, many, seconds = (10, 2, 1000, 30) if quick else (85, 20, 10_000, 300)
    return {
        "kills": ["-m", "tests.crash.kill_loop", "--kills", str(kills), "--real", str(kills // 5)],
        "anchoring": ["-m", "tests.benchmarks.anchoring", "--seeds", str(seeds)],
        "damage": [
            *("-m", "tests.fuzz", "--sidecars", str(many), "--texts", str(many)),
            *("--seconds", str(4 * seconds)),
        ],
        "coverage": ["-m", "tests.fuzz.coverage_guided", "--seconds", str(seconds)],
        "keys": ["-m", "tests.benchmarks.effort"],
        "docs": ["-m", "tests.docs"],
        "properties": ["-m", "pytest", "-q", "-k", "not e2e", "tests/annotations"],
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a tenth of everything")
    quick = parser.parse_args().quick
    environment = {**os.environ, "HYPOTHESIS_PROFILE": "short" if quick else "long"}
    failed = []
    for name, words in commands(quick).items():
        print(f"== {name}: python {' '.join(words)}", flush=True)
        start = time.monotonic()
        code = subprocess.run([sys.executable, *words], env=environment, check=False).returncode
        left_out = name == "coverage" and code == NO_ATHERIS
        told = "left out" if left_out else "passed" if code == 0 else f"FAILED with exit code {code}"
        print(f"== {name}: {told} after {time.monotonic() - start:.0f} s\n", flush=True)
        if code and not left_out:
            failed.append(name)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
