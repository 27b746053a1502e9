"""Reading the corpora that the name model is trained on and measured with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

LABELS = {
    "PER": "PER",
    "PERSON": "PER",
    "ORG": "ORG",
    "ORGANISATION": "ORG",
    "ORGANIZATION": "ORG",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "PLACE": "LOC",
    "GPE": "LOC",
}
_CLOSING = frozenset(",.:;!?)]}%…”’")
_OPENING = frozenset("([{“‘")
_CLITICS = frozenset({"nya", "ku", "mu", "lah", "kah", "pun"})


class Marked(NamedTuple):
    """A text and its names as (start, end, label), offsets in code points."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def read_marked(path: Path) -> list[Marked]:
    """A corpus as JSON lines of {"text", "entities": [[start, end, label], …]}, or as CoNLL columns.

    Columns are the token first and its BIO label last; an empty line ends a sentence. Labels other
    than those of persons, organisations and places are left out. Raises ValueError on other forms.
    """
    if path.suffix in (".jsonl", ".json"):
        return [
            _of_record(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line
        ]
    return [_of_columns(rows) for rows in _blocks(path)]


def _of_record(record: dict[str, object]) -> Marked:
    text, entities = record.get("text"), record.get("entities")
    if not isinstance(text, str) or not isinstance(entities, list):
        raise ValueError("a line has no text or no entities")
    names = ((int(start), int(end), LABELS.get(label, "")) for start, end, label in entities)
    return Marked(text, tuple(sorted(name for name in names if name[2])))


def _blocks(path: Path) -> Iterator[list[tuple[str, str]]]:
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        columns = line.split("\t") if "\t" in line else line.split()
        if len(columns) >= 2:
            rows.append((columns[0], columns[-1]))
        elif rows:
            yield rows
            rows = []


def _of_columns(rows: Sequence[tuple[str, str]]) -> Marked:
    text, starts = joined([token for token, _ in rows])
    names: list[tuple[int, int, str]] = []
    before = "O"
    for (token, tag), start in zip(rows, starts, strict=True):
        label = LABELS.get(tag[2:].upper(), "")
        if label and tag[0] == "I" and before[2:] == tag[2:] and names:
            names[-1] = names[-1][0], start + len(token), label
        elif label:
            names.append((start, start + len(token), label))
        before = tag
    return Marked(text, tuple(names))


def joined(tokens: Iterable[str]) -> tuple[str, list[int]]:
    """Running text of separated tokens, and where each begins in it."""
    text, starts, before, quoted = "", [], "", False
    for token in tokens:
        tight = (
            not text
            or token in _CLOSING
            or before in _OPENING
            or (token in _CLITICS and before[-1:].islower())
            or (before == "," and token[:1].isdigit() and text[-2:-1].isdigit())
        )
        if token == '"':
            tight, quoted = tight or quoted, not quoted
        elif before == '"' and quoted:
            tight = True
        text += "" if tight else " "
        starts.append(len(text))
        text += token
        before = token
    return text, starts


def read_tagged(path: Path) -> list[str]:
    """The sentences of a POS-tagged list (token, tab, tag) as running text.

    Of sentences that differ only in their small words, as the list has many, the first is kept.
    """
    known: set[tuple[str, ...]] = set()
    texts: list[str] = []
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        tokens = [line.split("\t")[0] for line in block.split("\n") if "\t" in line]
        tokens = [token for token in tokens if token.strip()]
        names = tuple(token for token in tokens if token[:1].isupper())
        key = names if len(names) > 1 else tuple(tokens)
        if len(tokens) < 4 or not names or key in known:
            continue
        known.add(key)
        texts.append(joined(tokens)[0])
    return texts
