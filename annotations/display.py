"""One choke point between text from files and the terminal.

Textual and rich pass escape sequences, C1 controls and bidirectional overrides
from content straight to the terminal. `display` maps each code point to exactly
one visible code point, so offsets into the text are offsets into what is shown.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from annotations.late_pattern import late_pattern

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
MARK = "\N{MIDDLE DOT}"
CIRCLE = "\N{DOTTED CIRCLE}"  # what Unicode's charts put under a combining mark
MOST_RIDERS = 8  # marks on one letter; UAX #15 allows 30, but on a screen they run into the rows above

# Controls, bidirectional and other format characters, line and paragraph separators, blank fillers,
# noncharacters, surrogates: what acts on a terminal, or is not seen on one.
_UNSAFE = late_pattern(
    "[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]+"
)
# A quick look: only characters of these blocks may ride on others.
_MAY_RIDE = late_pattern(
    "[\u0300-\u036f\u0483-\u1dff\u200c\u200d\u20d0-\u20ff\u2cef-\u302f\u3099\u309a\ua66f-\U0010ffff]"
)
# Letters and marks of many languages that are shown as they are, and newlines.
_PLAIN = late_pattern(
    "[\n -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1eff"
    "\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]*+"
)
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f"  # of a variant of the character before
_SKIN_TONES = "\U0001f3fb-\U0001f3ff"
_JAMO = "\u1160-\u11ff\ud7b0-\ud7ff"  # vowels and finals of Hangul
_IS_SELECTOR, _IS_SKIN_TONE, _IS_JAMO = (re.compile(f"[{c}]") for c in (_SELECTORS, _SKIN_TONES, _JAMO))
_PARTICULAR = late_pattern(f"[{_JOINERS}{_SELECTORS}{_SKIN_TONES}{_JAMO}]")  # what needs a certain base
_BEFORE_JAMO = late_pattern("[\u1100-\u115f\ua960-\ua97f\uac00-\ud7a3]")
# Scripts that shape letters by their neighbours: Arabic to Mongolian, later Indic ones, the old Semitic ones.
_SHAPING = late_pattern("[\u0600-\u1cff\ua800-\uabff\U00010a00-\U00011fff]")
_NO_BASE = late_pattern(f"[\\s{MARK}{REPLACEMENT}{CIRCLE}\u2400-\u2421]")


def display(text: str) -> str:
    """Make `text` safe to print; the result has the same number of code points.

    Controls become control pictures, bidirectional, zero-width and blank characters a middle
    dot, other characters without a glyph U+FFFD; tab and newline become a space. Combining
    marks with nothing to stand on, and those beyond the eighth on a letter, become a dotted
    circle. Joiners and variation selectors stay where emoji and scripts such as Arabic need them.
    """
    if text.isascii() and text.isprintable():
        return text
    shown = _UNSAFE.sub(lambda match: "".join(map(_visible, match.group())), text)
    return _ride_on_something(shown) if _MAY_RIDE.search(shown) else shown


def display_lines(text: str) -> str:
    """`display` of every line, the newlines kept; the same object where that changes nothing."""
    if _PLAIN.fullmatch(text):
        return text
    return "\n".join(map(display, text.split("\n")))


def one_line(text: str) -> str:
    """`display` with runs of white space folded, for lists and messages (length may change)."""
    return " ".join(display(text).split())


@cache
def _visible(char: str) -> str:
    code = ord(char)
    if char in "\n\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return REPLACEMENT if unicodedata.category(char) in ("Cc", "Cn", "Cs") else MARK


@cache
def _riders() -> re.Pattern[str]:
    """Runs of what takes no cell of its own but is drawn with the character before it."""
    marks = [c for c in map(chr, range(0x300, 0x20000)) if unicodedata.category(c) in ("Mn", "Me", "Mc")]
    low = "".join(mark for mark in marks if mark <= "\uffff")
    high = "".join(mark for mark in marks if mark > "\uffff")
    # Apart, since a class that goes beyond U+FFFF is searched range by range.
    return re.compile(f"(?:[{low}{_JOINERS}{_SELECTORS}{_JAMO}]|(?![\0-\uffff])[{high}{_SKIN_TONES}])++")


def _ride_on_something(text: str) -> str:
    """Replace the riders that stand on nothing, are too many, or have no meaning where they stand."""
    parts: list[str] = []
    done = 0  # how far `parts` go
    riders = 0  # on the present base, and on those joined to it
    joined_at = 0  # behind the last joiner that stays
    for match in _riders().finditer(text):
        start, end = match.span()
        based = start > 0 and not _NO_BASE.match(text, start - 1)
        if based and end - start <= MOST_RIDERS and not _PARTICULAR.search(text, start, end):
            continue
        if not based:
            riders = MOST_RIDERS
        elif start - 1 != joined_at:
            riders = 0
        parts.append(text[done:start])
        at = start
        while at < end and riders < MOST_RIDERS:
            stays = _belongs(text, at, text[start - 1])
            parts.append(text[at] if stays else _instead(text[at]))
            riders += stays
            at += 1
        if at == end and parts[-1] == "\N{ZERO WIDTH JOINER}":
            joined_at = end
        parts.append("".join(map(_instead, text[at:end])))
        done = end
    return "".join([*parts, text[done:]])


@cache
def _instead(rider: str) -> str:
    return MARK if rider in _JOINERS or _IS_SELECTOR.match(rider) else CIRCLE


def _belongs(text: str, at: int, base: str) -> bool:
    """Whether the rider at `at` has a meaning behind what stands before it; `base` is what they ride on."""
    rider, previous, following = text[at], text[at - 1], text[at + 1 : at + 2]
    if rider in _JOINERS:  # UAX #31, section 2.3: in scripts whose letters join, and between emoji
        if _SHAPING.match(previous):
            return True
        return rider == "\u200d" and _is_picture(base) and _is_picture(following)
    if _IS_SELECTOR.match(rider):
        if base in "0123456789#*":
            return following == "\u20e3"  # a keycap
        return previous == base and (base >= "\u1000" or not base.isalnum())
    if _IS_SKIN_TONE.match(rider):
        return _is_picture(base)
    if _IS_JAMO.match(rider):
        return _BEFORE_JAMO.match(base) is not None
    return True


def _is_picture(char: str) -> bool:
    return char != "" and unicodedata.category(char) == "So"
