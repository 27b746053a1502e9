"""What stands in Markdown pages that can be checked: commands, what they print, screens, and links.

A fenced `console` block holds commands behind "$ " and below each what it prints, on standard output and
standard error together. "…" stands for what is left out: alone on a line for any number of lines, in a line
for any text. Times and durations may differ. All blocks of a page are one session, from top to bottom, in a
folder with a copy of `samples`.

A comment in the line above a block says how it is dealt with:
`<!-- not run: WHY -->`, `<!-- slow: WHY -->`, and above a `text` block
`<!-- screen: COLUMNSxROWS COMMAND · KEY … -->`: it shows the screen after these keys, as Textual calls them.
Pages with slow blocks or screens are run by `python -m tests.docs` alone.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
ELLIPSIS = "…"

_FENCE = re.compile(r"^(\s*)```(\w*)\s*$")
_COMMENT = re.compile(r"^\s*<!-- (not run|slow|screen): (.+) -->$")
_INLINE = re.compile(r"`(artreader(?: [^`]+)?)`")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_TIMES = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\dZ)?|\b\d+(\.\d+)?( m?s\b|/s)")
_SHELL = re.compile(r"\s(?:[|>;#]|&&|\|\|)(?:\s|$)")  # where another command begins, or a remark


@dataclass
class Exchange:
    """A command, or what a screen shows, and what the page shows below, from the line of index `first` on."""

    command: str
    first: int
    shown: list[str] = field(default_factory=list)


@dataclass
class Block:
    """A fenced block; `how` is "not run", "slow", "screen" or "" and `why` the rest of the comment."""

    language: str
    line: int
    how: str
    why: str
    lines: list[str]

    @property
    def exchanges(self) -> list[Exchange]:
        if self.how == "screen":
            return [Exchange(self.why, self.line + 1, self.lines)]
        found: list[Exchange] = []
        for number, line in enumerate(self.lines, self.line + 1):
            if line.startswith("$ "):
                found.append(Exchange(line[2:], number + 1))
            elif found:
                found[-1].shown.append(line)
        return found

    @property
    def checked(self) -> bool:
        return self.how == "screen" or (self.language == "console" and self.how != "not run")


@dataclass
class Page:
    """A page: its lines and its blocks."""

    path: Path
    lines: list[str]
    blocks: list[Block]

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def slow(self) -> bool:
        """Something in it takes longer than tests may: screens, processes."""
        return any(block.how in ("slow", "screen") for block in self.blocks)


def pages() -> list[Page]:
    """README and all pages of docs/."""
    paths = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
    return [read(path) for path in paths]


def read(path: Path) -> Page:
    lines = path.read_text(encoding="utf-8").splitlines()
    return Page(path, lines, list(_blocks(lines)))


def _blocks(lines: list[str]) -> Iterator[Block]:
    opened: Block | None = None
    for number, line in enumerate(lines):
        if opened is None:
            if fence := _FENCE.match(line):
                comment = _COMMENT.match(lines[number - 1]) if number else None
                how, why = comment.groups() if comment else ("", "")
                opened = Block(fence[2], number, how, why, [])
        elif line.strip() == "```":
            yield opened
            opened = None
        else:
            opened.lines.append(line)
    assert opened is None, "a fenced block that does not end"


def matches(shown: list[str], printed: list[str]) -> bool:
    """Whether a page may show `shown` for what was printed."""
    pattern = [
        "(?:.*\n)*?" if line.strip() == ELLIPSIS else ".*".join(map(re.escape, line.split(ELLIPSIS))) + "\n"
        for line in _timeless(shown)
    ]
    text = "".join(f"{line}\n" for line in _timeless(printed))
    return re.fullmatch("".join(pattern), text) is not None


def _timeless(lines: list[str]) -> list[str]:
    return [_TIMES.sub("0", line) for line in lines]


def refreshed(shown: list[str], printed: list[str]) -> list[str]:
    """What a page is to show, at most as much before and after a line of its "…" as it did."""
    if ELLIPSIS not in [line.strip() for line in shown]:
        return printed
    at = next(number for number, line in enumerate(shown) if line.strip() == ELLIPSIS)
    after = len(shown) - at - 1
    if at + after >= len(printed):
        return printed
    return [*printed[:at], ELLIPSIS, *(printed[-after:] if after else [])]


def command_lines(page: Page) -> Iterator[tuple[int, list[str], bool]]:
    """The words of each artreader command, with its line; False where names may stand for values."""
    fenced = {n for block in page.blocks for n in range(block.line, block.line + len(block.lines) + 2)}
    for block in page.blocks:
        if block.language in ("sh", "console") or not block.language:
            for number, line in enumerate(block.lines, block.line + 2):
                command = line.removeprefix("$ ").strip()
                if re.match(r"artreader(\s|$)", command):
                    yield number, shlex.split(_SHELL.split(command)[0])[1:], True
    for number, line in enumerate(page.lines):
        if number not in fenced:
            for found in _INLINE.finditer(line):
                yield number + 1, _SHELL.split(found[1].replace("\\|", "|"))[0].split()[1:], False


def links(page: Page) -> Iterator[tuple[int, str]]:
    """Links to files of this repository, with their line."""
    for number, line in enumerate(page.lines, 1):
        for found in _LINK.finditer(line):
            if not re.match(r"[a-z]+:", found[1]):
                yield number, found[1]


def anchors(page: Page) -> set[str]:
    """What a link to a heading of the page may end with, as GitHub makes it of the heading."""
    fenced = {n for block in page.blocks for n in range(block.line, block.line + len(block.lines) + 2)}
    headings = (line for n, line in enumerate(page.lines) if n not in fenced and line.startswith("#"))
    return {
        re.sub(r"[^\w\- ]", "", heading.lstrip("#").strip().lower()).replace(" ", "-") for heading in headings
    }
