"""How keys are spelled in key files ("x", "space", "ctrl+s"), and which of them a terminal can send."""

from __future__ import annotations

import re
from difflib import get_close_matches

_SHOWN = {
    "space": "Space", "escape": "Esc", "enter": "Enter", "tab": "Tab", "delete": "Del",
    "left": "←", "right": "→", "up": "↑", "down": "↓", "home": "Home", "end": "End",
    "pageup": "PgUp", "pagedown": "PgDn", "insert": "Ins", "backspace": "Backspace",
}  # fmt: skip
_NAMED = (*_SHOWN, *(f"f{number}" for number in range(1, 25)))
_MODIFIERS = ("ctrl", "shift", "alt")
# ASCII gives these letters with Ctrl the codes of other keys, and terminals send those.
_SAME_CODE = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace"}


def shown_key(key: str) -> str:
    """ "ctrl+s" → "Ctrl+S", "space" → "Space", "f10" → "F10"."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    if len(last) > 1:
        last = _SHOWN.get(last, last.capitalize())
    elif modifiers:
        last = last.upper()
    return "+".join([*(modifier.capitalize() for modifier in modifiers), last])


def is_printable(key: str) -> bool:
    """Whether the key writes something where text is typed."""
    return len(key) == 1 or key == "space"


def wrong_key(key: str) -> tuple[str, str]:
    """What is wrong with the spelling of a key, and what to do; ("", "") for one that terminals send."""
    if key in _SAME_CODE:
        other = _SAME_CODE[key]
        return f"terminals send {shown_key(other)} for {shown_key(key)}", f'take another, or "{other}"'
    if len(key) == 1:
        return (
            ("", "") if key.isprintable() and key != " " else (f"{key!r} is no key", 'say "space", "tab" …')
        )
    *modifiers, last = key.split("+")
    if "shift" in modifiers and len(last) == 1:
        return f"{key!r} is no key", f'write "{last.upper()}" for Shift and {last}'
    known = last in _NAMED or (modifiers and re.fullmatch("[a-z0-9]", last))
    if (
        known
        and all(modifier in _MODIFIERS for modifier in modifiers)
        and modifiers == sorted(set(modifiers))
    ):
        return "", ""
    lowered = "+".join([*sorted({*key.lower().split("+")[:-1]}), key.lower().split("+")[-1]])
    if lowered != key and not wrong_key(lowered)[0]:
        return f"there is no key {key!r}", f'write "{lowered}"'
    alike = get_close_matches(last.lower(), _NAMED, n=1)
    return f"there is no key {key!r}", (
        f'did you mean "{"+".join([*modifiers, alike[0]])}"?'
        if alike
        else 'keys are spelled like "x", "space", "f2", "ctrl+s", "shift+left"'
    )
