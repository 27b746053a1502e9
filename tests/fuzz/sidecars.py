"""Sidecars damaged in every way we know of: each field of a wrong type, then bytes and lines at random."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from annotations.article import Article
from annotations.history import StateStep, Step
from annotations.model import Agreement, Annotation, Entity, Lost, Note, Passage, Quote, Span, Status
from annotations.sidecar.document import render_new
from annotations.sidecar.header import Header

TEXT = (
    "Presiden Siti Rahma mengatakan kedua negara sepakat berdamai.\n\n"
    "“Kami akan menaati perjanjian itu,” ujar Rahma. Menteri Budi hadir di Bogor, Senin (3/5).\n"
)


def place(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ANNOTATIONS: tuple[Annotation, ...] = (
    Entity(
        id="e1",
        label="PER",
        spans=(place("Siti Rahma"),),
        entity="Siti Rahma",
        status=Status.ACCEPTED,
        by="ani",
        confidence=0.97,
        why="crf",
        history=(
            Step("accepted", "ani", "2026-11-22T08:00:00Z"),
            Step("corrected", "rina", "2026-11-22T09:00:00Z", "reviewer", {"label": "ORG"}, "a person"),
        ),
        extra={"checked": True, "seen": [1, 2.5, None, {"by": "budi"}]},
    ),
    Quote(
        id="q1",
        label="direct",
        spans=(place("Kami akan"), place("perjanjian itu,")),
        cue=place("ujar"),
        source=place("ujar Rahma"),
        speaker="Siti Rahma",
        note='says "ya": # no comment',
    ),
    Agreement(
        id="a1",
        label="treaty",
        spans=(place("perjanjian"),),
        title="Perjanjian damai",
        parties=("A", "B & C"),
        subject=Passage("damai", place("berdamai")),
        agreement_status="reached",
        realis="actual",
        date=Passage("Senin", place("Senin")),
        count=2,
        said_in="q1",
    ),
    Note(id="n1", label="comment", spans=(place("Bogor"),), note="kota\nhujan"),
    Entity(id="e2", label="LOC", spans=(), lost=(Lost("spans", "Jakarta", Span(3, 10), "di ", ", Senin"),)),
)

OURS = render_new(
    Header(
        file="berita.txt",
        sha256=Article(TEXT).sha256,
        length=len(TEXT),
        language="id",
        annotator="ani",
        suggested_by="artreader 0.1.0",
        states=(StateStep("annotated", "ani", "2026-11-22T08:30:00Z"),),
        extra={"project": "uji"},
    ),
    ANNOTATIONS,
    TEXT,
)

BY_HAND = f"""\
# by hand
format: artreader/1
article: {{file: berita.txt, sha256: {Article(TEXT).sha256}, length: {len(TEXT)}}}

annotations:
  # the president
  - {{id: e1, kind: entity, label: PER, quote: Siti Rahma, at: [9, 19], status: accepted}}

  -
    id: q1   # a quote
    kind: quote
    label: 'direct'
    quote:
      - "Kami akan"
      - >-
        perjanjian itu,
    at: [[64, 73], [82, 97]]
    speaker: |-
      Siti Rahma
    cue:
      quote: ujar
      at:
        - 99
        - 103
"""

BASES = (OURS, BY_HAND, OURS.replace("\n", "\r\n"))

DEEP = 60_000
# A line a theme: numbers and words, strings, lists, mappings, depth, what is refused, block and plain
# scalars, characters, ways out of the folder, conflicts and documents.
WRONG = tuple(
    """\
