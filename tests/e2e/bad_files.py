"""Files that cannot be read as what they should be, and how a refusal is looked at."""

from __future__ import annotations

import hashlib
import os
import socket
import stat
from pathlib import Path
from typing import NamedTuple

from annotations.display import display
from tests.e2e.conftest import Run

TEXT = '"Kita pulang," kata Rini Dewi di Bogor.\n'
SIDECAR = f"""\
format: artreader/1
article:
  file: "berita.txt"
  sha256: "{hashlib.sha256(TEXT.encode()).hexdigest()}"
annotations:
- id: e7f3k
  kind: entity
  label: PER
  quote: "Rini Dewi"
  at: [20, 29]
  entity: "Rini Dewi"
  status: accepted
"""


def contents(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """What could be touched: every name below `folder` with mode, time of change and bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        small = stat.S_ISREG(state.st_mode) and state.st_size < 1 << 20
        data = path.read_bytes() if small and os.access(path, os.R_OK) else b""
        found[str(path.relative_to(folder))] = (state.st_mode, state.st_mtime_ns, data)
    return found


class Refusal(NamedTuple):
    """How a command ended, and what it told."""

    code: int
    out: str
    err: str


def line_of(refusal: Refusal) -> str:
    """Check that a refusal is one line on stderr, as it should be, and return it."""
    assert refusal.code == 1, refusal
    assert refusal.out == ""
    assert refusal.err.startswith("artreader: ")
    assert refusal.err.count("\n") == 1, refusal.err
    line = refusal.err[:-1]
    assert display(line) == line
    assert "unexpected" not in line
    return line.removeprefix("artreader: ")


def refused(run: Run, folder: Path, *arguments: str) -> str:
    """Run the installed command, check how it refuses and that it touches nothing; the line it tells."""
    before = contents(folder)
    done = run(*arguments)
    assert contents(folder) == before
    return line_of(Refusal(done.returncode, done.stdout, done.stderr))


def nothing(path: Path) -> None:
    """There is no such file."""


def folder(path: Path) -> None:
    path.mkdir()
    (path / "catatan.log").write_text(TEXT, encoding="utf-8")


def empty(path: Path) -> None:
    path.touch()


def binary(path: Path) -> None:
    path.write_bytes(b"\x7fELF\x02\x01\x00\x00\x00")


def windows_text(path: Path) -> None:
    path.write_bytes("Baris pertama.\nIa berkata “ya”.\n".encode("cp1252"))


def pipe(path: Path) -> None:
    os.mkfifo(path)


def device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


def dangling(path: Path) -> None:
    path.symlink_to("tidak-ada")


def circle(path: Path) -> None:
    path.symlink_to("lingkaran")
    path.with_name("lingkaran").symlink_to(path.name)


def gigabyte(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(1 << 30)


def holding_nul(path: Path) -> None:
    path.write_bytes(b"Kabar\0 pagi.\n")


def wide_without_mark(path: Path) -> None:
    path.write_bytes(TEXT.encode("utf-16-be"))


def half_a_pair(path: Path) -> None:
    path.write_bytes(b"\xff\xfe" + TEXT.encode("utf-16-le") + b"\x00\xd8a\x00")


def wider(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"))


def blank(path: Path) -> None:
    path.write_text("\ufeff \n\n\t\n", encoding="utf-8")
