"""docs/architecture.md against the imports: its layers, and the files it names."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from tests.docs.pages import ROOT, read

_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?:(?:    .*)?\n)+", re.MULTILINE)
_IMPORT = re.compile(r"^ *(?:from|import) ([\w.]+)(?: import ([\w, ]+))?", re.MULTILINE)
PAGE = read(ROOT / "docs" / "architecture.md")


def layers() -> dict[str, int]:
    """Each module or package that the page puts into a layer, with the number of its row."""
    rows = [
        line.split("|")
        for line in PAGE.lines
        if line.count("|") == 4 and re.search(r"`(annotations|tui)\.", line)
    ]
    return {
        name: number
        for number, row in enumerate(rows)
        for name in re.findall(r"`((?:annotations|tui)\.\w+)`", row[2])
    }


@cache
def imports(top: str) -> dict[str, set[str]]:
    """What each module or package below `top` imports when it runs: of the two packages their parts."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / top).rglob("*.py")):
        unit = ".".join(path.relative_to(ROOT).with_suffix("").parts[:2])
        code = _FOR_TYPES.sub("", path.read_text(encoding="utf-8"))
        for module, names in _IMPORT.findall(code):
            parts = re.findall(r"\w+", names) if module in ("annotations", "tui") else [""]
            found.setdefault(unit, set()).update(
                ".".join(f"{module}.{part}".rstrip(".").split(".")[:2]) for part in parts
            )
    return found


def test_no_layer_imports_from_one_below_it() -> None:
    number = layers()
    assert len(number) > 60
    graph = {**imports("annotations"), **imports("tui")}
    assert set(number) <= set(graph) | {f"{p.parent.name}.{p.stem}" for p in ROOT.glob("*/*.py")}
    wrong = {
        f"{unit} imports {other}"
        for unit, others in graph.items()
        for other in others & set(number)
        if number.get(unit, 99) < number[other]
    }
    assert not wrong


def test_every_package_is_in_a_layer() -> None:
    packages = {
        f"{init.parent.parent.name}.{init.parent.name}"
        for top in ("annotations", "tui")
        for init in (ROOT / top).glob("*/__init__.py")
    }
    assert packages <= set(layers())


def test_annotations_know_nothing_of_a_screen() -> None:
    known = {name.split(".")[0] for others in imports("annotations").values() for name in others}
    assert {"annotations", "yaml"} <= known
    assert not known & {"tui", "textual", "rich"}


def test_the_files_that_the_page_names_are_there() -> None:
    named = re.findall(r"`((?:annotations|tui|tests)/[\w/]+(?:\.\w+)?)`", "\n".join(PAGE.lines))
    assert len(named) > 10
    assert [name for name in named if not Path(ROOT, name).exists()] == []
