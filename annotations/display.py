"""One choke point between text from files and the terminal.

Textual and rich pass escape sequences, C1 controls and bidirectional overrides
from content straight to the terminal. `display` maps each code point to exactly
one visible code point, so offsets into the text are offsets into what is shown.
"""

from __future__ import annotations

import re
import unicodedata

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
MARK = "\N{MIDDLE DOT}"

_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)


def _visible(match: re.Match[str]) -> str:
    char = match.group()
    code = ord(char)
    if char in "\n\t":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\N{SYMBOL FOR DELETE}"
    return MARK if unicodedata.category(char) in ("Cf", "Zl", "Zp") else REPLACEMENT


def display(text: str) -> str:
    """Make `text` safe to print; the result has the same number of code points.

    Controls become control pictures, bidirectional and zero-width characters a
    middle dot, other characters without a glyph U+FFFD; tab and newline become
    a space. Zero-width joiners stay, since emoji and Arabic letters need them.
    """
    return text if text.isascii() and text.isprintable() else _UNSAFE.sub(_visible, text)


def one_line(text: str) -> str:
    """`display` with runs of white space folded, for lists and messages (length may change)."""
    return " ".join(display(text).split())
