"""What the program never does: run code from files, start other programs, speak to the network."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGES = Path(__file__).parent.parent
MODULES = sorted([*PACKAGES.glob("annotations/**/*.py"), *PACKAGES.glob("tui/**/*.py")])
NEVER_IMPORTED = frozenset(
    (
        *(
            "subprocess",
            "multiprocessing",
            "pickle",
            "marshal",
            "shelve",
            "dill",
            "joblib",
            "ctypes",
            "code",
            "runpy",
        ),
        *(
            "ssl",
            "http",
            "urllib",
            "urllib3",
            "requests",
            "httpx",
            "aiohttp",
            "ftplib",
            "smtplib",
            "webbrowser",
        ),
    )
)
NEVER_CALLED = frozenset(("eval", "exec", "compile", "__import__"))
NEVER_USED = frozenset(
    (
        *("os.system", "os.popen", "socket.socket", "socket.create_connection"),
        *("yaml.load", "yaml.load_all", "yaml.full_load", "yaml.unsafe_load", "yaml.safe_load"),
    )
)


def misdeeds(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] in NEVER_IMPORTED)
        elif isinstance(node, ast.ImportFrom):
            if not node.level and (node.module or "").split(".")[0] in NEVER_IMPORTED | {"socket"}:
                yield node.module or ""
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            if node.func.id in NEVER_CALLED:
                yield node.func.id
        elif isinstance(node, ast.Attribute) and ast.unparse(node) in NEVER_USED:
            yield ast.unparse(node)


def test_no_module_runs_code_or_speaks_to_the_network() -> None:
    assert len(MODULES) > 50
    for path in MODULES:
        assert list(misdeeds(ast.parse(path.read_text(encoding="utf-8")))) == [], path


@pytest.mark.parametrize(
    "line", ["import pickle", "from urllib.request import urlopen", "eval(x)", "yaml.load(x)", "os.system(x)"]
)
def test_misdeeds_are_seen(line: str) -> None:
    assert list(misdeeds(ast.parse(line)))


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/promises.md"])
def test_every_test_that_a_page_names_is_there(page: str) -> None:
    named = re.findall(r"`(tests/[\w/.]*)(?:::(\w+))?`", (PACKAGES / page).read_text(encoding="utf-8"))
    assert len(named) > 10
    for path, test in named:
        assert (PACKAGES / path).exists(), path
        assert not test or f"def {test}(" in (PACKAGES / path).read_text(encoding="utf-8"), test
