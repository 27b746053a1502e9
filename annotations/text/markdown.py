"""The marks of Markdown in a text: what only formats it, and what it formats.

The text stays as it is, with offsets on the file's own characters. What is looked for is what news texts
have of CommonMark (0.31): front matter, headings, emphasis, links, pictures, code, quotations, rules, tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from annotations.model import Span
from annotations.text.emphasis import find_emphasis

SUFFIX = ".md"
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n")
_MOST_FRONT = 20_000  # code points of front matter
_LINE = re.compile(r"[^\n]*\n?")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}#{1,6}(?:[ \t]+|(?=\n|$))")
_CLOSING = re.compile(r"[ \t]#{1,80}[ \t]{0,80}$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$")
_QUOTED = re.compile(r"(?: {0,3}>[ \t]?)+")
_BULLET = re.compile(r"\s{0,12}[*+-][ \t]")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]{1,200}\]:[ \t]*\S")
_LINK_END = re.compile(
    r"\]\([ \t]*(?:<[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()]{0,500}\)[^\s()<>]{0,500})?)"
    r"(?:[ \t]+(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'))?[ \t]*\)|\]\[[^\[\]\n]{0,200}\]"
)
_TOKEN = re.compile(
    r"\\(?=[!-/:-@\[-`{-~])|`+|!?\[|\]|<!--|<(?:https?://[^\s<>]{1,2000}|/?[A-Za-z][^<>\n]{0,300})>"
)
_BACKTICKS = re.compile("`+")
_LONGEST_COMMENT = 2000
_NOT_NEWLINE = re.compile(r"[^\n]")


@dataclass(frozen=True, slots=True)
class Markup:
    """`marks` only format; `styled` are stretches with "heading", "strong", "emphasis" or "code"; both in
    text order. `front` is the front matter, `title` the heading that the story begins with.
    """

    front: Span | None
    marks: tuple[Span, ...]
    styled: tuple[tuple[Span, str], ...]
    title: Span | None


def find_markup(text: str) -> Markup:
    """Everything in one pass over the lines; linear in the length of the text."""
    front = find_front_matter(text)
    marks: list[Span] = []
    styled: list[tuple[Span, str]] = []
    title: Span | None = None
    block: list[Span] = []  # lines of one paragraph, whose emphasis may go on from line to line
    fence = ""
    begun = False
    for line in _lines(text, front.end if front else 0):
        words = text[line.start : line.end]
        opening = _FENCE.match(words)
        if fence or opening:
            _inline(text, block, marks, styled)
            if opening and not fence:
                fence = opening[1]
            elif opening and opening[1].startswith(fence) and not words[opening.end() :].strip():
                fence = ""
            elif words.strip():
                styled.append((line, "code"))
            if words.strip():
                marks.append(line)
            continue
        if not words.strip():
            _inline(text, block, marks, styled)
            continue
        if heading := _HEADING.match(words):
            _inline(text, block, marks, styled)
            closing = _CLOSING.search(text, max(line.start, line.end - 160), line.end)
            stop = closing.start() if closing else line.end
            marks.append(Span(line.start, line.start + heading.end()))
            inside = Span(line.start + heading.end(), max(stop, line.start + heading.end()))
            if stop < line.end:
                marks.append(Span(inside.end, line.end))
            if inside.length:
                styled.append((inside, "heading"))
                if not begun:
                    title = inside
                _inline(text, [inside], marks, styled)
        elif len(block) == 1 and _UNDERLINE.match(words):
            styled.append((block[0], "heading"))
            title = title if begun else block[0]
            _inline(text, block, marks, styled)
            marks.append(line)
        elif _RULE.match(words) or _DEFINITION.match(words):
            _inline(text, block, marks, styled)
            marks.append(line)
            continue  # nothing has begun by that
        else:
            start = line.start
            if quoted := _QUOTED.match(words):
                marks.append(Span(start, start + quoted.end()))
                start += quoted.end()
            if bullet := _BULLET.match(text, start, line.end):
                _inline(text, block, marks, styled)
                start = bullet.end()
            if start < line.end:
                block.append(Span(start, line.end))
            if len(block) == 1 and not begun:
                continue  # an underline may follow, that makes it a heading
        begun = True
    _inline(text, block, marks, styled)
    return Markup(front, tuple(_merged(marks)), tuple(sorted(styled)), title)


def find_front_matter(text: str) -> Span | None:
    """The block between --- or +++ that begins the text, with both lines; None where it is not closed."""
    opening = _FRONT.match(text)
    if opening is None:
        return None
    fence = opening[1]
    at = opening.end()
    while at <= min(len(text), _MOST_FRONT):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end].rstrip()
        if line == fence or (line == "..." and fence == "---"):
            return Span(0, end)
        if end == len(text):
            break
        at = end + 1
    return None


def blanked(text: str, markup: Markup) -> str:
    """`text` with blank space, of the same length, where front matter and marks are."""
    pieces: list[str] = []
    done = 0
    for span in (*([markup.front] if markup.front else ()), *markup.marks):
        pieces += (text[done : span.start], _NOT_NEWLINE.sub(" ", text[span.start : span.end]))
        done = span.end
    return "".join([*pieces, text[done:]])


def _lines(text: str, start: int) -> Iterator[Span]:
    """Lines without their ends."""
    for match in _LINE.finditer(text, start):
        if match.end() > match.start():
            yield Span(match.start(), match.end() - text.endswith("\n", match.start(), match.end()))


def _inline(text: str, block: list[Span], marks: list[Span], styled: list[tuple[Span, str]]) -> None:
    """What is in the lines of a paragraph, which is then done with."""
    barred: list[Span] = []  # within which * and _ mean nothing
    for line in block:
        for what, span in _links_and_code(text, line):
            if what == "code":
                styled.append((span, what))
            else:
                marks.append(span)
            barred.append(Span(span.start, span.end + (what == "escape")))
    emphasis = find_emphasis(text, block, barred)
    marks += emphasis.marks
    styled += emphasis.styled
    block.clear()


def _links_and_code(text: str, line: Span) -> Iterator[tuple[str, Span]]:
    """Marks of links, pictures, tags and code in a line, code itself, and the backslashes of escapes."""
    runs: dict[int, list[int]] = {}  # where the runs of so many backticks are
    for match in _BACKTICKS.finditer(text, line.start, line.end):
        runs.setdefault(len(match[0]), []).append(match.start())
    for places in runs.values():
        places.reverse()
    opened: list[tuple[int, int]] = []  # brackets: where they begin and end
    at = line.start
    while token := _TOKEN.search(text, at, line.end):
        at = token.end()
        what = token[0]
        if what == "\\":
            yield "escape", Span(*token.span())
            at += 1
        elif what[0] == "`":
            ends = runs.get(len(what), [])  # none: an escape has taken the first of the run
            while ends and ends[-1] <= token.start():
                ends.pop()
            if ends:
                close = ends[-1]
                yield "mark", Span(*token.span())
                yield "code", Span(token.end(), close)
                at = close + len(what)
                yield "mark", Span(close, at)
        elif what in ("[", "!["):
            opened.append(token.span())
        elif what == "]":
            end = _LINK_END.match(text, token.start(), line.end)
            if opened and end:
                start, inside = opened.pop()
                at = end.end()
                if text[start] == "!":
                    yield "mark", Span(start, at)
                else:
                    yield "mark", Span(start, inside)
                    yield "mark", Span(*end.span())
            elif opened:
                opened.pop()
        elif what == "<!--":
            close = text.find("-->", at, min(line.end, at + _LONGEST_COMMENT))
            if close >= 0:
                at = close + 3
                yield "mark", Span(token.start(), at)
        else:
            yield "mark", Span(*token.span())


def _merged(spans: Iterable[Span]) -> Iterator[Span]:
    """In order, those that touch or overlap as one."""
    last: Span | None = None
    for span in sorted(spans):
        if last is not None and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
        else:
            if last is not None:
                yield last
            last = span
    if last is not None:
        yield last
