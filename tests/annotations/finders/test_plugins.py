"""Finders of other packages: a real one is installed and found; whatever one does, the rest goes on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotations.article import Article
from annotations.finders import plugins
from annotations.finders.findings import FinderError, Findings, Unavailable
from annotations.finders.isolated import IsolatedFinder
from annotations.finders.options import FinderOptions
from annotations.finders.pipeline import suggest
from annotations.finders.plugins import Plugin, any_installed, plugged_finders
from annotations.finders.validation import sound
from annotations.model import Agreement, Entity, Note, Passage, Quote, Span

EXAMPLE = Path(__file__).parents[2] / "example_plugin"
ARTICLE = Article("Kapal KRI Bung Tomo tiba di Bitung bersama KM Sinar Laut, kata Kolonel Sudirman Wijaya.\n")
SHIPS = ["KRI Bung Tomo", "KM Sinar Laut"]

# What it does is what the article's first word asks for.
BROKEN = """
import os, sys, time
from annotations.finders.findings import Unavailable
from annotations.model import Entity, Span

def entity(start, end, **more):
    return Entity(id="mine", label="PRODUCT", spans=(Span(start, end),), **more)

def find(article, findings):
    return globals()[article.text.split()[0]](article)

def raises(article):
    yield entity(0, 5)
    raise ValueError("no\\x1b[31m luck\\nat all")

def prints(article):
    print("this is no answer")
    os.write(1, b"nor is this")
    return [entity(6, 9), "a name", entity(80, 900), entity(0, 5, confidence="high")]

def counts(article):
    return 7

def hangs(article):
    time.sleep(600)

def eats(article):
    held = []
    while True:
        held.append(bytearray(10_000_000))

def leaves(article):
    sys.exit("goodbye")

def reads(article):
    return input()

def aborts(article):
    os.abort()

