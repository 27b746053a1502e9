"""README and docs/: commands as they are written, what they print, and links."""

from __future__ import annotations

import contextlib
import io
import json
import re
import shutil
import sys

import pytest

from annotations.sidecar.schema import schema_text
from tests.docs.__main__ import differences
from tests.docs.pages import ROOT, Page, anchors, command_lines, links, matches, pages, read, refreshed
from tui.cli import parser, with_command
from tui.commands.arguments import subcommands_of
from tui.key_names import shown_key
from tui.keymap import default_commands

PAGES = pages()


@pytest.mark.parametrize("page", [page for page in PAGES if not page.slow], ids=lambda page: page.name)
def test_commands_print_what_the_page_shows(page: Page) -> None:
    """The slow pages are checked by `python -m tests.docs`, which also refreshes pages (`--write`)."""
    if sys.platform != "linux" or shutil.which("git") is None:
        pytest.skip("the pages show what GNU's tools and git do")
    assert not differences(page)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_is_understood(page: Page) -> None:
    for line, words, complete in command_lines(page):
        told = complaint(with_command(words), complete)
        assert not told, f"{page.name}:{line}: artreader {' '.join(words)}: {told}"


def complaint(words: list[str], complete: bool) -> str:
    """What is wrong with a command; where names stand for values its options alone are looked at."""
    top = parser(words[:1] if not words[0].startswith("-") else ["open"])
    said = io.StringIO()
    if complete:
        try:
            with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
                top.parse_args(words)
        except SystemExit:
            return said.getvalue()
        return ""
    known = [
        option for p in (top, *subcommands_of(top).choices.values()) for option in p._option_string_actions
    ]
    unknown = {word.split("=")[0].strip("[],;") for word in words if word.startswith("--")} - set(known)
    return f"unknown {unknown}" if unknown else ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Page) -> None:
    for line, link in links(page):
        name, _, anchor = link.partition("#")
        target = (page.path.parent / name).resolve() if name else page.path
        assert target.exists(), f"{page.name}:{line}: {link}"
        if anchor:
            assert anchor in anchors(read(target)), f"{page.name}:{line}: {link}"


def test_every_page_is_in_the_index() -> None:
    linked = {link.partition("#")[0] for _, link in links(read(ROOT / "docs" / "README.md"))}
    assert {page.path.name for page in PAGES if page.path.parent.name == "docs"} - {"README.md"} <= linked


def test_the_file_format_names_every_key() -> None:
    page = (ROOT / "docs" / "file-format.md").read_text(encoding="utf-8")

    def keys(schema: object) -> set[str]:
        if isinstance(schema, list):
            return {key for part in schema for key in keys(part)}
        if not isinstance(schema, dict):
            return set()
        named = {key for key, of in schema.get("properties", {}).items() if of is not True}
        return named | {key for part in schema.values() for key in keys(part)}

    wanted = keys(json.loads(schema_text()))
    assert {"format", "sha256", "said_in", "like", "was"} <= wanted
    assert {key for key in wanted if not re.search(rf"\b{key}\b", page)} == set()


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        (["a", "b", "c"], True),
        (["…", "c"], True),
        (["a", "…"], True),
        (["a", "…", "b", "c"], True),
        (["…", "b"], False),
        (["a", "b"], False),
        (["a", "… b", "c"], False),
        (["a", "b…", "…c"], True),
        ([], False),
    ],
)
def test_what_a_page_may_leave_out(shown: list[str], same: bool) -> None:
    assert matches(shown, ["a", "b", "c"]) is same


def test_only_times_may_differ() -> None:
    assert matches(
        ["10 in 6.8 s (1.5/s), 2026-11-23T10:39:07Z"], ["10 in 11 s (0.9/s), 2027-01-02T00:00:00Z"]
    )
    assert not matches(["10 in 6.8 s"], ["11 in 6.8 s"])


def test_a_page_is_refreshed_at_its_length() -> None:
    lines = list("abcdefg")
    assert refreshed(["x", "…", "z"], lines) == ["a", "…", "g"]
    assert refreshed(["x", "…"], lines) == ["a", "…"]
    assert refreshed(["x", "y"], lines) == lines


def test_annotating_names_a_key_of_every_command() -> None:
    page = (ROOT / "docs" / "annotating.md").read_text(encoding="utf-8")
    missing = {
        command.id
        for command in default_commands()
        if command.scope in ("text", "reader", "app")
        and not any(f"`{shown_key(key)}`" in page for key in command.keys)
    }
    assert missing == {"count"}  # told in words
