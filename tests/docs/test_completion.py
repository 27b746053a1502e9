"""The completion scripts, in the shells that are installed here."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tui.cli import parser
from tui.commands.completion import SHELLS, script

LINES = {
    "sh": {"show"},
    "s": {"show", "suggest", "samples/"},
    "--anno": {"--annotator"},
    "samples/1": {"samples/10 baru.txt"},
    "samples/ samples/1": {"samples/10 baru.txt"},
    "--annotator ani samples/1": {"samples/10 baru.txt"},
    "show samples/ samples/1": {"samples/10 baru.txt"},
    "show --pl": {"--plain"},
    "show samples/ --pl": {"--plain"},
    "export --format c": {"conll", "csv"},
    "export --output sa": {"samples/"},
    "adjudicate --rule m": {"majority"},
}  # what is typed after "artreader", and what at least is offered

BASH = r"""
source "$1"
while IFS= read -r line; do
  read -ra words <<< "$line"
  COMP_WORDS=(artreader "${words[@]}"); COMP_CWORD=${#words[@]}; COMPREPLY=()
  _shtab_artreader
  for word in "${COMPREPLY[@]}"; do [[ -d $word ]] && word=$word/; printf '%s\t' "$word"; done
  printf '\n'
done
"""
FISH = r"""
source $argv[1]
while read -l line
  string join \t -- (complete -C "artreader $line" | string replace -r '\t.*' '' | string unescape)
end
"""
# zsh completes on a terminal alone: one of its own is read until what is looked for stands there.
ZSH = r"""
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell 'PS1= fpath=($PWD $fpath); autoload -Uz compinit; compinit -u -D; unsetopt beep; print READ""Y'
zpty -r -m shell out '*READY*'
zpty -w -n shell "artreader $1"$'\t'
zpty -r -m shell out "*$2*"
print -r -- "$out"
zpty -d shell
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an article and the three scripts."""
    found = tmp_path_factory.mktemp("completion")
    (found / "samples").mkdir()
    (found / "samples" / "10 baru.txt").write_text("Halo.\n", encoding="utf-8")
    for shell in SHELLS:
        (found / f"_{shell}").write_text(script(parser(), shell), encoding="utf-8")
    (found / "_zsh").rename(found / "_artreader")
    return found


def run(folder: Path, *words: str, typed: str = "") -> str:
    """What a shell prints, which complains of nothing."""
    if shutil.which(words[0]) is None:
        pytest.skip(f"{words[0]} is not installed")
    done = subprocess.run(
        words, input=typed, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert not done.stderr
    return done.stdout


@pytest.mark.parametrize(("shell", "lines"), [("bash", BASH), ("fish", FISH)])
def test_offers(folder: Path, shell: str, lines: str) -> None:
    words = {"bash": ["bash", "-c", lines, "-"], "fish": ["fish", "--no-config", "-c", lines]}[shell]
    printed = run(folder, *words, f"./_{shell}", typed="".join(f"{line}\n" for line in LINES))
    offered = [set(line.split("\t")) for line in printed.splitlines()]
    assert len(offered) == len(LINES)
    for (typed, looked_for), found in zip(LINES.items(), offered, strict=True):
        assert looked_for <= found, typed


def test_zsh_completes(folder: Path) -> None:
    assert "baru.txt" in run(folder, "zsh", "-f", "-c", ZSH, "-", "samples/ samples/1", "baru.txt")
