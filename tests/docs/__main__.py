"""Check that the pages show what commands print and screens look like: `python -m tests.docs [PAGE …]`.

artreader's commands in blocks without outputs (`sh`) are run too, as far as they need no terminal.

`--write` puts what is printed now into the pages instead, to be read before it is committed.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from xml.etree import ElementTree

from tests.docs.pages import ROOT, Page, matches, pages, refreshed
from tests.docs.running import Session, printed, samples_folder, unusable
from tools import screenshot


def differences(page: Page, write: bool = False, shell: bool = False) -> list[str]:
    """Each command that prints something else than the page shows; with `write` the page is put right.

    With `shell` the commands of `sh` blocks are run too, and told when they cannot be used as they stand.
    """
    found: list[str] = []
    replaced: list[tuple[int, int, list[str]]] = []
    session = Session()
    with tempfile.TemporaryDirectory() as name, samples_folder(Path(name)):
        for block in page.blocks:
            if block.language == "sh" and block.how != "not run":
                found += _told(page, block.line, unusable(block, session)) if shell else []
            if not block.checked:
                continue
            for exchange, lines in zip(block.exchanges, printed(block, session), strict=True):
                if not matches(exchange.shown, lines):
                    found += _told(page, exchange.first, [(exchange.command, lines)])
                    replaced.append((exchange.first, len(exchange.shown), refreshed(exchange.shown, lines)))
    if write and replaced:
        for first, many, lines in reversed(replaced):
            page.lines[first : first + many] = lines
        page.path.write_text("\n".join(page.lines) + "\n", encoding="utf-8")
    return found


def picture(write: bool = False) -> list[str]:
    """Whether README's picture shows another text than the screen does now; with `write` it is drawn anew."""
    drawn = screenshot.draw()
    if _text(drawn) == _text(screenshot.PICTURE.read_text(encoding="utf-8")):
        return []
    if write:
        screenshot.PICTURE.write_text(drawn, encoding="utf-8")
    return [f"{screenshot.PICTURE.relative_to(ROOT)} is not what the screen shows now"]


def _text(svg: str) -> str:
    return "".join(ElementTree.fromstring(svg).itertext())


def _told(page: Page, line: int, commands: Iterable[tuple[str, list[str]]]) -> list[str]:
    return ["\n    ".join([f"{page.name}:{line}: {command}", *lines]) for command, lines in commands]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.docs", description=__doc__)
    parser.add_argument("names", metavar="PAGE", nargs="*", help="such as docs/tutorial.md (default: all)")
    parser.add_argument("--write", action="store_true", help="put what is printed now into the pages")
    arguments = parser.parse_args()
    found: list[str] = []
    for page in pages():
        if not arguments.names or page.name in arguments.names:
            found += differences(page, arguments.write, shell=True)
            left_out = [block for block in page.blocks if block.how == "not run"]
            for block in left_out:
                print(f"{page.name}:{block.line + 1}: not run: {block.why}", file=sys.stderr)
    if not arguments.names:
        found += picture(arguments.write)
    print("\n".join(found) or "the pages show what is printed")
    return 1 if found and not arguments.write else 0


if __name__ == "__main__":
    sys.exit(main())
