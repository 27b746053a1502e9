"""Work that cannot be saved, on real folders: said, rescued, tried again, asked about, offered again."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from annotations.edits import adding
from annotations.memory.places import LEXICON_NAME
from annotations.model import Entity, Span
from annotations.session import Session
from annotations.sidecar.paths import sidecar_path
from tests.e2e.terminal import Terminal, installed
from tests.unprivileged import unprivileged

ARTICLE = "Kata Budi Santoso, hujan turun di Solo pada Senin. Warga menunggu di rumah.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    folder = tmp_path / "kerja"
    folder.mkdir()
    path = folder / "berita.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture
def rescue(own_home: Path) -> Path:
    """Where the rescue copies are."""
    return own_home / "state" / "artreader" / "rescue"


def opened(article: Path, *command: str) -> Terminal:
    terminal = Terminal([*command, str(article)] if command else ["artreader", str(article)])
    terminal.wait_for(" of ")
    return terminal


def tag(t: Terminal, word: str) -> None:
    """Mark a word as an organisation by hand."""
    t.send(f"/{word}\r")
    t.wait_for("match 1 of 1")
    t.press("escape")
    t.wait_gone("match 1 of 1")
    t.send("eo")
    t.wait_for(f"ORG {word}")


def wait_saved(t: Terminal) -> None:
    """Wait until the status line says so."""
    t.wait_until(lambda: t.rows[0].endswith(" saved "), "saved")


def words_in(path: Path) -> list[str]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [a["quote"] for a in loaded["annotations"] if a["status"] == "accepted"]


def copies(rescue: Path) -> list[Path]:
    return sorted(rescue.glob("*.rescue.yaml")) if rescue.is_dir() else []


def name_by_an_ended_process() -> str:
    """A name of a temporary file that a killed artreader could have left."""
    program = "from annotations.sidecar.leftovers import temporary_name; print(temporary_name('x.yaml'))"
    python = str(Path(installed()).with_name("python"))
    ended = subprocess.run([python, "-c", program], capture_output=True, encoding="utf-8", check=True)
    return ended.stdout.strip()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("a disk cannot be mounted here")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def test_on_a_full_disk_work_is_rescued_and_saved_when_there_is_room(small_disk: Path, rescue: Path) -> None:
    article = small_disk / "berita.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    filler = small_disk / "filler"
    with opened(article) as t:
        tag(t, "hujan")
        wait_saved(t)
        before = sidecar_path(article).read_bytes()
        with filler.open("wb", buffering=0) as fill:
            try:
                while True:
                    fill.write(bytes(4096))
            except OSError:
                pass
        tag(t, "rumah")
        t.wait_for("NOT SAVED: No space left on device · rescue copy kept")
        assert sidecar_path(article).read_bytes() == before
        assert "NOT SAVED" in t.rows[0]
        [copy] = copies(rescue)
        t.wait_until(lambda: "rumah" in words_in(copy))
        filler.unlink()
        wait_saved(t)  # tried again by itself
        assert {"hujan", "rumah"} <= set(words_in(sidecar_path(article)))
        assert list(rescue.iterdir()) == []
        t.press("ctrl+q")
        assert t.wait_exit() == 0
    left = {path.name for path in small_disk.iterdir()} - {LEXICON_NAME}  # what the folder remembers
    assert left == {"berita.txt", sidecar_path(article).name}


def test_without_permission_quitting_asks_the_copy_is_offered_and_it_can_be_given_back(
    article: Path, rescue: Path
) -> None:
    folder = article.parent
    folder.chmod(0o555)
    command = unprivileged(installed())
    with opened(article, *command) as t:
        tag(t, "rumah")
        t.wait_for("NOT SAVED: Permission denied · rescue copy kept")
        t.press("ctrl+q")
        t.wait_for("What now?")
        t.send("s")
        t.wait_gone("What now?")
        tag(t, "hujan")
        t.press("ctrl+q")
        t.wait_for("What now?")
        t.send("r")
        t.wait_for("What now?")
        t.send("q")
        assert t.wait_exit() == 1
        assert f"not saved: Permission denied; a rescue copy is in {rescue}".encode() in t.raw
    assert [path.name for path in folder.iterdir()] == ["berita.txt"]
    told = subprocess.run(
        unprivileged(installed(), "check", str(folder)), capture_output=True, encoding="utf-8", check=False
    )
    assert "a rescue copy of" in told.stderr
    folder.chmod(0o755)
    with opened(article, *command) as t:
        t.wait_for("A rescue copy of")
        t.wait_for(" added, 0 changed, 0")
        t.send("t")
        wait_saved(t)
        assert copies(rescue) == []
        sidecar_path(article).chmod(0o444)
        tag(t, "turun")
        t.wait_for("NOT SAVED: the file is read-only · rescue copy kept")
        folder.chmod(0o000)
        t.press("ctrl+s")
        t.wait_for("NOT SAVED: Permission denied · rescue copy kept")
        folder.chmod(0o755)
        sidecar_path(article).chmod(0o644)
        t.press("ctrl+s")
        wait_saved(t)
        assert copies(rescue) == []
        t.press("ctrl+q")
        assert t.wait_exit() == 0
    assert {"hujan", "rumah", "turun"} <= set(words_in(sidecar_path(article)))


def test_leftovers_are_swept_and_a_folder_removed_while_open_can_come_back(
    article: Path, rescue: Path
) -> None:
    """The program is started in that folder, by a relative name."""
    folder = article.parent
    stale = folder / name_by_an_ended_process()
    stale.touch()
    with Terminal(["artreader", article.name], cwd=folder) as t:
        t.wait_for(" of ")
        assert not stale.exists()
        tag(t, "hujan")
        wait_saved(t)
        shutil.rmtree(folder)
        tag(t, "rumah")
        t.wait_for("NOT SAVED: No such file or directory · rescue copy kept")
        [copy] = copies(rescue)
        t.wait_until(lambda: {"hujan", "rumah"} <= set(words_in(copy)))
        folder.mkdir()
        t.press("ctrl+s")
        wait_saved(t)
        t.press("ctrl+q")
        assert t.wait_exit() == 0
    assert {"hujan", "rumah"} <= set(words_in(sidecar_path(article)))


def test_a_copy_is_merged_with_a_file_that_went_on_and_saved_elsewhere(
    article: Path, tmp_path: Path, rescue: Path
) -> None:
    away = article.parent.with_name("fort")
    with opened(article) as t:
        tag(t, "hujan")
        wait_saved(t)
        article.parent.rename(away)
        tag(t, "rumah")
        t.wait_for("NOT SAVED")
        t.wait_until(lambda: [c for c in copies(rescue) if "rumah" in words_in(c)])
        t.press("ctrl+q")
        t.wait_for("What now?")
        t.send("q")
        assert t.wait_exit() == 1
    away.rename(article.parent)
    session = Session.open(article)
    start = ARTICLE.index("turun")
    turun = Entity(id="e1", label="ORG", spans=(Span(start, start + len("turun")),))
    session.do(adding("a name", turun))
    session.save()
    with opened(article) as t:
        t.wait_for("A rescue copy of")
        t.send("m")
        t.wait_gone("A rescue copy of")
        t.press("ctrl+s")
        wait_saved(t)
        assert {"hujan", "rumah", "turun"} <= set(words_in(sidecar_path(article)))
        assert copies(rescue) == []
        article.parent.rename(away)
        tag(t, "Solo")
        t.wait_for("NOT SAVED")
        t.press("ctrl+q")
        t.wait_for("What now?")
        t.send("f")
        t.wait_for("Save to which file?")
        t.press("ctrl+u")
        t.send(f"{article.parent}/lain.yaml\r")
        t.wait_for("not saved")
        t.press("ctrl+u")
        t.send(f"{tmp_path}/lain.yaml\r")
        assert t.wait_exit() == 1
    assert {"hujan", "rumah", "turun", "Solo"} <= set(words_in(tmp_path / "lain.yaml"))
