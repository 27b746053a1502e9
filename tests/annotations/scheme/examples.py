"""A scheme with a kind of its own, over an article of ours."""

from __future__ import annotations

from pathlib import Path

from annotations.scheme import SCHEME_NAME

TEXT = (
    "Gubernur Dian Sari mengatakan, harga beras turun. Data dinas menunjukkan penurunan 4 persen.\n"
    '"Kami puas," ujar Dian.\n'
)
CLAIM = """\
format: artreader-scheme/1
guidelines: |
  # Rules
  Tag *whole* claims.
quote:
  fields:
    tone: {type: choice, choices: [calm, angry], help: how it is said}
kinds:
  claim:
    key: c
    name: Claims
    colour: "#5fc9c0"
    fields:
      topic: {type: text, help: what it is about}
      stance: {type: choice, choices: [for, against]}
      evidence: {type: span}
      claimant: {type: entity, help: who claims it}
      backers: {type: entities}
"""


def scheme_at(folder: Path, text: str = CLAIM) -> Path:
    path = folder / SCHEME_NAME
    path.write_text(text, encoding="utf-8")
    return path


def article_in(folder: Path) -> Path:
    path = folder / "berita.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path
