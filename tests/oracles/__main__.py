"""Random annotation sets, measured by us and by other packages.

    pip install 'artreader[oracles]'
    python -m tests.oracles --cases 10000

Ends with 1 when any figure differs; the seed that is told makes the same case again.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import islice

from tests.oracles.annotation_sets import cases
from tests.oracles.checks import Checked, check
from tests.oracles.packages import missing

SHOWN = 20


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.oracles", description="Our measures of agreement against other packages'."
    )
    parser.add_argument("--cases", type=int, default=10_000, help="how many (default: 10000)")
    parser.add_argument("--seed", type=int, default=1, help="of the first case (default: 1)")
    arguments = parser.parse_args()
    if absent := missing():
        print(f"not installed: {', '.join(absent)}; pip install 'artreader[oracles]'", file=sys.stderr)
        return 2
    checked = Checked()
    began = time.monotonic()
    for case in islice(cases(arguments.seed), arguments.cases):
        check(case, checked)
    print(f"{arguments.cases} annotation sets in {time.monotonic() - began:.0f} s")
    for measure, number in sorted(checked.agreed.items()):
        print(f"  {measure}: {number} the same")
    print(f"  {checked.ambiguous} relaxed matchings could be done in several ways: checked by their bounds")
    print(f"{len(checked.problems)} differ")
    for problem in checked.problems[:SHOWN]:
        print(f"  {problem}")
    return 1 if checked.problems else 0


if __name__ == "__main__":
    sys.exit(main())
