"""CoNLL: a token a line, its tag in BIO (IOB2) in the last column, blank lines between sentences.

The columns are token, start and end (code points), tag. Files of others need only have the token
first and the tag last, parted by tabs or spaces (CoNLL-2003); offsets are then found in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import ClassVar

from annotations.exchange.carrying import Carries
from annotations.exchange.document import Document, Imported, LookUp, Piece, Source
from annotations.exchange.tokens import covered, tokens_of
from annotations.model import Annotation, Entity, Span, Status, new_id

MOST_BLANK = 10_000  # characters between two tokens
_BIO = re.compile(r"([BIESLU])-(\S+)")


class Conll:
    name: ClassVar[str] = "conll"
    title: ClassVar[str] = "CoNLL (BIO)"
    suffix: ClassVar[str] = ".conll"
    files: ClassVar[bool] = True
    extra: ClassVar[str] = ""
    carries: ClassVar[Carries] = Carries(frozenset(), ("entity",), r"\S+", "labels without blank space")
    how: ClassVar[str] = "one tag a token; columns token, start, end, tag; words without the space between"

    def export(self, documents: Iterable[Document]) -> Iterator[Piece]:
        for document in documents:
            yield Piece(f"{document.name}{self.suffix}", "".join(_lines(document)).encode())

    def read(self, source: Source, look_up: LookUp) -> Iterator[Imported]:
        name = source.path.name.removesuffix(self.suffix)
        placed, text = _placed(_rows(source), look_up(name), source)
        yield Imported(name, text, _entities(placed, source), source.path.name)


def _lines(document: Document) -> Iterator[str]:
    text = document.text
    tags: dict[int, str] = {}
    tokens = tokens_of(text, [a.extent for a in document.annotations])
    for annotation in document.annotations:
        whole = covered(tokens, annotation.extent)
        assert whole is not None
        for number in range(whole[0], whole[1] + 1):
            tags[number] = f"{'B' if number == whole[0] else 'I'}-{annotation.label}"
    before = 0
    if tokens and text[tokens[0].start] == "\ufeff":
        yield "\n"  # so that it is not taken for the file's byte order mark
    for number, (start, end) in enumerate(tokens):
        if number and "\n" in text[before:start] and not tags.get(number, "O").startswith("I-"):
            yield "\n"
        yield f"{text[start:end]}\t{start}\t{end}\t{tags.get(number, 'O')}\n"
        before = end


def _rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    """Lines of columns with their numbers; an empty row where a sentence ends."""
    for number, line in enumerate(source.decoded.split("\n"), 1):
        if line.startswith("-DOCSTART-") or (line.startswith("# ") and "\t" not in line):
            continue
        yield number, line.split("\t") if "\t" in line else line.split()


Placed = list[tuple[int, Span, str]]  # line, place, tag


def _placed(rows: Iterable[tuple[int, list[str]]], text: str | None, source: Source) -> tuple[Placed, str]:
    """Every token at its place, and the text, which is put together where there is none."""
    placed: Placed = []
    made: list[str] = []  # the pieces of the text, where there is none
    after = 0
    new_line = False
    for line, row in rows:
        if not row:
            new_line = True
            continue
        if len(row) < 2:
            source.fail("a token and its tag should stand here", line=line)
        word, tag = row[0], row[-1]
        own = (int(row[1]), int(row[2])) if len(row) >= 4 and _are_offsets(row[1:3]) else None
        if text is None:
            start = own[0] if own else after + bool(placed)
            if own not in (None, (start, start + len(word))) or not after <= start <= after + MOST_BLANK:
                source.fail("the offsets are not those of the tokens", line=line, place=word)
            gap = start - after
            made += ["\n" + " " * (gap - 1) if gap and new_line and placed else " " * gap, word]
            span = Span(start, start + len(word))
        elif own:
            span = source.span(*own, text, line=line, place=word)
            source.check_quote(text, span, word, line=line)
        else:
            start = text.find(word, after)
            if start < 0 or text[after:start].strip():
                source.fail(f"the article does not have {word!r} next", line=line)
            span = Span(start, start + len(word))
        after, new_line = span.end, False
        placed.append((line, span, tag))
    return placed, "".join(made) if text is None else text


def _are_offsets(columns: list[str]) -> bool:
    return all(re.fullmatch("[0-9]{1,12}", column) for column in columns)


def _entities(placed: Placed, source: Source) -> list[Annotation]:
    """Spans of BIO tags; also of BIOES and BILOU, and of an I that follows no B (IOB1)."""
    found: list[tuple[str, Span]] = []
    open_ = ""
    for line, span, tag in placed:
        match = _BIO.fullmatch(tag)
        if match is None:
            if tag not in ("O", "_", ""):
                source.fail(f"{tag!r} is no BIO tag", line=line)
            open_ = ""
            continue
        prefix, label = match[1], match[2]
        if prefix in "IEL" and open_ == label:
            found[-1] = (label, Span(found[-1][1].start, span.end))
        else:
            found.append((label, span))
        open_ = "" if prefix in "ESLU" else label
    return [
        Entity(id=new_id(), label=source.label.get(label, label), spans=(span,), status=Status.ACCEPTED)
        for label, span in found
    ]