~ true no 12 -1 0x1F 0o17 1_000 12:30 2026-11-22 1e999 -1e999 .nan .inf -.INF
"" "x" 'it''s' "open "\\ud800" "\\U0011FFFF" "\\q" "\\x1b[2J\\u202e"
[] [1] [1,2,3] [2,1] [-5,3] [0,999999999999999] [[0,4],[2,9]] [[]] [{},~]
{} {a:␣1} {a:␣1,a:␣2} {?␣[a]:␣b} {<<:␣{a:␣1}} {quote:␣x,at:␣[0,1]}
&x␣1 *x &x␣[*x,*x] !!int␣3 !!binary␣aGk= !!python/object/apply:os.system␣[echo] !!python/name:os.system
!<tag:yaml.org,2002:str>␣x !␣x |␣⏎␣␣block >9⏎ @x `x` %x a:␣b:␣c -␣x ?␣x #␣nothing x␉y ␉x
../../etc/passwd /etc/passwd ..\\..\\boot.ini
x⏎<<<<<<<␣HEAD x⏎=======⏎>>>>>>>␣theirs x⏎---⏎format:␣artreader/1 x⏎...⏎%YAML␣9.9
""".replace("\\\\", "\\").split()
)
WRONG = (
    *(word.replace("␣", " ").replace("⏎", "\n").replace("␉", "\t") for word in WRONG),
    *("", "\u2028", "\u0085", "\ufeff", "\ufffe", "\x1b[31m", "\x00", "\ud800"),
    *("9" * 40, "-" + "9" * 5000, "0." + "1" * 5000, '"' + "x" * 1_000_000 + '"', "x" * 1_000_000),
    *("[" * 40 + "]" * 40, "{a: " * 40 + "}" * 40, "[" * DEEP, "{a: " * DEEP),
)

_PAIR = re.compile(r'([a-z_0-9]+): ("(?:[^"\\\n]|\\.)*"|\[+[^\]\n]*\]+|[^,{}\n\r]+)')


@dataclass(frozen=True, slots=True)
class Damaged:
    """`how` says what was done, so that it can be done again."""

    how: str
    data: bytes


def encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def wrong_types() -> Iterator[Damaged]:
    """Every value of every field, in each base, replaced by everything it should not be."""
    for number, base in enumerate(BASES[:2]):
        for match in _PAIR.finditer(base):
            for wrong in WRONG:
                how = f"base {number}, {match[1]} at {match.start()}: {wrong[:40]!r}"
                yield Damaged(how, encoded(base[: match.start(2)] + wrong + base[match.end(2) :]))


def whole_files() -> Iterator[Damaged]:
    """Files that are nothing but one strange thing, or have it before or behind a good sidecar."""
    for wrong in WRONG:
        yield Damaged(f"only {wrong[:40]!r}", encoded(wrong))
        yield Damaged(f"before, {wrong[:40]!r}", encoded(wrong + "\n" + OURS))
        yield Damaged(f"behind, {wrong[:40]!r}", encoded(OURS + wrong + "\n"))
    for encoding in ("utf-16", "utf-16-le", "utf-32", "utf-7"):
        yield Damaged(encoding, OURS.encode(encoding))
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf" * 2):
        yield Damaged(f"mark {mark!r}", mark + OURS.encode())


def flip_bits(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 8, 64))):
        out[rng.randrange(len(out))] ^= 1 << rng.randrange(8)
    return bytes(out)


def truncate(data: bytes, rng: random.Random) -> bytes:
    cut = rng.randrange(len(data))
    return data[:cut] if rng.random() < 0.8 else data[cut:]


def cut_out(data: bytes, rng: random.Random) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + rng.choice((1, 2, 10, 200)) :]


JUNK = (
    *(b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xc0\x80", b"\xef\xbb\xbf", b"\xe2\x80\xae"),
    *(b"\x00", b"\t", b"\r", b"\x85", b'"', b"'", b"\\", b"\n", b": ", b" #", b"- ", b"? ", b"[", b"}", b","),
    *(b"&a ", b"*a", b"<<: *a", b"!!python/none ", b"|\n", b"\n---\n", b"\n...\n", b"%TAG ! x\n"),
    *(b"\n<<<<<<< HEAD\n", b"\n=======\n", b"\n>>>>>>> main\n"),
)


def put_in(data: bytes, rng: random.Random) -> bytes:
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice(JUNK) * rng.choice((1, 1, 1, 2, 1000)) + data[at:]


def _lines(change: Callable[[list[bytes], int, random.Random], None]) -> Callable[..., bytes]:
    def changed(data: bytes, rng: random.Random) -> bytes:
        lines = data.split(b"\n")
        change(lines, rng.randrange(len(lines)), rng)
        return b"\n".join(lines)

    return changed


def _double(lines: list[bytes], at: int, rng: random.Random) -> None:
    many = rng.choice((1, 1, 3, 20))
    other = rng.choice((at + many, rng.randrange(len(lines) + 1)))
    lines[other:other] = lines[at : at + many] * rng.choice((1, 1, 50))


def _delete(lines: list[bytes], at: int, rng: random.Random) -> None:
    del lines[at : at + rng.choice((1, 1, 2, 5))]


def _swap(lines: list[bytes], at: int, rng: random.Random) -> None:
    other = rng.randrange(len(lines))
    lines[at], lines[other] = lines[other], lines[at]


def _indent(lines: list[bytes], at: int, rng: random.Random) -> None:
    lead = rng.choice((b" ", b"  ", b"\t", b"    - ", b"- " * 40))
    lines[at] = lines[at][rng.choice((1, 2)) :] if rng.random() < 0.4 else lead + lines[at]


def _end_otherwise(lines: list[bytes], at: int, rng: random.Random) -> None:
    lines[at] += rng.choice((b"\r", b" ", b" # x", b"\\", b":", b" \t", b"\x0c"))


RANDOM: dict[str, Callable[[bytes, random.Random], bytes]] = {
    "bits flipped": flip_bits,
    "cut off": truncate,
    "cut out": cut_out,
    "put in": put_in,
    "lines doubled": _lines(_double),
    "lines deleted": _lines(_delete),
    "lines swapped": _lines(_swap),
    "indented": _lines(_indent),
    "ended otherwise": _lines(_end_otherwise),
}


def at_random(seed: int) -> Iterator[Damaged]:
    """Bases with one to four random damages, without end."""
    number = 0
    while True:
        rng = random.Random(f"{seed}/{number}")
        data = encoded(rng.choice(BASES))
        done = []
        for _ in range(rng.choice((1, 1, 2, 4))):
            name = rng.choice(list(RANDOM))
            if data:
                data = RANDOM[name](data, rng)
                done.append(name)
        yield Damaged(f"seed {seed}, number {number}: {', '.join(done)}", data)
        number += 1
