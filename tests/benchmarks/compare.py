"""How long comparing and reporting take, and how much memory: `python -m tests.benchmarks.compare`.

Writes articles with the sidecars of several annotators into a folder that is removed afterwards, runs
`artreader compare` and `artreader report` on it, and prints seconds and the most memory held;
the processor's seconds tell more than the clock's when others are at work too.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from annotations.annotation_set import order_key
from annotations.article import Article
from annotations.finders.pipeline import suggest
from annotations.model import Annotation, Status
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store

SAMPLES = Path(__file__).parents[2] / "samples"
NAMES = ("ani", "budi", "citra", "dewi", "eko")
VARIANTS = ("01", "02", "03", "04", "07", "09", "10")  # the samples of common length


def write_folder(folder: Path, articles: int, annotators: int) -> None:
    """The samples over and over; every annotator drops, relabels and cuts what the others do not."""
    works: list[tuple[str, list[str]]] = []
    for path in sorted(SAMPLES.glob("*.txt")):
        if not path.name.startswith(VARIANTS):
            continue
        article = Article.read(path)
        found = sorted(suggest(article), key=order_key)
        copy = folder / "article.txt"
        copy.write_text(article.text, encoding="utf-8")
        written = []
        for number, name in enumerate(NAMES[:annotators]):
            store = Store(sidecar_path(copy, name), name)
            store.save(Article.read(copy), _work(found, number))
            written.append(store.path.read_text(encoding="utf-8"))
            store.path.unlink()
        copy.unlink()
        works.append((article.text, written))
    for number in range(articles):
        text, written = works[number % len(works)]
        path = folder / f"article{number:05}.txt"
        path.write_text(text, encoding="utf-8")
        for name, sidecar in zip(NAMES, written, strict=False):
            sidecar_path(path, name).write_text(sidecar.replace('"article.txt"', f'"{path.name}"'), "utf-8")


def _work(found: list[Annotation], annotator: int) -> list[Annotation]:
    return [
        annotation.with_(
            status=Status.ACCEPTED if (position + annotator) % 19 else Status.SUGGESTED,
            label="LOC"
            if annotation.label == "ORG" and (position + annotator) % 3 == 0
            else annotation.label,
        )
        for position, annotation in enumerate(found)
        if (position + annotator) % 11
    ]


def run(*words: str) -> tuple[float, float, int]:
    """Seconds, those of the processor, and bytes of one command."""
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "tui.cli", *words], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"artreader {' '.join(words)} ended with {process.returncode}")
    return time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.compare", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--articles", type=int, default=500, help="how many (500)")
    parser.add_argument("--annotators", type=int, default=3, choices=range(2, 6), help="how many (3)")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        write_folder(Path(name), asked.articles, asked.annotators)
        print(f"{asked.articles} articles, {asked.annotators} annotators")
        for words in (
            ("compare", name),
            ("compare", name, "--format", "json"),
            ("report", name),
            ("report", name, "--format", "html"),
        ):
            seconds, busy, memory = run(*words)
            command = " ".join(words).replace(name, "FOLDER")
            print(f"  {command:32} {seconds:6.1f} s, {busy:5.1f} s of the processor, {memory / 1e6:6.0f} MB")


if __name__ == "__main__":
    main()
