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
            "distributed",
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

# One module starts one program: this interpreter, on a module of ours. Three use it: one so that finders
# leave the screen's process its time, one so that a finder of another package that hangs or crashes does
# so alone, one so that many articles are annotated on all cores. What goes over the pipes is text and JSON.
STARTS = "annotations/processes.py"
STARTED = {
    "annotations/batch/pool.py": "annotations.batch.worker",
    "annotations/finders/elsewhere.py": "annotations.finders.answering",
    "annotations/finders/isolated.py": "annotations.finders.plugin_process",
}
ALLOWED = {STARTS: ["subprocess"]}
# urllib.parse takes addresses apart and quotes them, and connects to nothing.
ALLOWED |= {path: ["urllib.parse"] for path in ("annotations/pages/html.py", "annotations/pages/index.py")}
# One module listens, since `artreader serve` was asked to: on this machine alone unless told otherwise.
ALLOWED["tui/served.py"] = ["urllib.parse", "aiohttp"]
# One module speaks to a cluster, since `artreader annotate --scheduler` was asked to: to that address alone.
ALLOWED["annotations/batch/cluster.py"] = ["distributed", "distributed"]


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
        allowed = ALLOWED.get(path.relative_to(PACKAGES).as_posix(), [])
        assert list(misdeeds(ast.parse(path.read_text(encoding="utf-8")))) == allowed, path


def test_the_one_program_started_is_this_interpreter() -> None:
    source = ast.parse((PACKAGES / STARTS).read_text(encoding="utf-8"))
    used = [node for node in ast.walk(source) if isinstance(node, ast.Attribute)]
    names = {ast.unparse(node) for node in used if ast.unparse(node).startswith("subprocess.")}
    assert names == {"subprocess.Popen", "subprocess.PIPE", "subprocess.DEVNULL"}
    (started,) = calls(source, "subprocess.Popen")
    assert ast.unparse(started.args[0]) == "[sys.executable, '-P', '-m', module]"
    given = {keyword.arg for keyword in started.keywords}
    assert given == {"stdin", "stdout", "stderr", "env", "start_new_session"}


def test_it_is_started_on_modules_of_ours_alone() -> None:
    found = {}
    for path in MODULES:
        source = ast.parse(path.read_text(encoding="utf-8"))
        if "annotations.processes" in ast.unparse(source) and (started := calls(source, "start")):
            (call,) = started
            assert ast.unparse(call.args[0]) == "_MODULE"
            named = [node for node in source.body if ast.unparse(node).startswith("_MODULE = ")]
            found[path.relative_to(PACKAGES).as_posix()] = [ast.unparse(node) for node in named]
    assert found == {path: [f"_MODULE = {module!r}"] for path, module in STARTED.items()}
    assert all((PACKAGES / f"{module.replace('.', '/')}.py").exists() for module in STARTED.values())


def calls(source: ast.AST, name: str) -> list[ast.Call]:
    """The calls of what is written `name` there."""
    nodes = (node for node in ast.walk(source) if isinstance(node, ast.Call))
    return [node for node in nodes if ast.unparse(node.func) == name]


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
