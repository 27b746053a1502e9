"""Coverage-guided fuzzing of the sidecar loader: atheris looks for bytes that reach new code.

    pip install 'artreader[fuzz]'
    python -m tests.fuzz.coverage_guided --seconds 300

Ends with 0 when nothing but SidecarError was raised, no input took five seconds and none more
than 2 GB; else libFuzzer tells the input and keeps it in the folder named by --keep.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
from pathlib import Path

WORDS = (
    *("format: artreader/1", "annotations:", "- id: ", "kind: entity", "quote: ", "at: [0, 1]", "lost:"),
    *(
        "role: spans",
        "<<<<<<< ",
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        "\\ud800",
        "\\U0010FFFF",
        "|-",
        ">+",
        "? ",
        "---",
    ),
    *("...", "%YAML 1.1", "\ufeff", "\u2028"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description="Coverage-guided fuzzing of the sidecar loader.")
    parser.add_argument("--seconds", type=int, default=300, help="how long (default: 300)")
    parser.add_argument("--keep", type=Path, default=Path(), help="where inputs that fail go (default: here)")
    arguments = parser.parse_args()
    try:
        atheris = importlib.import_module("atheris")  # has no types
    except ImportError:
        print(
            f"atheris is not installed (pip install 'artreader[fuzz]'; Python {sys.version.split()[0]} "
            "may have no wheel of it); python -m tests.fuzz needs none",
            file=sys.stderr,
        )
        return 2

    with atheris.instrument_imports(include=["annotations", "yaml"]):
        from annotations.errors import SidecarError
        from annotations.sidecar import events
        from annotations.sidecar.document import Document
    from tests.fuzz.sidecars import BASES

    def load(data: bytes) -> None:
        try:
            Document.read(events.load(data, Path("berita.txt.annotations.yaml")))
        except SidecarError as error:
            line = str(error)
            if "\n" in line or not line.isprintable():
                raise AssertionError(f"not one harmless line: {line!r}") from error

    with tempfile.TemporaryDirectory() as folder:
        seeds = Path(folder, "seeds")
        seeds.mkdir()
        for number, base in enumerate(BASES):
            (seeds / str(number)).write_bytes(base.encode())
        words = Path(folder, "words")
        words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS), encoding="ascii")
        limits = [f"-max_total_time={arguments.seconds}", "-timeout=5", "-rss_limit_mb=2048", "-max_len=8192"]
        keep = f"-artifact_prefix={arguments.keep.resolve()}/"
        atheris.Setup([sys.argv[0], *limits, keep, f"-dict={words}", str(seeds)], load)
        atheris.Fuzz()
    return 0


def _escaped(word: str) -> str:
    """As a dictionary of libFuzzer has it."""
    return "".join(
        char if " " <= char <= "~" and char not in '"\\' else "".join(f"\\x{b:02x}" for b in char.encode())
        for char in word
    )


if __name__ == "__main__":
    sys.exit(main())
