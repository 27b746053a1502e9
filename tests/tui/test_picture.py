"""The screen as a picture: from the command line, and saved from within."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tui import cli
from tui.app import ArtreaderApp


def shown(svg: str) -> str:
    root = ElementTree.fromstring(svg)
    return re.sub(r"\s+", " ", "".join(root.itertext()).replace("\xa0", " "))


def article(folder: Path) -> Path:
    path = folder / "berita.txt"
    path.write_text("Rina <Hadi> & kata \x1b[31m.\n", encoding="utf-8")
    path.with_name("berita.txt.annotations.yaml").write_text(
        'format: artreader/1\narticle: {file: "berita.txt", sha256: "'
        + "0" * 64
        + '"}\nsuggested_by: "me"\n',
        encoding="utf-8",
    )
    return path


def test_the_reading_screen_is_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = article(tmp_path)
    before = path.with_name("berita.txt.annotations.yaml").read_bytes()
    assert cli.main(["export", str(path), "--format", "svg", "--size", "70x12", "--theme", "nosuch"]) == 1
    assert "no theme 'nosuch'" in capsys.readouterr().err
    assert cli.main(["export", str(path), "--format", "svg", "--size", "70x12"]) == 0
    svg = capsys.readouterr().out
    assert "Rina <Hadi> & kata ␛[31m." in shown(svg)
    assert "font-face" not in svg
    assert "url(http" not in svg
    assert path.with_name("berita.txt.annotations.yaml").read_bytes() == before


async def test_a_picture_is_saved_from_within(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    app = ArtreaderApp([article(tmp_path)])
    async with app.run_test(size=(70, 12)) as pilot:
        names = {command.title: command.callback for command in app.get_system_commands(app.screen)}
        names["Save a picture of the screen"]()
        for _ in range(100):
            await pilot.pause(0.02)
            if any(str(toast.message).startswith("Saved a picture") for toast in app._notifications):
                break
    (saved,) = tmp_path.glob("artreader-*.svg")
    assert "Rina <Hadi>" in shown(saved.read_text(encoding="utf-8"))
