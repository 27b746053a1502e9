"""The manual page, as groff and a reader see it."""

from __future__ import annotations

import argparse
import shutil
import subprocess

import pytest

from tui.cli import parser
from tui.commands.arguments import subcommands_of
from tui.commands.man import manual


def rendered(page: str, device: str) -> str:
    """The page as text in one long line a paragraph. groff is asked for all warnings, and there are none."""
    if shutil.which("groff") is None:
        pytest.skip("groff is not installed")
    words = ["groff", "-man", "-ww", f"-T{device}", "-P-cbou", "-rLL=2000n"]
    done = subprocess.run(words, input=page, capture_output=True, text=True, timeout=60, check=True)
    assert not done.stderr
    return done.stdout


@pytest.mark.parametrize("device", ["utf8", "ascii"])
def test_tells_every_command_and_option(device: str) -> None:
    top = parser()
    text = rendered(manual(top), device)
    for name, sub in subcommands_of(top).choices.items():
        assert f"\n   {name}\n" in text
        for action in sub._actions[1:]:
            assert all(f"\n       {option}" in text for option in action.option_strings)
            told = " ".join((action.help or "").split()).replace("%%", "%")
            assert (told if device == "utf8" else told.replace("…", "...")) in text


def test_nothing_in_a_text_is_a_request_or_an_escape() -> None:
    nasty = ".so /etc/passwd \\n(.g 'quoted' \"marks\" `code` a-b ~ ^ 3 × ü"
    top = argparse.ArgumentParser("nasty", description=f"Nasty.\n\n{nasty}\n\n    {nasty}", epilog="'tis")
    sub = top.add_subparsers().add_parser("one", description=nasty)
    sub.add_argument("--dashed-option", metavar=".X", nargs="+", help=nasty)
    text = rendered(manual(top), "utf8")
    assert text.count(nasty) == 4
    assert "\n       'tis\n" in text
    assert "nasty one [--dashed-option .X [.X ...]]" in text
