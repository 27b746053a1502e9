"""Every hostile text in every place it can come from: none of it reaches the terminal raw, all is seen.

The matrix is run once a place, with all texts together, and what the program wrote is looked at
byte for byte.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from pathlib import Path
from typing import Any

import pytest
import yaml

from annotations.article import Article
from annotations.display import display
from annotations.model import Span
from annotations.sidecar.paths import sidecar_path
from annotations.sidecar.store import Store
from tests.e2e.terminal import Terminal
from tests.fuzz.texts import holding
from tui import cli

HOSTILE = {
    "colour": "\x1b[31;7777m",
    "erase": "\x1b[2J\x1b[H",
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "window title": "\x1b]0;jahat\x07",
    "link": "\x1b]8;;http://jahat.example\x1b\\di sini\x1b]8;;\x1b\\",
    "device control": "\x1bP+q544e\x1b\\",
    "application command": "\x1b_Gi=1\x1b\\",
    "reset": "\x1bc",
    "report": "\x1b[6n\x05",
    "C1": "\x9b31m\x9d52;c;eA==\x9c\x90q\x9c",
    "all C1": "".join(map(chr, range(0x80, 0xA0))),
    "all C0": "".join(chr(code) for code in range(1, 0x20) if chr(code) not in "\n\r"),
    "delete": "\x7f\x08\x08",
    "override": "\u202egnp.exe\u202c",
    "isolate": "\u2066a\u2067b\u2068c\u2069",
    "direction": "\u200ea\u200fb\u061c",
    "zero width": "nol\u200blebar\u2060\ufeff\u00ad",
    "joiner": "kata\u200dsandi\u200c",
    "tags": "".join(chr(0xE0000 + ord(letter)) for letter in "jahat"),
    "lone mark": "x \u0301\u20e3",
    "separators": "a\u2028b\u2029c\x85d",
    "no characters": "\ufffe\uffff\ufdd0\U0010ffff",
    "fillers": "a\u3164\u115f\uffa0\u034f",
    "selector": "a\ufe0fb",
    "markup": "[@click=app.quit]klik[/] [red]merah[/red]",
}
MARKS = "a" + "\u0301" * 10_000
BEHIND = "Budi Santoso"

# All that Textual says to a terminal beside text: styles, places, modes, keys, the shape of the pointer.
_OURS = re.compile(
    rb"\x1b\[[0-9;]*[mH]|\x1b\[\?[0-9]+[hl]|\x1b\[\?[0-9]+\$p|\x1b\[>[0-9]+u|\x1b\[<u|\x1b\]22;[a-z-]*\x07"
)


def assert_harmless(raw: bytes) -> str:
    """Nothing but our own sequences and visible characters was written; the latter."""
    for name, text in HOSTILE.items():
        if "\x1b" in text:
            assert text.encode() not in raw, name
    shown = _OURS.sub(b"", raw).decode("utf-8")
    for char in set(shown) - {"\n", "\r"}:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp"), f"U+{ord(char):04X}"
        assert unicodedata.category(char) != "Cf" or char in "\u200c\u200d", f"U+{ord(char):04X}"
    for char in "\u200c\u200d\ufe0f\u3164\u115f\uffa0\u034f":
        assert char not in shown, f"U+{ord(char):04X}"
    assert "\u0301" * 9 not in shown
    return shown


def assert_seen(screens: str, *names: str) -> None:
    """Each of these texts stands there, as `display` shows it."""
    for name in names or HOSTILE:
        assert unicodedata.normalize("NFC", display(HOSTILE[name])) in screens, name


def hostile_article(path: Path) -> Article:
    """An article with each text on a line, long enough that a NUL further down is allowed."""
    filler = "Warga menunggu kabar itu sejak pagi hari.\n" * 200
    lines = "".join(f"Kata {text} selesai.\n" for text in HOSTILE.values())
    body = f"{filler}Kata {MARKS} selesai.\nKata \0 selesai.\n{lines}Lalu {BEHIND} pulang ke Bogor.\n"
    path.write_bytes(body.encode())
    return Article.read(path)


def annotated(path: Path) -> Article:
    """The same with a sidecar that holds each text in every field that takes any."""
    article = hostile_article(path)
    made = []
    for number, text in enumerate([*HOSTILE.values(), MARKS, "\0", "\ud800"]):
        start = article.text.find(f"Kata {text}") + 5
        place = Span(start, start + len(text)) if start > 5 else Span(0, 5)
        made.append(holding(number, text, place))
    Store.open(article)[0].save(article, made)
    return article


def after(t: Terminal, key: str) -> str:
    """The screen that a key changes to."""
    shown = t.text
    t.press(key)
    t.wait_until(lambda: t.text != shown, f"what {key} shows")
    return t.text


def loaded(path: Path) -> list[dict[str, Any]]:
    found = yaml.safe_load(sidecar_path(path).read_text(encoding="utf-8"))["annotations"]
    assert isinstance(found, list)
    return found


def test_the_article_on_the_screen_and_the_offsets_behind_it(tmp_path: Path) -> None:
    article = hostile_article(tmp_path / "berita.txt")
    with Terminal(["artreader", "berita.txt"], cwd=tmp_path, columns=140, rows=50) as t:
        t.wait_until(lambda: re.search(r"of [1-9]\d* decided", t.text), "suggestions")
        t.press("G")
        t.wait_for(f"Lalu {BEHIND} pulang")
        screens = t.text
        for first in (f"Kata {display(HOSTILE['colour'])}", "◌◌◌◌◌◌◌◌"):
            t.press("pageup", "pageup")
            t.wait_for(first)
            screens += t.text
        t.send(f"/{BEHIND}\r")
        t.wait_for("match 1 of 1")
        t.press("escape")
        t.send("vwwep")
        t.wait_file(sidecar_path(tmp_path / "berita.txt"), f'quote: "{BEHIND}"')
        t.press("ctrl+q")
        assert t.wait_exit() == 0
        assert_harmless(t.raw)
    assert_seen(screens)
    tagged = next(a for a in loaded(tmp_path / "berita.txt") if a["quote"] == BEHIND)
    start = article.text.index(BEHIND)
    assert tagged["at"] == [start, start + len(BEHIND)]


def test_the_sidecar_in_lists_inspector_and_dialogs(tmp_path: Path) -> None:
    annotated(tmp_path / "berita.txt")
    before = sidecar_path(tmp_path / "berita.txt").read_bytes()
    with Terminal(["artreader", "berita.txt"], cwd=tmp_path, columns=140, rows=50) as t:
        t.wait_for("Entities 7  Quotes 7  Agreements 7  Notes 7")
        t.press("G")
        t.wait_for(f"Lalu {BEHIND} pulang")
        screens = t.text
        for _ in range(3):
            screens += after(t, "t")
        for keys, says in (
            ("NNNc", "Enter to set"),
            ("N" * 9 + "s", "or type;"),
            ("Nr", "This entity is"),
        ):
            t.send(keys)
            t.wait_for(says)
            screens += t.text
            t.press("escape")
            t.wait_gone(says)
        t.press("ctrl+q")
        assert t.wait_exit() == 0
        assert_harmless(t.raw)
    assert_seen(screens)
    assert sidecar_path(tmp_path / "berita.txt").read_bytes() == before


def test_file_names_error_messages_and_the_question_at_the_end(tmp_path: Path) -> None:
    for number, text in enumerate(HOSTILE.values(), 10):
        name = f"{number}{text.replace('/', '|')}"
        (tmp_path / f"{name}.txt").write_text(f"Judul {text} itu\n\nIsi {text} ya.\n", encoding="utf-8")
    (tmp_path / os.fsdecode(b"99\xff\xc3.txt")).write_text("Isi.\n", encoding="utf-8")
    broken = next(tmp_path.glob("12*"))
    key = json.dumps("".join(HOSTILE.values())[:300])
    sidecar_path(broken).write_text(f"{key}: 1\n{key}: 2\n", encoding="utf-8")
    with Terminal(["artreader", "."], cwd=tmp_path, columns=200, rows=40) as t:
        t.wait_for("26 articles")
        t.wait_for("cannot open")
        t.wait_for("Judul ␛[31;7777m")
        t.press("down", "down", "enter")
        t.wait_until(lambda: "standstwice" in re.sub(r"[\s▌]", "", t.text), "a notification")
        screens = t.text
        t.press("up", "up", "enter")
        t.wait_for("no changes")
        screens += t.text
        sidecar_path(next(tmp_path.glob("10*"))).mkdir()
        t.send("vwep")
        t.wait_until(lambda: "NOT SAVED" in t.text, "NOT SAVED")
        t.press("ctrl+q")
        t.wait_for("What now?")
        screens += t.text
        t.send("q")
        assert t.wait_exit() == 1  # only now all is written: a sequence may be cut before
        assert_harmless(t.raw)
    assert_seen(screens, "colour", "erase")


@pytest.mark.parametrize("command", ["show", "suggest", "check"])
def test_commands_on_a_terminal(tmp_path: Path, command: str) -> None:
    path = tmp_path / f"b{HOSTILE['window title']}.txt"
    article = annotated(path)
    if command == "check":
        path.write_text(article.text.replace("selesai", "usai"), encoding="utf-8")
    with Terminal(["artreader", command, "--", str(path)], columns=200) as t:
        assert t.wait_exit() == (command == "check")
        shown = assert_harmless(t.raw)
    if command == "suggest":
        assert json.loads(shown)["text"] == article.text
        assert json.loads(shown)["file"] == str(path)
    else:
        assert "␛]0;jahat␇" in shown.replace("\r\n", "")


@pytest.mark.parametrize("command", [["show", "--color", "always"], ["suggest"], ["check"], ["benchmark"]])
def test_commands_in_a_pipe(tmp_path: Path, capfdbinary: Any, command: list[str]) -> None:
    """The reader of the pipe may be a terminal after all, behind less -R."""
    article = annotated(tmp_path / f"b{HOSTILE['window title']}.txt")
    assert cli.main([*command, "--", str(article.path)]) in (0, 1)
    out, err = capfdbinary.readouterr()
    assert_harmless(out)
    assert_harmless(err)


def test_what_is_said_of_wrong_arguments(tmp_path: Path, monkeypatch: Any, capfdbinary: Any) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b.txt").write_text("Isi.\n", encoding="utf-8")
    for text in [*HOSTILE.values(), "\ud800", "\udcff", "-x", "--\x1b[2J", "\x1b]0;x\x07\n\n"]:
        for arguments in (
            [text],
            ["open", "--", text],
            [f"--{text}"],
            ["check", "--", text],
            ["suggest", f"--encoding={text}", "b.txt"],
            ["show", f"--annotator={text}", "b.txt"],
            ["show", f"--width={text}", "b.txt"],
            ["show", f"--color={text}", "b.txt"],
            ["benchmark", f"--types={text}", "b.txt"],
        ):
            assert cli.main(arguments) in (1, 2)
            out, err = capfdbinary.readouterr()
            assert_harmless(out)
            assert_harmless(err)
            assert err.count(b"\n") == 1, (arguments, err)
