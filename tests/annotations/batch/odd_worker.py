"""A worker for tests: what becomes of an article is told by its name, and no finder is needed."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from annotations.batch import finding, one_article, worker
from annotations.batch.options import Options
from annotations.batch.outcome import Done, Outcome


def annotate(path: Path, options: Options) -> Outcome:
    print("a finder that prints")
    if path.stem.startswith("crash"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if path.stem.startswith("exit"):
        os._exit(7)
    while path.stem.startswith("hang"):
        time.sleep(60)
    if path.stem.startswith("slow"):
        time.sleep(0.05)
    return Outcome(path, Done.RECORDED, record=f"record of {path.name} 記者\udcff")


if __name__ == "__main__":
    if os.environ.get("ODD_WORKER") == "stillborn":
        sys.exit(3)
    one_article.annotate = annotate  # type: ignore[assignment]
    finding.make_ready = lambda options: None
    worker.main()