def passes(article):
    raise Unavailable("only for Klingon")
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that packages are installed in for this test."""
    monkeypatch.syspath_prepend(tmp_path)
    plugins.forget_installed()
    yield tmp_path
    plugins.forget_installed()


@pytest.fixture
def broken(folder: Path) -> Path:
    (folder / "broken.py").write_text(BROKEN, encoding="utf-8")
    return folder


def isolated(point: str = "broken:find", **limits: int) -> IsolatedFinder:
    return IsolatedFinder(Plugin("mine", point, "broken", "1"), FinderOptions(**{"megabytes": 400, **limits}))  # type: ignore[arg-type]


def test_the_example_is_installed_found_switched_off_and_gone(folder: Path) -> None:
    """As a person installs it, by pip, from its folder."""
    assert not any_installed((str(folder),))
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--no-build-isolation", "--no-index", "--target", str(folder), str(EXAMPLE)),
        ],
        check=True,
        stdin=subprocess.DEVNULL,
    )
    assert any_installed((str(folder),))
    (ships,) = [plugin for plugin in plugins.plugins() if plugin.name == "ships"]
    assert (ships.package, ships.version, ships.missing) == ("artreader-ships", "1.0", "")
    found = [a for a in suggest(ARTICLE) if a.label == "PRODUCT"]
    assert [a.text_in(ARTICLE.text) for a in found] == SHIPS
    assert all(a.id and a.why == "prefix of a ship" for a in found)
    (running,) = [finder for finder in plugged_finders(FinderOptions()) if finder.plugin == ships]
    assert running is next(f for f in plugged_finders(FinderOptions()) if f.plugin == ships)
    off = suggest(ARTICLE, options=FinderOptions(frozenset(["ships"])))
    assert not [a for a in off if a.label == "PRODUCT"]
    assert {a.kind for a in off} >= {"entity", "quote"}


def test_nothing_is_imported_where_nothing_is_installed() -> None:
    code = (
        "import sys; from annotations.finders.pipeline import default_finders; default_finders();"
        "from annotations.finders.plugins import plugged_finders, plugins;"
        "sys.exit(any(m in sys.modules for m in"
        " ('importlib.metadata', 'annotations.finders.isolated', 'subprocess')) and 1)"
    )
    paths = [path for path in sys.path if path]
    if any_installed(tuple(paths)):
        pytest.skip("a plug-in is installed here")
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_whatever_it_does_is_told_once_and_the_others_go_on(broken: Path) -> None:
    finder = isolated()

    def others(article: Article, findings: Findings) -> list[Entity]:
        return [entity(0, 3)]

    def told(word: str) -> tuple[str, int]:
        article, lines = Article(f"{word} tiba di Bitung, Senin.\n"), list[str]()
        for _ in range(2):
            found = suggest(article, [finder, others], lambda name, why: lines.append(f"{name}: {why}"))
            assert found[-1 if word != "prints" else 0].spans == (Span(0, 3),)
        assert len(lines) == 1, lines
        return lines[0], len(found)

    where = r"\(broken.py, line \d+\)"
    assert re.fullmatch(
        rf"mine \(broken 1\): raised ValueError: no␛\[31m luck at all {where}", told("raises")[0]
    )
    partly = "mine (broken 1): 3 of 4 left out: str 'a name' is no Entity, Quote or Agreement"
    assert told("prints") == (partly, 2)
    assert "returned int 7 instead of annotations" in told("counts")[0]
    assert re.fullmatch(rf".*: called sys.exit {where}", told("leaves")[0])
    assert "raised EOFError" in told("reads")[0]
    if sys.platform == "linux":
        assert re.fullmatch(rf".*: needs more memory than it may have {where}", told("eats")[0])
    assert finder(Article("passes\n"), Findings()) == []
    with pytest.raises(Unavailable, match="only for Klingon"):
        finder.try_on(Article("passes\n"), Findings())
    assert told("aborts")[0].endswith("crashed (SIGABRT); it is off until the next start")
    with pytest.raises(AssertionError, match=r"^\[\]"):
        told("raises")  # it is off


def test_one_that_hangs_is_ended(broken: Path) -> None:
    finder = isolated()
    finder(Article("passes\n"), Findings())
    process = finder._process
    assert process is not None
    finder._options = FinderOptions(seconds=0.1)
    with pytest.raises(FinderError, match=r"took longer than 0.1 s; it is off") as caught:
        finder(Article("hangs\n"), Findings())
    assert (caught.value.final, caught.value.finder) == (True, "mine")
    assert process.poll() is not None
    assert finder(Article("raises\n"), Findings()) == []  # and not started again


def test_one_that_cannot_be_loaded_or_started(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(FinderError, match="raised AttributeError: module 'broken' has no attribute 'gone'"):
        isolated("broken:gone")(ARTICLE, Findings())
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    with pytest.raises(FinderError, match="could not be started"):
        isolated()(ARTICLE, Findings())


def test_it_ends_when_nobody_is_there_and_a_fork_starts_its_own(broken: Path) -> None:
    finder = isolated()
    finder(Article("passes\n"), Findings())
    process = finder._process
    assert process is not None
    assert process.stdin is not None
    finder._started_by = os.getppid()  # as after a fork
    finder(Article("passes\n"), Findings())
    assert finder._process is not process
    process.stdin.close()  # as when we end, however we end
    assert process.wait(timeout=30) == 0
    finder.stop()


def test_two_of_one_name_and_one_named_as_a_built_in(folder: Path) -> None:
    for package, names in (("alpha", ["dup", "quotes"]), ("beta", ["dup"])):
        info = folder / f"{package}-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
        points = "\n".join(f"{name} = {package}:find" for name in names)
        (info / "entry_points.txt").write_text(f"[{plugins.GROUP}]\n{points}\n")
    assert {p.name: p.point for p in plugins.plugins() if p.name != "spacy"} == {
        "dup": "alpha:find",
        "beta:dup": "beta:find",
        "alpha:quotes": "alpha:find",
    }


def entity(start: int, end: int) -> Entity:
    return Entity(id="", label="PRODUCT", spans=(Span(start, end),))


def test_what_can_be_held() -> None:
    spans = (Span(0, 4),)
    right = [
        entity(0, 4),
        Entity(id="x", label="PER", spans=[[1, 2], (3, 4)], confidence=1),  # type: ignore[arg-type]
        Quote(id="", label="direct", spans=spans, cue=(5, 6), source=None),  # type: ignore[arg-type]
        Agreement(id="", label="mou", spans=spans, parties=["A"], subject=Passage("x"), count=2),  # type: ignore[arg-type]
    ]
    kept, wrong = sound(right, 10)
    assert wrong == []
    assert [a.spans for a in kept][1] == (Span(1, 2), Span(3, 4))
    assert isinstance(kept[2], Quote)
    assert kept[2].cue == Span(5, 6)
    bad = {
        "is no Entity": Note(id="", label="", spans=spans),
        "label is empty": Entity(id="", label="", spans=spans),
        "label must be text": Entity(id="", label=3, spans=spans),  # type: ignore[arg-type]
        "entity must be text": Entity(id="", label="PER", spans=spans, entity=None),  # type: ignore[arg-type]
        "has no spans": Entity(id="", label="PER", spans=()),
        "spans must be spans": Entity(id="", label="PER", spans=4),  # type: ignore[arg-type]
        "int 4 is no span": Entity(id="", label="PER", spans=(4,)),  # type: ignore[arg-type]
        "'a', 'b') is no span": Entity(id="", label="PER", spans=(("a", "b"),)),  # type: ignore[arg-type]
        "span 3–3 is empty or outside": entity(3, 3),
        "span -2–3 is empty or outside": entity(-2, 3),
        "text (0–10)": entity(3, 11),
        "spans overlap": Entity(id="", label="PER", spans=(Span(3, 5), Span(4, 6))),
        "confidence must be from 0 to 1": entity(0, 1).with_(confidence=float("nan")),
        "speaker must be text": Quote(id="", label="direct", spans=spans, speaker=4),  # type: ignore[arg-type]
        "agreement_status must be one of": Agreement(id="", label="x", spans=spans, agreement_status="dead"),
        "parties must be names": Agreement(id="", label="x", spans=spans, parties="AB"),  # type: ignore[arg-type]
        "count must be a whole": Agreement(id="", label="x", spans=spans, count=True),
        "subject must be a Passage": Agreement(id="", label="x", spans=spans, subject="x"),  # type: ignore[arg-type]
    }
    for message, thing in bad.items():
        kept, wrong = sound([thing], 10)
        assert kept == []
        assert message in wrong[0], (message, wrong)


def test_the_page_shows_the_example_as_it_is() -> None:
    page = (EXAMPLE.parents[1] / "docs" / "plug-ins.md").read_text(encoding="utf-8")
    for name in ("pyproject.toml", "artreader_ships/__init__.py"):
        assert f"\n{(EXAMPLE / name).read_text(encoding='utf-8')}```\n" in page, name
